"""HB70n, language: what is said in one language and not in the other, and what is shown as typed."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from handbook_gen.core.checks.check import check, compared
from handbook_gen.core.checks.edits import same
from handbook_gen.core.links import entries, spot
from handbook_gen.core.model import Item
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.history import History
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.model.shape import Path, Saying, Told, walk
from handbook_gen.core.model.types import Language, LineValue, TextValue
from handbook_gen.core.problems import Finding, Kind, Severity
from handbook_gen.core.text import unsupported

# A handle, or signs and numbers: the same in every language.
_NO_WORDS: Final = re.compile(r"@[\w.-]+|[\W\d_]+")
# Persons are never frozen in a release.
_UNSEEN: Final = ("people",)


@check("HB701", "missing-translation", Severity.ERROR, stops=True, local=True)
def missing_translation(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find texts that are missing in a language the handbook is published in.

    Why: a reader of the other language would miss it, or read it in a language they may not know.
    Repair: add the text, or take the language out of `languages` in handbook.yml until it is translated.
    Drafts are not asked: nobody reads them yet. Neither are names without words, such as a handle or `%`.
    Source: demand C26, each published text exists in every published language.
    """
    for item, said in _read_by_others(book):
        lines = said.text.texts() if isinstance(said.text, LineValue) else ()
        if any(_NO_WORDS.fullmatch(text) for _, text in lines):
            continue
        for language in book.languages:
            if not said.text.said(language):
                yield Finding(kind, spot(item, *said.path), {"language": language})


@check("HB702", "unsupported-markup", Severity.WARNING, local=True)
def unsupported_markup(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find Markdown or HTML that readers will see as it was typed.

    Why: texts of a policy know paragraphs, emphasis, code, lists and links with a safe scheme; a table or an
    image is shown literally, which is safe but looks like a mistake.
    Repair: say it in words, or put it on a page in content/.
    """
    for item, said in _read_by_others(book):
        if isinstance(said.text, TextValue):
            for language, words in said.text.texts():
                for markup in unsupported(words):
                    yield Finding(kind, spot(item, *said.path, language), {"markup": markup})


@compared("HB703", "stale-translation", Severity.WARNING)
def stale_translation(book: Handbook, history: History, kind: Kind) -> Iterator[Finding]:
    """Find texts that changed in one language since the last release and not in the other.

    Why: the two then say different things, and both are published as the rule.
    Repair: look whether the other language still says the same, and change it too.
    A change of punctuation, white space or capitals or a slip of the pen is none; a number, a date or a short
    word is. A text that moved in its list is known by what it still says in the other language.
    Source: C26.
    """
    if history.latest is None or len(book.languages) == 1:
        return
    before = {(item.noun, getattr(item, "id", "")): item for item in entries(history.latest.policy)}
    published = {rule.id for rule in book.published}
    for item in entries(book.policy):
        old = before.get((item.noun, getattr(item, "id", "")))
        if old is None or old == item or item.noun in _UNSEEN:
            continue
        if isinstance(item, Rule) and item.id not in published:
            continue
        for path, (changed, stale) in _one_sided(book.languages, old, item):
            facts = {"language": stale, "changed": changed, "version": history.latest.version}
            where = spot(item, *path, stale)
            yield Finding(kind, where, facts, related=(spot(item, *path, changed),))


def _one_sided(
    languages: tuple[Language, ...], old: Item, new: Item
) -> Iterator[tuple[Path, tuple[Language, Language]]]:
    """Give the way to each text of an item that changed in one language only, with both languages."""
    before = _texts(old)
    for way, texts in _texts(new).items():
        known = before.get(way, {})
        gone = [text for text in known.values() if text not in texts.values()]
        for path, text in texts.items():
            if text in known.values():
                continue
            was = [known[path]] if path in known and path == way else gone
            if uneven := next((u for each in was if (u := _uneven(languages, each, text))), None):
                yield path, uneven


def _texts(item: Item) -> Mapping[Path, Mapping[Path, Told]]:
    """Group the texts of an item by their way without the numbers in lists."""
    found: defaultdict[Path, dict[Path, Told]] = defaultdict(dict)
    for said in walk(item):
        if isinstance(said, Saying):
            found[tuple(step for step in said.path if isinstance(step, str))][said.path] = said.text
    return found


def _uneven(languages: tuple[Language, ...], old: Told, new: Told) -> tuple[Language, Language] | None:
    """Give the language that changed and the one that did not, if there is one of each."""
    both = [each for each in languages if old.said(each) and new.said(each)]
    stayed = [each for each in both if same(old.said(each) or "", new.said(each) or "")]
    changed = [each for each in languages if new.said(each) and each not in stayed]
    return (changed[0], stayed[0]) if changed and stayed and changed[0] in both else None


def _read_by_others(book: Handbook) -> Iterator[tuple[Item, Saying]]:
    """Give every text that somebody reads, drafts left out."""
    return (
        (item, said) for item, said in book.sayings if not (isinstance(item, Rule) and item.status == "draft")
    )
