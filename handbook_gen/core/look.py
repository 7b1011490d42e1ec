"""What the site borrows from the house style, as tokens of CSS; the style sheets say what for."""

from collections.abc import Mapping
from typing import Final

from handbook_gen.core.contrast import letters_on, nearest
from handbook_gen.core.model.handbook import DARK, LIGHT, Look

_STRONG: Final = 7
"""The contrast of what is chosen for the dark, where thin letters need more."""


def style(look: Look | None) -> str:
    """Give declarations of CSS; their values are strict, so that none can end the declaration."""
    if look is None:
        return ""
    accent = look.accent or look.colour
    return _declared(
        {
            "--hb-brand": look.colour,
            "--hb-on-brand": letters_on(look.colour) if look.colour else None,
            # A house colour that is too light for letters on white becomes darker; one that somebody chose
            # for links stays as it is, and is a finding.
            "--hb-accent": look.accent or (nearest(accent, LIGHT) if accent else None),
            "--hb-typeface": f'"{look.typeface}"' if look.typeface else None,
        }
    )


def dark_style(look: Look | None) -> str:
    """Give the declarations that differ where a reader has chosen the dark."""
    accent = look.accent or look.colour if look else None
    if look is None or accent is None:
        return ""
    return _declared({"--hb-accent": look.accent_dark or nearest(accent, DARK, _STRONG)})


def quoted(text: str) -> str:
    """Write a text as a string of CSS, in which nothing can end the string or the element around it."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in text) + '"'


def _declared(tokens: Mapping[str, str | None]) -> str:
    return ";".join(f"{name}:{value}" for name, value in tokens.items() if value)
