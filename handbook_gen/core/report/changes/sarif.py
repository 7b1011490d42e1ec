"""What changed → SARIF 2.1.0, the form that code hosts and editors read; kinds of change are its rules.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from handbook_gen.core.model.changes import Change, ChangeKind
from handbook_gen.core.report.changes.told import Accepted, Told
from handbook_gen.core.report.sarif import SCHEMA, location
from handbook_gen.core.telling import Names, said, title, why
from handbook_gen.core.words import Words

_LEVELS: Final = {"stricter": "warning", "undecided": "warning"}
_LIGHT: Final = "note"
_FINGERPRINT: Final = "handbookChange/v1"


def shown(told: Told, words: Words) -> str:
    """Write one run; what somebody accepted is a suppressed result."""
    names = Names(told.comparison, words, told.occasion)
    changes = told.comparison.changes
    kinds = {change.kind.name: change.kind for change in changes}
    rules = [kinds[name] for name in sorted(kinds)]
    accepted = told.by_fingerprint
    run = {
        "tool": {"driver": {"name": "handbook-diff", "rules": [_rule(kind, words) for kind in rules]}},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "language": words.language,
        "results": [_result(each, told, accepted, rules, names) for each in changes],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(kind: ChangeKind, words: Words) -> dict[str, Any]:
    return {
        "id": kind.name,
        "name": kind.name,
        "shortDescription": {"text": title(kind, words)},
        "help": {"text": why(kind, words)},
    }


def _result(
    change: Change, told: Told, accepted: Mapping[str, Accepted], rules: list[ChangeKind], names: Names
) -> dict[str, Any]:
    words = said(change, names)
    result: dict[str, Any] = {
        "ruleId": change.kind.name,
        "ruleIndex": rules.index(change.kind),
        "level": _LEVELS.get(change.level, _LIGHT),
        "message": {"text": f"{names.called(change.spot)}: {words.line} {words.about}".rstrip()},
        "partialFingerprints": {_FINGERPRINT: change.fingerprint},
        "properties": {"effect": change.level},
    }
    if place := told.at(change):
        result["locations"] = [location(place)]
    if done := accepted.get(change.fingerprint):
        reason = names.spelled(done.reason.best(names.words.language)) if done.reason else ""
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return result
