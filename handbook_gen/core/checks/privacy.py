"""HB802 and HB803, privacy: what is internal and would be read by everybody; secrets are another's."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from handbook_gen.core.checks.check import check
from handbook_gen.core.links import spot
from handbook_gen.core.model import Item
from handbook_gen.core.model.book import Handbook, Key
from handbook_gen.core.model.channels import Channel
from handbook_gen.core.model.shape import Path, at
from handbook_gen.core.model.webcare import Reply
from handbook_gen.core.problems import Finding, Kind, Severity, Spot

_ADDRESSES: Final = re.compile(
    r"(?P<mail>[\w.%+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<phone>(?<![\w+.])\+?(?:\(0?[0-9]{1,4}\)|[0-9])(?:[ ./-]?(?:\(0\)|[0-9])){7,14}(?!\w))"
)
_MOBILE: Final = re.compile(r"6[1-9][0-9]{7}")
"""The end of a mobile number, which in most of Europe begins with a 6: it is in somebody's pocket."""
_NO_DIGIT: Final = re.compile(r"[^0-9]")
_SAME_END: Final = 9
"""How many last digits tell a telephone number, with the code of its country or without."""
_HOUSE_RULES: Final = "house_rules"
_CUSTODY: Final = "custody"
"""Who has the keys of a channel: for everybody never, whatever else of the channel is."""


@check("HB802", "internal-in-public", Severity.ERROR)
def internal_in_public(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find texts for everybody with an address or number that is for colleagues.

    Why: what has been public is never internal again, and behind a direct number stands somebody.
    Repair: mention the role, as in `[[webcare]]`; or give its contact `visibility: public`, if outsiders may
    use it. Asked where an edition shows what is public and nothing else. Public are rules, reply texts and
    channels with that visibility, topics with a public rule, and the house rules. An address that stands as
    public anywhere, is. A mobile number that stands nowhere else is told too.
    Source: C32.
    """
    public = _public(book)
    known = _known(book) if public else _Known({}, frozenset())
    for item, said in book.sayings if public else ():
        if _read_by_all(public, item, said.path):
            for language, text in said.text.texts():
                ends, where = _ends(text), spot(item, *said.path, language)
                owners = dict.fromkeys(known.private[end] for end in ends if end in known.private)
                for identity, places in groupby(owners, key=lambda owner: owner.id):
                    facts = {"id": identity} if identity else {}
                    yield Finding(kind, where, facts, "role" if identity else "person", (*places,))
                if any(_MOBILE.fullmatch(end) and not known.has(end) for end in ends):
                    yield Finding(kind, where, variant="mobile")


@check("HB803", "public-cites-internal", Severity.WARNING)
def public_cites_internal(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find texts for everybody that mention a rule, reply or channel that is internal.

    Why: readers outside follow a link to nothing, and learn that there is something.
    Repair: make what is mentioned public too, or say what matters in words.
    Asked where HB802 is asked. Fields that cite, such as `overrides`, are shown only where both may be seen.
    Source: C32.
    """
    public = _public(book)
    for (noun, identity), places in book.cited_by.items() if public else ():
        if noun in ("rule", "reply", "channel") and (noun, identity) not in public:
            for where in places:
                item = book.get(where.noun, where.id)
                if item and _read_by_all(public, item, where.path) and _is_text(item, where.path):
                    yield Finding(kind, where, {"id": identity, "found": noun})


def _public(book: Handbook) -> frozenset[Key]:
    """Give the items that an edition for everybody shows; none where there is no such edition."""
    if not any({*edition.shows} == {"public"} for edition in book.policy.settings.editions):
        return frozenset()
    rules = [rule.id for rule in book.published if rule.visibility == "public"]
    items: tuple[Channel | Reply, ...] = (*book.policy.channels.channels, *book.policy.webcare.replies)
    return frozenset(
        {("webcare", "")}
        | {("rule", identity) for identity in rules}
        | {("topic", book.topic_of[identity]) for identity in rules}
        | {(item.noun, item.id) for item in items if item.visibility == "public"}
    )


def _read_by_all(public: frozenset[Key], item: Item, path: Path) -> bool:
    """Tell whether an edition for everybody shows a text: of webcare the house rules, of channels no keys."""
    if item.noun == "channel" and path[0] == _CUSTODY:
        return False
    return (item.noun, getattr(item, "id", "")) in public and (
        item.noun != "webcare" or path[0] == _HOUSE_RULES
    )


def _is_text(item: Item, path: Path) -> bool:
    """Tell whether what stands at a path is a text, and not an id."""
    way = path if isinstance(path[-1], str) else path[:-1]
    return next((field.ref is None for field in at(type(item), way[:-1]) if field.key == way[-1]), False)


@dataclass(frozen=True, slots=True)
class _Known:
    """The addresses and numbers of a policy: for colleagues, with where each stands, and for everybody."""

    private: Mapping[str, Spot]
    public: frozenset[str]

    def has(self, end: str) -> bool:
        """Tell whether an address or number stands in the policy at all."""
        return end in self.private or end in self.public


def _known(book: Handbook) -> _Known:
    """Give the addresses and numbers of a policy; what stands as public anywhere, is."""
    private: dict[str, Spot] = {}
    public: set[str] = set()
    for index, person in enumerate(book.policy.people.people):
        for way, end in (("mail", person.mail), ("phone", person.phone)):
            private |= {each: Spot("people", "", ("people", index, way)) for each in _ends(end or "")}
    for role in book.policy.roles.roles:
        for way, end in (("mail", role.contact.mail), ("phone", role.contact.phone)) if role.contact else ():
            found = _ends(end or "")
            if role.contact and role.contact.visibility == "public":
                public |= {*found}
            private |= {each: spot(role, "contact", way) for each in found}
    corrections, house = book.policy.settings.corrections, book.policy.webcare.house_rules
    public |= {*_ends((corrections and corrections.mail) or ""), *_ends((house and house.emergency) or "")}
    return _Known({end: where for end, where in private.items() if end not in public}, frozenset(public))


def _ends(text: str) -> tuple[str, ...]:
    """Give the addresses and numbers in a text, written in one way."""
    if not any(sign in text for sign in ("@", *"0123456789")):
        return ()
    return tuple(
        found["mail"].rstrip(".").casefold()
        if found["mail"]
        else _NO_DIGIT.sub("", found["phone"])[-_SAME_END:]
        for found in _ADDRESSES.finditer(text)
    )
