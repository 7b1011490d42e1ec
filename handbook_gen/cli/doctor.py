"""The verb that looks at what is around a policy: doctor; it says how to repair it and repairs nothing."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import click

from handbook_gen import sources
from handbook_gen.cli import options
from handbook_gen.core.model.types import Language
from handbook_gen.core.sentences import visible
from handbook_gen.core.words import Words
from handbook_gen.doctor import Found, State, diagnose
from handbook_gen.publish.job import terminal_language

_VERSION: Final = 1
"""Grows when a program that reads the older form would misunderstand the newer."""


@click.command()
@options.project
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@options.language
def doctor(root: Path, form: str, language: Language | None) -> None:
    """Tell what is not enforced or not installed, each with what repairs it.

    Exits with 0 if nothing is missing, 1 if something is, and 3 where nothing can be read.
    """
    words = sources.words(language or terminal_language())
    with options.finding(words):
        found = diagnose(root)
    click.echo(_FORMATS[form](found, words))
    sys.exit(options.PROBLEMS if any(each.state.needs_work for each in found) else 0)


def _text(found: tuple[Found, ...], words: Words) -> str:
    """Say what needs work first, then what cannot be seen, then what is in order; and how much of each."""
    parts = ["\n".join(_told(each, words)) for state in _ORDER for each in found if each.state is state]
    fine = [f"{words('doctor.state.ok')}: {_what(each, words)}" for each in found if each.state is State.OK]
    return "\n\n".join(filter(None, (*parts, "\n".join(fine), _summary(found, words))))


_ORDER: Final = (State.MISSING, State.OUTDATED, State.UNKNOWN)


def _told(found: Found, words: Words) -> Iterator[str]:
    yield f"{words(f'doctor.state.{found.state}')}: {_what(found, words)}"
    yield f"  {_say(found, 'repair', words)}"
    yield from (f"    $ {command}" for command in found.commands)


def _summary(found: tuple[Found, ...], words: Words) -> str:
    states = [each.state for each in found]
    counted = ((state, states.count(state)) for state in (*_ORDER, State.OK))
    return words("report.comma").join(words(f"doctor.count.{state}", n=n) for state, n in counted if n)


def _what(found: Found, words: Words) -> str:
    return _say(found, "what", words)


def _say(found: Found, part: str, words: Words) -> str:
    """Say one sentence of what was found; facts come from the project, and none may act on a terminal."""
    way = ".".join(filter(None, (found.name, found.state, found.variant, part)))
    return visible(words(f"doctor.{way}", **found.facts)).rstrip()


def _json(found: tuple[Found, ...], words: Words) -> str:
    states = [each.state for each in found]
    document = {
        "version": _VERSION,
        "language": words.language,
        "summary": {state.value: states.count(state) for state in State},
        "found": [_data(each, words) for each in found],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _data(found: Found, words: Words) -> Mapping[str, Any]:
    repair = None if found.state is State.OK else _say(found, "repair", words)
    return {
        "name": found.name,
        "state": found.state.value,
        "variant": found.variant or None,
        "facts": dict(found.facts),
        "what": _what(found, words),
        "repair": repair,
        "commands": [] if found.state is State.OK else [*found.commands],
    }


_FORMATS: Final[Mapping[str, Callable[[tuple[Found, ...], Words], str]]] = {"text": _text, "json": _json}
