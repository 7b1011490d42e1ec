"""`tone.yml`: how we sound: traits, profiles per kind of channel, and words."""

from typing import Annotated, ClassVar, Literal

from handbook_gen.core.model.refs import ChannelRef, TraitRef
from handbook_gen.core.model.rules import Examples
from handbook_gen.core.model.types import Code, Id, Item, Line, Number, Terms, Text, Unit

WordStatus = Literal["prefer", "avoid", "banned", "careful", "required"]


class Trait(Item):
    """One side of our character, with what it sounds like and what it does not."""

    noun: ClassVar[str] = "trait"

    id: Id
    name: Line
    text: Text | None = None
    do: tuple[Text, ...] = ()
    dont: tuple[Text, ...] = ()


class Profile(Item):
    """How traits are mixed for one kind of channel."""

    noun: ClassVar[str] = "profile"

    id: Id
    name: Line | None = None
    text: Text | None = None
    traits: tuple[TraitRef, ...] = ()
    address: Literal["je", "u"] | None = None
    emoji: Literal["none", "sparing", "free"] | None = None
    max_words_per_sentence: Annotated[Number, Unit("words")] | None = None


class Word(Item):
    """A word or phrase that we prefer, avoid, ban, handle with care or must use."""

    noun: ClassVar[str] = "word"

    id: Code
    status: WordStatus
    terms: Terms
    prefer: Line | None = None
    because: Text | None = None
    channels: tuple[ChannelRef, ...] = ("all",)
    examples: Examples = Examples()


class ToneFile(Item):
    """The whole of `tone.yml`."""

    traits: tuple[Trait, ...] = ()
    profiles: tuple[Profile, ...] = ()
    vocabulary: tuple[Word, ...] = ()
