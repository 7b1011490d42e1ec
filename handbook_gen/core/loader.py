"""Sources → Policy and Problems; what one item says of another is the linker's business.

All faults of all files are told at once. An item that cannot be read is left out and the rest still loads;
its id counts as known, so that no follow-up fault is invented.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from handbook_gen.core import problems as p
from handbook_gen.core.model import DOCUMENTS, REQUIRED, RULES_FOLDER, Item, Policy, TopicFile, shape
from handbook_gen.core.model.book import MENTIONABLE
from handbook_gen.core.model.handbook import Organisation, Settings
from handbook_gen.core.model.roles import RolesFile
from handbook_gen.core.model.types import LANGUAGES, Language, LineValue
from handbook_gen.core.problems import Finding, Place, Problem, Spot
from handbook_gen.core.reader import Path, read
from handbook_gen.core.validation import File, nouns, understand

_SETTINGS = "handbook.yml"
_SUFFIX = ".yml"


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of one policy: `root` is their folder as people write it, keys are relative to it."""

    root: str
    files: Mapping[str, bytes]
    unread: tuple[str, ...] = ()
    """What is there and could not be read: nothing is known of what stands in it."""
    suffix: str = ".yml"
    """How its files are called on disk: those of a release are JSON."""

    def __hash__(self) -> int:
        """Let what came of the same bytes be remembered."""
        return hash((self.root, tuple(sorted(self.files.items()))))

    def shown(self, path: str) -> str:
        """Give a path as an editor opens it."""
        if self.suffix != _SUFFIX and path.endswith(_SUFFIX):
            path = f"{path.removesuffix(_SUFFIX)}{self.suffix}"
        return f"{self.root}/{path}" if self.root else path


@dataclass(frozen=True)
class Loaded:
    """What came of a set of sources, and what could not be read of it."""

    policy: Policy
    problems: tuple[Problem, ...]
    files: Mapping[str, File]
    """By path within the sources."""
    unread: tuple[str, ...] = ()
    """What is there and could not be read."""

    @property
    def whole(self) -> bool:
        """Tell whether everything could be read."""
        return not self.unread and not p.errors(self.problems)

    def problem(self, finding: Finding) -> Problem | None:
        """Give a finding its place; None where the text around it could not be read: it may be invented."""
        place = self.place(finding.spot)
        if (place.path, place.line) in self._spoilt:
            return None
        related = tuple(self.place(spot) for spot in finding.related)
        return Problem(finding.kind, place, finding.facts, finding.variant, related, finding.spot)

    def place(self, spot: Spot) -> Place:
        """Tell where a spot of the policy stands."""
        path, start = self._origins.get((spot.noun, spot.id), (_SETTINGS, ()))
        if path not in self.files:
            return Place(path)
        file = self.files[path]
        return file.document.at((*start, *spot.path) if start else file.written(spot.path))

    def knows(self, wanted: Iterable[str], target: str) -> bool:
        """Tell whether an id may exist although it was not loaded: its item or its file could not be read."""
        target = target.removeprefix("term:")
        return any((noun, target) in self._origins or noun in self._lost for noun in wanted)

    @cached_property
    def _spoilt(self) -> frozenset[tuple[str, int]]:
        return frozenset((told.place.path, told.place.line) for told in self.problems)

    @cached_property
    def _origins(self) -> Mapping[tuple[str, str], tuple[str, Path]]:
        found: dict[tuple[str, str], tuple[str, Path]] = {}
        for path, file in self.files.items():
            for noun, identity, start in file.declared:
                found.setdefault((noun, identity), (path, start))
        return found

    @cached_property
    def _lost(self) -> frozenset[str]:
        """The nouns of the items that may stand in what could not be read."""
        unread = [t.facts.get("near", "") for t in self.problems if t.kind is p.UNKNOWN_DOCUMENT]
        meant = (
            _model(path) or TopicFile for path in (*REQUIRED, *unread, *self.unread) if path not in self.files
        )
        missing = [nouns(model) for model in meant]
        lost = frozenset().union(*missing, *(file.lost for file in self.files.values()))
        return lost | {"platform"} if "channel" in lost else lost


def load(sources: Sources) -> Loaded:
    """Read and validate every file of a policy; never raises, whatever the files hold."""
    source = source_language(sources)
    files = {
        path: understand(sources.shown(path), sources.files[path], model, source)
        for path in sorted(sources.files)
        if (model := _model(path))
    }
    # A copy comes last, so that what is told twice is told of the copy.
    files = dict(sorted(files.items(), key=lambda each: _misnamed(each[0], each[1].item)))
    items = {path: file.item for path, file in files.items() if file.item is not None}
    problems = [*_names(sources), *(problem for file in files.values() for problem in file.problems)]
    problems += [*_topic_names(items, files), *_doubles(files)]
    return Loaded(_policy(_distinct(items), source), p.ordered(problems), files, sources.unread)


