"""Cases: pages of documentation that are also tests; recomputes the answers of a page, asserts nothing."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, is_dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from handbook_gen import sources
from handbook_gen.core import pipeline, problems
from handbook_gen.core.compare.comparison import compare
from handbook_gen.core.edition import edition_of
from handbook_gen.core.history import shown
from handbook_gen.core.links import entries, link
from handbook_gen.core.loader import Sources, load
from handbook_gen.core.model import Item
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Change, Comparison, Following, RoleChange
from handbook_gen.core.model.history import DRAFT, LATEST, History, Release
from handbook_gen.core.model.times import Duration, Hours
from handbook_gen.core.model.types import LANGUAGES, Language, LineValue, TextValue
from handbook_gen.core.problems import Problem
from handbook_gen.core.report import text as terminal
from handbook_gen.core.telling import Names, compared, turns
from tests import frozen
from tests.outline import outline

CASES: Final = Path(__file__).parent / "cases"
DAY: Final = date(2027, 3, 1)
"""The day on which every case is read."""
RELEASED: Final = "released"
"""The folder that stands for an earlier release."""
BEFORE: Final = "before"
"""The folder that stands for the policy that a proposal changes."""
TAKEN: Final = "taken"
"""The folder that stands for that policy as it is now, where others changed it since the proposal began."""

_BLOCK: Final = re.compile(
    r"^(?P<fence>```+)(?P<info>[^`\n]*)\n(?P<body>.*?)^(?P=fence)$", re.DOTALL | re.MULTILINE
)
_ESCAPE: Final = re.compile(
    r"\\(?:x(?P<byte>[0-9a-f]{2})|u(?P<short>[0-9a-f]{4})|U(?P<long>[0-9a-f]{8})|(?P<letter>[rt\\])"
    r"|\{(?P<times>[0-9]+)\}\((?P<again>[^)\n]*)\))"
)
_LETTERS: Final = {"r": b"\r", "t": b"\t", "\\": b"\\"}


def pages() -> tuple[Path, ...]:
    """List every case, its folder's README among them: that explains the form by using it."""
    return tuple(sorted(CASES.rglob("*.md")))


def base() -> dict[str, bytes]:
    """Give the small, good policy that every case starts from."""
    folder = CASES / "base"
    return {
        f"policies/{p.relative_to(folder).as_posix()}": p.read_bytes() for p in sorted(folder.rglob("*.yml"))
    }


@dataclass(frozen=True, slots=True)
class Half:
    """One situation of a page: the part below a heading of level two, or what stands above the first."""

    text: str
    files: Mapping[str, bytes | None]


def halves(page: str) -> tuple[Half, ...]:
    """Split a page; files above the first heading hold for each part below, unless answered there."""
    parts = re.split(r"^(?=## )", page, flags=re.MULTILINE)
    shared = {} if _asked(parts[0]) else dict(_files(parts[0]))
    return tuple(Half(part, {**shared, **dict(_files(part))}) for part in parts)


