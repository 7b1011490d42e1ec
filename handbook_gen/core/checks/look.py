"""HB809, look: colours that the policy chose for letters, on what they stand on; measures no page."""

from collections.abc import Iterator

from handbook_gen.core.checks.check import check
from handbook_gen.core.contrast import READABLE, nearest, worst
from handbook_gen.core.links import spot
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.handbook import DARK, LIGHT
from handbook_gen.core.problems import Finding, Kind, Severity


@check("HB809", "low-contrast", Severity.WARNING)
def low_contrast(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find a colour for links and buttons that cannot be read on the page.

    Why: who sees less, or reads in the sun, does not see that there is a link.
    Repair: take the colour that is named, which is the same and lighter or darker; or leave `accent` and
    `accent_dark` out, and a shade of `colour` is chosen that can be read.
    `accent` is measured on white and on light grey, `accent_dark` on the two grounds of the dark; each needs
    4.5 to 1. The letters on `colour` are black or white, whichever is read better, and one of the two always
    has 4.58 to 1: every colour will do for the header. What stands in a style sheet of your own is not seen.
    Source: WCAG 2.2, 1.4.3 and 1.4.6.
    """
    look = book.policy.settings.look
    chosen = (("accent", look.accent, LIGHT), ("accent_dark", look.accent_dark, DARK)) if look else ()
    for field, colour, grounds in chosen:
        if colour is None:
            continue
        ratio, ground = worst(colour, grounds)
        if ratio < READABLE:
            facts = {"colour": colour, "ground": ground, "ratio": f"{int(ratio * 100) / 100:.2f}"}
            better = {"least": str(READABLE), "better": nearest(colour, grounds)}
            yield Finding(kind, spot(book.policy.settings, "look", field), facts | better)
