"""What authors say of their commits in a trailer, as git reads trailers; judges nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from handbook_gen.revisions.refs import Repository

TRAILER: Final = "Policy-change"
_FORM: Final = f"%H%x00%P%x00%(trailers:key={TRAILER},valueonly,unfold,separator=%x2C)"


@dataclass(frozen=True, slots=True)
class Said:
    """A commit that says of itself what it changes."""

    commit: str
    parents: tuple[str, ...]
    words: tuple[str, ...]
    """As they are written, in lower case; several where the trailer is there more than once."""


def said(repository: Repository, base: str, head: str) -> Iterator[Said]:
    """Give what the commits between two say, the newest first."""
    lines = repository.git.lines("rev-list", "--encoding=UTF-8", f"--format={_FORM}", head, f"^{base}")
    for line in lines:
        commit, _, rest = line.partition("\0")
        parents, _, words = rest.partition("\0")
        if found := tuple(word.strip().lower() for word in words.split(",") if word.strip()):
            yield Said(commit, tuple(parents.split()), found)
