"""Whether what is to be frozen may be, can be read again and then says the same; writes nothing.

Persons are left out on purpose: they are never frozen.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

from handbook_gen.core import canonical
from handbook_gen.core.history.freezing import Facts, Frozen
from handbook_gen.core.history.refusing import Refusal
from handbook_gen.core.model import Policy, TopicFile
from handbook_gen.core.model.people import PeopleFile
from handbook_gen.core.reader import MAX_BYTES


def unfit(texts: Iterable[Frozen]) -> Iterator[Refusal]:
    """Name what is too large to be read again, and names that some file systems cannot tell apart."""
    by_name: dict[str, Frozen] = {}
    for text in texts:
        if max(len(text.source), len(text.data)) > MAX_BYTES:
            yield Refusal("too-large", {"path": text.shown, "limit": f"{MAX_BYTES:_}".replace("_", " ")})
        twin = by_name.setdefault(text.path.casefold(), text)
        if twin is not text:
            yield Refusal("names-alike", {"path": text.shown, "other": twin.shown})


def personal(people: PeopleFile, texts: Iterable[Frozen], facts: Facts) -> Iterator[Refusal]:
    """Name the persons who are named in what will never change; a name of one word may be any word."""
    said = {"release.yml": _said(facts), **{text.shown: text.data.decode() for text in texts}}
    names = (canonical.composed(person.name) for person in people.people if " " in person.name)
    for name in dict.fromkeys(names):
        words = r"\s+".join(map(re.escape, name.split()))
        named = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
        if paths := [path for path, text in said.items() if named.search(text)]:
            yield Refusal("person", {"name": name, "paths": ", ".join(paths)})


def _said(facts: Facts) -> str:
    """Give what people wrote for a release, in one text."""
    references = (each.reference or "" for each in facts.approvals)
    return canonical.composed("\n".join((*facts.summary.values(), *references)))


def differing(policy: Policy, again: Policy) -> Iterator[Refusal]:
    """Name the documents that say something else when they are read again, persons apart."""
    written = replace(policy, people=PeopleFile())
    for each in fields(Policy):
        before, after = getattr(written, each.name), getattr(again, each.name)
        if before != after:
            yield Refusal("differs", {"documents": ", ".join(_named(each.name, before, after))})


def _named(name: str, before: Any, after: Any) -> Iterator[str]:
    """Name a document, or of the topics those that differ."""
    if not isinstance(before, tuple):
        yield name
        return
    files: tuple[TopicFile, ...] = (*before, *after)
    differ = (file for file in files if file not in before or file not in after)
    yield from dict.fromkeys(file.topic.id for file in differ)
