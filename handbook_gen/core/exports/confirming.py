"""What a role reads and confirms of a release, as a sheet to print or a mail; sends nothing."""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from handbook_gen.core.history.acknowledging import Reading
from handbook_gen.core.history.applying import UPKEEP
from handbook_gen.core.model.changes import Comparison
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.pages import addresses
from handbook_gen.core.problems import Spot
from handbook_gen.core.telling import Names, entries, heading, parts
from handbook_gen.core.words import Words

Lines = Iterator[str]
_APART: Final = UPKEEP | {"title", "statement", "from", "until"}
"""Fields of a rule that are told in its text, or need not be read."""
_ACTIVE: Final = re.compile(
    r"""(?P<stays>\\[!-/:-@\[-`{-~]|(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`))|`+|<|!(?=\[)"""
)
"""What Markdown elsewhere makes HTML or a picture of; in a policy it is what was typed.

What is escaped already stays, and so does code that ends in the line it begins in; a mark of code without
another in its line is escaped, so that no code begins or ends elsewhere than here.
"""
_LINE: Final = "_" * 40


def sheet(read: Reading, words: Words) -> str:
    """Write a sheet in Markdown: what to read, what was different before, and where to sign."""
    said = "\n".join(_sheet(read, _names(read, words)))
    return _ACTIVE.sub(_inert, said)


def mail(read: Reading, words: Words) -> str:
    """Write the text of a mail: which rules, where they stand, how to confirm."""
    names = _names(read, words)
    if not read.asked:
        return "\n".join((*_about(read, words), "", *_nothing(read, names)))
    subject = words("acknowledge.subject", version=read.release.version, role=names.role(read.role))
    lines = [subject, "", words("acknowledge.hello"), "", *_about(read, words), ""]
    for identity in read.again:
        lines += [f"- {names.called(Spot(Rule.noun, identity))}{_mark(read, identity, words)}"]
        lines += [f"  {place}" for place in _place(read, identity, words)]
    if read.beside:
        lines += ["", f"{words('acknowledge.beside')}:", *_beside(read, names)]
    lines += ["", *_worth(read, names), f"{words('acknowledge.how')}:", "", *_how(read, names)]
    ask = read.book.policy.settings.ask
    lines += [
        words("acknowledge.questions", who=names.role(ask)),
        "",
        words("acknowledge.hash", hash=read.hash),
    ]
    return "\n".join((*lines, ""))


def _inert(found: re.Match[str]) -> str:
    return found["stays"] or "".join(f"\\{each}" for each in found[0])


FORMATS: Final[Mapping[str, Callable[[Reading, Words], str]]] = MappingProxyType(
    {"sheet": sheet, "mail": mail}
)


def _sheet(read: Reading, names: Names) -> Lines:
    words = names.words
    yield f"# {words('acknowledge.title', role=names.role(read.role))}"
    yield from ("", *_about(read, words), "")
    if not read.asked:
        yield from _nothing(read, names)
        return
    for identity in read.again:
        yield from _rule(read, identity, names)
    if read.beside:
        yield from (f"## {words('acknowledge.beside')}", "", *_beside(read, names), "")
    yield from _worth(read, names)
    yield from (f"## {words('acknowledge.how')}", "", *_how(read, names))
    yield from (f"## {words('acknowledge.sign')}", "", _read(read, words), "")
    for blank in ("name", "date", "signature"):
        yield from (f"{words(f'acknowledge.{blank}')}: {_LINE}", "")
    yield from _proof(read, words)


def _names(read: Reading, words: Words) -> Names:
    return Names(read.comparison or Comparison(read.book, read.book, ()), words, occasion="release")


def _about(read: Reading, words: Words) -> Lines:
    name = read.book.policy.settings.organisation.name.best(words.language)
    day = words.date(read.release.published)
    yield words("acknowledge.about", organisation=name, version=read.release.version, day=day)
    if not read.asked:
        return
    if read.since is None:
        yield words.count("acknowledge.first", len(read.rules))
    else:
        yield words.count("acknowledge.since", len(read.again), version=read.since.version)


def _nothing(read: Reading, names: Names) -> Lines:
    """Say that there is nothing to sign, and why."""
    words, role = names.words, names.role(read.role)
    if not read.listed:
        yield words("acknowledge.nobody_asks", role=role)
    elif read.since:
        yield words("acknowledge.nothing", role=role, version=read.since.version)
        yield from _worth(read, names)
    yield ""
    yield from _proof(read, words)


