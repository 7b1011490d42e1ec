"""Sources → Policy and Problems, item by item; what one item says of another is the linker's business.

All faults of a file are told at once. An item that cannot be read is left out and the rest still loads; its
id counts as known, so that no follow-up fault is invented.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any, Final

from pydantic import ValidationError

from handbook_gen.core import problems as p
from handbook_gen.core.model import DOCUMENTS, REQUIRED, RULES_FOLDER, Item, Policy, TopicFile, shape
from handbook_gen.core.model.handbook import Settings
from handbook_gen.core.model.types import LANGUAGES
from handbook_gen.core.problems import Finding, Kind, Place, Problem, Spot
from handbook_gen.core.reader import MAX_PROBLEMS, Document, Path, read

# What pydantic calls a fault → our kind and variant. Faults of our own field types carry our name already.
_KINDS: Final[Mapping[str, tuple[Kind, str]]] = {
    "missing": (p.MISSING_KEY, ""),
    "extra_forbidden": (p.UNKNOWN_KEY, ""),
    "unexpected_keyword_argument": (p.UNKNOWN_KEY, ""),
    "literal_error": (p.UNKNOWN_CHOICE, ""),
    "model_type": (p.WRONG_SHAPE, "mapping"),
    "model_attributes_type": (p.WRONG_SHAPE, "mapping"),
    "dataclass_type": (p.WRONG_SHAPE, "mapping"),
    "tuple_type": (p.WRONG_SHAPE, "list"),
    "string_type": (p.WRONG_SHAPE, "text"),
}


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of one policy: `root` is their folder as people write it, keys are relative to it."""

    root: str
    files: Mapping[str, bytes]

    def __hash__(self) -> int:
        """Let what came of the same bytes be remembered."""
        return hash((self.root, tuple(sorted(self.files.items()))))

    def shown(self, path: str) -> str:
        """Give a path as an editor opens it."""
        return f"{self.root}/{path}" if self.root else path


@dataclass(frozen=True)
class Loaded:
    """What came of a set of sources, and what could not be read of it."""

    policy: Policy | None
    problems: tuple[Problem, ...]
    files: Mapping[str, "_File"]
    """By path within the sources."""

    def problem(self, finding: Finding) -> Problem | None:
        """Give a finding its place; None where the text around it could not be read: it may be invented."""
        place = self.place(finding.spot)
        if any(told.place.path == place.path and told.place.line == place.line for told in self.problems):
            return None
        related = tuple(self.place(spot) for spot in finding.related)
        return Problem(finding.kind, place, finding.facts, finding.variant, related)

    def place(self, spot: Spot) -> Place:
        """Tell where a spot of the policy stands."""
        path, start = self._origins.get((spot.noun, spot.id), ("handbook.yml", ()))
        return self.files[path].document.at((*start, *spot.path)) if path in self.files else Place(path)

    def knows(self, nouns: Iterable[str], target: str) -> bool:
        """Tell whether an id may exist although it was not loaded: its item or its file could not be read."""
        target = target.removeprefix("term:")
        return any((noun, target) in self._origins or noun in self._unread for noun in nouns)

    @cached_property
    def _origins(self) -> Mapping[tuple[str, str], tuple[str, Path]]:
        found: dict[tuple[str, str], tuple[str, Path]] = {("settings", ""): ("handbook.yml", ())}
        for path, file in self.files.items():
            for noun, identity, start in file.declared:
                found.setdefault((noun, identity), (path, start))
        return found

    @cached_property
    def _unread(self) -> frozenset[str]:
        """The nouns of the items that may stand in what could not be read."""
        partly = {path for path, file in self.files.items() if file.document.incomplete}
        return frozenset(
            f.type.noun for path in partly if (m := _model(path)) for f in shape.fields(m) if _is_item(f.type)
        )


