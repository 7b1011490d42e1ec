"""How often something is done: per week, every three months, once in two months; reads no other amounts."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from handbook_gen.core.meaning import amounts
from handbook_gen.core.meaning.amounts import Amount, repeats
from handbook_gen.core.meaning.form import Piece
from handbook_gen.core.meaning.speech import Speech
from handbook_gen.core.meaning.token import Token

_OFTEN: Final = {
    word: unit
    for words, unit in (
        ("dagelijks daily", ("minutes", 24 * 60)),
        ("wekelijks weekly", ("minutes", 7 * 24 * 60)),
        ("maandelijks monthly", ("months", 1)),
        ("jaarlijks yearly annually", ("months", 12)),
    )
    for word in words.split()
}
TIMES: Final = frozenset(("keer", "maal", "times"))
_COUNTING: Final = frozenset(
    (
        *("binnen", "na", "van", "minste", "hoogste", "minimaal", "maximaal", "laatste"),
        *("minstens", "hoogstens", "dan", "uiterlijk"),
    )
)
"""After what `een` is a number."""
_ONCE_PER: Final = frozenset({"per", "each", "every", "elke", "iedere", "ieder", "elk", "a", "an", "alle"})


def period(sentence: Sequence[Piece], at: int, speech: Speech) -> tuple[Token, int] | None:  # noqa: PLR0911  # a case a line
    """Read a period of which something is done so many times (per week, every three months), or one unit."""
    word = sentence[at].text
    if (often := _OFTEN.get(word)) and _adverb(sentence, at, speech):
        return Token("amount", "", sentence[at].written, bound="every", amount=Amount(*_one(often))), 1
    if at + 1 >= len(sentence):
        return None
    if (rate := _once_in(sentence, at, speech)) is not None:
        return rate
    following = sentence[at + 1].text
    if [piece.text for piece in sentence[at + 1 : at + 4]] == ["quarter", "of", "an"]:
        return None
    if word in _ONCE_PER and (known := amounts.unit(following)):
        if [piece.text for piece in sentence[at + 2 : at + 5]] == ["and", "a", "half"]:
            scale, many = _one(known)
            length = Amount(scale, many * Decimal("1.5"))
            return Token("amount", "", f"{word} {following} and a half", amount=length), 5
        bound = "" if word in ("a", "an") and not _rated(sentence, at, speech) else "every"
        return Token("amount", "", f"{word} {following}", bound=bound, amount=Amount(*_one(known))), 2
    if _single(sentence, at) and (known := amounts.unit(following)):
        return Token("amount", "", f"{word} {following}", amount=Amount(*_one(known))), 2
    if (
        word in ("every", "elke", "iedere", "each")
        and (read := amounts.amount(sentence, at + 1, speech.language))
        and read.amount.scale in amounts.LENGTHS
    ):
        return Token("amount", "", f"{word} …", bound="every", amount=read.amount), read.many + 1
    return None


def _single(sentence: Sequence[Piece], at: int) -> bool:
    """Tell whether the Dutch article counts: one day, and not a day."""
    word = sentence[at].text
    return at > 0 and (word == "één" or (word == "een" and sentence[at - 1].text in _COUNTING))


def _once_in(sentence: Sequence[Piece], at: int, speech: Speech) -> tuple[Token, int] | None:
    """Read `eens in de twee maanden`."""
    often = at > 0 and (sentence[at - 1].text in TIMES or repeats(sentence[at - 1].text))
    if (
        not often
        or [piece.text for piece in sentence[at : at + 2]] != ["in", "de"]
        or at + 2 >= len(sentence)
    ):
        return None
    read = amounts.amount(sentence, at + 2, speech.language)
    if read is not None and read.amount.scale in amounts.LENGTHS:
        return Token("amount", "", "in de …", bound="every", amount=read.amount), read.many + 2
    known = amounts.unit(sentence[at + 2].text)
    return (Token("amount", "", "in de …", bound="every", amount=Amount(*_one(known))), 3) if known else None


def _adverb(sentence: Sequence[Piece], at: int, speech: Speech) -> bool:
    """Tell `check it daily` from `the daily report`."""
    following = sentence[at + 1] if at + 1 < len(sentence) else None
    return (
        speech.language == "nl"
        or following is None
        or following.sort != "word"
        or following.text in speech.small
        or following.text in speech.phrases
    )


def _rated(sentence: Sequence[Piece], at: int, speech: Speech) -> bool:
    """Tell whether `a week` says how often: twice a week, three posts a week."""
    before = range(max(0, at - 3), at)
    return any(
        (read := amounts.amount(sentence, n, speech.language)) is not None
        and read.amount.scale == amounts.COUNT
        for n in before
    )


def _one(known: tuple[str, int]) -> tuple[str, Decimal]:
    return known[0], Decimal(known[1])
