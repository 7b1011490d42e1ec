"""What items and words of an organisation are called in plain words, in one language; links nothing."""

import re
from typing import Final

from markupsafe import escape

from handbook_gen.core import text
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.channels import Channel
from handbook_gen.core.model.law import Law
from handbook_gen.core.model.types import Item, LineValue, TextValue
from handbook_gen.core.words import Words

_NUMBERED: Final = re.compile(r"[0-9][0-9a-z().:, –-]*")


def called(book: Handbook, key: str, words: Words) -> str:
    """Say a word that a policy may choose: as the policy calls it, or as we do, or else as it is typed."""
    own = key.rpartition(".")[2]
    name = next((each.name for each in book.policy.settings.words if each.word == own), None)
    return name.best(words.language) if name else words.known(key)


def named(item: Item, words: Words) -> str:
    """Give the plain words an item is called by: its name or title, or else the first line of its text."""
    if isinstance(item, Channel):
        return item.called(words.language)
    for field in ("name", "title", "who", "ask", "do", "text"):
        told = getattr(item, field, None)
        if isinstance(told, LineValue):
            return told.best(words.language)
        if isinstance(told, TextValue):
            first = told.best(words.language).partition("\n")[0]
            return text.plain(text.html(first, escape)).rstrip(".")
    return str(getattr(item, "id", ""))


def article(law: Law, words: Words) -> str:
    """Say which part of a law is meant; "article" stands before a number only, as in 6 or 27(1)(k)."""
    if law.article and _NUMBERED.fullmatch(law.article):
        return words("law.article", article=law.article)
    return law.article or ""
