"""A policy that lies open to be edited: where its items stand, what an edit may refuse; writes no disk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from handbook_gen.core.loader import Loaded, Sources, load
from handbook_gen.core.problems import Problem, nearest
from handbook_gen.core.reader import Document, Path, Value, read
from handbook_gen.edit.outline import Outline, outline


class RefusedError(Exception):
    """What was asked for cannot be done; `key` is that of the sentence below `edit.refused` in `locale/`."""

    def __init__(self, key: str, **facts: str) -> None:
        super().__init__(key)
        self.key = key
        self.facts: Mapping[str, str] = facts


class UnreadableError(Exception):
    """A file that must be changed cannot be read as YAML; `texts` are what messages quote from, by path."""

    def __init__(self, problems: tuple[Problem, ...], texts: Mapping[str, str]) -> None:
        super().__init__(problems)
        self.problems = problems
        self.texts = texts


@dataclass(frozen=True, slots=True)
class Found:
    """Where an item stands: in which file, and where in it."""

    noun: str
    path: str
    start: Path


@dataclass(frozen=True)
class Desk:
    """A policy as it is written."""

    sources: Sources

    @cached_property
    def loaded(self) -> Loaded:
        """What the policy says."""
        return load(self.sources)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The text of each file, by its path as people write it."""
        files = self.sources.files.items()
        return {self.sources.shown(path): data.decode("utf-8-sig", "replace") for path, data in files}

    def found(self, identity: str) -> tuple[Found, ...]:
        """Give everything that has an id."""
        return tuple(
            Found(noun, path, start)
            for path, file in self.loaded.files.items()
            for noun, each, start in file.declared
            if each == identity
        )

    def one(self, noun: str, identity: str) -> Found:
        """Give the item of a kind with an id. Raises RefusedError where there is none."""
        for each in self.found(identity):
            if each.noun == noun:
                return each
        raise unknown(identity, self.ids(noun), f"{noun}-unknown")

    def ids(self, *nouns: str) -> tuple[str, ...]:
        """Give every id of some kinds."""
        every = (declared for file in self.loaded.files.values() for declared in file.declared)
        return tuple(identity for noun, identity, _ in every if noun in nouns)

    def open(self, path: str) -> tuple[Document, Outline]:
        """Read a file that is to be changed. Raises UnreadableError where it is no whole YAML."""
        document = read(self.sources.shown(path), self.sources.files[path])
        if document.problems:
            raise UnreadableError(document.problems, self.texts)
        return document, outline(document.data.decode("utf-8-sig"))


def unknown(identity: str, known: Iterable[str], key: str) -> RefusedError:
    """Give the refusal of an id that is not there, with one that resembles it."""
    near = nearest(identity, known)
    return RefusedError(f"{key}-near" if near else key, id=identity, **near)


def with_value(value: Value, path: Path, new: Value) -> Value:
    """Copy a value with another in one place of it."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(value, list) and isinstance(step, int):
        below = value[step] if step < len(value) else None
        return [*value[:step], with_value(below, rest, new), *value[step + 1 :]]
    found = value if isinstance(value, dict) else {}
    return {**found, str(step): with_value(found.get(str(step)), rest, new)}
