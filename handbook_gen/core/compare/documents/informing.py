"""What many kinds of items say alike and what binds nobody: names, reasons, owners, contacts, reviews."""

from typing import Final

from handbook_gen.core.compare.binding import informs
from handbook_gen.core.compare.documents.parts import listed
from handbook_gen.core.compare.rules.wording import told
from handbook_gen.core.compare.spans import last_day

NAME: Final = told("name-changed")
NOTE: Final = told("note-changed")
REASON: Final = told("reason-changed", "reason-added", "reason-removed")
OWNER: Final = informs("owner-changed", "owner-added", "owner-removed")
STAND_IN: Final = informs("stand-in-changed", "stand-in-added", "stand-in-removed")
CONTACT: Final = informs("contact-changed", "contact-added", "contact-removed")
REVIEW: Final = last_day("review-postponed", "review-advanced")
LINKS: Final = listed(informs("item-changed", "entry-added", "entry-removed"))
"""Ids of a list that is no more than a list."""
