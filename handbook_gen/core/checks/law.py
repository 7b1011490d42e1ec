"""HB804 and HB805, law: references that can be looked up, to laws that still hold; no legal advice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from handbook_gen.core.checks.check import check
from handbook_gen.core.checks.sieve import holding
from handbook_gen.core.links import spot
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.law import Law
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.shape import Path
from handbook_gen.core.problems import Finding, Kind, Severity, Spot

# Laws about so much that without an article nobody can check what is meant.
_WIDE: Final = re.compile(
    r"\b(?:burgerlijk wetboek|civil code|wetboek van strafrecht|(?:criminal|penal) code"
    r"|algemene verordening gegevensbescherming|general data protection regulation|(?:uk )?gdpr|avg)\b",
    re.IGNORECASE,
)
_NARROWER: Final = re.compile(
    r"uitvoerings|implement|\b(?:art(?:ikel|icle)?|section|overweging|recital)s?\b\.?|§", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Superseded:
    """A law that another took the place of; its names are whole words, with capitals as they stand."""

    name: str
    by: str
    year: int
    """The first in which the other one applied."""
    where: tuple[str, ...]
    """Jurisdictions in which it held."""
    pattern: str
    now: str
    """What names the other one: a text that tells both knows what it says."""


_EU: Final = ("EU", "NL", "BE", "DE", "FR")
_UK: Final = ("UK", "GB", "England", "England and Wales", "Scotland", "Wales", "Northern Ireland")
_SUPERSEDED: Final = (
    _Superseded(
        "Wbp",
        "AVG (GDPR)",
        2018,
        ("NL",),
        r"(?:Wbp|WBP)\b|[Ww]et [Bb]escherming [Pp]ersoonsgegevens\b"
        r"|Dutch (?:Personal )?Data Protection Act\b",
        r"\bAVG\b|\bGDPR\b|[Vv]erordening [Gg]egevensbescherming|General Data Protection",
    ),
    _Superseded(
        "art. 125a Ambtenarenwet",
        "art. 10 Ambtenarenwet 2017",
        2020,
        ("NL",),
        r"Ambtenarenwet(?: 1929)?(?! 2017)[^.;\n]{0,20}\b125"
        r"|125 ?(?:a|bis|ter|quater)\b[^.;\n]{0,30}Ambtenarenwet(?! 2017)|Ambtenarenwet 1929",
        r"Ambtenarenwet 2017",
    ),
    _Superseded(
        "Wob",
        "Woo",
        2022,
        ("NL",),
        r"(?:Wob|WOB)(?:-[a-z]+)?\b|[Ww]et [Oo]penbaarheid(?: van)? [Bb]estuur\b",
        r"\bW(?:oo|OO)\b|[Ww]et [Oo]pen [Oo]verheid|Open Government Act",
    ),
    _Superseded(
        "Wet Huis voor klokkenluiders",
        "Wet bescherming klokkenluiders",
        2023,
        ("NL",),
        r"[Ww]et [Hh]uis voor [Kk]lokkenluiders\b"
        r"|(?:House for Whistleblowers|Whistleblowers Authority) Act\b",
        r"[Ww]et [Bb]escherming [Kk]lokkenluiders|Whistleblowers? Protection Act",
    ),
    _Superseded(
        "Directive 95/46/EC",
        "AVG (GDPR)",
        2018,
        _EU,
        r"95/46/E[CG]\b",
        r"\bAVG\b|\bGDPR\b|2016/679",
    ),
    _Superseded(
        "Data Protection Act 1998",
        "Data Protection Act 2018",
        2018,
        _UK,
        r"Data Protection Act,? (?:of )?1998\b|DPA 1998\b",
        r"Data Protection Act,? (?:of )?2018|DPA 2018|UK GDPR",
    ),
)
_ANY: Final = re.compile("|".join(rf"(?P<law{n}>{old.pattern})" for n, old in enumerate(_SUPERSEDED)))
# What stands in each of these names: texts without any need no closer look.
_STEMS: Final = (
    "wbp|wob|persoonsgegevens|ambtenarenwet|openbaarheid|klokkenluiders|95/46|data protection act|dpa 1998"
    "|whistleblowers"
)
_TOLD_AS_PAST: Final = re.compile(
    r"vervallen|ingetrokken|vervangen|voorheen|voormalig|destijds|opvolger"
    r"|repealed|replaced|former|no longer|until 20",
    re.IGNORECASE,
)


@check("HB804", "law-incomplete", Severity.WARNING)
def law_incomplete(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find references to a law that do not say where it holds, or when somebody last read it.

    Why: a reference that nobody can look up, or that nobody has looked up, is decoration.
    Repair: fill in `jurisdiction`, and at `consulted` the day on which you read it.
    An entry may be a whole law. An `article` is asked only of the GDPR and of civil and criminal codes, which
    are about so much that nobody could check the reference without one. Who read it, and how long ago, is not
    asked; nothing is asked of a law that another has replaced.
    Source: C37.
    """
    for law in book.policy.law.law:
        missing = [key for key in ("jurisdiction", "consulted") if getattr(law, key) is None]
        missing += ["article"] * (law.article is None and _needs_article(law))
        if missing and law.replaced_by is None:
            yield Finding(
                kind, spot(law), {"id": law.id, "missing": " ".join(f"law-{key}" for key in missing)}
            )


