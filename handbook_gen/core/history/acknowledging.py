"""What a role reads and signs: the rules that are different for it, and a hash over its rules; no words.

The hash is taken of what the rules of the role say in a release, and of nothing else: every rule that reaches
the role or that it carries out, in force or adopted on the day of the release, as it was frozen, but without
the fields that are upkeep, sorted by id, as canonical JSON. Anybody can compute it again, without us.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from handbook_gen.core import canonical
from handbook_gen.core.history.applying import UPKEEP
from handbook_gen.core.history.comparing import compared
from handbook_gen.core.history.freezing import POLICY, digest
from handbook_gen.core.history.news import RoleNews, beside, news, rules_of
from handbook_gen.core.links import link, reaching
from handbook_gen.core.loader import Sources
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.changes import Change, Comparison
from handbook_gen.core.model.handbook import Acknowledgement
from handbook_gen.core.model.history import History, Release
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.reader import read

_RULES: Final = f"{POLICY}rules/"


@dataclass(frozen=True)
class Reading:
    """What a role is asked to read and to confirm of a release."""

    role: str
    release: Release
    since: Release | None
    """What it has read before; nothing for who reads for the first time."""
    book: Handbook
    """The release, as it was on its day."""
    rules: tuple[Rule, ...]
    """Every rule of the role in that release."""
    hash: str
    """Of what these rules say."""
    asked: tuple[Acknowledgement, ...]
    """Who asks this role to confirm, and how; nobody, where nothing is different for it that asks for it."""
    listed: bool = True
    """Whether the handbook asks this role to confirm anything at all."""
    comparison: Comparison | None = None
    news: RoleNews | None = None
    """What is different for the role since what it has read."""
    beside: tuple[Change, ...] = ()
    """What else is different for it, that the same people confirm."""

    @property
    def again(self) -> tuple[str, ...]:
        """The ids of the rules to read again; all of them for who reads for the first time."""
        if self.news is None:
            return tuple(rule.id for rule in self.rules)
        return tuple(identity for identity in self.news.ids if identity not in self.news.worded)


def reading(history: History, files: Sources, role: str, since: str | None, version: str) -> Reading:
    """Tell what a role reads and signs of a release, where it has read an earlier one or none.

    `files` are those of the release. Raises KeyError for a version or a role that is not there.
    """
    known = history.upto(version)
    release = known.releases[-1]
    book = link(release.policy, release.published, known.days[-1])[0]
    if book.role(role) is None:
        raise KeyError(role)
    rules = tuple(sorted(rules_of(book, role), key=lambda rule: rule.id))
    every = _settings(book, role)
    there = Reading(role, release, None, book, rules, fingerprint(files, rules), every, bool(every))
    if since is None:
        return there
    earlier = history.upto(since).releases[-1]
    comparison = compared(history, earlier, book)
    found = news(comparison).get(role, RoleNews(role))
    asked = tuple(each for each in every if _asks(each, found, comparison, role))
    levels = {level for each in asked for level in each.after}
    return replace(
        there,
        since=earlier,
        asked=asked,
        comparison=comparison,
        news=found,
        beside=beside(comparison, role, levels),
    )


def fingerprint(files: Sources, rules: Iterable[Rule]) -> str:
    """Give the hash of what some rules say, from the frozen files of a release."""
    wanted = {rule.id for rule in rules}
    said: dict[str, Mapping[str, canonical.Value]] = {}
    for path, data in files.files.items():
        value = read(files.shown(path), data).value if path.startswith(_RULES) else None
        for rule in _listed(value):
            identity = rule.get("id")
            if isinstance(identity, str) and identity in wanted:
                said[identity] = {key: each for key, each in rule.items() if key not in UPKEEP}
    return digest(canonical.written([dict(said[identity]) for identity in sorted(said)]))


def rounds(history: History, asked: Mapping[str, Iterable[str]]) -> Iterable[tuple[Acknowledgement, Release]]:
    """Give each group that confirms every so often, with the newest release that asked it to.

    `asked` tells by version which groups a release asks to read again; the first release asks everybody.
    """
    if history.latest is None:
        return
    for each in history.latest.policy.settings.acknowledgement:
        if each.every:
            asking = [
                release for release in history.releases if each.audience in asked.get(release.version, ())
            ]
            yield each, (asking or [*history.releases[:1]])[-1]


def _listed(value: object) -> list[dict[str, canonical.Value]]:
    rules = value.get("rules") if isinstance(value, dict) else None
    return [rule for rule in rules if isinstance(rule, dict)] if isinstance(rules, list) else []


def _settings(book: Handbook, role: str) -> tuple[Acknowledgement, ...]:
    """Give who asks this role to confirm: those whose group it belongs to."""
    reach = reaching(book)
    return tuple(each for each in book.policy.settings.acknowledgement if role in reach((each.audience,)))


def _asks(each: Acknowledgement, found: RoleNews, comparison: Comparison, role: str) -> bool:
    """Tell whether what is different for a role is of a level after which it confirms again."""
    levels = {level for some in found.levels.values() for level in some}
    return bool(levels & set(each.after)) or bool(beside(comparison, role, each.after))
