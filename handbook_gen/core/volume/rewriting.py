"""The HTML of one page → a chapter among others: anchors that stay apart, links within; knows no handbook."""

import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from typing import Final

from markupsafe import Markup, escape

_HEADING: Final = re.compile(r"h[1-5]")
_NAMING: Final = ("id", "for", "aria-labelledby", "aria-describedby", "aria-controls")
_ATTRIBUTE: Final = re.compile(rf'\s({"|".join(_NAMING)}|href|xlink:href|marker-end)="([^"]*)"')
_ID: Final = re.compile(r'\sid="([^"]+)"')
_POINTED: Final = re.compile(r"url\(#([^)]+)\)")
_ON_SCREEN: Final = frozenset({"noscript", "script", "form", "button"})
"""What only does something in a browser with our scripts, or stands in for them."""
_SYMBOL: Final = "#hb-"
"""How the name of a drawn symbol begins; most stand once in a document, some on the page that draws them."""

Anchor = Callable[[str], str]
"""The anchor of a page → what it is called in the whole."""
Way = Callable[[str], str]
"""An address as a page gives it → where it leads from the whole; nothing where it leads nowhere."""


def anchors(html: str) -> frozenset[str]:
    """Name every place in some HTML that a link can lead to."""
    return frozenset(unescape(found) for found in _ID.findall(html))


def rewritten(html: str, anchor: Anchor, way: Way) -> Markup:
    """Rewrite a page as a chapter: its headings one level lower, what only a browser needs left out."""
    rewriter = _Rewriter(anchor, way, anchors(html))
    rewriter.feed(html)
    rewriter.close()
    return Markup("".join(rewriter.made))  # noqa: S704  # what came in was HTML of ours


class _Rewriter(HTMLParser):
    """Copies HTML as it is written, but for the start tags that it has an opinion on."""

    def __init__(self, anchor: Anchor, way: Way, own: frozenset[str]) -> None:
        super().__init__(convert_charrefs=False)
        self.made: list[str] = []
        self._anchor = anchor
        self._way = way
        self._own = own
        self._links: list[str] = []
        self._drawings = 0
        self._skipped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipped or tag in _ON_SCREEN:
            self._skipped += [tag] * (tag in _ON_SCREEN)
            return
        text = self.get_starttag_text() or ""
        self._drawings += tag == "svg"
        if tag == "a":
            text = self._link(text, dict(attrs))
        elif _HEADING.fullmatch(tag):
            text = f"<{_lower(tag)}{text[len(tag) + 1 :]}"
        self.made.append(_ATTRIBUTE.sub(self._attribute, text))

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            if tag == self._skipped[-1]:
                self._skipped.pop()
            return
        self._drawings -= tag == "svg"
        name = self._links.pop() if tag == "a" and self._links else tag
        self.made.append(f"</{_lower(name) if _HEADING.fullmatch(name) else name}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # its signature
        if not self._skipped and tag not in _ON_SCREEN:
            self.made.append(_ATTRIBUTE.sub(self._attribute, self.get_starttag_text() or ""))

    def handle_data(self, data: str) -> None:
        self._text(data)

    def handle_entityref(self, name: str) -> None:
        self._text(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._text(f"&#{name};")

    def _text(self, text: str) -> None:
        if not self._skipped:
            self.made.append(text)

    def _link(self, text: str, given: dict[str, str | None]) -> str:
        """Keep a link that leads somewhere; of another only its words are left, or what it draws."""
        href = given.get("href")
        if href is None or self._way(href):
            self._links.append("a")
            return text
        bare = "g" if self._drawings else "span"  # a span would end the picture
        self._links.append(bare)
        return re.sub(r'^<a|\shref="[^"]*"', lambda f: f"<{bare}" if f[0] == "<a" else "", text)

    def _attribute(self, found: re.Match[str]) -> str:
        name, value = found[1], unescape(found[2])
        if name.endswith("href"):
            shared = value.startswith(_SYMBOL) and value[1:] not in self._own
            value = value if shared else self._way(value)
        elif name == "marker-end":
            value = _POINTED.sub(lambda at: f"url(#{self._anchor(at[1])})", value)
        else:
            value = " ".join(self._anchor(each) for each in value.split())
        return f' {name}="{escape(value)}"'


def _lower(heading: str) -> str:
    return f"h{int(heading[1]) + 1}"
