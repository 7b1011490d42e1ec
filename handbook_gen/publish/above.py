"""What stands above the versions: languages, permanent addresses, the list of versions; writes nothing."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from handbook_gen import sources
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.history import DRAFT
from handbook_gen.core.model.types import Language
from handbook_gen.core.pages import addresses
from handbook_gen.core.render import Renderer
from handbook_gen.publish.job import Job
from handbook_gen.publish.project import Reading
from handbook_gen.publish.versions import Version, version_of

VERSIONS = "versions.json"
"""What Material's choice of versions reads, in each language."""


@dataclass(frozen=True)
class Above:
    """The root of a site: its versions, and the handbook that each permanent address leads into."""

    versions: tuple[Version, ...]
    books: Mapping[str, Handbook]
    """Version → its handbook, for each that an address leads into; the one that readers want first."""
    address: str | None

    @property
    def languages(self) -> tuple[Language, ...]:
        """Every language that a version is in, the source of the newest first."""
        return tuple(dict.fromkeys(code for version in self.versions for code in version.languages))

    def of(self, language: Language) -> tuple[Version, ...]:
        """Give the versions in a language."""
        return tuple(version for version in self.versions if language in version.languages)

    def homes(self, language: Language) -> Mapping[str, str]:
        """Give for the id of every rule that ever was where it is at home in a language, from there.

        What is in force comes first, then what was released, the newest first, and last what is a draft.
        """
        found: dict[str, str] = {}
        for version, book in self.books.items():
            if language in book.languages:
                for rule in (*book.published, *book.gone):
                    to = f"{version}/{addresses.address(book, 'rule', rule.id)}"
                    found.setdefault(rule.id, to)
        return found


def above(reading: Reading, job: Job, versions: Sequence[Version], address: str | None) -> Above:
    """Find the handbooks that permanent addresses lead into: older releases only for what has gone since."""
    first, *rest = versions
    books = {first.name: _book(reading, job, first)}
    draft = {DRAFT: _book(reading, job, rest.pop())} if rest else {}
    for version in rest:
        known = {place for book in books.values() for place in _places(book)}
        rules = version.release.rules if version.release else ()
        if {(language, each) for language in version.languages for each in rules} - known:
            books[version.name] = _book(reading, job, version)
    return Above(tuple(versions), {**books, **draft}, address)


def _places(book: Handbook) -> Iterator[tuple[Language, str]]:
    """Give each rule that has a place in a handbook, in each of its languages."""
    shown = (*book.published, *book.gone)
    return ((language, rule.id) for language in book.languages for rule in shown)


def files(root: Above) -> Iterator[tuple[str, str]]:
    """Give path and text of all that stands above the versions."""
    templates = sources.templates()
    renderers = {
        (version, language): Renderer(book, sources.words(language), templates)
        for version, book in root.books.items()
        for language in book.languages
    }
    entries = {
        code: next(r for (_, other), r in renderers.items() if other == code) for code in root.languages
    }
    path = urlsplit(root.address or "").path.rstrip("/") + "/"
    first = entries[root.languages[0]]
    yield "index.html", first.root("root.html", path, tuple(entries.values()))
    yield "404.html", first.root("lost.html", path, tuple(entries.values()))
    for language, entry in entries.items():
        yield f"{language}/index.html", entry.forward(f"{root.of(language)[0].name}/")
        if len(root.versions) > 1:
            yield f"{language}/{VERSIONS}", _listed(root.of(language), language)
        for name, html in _forwards(root, renderers, language, ""):
            yield f"{language}/{name}", html
    seen: set[str] = set()
    for language in root.languages:
        for name, html in _forwards(root, renderers, language, f"{language}/"):
            if name not in seen:
                seen.add(name)
                yield name, html


def _forwards(
    root: Above, renderers: Mapping[tuple[str, Language], Renderer], language: Language, way: str
) -> Iterator[tuple[str, str]]:
    """Give the permanent addresses in a language; `way` leads from where they stand to that language."""
    homes = root.homes(language)
    for (version, code), renderer in renderers.items():
        if code == language:
            for name, html in renderer.forwards(f"{way}{version}/"):
                identity = name.split("/")[1]
                if homes[identity].startswith(f"{version}/"):
                    yield name, html


def _listed(versions: Sequence[Version], language: Language) -> str:
    """Write the versions in a language as Material's choice reads them."""
    words = sources.words(language)
    listed = []
    for each in versions:
        day = words.date(each.release.published) if each.release else ""
        key = "numbered" if each.numbered else each.name
        title = words(f"versions.{key}", version=each.name, day=day)
        listed.append({"version": each.name, "title": title, "aliases": []})
    return json.dumps(listed, ensure_ascii=False, indent=1) + "\n"


def _book(reading: Reading, job: Job, version: Version) -> Handbook:
    day = version.release.published if version.numbered and version.release else job.day
    return version_of(reading, replace(job, day=day, version=version.name))[0]
