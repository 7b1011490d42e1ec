"""What changed → JSON for other programs; its schema is published in docs/changes.schema.json."""

import json
from collections.abc import Mapping
from typing import Any, Final

from handbook_gen.core.model.changes import Change, RoleChange, Situations
from handbook_gen.core.problems import Spot
from handbook_gen.core.report.changes import summing
from handbook_gen.core.report.changes.told import Accepted, Told
from handbook_gen.core.report.json import finding, place
from handbook_gen.core.telling import GAINS, Names, counts, entries, said
from handbook_gen.core.words import Words

VERSION: Final = 1
"""Grows when a program that reads the older form would misunderstand the newer."""


def shown(told: Told, words: Words) -> str:
    """Write all of it as one document."""
    names = Names(told.comparison, words, told.occasion)
    counted = counts(entries(told.comparison.listed))
    accepted = told.by_fingerprint
    document = {
        "version": VERSION,
        "day": told.day.isoformat(),
        "language": words.language,
        "base": told.base,
        "head": told.head,
        "preview": told.preview or None,
        "level": told.comparison.level,
        "summary": {level: {"rules": c.rules, "others": c.others} for level, c in counted.items()},
        "changes": [_change(each, told, accepted, names) for each in told.comparison.changes],
        "roles": [_role(each, names) for each in told.comparison.roles],
        "following": [
            {
                "what": each.what,
                "who": each.who,
                "because": list(each.because),
                "day": each.day.isoformat() if each.day else None,
            }
            for each in told.comparison.following
        ],
        "situations": _situations(told.comparison.situations),
        "claims": [
            {"source": c.source, "claimed": c.claimed, "found": c.found, "what": summing.claim(c, words)}
            for c in told.claims
        ],
        "stale": list(told.stale),
        "findings": [finding(problem, words) for problem in summing.findings(told, names)],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _change(change: Change, told: Told, accepted: Mapping[str, Accepted], names: Names) -> dict[str, Any]:
    words = said(change, names)
    at = told.at(change)
    return {
        "kind": change.kind.name,
        "level": change.level,
        "fingerprint": change.fingerprint,
        "item": {**_spot(change.spot), "name": names.called(change.spot)},
        "place": place(at) if at else None,
        "what": words.line,
        "before": words.before or None,
        "after": words.after or None,
        "stricter_for": sorted(change.stricter_for),
        "looser_for": sorted(change.looser_for),
        "benefits": sorted(change.benefits),
        "whom": list(words.whom),
        "starts": words.starts,
        "cause": _spot(change.cause) if change.cause else None,
        "was": _spot(change.was) if change.was else None,
        "accepted": _accepted(accepted.get(change.fingerprint), names),
    }


def _situations(found: Situations) -> dict[str, Any]:
    changed = [
        {
            "guide": each.guide,
            "answers": list(each.answers),
            "before": {"verdict": each.before.verdict, "rules": list(each.before.rules)},
            "after": {"verdict": each.after.verdict, "rules": list(each.after.rules)},
        }
        for each in found.changed
    ]
    return {"total": found.total, "new": found.new, "gone": found.gone, "changed": changed}


def _spot(spot: Spot) -> dict[str, str]:
    return {"kind": spot.noun, "id": spot.id, "field": ".".join(map(str, spot.path))}


def _accepted(each: Accepted | None, names: Names) -> dict[str, str | None] | None:
    if each is None:
        return None
    reason = names.spelled(each.reason.best(names.words.language)) if each.reason else None
    return {"by": each.by or None, "reason": reason}


def _role(role: RoleChange, names: Names) -> dict[str, Any]:
    rules = {gain: list(getattr(role, gain)) for gain in GAINS}
    return {"role": role.role, "name": names.role(role.role), **rules}
