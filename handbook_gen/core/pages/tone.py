"""How we sound: traits with do and don't, profiles, words."""

from collections.abc import Iterator
from typing import Final

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.words import Words

_STATUSES: Final = ("prefer", "required", "avoid", "banned", "careful")


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page of the tone of voice."""
    tone = book.policy.tone
    if not (tone.traits or tone.profiles or tone.vocabulary):
        return
    # A list of words belongs to its language: what has no words in this one is nothing to a reader of it.
    entries = [word for word in tone.vocabulary if word.terms.said(words.language)]
    vocabulary = [(status, [w for w in entries if w.status == status]) for status in _STATUSES]
    traits = {trait.id: trait for trait in tone.traits}
    parts = (("traits", tone.traits), ("profiles", tone.profiles), ("vocabulary", entries))
    yield Page(
        address=addresses.TONE,
        template="tone.html",
        title=words("tone.title"),
        description=words("tone.description"),
        tab="tone",
        data={
            "traits": tone.traits,
            "profiles": [
                (
                    profile,
                    [traits[i] for i in profile.traits if i in traits],
                    [c for c in book.policy.channels.channels if c.tone and c.tone.profile == profile.id],
                )
                for profile in tone.profiles
            ],
            "vocabulary": [(status, entries) for status, entries in vocabulary if entries],
        },
        entries=tuple(Entry(f"_{part}", words(f"tone.{part}")) for part, there in parts if there),
    )
