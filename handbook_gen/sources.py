"""The only reader of the world: folders, and our own templates, words and scaffold, become mappings."""

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final, Literal

import yaml

from handbook_gen.core import problems as p
from handbook_gen.core.loader import Sources
from handbook_gen.core.model.types import LANGUAGES, Language
from handbook_gen.core.problems import Place, Problem
from handbook_gen.core.reader import MAX_BYTES
from handbook_gen.core.search import Resources
from handbook_gen.core.words import Words

# Frozen releases stand in the same folder; they are read as releases, not as part of the draft.
RELEASES: Final = "releases"
SUFFIXES: Final = (".yml", ".yaml")
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTENT_SUFFIX: Final = ".md"
_FROZEN: Final = ("",)
"""Every file of a release counts, whatever it is called: what does not belong there is told."""
# What is said on request only: what each field of the language means.
_ON_REQUEST: Final = ("language",)
# What the model organisation is made of; in a wheel it stands in the scaffold, in the repository at the root.
_MODEL: Final = ("content", "mkdocs.yml", "overrides", "policies")
_SYMBOLS: Final = "theme/partials/handbook-symbols.html"
_SYMBOL: Final = re.compile(r'<symbol id="hb-([a-z-]+)"[^>]*>(.*?)</symbol>')
_DOT: Final = re.compile(r"(?<![^/])dot_")
_LEXICONS: Final[Mapping[Language, str]] = {"nl": "dutch-words.txt"}
_PACK: Final = ("near", "common", "elsewhere", "kinds", "situations")
"""What the pack of a language holds beside the words of the field: each part in a file of its own."""
_ENGINE: Final = (
    *("vendor/snowball", "vendor/snowball-dutch", "vendor/snowball-english"),
    *("vendor/searchable-map", "map", "vendor/minisearch"),
    *("letters", "dutch", "english", "stored", "pack", "shelf", "index", "book", "query", "sure", "rank"),
    *("show", "session", "box", "worker"),
)
"""The parts of the engine, in the order in which they need each other."""
_STYLES: Final = (
    *("tokens", "words", "marks", "rule", "lines", "ways", "cards", "pictures", "multiples", "findings"),
    *("proposal", "time", "webcare", "duty", "guide", "strategy", "frame", "search-box", "search-page"),
    *("start", "role-card", "hover", "access", "steady", "print", "forced"),
)
"""The parts of our style sheet; of two that say different things of one thing, the later wins."""
_SCRIPTS: Final = (
    *("page", "saying", "turn", "copy", "hover", "language", "card", "applied", "since", "menu"),
    *("due", "clock", "triage", "ready", "ticks", "steady"),
)
"""The parts of our script; `page` and `saying` come first: the others need them as soon as they are read."""
_LICENCES: Final = ("minisearch", "snowball")
"""What goes along with a copy of those parts that are not ours."""
Room = Literal["model", "empty", "project", "forms"]
"""A part of the scaffold: the model policy, the empty one, what every project gets, the page around forms."""


def policies(folder: Path, shown_as: str) -> tuple[Sources, tuple[Problem, ...]]:
    """Read the policy files below a folder; `shown_as` is the folder as people write it.

    A file that cannot be read, or that lies outside by way of a symbolic link, is a problem and not an error.
    Raises FileNotFoundError or NotADirectoryError where there is no folder.
    """
    return _folder(folder, shown_as, SUFFIXES, skip=(RELEASES,))


def published(folder: Path) -> Iterator[str]:
    """Give the text of every file of every release below a folder of policies."""
    releases = folder / RELEASES
    files = _walk(releases, ()) if releases.is_dir() else ()
    return (path.read_text("utf-8", "replace") for path in files if path.is_file())


