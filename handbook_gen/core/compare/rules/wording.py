"""What a change of words does: verdicts on each language become changes; a field explains its words.

The words themselves are judged in `core/meaning`. A sign that both languages show is told once; one that is
clear in one language decides where the other only shows that something changed. Judges no field but texts.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from handbook_gen.core import meaning
from handbook_gen.core.compare.binding import informs
from handbook_gen.core.compare.facts import Fact, Sides
from handbook_gen.core.compare.judging import Judge, Judges, changed, for_whom
from handbook_gen.core.compare.rules.ruling import both, everyone, forces, good
from handbook_gen.core.compare.rules.scope import relaxes
from handbook_gen.core.meaning import Force, Sign, Verdict
from handbook_gen.core.model.changes import LEVELS, Change, heaviest
from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.model.types import LANGUAGES as SPOKEN
from handbook_gen.core.model.types import Language, LineValue, TextValue

Text = TextValue | LineValue
Forces = tuple[Force, Force]

_FIGURES: Final = re.compile(r"[0-9]+")
_OPEN: Final = "text-changed"
_SAME: Final = "text-reworded"
_FOLLOWS: Final = "title-follows"
"""Of a title in which nothing changes that the statement does not say: told once, and there."""
_DIFFERS: Final = "title-differs"
"""Of a title in which something changes that stands in the statement as it stood."""
_CONTENT: Final = frozenset({_OPEN, "part-added", "part-removed"})
"""Signs of other words of content, and of nothing that a title could change by itself."""
_CLEAR: Final[tuple[Effect, ...]] = ("stricter", "looser")
_MODAL: Final = frozenset({"negation-added", "negation-removed", "duty-word-tightened", "duty-word-relaxed"})
LANGUAGES: Final = ("translation-added", "translation-removed", "one-language-changed", "languages-differ")
"""Kinds that are about languages, and not about what a text says."""
_AMOUNTS: Final = frozenset(
    {
        "number-raised",
        "number-lowered",
        "duration-lengthened",
        "duration-shortened",
        "date-later",
        "date-earlier",
        "bound-changed",
    }
)
"""With _MODAL what two languages must agree on: how much, and whether one must, may or must not."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a change of words does: the name of its kind, its level, and the words concerned."""

    kind: str
    level: Effect
    facts: Mapping[str, str]


def said(before: Text, after: Text, force: Forces = ("", "")) -> tuple[Said, ...]:
    """Judge a text in each language, and tell once what several say."""
    old, new = dict(before.texts()), dict(after.texts())
    verdicts = {
        language: meaning.judged(old[language], new[language], language, force)
        for language in old
        if language in new and old[language] != new[language]
    }
    found = (
        *_signs(verdicts),
        *_apart({each: verdicts.get(each) for each in old if each in new}),
        *(
            Said("translation-removed", "administrative", {"language": each})
            for each in old
            if each not in new
        ),
        *(Said("translation-added", "administrative", {"language": each}) for each in new if each not in old),
    )
    if not found and verdicts:
        return (Said(_SAME, "editorial", {}),)
    return found


def _signs(verdicts: Mapping[Language, Verdict]) -> Iterator[Said]:
    """Give the signs of all languages; what one shows, the next need not show again."""
    told: list[tuple[Sign, Language]] = []
    for language, signs in _decided({each: _complete(verdict) for each, verdict in verdicts.items()}):
        waiting = [*told]
        for sign in signs:
            twin = next((pair for pair in waiting if _same(pair[0], sign)), None)
            if twin is None:
                told.append((sign, language))
            else:
                waiting.remove(twin)
                told[told.index(twin)] = (_clearer(twin[0], sign), twin[1])
    heavy = [(sign, language) for sign, language in told if sign.kind != _SAME]
    yield from (Said(sign.kind, sign.level, _facts(sign, language)) for sign, language in heavy)


