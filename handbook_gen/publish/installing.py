"""Installs a site where a web server serves it, and goes back to the one before; builds none itself."""

import errno
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from handbook_gen.publish import carrying, manifest, place, swapping
from handbook_gen.publish.kept import KEPT, listed
from handbook_gen.publish.locking import Holder, held
from handbook_gen.publish.place import PREVIOUS, NotOursError, Place
from handbook_gen.publish.swapping import NoSiteError, Swapped


class NotASiteError(Exception):
    """What is to be installed is no whole site; the message is a key of `locale/`, below `publish.site`."""

    def __init__(self, key: str, *paths: str) -> None:
        super().__init__(key)
        self.paths = paths


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked: where, by whom and when, how many sites stay, how long to wait for another publisher."""

    root: Path
    me: Holder
    keep: int = 3
    folders: bool = False
    """Swap folders, as there are no symbolic links."""
    wait: float = 0
    told: Callable[[Holder], None] = field(default=lambda _: None)
    """Is told of a publisher that was stopped at its work."""


Make = Callable[[Path, Path | None], None]
"""Makes a site in a folder; also given the site that stands, if one does."""


@dataclass(frozen=True, slots=True)
class Installed:
    """How it went."""

    swapped: Swapped
    removed: tuple[str, ...] = ()
    trouble: OSError | None = None
    """Why old sites could not be removed; the new one stands all the same."""


def install(call: Call, make: Make) -> Installed:
    """Have a site made in a new folder, and let it stand.

    `make` is given that folder and the site that stands. Raises NotOursError, HeldError, NoLinksError,
    OSError and whatever `make` raises; then what stood still stands.
    """
    with _opened(place.claim(call.root), call) as here:
        folders = _form(here, call)
        make(here.fresh, here.standing)
        _carry(here, here.fresh)
        _on_disk()
        name = place.stamp(here, call.me.since)
        swapped = swapping.put_folder(here) if folders else swapping.put_link(here, name)
        return _tidied(here, call.keep, swapped)


def check_place(root: Path, made_from: Iterable[Path], project: Path) -> None:
    """Refuse to publish over or into what a handbook is made from. Raises NotOursError."""
    inside = any(root.is_relative_to(own) or own.is_relative_to(root) for own in made_from)
    if inside or project.is_relative_to(root):
        raise NotOursError("sources")


def rollback(call: Call, to: str | None = None) -> Installed:
    """Let the site stand again that stood before, or the one of that name.

    Raises NotOursError, HeldError, NoSiteError and OSError; then what stood still stands.
    """
    with _opened(place.found(call.root), call) as here:
        target = here.previous if here.folders else here.sites / _target(here, to)
        if here.folders and (to not in {None, PREVIOUS} or not target.is_dir()):
            raise NoSiteError(to, (PREVIOUS,) if target.is_dir() else ())
        _carry(here, target)
        _on_disk()
        swapped = swapping.back_folder(here) if here.folders else swapping.back_link(here, target.name)
        return _tidied(here, None, swapped)


@contextmanager
def _opened(here: Place, call: Call) -> Iterator[Place]:
    """Hold the lock, and begin with what stands and nothing else."""
    with held(here.own, call.me, call.wait) as stale:
        if stale:
            call.told(stale)
        swapping.mend(here)
        place.sweep(here)
        try:
            yield here
        except BaseException:
            swapping.mend(here)
            place.sweep(here)
            raise


def _form(here: Place, call: Call) -> bool:
    """Tell whether folders are swapped; a place stays in the form that it has."""
    if call.folders and here.current.is_symlink():
        raise NotOursError("links")
    if not (here.folders or call.folders):
        swapping.probe(here)
    return here.folders or call.folders


def _carry(here: Place, site: Path) -> None:
    """Give a site what the pages of the one that stands may still ask for."""
    if here.standing:
        carrying.carry(here.standing, site)


def _target(here: Place, to: str | None) -> str:
    name = to or here.before(here.name)
    if name not in here.names:
        raise NoSiteError(to, tuple(each for each in here.names if each != here.name))
    return str(name)


def _tidied(here: Place, keep: int | None, swapped: Swapped) -> Installed:
    """Remove sites that are too many: never the one that stands, nor the one before it."""
    removed: list[str] = []
    trouble = None
    try:
        _written_through(here)
        here.settle()
        stays = {here.name, here.before(here.name), *(here.names[-keep:] if keep else here.names)}
        for name in here.names:
            if name not in stays:
                here.forget(name)
                removed.append(name)
    except OSError as error:
        trouble = error
    return Installed(swapped, tuple(removed), trouble)


def copy(site: Path, target: Path) -> None:
    """Copy a site that was built before, without what it had kept of another.

    Raises NotASiteError and OSError.
    """
    if not (site / "index.html").is_file():
        raise NotASiteError("none")
    if target.is_relative_to(site):
        raise NotASiteError("around")
    foreign = {*listed(site), KEPT}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_symlink():
            raise NotASiteError("link", name)
        if path.is_file() and name not in foreign:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / name)
    _compare(target)


def _compare(site: Path) -> None:
    """Hold a site against its own manifest, where it has one."""
    if not (site / manifest.NAME).is_file():
        return
    try:
        found = manifest.differences(site)
    except ValueError as error:
        raise NotASiteError("manifest") from error
    if found:
        raise NotASiteError("differs", *found.added, *found.changed, *found.missing)


def _on_disk() -> None:
    """Have all of it written before anybody is sent to it: a power cut would leave empty files otherwise."""
    if hasattr(os, "sync"):
        os.sync()


def _written_through(here: Place) -> None:
    """See to it that the swap is on the disk, where the system lets a folder be opened for that."""
    if hasattr(os, "O_DIRECTORY"):
        opened = os.open(here.root, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(opened)
        except OSError as error:
            if error.errno != errno.EINVAL:  # what a file system says that has nothing to write here
                raise
        finally:
            os.close(opened)
