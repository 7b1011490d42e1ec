"""Mends in a finished page what Material writes outside its blocks; changes nothing that people see."""

from collections.abc import Mapping
from typing import Final

from markupsafe import escape

from handbook_gen.core.words import Words

# Compared with Material 9.8.1; a test tells of each that is no longer found.
_MENDED: Final[Mapping[str, str]] = {
    # HTML knows this of fields that are typed into; scripts/menu.js closes what a browser restored as open.
    'type="checkbox" id="__drawer" autocomplete="off"': 'type="checkbox" id="__drawer" aria-label="{menu}"',
    'type="checkbox" id="__search" autocomplete="off"': 'type="checkbox" id="__search" aria-label="{search}"',
    # For pointers only: it closes the menu where it is pressed beside it.
    '<label class="md-overlay" for="__drawer"></label>': (
        '<label class="md-overlay" for="__drawer" title="{close}"></label>'
    ),
    '<aside class="md-banner">': '<aside class="md-banner" role="region" aria-label="{notice}">',
    '<aside class="md-banner md-banner--warning">': (
        '<aside class="md-banner md-banner--warning" role="region" aria-label="{notice}">'
    ),
    # Every icon stands beside a word or in what has a name.
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox': (
        '<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" viewBox'
    ),
}
PATTERNS: Final = tuple(_MENDED)
"""What is looked for; each stands in some page."""


def mended(html: str, words: Words) -> str:
    """Give a page as Material made it, with what its readers would stumble over put right."""
    facts = {
        "menu": escape(words("frame.menu")),
        "close": escape(words("frame.menu_close")),
        "search": escape(words("frame.search")),
        "notice": escape(words("frame.notice")),
    }
    for found, put in _MENDED.items():
        html = html.replace(found, put.format(**facts))
    return html
