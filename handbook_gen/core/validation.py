"""One file → the items in it and what is wrong with them; what holds between files is the loader's."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from pydantic import ValidationError

from handbook_gen.core import problems as p
from handbook_gen.core.canonical import SUFFIX
from handbook_gen.core.model import Item, shape
from handbook_gen.core.model.types import LANGUAGES
from handbook_gen.core.problems import Kind, Place, Problem
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


# A file with more faults than this is not validated a second time without them.
_MOST_FAULTS: Final = 1000
_DEEPEST_CUT: Final = 3


@dataclass(frozen=True)
class File:
    """One file as far as it could be understood; its raw values are gone, and read again when asked for."""

    document: Document
    item: Item | None
    problems: tuple[Problem, ...]
    declared: tuple[tuple[str, str, Path], ...]
    """Noun, id and path of each item in it, also of those that are at fault."""
    lost: frozenset[str]
    """The nouns of items that may stand in what could not be read."""
    left_out: frozenset[Path]
    """What was at fault, and is not in the item."""

    def written(self, path: Path) -> Path:
        """Give a path in the item as it is in the file, where what was left out still counts."""
        found: Path = ()
        for step in path:
            if isinstance(step, int):
                gone = sorted(
                    cut[-1] for cut in self.left_out if cut[:-1] == found and isinstance(cut[-1], int)
                )
                for index in gone:
                    step += index <= step  # noqa: PLW2901  # each that is gone moves those behind it
            found = (*found, step)
        return found


@dataclass(frozen=True, slots=True)
class _Fault:
    """One fault as pydantic tells it."""

    type: str
    loc: Path
    context: Mapping[str, Any]
    value: Any


def understand(shown: str, data: bytes, model: type[Item], source: str) -> File:
    """Read and validate one file; `source` is the language of a text that does not say its own."""
    found = _understood(SUFFIX if shown.endswith(SUFFIX) else "", data, model, source)
    problems = tuple(_moved(problem, shown) for problem in found.problems)
    return replace(found, document=replace(found.document, path=shown), problems=problems)


def _moved(problem: Problem, shown: str) -> Problem:
    """Tell of a file what was found in its bytes, wherever they stood."""
    related = tuple(replace(each, path=shown) for each in problem.related)
    return replace(problem, place=replace(problem.place, path=shown), related=related)


# A handbook is read for each language, and again on every save; releases have most of their bytes in common.
@lru_cache(maxsize=2048)
def _understood(suffix: str, data: bytes, model: type[Item], source: str) -> File:
    document = read(suffix, data)
    value: Any = {} if document.value is None and not document.incomplete else document.value
    item, told, left_out = _validated(document, value, model, {"source": source})
    nameless = any(problem.kind is p.BAD_ID and problem.facts["key"] == "id" for problem in told)
    unsure = document.incomplete or item is None or nameless
    return File(
        document=replace(document, value=None),
        item=item,
        problems=(*document.problems, *told),
        declared=tuple(_declared(model, value)),
        left_out=left_out,
        lost=nouns(model) if unsure else frozenset(_lost(model, value)),
    )


def nouns(model: type[Item]) -> frozenset[str]:
    """Name what items a document may hold."""
    return frozenset(way[-1].type.noun for way in shape.homes(model))


def _validated(
    document: Document, value: Any, model: type[Item], context: Mapping[str, str]
) -> tuple[Item | None, Iterable[Problem], frozenset[Path]]:
    """Validate a whole document; where items are at fault, tell all of it and validate again without them.

    Give what came of it, the problems, and what was left out.
    """
    try:
        return model.model_validate(value, context=dict(context)), (), frozenset()
    except ValidationError as error:
        every = [
            _Fault(e["type"], tuple(e["loc"]), e.get("ctx") or {}, e["input"])
            for e in error.errors(include_url=False)
        ]
    faults = [*_own(document, every)]
    spoilt = {told.place.line for told in document.problems}  # what is said of these lines may be invented
    named = [(_problem(document, model, fault), fault.loc) for fault in faults[:MAX_PROBLEMS]]
    mistyped = {
        (*loc[:-1], t.facts["near"]) for t, loc in named if t.kind is p.UNKNOWN_KEY and "near" in t.facts
    }
    told = [problem for problem, loc in named if problem.place.line not in spoilt and loc not in mistyped]
    if left := len(faults[MAX_PROBLEMS:]):
        told.append(Problem(p.MORE_PROBLEMS, Place(document.path), {"count": str(left)}))
    if len(every) > _MOST_FAULTS:
        return None, told, frozenset()
    for cut in (_smallest, _section):  # a section may need what was at fault in it
        paths = frozenset(cut(fault.loc) for fault in every)
        try:
            return model.model_validate(_without(value, paths), context=dict(context)), told, paths
        except ValidationError:
            continue
    return None, told, frozenset()


def _own(document: Document, faults: Iterable[_Fault]) -> Iterator[_Fault]:
    """Leave out the faults that only follow from something that could not be read."""
    above = {path[:length] for path in document.broken for length in range(len(path) + 1)}
    for fault in faults:
        loc = fault.loc
        unfinished = fault.type == "missing" and document.incomplete and _last(document, loc)
        below = any(loc[:length] in document.broken for length in range(len(loc) + 1))
        if not (unfinished or below or loc in above):
            yield fault


def _last(document: Document, loc: Path) -> bool:
    """Tell whether something may be missing because reading stopped: in the document, or its last item."""
    match loc:
        case (_,):
            return True
        case (str(key), int(index), *_):
            return (key, index + 1) in document.broken
    return False


def _smallest(loc: Path) -> Path:
    """Give the smallest thing that can be left out: an item of a list, or else a field of a section."""
    match loc:
        case (str(), str(), int(), *_):
            return loc[:3]
    return loc[:2]


def _section(loc: Path) -> Path:
    """Give an item of a list, or else a whole section."""
    match loc:
        case (str(), int(), *_):
            return loc[:2]
    return loc[:1]


def _without(value: Any, paths: Collection[Path], here: Path = ()) -> Any:
    """Copy a document without what stands at `paths`."""
    if len(here) >= _DEEPEST_CUT:
        return value
    if isinstance(value, list):
        kept = ((index, each) for index, each in enumerate(value) if (*here, index) not in paths)
        return [_without(each, paths, (*here, index)) for index, each in kept]
    if isinstance(value, dict):
        named = ((key, each) for key, each in value.items() if (*here, key) not in paths)
        return {key: _without(each, paths, (*here, key)) for key, each in named}
    return value


def _problem(document: Document, model: type[Item], fault: _Fault) -> Problem:
    """Turn one fault of validation into a problem with its place and the facts of its sentence."""
    loc = fault.loc
    key = next((step for step in reversed(loc) if isinstance(step, str)), "")
    if fault.type in p.BY_NAME:
        facts = {"key": key, **{name: str(fact) for name, fact in fault.context.items()}}
        return Problem(p.BY_NAME[fault.type], document.at(loc), facts, facts.pop("variant", ""))
    kind, variant = _KINDS.get(fault.type, (p.WRONG_SHAPE, "other"))
    if kind is p.MISSING_KEY:
        return Problem(kind, document.key(loc), {"key": key}, "empty" if loc in document.places else "")
    if kind is p.UNKNOWN_KEY:
        known = [f.key for f in shape.at(model, loc[:-1])]
        if fault.value is None and set(known) == set(LANGUAGES):
            return Problem(kind, document.key(loc), {"key": key, "known": ""}, "comma")
        near = p.nearest(key, known)
        facts = {"key": key, "known": ", ".join(known), **near}
        return Problem(kind, document.key(loc), facts, "near" if near else "")
    if kind is p.UNKNOWN_CHOICE and isinstance(fault.value, str):
        words = _choices(model, loc, key)
        near = p.nearest(fault.value, words)
        facts = {"value": fault.value, "known": ", ".join(words), **near}
        return Problem(kind, document.at(loc), facts, "near" if near else "")
    return Problem(p.WRONG_SHAPE, document.at(loc), {"key": key}, variant or "text")


def _choices(model: type[Item], loc: Path, key: str) -> tuple[str, ...]:
    above = loc[: len(loc) - 1 - loc[::-1].index(key)]
    return next((shape.choices(f.type) for f in shape.at(model, above) if f.key == key), ())


def _declared(model: type[Item], value: Any) -> Iterator[tuple[str, str, Path]]:
    if model.noun:
        yield model.noun, "", ()
    for path, known, inner in _values(model, value):
        for index, each in enumerate(inner) if isinstance(inner, list) else ((None, inner),):
            identity = each.get("id") if isinstance(each, dict) else None
            if isinstance(identity, str):
                yield known.type.noun, identity, path if index is None else (*path, index)


def _lost(model: type[Item], value: Any) -> Iterator[str]:
    """Name the nouns of what stands where items belong and has no id to know it by."""
    for _, known, inner in _values(model, value):
        items = inner if isinstance(inner, list) else [inner]
        if not all(isinstance(each, dict) and isinstance(each.get("id"), str) for each in items):
            yield known.type.noun
    firsts = {way[0].key: way for way in shape.homes(model)}
    for key, given in value.items() if isinstance(value, dict) else ():
        way = firsts.get(key)
        if way and len(way) > 1 and not isinstance(given, dict | None):
            yield way[-1].type.noun
        if near := not _is_key(model, key) and p.nearest(str(key), firsts):
            yield firsts[near["near"]][-1].type.noun


def _is_key(model: type[Item], key: str) -> bool:
    return any(known.key == key for known in shape.fields(model))


def _values(model: type[Item], value: Any) -> Iterator[tuple[Path, shape.Field, Any]]:
    """Give path, field and raw value of each place in a document where items with an id stand."""
    for way in shape.homes(model):
        inner = value
        for field in way:
            inner = inner.get(field.key) if isinstance(inner, dict) else None
        if inner is not None:
            yield tuple(field.key for field in way), way[-1], inner
