"""What the checks found, by who answers for it, and what was accepted for a while; judges nothing itself."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import Final

from handbook_gen.core.model import DOCUMENTS
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.handbook import Waiver
from handbook_gen.core.model.roles import Role
from handbook_gen.core.model.strategy import StrategyFile
from handbook_gen.core.model.types import Item
from handbook_gen.core.model.webcare import WebcareFile
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.problems import Finding, Kind, Severity, Spot
from handbook_gen.core.sentences import what, why
from handbook_gen.core.words import Words

_FILES: Final[Mapping[str, str]] = MappingProxyType(
    {model.noun: path for path, model in DOCUMENTS.items() if model.noun}
)
# Where each kind of item says who answers for it.
_OWNER: Final = ("owner", "approved_by", "by", "checked_by", "ask")


@dataclass(frozen=True, slots=True)
class Told:
    """One finding: its sentence, what it is about, and the waiver that accepts it, if any."""

    sentence: str
    item: Item | None
    file: str
    """Where it stands, for what is no item."""
    waiver: Waiver | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """All findings of one kind."""

    kind: Kind
    why: str
    told: tuple[Told, ...]

    @property
    def sentence(self) -> str:
        """What is said of every one of them, where that is the same of several."""
        said = {each.sentence for each in self.told}
        return said.pop() if len(said) == 1 < len(self.told) else ""


@dataclass(frozen=True, slots=True)
class Share:
    """What one role has to look at."""

    id: str
    owner: Role | None
    open: tuple[Alike, ...]
    waived: tuple[Told, ...]


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page of findings, where there are any."""
    shares = _shares(book, words)
    if not shares:
        return
    counts = Counter(finding.kind.severity for finding in book.findings)
    yield Page(
        address=addresses.FINDINGS,
        template="findings.html",
        title=words("findings.title"),
        description=words("findings.description"),
        tab="about",
        data={
            "shares": shares,
            "counts": [(severity, counts[severity]) for severity in Severity if counts[severity]],
            "waived": len(book.waived),
        },
        entries=tuple(Entry(share.id, _called(share.owner, words)) for share in shares),
    )


def _shares(book: Handbook, words: Words) -> tuple[Share, ...]:
    """Divide everything over who answers for it, who has most first; what nobody answers for comes last."""
    found: dict[str, tuple[list[Finding], list[tuple[Finding, Waiver]]]] = {}
    for finding in book.findings:
        found.setdefault(_owner(book, finding.spot), ([], []))[0].append(finding)
    for finding, waiver in book.waived:
        found.setdefault(waiver.owner or "", ([], []))[1].append((finding, waiver))
    order = sorted(found, key=lambda owner: (not owner, -len(found[owner][0]), owner))
    return tuple(
        Share(
            id=f"_{owner}" if owner else "_nobody",
            owner=book.role(owner),
            open=tuple(_alike(book, found[owner][0], words)),
            waived=tuple(_told(book, finding, words, waiver) for finding, waiver in found[owner][1]),
        )
        for owner in order
    )


def _alike(book: Handbook, findings: Iterable[Finding], words: Words) -> Iterator[Alike]:
    weight = [*Severity]

    def heaviest(finding: Finding) -> tuple[int, str]:
        return weight.index(finding.kind.severity), finding.kind.code

    for _, some in groupby(sorted(findings, key=heaviest), key=heaviest):
        every = tuple(some)
        kind = every[0].kind
        yield Alike(kind, why(kind, words), tuple(_told(book, finding, words) for finding in every))


def _told(book: Handbook, finding: Finding, words: Words, waiver: Waiver | None = None) -> Told:
    spot = finding.spot
    item = _item(book, spot)
    return Told(what(finding, words), item, "" if item else _FILES.get(spot.noun, ""), waiver)


def _item(book: Handbook, spot: Spot) -> Item | None:
    """Give what a finding is about, where that has an id; a whole document has none."""
    return (
        book.rules.get(spot.id) if spot.noun == "rule" else book.get(spot.noun, spot.id) if spot.id else None
    )


def _owner(book: Handbook, spot: Spot) -> str:
    """Give the id of the role that answers for what a finding is about; nothing where nobody does."""
    item = _item(book, spot) or book.get(spot.noun, "")
    if isinstance(item, StrategyFile):
        return item.final_responsibility.role if item.final_responsibility else item.sponsor or ""
    if isinstance(item, WebcareFile):
        crisis = item.crisis
        return (crisis.after_action.owner if crisis and crisis.after_action else None) or ""
    named = (getattr(item, field, None) for field in _OWNER)
    owner = next((role for role in named if role), "")
    return owner if book.role(owner) else ""


def _called(role: Role | None, words: Words) -> str:
    return role.name.best(words.language) if role else words("findings.nobody")
