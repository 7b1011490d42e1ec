"""Every release with what it changed, as JSON for other programs; its schema is docs/releases.schema.json."""

import json
from collections.abc import Iterable
from typing import Any, Final

from handbook_gen.core.exports.news import Record

NAME: Final = "changes.json"


def changes(records: Iterable[Record]) -> str:
    """Write the releases, the oldest first; addresses are relative to where the file stands."""
    releases = [_release(each) for each in records]
    return json.dumps({"releases": releases}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _release(told: Record) -> dict[str, Any]:
    start = f"{told.version}/"
    rules = {
        identity: {**rule.model_dump(), "address": start + rule.address}
        for identity, rule in told.rules.items()
    }
    return {
        "version": told.version,
        "published": told.published,
        "kind": told.kind,
        "summary": told.summary,
        "address": start,
        "hash": told.hash,
        "roles": {role: some.model_dump(mode="json") for role, some in told.roles.items()},
        "rules": rules,
    }
