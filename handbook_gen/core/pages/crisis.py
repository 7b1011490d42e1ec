"""What is ready before it is needed: falling silent, who speaks, a hijacked account, times to be careful."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, Final

from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.webcare import Crisis, SensitivePeriod
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Entry, Page
from handbook_gen.core.pages.views import carded, counting, levels
from handbook_gen.core.words import Words

_URGENT: Final = ("hijacked", "going-dark", "spokesperson")
"""The parts of the plan that somebody looks for in a hurry."""
_SHORT: Final = 12


def pages(book: Handbook, words: Words) -> Iterator[Page]:
    """Make the page of the crisis plan."""
    crisis = book.policy.webcare.crisis
    if not crisis or not crisis.says:
        return
    periods = _periods(book, crisis)
    parts = {
        "levels": bool(book.policy.webcare.escalation),
        "hijacked": crisis.hijacked_account and crisis.hijacked_account.says,
        "going-dark": crisis.going_dark and crisis.going_dark.says,
        "spokesperson": crisis.spokesperson,
        "periods": periods,
        "after": (crisis.after_action and crisis.after_action.says)
        or crisis.last_exercise
        or crisis.review_by,
    }
    yield Page(
        address=addresses.CRISIS,
        template="crisis.html",
        title=words("crisis.title"),
        description=words("crisis.description"),
        tab="webcare",
        data={
            "crisis": crisis,
            "levels": _levels(book),
            **_who(book, crisis),
            "periods": periods,
            "prints": _prints(crisis, words),
            "card": carded(book),
            "ways": tuple(part for part in _URGENT if parts[part]),
        },
        entries=tuple(Entry(part, words(f"crisis.{part}.title")) for part, there in parts.items() if there),
    )


def _levels(book: Handbook) -> list[dict[str, Any]]:
    return [
        {
            "level": level,
            "owner": (owner := book.role(level.owner)),
            "stand_in": book.role(level.stand_in),
            "hours": counting(level, owner),
        }
        for level in levels(book)
    ]


def _who(book: Handbook, crisis: Crisis) -> dict[str, Any]:
    dark, speaker, hijacked = crisis.going_dark, crisis.spokesperson, crisis.hijacked_account
    decides = book.role(dark.decides) if dark else None
    return {
        "decides": decides,
        "decides_next": book.role(decides.stand_in) if decides else None,
        "speaker": book.role(speaker.role) if speaker else None,
        "speaker_next": book.role(speaker.stand_in) if speaker else None,
        "contacts": [role for i in (hijacked.contacts if hijacked else ()) if (role := book.role(i))],
        "looks_back": book.role(crisis.after_action.owner) if crisis.after_action else None,
    }


def _prints(crisis: Crisis, words: Words) -> dict[str, str]:
    """Name each checklist by what it says: a tick belongs to the words that were read, and to no others."""
    hijacked, dark = crisis.hijacked_account, crisis.going_dark
    return {
        "hijacked": _print(step.best(words.language) for step in (hijacked.steps if hijacked else ())),
        "going-dark": _print(dark.order if dark else ()),
    }


def _print(said: Iterable[str]) -> str:
    return sha256("\n".join(said).encode()).hexdigest()[:_SHORT]


def _periods(book: Handbook, crisis: Crisis) -> list[tuple[SensitivePeriod, list[Any]]]:
    """Give the periods that are not over, the first first."""
    left = [each for each in crisis.sensitive_periods if not each.until or each.until > book.day]
    left.sort(key=lambda period: (period.from_ or book.day).isoformat())
    return [(each, [*book.shown(each.rules)]) for each in left]
