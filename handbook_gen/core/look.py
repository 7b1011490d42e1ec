"""What the site borrows from the house style, as tokens of CSS; the style sheets say what for."""

from typing import Final

from handbook_gen.core.model.handbook import Look

# WCAG 2.2, relative luminance: at this one black and white contrast alike.
_HALFWAY: Final = 0.179
_LINEAR_BELOW: Final = 0.04045
_READABLE: Final = 4.5


def style(look: Look | None) -> str:
    """Give declarations of CSS; their values are strict, so that none can end the declaration."""
    if look is None:
        return ""
    tokens = {
        "--hb-brand": look.colour,
        "--hb-on-brand": ("#000" if is_light(look.colour) else "#fff") if look.colour else None,
        # Where it can be read as letters on white, it is the colour of links and marks too; not in the dark.
        "--hb-accent": look.colour if look.colour and contrast(look.colour) >= _READABLE else None,
        "--hb-typeface": f'"{look.typeface}"' if look.typeface else None,
    }
    return ";".join(f"{name}:{value}" for name, value in tokens.items() if value)


def is_light(colour: str) -> bool:
    """Tell whether black is easier to read on a colour such as `#0b4650` than white."""
    return _luminance(colour) > _HALFWAY


def contrast(colour: str) -> float:
    """Give the contrast of a colour with white, from 1 to 21.

    Source: WCAG 2.2, contrast ratio.
    """
    return 1.05 / (_luminance(colour) + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
