"""What every format takes: what was found, what was accepted, and on which day; says nothing itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from handbook_gen.core.model.handbook import Waiver
from handbook_gen.core.problems import Problem


@dataclass(frozen=True, slots=True)
class Told:
    """The outcome of one check."""

    problems: tuple[Problem, ...]
    day: date
    waived: tuple[tuple[Problem, Waiver], ...] = ()
    whole: bool = True
    """Whether every check was asked: not of a policy that could not be read as a whole."""
    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The text of each file by the path that places name, to quote from."""
