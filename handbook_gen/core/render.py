"""Pages → HTML: autoescaped templates, policy text through one restricted Markdown; writes nothing."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Final

from jinja2 import BytecodeCache, DictLoader, Environment, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from handbook_gen.core import text
from handbook_gen.core.model.book import TERM, Handbook, State
from handbook_gen.core.model.channels import Channel
from handbook_gen.core.model.glossary import Term
from handbook_gen.core.model.rules import Rule, Topic
from handbook_gen.core.model.types import Item, LineValue, TextValue
from handbook_gen.core.naming import article, called, named
from handbook_gen.core.pages import addresses
from handbook_gen.core.pages.page import Page
from handbook_gen.core.pages.proposal import at_home
from handbook_gen.core.pages.told import Told
from handbook_gen.core.words import Words

# Stands for the way to the root of a version until it is known on which page the HTML will stand. A control
# character, which the reader refuses in every policy, so no text can hold it.
BASE: Final = "\x02"
# Stand for what differs between forwarding pages, of which there are many: the rest is rendered once.
_TO: Final = "\x05"
_TITLE: Final = "\x06"
_CODE: Final = re.compile(r"`([^`]+)`")


class _Compiled(BytecodeCache):
    """Keeps what templates were compiled to, for every renderer of this process; keyed by their text."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key, bucket.checksum] = bucket.code


_COMPILED: Final = _Compiled()


