"""What reports say beside the changes: claims, acceptances, languages, how much is left out; no form."""

from dataclasses import replace

from handbook_gen.core.problems import Problem, Severity
from handbook_gen.core.report.changes.told import Accepted, Claim, Told
from handbook_gen.core.telling import Marked, Names
from handbook_gen.core.words import Words


def claim(each: Claim, words: Words) -> str:
    """Say that an author claims less than what is found."""
    claimed, found = (words(f"telling.level.{level}.claimed") for level in (each.claimed, each.found))
    return words("telling.claim", source=each.source, claimed=claimed, found=found)


def acceptance(each: Accepted, names: Names) -> str:
    """Say that a change is accepted, by whom and why."""
    words = names.words
    who = (
        words("telling.accepted.by", who=names.role(each.by)) if each.by else words("telling.accepted.label")
    )
    return f"{who} {names.spelled(each.reason.best(words.language))}" if each.reason else who


def findings(told: Told, names: Names) -> tuple[Problem, ...]:
    """Give what the checks find now and did not before, errors first, with the names of what it mentions."""
    weights = [*Severity]
    return tuple(
        replace(each, facts={name: names.spelled(fact) for name, fact in each.facts.items()})
        for each in sorted(told.findings, key=lambda each: weights.index(each.severity))
    )


def subject(problem: Problem, names: Names) -> str:
    """Say at which item something is found, and how much it weighs."""
    weight = names.words(f"report.severity.{problem.severity}")
    about = names.brief(problem.spot) if problem.spot else ""
    return f"{about} ({weight})" if about else f"{weight[:1].upper()}{weight[1:]}"


def language(text: Marked, words: Words) -> str:
    """Say in which language a text is, with a space behind it; nothing where it is the reader's."""
    return f"{words(f'telling.in.{text.language}')} " if text.language != words.language else ""
