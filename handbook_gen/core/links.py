"""Policy + day → Handbook: every id followed both ways, roles expanded; judges no content."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Final

from handbook_gen.core import problems as p
from handbook_gen.core import text
from handbook_gen.core.model import Item, Policy, shape
from handbook_gen.core.model.book import MENTIONABLE, TERM, Handbook, Key
from handbook_gen.core.model.channels import Platform
from handbook_gen.core.model.refs import ANY
from handbook_gen.core.model.roles import Audience, Role
from handbook_gen.core.model.rules import Rule, Topic
from handbook_gen.core.model.types import LineValue, TextValue
from handbook_gen.core.model.validity import Days, Validity
from handbook_gen.core.problems import Finding, Spot

# Whom `all` does not mean: who is no person inside.
_NOT_ALL: Final = ("employer", "public", "body")
# "Did you mean" compares with every id there is; a policy with more loose ends than this has another problem.
_MOST_GUESSES: Final = 50
_MOST_CIRCLES: Final = 20
_LONGEST_CIRCLE: Final = 8


def link(policy: Policy, day: date, days: Days | None = None) -> tuple[Handbook, tuple[Finding, ...]]:
    """Follow every id in a policy; what leads nowhere is a finding, and the rest is linked all the same.

    `days` is what releases tell of days, where there are any.
    """
    findings: list[Finding] = []
    items = _index(policy)
    topic_of = {rule.id: file.topic.id for file in policy.topics for rule in file.rules}
    topics = {file.topic.id: file.topic for file in policy.topics}
    rules = {
        rule.id: _inherited(rule, file.topic, policy)
        for file in policy.topics
        for rule in file.rules
        if items.get(("rule", rule.id)) is rule
    }
    roles = _roles(policy, findings)
    book = Handbook(
        policy=policy,
        day=day,
        items=items,
        rules=rules,
        topics=topics,
        topic_of=topic_of,
        readers={rule.id: _readers(rule.audience, items, roles) for rule in rules.values()},
        cited_by={},
        sayings=(),
        validity=Validity(rules, days or Days()),
        released=days is not None,
    )
    walked = tuple((item, each) for item in entries(policy) for each in shape.walk(item))
    sayings = tuple((item, each) for item, each in walked if isinstance(each, shape.Saying))
    return replace(book, cited_by=_cited(book, walked, findings), sayings=sayings), tuple(findings)


def entries(policy: Policy) -> Iterator[Item]:
    """Give every item with a noun in the order of the documents; some documents are items themselves."""
    for document in policy.documents:
        if document.noun:
            yield document
        yield from shape.below(document)


def reaching(book: Handbook) -> Callable[[Iterable[str]], frozenset[str]]:
    """Give what expands audiences and roles to every role they reach, as for the `readers` of a rule."""
    roles = _Roles(_including(book.policy), {})
    return lambda audience: _readers(audience, book.items, roles)


def spot(item: Item, *path: str | int) -> Spot:
    """Name a field of an item."""
    return Spot(item.noun, getattr(item, "id", ""), path)


def _index(policy: Policy) -> Mapping[Key, Item]:
    """Index every item by noun and id."""
    found: dict[Key, Item] = {(item.noun, getattr(item, "id", "")): item for item in entries(policy)}
    for channel in policy.channels.channels:
        name = LineValue(nl=channel.platform_name, en=channel.platform_name)
        found.setdefault(("platform", channel.platform), Platform(id=channel.platform, name=name))
    return found


def _inherited(rule: Rule, topic: Topic, policy: Policy) -> Rule:
    """Fill in what a rule takes from its topic, and the topic from the handbook."""
    ask = rule.ask or topic.ask or policy.settings.ask
    owner = rule.owner or topic.owner
    if ask == rule.ask and owner == rule.owner:
        return rule
    return rule.model_copy(update={"ask": ask, "owner": owner})


@dataclass(frozen=True, slots=True)
class _Roles:
    """Whom a rule for a role reaches: itself and all that include it, directly or not."""

    including: Mapping[str, tuple[str, ...]]
    """Role id → the roles that include it directly."""
    reached: dict[str, frozenset[str]]

    def reach(self, role: str) -> frozenset[str]:
        """Follow inclusion upwards, once for each role that a rule names."""
        if role not in self.reached:
            seen = {role} & self.including.keys()
            waiting = list(seen)
            while waiting:
                new = set(self.including[waiting.pop()]) - seen
                seen |= new
                waiting += new
            self.reached[role] = frozenset(seen)
        return self.reached[role]


def _roles(policy: Policy, findings: list[Finding]) -> _Roles:
    findings += _circles({role.id: role for role in policy.roles.roles})
    return _Roles(_including(policy), {})


def _including(policy: Policy) -> Mapping[str, tuple[str, ...]]:
    roles = {role.id: role for role in policy.roles.roles}
    including: dict[str, list[str]] = {identity: [] for identity in roles}
    for role in roles.values():
        for other in role.includes:
            if other in including:
                including[other].append(role.id)
    return {identity: tuple(others) for identity, others in including.items()}


def _circles(roles: Mapping[str, Role]) -> Iterator[Finding]:
    """Name each circle of roles that include each other, at one of them."""
    graph = {role.id: [other for other in role.includes if other in roles] for role in roles.values()}
    for _ in range(_MOST_CIRCLES):
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1][::-1]
            start = circle.index(min(circle))
            turned = (*circle[start:-1], *circle[:start], circle[start])[: len(circle)]
            shown = " → ".join(turned[:_LONGEST_CIRCLE] + ("…",) * (len(turned) > _LONGEST_CIRCLE))
            yield Finding(p.INCLUDE_CYCLE, spot(roles[turned[0]], "includes"), {"circle": shown})
            graph = {role: others for role, others in graph.items() if role not in circle}
            continue
        return


def _readers(audience: Iterable[str], items: Mapping[Key, Item], roles: _Roles) -> frozenset[str]:
    found: set[str] = set()
    for identity in audience:
        group = items.get(("audience", identity))
        if identity == "all":
            found |= {i for i in roles.including if getattr(items["role", i], "kind", "") not in _NOT_ALL}
        for role in group.roles if isinstance(group, Audience) else (identity,):
            found |= roles.reach(role)
    return frozenset(found)


def _cited(
    book: Handbook, walked: Iterable[tuple[Item, shape.Citation | shape.Saying]], findings: list[Finding]
) -> Mapping[Key, tuple[Spot, ...]]:
    """Follow every citation and mention, and note at its end where it came from."""
    found: defaultdict[Key, list[Spot]] = defaultdict(list)
    for item, each in walked:
        if isinstance(each, shape.Citation):
            ends = _followed(book, item, each, findings)
        elif isinstance(each.text, TextValue):
            ends = _mentioned(book, item, each, findings)
        else:
            continue
        for key in ends:
            found[key].append(spot(item, *each.path))
    return {key: tuple(where) for key, where in found.items()}


def _followed(book: Handbook, item: Item, cited: shape.Citation, findings: list[Finding]) -> Iterator[Key]:
    if not cited.target or cited.target in cited.ref.words:
        return
    for noun in cited.ref.kinds:
        if (noun, cited.target) in book.items:
            yield noun, cited.target
            return
    nouns = " ".join(cited.ref.kinds)
    guessing = len(findings) < _MOST_GUESSES
    other = book.nouns.get(cited.target)
    if other:
        facts = {"id": cited.target, "wanted": nouns, "found": other}
        findings.append(Finding(p.WRONG_KIND_OF_REFERENCE, spot(item, *cited.path), facts))
    else:
        near: Mapping[str, str] = {}
        if guessing:
            known = [identity for noun, identity in book.items if noun in cited.ref.kinds]
            near = p.nearest(cited.target, [*known, *cited.ref.words])
        facts = {"id": cited.target, "wanted": nouns, **near}
        variant = "-".join(["anything"] * (cited.ref.kinds == ANY) + ["near"] * bool(near))
        findings.append(Finding(p.DANGLING_REFERENCE, spot(item, *cited.path), facts, variant))


def _mentioned(book: Handbook, item: Item, said: shape.Saying, findings: list[Finding]) -> Iterator[Key]:
    for language, words in said.text.texts():
        for target in text.mentioned(words):
            if end := book.mentioned(target):
                yield end[0], target.removeprefix(TERM)
            else:
                guess = len(findings) < _MOST_GUESSES
                findings.append(unknown_mention(book, target, spot(item, *said.path, language), guess=guess))


def unknown_mention(book: Handbook, target: str, where: Spot, *, guess: bool = True) -> Finding:
    """Make the finding for a mention that leads nowhere."""
    prefix = TERM if target.startswith(TERM) else ""
    nouns = ("term",) if prefix else MENTIONABLE
    known = [prefix + identity for noun, identity in book.items if noun in nouns] if guess else []
    near = p.nearest(target, known)
    facts = {"id": target, "wanted": " ".join(nouns), **near}
    return Finding(p.UNKNOWN_MENTION, where, facts, "near" if near else "")
