"""The releases of a case: frozen, altered afterwards, and what applied when by them; asks nothing itself."""

from collections.abc import Iterator, Mapping
from typing import Final

from handbook_gen.core.history.applying import periods
from handbook_gen.core.history.archive import Archive, archive
from handbook_gen.core.loader import Sources
from handbook_gen.core.model.history import History, Period, Then
from tests.releases import Published
from tests.releases import frozen as releasing

RELEASES: Final = "policies/releases"
PUBLISHED: Final = "published"
"""The file of a release in a case that holds its day."""
EDIT: Final = "edit of "
MOVE: Final = "move to "
"""How the names of a changed file and of a moved release begin in a case."""
Files = Mapping[str, bytes]


def archived(frozen: Mapping[str, Files]) -> Archive:
    """Read releases, given as their files by the name of their folder."""
    return archive({name: Sources(f"{RELEASES}/{name}", files) for name, files in frozen.items()})


def of_case(base: Files, files: Mapping[str, bytes | None]) -> dict[str, dict[str, bytes]]:
    """Freeze the releases of a case: the base with what each shows, on top of the one before it.

    What a case says of `policies/releases/` itself is done to the files after that.
    """
    given: dict[str, dict[str, bytes | None]] = {}
    for path, data in files.items():
        if path.startswith("releases/"):
            _, version, name = path.split("/", 2)
            given.setdefault(version, {})[name] = data
    policy: dict[str, bytes | None] = {path.removeprefix("policies/"): data for path, data in base.items()}
    releases: list[Published] = []
    for version, changed in given.items():
        day = (changed.pop(PUBLISHED) or b"").decode()
        policy |= changed
        texts = {path: data.decode() for path, data in policy.items() if data is not None}
        releases.append(Published(version, day, texts))
    frozen = {version: dict(each.files) for version, each in releasing(releases).items()}
    for path, data in files.items():
        if path.startswith(MOVE) and data is not None:
            frozen[path.removeprefix(f"{MOVE}{RELEASES}/")] = frozen.pop(data.decode())
        else:
            _alter(frozen, path, data)
    return frozen


def _alter(frozen: dict[str, dict[str, bytes]], path: str, data: bytes | None) -> None:
    """Do what a case does to frozen files: take a file or a whole release away, put another, change lines."""
    edit, path = path.startswith(EDIT), path.removeprefix(EDIT)
    if not path.startswith(f"{RELEASES}/"):
        return
    version, _, name = path.removeprefix(f"{RELEASES}/").partition("/")
    if data is None and not name:
        del frozen[version]
    elif data is None:
        del frozen[version][name]
    elif edit:
        frozen[version][name] = edited(frozen[version][name], data.decode())
    else:
        frozen.setdefault(version, {})[name] = data


def edited(data: bytes, diff: str) -> bytes:
    """Replace the lines that begin with - by those that begin with +."""
    sides = ("".join(f"{line[1:]}\n" for line in diff.splitlines() if line[:1] == sign) for sign in "-+")
    old, new = (side.encode() for side in sides)
    assert data.count(old) == 1, f"not there, or more than once: {old.decode()}"
    return data.replace(old, new)


def applied(history: History) -> Iterator[str]:
    """Say of every rule in a line for each day of a release what applied when, as it was known then."""
    for identity in history.ids:
        yield identity
        for known in sorted({each.published for each in history.releases}):
            yield f"  known on {known}: {', '.join(map(_said, periods(history, identity, known)))}"


def _said(period: Period) -> str:
    said = f"{period.then} by {period.release.version}" if period.release else period.then
    words = period.rule.statement.en if period.rule else None
    told = f"{said} “{words}”" if period.then is Then.IN_FORCE and words else said
    return f"from {period.starts} {told}" if period.starts else told


def said(word: str, how: list[str]) -> str:
    """Give what stands behind a word behind the name of a file: the day in `on 2026-01-10`."""
    return how[how.index(word) + 1] if word in how else ""