def recomputed(page: str) -> str:
    """Give the page with every answer in it as it is today; the page of a check asks that check only."""
    code = re.match(r"# (HB[0-9]{3}) ", page)
    return "".join(_answered(half, code[1] if code else "") for half in halves(page))


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a case gave, with the texts that messages quote from."""

    book: Handbook | None
    problems: tuple[Problem, ...]
    lines: Mapping[str, str]
    comparison: Comparison | None = None
    """With what the case says was there before."""
    history: History = field(default_factory=History)
    """What was released before."""


def read(files: Mapping[str, bytes | None], day: date = DAY, asked: str = "") -> Reading:
    """Read the base policy with some files replaced, added or (None) taken away.

    Of what the checks find only `asked` is told: a code, `every`, or nothing.
    """
    every = {path: data for path, data in {**base(), **files}.items() if data is not None}
    policy = _folder("policies", {p: d for p, d in every.items() if not p.startswith(frozen.RELEASES)})
    there = frozen.of_case(base(), files)
    archive = frozen.archived(there)
    history = archive.history if there else _history(files)
    written: dict[Language, Sources] = {
        language: _folder(f"content/{language}", every) for language in LANGUAGES
    }
    made = pipeline.read(policy, written, day, history)
    every |= {
        f"{frozen.RELEASES}/{v}/{path}": data for v, each in there.items() for path, data in each.items()
    }
    lines = {path: data.decode("utf-8-sig", "replace") for path, data in every.items()}
    found = [p for p in made.problems if p.kind.stops or asked in ("every", p.kind.code)]
    told = problems.ordered((*archive.problems, *found))
    compared = _compared(files, made.book)
    return Reading(replace(made.book, proposal=compared), told, lines, compared, history)


def _compared(files: Mapping[str, bytes | None], book: Handbook) -> Comparison | None:
    """Compare with the policy before, if the case has one: the same but for the files below `before/`."""
    old = _under(files, BEFORE)
    if not old:
        return None
    taken = _under(files, TAKEN)
    before, tip = (_linked({**base(), **files, **some}, book.day) for some in (old, {**old, **taken}))
    return compare(before, book, tip if taken else None)


def _linked(files: Mapping[str, bytes | None], day: date) -> Handbook:
    every = {path: data for path, data in files.items() if data is not None}
    return link(load(_folder("policies", every)).policy, day)[0]


def _history(files: Mapping[str, bytes | None]) -> History:
    """Give what was released before: the base policy with the files below `released/`, if there are any."""
    old = _under(files, RELEASED)
    every = {path: data for path, data in {**base(), **old}.items() if data is not None}
    return History((Release("2026.1", load(_folder("policies", every)).policy),)) if old else History()


def _under(files: Mapping[str, bytes | None], folder: str) -> Mapping[str, bytes | None]:
    """Give the files below a folder of a case as files of its policy."""
    start = f"{folder}/"
    return {f"policies/{p.removeprefix(start)}": f for p, f in files.items() if p.startswith(start)}


def report(reading: Reading, language: Language = "en") -> str:
    """Give what a terminal shows."""
    words = sources.words(language)
    told = terminal.text(reading.problems, reading.lines, words)
    return f"{told}\n\n{terminal.summary(reading.problems, words)}" if reading.problems else "no problems"


def unescaped(text: str) -> bytes:
    r"""Turn \xNN (a byte), \uNNNN, \UNNNNNNNN, \r, \t, \\ and \{times}(again) into what they stand for."""
    parts: list[bytes] = []
    end = 0
    for found in _ESCAPE.finditer(text):
        parts += [text[end : found.start()].encode(), _escaped(found)]
        end = found.end()
    return b"".join(parts) + text[end:].encode()


def _escaped(found: re.Match[str]) -> bytes:
    if found["byte"]:
        return bytes.fromhex(found["byte"])
    if found["letter"]:
        return _LETTERS[found["letter"]]
    if found["times"]:
        return found["again"].encode() * int(found["times"])
    return chr(int(found["short"] or found["long"], 16)).encode()


def _folder(root: str, files: Mapping[str, bytes]) -> Sources:
    return Sources(
        root, {p.removeprefix(f"{root}/"): data for p, data in files.items() if p.startswith(f"{root}/")}
    )


def _files(part: str) -> Iterator[tuple[str, bytes | None]]:
    for block in _BLOCK.finditer(part):
        kind, *info = block["info"].split()
        if kind == "text":
            continue
        path, *how = info
        if day := frozen.said("on", how):
            yield f"releases/{path.split('/')[1]}/{frozen.PUBLISHED}", day.encode()
        if moved := frozen.said("from", how):
            yield f"{frozen.MOVE}{path}", moved.encode()
            continue
        yield (
            f"{frozen.EDIT}{path}" if kind == "diff" else path,
            None
            if "absent" in how
            else unescaped(block["body"])
            if "escaped" in how
            else block["body"].encode(),
        )


def _asked(part: str) -> bool:
    return bool(re.search(r"^```+text", part, re.MULTILINE))


def _answered(half: Half, asked: str) -> str:
    if not _asked(half.text):
        return half.text
    reading = read(half.files, asked=asked)

    def answer(block: re.Match[str]) -> str:
        kind, *question = block["info"].split() or [""]
        if kind != "text":
            return block[0]
        return f"{block['fence']}{block['info']}\n{_answer(reading, question)}\n{block['fence']}"

    return _BLOCK.sub(answer, half.text)


def _answer(reading: Reading, question: list[str]) -> str:  # noqa: C901, PLR0911  # one for each question
    match question:
        case []:
            return report(reading)
        case ["nl"]:
            return report(reading, "nl")
        case ["handbook"]:
            return "\n".join(_items(reading.book)) or "no handbook"
        case ["applied"]:
            return "\n".join(frozen.applied(reading.history)) or "nothing was released"
        case ["changes"] if reading.comparison:
            return "\n".join(map(_change, reading.comparison.changes)) or "no changes"
        case ["views"] if reading.comparison:
            return "\n".join(map(_view, reading.comparison.roles)) or "no role has more or less"
        case ["answers", *language] if reading.comparison:
            return "\n".join(_turns(reading.comparison, "nl" if language == ["nl"] else "en"))
        case ["following"] if reading.comparison:
            return "\n".join(map(_step, reading.comparison.following)) or "nothing follows"
        case ["page", ("nl" | "en") as language, *address] if reading.book:
            return report(reading) if reading.problems else _page(reading.book, language, "".join(address))
        case ["version", version, ("nl" | "en") as language, *address] if reading.book:
            return _page(_version(reading, version), language, "".join(address))
        case [noun, *identity] if reading.book:
            return "\n".join(_fields(reading.book, noun, "".join(identity))) or "not there"
        case _:
            return "no handbook"


def _change(change: Change) -> str:
    """Show a change in one line: level, kind, place, for whom and what of it."""
    where = ".".join(map(str, change.spot.path))
    whom = [f"{each} for {', '.join(sorted(roles))}" for each, roles in _whom(change) if roles]
    cause = f"because of {change.cause.noun} {change.cause.id}" if change.cause else ""
    said = f"{change.level}: {change.kind.name} at {change.spot.noun} {change.spot.id} {where}".rstrip()
    return "; ".join([said, *whom, *filter(None, [cause])])


def _view(view: RoleChange) -> str:
    """Show what a change means for a role in one line, by the ids of rules."""
    told = {name.replace("_", " "): ids for name, ids in asdict(view).items() if name != "role" and ids}
    return "; ".join([view.role, *(f"{name} {', '.join(ids)}" for name, ids in told.items())])


def _turns(comparison: Comparison, language: Language) -> Iterator[str]:
    """Show which situations get another answer, as a reviewer reads it."""
    names = Names(comparison, sources.words(language))
    yield compared(comparison, names) or "no other answers"
    for turn in turns(comparison, names):
        yield turn.said
        yield from (f"  {each}" for each in turn.situations)


def _step(step: Following) -> str:
    """Show what follows from a comparison in one line."""
    when = f" from {step.day.isoformat()}" if step.day else ""
    return f"{' '.join(filter(None, (step.what, step.who)))}{when}; because of {', '.join(step.because)}"


def _whom(change: Change) -> tuple[tuple[str, frozenset[str]], ...]:
    return (
        ("stricter", change.stricter_for),
        ("looser", change.looser_for),
        ("good", change.benefits),
    )


def _version(reading: Reading, version: str) -> Handbook:
    """Give a release by its number, what is in force on the day of the cases, or the draft."""
    assert reading.book
    if version == LATEST:
        return shown.latest(reading.history, DAY, reading.book.policy.people)
    if version == DRAFT:
        return shown.draft(reading.book, reading.history)
    return shown.numbered(reading.history, version)


def _page(book: Handbook, language: Language, address: str) -> str:
    """Give what a reader sees of a page, in lines."""
    edition = edition_of(book, sources.words(language), sources.templates())
    page = next((page for page in edition.pages if page.address == address), None)
    return outline(edition.renderer.page(page)) if page else "no such page"


def _items(book: Handbook | None) -> Iterator[str]:
    for item in entries(book.policy) if book else ():
        yield f"{item.noun} {getattr(item, 'id', '')}".rstrip()


def _fields(book: Handbook, noun: str, identity: str) -> Iterator[str]:
    item = book.rules.get(identity) if noun == "rule" else book.get(noun, identity)
    for name in type(item).model_fields if item else ():
        if item and name in item.model_fields_set:
            yield f"{name.rstrip('_')}: {_shown(getattr(item, name))}"


def _shown(value: Any) -> str:  # noqa: PLR0911  # one for each kind of value
    """Show a value with its type, so that the text "10" and the number 10 look different."""
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"number {value}"
        case int():
            return f"number {value}"
        case date():
            return f"date {value.isoformat()}"
        case Duration():
            return f"duration of {value.amount} {value.unit}"
        case Hours():
            return f"hours {value.text}"
        case tuple():
            return f"[{', '.join(map(_shown, value))}]"
        case LineValue() | TextValue():
            return ", ".join(f"{language} {_shown(text)}" for language, text in value.texts())
        case Item():
            set_ = {name.rstrip("_"): getattr(value, name) for name in sorted(value.model_fields_set)}
            return f"{{{', '.join(f'{key}: {_shown(inner)}' for key, inner in set_.items())}}}"
        case _:
            plain = asdict(value) if is_dataclass(value) else value  # type: ignore[arg-type]  # no class
            return json.dumps(plain, ensure_ascii=False)
