"""Which of many texts can hold some words at all: a quick look before a slow one; matches nothing itself."""

from collections.abc import Iterable


def holding(texts: Iterable[str], stems: str) -> frozenset[str]:
    """Keep the texts in which a part of a word stands, with or without capitals; `stems` has | between them.

    One search through all of it tells which parts there are, and few are: so this costs next to nothing.
    """
    every = {text: text.casefold() for text in texts}
    whole = "\n".join(every.values())
    there = [stem for stem in stems.split("|") if stem in whole]
    return frozenset(text for text, lower in every.items() if any(stem in lower for stem in there))
