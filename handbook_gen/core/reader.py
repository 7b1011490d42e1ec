"""YAML text → plain values and a table of their places; knows nothing of policies.

Strict on purpose: whatever lets two readers see two things (aliases, tags, duplicate keys, invisible
characters) is refused. A scalar stays a string; only `null`, `~` and nothing at all become None, because
the schema, not YAML, decides what `no`, `010` and `22:30` mean.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import yaml

from handbook_gen.core import canonical, characters
from handbook_gen.core import problems as p
from handbook_gen.core.canonical import MAX_DEPTH
from handbook_gen.core.problems import Kind, Place, Problem

Value = canonical.Value
Path = tuple[str | int, ...]

MAX_BYTES: Final = 1_000_000
MAX_NODES: Final = 60_000
"""Keys and values per file: a megabyte of policy has some 20,000, a megabyte of brackets 10⁶."""
MAX_PROBLEMS: Final = 100
"""Problems told per file: a hostile file has 10⁵, and nobody reads the second hundred."""

_NULLS: Final = frozenset({"", "~", "null"})
# libyaml where there is one (it ships in PyYAML's wheels), else the same grammar in Python, ten times slower.
# Events only: `compose` recurses in C and ends the process on 10⁶ brackets.
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What PyYAML and libyaml say (two wordings of one grammar) → the variant of our sentence that names a repair.
_REASONS: Final = {
    "mapping values are not allowed": "colon",
    "could not find expected ':'": "missing-colon",
    "end of stream": "open-quote",
    "document separator": "open-quote",
    "',' or ']'": "bracket",
    "',' or '}'": "bracket",
    "node content": "bracket",
    "cannot start any token": "first-character",
    "alphabetic or numeric": "first-character",
    "escape": "escape",
    "hexdecimal": "escape",
    "undefined tag handle": "tag",
    "expected key": "indentation",
    "expected <block end>": "indentation",
    "'-' indicator": "indentation",
    "indentation": "indentation",
    "sequence entries": "indentation",
    "comment or a line break": "block-header",
    "comment or line break": "block-header",
}
# Faults that are noticed at the end of the file and repaired where something was opened.
_OPENED: Final = frozenset({"open-quote", "bracket", "missing-colon"})


@dataclass(frozen=True)
class Document:
    """One file as read: its value, and what must not be concluded from it.

    The value may be left out once it is used: what is asked for later is found by reading again.
    `broken` holds the paths of nodes that could not be read; `incomplete` says that the end is missing.
    """

    path: str
    data: bytes
    value: Value
    problems: tuple[Problem, ...] = ()
    broken: frozenset[Path] = frozenset()
    incomplete: bool = False

    @cached_property
    def places(self) -> Mapping[Path, tuple[Place, Place]]:
        """The place of each key (of an item in a list: of the item) and of its value, by path.

        Found by reading once more when the first problem asks: a good policy pays nothing for it.
        """
        walk = _Walk(self.path, places={})
        walk.document(self.data.decode("utf-8-sig", "replace"))
        return walk.places or {}

    def key(self, path: Path) -> Place:
        """Tell where the key at `path` stands, or the nearest node around it."""
        return self._nearest(path)[0]

    def at(self, path: Path) -> Place:
        """Tell where the value at `path` stands, or the nearest node around it."""
        return self._nearest(path)[1]

    def _nearest(self, path: Path) -> tuple[Place, Place]:
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (Place(self.path), Place(self.path)))


def read(path: str, data: bytes) -> Document:
    """Read one file; never raises, whatever the bytes are."""
    if len(data) > MAX_BYTES:
        problem = Problem(p.FILE_TOO_LARGE, Place(path), {"limit": str(MAX_BYTES)})
        return _unread(path, b"", problem)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        place = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return _unread(path, data, Problem(p.NOT_UTF8, place, {"byte": f"0x{data[error.start]:02X}"}))
    found = characters.forbidden(path, text, most=MAX_PROBLEMS)
    spoilt = characters.tabs(path, text, most=MAX_PROBLEMS) or characters.conflicts(
        path, text, most=MAX_PROBLEMS
    )
    if spoilt:
        return _unread(path, data, *found, *spoilt)
    if path.endswith(canonical.SUFFIX) and not found and (known := canonical.parsed(data)) is not None:
        return Document(path, data, known)
    walk = _Walk(path)
    value = walk.document(text)
    told = (*found, *walk.problems)
    if any(problem.kind is p.FILE_TOO_LARGE for problem in told):
        return _unread(path, data, *told)
    return Document(path, data, value, told, frozenset(walk.broken), incomplete=walk.stopped)


def _unread(path: str, data: bytes, *problems: Problem) -> Document:
    return Document(path, data, None, problems, frozenset({()}), incomplete=True)


# A remark that begins with a word may be text: a hashtag, a channel, a colour. A real one has a space first.
_REMARK: Final = re.compile(r"\s+(?P<lost>#[^\s#!].*?)\s*$")
_REMARKS: Final = re.compile(r"\s#[^\s#!]")


class _Walk:
    """One pass over the events of one file."""

    def __init__(self, path: str, places: dict[Path, tuple[Place, Place]] | None = None) -> None:
        self.path = path
        self.places = places
        self.problems: list[Problem] = []
        self.broken: set[Path] = set()
        self.stopped = False
        self._untold = 0
        self._nodes = 0
        self._lines, self._last_column = 1, 0
        self._here: Path = ()
        self._source: list[str] = []
        """The lines, where one of them may hold text that YAML takes for a remark."""

    def document(self, text: str) -> Value:
        """Give the value of the only document in `text`."""
        self._lines = text.count("\n") + 1
        self._last_column = len(text) - text.rfind("\n") - 1
        self._source = text.split("\n") if _REMARKS.search(text) else []
        self._events = yaml.parse(characters.blanked(text), Loader=_LOADER)
        value: Value = None
        documents = 0
        while (event := self._next(())) is not None:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._tell(p.SEVERAL_DOCUMENTS, event.start_mark)
                    break
            elif isinstance(event, yaml.NodeEvent):
                value = self._value(event, ())
        if self._untold:
            self.problems.append(Problem(p.MORE_PROBLEMS, Place(self.path), {"count": str(self._untold)}))
        return value

    def _next(self, where: Path) -> Any:
        """Give the next event, or None at the end; `where` is the node that is being read."""
        self._here = where
        if self.stopped:
            return None
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._stop(p.FILE_TOO_LARGE, None, "nodes", limit=str(MAX_NODES))
            return None
        try:
            return next(self._events, None)
        except yaml.MarkedYAMLError as error:
            said = f"{error.context or ''} {error.problem or ''}"
            variant = next((v for part, v in _REASONS.items() if part in said), "other")
            opened = error.context_mark if variant in _OPENED else None
            self._stop(p.YAML_SYNTAX, opened or error.problem_mark or error.context_mark, variant)
        except yaml.YAMLError:  # a character that YAML itself refuses and that ours let pass
            self._stop(p.YAML_SYNTAX, None, "other")
        return None

    def _stop(self, kind: Kind, mark: Any, variant: str = "", **facts: str) -> None:
        self.stopped = True
        self._tell(kind, mark, variant, **facts)
        if self._here:  # at the root nothing is broken, there is only something missing
            item = next((i for i, step in enumerate(self._here) if isinstance(step, int)), len(self._here))
            self.broken.add(self._here[: item + 1])

    def _tell(self, kind: Kind, mark: Any, variant: str = "", **facts: str) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(kind, self._place(mark), facts, variant))
        else:
            self._untold += 1

    def _place(self, mark: Any) -> Place:
        if not mark:
            return Place(self.path)
        # Where a file ends too early, YAML may mean a line after the last; an editor has none.
        line = min(mark.line, self._lines - 1)
        column = mark.column if line == mark.line else self._last_column
        return Place(self.path, line + 1, column + 1)

    def _value(self, event: Any, path: Path) -> Value:
        self._note(path, event)
        if isinstance(event, yaml.AliasEvent):
            self._tell(p.ALIAS, event.start_mark, name=str(event.anchor))
            self.broken.add(path)
            return None
        self._refuse_decoration(event)
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_lost_text(event)
            return None if not event.style and event.value in _NULLS else self._text(event)
        if len(path) >= MAX_DEPTH:
            self._stop(p.TOO_DEEP, event.start_mark)
            return None
        return self._list(path) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(path)

    def _refuse_lost_text(self, event: Any) -> None:
        """Name text that YAML takes for a remark: `Slack #it-help` without quotes would end at `Slack`."""
        line, column = event.end_mark.line, event.end_mark.column
        after = self._source[line] if not event.style and line < len(self._source) else ""
        if lost := _REMARK.match(after, column):
            told = Place(self.path, line + 1, lost.start("lost") + 1)
            self.problems.append(Problem(p.TEXT_IN_REMARK, told, {"lost": lost["lost"]}))

    def _text(self, event: Any) -> str:
        """Give the text of a scalar; in double quotes an escape can bring in what is refused elsewhere."""
        text: str = event.value
        if event.style == '"' and (character := characters.named(text)):
            self._tell(p.FORBIDDEN_CHARACTER, event.start_mark, character=character)
            return characters.blanked(text)
        return text

    def _refuse_decoration(self, event: Any) -> None:
        if event.anchor:
            self._tell(p.ANCHOR, event.start_mark, name=event.anchor)
        if event.tag:
            self._tell(p.TAG, event.start_mark, name=event.tag.replace("tag:yaml.org,2002:", "!!"))

    def _list(self, path: Path) -> list[Value]:
        items: list[Value] = []
        while (event := self._next((*path, len(items)))) is not None:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Value]:
        found: dict[str, Value] = {}
        while (event := self._next(path)) is not None:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, path, found)
            following = self._next((*path, key or ""))
            if following is None:
                break
            # A value under a refused key is still walked, so that its own faults are told too.
            value = self._value(following, (*path, "" if key is None else key))
            if key is not None:
                found[key] = value
                self._note((*path, key), following, key=event)
        return found

    def _key(self, event: Any, path: Path, found: Mapping[str, Value]) -> str | None:
        if not isinstance(event, yaml.ScalarEvent):
            self._tell(p.COMPOUND_KEY, event.start_mark)
            self._value(event, (*path, ""))
            return None
        self._refuse_decoration(event)
        key = self._text(event)
        if key == "<<" and not event.style:
            self._tell(p.MERGE_KEY, event.start_mark)
            self.broken.add(path)
            return None
        if key in found:
            self._tell(p.DUPLICATE_KEY, event.start_mark, key=key)
            return None
        return key

    def _note(self, path: Path, value: Any, key: Any = None) -> None:
        if self.places is not None:
            self.places[path] = (self._place((key or value).start_mark), self._place(value.start_mark))
