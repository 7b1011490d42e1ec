"""What reports say beside the changes: claims, acceptances, languages, how much is left out; no form."""

from collections.abc import Sequence
from dataclasses import replace

from handbook_gen.core.problems import Problem
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
    """Give what the checks find now and did not before, with the names of what is mentioned in it."""
    return tuple(
        replace(each, facts={name: names.spelled(fact) for name, fact in each.facts.items()})
        for each in told.findings
    )


def language(text: Marked, words: Words) -> str:
    """Say in which language a text is, with a space behind it; nothing where it is the reader's."""
    return f"{words(f'telling.in.{text.language}')} " if text.language != words.language else ""


def cut(lines: Sequence[str], most: int, words: Words) -> tuple[str, ...]:
    """Keep the first `most` lines, and say how many more there are."""
    left = len(lines) - most
    return (*lines[:most], *([words("telling.more", n=left)] if left > 0 else []))
