"""Entries → their parts in words: what changed in one text or value, for whom and from when; groups none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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


def parts(entry: Entry, names: Names) -> tuple[Part, ...]:
    """Say an entry, part by part."""
    told = [tuple((change, said(change, names)) for change in some) for some in entry.parts]
    abouts = _once([_about(*(each for _, each in some)) for some in told])
    return tuple(Part(some, each) for some, each in zip(told, abouts, strict=True))


def caused(entry: Entry, names: Names) -> tuple[tuple[Felt, Said, About], ...]:
    """Say a cause: each thing that it does, and for whom and from when, as in `parts`."""
    every = felt(entry, lambda change: starts(change, names))
    told = [said(each.change, names) for each in every]
    return tuple(zip(every, told, _once([_about(each) for each in told]), strict=True))


def _about(*told: Said) -> About:
    """Say for whom and from when some changes of one text are, each sentence once."""
    whom = dict.fromkeys(sentence for each in told for sentence in each.whom)
    days = dict.fromkeys(each.starts for each in told if each.starts)
    return (*whom, *days)


def _once(abouts: Sequence[About]) -> Iterator[About]:
    """Say once, after the last of them, what is the same for several."""
    for index, each in enumerate(abouts):
        later = next((after for after in abouts[index + 1 :] if after), ())
        yield () if each == later else each