def documented(path: str) -> bool:
    """Tell whether a file is one of the policy language."""
    return _model(path) is not None


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
            facts = {"name": path, **_near(path, sources)}
            yield Problem(p.UNKNOWN_DOCUMENT, place, facts, "near" if "near" in facts else "")
    for path in REQUIRED:
        if path not in sources.files:
            yield Problem(p.MISSING_DOCUMENT, Place(sources.shown(path)), {"name": path})


def _near(path: str, sources: Sources) -> Mapping[str, str]:
    """Give the fact `near` where another name would make a document of it; not a name that is taken."""
    renamed = f"{path.removesuffix('.yaml')}.yml"
    found = {"near": renamed} if _model(renamed) else p.nearest(path, DOCUMENTS)
    return {} if found.get("near") in sources.files else found


def source_language(sources: Sources) -> Language:
    """Give the language of a text that does not say its own: the first that handbook.yml names."""
    value = read(sources.shown(_SETTINGS), sources.files.get(_SETTINGS, b"")).value
    languages = value.get("languages") if isinstance(value, dict) else None
    first = languages[0] if isinstance(languages, list) and languages else None
    return next((known for known in LANGUAGES if known == first), LANGUAGES[0])


def _topic_names(items: Mapping[str, Item], files: Mapping[str, File]) -> Iterator[Problem]:
    """Hold the name of a file of rules against the topic in it: people look for it by its name."""
    for path, item in items.items():
        if isinstance(item, TopicFile) and _misnamed(path, item):
            place = files[path].document.at(("topic", "id"))
            yield Problem(p.TOPIC_FILE_NAME, place, {"id": item.topic.id, "name": path})


def _misnamed(path: str, item: Item | None) -> bool:
    return isinstance(item, TopicFile) and path != f"{RULES_FOLDER}{item.topic.id}.yml"


def _doubles(files: Mapping[str, File]) -> Iterator[Problem]:
    """Name each id that stands for a second thing, with the first beside it."""
    seen: dict[tuple[str, str], tuple[File, Path, str]] = {}
    for file in files.values():
        for noun, identity, start in (each for each in file.declared if each[1]):
            here = (file, (*start, "id"), noun)
            first, path, found = seen.setdefault((_space(noun), identity), here)
            if (first, path, found) != here:
                place, other = file.document.at(here[1]), first.document.at(path)
                yield Problem(p.DUPLICATE_ID, place, {"id": identity, "found": found}, related=(other,))


def _space(noun: str) -> str:
    """Name the space in which an id must be the only one: what can be mentioned shares one."""
    return "" if noun in MENTIONABLE else noun


def _distinct(items: Mapping[str, Item]) -> Mapping[str, Item]:
    """Leave out every item whose id stands for another one already."""
    seen: set[tuple[str, str]] = set()

    def first(item: Item) -> bool:
        key = item.noun, getattr(item, "id", "")
        new = key not in seen
        seen.add(key)
        return new

    return {path: _fewer(document, first) for path, document in items.items()}


def _fewer(item: Item, keep: Callable[[Item], bool]) -> Item:
    """Copy an item without those with a noun below it that are not to be kept."""
    changed: dict[str, object] = {}
    for way in shape.homes(type(item)):
        name, value = way[0].name, getattr(item, way[0].name)
        if len(way) > 1 and value is not None:
            changed[name] = _fewer(value, keep)
        elif way[0].many:
            kept = tuple(each for each in value if keep(each))
            if len(kept) < len(value):
                changed[name] = kept
    changed = {name: value for name, value in changed.items() if value is not getattr(item, name)}
    return item.model_copy(update=changed) if changed else item


def _policy(items: Mapping[str, Item], source: Language) -> Policy:
    """Put the documents together; where one must be and could not be read, stands what nobody will see."""
    named = {path.removesuffix(".yml"): item for path, item in items.items() if "/" not in path}
    settings = named.pop("handbook", None)
    if not isinstance(settings, Settings):
        nobody = Organisation.model_construct(id="", name=LineValue(nl="?", en="?"))
        settings = Settings.model_construct(schema_="1", organisation=nobody, languages=(source,), ask="")
    named.setdefault("roles", RolesFile(roles=()))
    topics = tuple(item for item in items.values() if isinstance(item, TopicFile))
    return Policy(settings=settings, topics=topics, **named)  # type: ignore[arg-type]  # by file name
