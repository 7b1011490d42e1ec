"""What is said of situations that get another answer: how many, which way, by which rules; sets no form."""

from collections.abc import Iterable
from dataclasses import dataclass

from handbook_gen.core.guide import answered
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import AnswerChange, Comparison
from handbook_gen.core.model.guides import Guide
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.problems import Spot
from handbook_gen.core.telling.names import Names


@dataclass(frozen=True, slots=True)
class Turn:
    """One answer that became another, by the same rules, and the situations in which it did."""

    said: str
    """Such as `yes → only if`, with the rules that make the difference."""
    situations: tuple[str, ...]
    """Each by its guide and the answers given."""


def compared(comparison: Comparison, names: Names) -> str:
    """Say how many situations get another answer; nothing where none does and none came or went."""
    found, words = comparison.situations, names.words
    if not found.differ:
        return ""
    said = [words.count("situations.changed", len(found.changed), total=found.total)] if found.changed else []
    said += [words.count("situations.new", found.new)] if found.new else []
    said += [words.count("situations.gone", found.gone)] if found.gone else []
    return " ".join(said)


def turns(comparison: Comparison, names: Names) -> tuple[Turn, ...]:
    """Give the answers that became another one, those in the most situations first."""
    found: dict[str, list[str]] = {}
    for each in comparison.situations.changed:
        found.setdefault(_said(each, names), []).append(_called(comparison.after, each, names))
    most_first = sorted(found.items(), key=lambda turn: -len(turn[1]))
    return tuple(Turn(said, tuple(some)) for said, some in most_first)


def _said(each: AnswerChange, names: Names) -> str:
    """Say what became of an answer, and the rules that make the difference."""
    words = names.words
    was, now = (words(f"situations.verdict.{told.verdict}") for told in (each.before, each.after))
    gone = [rule for rule in each.before.rules if rule not in each.after.rules]
    come = [rule for rule in each.after.rules if rule not in each.before.rules]
    if was != now:
        gone, come = ([], [*each.after.rules]) if each.after.rules else (gone, [])
    said = words("situations.turn", was=was, now=now) if was != now else now
    rules = [_rules(come, names)] if come and was != now else []
    rules += [words("situations.come", rules=_rules(come, names))] if come and was == now else []
    rules += [words("situations.gone_by", rules=_rules(gone, names))] if gone else []
    return words("situations.by", said=said, rules=words.listed(rules)) if rules else said


def _rules(ids: Iterable[str], names: Names) -> str:
    return names.words.listed([names.called(Spot(Rule.noun, each)) for each in ids])


def _called(book: Handbook, each: AnswerChange, names: Names) -> str:
    """Name a situation by its guide and the answers given."""
    guide = book.get(Guide.noun, each.guide)
    if not isinstance(guide, Guide):
        return each.guide
    given = answered(guide, each.answers)
    language = names.words.language
    said = names.words("situations.between").join(answer.answer.best(language) for answer in given)
    return names.words("situations.called", guide=guide.name.best(language), answers=said)
