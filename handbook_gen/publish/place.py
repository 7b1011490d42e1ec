"""The folder that sites are published in: what stands, what stood before; builds and swaps nothing itself."""

import json
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from handbook_gen.publish.locking import write

OWN: Final = ".publish"
"""What marks the folder as ours: the lock, and for each site which one stood before it."""
CURRENT: Final = "current"
PREVIOUS: Final = "previous"
_SITES: Final = "sites"
_STAMP: Final = re.compile(r"[0-9]{8}T[0-9]{6}Z(-[0-9]{4})?")
_LEFT: Final = re.compile(rf"\.new|\.\.new-(lock|(new|old)-[0-9]+)|\.old-({_STAMP.pattern}|{PREVIOUS})")
"""What a publisher that was stopped leaves among the sites: a new one, what it was built in, an old one."""
_NOBODYS: Final = {"lost+found"}  # of the file system, where the folder is one of its own


class NotOursError(Exception):
    """A folder that holds something else; the message is a key of `locale/`, below `publish.place`."""


@dataclass(frozen=True, slots=True)
class Place:
    """The folder, and the names in it."""

    root: Path

    @property
    def own(self) -> Path:
        """Where we remember what we did."""
        return self.root / OWN

    @property
    def sites(self) -> Path:
        """Where sites stand, each in a folder of its own; what begins with a dot is unfinished."""
        return self.root / _SITES

    @property
    def current(self) -> Path:
        """What the web server serves."""
        return self.root / CURRENT

    @property
    def previous(self) -> Path:
        """What it served before, where there are no symbolic links."""
        return self.root / PREVIOUS

    @property
    def fresh(self) -> Path:
        """Where a new site is made."""
        return self.sites / ".new"

    @property
    def aside(self) -> Path:
        """Where a site is for the moment in which two folders are swapped."""
        return self.own / "aside"

    @property
    def folders(self) -> bool:
        """Tell whether sites are swapped as folders instead of by a symbolic link."""
        return any(_folder(path) for path in (self.current, self.previous, self.aside))

    @property
    def names(self) -> tuple[str, ...]:
        """The sites that are there, oldest first; what we did not name is not ours."""
        found = (path.name for path in self.sites.glob("*") if _folder(path))
        return tuple(sorted(name for name in found if _STAMP.fullmatch(name)))

    @property
    def standing(self) -> Path | None:
        """The folder of the site that is served."""
        found = self.current.resolve()
        return found if found.is_dir() else None

    @property
    def name(self) -> str | None:
        """The name of the site that is served, where it is one of these."""
        standing = self.standing
        return standing.name if standing and standing.parent == self.sites.resolve() else None

    def before(self, name: str | None) -> str | None:
        """Give the site that stood before one of them, where it is still there."""
        told = _read(self._record(name)) if name else {}
        return told["before"] if told.get("before") in self.names else None

    def remember(self, name: str, before: str | None) -> None:
        """Write down which site stood before one of them."""
        write(self._record(name), {"before": before})

    def forget(self, name: str) -> None:
        """Remove a site; it loses its name first, so that nobody goes back to half of it."""
        gone = self.sites / f".old-{name}"
        (self.sites / name).rename(gone)
        self._record(name).unlink(missing_ok=True)
        shutil.rmtree(gone)

    def _record(self, name: str) -> Path:
        return self.own / f"{name}.json"

    def intend(self, name: str, before: str | None) -> None:
        """Write down, before a swap, what it is going to do."""
        write(self._pending, {"name": name, "before": before})

    def settle(self) -> None:
        """Bring what was written down in line with what stands: after a swap, or after it was interrupted."""
        told = _read(self._pending)
        name = str(told.get("name"))
        if told and name == self.name:
            self.remember(name, told["before"])
        elif told and name in self.names:
            self.forget(name)  # whole, but nobody ever saw it
        self._pending.unlink(missing_ok=True)

    @property
    def _pending(self) -> Path:
        return self.own / ".pending.json"


def claim(root: Path) -> Place:
    """Make a folder ours. Raises NotOursError where it holds something else."""
    place = Place(root)
    if root.exists() and not _ours(place):
        raise NotOursError("not_ours")
    for folder in (root, place.own, place.sites):
        folder.mkdir(parents=folder == root, exist_ok=True)
    return place


def found(root: Path) -> Place:
    """Give a folder that is ours already. Raises NotOursError where it is not."""
    if not (root / OWN).is_dir():
        raise NotOursError("nothing_published")
    return Place(root)


def _ours(place: Place) -> bool:
    return place.root.is_dir() and (
        place.own.is_dir() or not {path.name for path in place.root.iterdir()} - _NOBODYS
    )


def sweep(place: Place) -> None:
    """Remove what was left by a publisher that was stopped; only for who holds the lock."""
    place.settle()
    left = [path for path in place.sites.glob(".*") if _LEFT.fullmatch(path.name)]
    for path in (*left, place.own / CURRENT):
        if _folder(path):
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    for record in place.own.glob("*Z*.json"):
        if record.stem not in place.names:
            record.unlink()


def stamp(place: Place, now: datetime) -> str:
    """Give a name that comes after every other, also within one second or after the clock was set back."""
    first = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    newest = max((name for name in place.names if _STAMP.fullmatch(name)), default="")
    if newest < first:
        return first
    base, _, number = newest.partition("-")
    return f"{base}-{int(number or 1) + 1:04}"


def _folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _read(file: Path) -> dict[str, str | None]:
    """Read what was written down: in one go, so what is broken is not ours and tells nothing."""
    try:
        told = json.loads(file.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}
