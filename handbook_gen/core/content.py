"""Hand-written pages in `content/`: their place in the handbook, their mentions and facts, their twins.

Their Markdown is MkDocs' business and their authors are trusted; what the policy puts into them is not, so it
passes through Markdown as an opaque token and becomes escaped HTML afterwards.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from handbook_gen.core import problems as p
from handbook_gen.core import text
from handbook_gen.core.characters import place
from handbook_gen.core.links import unknown_mention
from handbook_gen.core.loader import Sources
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.types import Language
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import WRITTEN
from handbook_gen.core.problems import Place, Problem, Spot
from handbook_gen.core.reader import Document, Value, read
from handbook_gen.core.words import Words

if TYPE_CHECKING:
    from handbook_gen.core.render import Renderer

START: Final = "index.md"
_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_FACT: Final = re.compile(r"\{\{ *([a-z_.]+) *\}\}")
# From the private use area: Python-Markdown leaves it alone, and keeps control characters for itself.
_STAND_IN: Final = "\ue000{}\ue001"
_STAND_INS: Final = re.compile("\ue000([0-9]+)\ue001")

# The facts of the handbook that a hand-written page can use, as {{ask.mail}}.
FACTS: Final[Mapping[str, Callable[["Renderer"], str | None]]] = {
    "organisation.name": lambda r: r.words_of(r.book.policy.settings.organisation.name),
    "ask.name": lambda r: (
        r.words_of(role.name) if (role := r.book.role(r.book.policy.settings.ask)) else None
    ),
    "ask.mail": lambda r: _contact(r.book, "mail"),
    "ask.phone": lambda r: _contact(r.book, "phone"),
    "corrections.mail": lambda r: c.mail if (c := r.book.policy.settings.corrections) else None,
    "review_by": lambda r: r.words.date(day) if (day := r.book.policy.settings.review_by) else None,
    "rules": lambda r: r.words.count("rules.number", len(r.book.published)),
    "topics": lambda r: r.words.count("about.topics", len({r.book.topic_of[x.id] for x in r.book.published})),
}


@dataclass(frozen=True, slots=True)
class Written:
    """Where a hand-written page stands among the tabs; lower orders come first, after what is generated."""

    path: str
    tab: str = "about"
    order: int = 0


def written(sources: Sources) -> tuple[Written, ...]:
    """Give the place of each hand-written page, the start page left out."""
    pages = [_written(path, _front_matter(sources, path)) for path in sources.files if path != START]
    return tuple(sorted(pages, key=lambda page: (page.order, page.path)))


def opaque(markdown: str) -> tuple[str, tuple[str, ...]]:
    """Replace mentions and facts by tokens that pass through Markdown untouched; give what they stood for."""
    found = sorted([*text.mentions(markdown), *_facts(markdown)], key=lambda m: m.start)
    parts: list[str] = []
    end = 0
    for number, each in enumerate(found):
        parts += [markdown[end : each.start], _STAND_IN.format(number)]
        end = each.end
    return "".join(parts) + markdown[end:], tuple(each.target for each in found)


def filled(html: str, targets: tuple[str, ...], renderer: "Renderer") -> Markup:
    """Put escaped HTML for the tokens of `opaque`; links are relative to the root of the version."""

    def one(token: re.Match[str]) -> str:
        number = int(token[1])
        if number >= len(targets):
            return ""
        target = targets[number]
        if target.startswith("{{"):
            fact = FACTS.get(target.strip("{} "))
            return str(Markup("{}").format((fact(renderer) if fact else None) or target))
        return str(renderer.mention(target))

    return Markup(_STAND_INS.sub(one, html))  # noqa: S704  # the page is trusted, what is put in is escaped


def headed(html: Markup) -> tuple[Markup, Markup]:
    """Divide a page after its heading, so that something can stand between that and the rest."""
    heading, end, rest = html.partition("</h1>")
    return (heading + Markup("</h1>"), rest) if end else (Markup(), html)


def without_warning(markdown: str, every: Iterable[Words]) -> str:
    """Take away the line that says that the plugin did not run: it did."""
    warnings = [words("site.not_run") for words in every]
    lines = markdown.splitlines(keepends=True)
    return "".join(line for line in lines if not any(warning in line for warning in warnings))


def check(book: Handbook, written: Mapping[Language, Sources]) -> Iterator[Problem]:
    """Find mentions and facts that lead nowhere, missing twins, and addresses that are taken."""
    for sources in written.values():
        for path in sources.files:
            yield from _check_page(book, sources, path)
    yield from _twins({language: written[language] for language in book.languages if language in written})


def _check_page(book: Handbook, sources: Sources, path: str) -> Iterator[Problem]:
    shown = sources.shown(path)
    try:
        page = sources.files[path].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield Problem(p.NOT_UTF8, Place(shown), {"byte": f"0x{sources.files[path][error.start]:02X}"})
        return
    for mention in text.mentions(page):
        if not book.mentioned(mention.target):
            finding = unknown_mention(book, mention.target, Spot("content", path))
            yield Problem(finding.kind, place(shown, page, mention.start), finding.facts, finding.variant)
    for fact in _facts(page):
        name = fact.target.strip("{} ")
        if name not in FACTS:
            near = p.nearest(name, FACTS)
            facts = {"name": name, "known": ", ".join(FACTS), **near}
            yield Problem(p.UNKNOWN_FACT, place(shown, page, fact.start), facts, "near" if near else "")
    matter = _front_matter(sources, path)
    for problem in matter.problems if matter else ():
        yield replace(
            problem, place=replace(problem.place, line=problem.place.line + 1)
        )  # below the first ---
    yield from _check_place(shown, path, matter.value if matter else None)


def _check_place(shown: str, path: str, matter: Value) -> Iterator[Problem]:
    if isinstance(matter, dict):
        tab, order = matter.get("tab"), matter.get("order")
        if tab is not None and tab not in WRITTEN:
            facts = {"key": "tab", "value": str(tab), "known": ", ".join(WRITTEN)}
            yield Problem(p.BAD_FRONT_MATTER, Place(shown), facts)
        if order is not None and not (isinstance(order, str) and order.isdecimal()):
            yield Problem(
                p.BAD_FRONT_MATTER, Place(shown), {"key": "order", "value": str(order), "known": "0, 1, 2 …"}
            )
    address = path.removesuffix(".md").removesuffix("index").rstrip("/") + "/"
    if path != START and addresses.reserved(address):
        yield Problem(p.ADDRESS_TAKEN, Place(shown), {"address": address})


def _twins(written: Mapping[Language, Sources]) -> Iterator[Problem]:
    every = {path: sources for sources in written.values() for path in sources.files}
    for path, where in every.items():
        for sources in written.values():
            if path not in sources.files:
                yield Problem(p.MISSING_TWIN, Place(where.shown(path)), {"name": sources.shown(path)})


def _facts(markdown: str) -> Iterator[text.Mention]:
    if "{{" in markdown:
        for found in _FACT.finditer(text.without_code(markdown)):
            yield text.Mention(found[0], found.start(), found.end())


def _front_matter(sources: Sources, path: str) -> Document | None:
    found = _FRONT_MATTER.match(sources.files[path].decode("utf-8-sig", "replace"))
    return read(sources.shown(path), found[1].encode()) if found else None


def _written(path: str, matter: Document | None) -> Written:
    given = matter.value if matter and isinstance(matter.value, dict) else {}
    tab, order = given.get("tab"), given.get("order")
    return Written(
        path,
        tab if isinstance(tab, str) and tab in WRITTEN else "about",
        int(order) if isinstance(order, str) and order.isdecimal() else 0,
    )


def _contact(book: Handbook, way: str) -> str | None:
    role = book.role(book.policy.settings.ask)
    found = getattr(role.contact, way, None) if role and role.contact else None
    return found if isinstance(found, str) else None
