"""Tokens → clauses: what is to be done, its conditions, provisos and reasons; with the force of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from handbook_gen.core.meaning.embedded import but_not
from handbook_gen.core.meaning.form import pieces
from handbook_gen.core.meaning.modality import BANS, OPENING, Mood, imperative, mood
from handbook_gen.core.meaning.speech import SPEECH, Speech
from handbook_gen.core.meaning.token import CLAUSES, Token
from handbook_gen.core.meaning.tokens import tokens
from handbook_gen.core.model.types import Language

Force = Literal["duty", "prohibition", "permission", ""]
"""What a field says that a text is: must and should, must-not and should-not, may; or nothing."""
MAIN: Final = "main"
_NARROWING: Final = frozenset(("omdat", "because"))
_CLOSING: Final = frozenset(("and", "or"))


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence: the main one, or what begins with a word such as unless."""

    kind: str
    tokens: tuple[Token, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """Name it: the same for all clauses that say the same."""
        return (self.kind, *(token.same for token in self.tokens))

    @property
    def written(self) -> str:
        """Give its words, but for those that do not matter."""
        return " ".join(token.written for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its clauses without the words of force and their negation, and its force."""

    clauses: tuple[Clause, ...]
    mood: Mood
    written: str
    opened: bool = False
    """Whether it is a leave read as a prohibition: you may film only if."""

    @property
    def main(self) -> Clause:
        """What is to be done or left."""
        return next((each for each in self.clauses if each.kind == MAIN), Clause(MAIN, ()))

    @property
    def others(self) -> tuple[Clause, ...]:
        """All but the main clause."""
        return tuple(each for each in self.clauses if each.kind != MAIN)

    @property
    def key(self) -> tuple[object, ...]:
        """Name it: the same for all sentences that say the same in the same order of words."""
        return (self.mood.said, self.mood.hedged, *sorted(each.key for each in self.clauses if each.tokens))


def sentences(text: str, language: Language, force: Force) -> tuple[Sentence, ...]:
    """Read a text."""
    speech = SPEECH[language]
    found: list[Sentence] = []
    asked: list[Clause] = []
    cut = pieces(text, language)
    for at, each in enumerate(cut):
        read = tokens(each, speech)
        if not read:
            continue
        if each[-1].text.startswith("?") and at + 1 < len(cut):
            asked.append(Clause("condition", tuple(_plain(token) for token in read)))
            continue
        written = " ".join(piece.written for piece in each if piece.sort not in ("stop", "comma"))
        written = " ".join((*(clause.written for clause in asked), written))
        clauses = [*asked, *_split(read, speech)]
        parts = _commands(clauses)
        for part in parts:
            written = written if len(parts) == 1 else " ".join(each.written for each in part)
            given = OPENING if force == "permission" and not found else force
            found.append(_sentence(part, given, speech, written))
        asked = []
    return tuple(found)


def _commands(clauses: list[Clause]) -> list[list[Clause]]:
    """Cut commands apart that one sentence joins: remove the post and tell the editor."""
    if len(clauses) != 1 or clauses[0].kind != MAIN:
        return [clauses]
    read = clauses[0].tokens
    if read[0].cls == "negation":
        return _denials(read)
    if not _command(read[0]):
        return [clauses]
    parts: list[list[Token]] = [[]]
    for at, token in enumerate(read):
        following = read[at + 1] if at + 1 < len(read) else None
        if token.cls == "and" and following is not None and _command(following):
            parts.append([])
        else:
            parts[-1].append(token)
    return [[Clause(MAIN, tuple(part))] for part in parts if part]


def _denials(read: Sequence[Token]) -> list[list[Clause]]:
    """Cut a prohibition from the command behind it: do not comment, and refer them to the helpline."""
    joints = [n for n, token in enumerate(read) if token.cls in ("and", "or")]
    at = joints[0] if len(joints) == 1 else 0
    following = read[at + 1 : at + 4]
    whole = len(following) > 1 and read[at].cls == "and" and read[at].comma
    if not whole or not (
        _command(following[0]) or (following[0].cls == "negation" and _command(following[1]))
    ):
        return [[Clause(MAIN, tuple(read))]]
    return [[Clause(MAIN, tuple(read[:at]))], [Clause(MAIN, tuple(read[at + 1 :]))]]


def _command(token: Token) -> bool:
    return token.cls == "verb" and not token.edge and imperative(token.written.lower(), token.key)


def _plain(token: Token) -> Token:
    return replace(token, comma=False)


def _sentence(clauses: Iterable[Clause], force: str, speech: Speech, written: str) -> Sentence:
    clauses = list(clauses)
    main = tuple(token for each in clauses if each.kind == MAIN for token in each.tokens)
    feel, rest = mood(main, force, speech)
    others = [each for each in clauses if each.kind != MAIN]
    rest, others = _only_if(rest, others)
    if feel.force == "PERMIT" and any(each.kind == "onlyif" for each in others):
        feel = replace(feel, force="PROHIBIT")
        others = [replace(each, kind="proviso") if each.kind == "onlyif" else each for each in others]
        return Sentence((Clause(MAIN, rest), *others), feel, written, opened=True)
    if feel.force in BANS:
        others = [replace(each, kind="before") if each.kind == "until" else each for each in others]
    else:
        others = [replace(each, kind="reason") if each.kind == "because" else each for each in others]
    return Sentence((Clause(MAIN, rest), *others), feel, written)


def _only_if(main: tuple[Token, ...], others: list[Clause]) -> tuple[tuple[Token, ...], list[Clause]]:
    """Read `may only be worn if` as `may be worn only if`."""
    at = next((n for n, token in enumerate(main) if token.cls == "only"), None)
    if at is None or [each.kind for each in others] != ["condition"]:
        return main, others
    if any(token.cls != "verb" for token in main[at + 1 :]):
        return main, others
    return main[:at] + main[at + 1 :], [replace(others[0], kind="onlyif")]


def _split(read: Sequence[Token], speech: Speech) -> list[Clause]:
    """Cut a sentence at its markers; a clause at the beginning or between commas ends at a comma."""
    read = but_not(_both(read))
    clauses: list[Clause] = []
    kind, start, closes = (_inverted(read, speech), 0, True)
    for at, token in enumerate(read):
        marker = token.cls in CLAUSES
        first = not any(each.cls in ("modal", "verb") for each in read[:start])
        closed = (
            kind != MAIN
            and at > start
            and (_closed(kind, token, read[at - 1], closes) or (first and _resumed(kind, token)))
        )
        if not marker and not closed:
            continue
        if at > start:
            clauses.append(Clause(kind, tuple(read[start:at])))
        elif marker and kind != MAIN:
            clauses.append(Clause(kind, (replace(read[at - 1], cls="word"),)))
        if marker:
            closes = token.comma or not any(each.kind == MAIN for each in clauses)
            kind, start = _because(token, at), at + 1
        else:
            kind, start = MAIN, at
    if len(read) > start:
        clauses.append(Clause(kind, tuple(read[start:])))
    elif kind != MAIN:
        clauses.append(Clause(kind, (replace(read[-1], cls="word"),)))
    return clauses


def _because(token: Token, at: int) -> str:
    """Name a clause after its marker; a reason that is not set apart may say which ones are meant."""
    return "because" if at and token.written.lower() in _NARROWING and not token.comma else token.cls


def _closed(kind: str, token: Token, before: Token, closes: bool) -> bool:  # noqa: FBT001  # where it began
    """Tell whether a clause ends before a token: where it began a sentence or after a comma, at a comma."""
    return kind != "example" and closes and token.comma and before.cls not in _CLOSING


def _resumed(kind: str, token: Token) -> bool:
    """Tell whether a sentence goes on after what stood before its first verb: nobody but the editor may …."""
    return kind in ("without", "proviso") and token.cls == "modal"


def _inverted(read: Sequence[Token], speech: Speech) -> str:
    """Tell what a sentence begins with: `Vraagt een klant …, verwijs dan` is a condition."""
    first = read[0]
    form = first.written.lower()
    conditional = (
        speech.language == "nl"
        and first.cls == "verb"
        and form.endswith("t")
        and not first.key.endswith("t")
        and any(token.comma and token.cls in ("verb", "modal") for token in read[1:])
    )
    return "condition" if conditional else MAIN


def _both(read: Sequence[Token]) -> list[Token]:
    """Read `not only … but also` and `both … and` as a plain and."""
    found: list[Token] = []
    double = False
    for token in read:
        if token.cls in ("notonly", "double"):
            double = True
        elif double and (token.cls == "butalso" or (token.cls == "condition" and token.written == "als")):
            found.append(Token("and", "and", token.written))
            double = False
        elif token.cls == "butalso":
            found.append(Token("and", "and", token.written))
        else:
            found.append(token)
    return found
