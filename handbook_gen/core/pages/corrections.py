"""Where a question about a rule goes, and where its text is edited; sends nothing, and asks no host."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from handbook_gen.core.lines import Lines
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.history import DRAFT
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.pages import addresses
from handbook_gen.core.words import Words

_GITLAB: Final = {"title": "issue[title]", "body": "issue[description]"}
_ISSUES: Final = ("/issues", "/issues/new")
_NEW: Final = "/new"
_BROWSED: Final = ("/blob/", "/src/branch/", "/src/")
"""In addresses of a branch, as a browser shows them."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link that opens something with the words already in it; `hint` says what it opens."""

    name: str
    hint: str
    address: str


def ways(book: Handbook, rule: Rule, words: Words) -> Iterator[Way]:
    """Give the ways in which a reader of a rule can ask about it, report a fault in it, or mend it."""
    corrections = book.policy.settings.corrections
    told = _told(book, rule, words)
    if corrections and corrections.mail:
        yield Way(words("corrections.mail"), words("corrections.opens_mail"), mail(corrections.mail, *told))
    if corrections and corrections.issues:
        address = issue(corrections.issues, *told)
        yield Way(words("corrections.issue"), words("corrections.opens_issue", host=_host(address)), address)
    if source := book.edits.get(rule.id):
        yield Way(words("corrections.edit"), words("corrections.opens_edit", host=_host(source)), source)


def mail_for(book: Handbook) -> str:
    """Give the mailbox for what no function is asked about; nothing where there is none."""
    corrections = book.policy.settings.corrections
    return (corrections.mail if corrections else None) or ""


def version(book: Handbook, words: Words) -> str:
    """Say what is being read, as whoever answers a question must know it."""
    release = book.past.release if book.past else None
    if release is None or (book.past and book.past.shown == DRAFT):
        return words("corrections.draft", day=words.date(book.day))
    return release.version


def mail(to: str, subject: str, body: str) -> str:
    """Give the address that opens a mail program with a mail that is begun."""
    lines = body.replace("\n", "\r\n")
    return f"mailto:{quote(to, safe='@+')}?subject={quote(subject, safe='')}&body={quote(lines, safe='')}"


def issue(address: str, title: str, body: str) -> str:
    """Give the address that opens a form for a new issue with the words in it.

    GitLab is told by its name, or by `/-/` in the address; others take what GitHub and Forgejo take.
    """
    parts = urlsplit(address)
    gitlab = _is_gitlab(address)
    names = _GITLAB if gitlab else {"title": "title", "body": "body"}
    path = parts.path.rstrip("/")
    if path.endswith(_ISSUES[0]):
        path += _NEW
    filled = urlencode({names["title"]: title, names["body"]: body}, quote_via=quote)
    return urlunsplit(parts._replace(path=path, query="&".join(filter(None, (parts.query, filled)))))


def edits(repository: str, prefix: str, written: Mapping[str, Lines]) -> Mapping[str, str]:
    """Give the address of the lines of each rule; `prefix` is the project's folder in its repository.

    A repository may be named with a branch behind it, as a browser shows its files; without one it is the
    branch that the host takes for the main one. GitHub, GitLab and Forgejo all know lines in this form.
    """
    root = repository.rstrip("/").removesuffix(".git")  # as it is cloned, not as it is browsed
    if not any(sign in f"{root}/" for sign in _BROWSED):
        root += "/-/blob/HEAD" if _is_gitlab(root) else "/blob/HEAD"
    return {
        identity: f"{root}/{quote(prefix + place.path)}#L{place.first}-L{place.last}"
        for identity, place in written.items()
    }


def _is_gitlab(address: str) -> bool:
    return "/-/" in address or "gitlab" in _host(address)


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""


def _told(book: Handbook, rule: Rule, words: Words) -> tuple[str, str]:
    """Say what a question is about, in its subject and below the room for the question itself."""
    facts = {
        "rule": rule.id,
        "title": rule.title.best(words.language),
        "version": version(book, words),
        "language": words("language"),
        "address": addresses.published(book, words.language, rule.id),
    }
    return words("corrections.subject", **facts), words("corrections.body", **facts)
