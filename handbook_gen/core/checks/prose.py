"""The words of a text as a reader sees them, without code, mentions and addresses; judges nothing."""

import re
from collections.abc import Iterator
from typing import Final

from handbook_gen.core.model import Item, Rule
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.shape import Path
from handbook_gen.core.model.types import Language, LineValue, TextValue
from handbook_gen.core.text import without_code

_MARKED: Final = re.compile(r"[\[`~@/]|www")
_MENTION: Final = re.compile(r"\[\[[^\[\]\n]{1,80}\]\]")
_LINK: Final = re.compile(r"\[([^\[\]\n]*)\]\([^()\s]*\)")
_BLANK: Final = re.compile(r"\[[^\[\]]{1,80}\]")
_ADDRESS: Final = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}|\b(?:https?://|mailto:|www\.)[^\s<>)\]]+|\b\w+\.\w{2,3}/\S*"
)
_QUOTE: Final = re.compile(
    r"‘((?:[^‘’]|’(?=\w)){1,400})’(?!\w)"
    r"|“([^“”]{1,400})”|„([^„”“]{1,400})[”“]|«([^«»]{1,400})»"
    r"|(?<!\w)\"([^\"]{1,400})\"(?!\w)|(?<!\w)'(?!\s)((?:[^']|'(?=\w)){1,400})'(?!\w)"
)
_YET_TO_COME: Final = re.compile(
    r"\W*+(?:(?:t\.?b\.?[acd]|to be (?:determined|decided|confirmed|done|added|written)"
    r"|to ?do|fixme|n/?a|n\.?v\.?t"
    r"|(?:none|not|nothing) yet|not applicable|unknown|pending|fill (?:this )?in|lorem ipsum.*|x{2,}"
    r"|nog niet|niet van toepassing|onbekend|volgt(?: nog| later)?|(?:nog )?(?:nader )?te bepalen"
    r"|(?:nog )?(?:invullen|in te vullen|uitzoeken|uit te zoeken|bespreken|doen|te doen))\W*)?",
    re.IGNORECASE | re.DOTALL,
)
# It begins with a set of characters, which is what makes it fast.
_END: Final = re.compile(r"[.!?\n](?:(?<=[.!?])[”’\")]*\s+(?=[\"“‘(…A-ZÀ-Ý])|(?<=\n)(?:\s*\n|[-*] ))")
# A point that ends one of these ends no sentence.
_SHORTENED: Final = re.compile(
    r"\b(?:(?:[A-Za-z]\.)+[A-Za-z]|dhr|mevr|bijv|nr|mr|mrs|ms|dr|st)\.\Z", re.IGNORECASE
)
_LONGEST_SHORT: Final = 8
_WORD: Final = re.compile(r"#?\w+(?:[-'./&]\w+)*")


def bare(text: str) -> str:
    """Blank out what nobody reads as words: code, mentions, addresses, and what is still to be filled in."""
    if not _MARKED.search(text):
        return text
    text = _LINK.sub(r"\1", _MENTION.sub(" ", without_code(text)))
    return _ADDRESS.sub(" ", _BLANK.sub("…", text))


def unquoted(text: str, most: int = 400) -> str:
    """Blank out quotations of at most so many words: what is quoted is spoken about, and not said.

    A text that is a quotation as a whole is an example, and stays.
    """
    if not any(mark in text for mark in "‘“„«\"'"):
        return text
    whole = len(text.strip(" .")) - 2

    def gone(found: re.Match[str]) -> str:
        inside = found[found.lastindex or 0]
        return found[0] if len(inside) >= whole or len(inside.split()) > most else " … "

    return _QUOTE.sub(gone, text)


def told(text: TextValue | None) -> bool:
    """Tell whether a text says anything: not where it is missing, or still has to be written, as in “TBD”."""
    return text is not None and not all(_YET_TO_COME.fullmatch(said) for _, said in text.texts())


def words(text: str) -> list[str]:
    """Give the words of a text, lower case; the parts of a compound with a hyphen are one word."""
    return _WORD.findall(text.replace("’", "'").casefold())


def sentences(text: str) -> list[str]:
    """Take a text apart into sentences; a point in an abbreviation, or in a time, ends none."""
    found, start = [], 0
    for end in _END.finditer(text):
        stop = end.start() + (end[0][0] != "\n")
        if not _SHORTENED.search(text, max(start, stop - _LONGEST_SHORT), stop):
            found.append(text[start:stop])
            start = end.end()
    return [*found, text[start:]]


Told = tuple[Item, Path, Language, str]
"""An item, the way to a text in it, a language, and what the text says in it."""


def in_languages(
    book: Handbook, item: Item, path: Path, text: TextValue | LineValue | None
) -> Iterator[Told]:
    """Give a text in each language that the handbook is published in."""
    for language in book.languages:
        if text and (said := text.said(language)):
            yield item, path, language, said


def read_by_others(book: Handbook) -> Iterator[Told]:
    """Give every text that somebody reads, in each published language; drafts and what ended are left out."""
    published = {rule.id for rule in book.published}
    for item, said in book.sayings:
        if not (isinstance(item, Rule) and item.id not in published):
            yield from in_languages(book, item, said.path, said.text)
