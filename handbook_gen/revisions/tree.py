"""The files of one commit, read from git as they were committed: nothing is checked out, no filter runs."""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, Self

from handbook_gen.core import problems as p
from handbook_gen.core.loader import Sources
from handbook_gen.core.problems import Place, Problem
from handbook_gen.core.reader import MAX_BYTES
from handbook_gen.revisions.git import RevisionError
from handbook_gen.revisions.refs import Repository
from handbook_gen.sources import RELEASES, SUFFIXES

_LINK: Final = "120000"
_SUBMODULE: Final = "160000"
_FILE: Final = "100"
"""How the mode of an ordinary file begins."""
_MOST_LINKS: Final = 5
"""How many links in a row are followed, all of them within the same folder of the same commit."""


class _Entry(NamedTuple):
    mode: str
    object: str


@dataclass(frozen=True, slots=True)
class Tree:
    """The files of a project at one commit; paths are relative to the project, with slashes."""

    repository: Repository
    commit: str

    def file(self, path: str) -> bytes | None:
        """Give the bytes of one file, or nothing where there is none."""
        place = self._place(path)
        entry = self._listed(place).get(place)
        if entry is None or entry.mode in {_LINK, _SUBMODULE}:
            return None
        return self._read([entry.object])[entry.object]

    def around(self, name: str) -> Self:
        """Give the tree of the project that has a file of this name at its top, if it was elsewhere then.

        That is so where there is none at the place of now, and one only in the whole repository.
        """
        place = self._place(name)
        if place in self._listed(place):
            return self
        found = [path for path in self._listed("", deep=True) if posixpath.basename(path) == name]
        if len(found) != 1:
            return self
        prefix = found[0].removesuffix(name)
        return replace(self, repository=replace(self.repository, prefix=prefix))

    def policies(self, folder: str) -> tuple[Sources, tuple[Problem, ...]]:
        """Read the policy files below a folder, by the same rules as from disk.

        Raises RevisionError where there is no such folder, or where a part of it is in another repository.
        """
        entries = self._below(folder)
        files: dict[str, _Entry] = {}
        problems: list[Problem] = []
        for path, entry in entries.items():
            if _hidden(path) or path.startswith(f"{RELEASES}/"):
                continue
            if entry.mode == _SUBMODULE:
                raise RevisionError("submodule", path=posixpath.join(folder, path))
            found = _followed(entries, path, self._text) if entry.mode == _LINK else path
            if found is None:
                target = self._text(entry)
                place = Place(posixpath.join(_shown(folder), path))
                problems.append(Problem(p.LINK_LEAVES_FOLDER, place, {"target": target}))
            elif path.lower().endswith(SUFFIXES) and found in entries:
                files[path] = entries[found]
        blobs = self._read(entry.object for entry in files.values())
        read = {path: blobs[entry.object] for path, entry in files.items()}
        return Sources(_shown(folder), read), tuple(problems)

    def releases(self, folder: str) -> Mapping[str, Sources]:
        """Give the files of each release below the folder of policies, by the name of its folder."""
        start = f"{RELEASES}/"
        found = {p.removeprefix(start): e for p, e in self._below(folder).items() if p.startswith(start)}
        plain = {
            path: e for path, e in found.items() if "/" in path and not _hidden(path) and e.mode[:3] == _FILE
        }
        blobs = self._read(entry.object for entry in plain.values())
        files: dict[str, dict[str, bytes]] = {}
        for path, entry in plain.items():
            release, _, below = path.partition("/")
            files.setdefault(release, {})[below] = blobs[entry.object]
        root = posixpath.join(_shown(folder), RELEASES)
        return {release: Sources(f"{root}/{release}", each) for release, each in files.items()}

    def _place(self, path: str) -> str:
        """Give a path as the repository knows it. Raises RevisionError where it leads outside."""
        place = posixpath.normpath(posixpath.join("/", self.repository.prefix, path))
        inside = posixpath.normpath(posixpath.join(self.repository.prefix, path))
        if posixpath.isabs(path) or inside.startswith(".."):
            raise RevisionError("outside", path=path)
        return place.removeprefix("/")

    def _below(self, folder: str) -> Mapping[str, _Entry]:
        place = self._place(folder)
        found = self._listed(f"{place}/" if place else "", deep=True)
        if not found:
            raise self._missing(folder, place)
        start = len(place) + 1 if place else 0
        return {path[start:]: entry for path, entry in sorted(found.items())}

    def _missing(self, folder: str, place: str) -> RevisionError:
        """Say why there is no such folder: a part of the way to it may be elsewhere."""
        parts = place.split("/")
        for way in ("/".join(parts[: end + 1]) for end in range(len(parts))):
            entry = self._listed(way).get(way) if way else None
            if entry and entry.mode in {_LINK, _SUBMODULE}:
                return RevisionError("submodule" if entry.mode == _SUBMODULE else "link", path=way)
        return RevisionError("no_policies", path=folder, commit=self.repository.short(self.commit))

    def _listed(self, place: str, *, deep: bool = False) -> dict[str, _Entry]:
        words = ("ls-tree", "-z", "--full-tree", *(["-r"] if deep else []), self.commit)
        said = self.repository.git.ask(*words, *(["--", place] if place else []))
        found: dict[str, _Entry] = {}
        for line in said.split(b"\0")[:-1]:
            about, _, path = line.partition(b"\t")
            mode, _, name = about.decode("ascii").split(" ")
            found[path.decode("utf-8", "backslashreplace")] = _Entry(mode, name)
        return found

    def _text(self, entry: _Entry) -> str:
        return self._read([entry.object])[entry.object].decode("utf-8", "replace")

    def _read(self, objects: Iterable[str]) -> Mapping[str, bytes]:
        """Read blobs; of one that is too large so much that the reader says so."""
        wanted = [*dict.fromkeys(objects)]
        if not wanted:
            return {}
        sizes = dict(self._sizes(wanted))
        large = [name for name, size in sizes.items() if size > MAX_BYTES]
        small = [name for name in sizes if name not in large]
        said = self.repository.git.ask("cat-file", "--batch", given="".join(f"{n}\n" for n in small).encode())
        return {**dict(_batch(said)), **dict.fromkeys(large, b" " * (MAX_BYTES + 1))}

    def _sizes(self, wanted: list[str]) -> Iterator[tuple[str, int]]:
        given = "".join(f"{name}\n" for name in wanted).encode()
        form = "--batch-check=%(objectname) %(objectsize)"
        for line in self.repository.git.ask("cat-file", form, given=given).decode("ascii").splitlines():
            name, _, size = line.partition(" ")
            if not size.isdecimal():
                raise RevisionError("partial")
            yield name, int(size)


def _batch(said: bytes) -> Iterator[tuple[str, bytes]]:
    """Take apart what `git cat-file --batch` says: a line about each object, and its bytes."""
    start = 0
    while start < len(said):
        end = said.index(b"\n", start)
        name, _, size = said[start:end].decode("ascii").split(" ")
        start = end + 1
        yield name, said[start : start + int(size)]
        start += int(size) + 1


def _followed(entries: Mapping[str, _Entry], path: str, text: Callable[[_Entry], str]) -> str | None:
    """Give the file that a link stands for, or nothing where it leaves the folder or leads nowhere."""
    for _ in range(_MOST_LINKS):
        target = text(entries[path])
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        if path.startswith(("/", "..")):
            return None
        if path not in entries:
            inside = any(each.startswith(f"{path}/") for each in entries)
            return path if inside or path == "." else None
        if entries[path].mode != _LINK:
            return path
    return None


def _hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _shown(folder: str) -> str:
    shown = posixpath.normpath(folder)
    return "" if shown == "." else shown