def _decided(
    found: Mapping[Language, tuple[Sign, ...]],
) -> Iterator[tuple[Language, tuple[Sign, ...]]]:
    """Leave out that a language shows no more than a change, where another shows clearly which."""
    clear = {each for each, signs in found.items() if any(sign.level in _CLEAR for sign in signs)}
    plain = {each for each in clear if all(sign.kind != _OPEN for sign in found[each])}
    for language, signs in found.items():
        left = tuple(sign for sign in signs if language in clear or not plain or sign.kind != _OPEN)
        yield language, left


def _complete(verdict: Verdict) -> tuple[Sign, ...]:
    """Give the signs of a verdict; one that weighs more than its signs gets a sign for itself."""
    told = heaviest(sign.level for sign in verdict.signs)
    if verdict.signs and LEVELS.index(told) <= LEVELS.index(verdict.level):
        return verdict.signs
    if verdict.level == "editorial":
        return (Sign(_SAME, "editorial"),)
    return (*verdict.signs, Sign(_OPEN, verdict.level))


def _same(one: Sign, other: Sign) -> bool:
    """Tell whether two languages show the same thing: in kind, or as how firmly something is asked."""
    modal = one.kind in _MODAL and other.kind in _MODAL and one.level == other.level
    return (one.kind == other.kind or modal) and not {one.level, other.level} >= set(_CLEAR)


def _clearer(one: Sign, other: Sign) -> Sign:
    clear = next((sign.level for sign in (one, other) if sign.level in _CLEAR), None)
    return replace(one, level=clear or heaviest((one.level, other.level)))


def _facts(sign: Sign, language: Language) -> Mapping[str, str]:
    if not sign.before and not sign.after:
        return {}
    return {"was": sign.before, "now": sign.after, "language": language}


def _apart(verdicts: Mapping[Language, Verdict | None]) -> Iterator[Said]:
    """Tell languages that no longer say the same: one changed beyond a correction, or both in other ways."""
    still = [language for language, verdict in verdicts.items() if verdict is None]
    moved = [language for language, verdict in verdicts.items() if verdict and verdict.level != "editorial"]
    if still and moved:
        level = heaviest(verdict.level for verdict in verdicts.values() if verdict)
        weight: Effect = "administrative" if level == "administrative" else "undecided"
        yield Said("one-language-changed", weight, {"language": moved[0], "other": still[0]})
    elif not still and not all(_agree(*pair) for pair in pairwise(verdicts.values())):
        yield Said("languages-differ", "undecided", {})


def _agree(one: Verdict | None, other: Verdict | None) -> bool:
    """Tell whether two languages changed alike in numbers, negation and modality, as far as signs show it."""
    was, now = _weighty(one), _weighty(other)
    if [key for key, _ in was] != [key for key, _ in now]:
        return False
    figures = [(mine, theirs) for (_, mine), (_, theirs) in zip(was, now, strict=True) if mine and theirs]
    return all(mine == theirs for mine, theirs in figures)


def _weighty(verdict: Verdict | None) -> list[tuple[str, str]]:
    """Give what two languages must agree on, with the figures in it where they are written as figures."""
    return sorted(
        ("asks " + sign.level, "") if sign.kind in _MODAL else (sign.kind, _figures(sign))
        for sign in (verdict.signs if verdict else ())
        if sign.kind in _MODAL | _AMOUNTS
    )


def _figures(sign: Sign) -> str:
    """Give the figures of a sign; nothing where one side spells them out."""
    both = [" ".join(_FIGURES.findall(words)) for words in (sign.before, sign.after)]
    return " → ".join(both) if all(both) else ""


def worded(fact: Fact, whom: frozenset[str], force: Forces = ("", ""), **more: Any) -> Iterator[Change]:
    """Make the changes of a text that binds: what the words do, for those whom the text binds."""
    for each in said(fact.before, fact.after, force):
        yield changed(each.kind, each.level, fact, facts=each.facts, **for_whom(each.level, whom), **more)


def told_as(kind: str, fact: Fact, **more: Any) -> Iterator[Change]:
    """Make the change of a text that binds nobody: editorial where it says the same, else administrative."""
    found = said(fact.before, fact.after)
    if heaviest(each.level for each in found) == "editorial":
        yield changed(_SAME, "editorial", fact, **more)
    else:
        yield changed(kind, "administrative", fact, **more)


