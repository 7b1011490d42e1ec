"""How well one colour is seen on another, by WCAG's formula, and the nearest that is; draws nothing."""

import colorsys
from collections.abc import Iterable
from typing import Final

READABLE: Final = 4.5
"""The least contrast for letters (WCAG 2.2, 1.4.3)."""
_LINEAR_BELOW: Final = 0.04045
_STEPS: Final = 255


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours such as `#0b4650`, from 1 to 21.

    Source: WCAG 2.2, contrast ratio and relative luminance.
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def worst(colour: str, grounds: Iterable[str]) -> tuple[float, str]:
    """Give the least contrast of a colour with any of some grounds, and that ground."""
    return min((contrast(colour, ground), ground) for ground in grounds)


def letters_on(ground: str) -> str:
    """Give what is easier to read on a colour, black or white: one of the two always has 4.58."""
    return max("#ffffff", "#000000", key=lambda colour: contrast(colour, ground))


def nearest(colour: str, grounds: tuple[str, ...], least: float = READABLE) -> str:
    """Give the colour itself where it can be read on every ground, else the same, lighter or darker.

    Grounds that differ as much as white and black leave none; then it gives what comes nearest.
    """
    if worst(colour, grounds)[0] >= least:
        return colour
    hue, light, full = colorsys.rgb_to_hls(*_parts(colour))
    shades = [_written(colorsys.hls_to_rgb(hue, step / _STEPS, full)) for step in range(_STEPS + 1)]
    readable = [shade for shade in enumerate(shades) if worst(shade[1], grounds)[0] >= least]
    if not readable:
        return max(shades, key=lambda shade: worst(shade, grounds)[0])
    return min(readable, key=lambda shade: abs(shade[0] - light * _STEPS))[1]


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _written(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
