"""What applied when: every rule, every day, as known on every day, held against another reading."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from hypothesis import example, given
from hypothesis import strategies as st

from handbook_gen.core.history.applying import at, lives, periods
from handbook_gen.core.history.archive import archive
from handbook_gen.core.history.freezing import NOTE, digest
from handbook_gen.core.history.turning import TURNS, Turn, taken_effect, turns
from handbook_gen.core.loader import Sources, load
from handbook_gen.core.model import Policy, TopicFile
from handbook_gen.core.model.history import History, Period, Release, Then
from handbook_gen.core.model.rules import Rule
from tests.case import base
from tests.releases import Published, frozen

START: Final = date(2026, 3, 1)
LAST: Final = 12
"""The last day on which something happens; the first is 0, and two more are asked about on either side."""
IDS: Final = ("A-1", "A-2", "A-3")
EVER: Final = 1000


class Text(NamedTuple):
    """A rule as a release has it; days are counted from the first."""

    words: int = 0
    start: int | None = None
    until: int | None = None
    status: str = "active"
    replaces: tuple[str, ...] = ()


class Told(NamedTuple):
    """A release: its day, and the rules in it."""

    day: int
    rules: dict[str, Text]


# A second reading of the definition, day by day and release by release, that shares nothing with the first.


def found(releases: Sequence[Told], identity: str) -> tuple[int, ...]:
    """The releases that have the rule; a draft is not released."""
    return tuple(n for n, each in enumerate(releases) if _there(each, identity))


def _there(release: Told, identity: str) -> bool:
    return identity in release.rules and release.rules[identity].status != "draft"


def withdrawn(releases: Sequence[Told], identity: str) -> int:
    """The day of the first release that withdrew it."""
    return next(each.day for each in releases if each.rules.get(identity, Text()).status == "withdrawn")


def began(releases: Sequence[Told], identity: str) -> int:
    """The first day on which a rule took effect: by the last release, or one that was not changed before."""
    text = releases[-1].rules[identity]
    starts = [-EVER if text.start is None else text.start]
    for number, (earlier, following) in enumerate(pairwise(releases), 1):
        if _there(earlier, identity):
            text = earlier.rules[identity]
            start = -EVER if text.start is None else text.start
            end = EVER if text.until is None else text.until
            if text.status == "withdrawn" and text.until is None:
                end = withdrawn(releases[:number], identity)
            starts += [start] * (start <= following.day and start < end)
    return min(starts)


def counts(releases: Sequence[Told], identity: str) -> bool:
    """A successor ends its predecessor if it is adopted, or was in force before it was withdrawn itself."""
    text = releases[-1].rules[identity]
    if text.status != "withdrawn":
        return text.status == "active"
    end = withdrawn(releases, identity) if text.until is None else text.until
    start = -EVER if text.start is None else text.start
    return start < end or began(releases, identity) < start


def ends(releases: Sequence[Told], identity: str) -> int:
    """The first day on which the rule applies no more, by the words of the last of these releases."""
    text = releases[-1].rules[identity]
    if text.status == "withdrawn" and text.until is not None:
        return text.until
    after = [
        began(releases, name)
        for name, each in releases[-1].rules.items()
        if identity in each.replaces and counts(releases, name)
    ]
    if -EVER in after and text.status == "active":
        return -EVER
    days = [day for day in (text.until, *after) if day not in (None, -EVER)]
    if text.status == "withdrawn":
        days.append(withdrawn(releases, identity))
    return min((day for day in days if day is not None), default=EVER)


def says(releases: Sequence[Told], identity: str, day: int) -> str:
    """Whether a day lies before, in or after the rule by the last of these releases that has it."""
    has = found(releases, identity)[-1]
    text = releases[has].rules[identity]
    if day >= ends(releases[: has + 1], identity):
        return "after"
    if has + 1 < len(releases) and day >= releases[has + 1].day:
        return "after"  # left out since
    return "before" if text.start is not None and day < text.start else "in"


def deciding(releases: Sequence[Told], identity: str, day: int) -> int | None:
    """The release that gives the text for a day, looking back from the newest; None where none does."""
    for n in range(len(releases) - 1, found(releases, identity)[0] - 1, -1):
        has = found(releases[: n + 1], identity)[-1]
        text = releases[has].rules[identity]
        later = [m for m in found(releases, identity) if m > n and releases[m].rules[identity] != text]
        if text.start is not None and any(releases[m].day < text.start for m in later):
            continue  # changed before it took effect
        if says(releases[: n + 1], identity, day) != "before":
            return has if says(releases[: n + 1], identity, day) == "in" else None
    return None


def answers(releases: Sequence[Told], identity: str) -> Iterator[tuple[int, Then, int | None]]:
    """For each day the answer, and the release that gives the text."""
    days = range(-2, LAST + 3)
    if not found(releases, identity):
        yield from ((day, Then.UNKNOWN, None) for day in days)
        return
    text = {day: deciding(releases, identity, day) for day in days}
    for day in days:
        if text[day] is not None:
            yield day, Then.IN_FORCE, text[day]
        elif any(text[each] is not None for each in days if each < day):
            yield day, Then.NO_LONGER, None
        else:
            ahead = any(text[each] is not None for each in days if each > day)
            yield day, Then.NOT_YET if ahead else Then.NEVER, None


# The same releases as the program reads them.


def written(day: int) -> date:
    return START + timedelta(days=day)


@cache
def small() -> Policy:
    files = {path.removeprefix("policies/"): data for path, data in base().items()}
    return load(Sources("policies", files)).policy


def history(releases: Sequence[Told]) -> History:
    return History(tuple(_release(number, each) for number, each in enumerate(releases)))


def _release(number: int, told: Told) -> Release:
    rules = tuple(_rule(identity, text) for identity, text in told.rules.items())
    topic = TopicFile.model_validate(
        {"topic": {"id": "a", "name": "A"}, "rules": rules}, context={"source": "nl"}
    )
    return Release(f"1.{number}", replace(small(), topics=(topic,)), written(told.day))


@cache
def _rule(identity: str, text: Text) -> dict[str, object]:
    days = {"from": text.start, "until": text.until}
    return {
        "id": identity,
        "title": "T",
        "modality": "must",
        "statement": f"Woorden {text.words}.",
        "status": text.status,
        "replaces": [*text.replaces],
        **{name: written(day).isoformat() for name, day in days.items() if day is not None},
    }


MAYBE: Final = st.none() | st.integers(0, LAST)
TEXTS: Final = st.builds(
    Text,
    words=st.integers(0, 1),
    start=MAYBE,
    until=st.one_of(st.none(), st.none(), MAYBE),
    status=st.sampled_from(("active", "active", "active", "withdrawn", "withdrawn", "draft")),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Told]:
    """Releases of three rules: each stays as it was, changes, is replaced, or is left out."""
    days = sorted(draw(st.lists(st.integers(0, LAST), min_size=1, max_size=5)))
    rules: dict[str, Text] = {}
    made: list[Told] = []
    for day in days:
        for identity in IDS:
            match draw(st.sampled_from(("keep", "keep", "new", "date", "end", "replaces", "out"))):
                case "new":
                    rules[identity] = draw(TEXTS)
                case "date" if identity in rules:
                    rules[identity] = rules[identity]._replace(start=draw(MAYBE))
                case "end" if identity in rules:
                    rules[identity] = rules[identity]._replace(status="withdrawn", until=draw(MAYBE))
                case "replaces":
                    other = draw(st.sampled_from([each for each in IDS if each != identity]))
                    rules[identity] = rules.get(identity, draw(TEXTS))._replace(replaces=(other,))
                case "out":
                    rules.pop(identity, None)
        made.append(Told(day, dict(rules)))
    return made


OLD, AHEAD, BACK = Text(0, 0), Text(1, 6), Text(0, 10)
NEW: Final = AHEAD._replace(replaces=("A-1",))


def of_one(*texts: tuple[int, Text | None]) -> list[Told]:
    """Releases of one rule: their days, and its text in each."""
    return [Told(day, {} if text is None else {"A-1": text}) for day, text in texts]


POSTPONED: Final = of_one((0, OLD), (2, AHEAD), (3, AHEAD._replace(start=9)))
CHANGED_ON_ITS_DAY: Final = of_one((0, OLD), (2, AHEAD), (6, AHEAD._replace(start=9)))
TAKEN_BACK: Final = of_one((0, OLD), (2, AHEAD), (3, OLD))
LEFT_OUT: Final = of_one((0, OLD), (2, AHEAD), (3, None), (8, BACK))
WITHDRAWN_AHEAD: Final = of_one((0, OLD), (2, AHEAD._replace(status="withdrawn")), (8, BACK))
ENDED_BETWEEN: Final = of_one((0, OLD), (2, OLD._replace(until=5)), (3, BACK))
TWO_ON_A_DAY: Final = of_one((0, OLD), (4, AHEAD), (4, BACK))
ENDED_LATER: Final = [
    *of_one((0, OLD)),
    Told(2, {"A-1": OLD._replace(status="withdrawn", until=8), "A-2": NEW._replace(start=5)}),
]
REPLACED: Final = [*of_one((0, OLD)), Told(2, {"A-1": OLD, "A-2": NEW})]
SUCCESSOR_GONE: Final = [*REPLACED, Told(4, {"A-1": OLD, "A-2": NEW._replace(status="withdrawn")})]


@given(histories())
@example(POSTPONED)
@example(CHANGED_ON_ITS_DAY)
@example(ENDED_LATER)
@example(TAKEN_BACK)
@example(LEFT_OUT)
@example(WITHDRAWN_AHEAD)
@example(ENDED_BETWEEN)
@example(TWO_ON_A_DAY)
@example(REPLACED)
@example(SUCCESSOR_GONE)
def test_exactly_one_of_five_is_to_be_said_of_every_rule_on_every_day_as_known_on_every_day(
    releases: list[Told],
) -> None:
    every = history(releases)
    for known in sorted({-1, LAST + 1, *(each.day for each in releases)}):
        there = [each for each in releases if each.day <= known]
        for identity in (*every.ids, "A-9"):
            told = periods(every, identity, written(known))
            for day, then, number in answers(there, identity):
                (period,) = (each for each in told if each.holds(written(day)))
                said = period.then, period.release.version if period.release else None
                assert said == (then, None if number is None else f"1.{number}"), (identity, day, known)
                text = None if number is None else there[number].rules[identity]
                assert _words(period) == (f"Woorden {text.words}." if text else None)
                assert at(every, identity, written(day), written(known)) == period


def _words(period: Period) -> str | None:
    return period.rule.statement.nl if period.rule else None


@given(histories())
def test_periods_follow_on_each_other_from_the_beginning_of_time_to_its_end(releases: list[Told]) -> None:
    every = history(releases)
    for identity, life in lives(every).items():
        told = life.periods
        assert told == periods(every, identity, date.max)
        assert (told[0].starts, told[-1].ends) == (None, None)
        assert all(one.ends == other.starts for one, other in pairwise(told))
        assert all((one.then, one.rule) != (other.then, other.rule) for one, other in pairwise(told))
        assert [each.number for each in life.wordings] == [*range(1, len(life.wordings) + 1)]
        assert life.at(date.min) == told[0]
        assert life.at(date.max) == told[-1]


def test_a_summary_without_a_language_is_in_the_one_of_that_release() -> None:
    """We write which language it is in; somebody else may not."""
    settings = "schema: 1\norganisation: {id: bakery, name: Bakery}\nlanguages: [en]\nask: baker\n"
    policy = {"handbook.yml": settings, "roles.yml": "roles:\n  - {id: baker, name: Baker}\n"}
    files = dict(frozen([Published("1", "2026-03-01", policy)])["1"].files)
    lines = [
        line for line in files[NOTE].splitlines(keepends=True) if not line.startswith((b"  nl:", b"self:"))
    ]
    rest = b"".join(lines).replace(b"summary:\n  en: ", b"summary: ")
    files[NOTE] = rest + f"self: {digest(rest)}\n".encode()
    found = archive({"1": Sources("policies/releases/1", files)})
    assert found.problems == ()
    (release,) = found.history.releases
    assert release.summary
    assert (release.summary.en, release.summary.nl) == ("Eerste versie (en)", None)


@given(histories())
@example(POSTPONED)
@example(TAKEN_BACK)
@example(REPLACED)
@example(SUCCESSOR_GONE)
def test_what_took_effect_is_what_was_to_happen_by_those_who_knew_the_day_before(
    releases: list[Told],
) -> None:
    every = history(releases)
    told = {turn.day: turn for turn in taken_effect(every, written(LAST + 1))}
    for day in map(written, range(-1, LAST + 2)):
        there = [_happening(every, day, known) for known in (day - timedelta(days=1), day)]
        both = [each for each in there[1] if each in there[0]]
        assert (_ways(told[day]) if day in told else []) == both


def _happening(every: History, day: date, known: date) -> list[tuple[str, Rule]]:
    return [each for turn in turns(every, known) if turn.day == day for each in _ways(turn)]


def _ways(turn: Turn) -> list[tuple[str, Rule]]:
    return [(way, rule) for way in TURNS for rule in getattr(turn, way)]
