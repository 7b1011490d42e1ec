"""Restricted Markdown → safe HTML, and mentions such as [[DISC-01]]; knows nothing of policies or pages.

What is allowed: paragraphs, emphasis, code, lists and links with a safe scheme. All else is shown as it was
typed. Nothing is trusted twice: raw HTML is off, and what comes out still passes a sanitiser.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markupsafe import Markup, escape

SAFE_SCHEMES: Final = ("https:", "http:", "mailto:", "tel:")
_BLOCK_END: Final = re.compile(r"</(?:p|li|ul|ol)>|<br>")
_TAGS: Final = {"p", "em", "strong", "code", "a", "ul", "ol", "li", "br"}
# Tokens of full Markdown that we show as typed → what an author may have meant.
_FOREIGN: Final = {
    "heading_open": "heading",
    "html_block": "html",
    "html_inline": "html",
    "image": "image",
    "blockquote_open": "quotation",
    "fence": "code",
    "code_block": "code",
    "table_open": "table",
    "hr": "line",
    "s_open": "strike",
}
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_UNSAFE_LINK: Final = re.compile(
    r"(?<!!)\[[^\[\]\n]+\]\((?!(?:https?|mailto|tel):)[^\s()\[\]]+\)"
    r"|<https?://[^<>\s]+>|^ {0,3}\[[^\[\]\n]+\]:[ \n]",
    re.IGNORECASE | re.MULTILINE,
)

# Text without any of these is plain and needs neither Markdown nor the sanitiser (0.13 ms a text saved).
_MARKED: Final = re.compile(r"[*_`\[\]<\\~\n]|^(?:[-+#>]|\d+[.)])")
# Text without any of these holds nothing that is shown as typed, and need not be parsed to know it.
_SUSPECT: Final = re.compile(r"<|!\[|~~|\||^ {0,3}(?:[#>]|```|~~~|[-=*_] ?[-=*_])|^ {4}|^\t", re.MULTILINE)
_MENTION: Final = re.compile(r"\[\[([^\[\]\n]{1,80})\]\]")
_FENCE: Final = re.compile(r"^ {0,3}(```+|~~~+).*?(?:^ {0,3}\1|\Z)", re.DOTALL | re.MULTILINE)
_TICKS: Final = re.compile(r"`+")
_TAG: Final = re.compile(r"""(<(?:[^<>"]|"[^"]*")*>)""")
# What a writer still has to fill in; a mention that is unknown has two brackets and is none.
_BLANK: Final = re.compile(r"(?<!\[)\[([^\[\]]{1,120})\](?!\])")
# Control characters, which the reader refuses: nothing that is typed can pass for a mention.
_OPEN: Final = "\x02"
_CLOSE: Final = "\x03"
_TOKEN: Final = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation inside a text, as offsets in code points; `target` is what stands between the brackets."""

    target: str
    start: int
    end: int


def mentions(page: str) -> Iterator[Mention]:
    """Find the mentions in a hand-written page with their places, those inside code left out."""
    if "[[" not in page:
        return
    for found in _MENTION.finditer(without_code(page)):
        yield Mention(found[1], found.start(), found.end())


def mentioned(text: str) -> tuple[str, ...]:
    """Name what a text of a policy mentions, each once: exactly what `html` will make a link of."""
    if "[[" not in text:
        return ()
    tokens = (token for block in _MARKDOWN.parse(text) for token in block.children or ())
    return tuple(dict.fromkeys(token.content for token in tokens if token.type == "mention"))


def without_code(text: str) -> str:
    """Blank out code spans and blocks; every other character keeps its offset."""
    if "`" not in text and "~~~" not in text:
        return text
    text = _FENCE.sub(lambda m: " " * len(m[0]), text)
    ticks = [(m.start(), m.end()) for m in _TICKS.finditer(text)]
    closing: dict[int, int] = {}  # the number of ticks → the nearest run of as many, seen from the end
    ends: list[int | None] = []
    for start, end in reversed(ticks):
        ends.append(closing.get(end - start))
        closing[end - start] = end
    parts: list[str] = []
    done = 0
    for (start, _), end_of_code in zip(ticks, reversed(ends), strict=True):
        if end_of_code and start >= done:
            parts += [text[done:start], " " * (end_of_code - start)]
            done = end_of_code
    return "".join(parts) + text[done:]


def unsupported(text: str) -> tuple[str, ...]:
    """Name the markup in a text that will be shown as it was typed, in order of appearance."""
    if not (_MARKED.search(text) or "&" in text):
        return ()
    found: list[str] = []
    if _SUSPECT.search(text):
        tokens = (t for block in _EVERYTHING.parse(text) for t in (block, *(block.children or ())))
        found += [_FOREIGN[token.type] for token in tokens if token.type in _FOREIGN]
    bare = without_code(text)
    found += ["link"] * bool(_UNSAFE_LINK.search(bare)) + ["entity"] * bool(_ENTITY.search(bare))
    return tuple(dict.fromkeys(found))


def html(text: str, mention: Callable[[str], Markup]) -> Markup:
    """Render a text as paragraphs and lists; `mention` gives the HTML for a mention's target."""
    text = text.replace(_OPEN, "").replace(_CLOSE, "")  # the reader refused them; nothing here may rely on it
    if not _MARKED.search(text):
        return Markup("<p>") + escape(text) + Markup("</p>")
    return _mentioned(_sanitised(_MARKDOWN.render(text)), mention)


def unwrapped(html: Markup) -> Markup:
    """Take the paragraph away from around a text of one paragraph; a longer one stays as blocks."""
    inner = html.strip()
    alone = inner.startswith("<p>") and inner.endswith("</p>") and inner.count("<p>") == 1
    return Markup(inner[3:-4]) if alone else html  # noqa: S704  # a part of what was sanitised


def plain(html: Markup) -> str:
    """Give the words only of what `html` rendered, for descriptions and for the search index."""
    inner = str(unwrapped(html))
    if "<" not in inner:  # one paragraph without markup, as most are
        return " ".join((unescape(inner) if "&" in inner else inner).split())
    return " ".join(Markup(_BLOCK_END.sub(r"\g<0> ", inner)).striptags().split())  # noqa: S704  # only to strip


def with_blanks(html: Markup) -> Markup:
    """Mark what stands in square brackets in a rendered text: whoever uses it has to fill that in."""
    parts = _TAG.split(html)  # words and tags by turns
    parts[::2] = (_BLANK.sub(r'<mark class="hb-blank">\g<0></mark>', part) for part in parts[::2])
    return Markup("".join(parts))  # noqa: S704  # our own mark around what was sanitised


def blanks(html: Markup) -> tuple[str, ...]:
    """Name what has to be filled in before a rendered text can be used, each once."""
    words = (unescape(name) for part in _TAG.split(html)[::2] for name in _BLANK.findall(part))
    return tuple(dict.fromkeys(" ".join(word.split()) for word in words))


def _sanitised(rendered: str) -> str:
    return nh3.clean(rendered, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES)


def _mentioned(clean: str, mention: Callable[[str], Markup]) -> Markup:
    return Markup(_TOKEN.sub(lambda m: str(mention(Markup(m[1]).unescape())), clean))  # noqa: S704  # sanitised


def _parse_mention(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's own signature
    found = _MENTION.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("mention", "", 0)
        token.content = found[1]
    state.pos = found.end()
    return True


def _safe(url: str) -> bool:
    return url.lower().startswith(SAFE_SCHEMES)


def _with_mentions(markdown: MarkdownIt) -> MarkdownIt:
    markdown.inline.ruler.before("link", "mention", _parse_mention)
    markdown.renderer.rules["mention"] = (  # type: ignore[attr-defined]  # the renderer of HTML has rules
        lambda tokens, index, *_: f"{_OPEN}{escape(tokens[index].content)}{_CLOSE}"
    )
    markdown.validateLink = _safe  # type: ignore[method-assign]  # how markdown-it wants to be told
    return markdown


_MARKDOWN: Final = _with_mentions(
    MarkdownIt("zero").enable(["emphasis", "backticks", "link", "list", "newline", "escape"])
)
# Everything that CommonMark and GitHub know, to see what an author meant by what we show literally.
_EVERYTHING: Final = _with_mentions(MarkdownIt("commonmark").enable(["table", "strikethrough"]))
_ATTRIBUTES: Final = {"*": set[str](), "a": {"href"}, "ol": {"start"}}
_SCHEMES: Final = {scheme.removesuffix(":") for scheme in SAFE_SCHEMES}
