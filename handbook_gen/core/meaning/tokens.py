"""Sentences → tokens: each with a class and one key for all its forms; joins bounds to their amounts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from handbook_gen.core.meaning import amounts
from handbook_gen.core.meaning.amounts import Amount
from handbook_gen.core.meaning.form import Piece
from handbook_gen.core.meaning.speech import Speech
from handbook_gen.core.meaning.stems import stem, undoubled
from handbook_gen.core.meaning.tables import Phrase

CONDITIONS: Final = frozenset(("condition", "proviso", "provided", "before", "after", "even"))
CONTACTS: Final = frozenset({"url", "mail", "phone"})
_TWO: Final = 2
_REACH: Final = 4
"""How many tokens may stand between a bound and its amount."""
_SOFT: Final = {
    "before": "<", "voor": "<", "vóór": "<", "prior to": "<", "after": ">", "na": ">", "following": ">",
    "until": "until", "over": ">", "under": "<", "onder": "<", "boven": ">", "within": "<=", "binnen": "<=",
}  # fmt: skip
"""What is a bound only right before an amount."""
_LEVEL: Final = {"by", "vóór", "vanaf", "from", "tot", "t/m", "over", "under", "boven", "onder", "binnen", "inside", "above"}
_BETWEEN: Final = {"eind", "einde", "end", "begin", "of", "van"}
"""What may stand between a preposition and its date: by the end of March."""
_LABELLED: Final = frozenset({"count", "ordinal"})
_AFTER_PARTICLES: Final = frozenset(("prep", "condition", "proviso", "provided", "before", "and", "or"))
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
_ONCE_PER: Final = frozenset({"per", "each", "every", "elke", "iedere", "ieder", "elk", "a", "an", "alle"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word or phrase in the form in which it is compared."""

    cls: str
    key: str
    written: str
    plural: bool = False
    comma: bool = False
    """Whether a comma stands before it."""
    amount: Amount | None = None
    bound: str = ""
    lead: bool = False
    """Whether an amount says how long before something."""
    quoted: bool = False
    """Whether it stands in a quotation."""

    @property
    def same(self) -> str:
        """Name it for comparing: all tokens that mean the same have the same name."""
        return f"{self.cls}:{self.bound}{'-' * self.lead}{self.key}"


def tokens(sentence: Sequence[Piece], speech: Speech) -> list[Token]:
    """Read a sentence."""
    found: list[Token] = []
    at, comma = 0, False
    while at < len(sentence):
        piece = sentence[at]
        if piece.sort in ("comma", "stop"):
            comma, at = comma or (piece.sort == "comma" and bool(found)), at + 1
            continue
        token, many = _token(sentence, at, speech, found)
        if token is not None:
            found.append(replace(token, comma=comma, quoted=piece.quoted))
            comma = False
        at += many
    return _listed(_whole(_bounded(found), speech))


def _token(sentence: Sequence[Piece], at: int, speech: Speech, found: list[Token]) -> tuple[Token | None, int]:
    piece = sentence[at]
    if piece.sort in CONTACTS or piece.sort in ("mention", "fact", "handle"):
        return _cited(piece), 1
    phrase = _phrase(sentence, at, speech)
    if phrase and phrase.cls == "void":
        return None, len(phrase.words)
    if phrase and len(phrase.words) > 1:
        return _phrased(phrase, sentence, at), len(phrase.words)
    if (period := _period(sentence, at, speech)) is not None:
        return period
    read = amounts.amount(sentence, at, speech.language)
    if read is not None:
        return _counted(read, sentence, at, speech, found)
    if phrase:
        return _phrased(phrase, sentence, at), 1
    if piece.sort == "sign":
        return (Token("word", piece.text, piece.written), 1) if piece.text in "+=<>≤≥" else (None, 1)
    if piece.text in speech.small and not _emphasised(sentence, at, found, speech):
        return None, 1
    return _word(piece, speech), 1


def _cited(piece: Piece) -> Token:
    key = "".join(piece.text.split()) if piece.sort == "phone" else piece.text.rstrip("/")
    return Token("word" if piece.sort == "handle" else piece.sort, key, piece.written)


def _word(piece: Piece, speech: Speech) -> Token:
    key, form = stem(piece.text, speech.language, speech.verbs)
    return Token("verb" if form == "verb" else "word", key, piece.written, plural=form == "plural")


def _emphasised(sentence: Sequence[Piece], at: int, found: list[Token], speech: Speech) -> bool:
    """Tell whether `je` says whose something is: in je profiel."""
    following = sentence[at + 1] if at + 1 < len(sentence) else None
    return bool(
        sentence[at].text == "je"
        and found
        and found[-1].cls == "prep"
        and following
        and following.sort == "word"
        and following.text not in speech.small
    )


