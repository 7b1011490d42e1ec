"""What a change of a policy is: a kind, a level, for whom, what stood there and does now; judges nothing."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, get_args

from pydantic import BaseModel

from handbook_gen.core.model.handbook import Effect
from handbook_gen.core.problems import Spot

if TYPE_CHECKING:
    from handbook_gen.core.model.book import Handbook

LEVELS: Final[tuple[Effect, ...]] = get_args(Effect)
"""The heaviest first."""
EMPLOYER: Final = "@employer"
PUBLIC: Final = "@public"
TEAM: Final = "@team"
PARTIES: Final = (EMPLOYER, PUBLIC, TEAM)
"""Whom a rule can bind beside roles; no id of a role begins with @."""
_SHORT: Final = 12


def heaviest(levels: Iterable[Effect]) -> Effect:
    """Give the heaviest of some levels; of none, that nothing changed for anybody."""
    return min(levels, key=LEVELS.index, default=LEVELS[-1])


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """One thing that can change: a permanent name, and the kind that undoes it or why nothing does."""

    name: str
    opposite: str = ""
    alone: str = ""
    follows: bool = False
    """Whether it only says what must happen because of other changes, and is told as what follows."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: a fact and its judgement, without a word for people."""

    kind: ChangeKind
    level: Effect
    spot: Spot
    """Where it stands in the new policy; in the old one, where the item has gone."""
    before: Any = None
    """The value of the field, or what of it the change is about; None where there was nothing."""
    after: Any = None
    stricter_for: frozenset[str] = frozenset()
    """Role ids, or some of PARTIES."""
    looser_for: frozenset[str] = frozenset()
    benefits: frozenset[str] = frozenset()
    """Whom a duty of the employer is there for: what is stricter for the employer is to their good."""
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What fills in the sentence of its kind, beside `before` and `after`."""
    cause: Spot | None = None
    """Where it came from if not from here: a role that now includes another, a topic, an audience."""
    was: Spot | None = None
    """Where it stood before, if not at the same spot: the rule that was replaced."""

    @property
    def fingerprint(self) -> str:
        """Name this change for whoever accepts it: the same after a rebase, another once a text changes."""
        where = [step for step in self.spot.path if isinstance(step, str)]
        parts = [self.kind.name, self.spot.noun, self.spot.id, *where, _hash(self.before), _hash(self.after)]
        return _hash(parts)


@dataclass(frozen=True, slots=True)
class RoleChange:
    """What a change means for one role, by the ids of rules; what only changed its id is in none of them."""

    role: str
    duties_gained: tuple[str, ...] = ()
    duties_lost: tuple[str, ...] = ()
    permissions_gained: tuple[str, ...] = ()
    permissions_lost: tuple[str, ...] = ()
    promises_gained: tuple[str, ...] = ()
    """Duties of the employer towards this role."""
    promises_lost: tuple[str, ...] = ()
    stricter: tuple[str, ...] = ()
    """Rules that it had and has, and that became stricter for it."""
    looser: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Following:
    """What must happen because of a comparison."""

    what: str
    """`approval`, `acknowledgement` or `notice`."""
    who: str
    """A role for an approval, an audience for an acknowledgement; nothing for a notice."""
    because: tuple[str, ...] = ()
    """The levels and subjects that ask for it."""
    day: date | None = None
    """For a notice: the first day on which a stricter rule may come into force."""
    spot: Spot | None = None
    """Where in the settings it is asked for."""
    decision: str = ""
    """What is asked of whoever must agree: consent, advice."""
    former: bool = False
    """Whether only the policy before asks for it: whoever proposes to ask no longer must still ask."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What a guide answers: its verdict, and the ids of the rules that it rests on."""

    verdict: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """A situation that gets another answer: a guide with the answers given, and what it said and says."""

    guide: str
    answers: tuple[str, ...]
    before: Answered
    after: Answered


@dataclass(frozen=True, slots=True)
class Situations:
    """The situations that the guides after tell apart, and which of them get another answer than before."""

    total: int = 0
    changed: tuple[AnswerChange, ...] = ()
    new: int = 0
    """How many no guide before told apart."""
    gone: int = 0
    """How many no guide after tells apart."""

    @property
    def differ(self) -> bool:
        """Tell whether there is anything to say of them."""
        return bool(self.changed or self.new or self.gone)


@dataclass(frozen=True)
class Comparison:
    """Two handbooks compared in meaning."""

    before: "Handbook"
    after: "Handbook"
    changes: tuple[Change, ...]
    """The heaviest first; within a level in the order of the documents."""
    roles: tuple[RoleChange, ...] = ()
    following: tuple[Following, ...] = ()
    answering: Callable[[], Situations] = field(default=Situations, compare=False, repr=False)
    """Finds the situations that get another answer; not every reader of a comparison asks."""

    @cached_property
    def situations(self) -> Situations:
        """The situations that the guides tell apart, and those that get another answer."""
        return self.answering()

    @property
    def listed(self) -> tuple[Change, ...]:
        """The changes to be told and counted one by one: what follows from them is told by itself."""
        return tuple(change for change in self.changes if not change.kind.follows)

    @property
    def level(self) -> Effect | None:
        """The level of the whole; None where nothing changed."""
        return heaviest(change.level for change in self.changes) if self.changes else None


def _hash(value: Any) -> str:
    said = json.dumps(value, default=_plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()[:_SHORT]


def _plain(value: Any) -> Any:
    """Give a value of the policy language in a form that is the same in every process."""
    if isinstance(value, BaseModel):
        return {name: each for name, each in value.__dict__.items() if each not in (None, ())}
    if isinstance(value, frozenset | set):
        return sorted(value)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)