@dataclass(frozen=True)
class _File:
    """One file as far as it could be understood; its raw values are gone, and read again when asked for."""

    document: Document
    item: Item | None
    problems: tuple[Problem, ...]
    declared: tuple[tuple[str, str, Path], ...]
    """Noun, id and path of each item in it, also of those that are at fault."""


def load(sources: Sources) -> Loaded:
    """Read and validate every file of a policy; never raises, whatever the files hold."""
    source = _source_language(sources)
    files = {
        path: _file(sources.shown(path), sources.files[path], model, source)
        for path in sorted(sources.files)
        if (model := _model(path))
    }
    items = {path: file.item for path, file in files.items() if file.item is not None}
    problems = [*_names(sources), *(problem for file in files.values() for problem in file.problems)]
    problems += _topic_names(items, files)
    return Loaded(_policy(items), p.ordered(problems), files)


@lru_cache(maxsize=1024)  # a handbook is read for each language, and again whenever one of its files is saved
def _file(shown: str, data: bytes, model: type[Item], source: str) -> _File:
    document = read(shown, data)
    item, faults = _validated(document, model, {"source": source})
    declared = tuple(_declared(model, document.value))
    return _File(replace(document, value=None), item, (*document.problems, *faults), declared)


def _model(path: str) -> type[Item] | None:
    if path.startswith(RULES_FOLDER) and path.endswith(".yml") and path.count("/") == 1:
        return TopicFile
    return DOCUMENTS.get(path)


def _names(sources: Sources) -> Iterator[Problem]:
    """Name the files that are missing, that nobody reads, and that some file systems cannot tell apart."""
    by_name: dict[str, str] = {}
    for path in sorted(sources.files):
        place = Place(sources.shown(path))
        twin = by_name.setdefault(path.casefold(), path)
        if twin != path:
            yield Problem(p.NAMES_DIFFER_IN_CASE, place, {"other": sources.shown(twin)})
        if not _model(path):
            facts = {"name": path, **p.nearest(path, DOCUMENTS)}
            yield Problem(p.UNKNOWN_DOCUMENT, place, facts, "near" if "near" in facts else "")
    for path in REQUIRED:
        if path not in sources.files:
            yield Problem(p.MISSING_DOCUMENT, Place(sources.shown(path)), {"name": path})


def _source_language(sources: Sources) -> str:
    value = read("handbook.yml", sources.files.get("handbook.yml", b"")).value
    languages = value.get("languages") if isinstance(value, dict) else None
    first = languages[0] if isinstance(languages, list) and languages else None
    return first if isinstance(first, str) and first in LANGUAGES else LANGUAGES[0]


def _validated(
    document: Document, model: type[Item], context: Mapping[str, str]
) -> tuple[Item | None, list[Problem]]:
    """Validate a whole document; where items are at fault, tell all of it and validate again without them."""
    value: Any = {} if document.value is None and not document.incomplete else document.value
    try:
        return model.model_validate(value, context=dict(context)), []
    except ValidationError as error:
        faults = [(e["type"], tuple(e["loc"]), e.get("ctx") or {}, e["input"]) for e in error.errors()]
    real = [f for f in faults if not _follows(document, f[0], f[1])]
    told = [_problem(document, model, *fault) for fault in islice(real, MAX_PROBLEMS)]
    if len(real) > MAX_PROBLEMS:
        told.append(Problem(p.MORE_PROBLEMS, Place(document.path), {"count": str(len(real) - MAX_PROBLEMS)}))
    try:
        rest = _without(value, {loc[:2] for _, loc, _, _ in faults})
        return model.model_validate(rest, context=dict(context)), told
    except ValidationError:
        return None, told


def _follows(document: Document, fault: str, loc: Path) -> bool:
    """Tell whether a fault only follows from something that could not be read."""
    if document.incomplete and fault == "missing" and len(loc) == 1:
        return True
    if any(loc[: len(path)] == path or path[: len(loc)] == loc for path in document.broken):
        return True
    return bool(document.problems) and document.key(loc).line in {
        told.place.line for told in document.problems
    }


