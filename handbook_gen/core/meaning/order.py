"""Whether the same words in another order say the same: a verb, a list, a passive; else they may not."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from handbook_gen.core.meaning.token import Token

_AGENTS: Final = frozenset(("door", "by"))
_WEIGHTY: Final = frozenset(("only", "negation", "quantifier", "modal", "contrast", "rel"))


def reordered(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Tell whether two clauses say the same in another order of words."""
    if Counter(_names(before)) == Counter(_names(after)):
        return _verb_moved(before, after) or _list_turned(before, after) or _phrases_moved(before, after)
    return _passive(before, after) or _passive(after, before)


def _names(tokens: Sequence[Token]) -> list[str]:
    return [token.same for token in tokens]


def _verb_moved(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Tell whether nothing but verbs changed places, and those not with one another."""
    rest = [[t.same for t in side if t.cls != "verb"] for side in (before, after)]
    verbs = [[t.same for t in side if t.cls == "verb"] for side in (before, after)]
    return rest[0] == rest[1] and verbs[0] == verbs[1]


def _list_turned(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Tell whether the members of one list changed places: naam of adres, adres of naam."""
    one, other = _middle(before, after)
    if any(token.cls in _WEIGHTY or token.cls == "prep" or token.amount for token in one):
        return False
    lists = _members(one), _members(other)
    joints = [{t.cls for t in side if t.cls in ("and", "or")} for side in (one, other)]
    alike = len({len(member) for member in lists[0]}) == 1 or (_led(one) and _led(other))
    return joints[0] == joints[1] != set() and alike and Counter(lists[0]) == Counter(lists[1])


def _middle(before: Sequence[Token], after: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    start, end = 0, 0
    shortest = min(len(before), len(after))
    while start < shortest and before[start].same == after[start].same:
        start += 1
    while end < shortest - start and before[-1 - end].same == after[-1 - end].same:
        end += 1
    return before[start : len(before) - end], after[start : len(after) - end]


def _led(tokens: Sequence[Token]) -> bool:
    """Tell whether every member of a list has its own article: the board and the works council."""
    joints = ("and", "or")
    first = [
        n for n, t in enumerate(tokens) if t.cls not in joints and (not n or tokens[n - 1].cls in joints)
    ]
    return all(tokens[n].edge for n in first)


def _members(tokens: Sequence[Token]) -> list[tuple[str, ...]]:
    found: list[list[str]] = [[]]
    for token in tokens:
        if token.cls in ("and", "or"):
            found.append([])
        else:
            found[-1].append(token.same)
    return [tuple(each) for each in found if each]


def _phrases_moved(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Tell whether whole phrases with a preposition or an amount changed places, the rest in order."""
    sides = [_phrases(side) for side in (before, after)]
    if any(token.cls in _WEIGHTY - {"quantifier"} for token in before):
        return False
    return Counter(sides[0][0]) == Counter(sides[1][0]) and sides[0][1:] == sides[1][1:]


def _phrases(tokens: Sequence[Token]) -> tuple[list[tuple[str, ...]], list[str], list[str]]:
    """Give the phrases that may move, what stands outside of them in order, and the verbs in order."""
    moving: list[tuple[str, ...]] = []
    standing: list[str] = []
    verbs: list[str] = []
    current: list[str] | None = None
    for token in tokens:
        if token.cls == "verb":
            verbs.append(token.same)
            _close(moving, current)
            current = None
        elif token.comma and token.cls == "word":
            _close(moving, current)
            current = None
            standing.append(token.same)
        elif token.cls == "prep":
            _close(moving, current)
            current = [token.same]
        elif token.amount is not None and token.bound:
            _close(moving, current)
            current = None
            moving.append((token.same,))
        elif current is None:
            standing.append(token.same)
        else:
            current.append(token.same)
    _close(moving, current)
    return moving, standing, verbs


def _close(moving: list[tuple[str, ...]], current: list[str] | None) -> None:
    if current:
        moving.append(tuple(current))


def _passive(active: Sequence[Token], passive: Sequence[Token]) -> bool:
    """Tell whether one clause is the other in the passive: who acts comes first, or after `by`."""
    at = next((n for n, token in enumerate(passive) if token.cls == "prep" and token.key in _AGENTS), None)
    if at is None or Counter(_names(passive)) - Counter(_names(active)) != Counter([passive[at].same]):
        return False
    rest = passive[at + 1 :]
    many = 0
    while (
        many < min(len(rest), len(active))
        and rest[many].same == active[many].same
        and rest[many].cls != "verb"
    ):
        many += 1
    if not many or many >= len(active) or active[many].cls != "verb":
        return False
    verb = active[many].same
    turned = [*rest[:many], *passive[:at], *rest[many:]]
    left, right = ([t for t in side if t.same != verb] for side in (active, turned))
    return _names(left) == _names(right) or _phrases_moved(left, right)
