"""In which capacity somebody does something, in a word that else begins a condition: als leidinggevende."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from handbook_gen.core.meaning.parts import role
from handbook_gen.core.meaning.speech import Speech
from handbook_gen.core.meaning.token import Token

_ENDING: Final = frozenset(("negation", "prep", "modal"))


def capacities(found: Sequence[Token], speech: Speech) -> list[Token]:
    """Read `als leidinggevende` as in which capacity, where no sentence can follow."""
    read = list(found)
    for at, token in enumerate(read[:-1]):
        named, behind = read[at + 1], read[at + 2] if at + 2 < len(read) else None
        bare = token.written.lower() == "als" and not named.edge and named.written.islower()
        ends = behind is None or behind.cls in _ENDING or behind.comma
        if token.cls == "before" and token.written.lower().startswith("voor ") and _denying(behind):
            read[at] = replace(token, cls="prep", key="voor")
        if bare and ends and not named.plural and role(named, speech):
            read[at] = replace(token, cls="prep", key="als")
    return read


def _denying(token: Token | None) -> bool:
    """Tell whether a negation follows: in `voor je werk geen`, no sentence begins with `voor je`."""
    return token is not None and token.cls == "negation"
