"""What stands around every page: what version it is, from when, and what it is not; draws no page."""

from collections.abc import Mapping
from typing import Any

from markupsafe import escape

from handbook_gen import sources
from handbook_gen.core.edition import Edition
from handbook_gen.core.look import dark_style, quoted, style
from handbook_gen.core.model.history import DRAFT, LATEST
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.lifeline import followed
from handbook_gen.core.pages.urgent import urgent
from handbook_gen.core.words import Words
from handbook_gen.publish.job import NOWHERE, Job


def framing(edition: Edition, job: Job, address: str | None) -> Mapping[str, Any]:
    """Give what our page around every page shows, as HTML: the environment of MkDocs does not escape."""
    book, words = edition.renderer.book, edition.renderer.words
    release = book.past.release if book.past else None
    return {
        "about": words("about.title"),
        "among": job.among,
        "feed": bool(address) and not str(address).startswith(NOWHERE) and followed(book, edition.language),
        "fixed": _fixed(edition, job),
        "hash": words("versions.hash", hash=release.hash) if release else "",
        "indexed": job.version in (None, LATEST),
        "informs": words("site.informs"),
        "language": edition.language,
        "languages": [(code, sources.words(code)("language")) for code in book.languages],
        "latest": LATEST,
        "lookup": words("search_page.title"),
        "accessibility": addresses.ACCESSIBILITY,
        "accessible": words("accessibility.title"),
        "found": words("frame.found"),
        "menu": words("frame.menu"),
        "menu_close": words("frame.menu_close"),
        "palette": words("frame.palette"),
        "search_close": words("frame.search_close"),
        "look": style(book.policy.settings.look),
        "look_dark": dark_style(book.policy.settings.look),
        "not_found_home": words("site.not_found_home"),
        "not_found_text": words("site.not_found_text"),
        "not_found_title": words("site.not_found_title"),
        "notice": _notice(edition, job),
        "now": words("versions.now"),
        "proposal": addresses.PROPOSAL if book.proposal else "",
        "see": words("proposal.see"),
        "sheet": quoted(f"{_name(edition)} · {_shown(edition, job)}"),
        "shown": _shown(edition, job),
        "urgent": _urgent(edition, job),
        "version": job.version,
    }


def at_home(canonical: str | None, job: Job) -> str | None:
    """Give the address of a page for search engines: of a release, the one of what is in force."""
    if canonical is None or canonical.startswith(NOWHERE):
        return None
    if not job.numbered:
        return canonical
    return canonical.replace(f"/{job.language}/{job.version}/", f"/{job.language}/{LATEST}/", 1)


def _urgent(edition: Edition, job: Job) -> Mapping[str, Any]:
    """Give the ways out of an emergency; from a release they lead to what is in force now."""
    root = f"../{LATEST}/" if job.numbered else ""
    found = urgent(edition.renderer.book, edition.pages, edition.renderer.words)
    return {"title": found.title, "ways": [(str(escape(label)), f"{root}{to}") for label, to in found.ways]}


def _notice(edition: Edition, job: Job) -> str:
    """Say above every page that it is a proposal, or the draft."""
    words = edition.renderer.words
    if edition.renderer.book.proposal:
        return str(escape(words("proposal.notice", base=job.compare)))
    return words("site.draft", day=words.date(job.day)) if job.version in (None, DRAFT) else ""


def _fixed(edition: Edition, job: Job) -> str:
    """Say above every page of a release which one it is, and from when."""
    past, words = edition.renderer.book.past, edition.renderer.words
    if past is None or past.release is None or not job.numbered:
        return ""
    return words("versions.fixed", version=past.shown, day=words.date(past.release.published))


def _shown(edition: Edition, job: Job) -> str:
    """Say below every page what version it is, of which day."""
    past, words = edition.renderer.book.past, edition.renderer.words
    if past is None or past.release is None:
        return words("site.version", day=words.date(job.day))
    facts = {"version": past.release.version, "published": words.date(past.release.published)}
    return _told(words, past.shown if not job.numbered else "numbered", job, facts)


def _name(edition: Edition) -> str:
    """Name the handbook, for the foot of every printed page."""
    renderer = edition.renderer
    organisation = renderer.book.policy.settings.organisation
    return renderer.words("site.name", organisation=organisation.name.best(edition.language))


def _told(words: Words, version: str, job: Job, facts: Mapping[str, str]) -> str:
    return words(f"versions.shown.{version}", day=words.date(job.day), **facts)
