"""Problems → JSON for other programs; its schema is published in docs/findings.schema.json."""

import json
from typing import Any, Final

from handbook_gen.core.model.handbook import Waiver
from handbook_gen.core.problems import Place, Problem, Severity
from handbook_gen.core.report.told import Told
from handbook_gen.core.sentences import repair, what
from handbook_gen.core.words import Words

VERSION: Final = 1
"""Grows when a program that reads the older form would misunderstand the newer."""


def shown(told: Told, words: Words) -> str:
    """Write all of it as one document."""
    weights = [problem.severity for problem in told.problems]
    document = {
        "version": VERSION,
        "day": told.day.isoformat(),
        "language": words.language,
        "whole": told.whole,
        "summary": {severity.value: weights.count(severity) for severity in Severity},
        "findings": [finding(problem, words) for problem in told.problems],
        "waived": [
            {**finding(problem, words), "waiver": _waiver(waiver, words)} for problem, waiver in told.waived
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def finding(problem: Problem, words: Words) -> dict[str, Any]:
    """Give a problem as the schema describes a finding."""
    spot = problem.spot
    return {
        "code": problem.kind.code,
        "name": problem.kind.name,
        "severity": problem.severity.value,
        **place(problem.place),
        "item": {"kind": spot.noun, "id": spot.id, "field": ".".join(map(str, spot.path))} if spot else None,
        "what": what(problem, words),
        "repair": repair(problem, words),
        "related": [place(each) for each in problem.related],
    }


def place(at: Place) -> dict[str, Any]:
    """Give a place in a file."""
    return {"path": at.path, "line": at.line, "column": at.column}


def _waiver(waiver: Waiver, words: Words) -> dict[str, Any]:
    return {
        "reason": waiver.reason.best(words.language),
        "owner": waiver.owner,
        "until": waiver.until.isoformat() if waiver.until else None,
    }