def told(changing: str, added: str = "", removed: str = "") -> Judge:
    """Make a judge of a text that binds nobody: editorial where it says the same, else administrative."""
    new_or_gone = informs(changing, added, removed)

    def judge(fact: Fact, sides: Sides) -> Iterator[Change]:
        one = fact.before is None or fact.after is None
        yield from new_or_gone(fact, sides) if one else told_as(changing, fact)

    return judge


def statement(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge what a rule says; what its modality says as well is told there."""
    found = said(fact.before, fact.after, forces(fact))
    yield from _beside_fields(fact, sides, _explained(found, fact))


def title(fact: Fact, sides: Sides) -> Iterator[Change]:
    """Judge a title as a statement, but leave to the statement what it says as well, and other content.

    Where the statement stands, it is the statement that binds: what the title says otherwise is undecided.
    """
    before, after = both(fact)
    found = _explained(said(fact.before, fact.after, forces(fact)), fact)
    there = said(before.statement, after.statement, forces(fact))
    found = tuple(each for each in found if not any(_repeats(each, other) for other in there))
    if not found:
        found = (Said(_FOLLOWS, "editorial", {}),)
    rest = tuple(each for each in found if each.kind not in _CONTENT)
    if heaviest(each.level for each in there) == "editorial":
        rest = _differing(rest)
    content = tuple(replace(each, level="administrative") for each in found if each.kind in _CONTENT)
    yield from _beside_fields(fact, sides, (*rest, *content[:1]))


def _repeats(one: Said, other: Said) -> bool:
    """Tell whether a title says what a statement says: of amounts the same ones."""
    if (one.kind, one.level) != (other.kind, other.level):
        return False
    return one.kind not in _AMOUNTS or all(_means(one, other, end) for end in ("was", "now"))


def _means(one: Said, other: Said, end: str) -> bool:
    """Tell whether two amounts are the same, in figures or in what they mean; in two languages in figures."""
    mine, theirs = (each.facts.get(end, "") for each in (one, other))
    figures = [_FIGURES.findall(words) for words in (mine, theirs)]
    if mine == theirs or (all(figures) and figures[0] == figures[1]):
        return True
    language = one.facts.get("language")
    if language != other.facts.get("language"):
        return not all(figures)
    return any(
        each == language and meaning.judged(mine, theirs, each).level == "editorial" for each in SPOKEN
    )


def _differing(found: tuple[Said, ...]) -> tuple[Said, ...]:
    """Leave it open what a title does that says something else than the rule, and say that it does."""
    told = tuple(replace(each, level="undecided") if each.level in _CLEAR else each for each in found)
    if any(each.level == "undecided" and each.kind not in LANGUAGES for each in told):
        return (*told, Said(_DIFFERS, "undecided", {}))
    return told


def _explained(found: tuple[Said, ...], fact: Fact) -> tuple[Said, ...]:
    """Leave out what the modality of the rule says as well: `must` to `may`, and “moet” to “mag”.

    It says so once; what is asked otherwise in a second place is told.
    """
    before, after = both(fact)
    level: Effect = "looser" if relaxes(before, after) else "stricter"
    says = (each for each in found if each.kind in _MODAL and _echoes(each, level))
    twice = next(says, None) if before.modality != after.modality else None
    return tuple(each for each in found if each is not twice) or (Said(_SAME, "editorial", {}),)


def _echoes(each: Said, level: Effect) -> bool:
    """Tell whether a word says no more than a field does; an unclear negation may be of something else."""
    return each.level == level or (each.level == "undecided" and each.kind.startswith("duty-word"))


def _beside_fields(fact: Fact, sides: Sides, found: tuple[Said, ...]) -> Iterator[Change]:
    gain = good(sides, fact)
    for each in found:
        whom = for_whom(each.level, everyone(sides, fact))
        yield changed(each.kind, each.level, fact, facts=each.facts, benefits=gain, **whom)


JUDGES: Final[Judges] = {"rule.statement": statement, "rule.title": title}