def _worth(read: Reading, names: Names) -> Lines:
    """Name what is different and need not be signed for."""
    without = () if read.asked else read.again
    for key, ids in (("may_read", without), ("worded", read.news.worded if read.news else ())):
        if ids:
            listed = names.words.listed([names.called(Spot(Rule.noun, each)) for each in ids])
            yield names.words(f"acknowledge.{key}", rules=listed)
            yield ""


def _rule(read: Reading, identity: str, names: Names) -> Lines:
    words, rule = names.words, read.book.rules.get(identity)
    yield f"## {names.called(Spot(Rule.noun, identity))}{_mark(read, identity, words)}"
    yield ""
    if rule is None or (read.news and identity in read.news.gone):
        yield words("acknowledge.gone")
        yield ""
        return
    yield names.spelled(rule.statement.best(words.language))
    yield ""
    told = (*_before(read, rule, names), *_different(read, identity, names), *_starts(read, rule, words))
    yield from (f"- {line}" for line in told)
    for place in _place(read, identity, words):
        yield f"- {place}"
    yield ""


def _before(read: Reading, rule: Rule, names: Names) -> Lines:
    """Quote the statement that it had before, where that was another."""
    old = read.comparison.before.rules.get(rule.id) if read.comparison else None
    language = names.words.language
    if old and old.statement.best(language) != rule.statement.best(language):
        yield names.words(
            "acknowledge.before", text=" ".join(names.spelled(old.statement.best(language)).split())
        )


def _different(read: Reading, identity: str, names: Names) -> Lines:
    """Say what else is different in a rule than the statement, that stands above it."""
    if read.comparison is None or (read.news and identity in read.news.new):
        return
    about = (
        each for each in read.comparison.listed if (each.spot.noun, each.spot.id) == (Rule.noun, identity)
    )
    told = (part for entry in entries(about) for part in parts(entry, names))
    lines = (
        said.line
        for part in told
        for change, said in part.changes
        if not _APART.intersection(map(str, change.spot.path[:1]))
    )
    yield from dict.fromkeys(" ".join(line.split()) for line in lines)


def _starts(read: Reading, rule: Rule, words: Words) -> Lines:
    """Say from when a rule applies, where that is later than the release, and until when.

    An earlier text applies until then.
    """
    if rule.from_ and rule.from_ > read.release.published:
        old = read.comparison.before.rules.get(rule.id) if read.comparison else None
        then = old and (old.from_ is None or old.from_ <= read.release.published)
        yield words("acknowledge.until_then" if then else "acknowledge.from", day=words.date(rule.from_))
    if ends := read.book.until(rule):
        yield words("acknowledge.ends", day=words.date(ends))


def _beside(read: Reading, names: Names) -> Lines:
    for entry in entries(read.beside):
        titles = dict.fromkeys(said.title for part in parts(entry, names) for _, said in part.changes)
        yield f"- {heading(entry, names)}: {'; '.join(titles)}."


def _how(read: Reading, names: Names) -> Lines:
    """Say how to confirm: as each group that the role belongs to is asked to."""
    said = [names.spelled(each.method.best(names.words.language)) for each in read.asked if each.method]
    for method in dict.fromkeys(said or [names.words("acknowledge.by_hand")]):
        yield method
        yield ""


def _read(read: Reading, words: Words) -> str:
    key = "acknowledge.have_read_since" if read.since else "acknowledge.have_read"
    return words(key, version=read.release.version)


def _mark(read: Reading, identity: str, words: Words) -> str:
    way = read.news.way(identity) if read.news else ""
    return words("acknowledge.mark", way=words(f"acknowledge.way.{way}")) if way else ""


def _place(read: Reading, identity: str, words: Words) -> Lines:
    if read.book.policy.settings.address and identity in read.book.rules:
        yield addresses.published(read.book, words.language, identity)


def _proof(read: Reading, words: Words) -> Lines:
    """Name the rules that the hash is taken of, so that anybody can take it again."""
    if not read.rules:
        yield from (words("acknowledge.no_rules"), "")
        return
    ids = ", ".join(rule.id for rule in read.rules)
    yield words.count("acknowledge.rules", len(read.rules), ids=ids)
    yield words("acknowledge.hash", hash=read.hash)
    yield ""
