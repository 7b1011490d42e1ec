"""What the items and people of two handbooks are called in one language, now or else before; no sentences."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from handbook_gen.core import text
from handbook_gen.core.links import reaching
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import PARTIES, Comparison
from handbook_gen.core.model.law import Law
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.tone import Word
from handbook_gen.core.model.types import Item
from handbook_gen.core.naming import article, named
from handbook_gen.core.problems import Spot
from handbook_gen.core.words import Words

Occasion = Literal["proposal", "draft", "release"]
"""Why two handbooks are compared: what has no date takes effect once a proposal is merged, or is released."""
_MOST: Final = 5
"""How many roles are named before the rest is counted."""
_ALL: Final = "all"
_SINGLE: Final = ("settings", "webcare", "strategy", "people")
"""Documents that are items themselves: what they are is what they are called."""


@dataclass(frozen=True)
class Names:
    """Two handbooks and a language."""

    comparison: Comparison
    words: Words
    occasion: Occasion = "proposal"

    @property
    def books(self) -> tuple[Handbook, Handbook]:
        """The handbook after, and the one before."""
        return self.comparison.after, self.comparison.before

    def item(self, spot: Spot) -> Item | None:
        """Give the item at a spot, after or else before; a rule with what it inherits."""
        if spot.noun == Rule.noun:
            return next((rule for book in self.books if (rule := book.rules.get(spot.id))), None)
        return next((item for book in self.books if (item := book.get(spot.noun, spot.id))), None)

    def called(self, spot: Spot) -> str:
        """Give the name of an item with what it is: rules by id and title, others as in ‘rol Stagiair’."""
        item = self.item(spot)
        if spot.noun == Rule.noun:
            return f"{spot.id} {named(item, self.words)}" if item else spot.id
        noun = self.words.known(f"telling.noun.{spot.noun}")
        if spot.noun in _SINGLE:
            return noun
        return self.words("telling.item", noun=noun, name=self._named(item) if item else spot.id)

    def brief(self, spot: Spot) -> str:
        """Give what an item is known by at the start of a line: a rule by its id, others by name."""
        if spot.noun == Rule.noun or not spot.noun:
            return spot.id
        item, noun = self.item(spot), self.words.known(f"telling.noun.{spot.noun}")
        name = self._named(item).strip("‘’") if item else spot.id
        said = (
            self.words("telling.brief", noun=noun, name=name) if name and spot.noun not in _SINGLE else noun
        )
        return said[:1].upper() + said[1:]

    def _named(self, item: Item) -> str:
        """Give the name of an item; of a word of the vocabulary how it is written, of a law which article."""
        if isinstance(item, Law):
            return ", ".join(filter(None, (named(item, self.words), article(item, self.words))))
        if isinstance(item, Word):
            terms = item.terms.said(self.words.language) or item.terms.nl or item.terms.en
            return f"‘{terms[0]}’" if terms else item.id
        return named(item, self.words)

    def ref(self, nouns: Iterable[str], identity: str) -> str:
        """Give the name of what an id stands for, of the first kind that has it."""
        for book in self.books:
            for noun in nouns:
                if item := book.get(noun, identity):
                    return self._named(item)
        return identity

    def spelled(self, said: str) -> str:
        """Give a text with the names of what it mentions, as a reader sees them; rules keep their ids."""
        parts, end = [], 0
        for mention in text.mentions(said):
            parts += [said[end : mention.start], self._mentioned(mention.target)]
            end = mention.end
        return "".join([*parts, said[end:]])

    def _mentioned(self, target: str) -> str:
        found = next((found for book in self.books if (found := book.mentioned(target))), None)
        if found is None:
            return f"[[{target}]]"
        return target if isinstance(found[1], Rule) else named(found[1], self.words)

    def role(self, identity: str) -> str:
        """Give the name of a role, or what we call a party that is no role."""
        if identity in PARTIES:
            return self.words(f"telling.party.{identity.removeprefix('@')}")
        return self.ref(("role", "audience"), identity.removeprefix("@"))

    def whom(self, roles: frozenset[str]) -> str:
        """Say who some roles are, as briefly as is honest: a group that is exactly these, or the roles."""
        parties = [self.role(each) for each in PARTIES if each in roles]
        staff = roles - {*PARTIES}
        return self.words.listed([*parties, *(self._staff(staff) if staff else ())])

    def _staff(self, roles: frozenset[str]) -> list[str]:
        for groups in self._groups:
            if group := groups.get(roles):
                return [group]
        names = [self.role(each) for each in self._chosen(roles)]
        if len(names) <= _MOST + 1:
            return names
        return [*names[:_MOST], self.words.count("telling.more_roles", len(names) - _MOST)]

    def _chosen(self, roles: frozenset[str]) -> Iterator[str]:
        """Leave out each role that a named one stands for: it includes that one, and all who do are meant."""
        known = {role.id: None for book in self.books for role in book.policy.roles.roles}
        ordered = [*(each for each in known if each in roles), *sorted(roles - {*known})]
        implied: set[str] = set()
        for each in ordered:
            reached = self._reached.get(each, frozenset())
            if reached <= roles and each not in implied:
                implied |= {other for other in reached if other != each}
        yield from (each for each in ordered if each not in implied)

    @cached_property
    def _reached(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for book in reversed(self.books):
            reach = reaching(book)
            found |= {role.id: reach((role.id,)) for role in book.policy.roles.roles}
        return found

    @cached_property
    def _groups(self) -> tuple[Mapping[frozenset[str], str], ...]:
        """For each handbook: the roles of everyone and of each audience inside → what they are called."""
        return tuple(self._named_groups(book) for book in self.books)

    def _named_groups(self, book: Handbook) -> Mapping[frozenset[str], str]:
        reach = reaching(book)
        found = {reach((_ALL,)): self.words("telling.everyone")}
        for audience in book.policy.roles.audiences:
            found.setdefault(reach((audience.id,)), named(audience, self.words))
        return found
