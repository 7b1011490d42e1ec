"""How a single text is written in YAML: plain, in double quotes or in lines; knows nothing of policies.

What is written reads the same with libyaml, with PyYAML's own parser and with YAML 1.2: a text stays a text.
"""

import re
from typing import Final

import yaml

# What YAML 1.2 reads as something else than text; what 1.1 does is known to PyYAML.
_CORE: Final = re.compile(
    r"true|false|null|~?|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)(e[-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-f]+"
    r"|[-+]?\.inf|\.nan",
    re.IGNORECASE,
)
_NULLS: Final = frozenset({"", "~", "null"})
_NEVER_PLAIN: Final = re.compile(r"^[-?:,\[\]{}#&*!|>'\"%@`]|^\s|\s$|:(?:\s|$)|\s#|[\t\r\n]")
# In brackets a question mark ends a plain text for PyYAML's own parser.
_NOT_IN_BRACKETS: Final = re.compile(r"[,\[\]{}?]")
_LOOSE: Final = re.compile(r"[-+]?\w([\w.:-]*\w)?")
_BREAK: Final = re.compile(r"(?<=[^ ]) (?=[^ ])")
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})


def inline(text: str, *, brackets: bool = False, loose: bool = False, quoted: bool = False) -> str:
    """Write a text on one line: plain if nobody can misread it, else in double quotes.

    `loose` is for what is meant to be a number, a date or true: that stays plain. `quoted` never is.
    """
    misread = _NEVER_PLAIN.search(text) or _resembles(text) or (brackets and _NOT_IN_BRACKETS.search(text))
    if quoted or text in _NULLS or (misread and not (loose and _LOOSE.fullmatch(text))):
        return f'"{text.translate(_ESCAPES)}"'
    return text


def in_lines(text: str, width: int) -> tuple[str, list[str]] | None:
    """Write a text below a header: paragraphs as they are, one long line folded at spaces.

    Give None for a text that would not come back the same, or that has nowhere to be folded.
    """
    body = text.removesuffix("\n")
    chomp = "" if len(body) < len(text) else "-"
    lines = body.split("\n")
    if not lines[0] or lines[0][0] == " " or not lines[-1]:
        return None
    if re.search(r"[\t\r]", body) or any(line and not line.strip(" ") for line in lines):
        return None
    if len(lines) > 1:
        return f"|{chomp}", lines
    if body[-1] == " " or not (_BREAK.search(body) or "\n" in text):
        return None
    return f">{chomp}", _folded(body, width)


def _folded(line: str, width: int) -> list[str]:
    """Fill lines with words; where several spaces stand together, nothing can be folded."""
    first, *words = _BREAK.split(line)
    lines = [first]
    for word in words:
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _resembles(text: str) -> bool:
    """Tell whether some reader of YAML takes a text for a number, a date, a truth or nothing."""
    if _CORE.fullmatch(text):
        return True
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers
    return any(pattern.match(text) for _, pattern in (*resolvers.get(text[:1], ()), *resolvers.get(None, ())))
