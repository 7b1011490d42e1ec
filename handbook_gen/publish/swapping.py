"""Puts one site in the place of another, by a symbolic link or by renaming folders; builds nothing."""

import errno
import shutil
from dataclasses import dataclass
from typing import Final

from handbook_gen.publish.place import CURRENT, PREVIOUS, Place

# What an ordinary disk says when it is full or closed; all else means that it knows no symbolic links.
_ORDINARY: Final = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EIO}


class NoLinksError(Exception):
    """The file system has no symbolic links."""


class NoSiteError(Exception):
    """There is no such site to go back to; `names` are those that there are."""

    def __init__(self, name: str | None, names: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name, self.names = name, names


@dataclass(frozen=True, slots=True)
class Swapped:
    """Which site stands now and which stood before; without names where folders were swapped."""

    name: str | None = None
    before: str | None = None


def probe(place: Place) -> None:
    """Find out before anything is built whether there are symbolic links. Raises NoLinksError and OSError."""
    link = place.own / CURRENT
    try:
        link.symlink_to("..")
    except NotImplementedError as error:
        raise NoLinksError from error
    except OSError as error:
        if error.errno in _ORDINARY:
            raise
        raise NoLinksError from error
    link.unlink()


def put_link(place: Place, name: str) -> Swapped:
    """Let the finished new site stand under a name: by one rename, so a reader finds the old or the new."""
    before = place.name
    place.intend(name, before)
    place.fresh.rename(place.sites / name)
    _point(place, name)
    return Swapped(name, before)


def back_link(place: Place, name: str) -> Swapped:
    """Let a site stand that stood before."""
    before = place.name
    _point(place, name)
    return Swapped(name, before)


def _point(place: Place, name: str) -> None:
    link = place.own / CURRENT
    link.symlink_to(f"{place.sites.name}/{name}", target_is_directory=True)
    link.replace(place.current)


def put_folder(place: Place) -> Swapped:
    """Let the finished new site stand as a folder; for a moment between two renames nothing stands."""
    if not place.standing:
        place.fresh.rename(place.current)
        return Swapped()
    place.current.rename(place.aside)
    place.fresh.rename(place.current)
    mend(place)
    return Swapped(None, PREVIOUS)


def back_folder(place: Place) -> Swapped:
    """Let the two folders change places; for a moment between two renames nothing stands."""
    place.current.rename(place.aside)
    place.previous.rename(place.current)
    place.aside.rename(place.previous)
    return Swapped(None, PREVIOUS)


def mend(place: Place) -> None:
    """Put what a swap had put aside in its place: what stood stands again where nothing else does."""
    if not place.aside.exists():
        return
    if not place.current.exists():
        place.aside.rename(place.current)
        return
    if place.previous.exists():
        place.previous.rename(place.sites / f".old-{PREVIOUS}")
    place.aside.rename(place.previous)
    shutil.rmtree(place.sites / f".old-{PREVIOUS}", ignore_errors=True)
