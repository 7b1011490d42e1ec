"""What a clause does: oblige, prohibit, permit, exempt, advise; and what passing to another does."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from handbook_gen.core.meaning.embedded import embedded, inner
from handbook_gen.core.meaning.speech import Speech
from handbook_gen.core.meaning.token import Token

OPENING: Final = "opening permission"
"""What a field that permits says of the first sentence: it may be a command (post a photo, if you like)."""
COMMAND: Final = "command"
# Without and with a negation.
_FORCES: Final = {
    "must": ("OBLIGE", "PROHIBIT"),
    "required": ("OBLIGE", "EXEMPT"),
    "may": ("PERMIT", "PROHIBIT"),
    "can": ("CAN", "PROHIBIT"),
    "forbidden": ("PROHIBIT", "PERMIT"),
    "need": ("NEED", "EXEMPT"),
    "should": ("ADVISE", "UNADVISED"),
    "exempt": ("EXEMPT", "OBLIGE"),
    "unadvised": ("UNADVISED", "ADVISE"),
}
_GIVEN: Final = {
    "duty": "OBLIGE",
    "prohibition": "PROHIBIT",
    "permission": "PERMIT",
    OPENING: "PERMIT",
    "": "",
}
_DEEDS: Final = {
    "OBLIGE": 2,
    "ADVISE": 1,
    "PROHIBIT": -2,
    "UNADVISED": -1,
    "PERMIT": 0,
    "EXEMPT": 0,
    "CAN": 0,
}

_DOING: Final = frozenset(("modal", "verb", "negation", "widening"))
_GOING_ON: Final = frozenset(("prep", "rel", "and", "or"))
DUTIES: Final = frozenset(("OBLIGE", "ADVISE"))
BANS: Final = frozenset(("PROHIBIT", "UNADVISED"))
LEAVES: Final = frozenset(("PERMIT", "EXEMPT", "CAN"))


@dataclass(frozen=True, slots=True)
class Mood:
    """The force of a sentence, and where it came from."""

    force: str
    """OBLIGE PROHIBIT PERMIT EXEMPT ADVISE UNADVISED CAN NEED, MIXED, or nothing."""
    base: str = ""
    """The word of force, such as must; nothing for an imperative or where a field says it."""
    negated: bool = False
    explicit: bool = True
    """Whether the text says it; else a field does."""
    direct: bool = True
    """Whether it is said to do or to leave something; `this does not apply` is not."""
    hedged: bool = False
    """Whether it is said softly: in principle, where possible."""

    @property
    def said(self) -> str:
        """Name the force as the text says it: what only a field forbids is not yet forbidden in words."""
        silent = self.force == "PROHIBIT" and not self.explicit
        return f"{self.force}?" if silent or self.base == COMMAND else self.force


def mood(main: Sequence[Token], given: str, speech: Speech) -> tuple[Mood, tuple[Token, ...]]:
    """Give the mood of a main clause, and its tokens without those that make the mood."""
    firm = [token for token in main if token.cls != "hedge"]
    feel, rest = _mood(_addressed(firm, speech), given, speech)
    return replace(feel, hedged=len(firm) < len(main)), rest


def _addressed(main: Sequence[Token], speech: Speech) -> Sequence[Token]:
    """Leave out who is bound where that is whom rules are for anyway: employees must, as you must."""
    at = next((n for n, token in enumerate(main) if token.key in speech.staff), None)
    if at is None or at + 1 >= len(main) or any(token.cls == "only" for token in main):
        return main
    following = main[at + 1].cls
    denied = any(token.cls in ("negation", "modal") and token.key != "must" for token in main)
    if at == 1 and main[0].cls == "quantifier" and main[0].key == "all" and not denied:
        return main[2:] if following in _DOING else main
    if at == 0:
        return main[1:] if following in _DOING else main
    inverted = main[at - 1].cls == "modal" and following not in _GOING_ON and main[at].plural
    return [*main[:at], *main[at + 1 :]] if inverted else main


def _mood(main: Sequence[Token], given: str, speech: Speech) -> tuple[Mood, tuple[Token, ...]]:
    if main and main[0].cls == "verb" and commanding(main[0], speech):
        main = embedded(main)
    modals = {token.key for token in main if token.cls == "modal"}
    if len(modals) > 1 and "should" in modals and modals <= {"should", "must", "required"}:
        modals = {"should"}
    if len(modals) > 1:
        return Mood("MIXED", base="+".join(sorted(modals))), tuple(main)
    negation = _negation(main)
    if modals and negation == 0 and len(main) > 1 and main[1].cls == "verb":  # not replying is allowed
        return Mood("MIXED", base="not"), tuple(main)
    if modals:
        base = modals.pop()
        force = _FORCES[base][negation is not None]
        force = "PERMIT" if force == "CAN" and given in ("permission", OPENING) else force
        return Mood(force, base, negation is not None), _without(main, negation)
    return _without_modal(main, negation, given, speech)


def _without_modal(
    main: Sequence[Token], negation: int | None, given: str, speech: Speech
) -> tuple[Mood, tuple[Token, ...]]:
    first = main[0] if main else None
    form = first.written.lower() if first else ""
    if negation is not None:
        at = next((n for n, each in enumerate(main) if each.written.lower() in speech.forgetting), None)
        if at is not None and at <= 1:
            rest = [t for n, t in enumerate(main) if n not in (at, negation)]
            return Mood("OBLIGE"), tuple(rest[1:] if rest and rest[0].key == "to" else rest)
        told = negation == 0 or (first is not None and first.cls == "verb")
        return Mood("PROHIBIT", negated=True, direct=told), _without(main, negation)
    if form in speech.avoiding:
        force = "UNADVISED" if form in speech.shunning else "PROHIBIT"
        return Mood(force, negated=True), tuple(main[1:])
    if first is not None and first.cls == "verb" and imperative(form, first.key):
        return Mood("PERMIT", COMMAND, explicit=False) if given == OPENING else Mood("OBLIGE"), tuple(main)
    return Mood(_GIVEN[given], explicit=False), tuple(main)


def commanding(token: Token, speech: Speech) -> bool:
    """Tell whether a verb at the beginning is a command; in English, `posts` may be what it is about."""
    form = token.written.lower()
    return imperative(form, token.key) and (speech.language == "nl" or form.removesuffix("e") == token.key)


def imperative(form: str, key: str) -> bool:
    """Tell whether a verb at the beginning can be a command: its bare stem, not `posting` or `delen`."""
    return not form.endswith(("ing", "ed", "en")) or form.removesuffix("e") == key


def _negation(main: Sequence[Token]) -> int | None:
    """Find the one negation that makes the mood; not all is no prohibition of all."""
    for at, token in enumerate(main):
        if token.cls == "negation" and not inner(main, at):
            following = main[at + 1] if at + 1 < len(main) else None
            if following is not None and following.cls in ("quantifier", "only"):
                return None
            return at
    return None


def _without(main: Sequence[Token], negation: int | None) -> tuple[Token, ...]:
    """Leave out what makes the mood; what stands behind it begins something."""
    found: list[Token] = []
    for at, token in enumerate(main):
        infinitive = at > 0 and main[at - 1].cls == "modal" and (token.cls, token.key) == ("prep", "to")
        if at != negation and token.cls != "modal" and not infinitive:
            edge = at > 0 and (at - 1 == negation or main[at - 1].cls == "modal")
            found.append(replace(token, edge=True) if edge else token)
    return tuple(found)


def _asked(mood: Mood, other: Mood) -> Mood:
    """Read a command that a field permits as a command beside a text that permits in words."""
    asked = mood.base == COMMAND and other.explicit and other.force in LEAVES
    return replace(mood, force="OBLIGE", base="", explicit=True) if asked else mood


def passage(before: Mood, after: Mood) -> tuple[str, str]:
    """Tell what it does to pass from one mood to another, and by which words: negation, duty-word, text."""
    before, after = _asked(before, after), _asked(after, before)
    if before.said != after.said and before.force == after.force == "PROHIBIT":
        return "both", "negation"
    if before.force == after.force or not (before.explicit or after.explicit):
        return "", ""
    old, new = _DEEDS.get(before.force), _DEEDS.get(after.force)
    if old is None or new is None:
        return "unknown", "text"
    same_word = before.base == after.base and before.negated != after.negated
    if old * new < 0:
        return "both", "negation"
    word = "negation" if same_word else "duty-word"
    if abs(old) == abs(new):
        return "unknown", "text"
    return ("tighter" if abs(new) > abs(old) else "looser"), word
