"""Entries → their parts in words: what changed in one text or value, for whom and from when; groups none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handbook_gen.core.model.changes import Change
from handbook_gen.core.telling.entries import Entry, Felt, felt
from handbook_gen.core.telling.names import Names
from handbook_gen.core.telling.said import Marked, Said, said, starts

About = tuple[str, ...]
"""Sentences that say for whom a change is stricter or looser, and from when."""


@dataclass(frozen=True, slots=True)
class Part:
    """What changed in one text or value."""

    changes: tuple[tuple[Change, Said], ...]
    about: About
    """For whom and from when; empty where a later part of the same entry says it for both."""

    @property
    def texts(self) -> tuple[Marked, ...]:
        """The text itself, once in each language that is shown."""
        return tuple(dict.fromkeys(text for _, each in self.changes for text in each.texts))


def parts(entry: Entry, names: Names, above: str = "") -> tuple[Part, ...]:
    """Say an entry, part by part; `above` is from when its whole section holds, and not said again."""
    told = [tuple((change, said(change, names)) for change in some) for some in entry.parts]
    abouts = _abouts([tuple(each for _, each in some) for some in told], above)
    return tuple(Part(some, each) for some, each in zip(told, abouts, strict=True))


def caused(entry: Entry, names: Names, above: str = "") -> tuple[tuple[Felt, Said, About], ...]:
    """Say a cause: each thing that it does, and for whom and from when, as in `parts`."""
    every = felt(entry, lambda change: starts(change, names))
    told = [said(each.change, names) for each in every]
    return tuple(zip(every, told, _abouts([(each,) for each in told], above), strict=True))


def alike(entry: Entry, names: Names) -> str:
    """Say a kind once for all the rules that it is said of; these are named by whoever shows it."""
    first = said(entry.changes[0], names)
    day = entry.changes[0].facts.get("first")
    facts = {"day": names.words.date(date.fromisoformat(day))} if day else {}
    key = f"telling.alike.{entry.changes[0].kind.name}"
    return names.words.count(key, len(entry.items), **facts) if facts else first.line


def _abouts(told: Sequence[Sequence[Said]], above: str) -> Iterator[About]:
    """Say for whom and from when the parts of an entry are, each thing once, after the last it is for."""
    whom = [tuple(dict.fromkeys(line for each in some for line in each.whom)) for some in told]
    days = [tuple(dict.fromkeys(each.starts for each in some if each.starts)) for some in told]
    if {day for some in days for day in some} == {above}:
        days = [()] * len(days)
    abouts = [*_once([(*people, *since) for people, since in zip(whom, days, strict=True)])]
    once = len({day for some in days for day in some}) == 1
    last = max((index for index, each in enumerate(abouts) if each and days[index]), default=0)
    for index, each in enumerate(abouts):
        yield whom[index] if once and each and index < last else each


def _once(abouts: Sequence[About]) -> Iterator[About]:
    """Say once, after the last of them, what is the same for several."""
    for index, each in enumerate(abouts):
        later = next((after for after in abouts[index + 1 :] if after), ())
        yield () if each == later else each
