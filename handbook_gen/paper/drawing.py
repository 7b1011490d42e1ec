"""What WeasyPrint cannot find out by itself: the colours of a picture, its words, and the symbols of marks.

A picture sees neither the style sheet of its page nor the variables in it, and its name stands in a caption.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Final
from urllib.parse import quote

_SYMBOL: Final = re.compile(
    r'<svg[^>]*aria-hidden="true"[^>]*>\s*<use (?:xlink:)?href="#(?:[\w-]+--)?hb-([a-z-]+)"></use>\s*</svg>'
)
_SHAPES: Final = re.compile(r"<svg\b[^>]*>(?:\s*<symbol\b.*?</symbol>)+\s*</svg>", re.DOTALL)
_DRAWING: Final = re.compile(r"<svg\b[^>]*>(?!<title)")
_NAME: Final = re.compile(r'\saria-label="([^"]*)"')
_BY: Final = re.compile(r'\saria-labelledby="([^"]*)"')
_CAPTION: Final = re.compile(r'<figcaption id="([^"]*)">(.*?)</figcaption>', re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SCREEN: Final = re.compile(r"@media (?!print)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_TOKEN: Final = re.compile(r"(--[a-z-]+)\s*:\s*([^;]+)")
_VAR: Final = re.compile(r"var\((--[a-z-]+)(?:,\s*([^()]+))?\)")
_WITHIN: Final = re.compile(r"\.hb-picture(?:__paper)? svg(?=\W|$)\s*")
_HANDS: Final = (":hover", ":focus", "@", "::")
_DRAWN: Final = ("fill", "stroke", " svg")
"""What tells that a rule of the style sheet is about a picture."""
_BESIDE: Final = "–"
"""What is read out of a picture that only repeats the words beside it: PDF/UA wants something."""
_PAPER: Final = {"--md-default-bg-color": "#fff"}
_MARKS: Final = {
    "do": "may",
    "dont": "must-not",
    "yes": "may",
    "no": "must-not",
    "only-if": "must",
    "ask": "should",
}
"""Symbols that borrow the colour of a modality."""


def drawn(html: str, style: str) -> str:
    """Give pictures their colours and their words; symbols become marks that nobody is read out."""
    inks = "".join(_inks(style))
    captions = {found[1]: _TAG.sub("", found[2]).strip() for found in _CAPTION.finditer(html)}
    html = _SYMBOL.sub(r'<span class="hb-symbol hb-symbol--\1"></span>', _SHAPES.sub("", html))
    return _DRAWING.sub(
        lambda at: f"{at[0]}<title>{_said(at[0], captions)}</title><style>{inks}</style>", html
    )


def symbols(shapes: Mapping[str, str], style: str) -> str:
    """Give a style sheet that draws the symbols of marks; `shapes` are what is inside each, by its name."""
    tokens = _tokens(style)
    return "".join(
        f'.hb-symbol--{name} {{ background-image: url("data:image/svg+xml,{quote(_shape(shape, ink))}") }}\n'
        for name, shape in shapes.items()
        if (ink := tokens.get(f"--hb-{_MARKS.get(name, name)}", tokens.get("--hb-ink", "#000")))
    )


def _shape(shape: str, ink: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="{ink}">{shape}</svg>'


def _said(tag: str, captions: Mapping[str, str]) -> str:
    """Give the words of a picture: its own, or those of its caption, which are escaped already."""
    if found := _NAME.search(tag):
        return found[1]
    named = _BY.search(tag)
    return captions.get(named[1], _BESIDE) if named else _BESIDE


def _inks(style: str) -> Iterator[str]:
    """Give what a style sheet says of pictures, with every variable filled in."""
    style = _SCREEN.sub("", _COMMENT.sub("", style))
    tokens = {**_PAPER, **_tokens(style)}
    rules = [(each.strip(), body) for found in _RULE.finditer(style) for each, body in [(found[1], found[2])]]
    own = {
        each: dict(_TOKEN.findall(body)) for each, body in rules if "--hb-t" in body and "var(--hb-" in body
    }
    for selector, body in rules:
        if "(" in selector or not any(each in body or each in selector for each in _DRAWN):
            continue  # one selector that is not understood there ends the whole sheet
        for one in (part.strip() for part in selector.split(",")):
            if _drawable(one):
                yield from _filled(_WITHIN.sub("", one) or "svg", body, tokens, own)


def _tokens(style: str) -> dict[str, str]:
    """Give the variables that hold for a whole page, the later ones first."""
    style = _SCREEN.sub("", _COMMENT.sub("", style))
    roots = (found[2] for found in _RULE.finditer(style) if ":root" in found[1])
    return {name: value.strip() for body in roots for name, value in _TOKEN.findall(body)}


def _drawable(selector: str) -> bool:
    return selector.startswith((".hb-", "svg", "text")) and not any(each in selector for each in _HANDS)


def _filled(
    selector: str, body: str, tokens: Mapping[str, str], own: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    """Fill variables in; those that a kind of box sets for itself once for each of its kinds."""
    if "paint-order" in body:  # not known there: what should stand behind the letters would cover them
        body = re.sub(r"stroke[a-z-]*\s*:[^;]*;?|paint-order\s*:[^;]*;?", "", body)
    if "var(--hb-tone)" not in body and "var(--hb-tint)" not in body:
        yield f"{selector}{{{_resolved(body, tokens)}}}"
        return
    for kind, set_by in own.items():
        for one in (part.strip() for part in kind.split(",")):
            base = one.partition("--")[0]
            if "--" in one and base in selector:
                more = {name: _resolved(value, tokens) for name, value in set_by.items()}
                yield f"{selector.replace(base, one, 1)}{{{_resolved(body, {**tokens, **more})}}}"


def _resolved(body: str, tokens: Mapping[str, str]) -> str:
    return _VAR.sub(lambda at: escape(tokens.get(at[1], at[2] or "inherit"), quote=False), body).strip()
