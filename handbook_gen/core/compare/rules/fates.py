"""What became of each rule: it went on, was replaced, split, merged, came or went; judges and tells nothing.

A rule binds when it is in force or announced. A rule that goes on, or that another takes over, is compared
with what it was, field by field; so is one that comes back because the rule that had replaced it went.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from handbook_gen.core.compare.facts import Pair, Sides
from handbook_gen.core.compare.rules.identity import another_rule
from handbook_gen.core.compare.rules.sentences import sentences
from handbook_gen.core.model.book import Handbook, State
from handbook_gen.core.model.rules import Rule

How = Literal[
    "same", "replaced", "undone", "renumbered", "split", "merged", "recast", "reused", "new", "gone"
]
PAIRED: Final = ("same", "replaced", "undone", "renumbered")
"""Where one rule led to one rule."""
PUBLISHED: Final = (State.IN_FORCE, State.ANNOUNCED)
Standing = Literal["binding", "gone", "draft"]


@dataclass(frozen=True, slots=True)
class Fate:
    """Some rules before, and what stands in their place."""

    how: How
    before: tuple[Rule, ...] = ()
    after: tuple[Rule, ...] = ()

    @property
    def pair(self) -> Pair:
        """The rule before and the rule after, where one led to one."""
        return Pair(Rule.noun, self.before[0] if self.before else None, self.after[0] if self.after else None)


@dataclass(frozen=True, slots=True)
class _Edge:
    """One rule led to another; `how` it did."""

    old: str
    new: str
    how: How


def standings(book: Handbook) -> Mapping[str, Standing]:
    """Tell for each rule whether it binds, has gone, or is only a draft."""
    found: dict[str, Standing] = dict.fromkeys(book.rules, "draft")
    found |= {rule.id: "gone" for rule in book.gone}
    return found | {rule.id: "binding" for rule in book.published}


def fates(sides: Sides) -> tuple[Fate, ...]:
    """Give what became of each rule that binds before or after, in the order of the new policy.

    A rule that did not change in any way has no fate. One that is still in force until an announced successor
    begins goes on, and is replaced as well.
    """
    old = {rule.id: rule for rule in sides.before.published}
    new = {rule.id: rule for rule in sides.after.published}
    edges = _agreed(_taking([*_replacing(sides), *_undone(sides)]))
    edges += [*_renumbered(old, new, edges)]
    kept = {each.old for each in edges if each.how == "same"}
    found = [*_components(old, new, edges)]
    for identity, rule in new.items():
        if identity in old and identity not in kept:
            found += _kept(sides, old[identity], rule)
    found += [_come(sides, new[each]) for each in new.keys() - old.keys() - {edge.new for edge in edges}]
    found += [Fate("gone", (old[each],)) for each in old.keys() - new.keys() - {edge.old for edge in edges}]
    order = {identity: number for number, identity in enumerate(dict.fromkeys((*new, *old)))}
    return tuple(sorted(found, key=lambda fate: order[(fate.after or fate.before)[0].id]))


def _replacing(sides: Sides) -> Iterator[_Edge]:
    """Give which rules took over from which, where that is new; with it a rule that did goes on itself."""
    old = {rule.id: rule for rule in sides.before.published}
    for rule in sides.after.published:
        if not rule.replaces:
            continue
        was = old.get(rule.id)
        known = was.replaces if was else ()
        taken = [
            each
            for each in _named(sides, rule)
            if each in old and each not in (*known, rule.id) and not beside(sides, each, rule.id)
        ]
        yield from (_Edge(each, rule.id, "replaced") for each in taken)
        if taken and was:
            yield _Edge(rule.id, rule.id, "same")


def beside(sides: Sides, old: str, new: str) -> bool:
    """Tell whether a rule gave way to one that was there already and took no sentence of it.

    Read backwards, it holds again beside one that stays and gave it no sentence. Each goes its own way then.
    """
    was, now = sides.before.rules.get(new), sides.after.rules.get(new)
    if was is None or now is None or sides.before.state(was) not in PUBLISHED:
        return False
    taken = _sentences(now) - _sentences(was)
    return not taken & _sentences(sides.before.rules[old])


def _sentences(rule: Rule) -> frozenset[str]:
    """Give the sentences of a statement in all its languages."""
    return frozenset(each for _, text in rule.statement.texts() for each in sentences(text))


def _taking(edges: list[_Edge]) -> Iterator[_Edge]:
    """Leave out that a rule is back in the place of one that a third replaced: that holds again beside it.

    And the same read backwards.
    """
    stay = {edge.old for edge in edges if edge.how == "same"}
    heirs: defaultdict[str, set[str]] = defaultdict(set)
    givers: defaultdict[str, set[str]] = defaultdict(set)
    for edge in edges:
        if edge.how == "replaced":
            heirs[edge.old].add(edge.new)
        elif edge.how == "undone":
            givers[edge.new].add(edge.old)
    for edge in edges:
        again = edge.how == "undone" and edge.old not in stay and heirs[edge.old] - {edge.new}
        went = edge.how == "replaced" and edge.new not in stay and givers[edge.new] - {edge.old}
        if not again and not went:
            yield edge


def _undone(sides: Sides) -> Iterator[_Edge]:
    """Give the same read backwards: a rule that had been replaced is there again, and not its successor."""
    for edge in _replacing(Sides(sides.after, sides.before)):
        yield _Edge(edge.new, edge.old, "same" if edge.how == "same" else "undone")


def _agreed(edges: Iterable[_Edge]) -> list[_Edge]:
    """Keep one edge between two rules; where each replaced the other, one only has the other's place."""
    found: dict[tuple[str, str], How] = {}
    for edge in edges:
        known = found.get((edge.old, edge.new), edge.how)
        found[edge.old, edge.new] = edge.how if known == edge.how else "renumbered"
    return [_Edge(*ends, how) for ends, how in found.items()]