def archive(folder: Path, shown_as: str) -> tuple[Mapping[str, Sources], tuple[Problem, ...]]:
    """Read every file of every release below a folder of policies, by the name of its folder.

    What begins with a dot is no release: `handbook release` writes beside, and renames.
    """
    found: dict[str, Sources] = {}
    problems: tuple[Problem, ...] = ()
    releases = folder / RELEASES
    if told := _leaving(releases, folder, shown_as):
        return {}, (told,)
    for each in sorted(releases.iterdir()) if releases.is_dir() else ():
        if told := _leaving(each, folder, shown_as):
            problems += (told,)
        elif each.is_dir() and not each.name.startswith("."):
            found[each.name], more = _folder(each, f"{shown_as}/{RELEASES}/{each.name}", _FROZEN)
            problems += more
    return found, problems


def _leaving(path: Path, folder: Path, shown_as: str) -> Problem | None:
    """Tell of a link that leads out of a folder, or nowhere."""
    if not path.is_symlink() or (path.exists() and path.resolve().is_relative_to(folder.resolve())):
        return None
    target = os.readlink(path)  # noqa: PTH115  # as it is written, not as a path
    place = Place(f"{shown_as}/{path.relative_to(folder).as_posix()}")
    return Problem(p.LINK_LEAVES_FOLDER, place, {"target": target})


def content(folder: Path, shown_as: str) -> tuple[Sources, tuple[Problem, ...]]:
    """Read the hand-written pages below a folder, or none where there is no folder."""
    if not folder.is_dir():
        return Sources(shown_as, {}), ()
    return _folder(folder, shown_as, (_CONTENT_SUFFIX,))


def _folder(
    folder: Path, shown_as: str, suffixes: tuple[str, ...], skip: tuple[str, ...] = ()
) -> tuple[Sources, tuple[Problem, ...]]:
    if not folder.is_dir():
        raise (
            NotADirectoryError(f"{folder} is not a folder") if folder.exists() else FileNotFoundError(folder)
        )
    inside = folder.resolve()
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    unread: list[str] = []
    for path in _walk(folder, skip):
        name = path.relative_to(folder).as_posix()
        place = Place(f"{shown_as}/{name}")
        try:
            if not path.resolve().is_relative_to(inside):
                target = os.readlink(path)  # noqa: PTH115  # as it is written, not as a path
                problems.append(Problem(p.LINK_LEAVES_FOLDER, place, {"target": target}))
            elif "" in suffixes or path.suffix.lower() in suffixes:
                with path.open("rb") as stream:
                    files[name] = stream.read(MAX_BYTES + 1)  # one more tells that it is too large
        except (OSError, RuntimeError) as error:  # Python before 3.13 says RuntimeError of a circle of links
            reason = getattr(error, "strerror", None) or str(error)
            problems.append(Problem(p.UNREADABLE_FILE, place, {"reason": reason}))
            unread.append(name)
    return Sources(shown_as, files, tuple(unread)), tuple(problems)


