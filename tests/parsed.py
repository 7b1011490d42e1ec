"""What a browser would make of some HTML, and what of it is dangerous; asserts nothing."""

import re
from html.parser import HTMLParser
from typing import Final

URLS: Final = {
    "href",
    "src",
    "action",
    "formaction",
    "xlink:href",
    "data",
    "poster",
    "srcset",
    "background",
    "cite",
}
SAFE: Final = re.compile(r"(?:https?:|mailto:|tel:|#|\./|\.\./|/(?!/)|[a-z0-9]+[/?]|$)", re.IGNORECASE)
ACTIVE: Final = {"script", "iframe", "object", "embed", "style", "form", "img", "base", "link", "meta"}
NO_ICON: Final = "data:,"
"""An address without anything behind it, which keeps a browser from asking for an icon."""
OURS: Final = (("form", "class", "hb-seek"), ("script", "src", "../assets/search-page.js"))
"""What the search page holds by itself: its form, and the script that works it."""
VOID: Final = {"br", "img", "input", "meta", "link", "hr"}


class Parsed(HTMLParser):
    """What a browser would make of some HTML: elements with attributes, and the words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.others: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)


def dangers(html: str) -> list[str]:
    """Name what is not safe in HTML of ours, wherever it came from."""
    parsed = Parsed(html)
    found = [f"<{tag}>" for tag in parsed.unbalanced + parsed.open] + parsed.others
    for tag, attributes in parsed.elements:
        if not any(tag == ours and attributes.get(name) == value for ours, name, value in OURS):
            found += [tag] * (tag in ACTIVE)
        found += [name for name in attributes if name.startswith("on") or name in ("style", "srcdoc")]
        urls = {name: "".join((value or "").split()) for name, value in attributes.items() if name in URLS}
        found += [f"{name}={url}" for name, url in urls.items() if not SAFE.match(url) and url != NO_ICON]
    return found