def _named(sides: Sides, rule: Rule) -> Iterator[str]:
    """Give what a rule replaces, and behind it what was replaced by a rule that came and went meanwhile.

    Behind it only what went with it: what that rule left in force, nobody replaced.
    """
    seen, waiting = set(rule.replaces), [*rule.replaces]
    while waiting:
        identity = waiting.pop(0)
        left = sides.after.rules.get(identity)
        if identity in rule.replaces or not left or sides.after.state(left) not in PUBLISHED:
            yield identity
        between = None if identity in sides.before.rules else sides.after.rules.get(identity)
        further = [each for each in (between.replaces if between else ()) if each not in seen]
        seen.update(further)
        waiting += further


def _renumbered(old: Mapping[str, Rule], new: Mapping[str, Rule], edges: Iterable[_Edge]) -> Iterator[_Edge]:
    """Pair what has gone with what came, where title and statement are the same to the letter."""
    linked = {each for edge in edges for each in (edge.old, edge.new)}
    came: dict[object, list[str]] = {}
    for identity in new.keys() - old.keys() - linked:
        came.setdefault(_said(new[identity]), []).append(identity)
    for names in came.values():
        names.sort(reverse=True)
    for identity in sorted(old.keys() - new.keys() - linked):
        if same := came.get(_said(old[identity])):
            yield _Edge(identity, same.pop(), "renumbered")


def _said(rule: Rule) -> object:
    return rule.title, rule.statement


def _components(old: Mapping[str, Rule], new: Mapping[str, Rule], edges: list[_Edge]) -> Iterator[Fate]:
    """Put together what hangs together: what led to one rule, and what one rule led to."""
    left = dict.fromkeys(edges)
    while left:
        part = [next(iter(left))]
        for edge in part:
            left.pop(edge, None)
            part += [
                each for each in left if each not in part and (each.old == edge.old or each.new == edge.new)
            ]
        olds = [old[each] for each in dict.fromkeys(edge.old for edge in part)]
        news = [new[each] for each in dict.fromkeys(edge.new for edge in part)]
        yield Fate(_shape(part, len(olds), len(news)), tuple(olds), tuple(news))


def _shape(part: list[_Edge], olds: int, news: int) -> How:
    if olds > 1:
        return "recast" if news > 1 else "merged"
    return "split" if news > 1 else part[0].how


def _come(sides: Sides, rule: Rule) -> Fate:
    """Give the fate of a rule that did not bind before: where its id stood for another one, that is told."""
    was = sides.before.rules.get(rule.id)
    if was is None or was.status == "draft":
        return Fate("new", (), (rule,))
    moved = sides.before.topic_of[was.id] != sides.after.topic_of[rule.id]
    how: How = "reused" if another_rule(was, rule, back=True, moved=moved) else "new"
    return Fate(how, (), (rule,))


def _kept(sides: Sides, was: Rule, rule: Rule) -> Iterator[Fate]:
    """Give the fate of a rule that bound and binds, if anything at all differs."""
    moved = sides.before.topic_of[was.id] != sides.after.topic_of[rule.id]
    written = [book.items[Rule.noun, rule.id] for book in (sides.before, sides.after)]
    if was == rule and written[0] == written[1] and not moved and not _holds_otherwise(sides, rule.id):
        return
    reused = another_rule(was, rule, back=False, moved=moved)
    yield Fate("reused" if reused else "same", (was,), (rule,))


def _holds_otherwise(sides: Sides, identity: str) -> bool:
    """Tell whether a rule that says the same reaches others, or ends on another day."""
    one, other = sides.before, sides.after
    if one.readers[identity] != other.readers[identity]:
        return True
    if identity not in one.successors and identity not in other.successors:
        return False
    return one.until(one.rules[identity]) != other.until(other.rules[identity])