class Renderer:
    """Renders the pages of one handbook in one language; each text and rule line is rendered once."""

    def __init__(
        self, book: Handbook, words: Words, templates: Mapping[str, str], permanent_root: str = ""
    ) -> None:
        """Prepare for rendering; `permanent_root` leads from a version's root to its permanent addresses."""
        self.book = book
        self.words = words
        self._permanent_root = permanent_root
        self._blocks: dict[str, Markup] = {}
        self._pieces: dict[tuple[str, str], Markup] = {}
        self._env = Environment(
            loader=DictLoader(dict(templates)),
            bytecode_cache=_COMPILED,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._env.globals.update(
            places=addresses.PLACES,
            t=self._say,
            count=words.count,
            language=words.language,
            book=book,
            settings=book.policy.settings,
            proposed=lambda item: self._proposed.get((item.noun, item.id)),
        )
        self._env.filters.update(self._filters())
        self._env.tests["told"] = lambda when: (
            f"condition.{when}" in words.keys or any(each.word == when for each in book.policy.settings.words)
        )

    @cached_property
    def _proposed(self) -> Mapping[tuple[str, str], Told]:
        """What a proposal changes, for the homes of what it changes."""
        return at_home(self.book, self.words)

    def page(self, page: Page, **more: Any) -> str:
        """Render the body of a page, with links relative to where it will stand."""
        html = self._env.get_template(page.template).render({"page": page, **page.data, **more})
        return self.placed(html, page.address)

    def root(self, template: str, path: str, others: "tuple[Renderer, ...]") -> str:
        """Render a page above the languages; `path` leads from the server's root to the site's."""
        name = self.book.policy.settings.organisation.name
        choices = [
            {
                "code": other.words.language,
                "name": other.words("language"),
                "title": other.words("site.name", organisation=name.best(other.words.language)),
                "lost": other.words("site.not_found_title"),
            }
            for other in others
        ]
        return self._env.get_template(template).render(choices=choices, root=path)

    @staticmethod
    def placed(html: str, address: str) -> str:
        """Make the links in some HTML relative to the page that it will stand on."""
        return html.replace(BASE, "../" * address.count("/") or "./")

    def forwards(self, root: str = "") -> Iterator[tuple[str, str]]:
        """Give path and HTML of a page per rule that forwards from its permanent address.

        `root` leads from where the addresses stand to the root of the version, such as `draft/`.
        """
        page = self._forward(to=_TO, title=_TITLE)
        for rule in (*self.book.published, *self.book.gone):
            to = f"../../{root}{addresses.address(self.book, 'rule', rule.id)}"
            html = page.replace(_TO, escape(to)).replace(_TITLE, self._line(rule.title))
            yield f"{addresses.permanent(rule.id)}index.html", html

    def forward(self, to: str) -> str:
        """Render a page that forwards without JavaScript."""
        name = self.book.policy.settings.organisation.name.best(self.words.language)
        title = self.words("site.name", organisation=name)
        return self._forward(to=to, title=title)

    def _forward(self, to: str, title: str) -> str:
        return self._env.get_template("forward.html").render(to=to, title=title)

    def mention(self, target: str) -> Markup:
        """Render [[target]] as a link with the item's name; what is unknown stays as it was typed."""
        found = self.book.mentioned(target)
        if not found:
            return escape(f"[[{target}]]")
        noun, item = found
        address = addresses.address(self.book, noun, target.removeprefix(TERM))
        if isinstance(item, Rule) and not self.book.shown([item.id]):
            return escape(item.id)
        if not self._has_place(item):
            return self._name(item)
        hint = self._explained(item) if isinstance(item, Term) else Markup()
        return Markup('<a class="hb-mention hb-mention--{}" href="{}"{}>{}</a>').format(
            noun, BASE + address, hint, self._name(item)
        )

    def _explained(self, term: Term) -> Markup:
        """Say what a term means where it is mentioned; a term in that is named, and not explained."""
        key = ("explained", term.id)
        if key not in self._pieces:
            words = text.plain(text.html(term.text.best(self.words.language), self._called))
            self._pieces[key] = Markup(' title="{}"').format(words)
        return self._pieces[key]

    def _called(self, target: str) -> Markup:
        found = self.book.mentioned(target)
        return self._name(found[1]) if found else escape(target)

    def words_of(self, told: TextValue | LineValue | None) -> str:
        """Give the words of a text without markup, for descriptions and for the search index."""
        if told is None:
            return ""
        return (
            text.plain(self._block(told)) if isinstance(told, TextValue) else told.best(self.words.language)
        )

    def _filters(self) -> dict[str, Callable[..., Any]]:
        """Give what a template can do with a value."""
        words = self.words
        return {
            "address": lambda item: addresses.address(self.book, item.noun, item.id),
            "blanks": lambda told: text.blanks(self._block(told)),
            "article": lambda law: escape(article(law, self.words)),
            "brief": self._brief,
            "call": lambda role: self._piece("call", role.id, role),
            "coded": lambda said: Markup(_CODE.sub(r"<code>\1</code>", str(escape(said)))),  # noqa: S704  # escaped
            "contact": lambda role: self._piece("contact", role.id, role),
            "date": self._date,
            "dial": lambda number: re.sub(r"[^+0-9]", "", number.replace("(0)", "")),
            "duration": words.duration,
            "first_capital": lambda said: said[:1].upper() + said[1:],
            "hours": words.hours,
            "known": lambda key: called(self.book, key, words),
            "line": self._line,
            "link": self._link,
            "links": lambda items: Markup(", ").join(map(self._link, items)),
            "mark": lambda modality: self._piece("mark", modality, modality),
            "name": self._name,
            "month": words.month,
            "month_year": words.month_year,
            "number": words.number,
            "permanent": self._permanent,
            "published": lambda rule: addresses.published(self.book, words.language, rule.id),
            "ready": lambda told: self._in_language(told, text.with_blanks(self._block(told)), "div"),
            "reach": lambda role: self._piece("reach", role.id, role),
            "rule_line": self._rule_line,
            "weekday": words.weekday,
            "rhythm": words.rhythm,
            "text": self._text,
            "title": lambda item: named(item, words),
            "unit": self._unit,
            "url": lambda address: address if address.startswith("#") else BASE + address,
        }

    def _say(self, key: str, /, **facts: object) -> Markup:
        """Say one of our own sentences as HTML; those without facts are escaped once."""
        if facts:
            return escape(self.words(key, **facts))
        if ("say", key) not in self._pieces:
            self._pieces["say", key] = escape(self.words(key))
        return self._pieces["say", key]

    def _text(self, told: TextValue) -> Markup:
        return self._in_language(told, self._block(told), "div")

    def _brief(self, told: TextValue) -> Markup:
        return self._in_language(told, text.unwrapped(self._block(told)), "span")

    def _line(self, told: LineValue) -> Markup:
        return self._in_language(told, escape(told.best(self.words.language)), "span")

    def _unit(self, unit: LineValue | None) -> Markup:
        """Say what stands behind an amount; a percent sign stands against its number."""
        if unit is None:
            return Markup()
        space = "" if unit.best(self.words.language).startswith("%") else "\u00a0"
        return escape(space) + self._line(unit)

    def _block(self, told: TextValue) -> Markup:
        words = told.best(self.words.language)
        if words not in self._blocks:
            self._blocks[words] = text.html(words, self.mention)
        return self._blocks[words]

    def _in_language(self, told: TextValue | LineValue, html: Markup, tag: str) -> Markup:
        """Mark a text that is there in another language only, for readers and for screen readers."""
        if told.said(self.words.language):
            return html
        other = told.texts()[0][0]
        note = self.words(f"other_language.{other}")
        return Markup('<{0} lang="{1}" class="hb-foreign" title="{2}">{3}</{0}>').format(
            tag, other, note, html
        )

    def _name(self, item: Item) -> Markup:
        if isinstance(item, Channel):
            return escape(item.called(self.words.language))
        told = getattr(item, "title", None) if isinstance(item, Rule) else getattr(item, "name", None)
        if isinstance(told, LineValue):
            return self._line(told)
        return self._line(item.title) if hasattr(item, "title") else escape(named(item, self.words))

    def _has_place(self, item: Item) -> bool:
        """Tell whether an item has a place to lead to: drafts, topics of drafts and actions have none."""
        if isinstance(item, Rule):
            return self.book.state(self.book.rules[item.id]) is not State.DRAFT
        if isinstance(item, Topic):
            return bool(self.book.rules_in(item.id) or self.book.gone_from(item.id))
        return addresses.leads(item.noun)

    def _link(self, item: Item) -> Markup:
        key = (item.noun, getattr(item, "id", ""))
        if key not in self._pieces:
            self._pieces[key] = self._linked(item, key[1])
        return self._pieces[key]

    def _linked(self, item: Item, identity: str) -> Markup:
        if not self._has_place(item):
            return self._name(item)
        address = addresses.address(self.book, item.noun, identity)
        return Markup('<a href="{}">{}</a>').format(BASE + address, self._name(item))

    def _rule_line(self, rule: Rule) -> Markup:
        """Render a rule as one line that leads to its home."""
        key = ("line", rule.id)
        if key not in self._pieces:
            html = self._env.get_template("rule-line.html").render(
                rule=rule,
                address=addresses.address(self.book, "rule", rule.id),
                announced=self.book.state(rule) is State.ANNOUNCED,
            )
            self._pieces[key] = Markup(html)  # noqa: S704  # from an autoescaped template
        return self._pieces[key]

    def _piece(self, macro: str, identity: str, shown: Any) -> Markup:
        """Render a piece that many rules share, such as the way to reach a role, once."""
        key = (macro, identity)
        if key not in self._pieces:
            self._pieces[key] = getattr(self._env.get_template("macros.html").module, macro)(shown)
        return self._pieces[key]

    def _permanent(self, rule: Rule) -> str:
        return BASE + self._permanent_root + addresses.permanent(rule.id)

    def _date(self, day: date) -> Markup:
        return Markup(f'<time datetime="{day.isoformat()}">{self.words.date(day)}</time>')  # noqa: S704  # our own
