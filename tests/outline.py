"""The HTML of a page as a reader sees it, in lines, for cases that people can review; asserts nothing."""

import re
from html.parser import HTMLParser
from typing import Final

_BLOCKS: Final = {"h1": "= ", "h2": "== ", "h3": "=== ", "li": "- ", "dt": "", "dd": "  ", "p": "", "div": ""}
_BREAKS: Final = frozenset({"section", "ul", "ol", "dl", "nav", "aside", "header"})


def outline(html: str) -> str:
    """Give one line per block; an element with an id says so, a link shows where it leads."""
    parser = _Outline()
    parser.feed(html)
    parser.close()
    lines = (re.sub(r"\s+", " ", line[1]).strip() for line in parser.lines)
    return "\n".join(f"{mark}{line}" for (mark, _), line in zip(parser.lines, lines, strict=True) if line)


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[str, str]] = [("", "")]
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _BLOCKS or tag in _BREAKS:
            self.lines.append((_BLOCKS.get(tag, ""), ""))
        if tag == "section" and given.get("id"):
            kind = "".join(f" {name}" for name in ("data-rule", "data-tombstone") if name in given)
            self.lines += [("", f"<{given['id']}{kind}>"), ("", "")]
        if tag == "a":
            self._links.append(given.get("href") or "")
            self._say("[")
        if tag == "use":
            self._say(f"({given.get('href', '')[4:]}) ")  # type: ignore[index]  # every symbol has an address

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._say(f"]({self._links.pop()})")
        elif tag in _BLOCKS or tag in _BREAKS:
            self.lines.append(("", ""))

    def handle_data(self, data: str) -> None:
        self._say(data)

    def _say(self, text: str) -> None:
        mark, said = self.lines[-1]
        self.lines[-1] = (mark, said + text)
