"""Problems and findings → sentences: what is wrong, how to repair it, and why it matters; finds nothing."""

from datetime import date
from string import Formatter
from typing import Final

from handbook_gen.core.problems import Finding, Kind, Problem
from handbook_gen.core.words import Words

# Facts that are words of ours, several of them with a space between → where their translations stand.
ROOMS: Final = {"wanted": "noun", "found": "noun", "markup": "markup", "missing": "missing"}
_ALL_OF_THEM: Final = {"missing"}
_DAYS: Final = {"day", "from", "until"}
_LONGEST_FACT: Final = 60
_HASHES: Final = {"expected", "hash"}
_LONGEST_HASH: Final = 71


def what(told: Problem | Finding, words: Words) -> str:
    """Say what is wrong."""
    return _said(told, "what", words)


def repair(told: Problem | Finding, words: Words) -> str:
    """Say how to repair it."""
    return _said(told, "help", words)


def why(kind: Kind, words: Words) -> str:
    """Say why it matters; nothing for what only keeps a file from being read."""
    key = f"problems.{kind.name}.why"
    return words(key) if key in words.keys else ""


def variants(kind: Kind, words: Words) -> tuple[tuple[str, str], ...]:
    """Give what each variant of a kind says is wrong and how to repair it, with … for its facts."""
    room = f"problems.{kind.name}."
    found = [key.removesuffix("what") for key in words.keys if key.startswith(room) and key.endswith(".what")]
    return tuple((_general(f"{key}what", words), _general(f"{key}help", words)) for key in found)


def visible(line: str) -> str:
    """Show what cannot be seen as a box of the same width, so that no terminal acts on it."""
    return "".join(c if c.isprintable() else "□" for c in line)


def _general(key: str, words: Words) -> str:
    facts = {name: "…" for _, name, _, _ in Formatter().parse(words.raw(key)) if name}
    return words(key, **facts)


def _said(told: Problem | Finding, part: str, words: Words) -> str:
    name = f"problems.{told.kind.name}"
    key = f"{name}.{told.variant}" if told.variant else name
    return words(f"{key}.{part}", **{fact: _fact(fact, value, words) for fact, value in told.facts.items()})


def _fact(fact: str, value: str, words: Words) -> str:
    """Say a fact: a word of ours in the reader's language, a day in full, what came from a file cut short."""
    if fact in ROOMS:
        every = [words(f"{ROOMS[fact]}.{word}") for word in value.split()]
        return words.listed(every) if fact in _ALL_OF_THEM else words("report.or").join(every)
    if fact in _DAYS:
        return words.date(date.fromisoformat(value))
    return value if fact == "known" else _short(value, _LONGEST_HASH if fact in _HASHES else _LONGEST_FACT)


def _short(fact: str, most: int) -> str:
    """Cut what came from a file to one short line."""
    fact = " ".join(fact.split())
    return visible(fact if len(fact) <= most else f"{fact[:most]}…")
