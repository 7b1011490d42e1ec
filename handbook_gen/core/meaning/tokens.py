"""Sentences → tokens, each with a class and one key for all its forms; judges nothing."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from handbook_gen.core.meaning import amounts
from handbook_gen.core.meaning.bounds import bounded
from handbook_gen.core.meaning.capacity import capacities
from handbook_gen.core.meaning.form import FIRST, Piece
from handbook_gen.core.meaning.periods import TIMES, period
from handbook_gen.core.meaning.plainly import named, plainly
from handbook_gen.core.meaning.speech import Speech
from handbook_gen.core.meaning.stems import stem, undoubled
from handbook_gen.core.meaning.tables import Phrase
from handbook_gen.core.meaning.token import CLAUSES, CONDITIONS, CONTACTS, Token

_NEAR: Final = 4
"""How many words a member of a list has."""
_LABELLED: Final = frozenset({"count", "ordinal"})
_AFTER_PARTICLES: Final = frozenset(("prep", "condition", "proviso", "provided", "before", "and", "or"))
_NOR: Final = frozenset(("nor", "noch"))
_NEITHER: Final = frozenset(("neither", "noch"))


def tokens(sentence: Sequence[Piece], speech: Speech) -> list[Token]:
    """Read a sentence."""
    sentence = plainly(sentence, speech.plain)
    found: list[Token] = []
    held: list[Piece] = []
    at, comma, edge = 0, False, False
    while at < len(sentence):
        piece = sentence[at]
        if piece.sort == "joint":
            comma = _itemised(piece, found)
            at += 1
            continue
        if piece.sort in ("comma", "stop"):
            comma, at = comma or (piece.sort == "comma" and bool(found)), at + 1
            continue
        token, many = _token(sentence, at, speech, found)
        if token is not None and token.cls == "until" and edge:  # the till
            token = replace(token, cls="word")
        held = _held(held, piece, token, found, speech) if token is None or comma else []
        if token is not None and not _times(token, found):
            found.append(replace(token, comma=comma, edge=edge, quoted=piece.quoted))
            comma = False
        edge = token is None and piece.text in speech.articles
        at += many
    _held(held, None, None, found, speech)
    read = [named(token, speech.plain) for token in _whole(bounded(capacities(found, speech)), speech)]
    return _listed(_neither(_nominal(read, speech)))


def _held(
    held: list[Piece], piece: Piece | None, token: Token | None, found: list[Token], speech: Speech
) -> list[Piece]:
    """Keep small words behind a marker; where its clause ends with them, they are its clause: if you will."""
    if piece is not None and token is None:
        return [*held, piece] if found and found[-1].cls in CLAUSES else []
    if held:
        kept = [each for each in held if each.text not in speech.articles] or held
        key = " ".join(stem(each.text, speech.language, speech.verbs)[0] for each in kept)
        found.append(Token("word", key, " ".join(each.written for each in held)))
    return []


def _times(token: Token, found: list[Token]) -> bool:
    """Tell whether a word only says of a number that it counts: four times a year."""
    counted = bool(found) and found[-1].amount is not None and found[-1].amount.scale == amounts.COUNT
    return counted and token.cls == "word" and token.written.lower() in TIMES


def _itemised(piece: Piece, found: list[Token]) -> bool:
    """Put a conjunction between the members of a list on lines; tell whether what comes stands apart."""
    if piece.text == FIRST:
        return bool(found) and found[0].cls in CONDITIONS
    denied = any(token.cls == "negation" or token.key == "forbidden" for token in found)
    joint = "or" if denied else "and"
    found.append(Token(joint, joint, ";"))
    return False


def _nominal(found: list[Token], speech: Speech) -> list[Token]:
    """Read `het delen van foto's`, `the publication of photos` as `foto's delen` where a clause begins."""
    out: list[Token] = []
    for at, token in enumerate(found):
        last = found[at - 1] if at else None
        if last is not None and token.cls == "prep" and token.key in speech.genitives and _opens(out):
            form = last.written.lower()
            verb = last.key if last.cls == "verb" and form.endswith(("en", "ing")) else ""
            if name := speech.plain.nouns.get(last.key, verb):
                out[-1] = replace(last, cls="verb", key=name, plural=False)
                continue
        out.append(token)
    return out


def _opens(out: Sequence[Token]) -> bool:
    """Tell whether the last word begins a clause."""
    return len(out) == 1 or out[-2].cls in CONDITIONS or out[-2].cls in ("without", "modal")


def _neither(found: list[Token]) -> list[Token]:
    """Read `neither a nor b` as `not a or b`."""
    negated = False
    out: list[Token] = []
    for token in found:
        double = negated and token.cls == "negation" and token.written.lower() in _NOR
        out.append(replace(token, cls="or", key="or") if double else token)
        negated = negated or token.written.lower() in _NEITHER
    return out


def _token(  # noqa: PLR0911  # a case a line
    sentence: Sequence[Piece], at: int, speech: Speech, found: list[Token]
) -> tuple[Token | None, int]:
    piece = sentence[at]
    if piece.sort in CONTACTS or piece.sort in ("mention", "fact", "handle"):
        return _cited(piece), 1
    phrase = _phrase(sentence, at, speech)
    if phrase and phrase.cls == "void":
        return None, len(phrase.words)
    if phrase and len(phrase.words) > 1:
        return _phrased(phrase, sentence, at), len(phrase.words)
    if (per := period(sentence, at, speech)) is not None:
        return per
    read = amounts.amount(sentence, at, speech.language)
    if read is not None:
        return _counted(read, sentence, at, speech)
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


def _counted(read: amounts.Read, sentence: Sequence[Piece], at: int, speech: Speech) -> tuple[Token, int]:
    written = " ".join(piece.written for piece in sentence[at : at + read.many])
    before = sentence[at - 1] if at else None
    named = before is not None and (
        before.text in speech.labels
        or (
            at > 1
            and read.amount.scale in _LABELLED
            and before.written[:1].isupper()
            and sentence[at].sort == "number"
        )
    )
    if before is not None and before.text in ("toestel", "ext", "extension", "tst"):
        return Token("phone", sentence[at].text, written), read.many
    if named and read.amount.scale in _LABELLED:
        return Token("word", f"nr {sentence[at].text}", written), read.many
    if read.amount.scale == "ordinal":
        return Token("word", f"nth {read.amount.value:f}", written), read.many
    return Token("amount", "", written, amount=read.amount), read.many


def _whole(found: list[Token], speech: Speech) -> list[Token]:
    """Join verbs that stand apart: meld je aan, aan te melden, aanmelden."""
    out: list[Token] = []
    for at, token in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        loose = token.cls == "prep" or (token.cls == "word" and not token.edge)
        apart = loose and token.written.lower() in speech.separable
        if apart and following is not None and following.cls == "verb":
            found[at + 1] = replace(following, key=undoubled(token.key + following.key))
            continue
        apart = apart and not (out and out[-1].cls == "prep")
        last = next((n for n in range(len(out) - 1, -1, -1) if out[n].cls == "verb"), None)
        if (
            apart
            and last is not None
            and (following is None or following.comma or following.cls in _AFTER_PARTICLES)
        ):
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
        elif token.comma and conjunction and since <= _NEAR and _member(token, found, out, conjunction):
            out.append(Token(conjunction, conjunction, ","))
            since = 0
    out.reverse()
    return [
        t
        for n, t in enumerate(out)
        if not (t.cls in ("and", "or") and n + 1 < len(out) and out[n + 1].cls == t.cls)
    ]


def _member(token: Token, found: Sequence[Token], behind: Sequence[Token], joint: str) -> bool:
    """Tell whether what follows a comma can be of a list; after a condition, a verb is what is to be done."""
    if token.cls == "prep":
        at = next((n for n in range(len(behind) - 1, -1, -1) if behind[n].cls == joint), 0)
        return at > 0 and behind[at - 1].cls == "prep"
    return token.cls == "word" or (token.cls == "verb" and not any(each.cls in CONDITIONS for each in found))
