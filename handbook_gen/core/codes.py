"""Every code as a page of Markdown, made from the registry of kinds and checks; judges nothing."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from handbook_gen.core.checks import CHECKS
from handbook_gen.core.problems import READING, Kind
from handbook_gen.core.sentences import variants, why
from handbook_gen.core.words import Words

KINDS: Final[tuple[Kind, ...]] = tuple(
    sorted((*READING, *(each.kind for each in CHECKS)), key=lambda kind: kind.code)
)
"""Every kind of problem there is, in the order of the codes."""

_FAMILY: Final = 3
"""How many letters of a code name its family: HB4."""
_SOURCE: Final = re.compile(r"Source:(?P<text>.*)", re.DOTALL)
_NUMBERS: Final = re.compile(r"\b([AC])([0-9]{2})(?:–\1([0-9]{2}))?\b")
# What linking and loading ask without a check of its own: that what is cited exists, and that ids are unique.
_LINKED: Final = {"HB101": ("C01",), "HB102": ("C01",), "HB103": ("C48",), "HB104": ("C01",)}


def demands() -> dict[str, tuple[str, ...]]:
    """Give the numbers of the demands that ask for each code, such as A23 and C10."""
    found = {each.kind.code: _SOURCE.search(each.documentation) for each in CHECKS}
    return {**_LINKED, **{code: tuple(dict.fromkeys(_named(m["text"]))) for code, m in found.items() if m}}


def _named(source: str) -> Iterator[str]:
    for letter, first, last in _NUMBERS.findall(source):
        for number in range(int(first), int(last or first) + 1):
            yield f"{letter}{number:02}"


def page(words: Words) -> str:
    """Describe every code, in the language of `words`."""
    asked = demands()
    lines = [f"# {words('codes.title')}", "", words("codes.intro")]
    for family, kinds in groupby(KINDS, key=lambda kind: kind.code[:_FAMILY]):
        lines += ["", f"## {family}: {words(f'codes.family.{family}')}"]
        for kind in kinds:
            lines += ["", *_kind(kind, asked.get(kind.code, ()), words)]
    return "\n".join(lines) + "\n"


def explained(kind: Kind, words: Words) -> str:
    """Describe one code for a terminal."""
    parts = [f"{kind.code} {kind.name} ({words(f'report.severity.{kind.severity}')})", why(kind, words)]
    parts += [f"{what}\n  {words('report.help')} {repair}" for what, repair in variants(kind, words)]
    parts.append(words("codes.stops") if kind.stops else words("codes.tells"))
    return "\n\n".join(part for part in parts if part)


def _kind(kind: Kind, asked: tuple[str, ...], words: Words) -> Iterator[str]:
    yield f"### {kind.code} {kind.name}"
    yield ""
    facts = [words(f"report.severity.{kind.severity}"), *asked]
    if kind.stops:
        facts.insert(1, words("codes.stops_short"))
    yield f"*{', '.join(facts)}*"
    if reason := why(kind, words):
        yield ""
        yield reason
    yield ""
    for what, repair in variants(kind, words):
        yield f"- {_upper(what)}  "
        yield f"  *{words('report.help')}* {_escaped(repair)}"


def _upper(said: str) -> str:
    return _escaped(said[:1].upper() + said[1:])


def _escaped(said: str) -> str:
    """Keep what looks like HTML or a table from being read as one; code is left as it is."""
    parts = re.split(r"(`[^`]*`)", said)
    return "".join(part if part.startswith("`") else re.sub(r"([<\[*|])", r"\\\1", part) for part in parts)
