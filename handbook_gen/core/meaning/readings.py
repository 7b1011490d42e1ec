"""Sentences of another build that say the same: nothing without leave, only with leave; judges none."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from handbook_gen.core.meaning.clauses import Clause, Sentence
from handbook_gen.core.meaning.token import Token

Reading = tuple[str, frozenset[tuple[str, int]], frozenset[tuple[str, frozenset[tuple[str, int]]]]]
"""A force, the words of the main clause, and those of the others by kind; in no order."""
_WITH: Final = frozenset(("met", "with"))
_FLIPPED: Final = {">": "<=", "<": ">="}
_TURNING: Final = ("on", "un")
_ALWAYS: Final = frozenset(("widening:widen", "word:nth 1", "word:erst", "word:first"))
"""What `always` and `first` add to a sentence that says in which order things are done."""


def same(before: Sentence, after: Sentence) -> bool:
    """Tell whether two sentences of another build say the same."""
    if before.mood.hedged != after.mood.hedged:
        return False
    plain = _reading(before), _reading(after)
    turned = set(_turned(before)), set(_turned(after))
    return plain[1] in turned[0] or plain[0] in turned[1] or bool(turned[0] & turned[1])


def _reading(sentence: Sentence) -> Reading:
    return _made(sentence.mood.force, sentence.main.tokens, sentence.others)


def _made(force: str, main: tuple[Token, ...] | list[Token], others: tuple[Clause, ...]) -> Reading:
    clauses = frozenset((each.kind, _bag(each.tokens)) for each in others)
    return force, _bag(main), clauses


def _bag(tokens: tuple[Token, ...] | list[Token]) -> frozenset[tuple[str, int]]:
    return frozenset(Counter(token.same for token in tokens if token.same not in _ALWAYS).items())


def _turned(sentence: Sentence) -> Iterator[Reading]:
    """Give what a sentence says in other builds."""
    force, main, others = sentence.mood.said, sentence.main.tokens, sentence.others
    if force in ("OBLIGE", "PERMIT"):
        yield from _only_with(main, others)
        yield from _only_who(force, main, others)
        yield from _only_if(force, main, others)
    if force == "PROHIBIT":
        yield from _bounded(main, others)
        yield from _order(main, others)
        yield from _litotes(main, others)


def _only_with(main: tuple[Token, ...], others: tuple[Clause, ...]) -> Iterator[Reading]:
    """Read `only with consent` as `not without consent`."""
    only = next((n for n, token in enumerate(main) if token.cls == "only"), None)
    if only is None:
        return
    leave = next((n for n in range(only, len(main)) if main[n].key in _WITH), None)
    if leave is not None:
        rest = main[:only] + main[only + 1 : leave]
        yield _made("PROHIBIT", rest, (*others, Clause("without", main[leave + 1 :])))


def _only_who(force: str, main: tuple[Token, ...], others: tuple[Clause, ...]) -> Iterator[Reading]:
    """Read `only the editor may post` as `nobody but the editor may post`."""
    if force == "PERMIT" and main and main[0].cls == "only":
        verb = next((n for n, token in enumerate(main) if token.cls in ("verb", "prep")), len(main))
        yield _made("PROHIBIT", main[verb:], (*others, Clause("proviso", main[1:verb])))


def _only_if(force: str, main: tuple[Token, ...], others: tuple[Clause, ...]) -> Iterator[Reading]:
    """Read `name someone only if they agreed` as `do not name someone unless they agreed`."""
    if force == "OBLIGE" and any(each.kind == "onlyif" for each in others):
        turned = [replace(each, kind="proviso") if each.kind == "onlyif" else each for each in others]
        yield _made("PROHIBIT", main, tuple(turned))


def _bounded(main: tuple[Token, ...], others: tuple[Clause, ...]) -> Iterator[Reading]:
    """Read `do not use more than four` as `use at most four`."""
    bounds = [n for n, token in enumerate(main) if token.bound in _FLIPPED]
    if len(bounds) == 1:
        at = bounds[0]
        flipped = replace(main[at], bound=_FLIPPED[main[at].bound])
        for force in ("OBLIGE", "PERMIT"):
            yield _made(force, (*main[:at], flipped, *main[at + 1 :]), others)


def _order(main: tuple[Token, ...], others: tuple[Clause, ...]) -> Iterator[Reading]:
    """Read `never post without checking` as `always check before posting`."""
    if len(others) == 1 and others[0].kind == "without":
        yield _made("OBLIGE", others[0].tokens, (Clause("before", main),))


def _litotes(main: tuple[Token, ...], others: tuple[Clause, ...]) -> Iterator[Reading]:
    """Read `be not impolite` as `be polite`."""
    rest = main[1:] if main and main[0].written.lower() == "wees" else main
    if len(rest) == 1 and rest[0].cls == "word" and rest[0].key.startswith(_TURNING):
        yield _made("OBLIGE", (*main[:-1], replace(rest[0], key=rest[0].key[2:])), others)
