"""A policy and its pages → the files of a release, the same bytes for the same texts; writes nothing.

Persons are never frozen: their names must be erasable, and a chain of hashes forgets nothing.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from handbook_gen.core import canonical
from handbook_gen.core.loader import Sources, documented
from handbook_gen.core.model.history import Given, ReleaseKind
from handbook_gen.core.model.types import Language
from handbook_gen.core.reader import read

NOTE: Final = "release.yml"
"""What a release says of itself."""
POLICY: Final = "policies/"
CONTENT: Final = "content/"
_WRITTEN: Final = ".yml"
PERSONS: Final = "people.yml"
"""The only file with persons in it, and the only one that is not frozen."""
_SELF: Final = b"self: "
_HEADING: Final = (
    "# Written by `handbook release`, and never again: `handbook verify` names every byte that differs."
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a release says of itself beside its texts."""

    version: str
    published: date
    kind: ReleaseKind
    summary: Mapping[Language, str]
    approvals: tuple[Given, ...] = ()
    previous: str | None = None
    """The hash of the release before it."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A text of a release, and what it was frozen from."""

    path: str
    """Below the release."""
    shown: str
    """The file that it was made from, as people write it."""
    source: bytes
    data: bytes


def frozen(policy: Sources, written: Mapping[Language, Sources]) -> Mapping[str, bytes]:
    """Give the frozen texts by path below the release: the policy as canonical JSON, pages in one form.

    Raises UnicodeDecodeError for a page that is no UTF-8.
    """
    return {text.path: text.data for text in sorted(texts(policy, written), key=lambda text: text.path)}


def texts(policy: Sources, written: Mapping[Language, Sources]) -> Iterator[Frozen]:
    """Give each frozen text with what it was frozen from. Raises what `frozen` does."""
    for path, data in policy.files.items():
        if documented(path) and path != PERSONS:
            value = read(policy.shown(path), data).value
            name = f"{POLICY}{path.removesuffix(_WRITTEN)}{canonical.SUFFIX}"
            yield Frozen(name, policy.shown(path), data, canonical.written(value))
    for language, pages in written.items():
        for path, data in pages.files.items():
            name = canonical.composed(f"{CONTENT}{language}/{path}")
            yield Frozen(name, pages.shown(path), data, _text(data))


def note(facts: Facts, files: Mapping[str, bytes]) -> bytes:
    """Write release.yml: what a release says of itself, with the hash of every frozen text and its own."""
    lines = [
        _HEADING,
        f"version: {_quoted(facts.version)}",
        f"published: {facts.published.isoformat()}",
        f"kind: {facts.kind}",
        "summary:",
        *(f"  {language}: {_quoted(text)}" for language, text in facts.summary.items()),
        *_approvals(facts.approvals),
        "contents:",
        *(f"  {_quoted(path)}: {digest(data)}" for path, data in sorted(files.items())),
        *([f"previous: {facts.previous}"] if facts.previous else []),
    ]
    rest = "".join(f"{line}\n" for line in lines).encode()
    return rest + _sealing(rest)


def digest(data: bytes) -> str:
    """Give the hash of some bytes, as release.yml writes it."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def sealed(data: bytes) -> bool:
    """Tell whether a release.yml says of itself what it should: one line, the hash of the rest."""
    lines = data.splitlines(keepends=True)
    rest = b"".join(line for line in lines if not line.startswith(_SELF))
    return [line for line in lines if line.startswith(_SELF)] == [_sealing(rest)]


def _sealing(rest: bytes) -> bytes:
    return _SELF + digest(rest).encode() + b"\n"


def _approvals(given: tuple[Given, ...]) -> list[str]:
    lines = ["approvals:"] * bool(given)
    for each in given:
        said = {"by": each.by, "decision": each.decision, "date": each.date.isoformat()}
        said["reference"] = _quoted(each.reference) if each.reference else None
        told = [f"{key}: {value}" for key, value in said.items() if value]
        lines += [f"  - {told[0]}", *(f"    {line}" for line in told[1:])]
    return lines


def _quoted(text: str) -> str:
    return json.dumps(canonical.composed(text), ensure_ascii=False)


def _text(data: bytes) -> bytes:
    """Bring a page to one form: UTF-8 without a mark, NFC, lines that end as on Unix."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return canonical.composed(text).encode()