def _without(value: Any, paths: Iterable[Path]) -> Any:
    """Copy a document without the items and keys at `paths`, each one or two steps long."""
    gone = set(paths)
    if not isinstance(value, dict):
        return value
    kept: dict[str, Any] = {}
    for key, inner in value.items():
        if (key,) in gone:
            continue
        if isinstance(inner, list):
            kept[key] = [each for index, each in enumerate(inner) if (key, index) not in gone]
        elif isinstance(inner, dict):
            kept[key] = {k: each for k, each in inner.items() if (key, k) not in gone}
        else:
            kept[key] = inner
    return kept


def _problem(
    document: Document, model: type[Item], fault: str, loc: Path, context: Mapping[str, Any], value: Any
) -> Problem:
    """Turn one fault of validation into a problem with its place and the facts of its sentence."""
    if fault in p.BY_NAME:
        facts = {"key": str(loc[-1]) if loc else "", **{name: str(fact) for name, fact in context.items()}}
        return Problem(p.BY_NAME[fault], document.at(loc), facts, facts.pop("variant", ""))
    kind, variant = _KINDS.get(fault, (p.WRONG_SHAPE, "other"))
    key = str(loc[-1]) if loc else ""
    if kind is p.MISSING_KEY:
        return Problem(kind, document.key(loc), {"key": key})
    if kind is p.UNKNOWN_KEY:
        known = [f.key for f in shape.at(model, loc[:-1])]
        near = p.nearest(key, known)
        facts = {"key": key, "known": ", ".join(known), **near}
        return Problem(kind, document.key(loc), facts, "near" if near else "")
    if kind is p.UNKNOWN_CHOICE:
        words = _choices(model, loc)
        near = p.nearest(str(value), words)
        facts = {"value": str(value), "known": ", ".join(words), **near}
        return Problem(kind, document.at(loc), facts, "near" if near else "")
    return Problem(kind, document.at(loc), {"key": key, "fault": fault}, variant)


def _choices(model: type[Item], loc: Path) -> tuple[str, ...]:
    key = next((step for step in reversed(loc) if isinstance(step, str)), "")
    above = loc[: len(loc) - 1 - loc[::-1].index(key)]
    return next((shape.choices(f.type) for f in shape.at(model, above) if f.key == key), ())


def _topic_names(items: Mapping[str, Item], files: Mapping[str, _File]) -> Iterator[Problem]:
    """Hold the name of a file of rules against the topic in it: people look for it by its name."""
    for path, item in items.items():
        if isinstance(item, TopicFile) and path != f"{RULES_FOLDER}{item.topic.id}.yml":
            place = files[path].document.at(("topic", "id"))
            yield Problem(p.TOPIC_FILE_NAME, place, {"id": item.topic.id, "name": path})


def _policy(items: Mapping[str, Item]) -> Policy | None:
    settings, roles = items.get("handbook.yml"), items.get("roles.yml")
    if not isinstance(settings, Settings) or roles is None:
        return None
    named = {path.removesuffix(".yml"): item for path, item in items.items() if "/" not in path}
    del named["handbook"]
    topics = tuple(item for item in items.values() if isinstance(item, TopicFile))
    return Policy(settings=settings, topics=topics, **named)  # type: ignore[arg-type]  # by file name


def _declared(model: type[Item], value: Any) -> Iterator[tuple[str, str, Path]]:
    if not isinstance(value, dict):
        return
    for known in shape.fields(model):
        if not _is_item(known.type):
            continue
        inner = value.get(known.key)
        for index, each in enumerate(inner) if isinstance(inner, list) else ((None, inner),):
            identity = each.get("id") if isinstance(each, dict) else None
            if isinstance(identity, str):
                yield known.type.noun, identity, (known.key,) if index is None else (known.key, index)


def _is_item(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Item) and bool(kind.noun)
