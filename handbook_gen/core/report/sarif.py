"""Problems → SARIF 2.1.0, the form that code hosts and editors read; columns count code points.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
from typing import Any, Final
from urllib.parse import quote

from handbook_gen.core.model.handbook import Waiver
from handbook_gen.core.problems import Kind, Place, Problem, Severity
from handbook_gen.core.report.told import Told
from handbook_gen.core.sentences import repair, variants, what, why
from handbook_gen.core.words import Words

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def shown(told: Told, words: Words) -> str:
    """Write one run; what a waiver accepts is a suppressed result."""
    every = [(problem, None) for problem in told.problems] + [*told.waived]
    kinds = {problem.kind.code: problem.kind for problem, _ in every}
    rules = [kinds[code] for code in sorted(kinds)]
    run = {
        "tool": {"driver": {"name": "handbook", "rules": [_rule(kind, words) for kind in rules]}},
        "invocations": [_invocation(told, words)],
        "columnKind": "unicodeCodePoints",
        "language": words.language,
        "results": [_result(problem, waiver, rules, words) for problem, waiver in every],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _invocation(told: Told, words: Words) -> dict[str, Any]:
    """Say whether every check was asked; what can be read in part only has no place of its own."""
    if told.whole:
        return {"executionSuccessful": True}
    notice = {"level": "warning", "message": {"text": words("report.in_part")}}
    return {"executionSuccessful": False, "toolExecutionNotifications": [notice]}


def _rule(kind: Kind, words: Words) -> dict[str, Any]:
    told = variants(kind, words)
    return {
        "id": kind.code,
        "name": kind.name,
        "shortDescription": {"text": told[0][0]},
        **({"fullDescription": {"text": reason}} if (reason := why(kind, words)) else {}),
        "help": {"text": told[0][1]},
        "defaultConfiguration": {"level": _LEVELS[kind.severity]},
    }


def _result(problem: Problem, waiver: Waiver | None, rules: list[Kind], words: Words) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": problem.kind.code,
        "ruleIndex": rules.index(problem.kind),
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{what(problem, words)}\n{words('report.help')} {repair(problem, words)}"},
        "locations": [location(problem.place)],
    }
    if problem.related:
        result["relatedLocations"] = [
            {"id": number, **location(place)} for number, place in enumerate(problem.related, start=1)
        ]
    if waiver:
        reason = waiver.reason.best(words.language)
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return result


def location(place: Place) -> dict[str, Any]:
    """Give a place in a file."""
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(place.path), "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": place.line, "startColumn": place.column},
        }
    }
