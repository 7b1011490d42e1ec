"""What a page is before it is HTML: an address, a title and the data for one template."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

WRITTEN: Final = ("start", "rules", "roles", "webcare", "channels", "tone", "strategy", "about")
"""The tabs that hand-written pages can stand under."""
TABS: Final = (WRITTEN[0], "proposal", *WRITTEN[1:])
"""The tabs of the handbook, in the order a reader sees them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading that the table of contents shows."""

    id: str
    title: str
    under: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page in one language; `title` and `description` are plain text."""

    address: str
    """Relative to the root of a version, such as `topics/disclosure/`; the start page is empty."""
    template: str
    title: str
    tab: str
    description: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    wide: bool = False
    """Whether it needs the room of the table of contents, for a large picture."""
    group: str = ""
    """The heading it stands under in the side bar, if any."""
    listed: bool = True
    """Whether menus list it; pages that only others lead to are not."""
