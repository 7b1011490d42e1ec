"""Releases made in memory, by the same hands that freeze real ones; writes no file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from handbook_gen.core.history import freezing
from handbook_gen.core.history.archive import Archive, archive
from handbook_gen.core.loader import Sources
from handbook_gen.core.model.history import ReleaseKind


@dataclass(frozen=True)
class Published:
    """A release to be made."""

    version: str
    day: str
    policy: Mapping[str, str]
    """Path below `policies/` → text."""
    kind: ReleaseKind = "material"
    summary: str = "Eerste versie"


def frozen(releases: Iterable[Published]) -> Mapping[str, Sources]:
    """Freeze releases, each bound to the one before it."""
    found: dict[str, Sources] = {}
    previous = None
    for each in releases:
        policy = Sources("policies", {path: text.encode() for path, text in each.policy.items()})
        files = dict(freezing.frozen(policy, {}))
        facts = freezing.Facts(
            version=each.version,
            published=date.fromisoformat(each.day),
            kind=each.kind,
            summary={"nl": each.summary, "en": f"{each.summary} (en)"},
            previous=previous,
        )
        files[freezing.NOTE] = freezing.note(facts, files)
        previous = freezing.digest(files[freezing.NOTE])
        found[each.version] = Sources(f"policies/releases/{each.version}", files)
    return found


def made(releases: Iterable[Published]) -> Archive:
    """Read such releases, of which nothing may be wrong."""
    found = archive(frozen(releases))
    assert found.problems == ()
    return found