def _needs_article(law: Law) -> bool:
    titles = [title for _, title in law.title.texts()]
    return any(map(_WIDE.search, titles)) and not any(map(_NARROWER.search, titles))


@check("HB805", "superseded-law", Severity.WARNING)
def superseded_law(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find published rules that lean on a law which another has replaced, in a field or in words.

    Why: readers who look it up find that it is gone, and doubt the rest.
    Repair: cite the law that holds now; keep the old one in law.yml with `replaced_by`, so that its history
    can be told. Replaced is what `replaced_by` says, and what we know: Wbp, Wob, article 125a of the old
    Ambtenarenwet, the Wet Huis voor klokkenluiders, Directive 95/46/EC and the UK Data Protection Act 1998. A
    text that names the new law too, or says that the old one is gone, knows what it says. An organisation
    elsewhere is not asked about these.
    Source: C37.
    """
    laws = {law.id: law for law in book.policy.law.law}
    for entry in laws.values():
        old = _known(book, entry)
        if old and entry.replaced_by is None:
            facts = {"name": old.name, "by": old.by, "year": str(old.year)}
            yield Finding(kind, spot(entry, "title"), facts, "title")
    for rule in book.published:
        for path, cited in _cited(rule):
            law = laws.get(cited)
            if law and law.replaced_by:
                facts = {"id": cited, "by": law.replaced_by}
                yield Finding(kind, spot(rule, *path), facts, "cited", (spot(law, "replaced_by"),))
    yield from _named(book, kind)


def _cited(rule: Rule) -> Iterator[tuple[Path, str]]:
    yield from ((("law", index), law) for index, law in enumerate(rule.law))
    if rule.basis and rule.basis.law:
        yield ("basis", "law"), rule.basis.law


def _known(book: Handbook, law: Law) -> _Superseded | None:
    """Tell which of the laws that we know to be replaced an entry is; its article counts too."""
    found = (_old(book, f"{title} {law.article or ''}") for _, title in law.title.texts())
    return next(filter(None, found), None)


def _named(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find the texts of published rules that name a law which is gone."""
    published = {rule.id for rule in book.published}
    told = [
        (item, (*said.path, language), text)
        for item, said in book.sayings
        if item.noun == "rule" and getattr(item, "id", "") in published
        for language, text in said.text.texts()
    ]
    known = {text: _old(book, text) for text in holding((text for _, _, text in told), _STEMS)}
    places: dict[tuple[str, _Superseded], list[Spot]] = {}
    for item, path, text in told:
        if old := known.get(text):
            places.setdefault((getattr(item, "id", ""), old), []).append(spot(item, *path))
    for (_, old), (first, *others) in places.items():
        facts = {"name": old.name, "by": old.by, "year": str(old.year)}
        yield Finding(kind, first, facts, "named", (*others,))


def _old(book: Handbook, text: str) -> _Superseded | None:
    """Give the law that a text names as if it still held."""
    for found in _ANY.finditer(text):
        old = _SUPERSEDED[int((found.lastgroup or "").removeprefix("law"))]
        here = book.policy.settings.organisation.jurisdictions
        held = not here or any(each in old.where for each in here)
        alone = not found.start() or not (text[found.start() - 1].isalnum())
        if held and alone and not re.search(old.now, text) and not _TOLD_AS_PAST.search(text):
            return old
    return None
