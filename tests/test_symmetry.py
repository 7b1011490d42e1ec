"""The laws of comparing: what undoes what, nothing goes unseen, and nothing is too odd."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook_gen.core.compare.comparison import compare
from handbook_gen.core.compare.kinds import KINDS
from handbook_gen.core.links import entries, link
from handbook_gen.core.loader import Sources, load
from handbook_gen.core.model import Item
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Change, Comparison
from handbook_gen.core.problems import Spot
from tests.case import CASES, DAY, halves, read
from tests.mutants import grafted, mutants
from tests.test_loader import MODEL
from tests.values import SAY, whole

PAGES: Final = sorted((CASES / "changes").glob("*.md"))

ONE_WAY: Final = {
    "id-reused": "judged by the rule that stands there now; a tombstone whose id is given away is not reused",
}
"""Kinds that read backwards as something else, and why."""
JOINED: Final = {"rules-merged", "rule-replaced"}
"""Kinds with which several rules can come to stand at one."""
ELSEWHERE: Final = {
    "claim-contradicted": "what an author claims stands beside the policy: tests/test_diff.py",
}
"""Kinds that no page of changes can show, and where they are shown."""


@pytest.fixture(scope="module")
def model() -> Handbook:
    return link(load(MODEL).policy, DAY)[0]


def against(book: Handbook, others: Mapping[int, Item]) -> Comparison:
    """Compare a handbook with itself, some of its items replaced."""
    return compare(book, link(grafted(book.policy, others), book.day)[0])


@cache
def comparisons() -> tuple[tuple[str, Comparison], ...]:
    """Give every comparison that a page of changes shows, with where it stands."""
    return tuple(_comparisons())


def _comparisons() -> Iterator[tuple[str, Comparison]]:
    for path in PAGES:
        for half in halves(path.read_text("utf-8")):
            if re.search(r"^```+text", half.text, re.MULTILINE):
                comparison = read(half.files).comparison
                if comparison:
                    yield f"{path.stem}: {half.text.partition(chr(10))[0]}", comparison


def test_every_kind_has_its_opposite_or_a_reason() -> None:
    for name, kind in KINDS.items():
        assert name == kind.name
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+", name)
        assert bool(kind.opposite) != bool(kind.alone), name
        assert not kind.opposite or KINDS[kind.opposite].opposite == name


def test_every_kind_is_shown_by_a_page() -> None:
    shown = {change.kind.name for _, comparison in comparisons() for change in comparison.changes}

    assert KINDS.keys() - shown - ELSEWHERE.keys() == set()


def test_what_is_judged_is_shown_stricter_and_looser() -> None:
    """A judge that was only ever seen to say one of the two may not know the other."""
    shown = {(each.kind.name, each.level) for _, found in comparisons() for each in found.changes}
    lonely = [
        (name, level)
        for name, level in shown
        if level in ("stricter", "looser")
        and KINDS[name].opposite not in ("", name)
        and (KINDS[name].opposite, "looser" if level == "stricter" else "stricter") not in shown
    ]
    assert sorted(lonely) == []


@dataclass(frozen=True)
class Seen:
    """What of a change must turn round when it is read backwards."""

    kind: str
    level: str
    stricter_for: frozenset[str] = frozenset()
    looser_for: frozenset[str] = frozenset()
    benefits: frozenset[str] = frozenset()


def seen(change: Change) -> Seen:
    return Seen(change.kind.name, change.level, change.stricter_for, change.looser_for, change.benefits)


def turned(change: Change) -> Seen:
    level = {"stricter": "looser", "looser": "stricter"}.get(change.level, change.level)
    if change.looser_for and change.stricter_for:
        level = "stricter"  # stricter for some and looser for others counts as stricter either way
    now = seen(change)
    return Seen(change.kind.opposite, level, now.looser_for, now.stricter_for, now.benefits)


def level_of_itself(each: Seen, *, whom: bool) -> Seen:
    """A kind that is its own opposite may be stricter both ways: who did as told did it for nothing."""
    itself = KINDS[each.kind].opposite == each.kind and each.level in ("stricter", "looser")
    level = "either" if itself else each.level
    if not whom:
        return Seen(each.kind, level)
    if itself:
        return Seen(each.kind, level, each.stricter_for | each.looser_for)
    return replace(each, level=level)


def told(comparison: Comparison, but: set[tuple[str, str]]) -> list[Change]:
    every = comparison.changes
    return [each for each in every if not each.kind.alone and (each.spot.noun, each.spot.id) not in but]


def turned_wrong(there: Comparison, back: Comparison, *, whom: bool) -> list[Seen]:
    """Give what is told in one direction and not, turned round, in the other; with or without for whom.

    Where much changes at once, it is told for those whom a rule binds after, or for those it bound before.
    What several rules of which one took the place have alike is told once, and read backwards at each.
    """
    odd = {
        (each.spot.noun, each.spot.id)
        for each in (*there.changes, *back.changes)
        if each.kind.name in ONE_WAY
    }
    one = [level_of_itself(turned(each), whom=whom) for each in told(there, odd)]
    other = [level_of_itself(seen(each), whom=whom) for each in told(back, odd)]
    if any(each.kind.name in JOINED for each in (*there.changes, *back.changes)):
        return [*(set(one) ^ set(other))]
    return [*(Counter(one) - Counter(other)), *(Counter(other) - Counter(one))]


def gains(comparison: Comparison) -> set[tuple[str, str, str]]:
    """Give what roles gained and lost: the role, what, and the rule."""
    return {
        (each.role, what, rule)
        for each in comparison.roles
        for what, ids in asdict(each).items()
        if what.endswith(("_gained", "_lost"))
        for rule in ids
    }


def returned(gain: tuple[str, str, str]) -> tuple[str, str, str]:
    role, what, rule = gain
    name, _, how = what.rpartition("_")
    return role, f"{name}_{'lost' if how == 'gained' else 'gained'}", rule


def test_backwards_everything_is_its_opposite() -> None:
    wrong = [
        f"{where}: {each}"
        for where, there in comparisons()
        for each in turned_wrong(there, compare(there.after, there.before), whom=True)
    ]
    assert wrong == []


def test_exceptions_have_their_reasons() -> None:
    assert ONE_WAY.keys() | ELSEWHERE.keys() <= KINDS.keys()
    assert all((*ONE_WAY.values(), *ELSEWHERE.values()))


def linked(files: Mapping[str, Any], day: date = DAY) -> Handbook:
    texts = {path: json.dumps(data, default=str).encode() for path, data in files.items()}
    return link(load(Sources("policies", texts)).policy, day)[0]


def told_at(item: Any, changes: Iterable[Change]) -> bool:
    """Tell whether a change names an item: what only says that two policies differ names the settings."""
    where = (item.noun, getattr(item, "id", ""))
    spots = {spot for each in changes for spot in (each.spot, each.was, each.cause) if spot}
    return where in {(spot.noun, spot.id) for spot in spots if spot != Spot("settings", "")}


def test_any_field_of_any_item_that_changes_is_told_at_that_item() -> None:
    book = linked(whole(SAY))
    unseen = []
    names: dict[str, tuple[Any, ...]] = {}
    for item in entries(book.policy):
        for key, other in mutants(item):
            changes = against(book, {id(item): other}).changes
            if not told_at(item, changes):
                unseen.append(f"{item.noun}.{key}")
            for each in changes:
                said = (each.kind.name, each.spot.noun, each.spot.id)
                assert names.setdefault(each.fingerprint, said) == said
    assert unseen == []


@pytest.mark.long
def test_the_same_holds_for_the_model_organisation(model: Handbook) -> None:
    """All its items change at once, each in another way."""
    every = [(item, [*mutants(item)]) for item in entries(model.policy)]
    for turn in range(2):
        some = [
            (item, ways[(number + 31 * turn) % len(ways)])
            for number, (item, ways) in enumerate(every)
            if ways
        ]
        changes = against(model, {id(item): other for item, (_, other) in some}).changes
        assert [(item, key) for item, (key, _) in some if not told_at(item, changes)] == []


def test_what_is_equal_has_no_changes(model: Handbook) -> None:
    again = link(load(MODEL).policy, model.day)[0]
    comparison = compare(model, again)

    assert comparison == Comparison(model, again, ())
    assert comparison.level is None


ids = st.sampled_from(["A-1", "A-2", "A-3", "A-4"])
days = st.none() | st.sampled_from(["2027-01-01", "2027-03-01", "2027-03-10", "2027-06-01", "2027-09-01"])
roles = st.sampled_from(["a", "b", "c", "gone"])
texts = st.sampled_from(
    [
        {"nl": "Zeg waar je werkt. Noem je naam.", "en": "Say where you work. Give your name."},
        {"nl": "Zeg waar je werkt.", "en": "Say where you work."},
        {"nl": "Noem je naam."},
        {"nl": "Vraag binnen drie dagen toestemming voor portretfoto’s."},
    ]
)
rules = st.fixed_dictionaries(
    {
        "id": ids,
        "title": st.just({"nl": "Een regel"}),
        "modality": st.sampled_from(["must", "should", "may", "must-not"]),
        "statement": texts,
        "audience": st.lists(roles, unique=True, max_size=2),
        "replaces": st.lists(st.sampled_from(["A-1", "A-2", "A-3", "A-4", "A-9"]), unique=True, max_size=2),
        "status": st.sampled_from(["active", "active", "active", "withdrawn", "draft"]),
        "binds": st.sampled_from(["employee", "employee", "employer", "team", "public"]),
        "from": days,
        "until": days,
    }
)


@st.composite
def policies(draw: st.DrawFn) -> dict[str, Any]:
    """A policy as nobody should write it: circles, loose ends, ids given twice, dates in any order."""
    topics = draw(st.lists(st.lists(rules, max_size=3), min_size=1, max_size=2))
    included = {each: draw(st.lists(roles, unique=True, max_size=1)) for each in "abc"}
    files: dict[str, Any] = {
        "handbook.yml": {"schema": "1", "organisation": {"id": "o", "name": "O"}, "ask": "a"},
        "roles.yml": {"roles": [{"id": each, "name": each, "includes": included[each]} for each in "abc"]},
    }
    for number, written in enumerate(topics):
        files[f"rules/t{number}.yml"] = {"topic": {"id": f"t{number}", "name": "T"}, "rules": written}
    return files


@given(policies(), policies())
def test_nothing_is_too_odd_to_compare_and_the_way_back_is_the_opposite(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    one, other = linked(old), linked(new)
    there, back = compare(one, other), compare(other, one)

    assert bool(there.changes) == (one.policy != other.policy)
    assert not turned_wrong(there, back, whom=False)
    assert {returned(gain) for gain in gains(there)} == gains(back)