def _phrase(sentence: Sequence[Piece], at: int, speech: Speech) -> Phrase | None:
    for phrase in speech.phrases.get(sentence[at].text, ()):
        end = at + len(phrase.words)
        if end <= len(sentence) and all(
            sentence[at + n].text == word for n, word in enumerate(phrase.words) if n
        ):
            return phrase
    return None


def _phrased(phrase: Phrase, sentence: Sequence[Piece], at: int) -> Token:
    written = " ".join(piece.written for piece in sentence[at : at + len(phrase.words)])
    return Token(phrase.cls, phrase.key, written, bound=phrase.key if phrase.cls == "bound" else "")


def _period(sentence: Sequence[Piece], at: int, speech: Speech) -> tuple[Token, int] | None:
    """Read a period of which something is done so many times (per week, every three months), or one unit."""
    word = sentence[at].text
    if (often := _OFTEN.get(word)) and _adverb(sentence, at, speech):
        return Token("amount", "", sentence[at].written, bound="every", amount=Amount(*_one(often))), 1
    if at + 1 >= len(sentence):
        return None
    following = sentence[at + 1].text
    if word in _ONCE_PER and (known := amounts.unit(following)):
        if [piece.text for piece in sentence[at + 2 : at + 5]] == ["and", "a", "half"]:
            scale, many = _one(known)
            length = Amount(scale, many * amounts.Decimal("1.5"))
            return Token("amount", "", f"{word} {following} and a half", amount=length), 5
        bound = "" if word in ("a", "an") and not _rated(sentence, at, speech) else "every"
        return Token("amount", "", f"{word} {following}", bound=bound, amount=Amount(*_one(known))), 2
    if word in ("een", "één", "de", "het", "the") and at and (known := amounts.unit(following)):
        before = sentence[at - 1].text
        if word == "één" or (word == "een" and before in ("binnen", "na", "minstens", "hoogstens", "dan", "uiterlijk")):
            return Token("amount", "", f"{word} {following}", amount=Amount(*_one(known))), 2
    if word == "een" and following == "half" and at + 2 < len(sentence) and amounts.unit(sentence[at + 2].text):
        return None
    if word in ("every", "elke", "iedere", "each") and (read := amounts.amount(sentence, at + 1, speech.language)):
        if read.amount.scale in amounts.LENGTHS:
            return Token("amount", "", f"{word} …", bound="every", amount=read.amount), read.many + 1
    return None


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
        (read := amounts.amount(sentence, n, speech.language)) is not None and read.amount.scale == amounts.COUNT
        for n in before
    )


def _one(known: tuple[str, int]) -> tuple[str, amounts.Decimal]:
    return known[0], amounts.Decimal(known[1])


def _counted(
    read: amounts.Read, sentence: Sequence[Piece], at: int, speech: Speech, found: list[Token]
) -> tuple[Token, int]:
    written = " ".join(piece.written for piece in sentence[at : at + read.many])
    before = sentence[at - 1] if at else None
    named = before is not None and (
        before.text in speech.labels
        or (at > 1 and read.amount.scale in _LABELLED and before.written[:1].isupper() and sentence[at].sort == "number")
    )
    if before is not None and before.text in ("toestel", "ext", "extension", "tst"):
        return Token("phone", sentence[at].text, written), read.many
    if named and read.amount.scale in _LABELLED:
        return Token("word", f"nr {sentence[at].text}", written), read.many
    if read.amount.scale == "ordinal":
        return Token("word", f"nth {read.amount.value:f}", written), read.many
    return Token("amount", "", written, amount=read.amount), read.many


def _bounded(found: list[Token]) -> list[Token]:
    """Join each bound to the amount it is for; what bounds nothing is a preposition or a word."""
    joined: list[Token] = []
    waiting: list[int] = []
    for token in found:
        if token.cls == "after-bound":
            _join_back(joined, token)
        elif token.cls in ("lead", "before") and joined and joined[-1].amount is not None:
            joined[-1] = replace(joined[-1], lead=True)
            joined += [token] if token.cls == "before" else []
        elif token.cls == "prep" and token.key == "voor" and _counts_down(joined):
            joined[-1] = replace(joined[-1], lead=True)
            joined.append(token)
        elif token.amount is not None:
            joined.append(_joined(joined, waiting, token))
            _between(joined)
        else:
            if token.cls == "bound":
                waiting.append(len(joined))
            joined.append(token)
    return [_unbound(token) for token in joined if token.cls != "gone"]


