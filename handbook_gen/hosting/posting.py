"""Keeps one comment of ours on a proposal as it should be; writes only where something differs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from handbook_gen.hosting.body import MARKER

Outcome = Literal["added", "changed", "removed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Note:
    """A comment: its number, which grows with time, whose it is, and what it says."""

    id: int
    author: str
    body: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pull request or merge request: its number, and its repository and branch with a colon in between."""

    number: int
    branch: str


class Host(Protocol):
    """What GitHub and GitLab can both do."""

    @property
    def home(self) -> str:
        """The address of the repository, for people."""

    def me(self) -> str:
        """Say whose the token is."""

    def proposals(self, commit: str) -> Iterator[Proposal]:
        """Give the open proposals whose last commit this is; one may come twice."""

    def notes(self, number: int) -> Iterator[Note]:
        """Give every comment on a proposal, whoever wrote it."""

    def add(self, number: int, body: str) -> None:
        """Write a comment."""

    def change(self, number: int, note: int, body: str) -> None:
        """Write over a comment."""

    def remove(self, number: int, note: int) -> None:
        """Take a comment away."""


def post(host: Host, number: int, body: str) -> Outcome:
    """Make our comment on a proposal say `body`; nothing at all takes it away. Raises HostError."""
    ours = _ours(host, number)
    kept = ours.pop() if ours and body.strip() else None
    for note in ours:
        host.remove(number, note.id)
    if not body.strip():
        return "removed" if ours else "unchanged"
    if kept is None:
        host.add(number, body)
        return "added"
    if _plain(kept.body) == _plain(body):
        return "changed" if ours else "unchanged"
    host.change(number, kept.id, body)
    return "changed"


def _ours(host: Host, number: int) -> list[Note]:
    """Find what we wrote earlier, the newest last. Anybody can write the marker, so the author counts too."""
    marked = [note for note in host.notes(number) if _plain(note.body).startswith(MARKER)]
    if not marked:
        return []
    me = host.me()
    return sorted((note for note in marked if note.author == me), key=lambda note: note.id)


def _plain(body: str) -> str:
    """Give a text as it was sent: hosts turn the ends of lines into others."""
    return body.replace("\r\n", "\n").strip()