def _walk(folder: Path, skip: tuple[str, ...]) -> Iterator[Path]:
    """Give files and links below a folder; a link to a folder counts as a file, so that it is looked at."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            if path.name not in skip:
                yield from _walk(path, ())
        else:
            yield path


def templates() -> Mapping[str, str]:
    """Read our own templates, by file name."""
    return {name: text for name, text in _own("templates").items() if name.endswith(".html")}


def words(language: Language, *rooms: str) -> Words:
    """Read what we say ourselves in one language; `rooms` are files that not everybody needs."""
    return Words(language, _table(language, rooms))


@cache
def _table(language: Language, rooms: tuple[str, ...]) -> Mapping[str, Any]:
    """Merge the files of a language; several may speak of `problems`, each of its own."""
    merged: dict[str, Any] = {}
    for name, text in sorted(_own("locale").items()):
        room, _, spoken = name.removesuffix(".yml").rpartition(".")
        if spoken == language and (room in rooms or room not in _ON_REQUEST):
            for key, value in yaml.load(text, _LOADER).items():  # noqa: S506  # our own, and still the safe one
                merged[key] = {**merged[key], **value} if key in merged else value
    return merged


@cache
def _own(room: str) -> Mapping[str, str]:
    folder = resources.files("handbook_gen") / room
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.is_file()}


@cache
def searching(language: Language) -> Resources:
    """Read what a search index is made with: the engine, the words about searching, words to split by."""
    engine = resources.files("handbook_gen") / "engine"
    packs = {each: _pack(each) for each in LANGUAGES}
    others = (each for each in LANGUAGES if each != language)
    lexicon = engine / "vendor" / f"{_LEXICONS[language]}" if language in _LEXICONS else None
    return Resources(
        script=engine_script(),
        pack=packs[language],
        foreign=tuple(word for other in others for word in packs[other]["silent"]),
        lexicon=tuple(lexicon.read_text(encoding="utf-8").split()) if lexicon else (),
    )


@cache
def engine_script() -> str:
    """Read the engine as one script, for a worker, a page or V8."""
    engine = resources.files("handbook_gen") / "engine"
    licences = (engine / "vendor" / f"{name}.LICENSE.txt" for name in _LICENCES)
    parts = (engine / f"{name}.js" for name in _ENGINE)
    told = (f"/*! {licence.read_text(encoding='utf-8').strip()} */" for licence in licences)
    return ";\n".join((*told, *(part.read_text(encoding="utf-8") for part in parts)))


@cache
def style_sheet() -> str:
    """Read our style sheet as one file."""
    return _joined("styles", _STYLES, ".css")


@cache
def page_script() -> str:
    """Read our script as one file."""
    return _joined("scripts", _SCRIPTS, ".js")


@cache
def bound_sheet(medium: Literal["paper", "file"]) -> str:
    """Read the style sheet of a handbook as one document: that of the site, and what differs from it."""
    return f"{style_sheet()}\n{_own('bound')[f'{medium}.css']}"


@cache
def bound_scripts() -> tuple[str, str]:
    """Read the scripts of a handbook in one file: what runs before it is drawn, and its search."""
    return _own("bound")["first.js"], f"{engine_script()};\n{_own('bound')['search.js']}"


@cache
def symbols_in_page() -> str:
    """Read the symbols of marks as a page holds them."""
    return (resources.files("handbook_gen") / _SYMBOLS).read_text(encoding="utf-8")


@cache
def symbols() -> Mapping[str, str]:
    """Read the symbols of marks, by name: what is drawn in each, on a field of 24 by 24."""
    return dict(_SYMBOL.findall("".join((symbols_in_page(), *_own("templates").values()))))


def _joined(room: str, names: tuple[str, ...], suffix: str) -> str:
    parts = _own(room)
    return "\n".join(parts[f"{name}{suffix}"] for name in names)


def _pack(language: Language) -> Mapping[str, Any]:
    folder = resources.files("handbook_gen") / "locale" / "search"
    names = (f"{language}.yml", *(f"{part}.{language}.yml" for part in _PACK))
    texts = ((folder / name).read_text(encoding="utf-8") for name in names)
    return {key: said for text in texts for key, said in yaml.load(text, _LOADER).items()}  # noqa: S506  # our own


def all_words() -> Mapping[Language, Words]:
    """Read what we say ourselves in every language."""
    return {language: words(language) for language in LANGUAGES}


def scaffold(room: Room) -> Mapping[str, bytes]:
    """Read what a new project begins with, by path.

    A name that begins with a dot is kept as `dot_`, so that no tool takes it for a file of this repository.
    """
    folder = resources.files("handbook_gen") / "scaffold" / room
    if room == "model" and not folder.is_dir():
        return dict(_below(Path(__file__).parents[1], _MODEL))
    return {_DOT.sub(".", path): data for path, data in _below(folder)}


def _below(folder: Traversable, names: tuple[str, ...] = ()) -> Iterator[tuple[str, bytes]]:
    """Give the files below a folder; hidden ones are nobody's, and releases those of who released."""
    for each in folder.iterdir():
        if each.name.startswith(".") or each.name == RELEASES or (names and each.name not in names):
            continue
        if each.is_dir():
            yield from ((f"{each.name}/{path}", data) for path, data in _below(each))
        else:
            yield each.name, each.read_bytes()


def version() -> str:
    """Give the version of this package, as it is installed."""
    return metadata.version("handbook-gen")