def _joined(joined: list[Token], waiting: list[int], token: Token) -> Token:
    near = [at for at in waiting if _reaches(joined, at, token)]
    near = sorted(near, key=lambda at: joined[at].bound in ("<=", ">="))[-1:]
    waiting.clear()
    if token.bound == "every":
        for at in near:
            joined[at] = replace(joined[at], cls="gone") if len(joined) - at == 1 else joined[at]
        return _keyed(token)
    if near:
        bound = joined[near[-1]].bound
        token = replace(token, written=f"{joined[near[-1]].written} {token.written}")
        for at in near:
            joined[at] = replace(joined[at], cls="gone")
        return _keyed(replace(token, bound=bound, comma=token.comma or joined[near[0]].comma))
    if joined and joined[-1].key in _SOFT and joined[-1].cls in ("before", "prep", "after", "until"):
        soft = joined.pop()
        written = f"{soft.written} {token.written}"
        return _keyed(replace(token, bound=_SOFT[soft.key], comma=soft.comma, written=written))
    return _keyed(token)


def _reaches(joined: list[Token], at: int, token: Token) -> bool:
    """Tell whether a bound that stands before an amount is for it: what may be a preposition stands right before."""
    bound, apart = joined[at].written.lower(), len(joined) - at
    if bound in _LEVEL and any(each.key not in _BETWEEN for each in joined[at + 1 :]):
        return False
    timed = token.amount is not None and token.amount.scale not in ("count", "money", "share")
    return apart <= _REACH and (timed or bound != "by")


def _counts_down(joined: list[Token]) -> bool:
    """Tell whether a length of time is followed by what it comes before: twee dagen voor publicatie."""
    last = joined[-1] if joined else None
    return last is not None and last.amount is not None and last.amount.scale in amounts.LENGTHS and bool(last.bound)


def _between(joined: list[Token]) -> None:
    """Read `between 12 and 13` as from the one to at most the other."""
    if len(joined) > _TWO and joined[-2].cls == "and" and joined[-3].amount is not None and not joined[-1].bound:
        start = joined[-4] if len(joined) > _TWO + 1 else None
        if start is not None and start.key == "tussen":
            joined[-4] = replace(start, cls="gone")
            joined[-3] = replace(joined[-3], bound=">=")
            joined[-1] = replace(joined[-1], bound="<=")


def _keyed(token: Token) -> Token:
    return replace(token, key=token.amount.key if token.amount else "")


def _join_back(joined: list[Token], token: Token) -> None:
    for at in range(len(joined) - 1, max(-1, len(joined) - 1 - _REACH), -1):
        if joined[at].amount is not None:
            joined[at] = replace(joined[at], bound=joined[at].bound or token.key)
            return
    joined.append(replace(token, cls="word"))


def _unbound(token: Token) -> Token:
    if token.cls == "bound":
        cls = "prep" if token.written.lower() in _LEVEL or " " not in token.written else "word"
        key = {"vóór": "voor", "van af": "vanaf"}.get(token.written.lower(), token.written.lower())
        return replace(token, cls=cls, key=key, bound="")
    if token.cls == "lead":
        cls = "before" if token.key == "lead" and token.written.lower() in ("before", "voordat") else "word"
        return replace(token, cls=cls)
    return token


def _whole(found: list[Token], speech: Speech) -> list[Token]:
    """Join verbs that stand apart: meld je aan, aan te melden, aanmelden."""
    out: list[Token] = []
    for at, token in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        apart = token.key in speech.separable and token.cls == "prep"
        if apart and following is not None and following.cls == "verb":
            found[at + 1] = replace(following, key=undoubled(token.key + following.key))
            continue
        apart = apart and not (out and out[-1].cls == "prep")
        last = next((n for n in range(len(out) - 1, -1, -1) if out[n].cls == "verb"), None)
        if apart and last is not None and (following is None or following.cls in _AFTER_PARTICLES):
            out[last] = replace(out[last], key=undoubled(token.key + out[last].key))
            continue
        out.append(token)
    return out


def _listed(found: list[Token]) -> list[Token]:
    """Put the conjunction of a list in place of its commas: naam, adres of nummer."""
    conjunction = ""
    since = 0
    out: list[Token] = []
    for token in reversed(found):
        since += 1
        out.append(token)
        if token.cls in ("and", "or"):
            conjunction, since = token.cls, 0
        elif token.cls in ("modal", "proviso", "condition", "rel", "negation", "provided", "butalso"):
            conjunction = ""
        elif token.comma and conjunction and since <= _REACH and _member(token, found):
            out.append(Token(conjunction, conjunction, ","))
            since = 0
    out.reverse()
    return [t for n, t in enumerate(out) if not (t.cls in ("and", "or") and n + 1 < len(out) and out[n + 1].cls == t.cls)]


def _member(token: Token, found: Sequence[Token]) -> bool:
    """Tell whether what follows a comma can be of a list; after a condition, a verb begins what is to be done."""
    return token.cls == "word" or (token.cls == "verb" and not any(each.cls in CONDITIONS for each in found))
