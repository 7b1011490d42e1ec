"""HB301 and HB302, rules side by side: those that contradict each other, and those that say the same."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import Final

from handbook_gen.core.checks.check import check
from handbook_gen.core.checks.pairs import Earlier, by_age, earlier
from handbook_gen.core.checks.scopes import Scopes, numbered
from handbook_gen.core.checks.stems import stems
from handbook_gen.core.links import spot
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.deeds import Deeds
from handbook_gen.core.model.rules import Rule
from handbook_gen.core.problems import Finding, Kind, Severity

_ALIKE: Final = 0.9
"""Which part of their words two texts share that say the same."""
_ALIKE_ON_ONE_DEED: Final = 0.75
_FEWEST_WORDS: Final = 4
"""A statement of fewer words is read together with its title."""
_MOST_HOLDING: Final = 200
"""A word in more texts than this does not tell them apart, and they are not found by it."""
_SMALL_WORDS: Final = """
    de het een je jouw uw u wij we ons onze zij ze hij die dat dit deze er en of dan als te om van voor aan op
    in met bij is zijn wordt worden moet moeten mag mogen kan kunnen niet geen nooit altijd ook wel hier daar
    the a an you your we our us they it its this that these those and or if then to of for on in at with by is
    are be must should may can do does not no never always don't also
"""
_SMALL: Final = frozenset(_SMALL_WORDS.split())
_NUMBER_WORDS: Final = """
    één eerste twee tweede drie derde vier vijf zes zeven acht negen tien twaalf veertien vijftien twintig
    dertig half halve
    one first two second three third four five six seven eight nine ten twelve fourteen fifteen twenty thirty
"""
_NUMBERS: Final = frozenset(_NUMBER_WORDS.split())
Words = frozenset[str]


@check("HB301", "contradiction", Severity.ERROR)
def contradiction(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find rules that ask for opposite things of the same people, in the same place and at the same time.

    Why: whoever keeps the one breaks the other; each will choose the rule that suits, and neither counts.
    Repair: decide which holds. Where one is the exception, name it at `exceptions` (`rule:`) or let it name
    the other at `overrides`; else tell them apart by audience, capacity, reach, channels, conditions, dates.
    Judged on `action` with its `same_as` and `opposite_of`, and on published rules only. Different conditions
    do not meet; no condition meets every one. What an exception leaves out, and what one rule says of another
    by its id, is settled. `may` against `should-not` is no contradiction, nor are prohibitions of a deed and
    of its contrary: one can leave both. Told at the rule that came later.
    Source: C05.
    """
    deeds, scopes = Deeds(book.policy.actions.actions), Scopes(book)
    fields: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule in by_age(book):
        fields[deeds.field(rule)].append(rule)
    fields.pop("", None)
    for rules in fields.values():
        saying = numbered((deeds.of(rule), rule.modality) for rule in rules)
        opposed = [sum(saying.get(key, 0) for key in deeds.against(rule)) for rule in rules]
        for found in earlier(book, scopes, rules, opposed):
            yield from _contradicted(scopes, found, kind)


def _contradicted(scopes: Scopes, found: Earlier, kind: Kind) -> Iterator[Finding]:
    """Tell the first few rules that contradict a rule, and how many more there are."""
    rule = found.rule
    for other in found.first:
        facts = {
            "other": other.id,
            "modality": rule.modality,
            "other_modality": other.modality,
            "deed": rule.action or "",
            "other_deed": other.action or "",
            "who": _both(scopes, rule, other),
        }
        positive = "not" not in rule.modality and "not" not in other.modality
        variant = "opposite" if positive else "same" if rule.action != other.action else "one"
        yield Finding(kind, spot(rule, "modality"), facts, variant, (spot(other, "modality"),))
    if found.left:
        facts = {"count": str(len(found.first) + found.left), "deed": rule.action or ""}
        yield Finding(kind, spot(rule, "action"), facts, "more")


def _both(scopes: Scopes, one: Rule, other: Rule) -> str:
    """Name somebody whom two rules bind: an audience or role that they cite if it can be."""
    actors = scopes.of(one).actors & scopes.of(other).actors
    cited = (*one.audience, *other.audience, *one.carried_out_by, *other.carried_out_by)
    within = sorted((each for each in cited if scopes.who((each,)) <= actors), key=cited.count, reverse=True)
    roles = sorted(each for each in actors if not each.startswith(("we", "@")))
    return next((each for each in (*within, *roles) if scopes.who((each,))), one.binds)


@check("HB302", "possible-duplicate", Severity.WARNING)
def possible_duplicate(book: Handbook, kind: Kind) -> Iterator[Finding]:
    """Find rules that say (nearly) the same to the same people.

    Why: of two copies one is changed and the other forgotten; from then on they differ.
    Repair: keep one of the two; where they are meant to differ, say in what.
    Compared are rules of one modality whose scopes meet: within a topic where nine in ten words are the same,
    on one action where three in four are, anywhere where all are. Small words do not count. Another number
    makes another rule, and so does another action, unless all words are the same.
    Source: C06.
    """
    deeds, scopes = Deeds(book.policy.actions.actions), Scopes(book)
    rules = by_age(book)
    texts = {rule.id: _content(book, rule) for rule in rules}
    told: set[str] = set()
    for some, alike in _compared(deeds, rules, book.topic_of, texts):
        for found in earlier(book, scopes, some, alike):
            if found.rule.id not in told:
                told.add(found.rule.id)
                other = found.first[0]
                where = spot(found.rule, "statement")
                yield Finding(kind, where, {"other": other.id}, related=(spot(other, "statement"),))


def _content(book: Handbook, rule: Rule) -> Words:
    """Give the words that carry the text of a rule in the source language."""
    language = book.languages[0]
    said = stems(rule.statement.best(language), _SMALL)
    return said if len(said) >= _FEWEST_WORDS else said | stems(rule.title.best(language), _SMALL)


def _compared(
    deeds: Deeds, rules: Sequence[Rule], topics: Mapping[str, str], texts: Mapping[str, Words]
) -> Iterator[tuple[Sequence[Rule], Sequence[int]]]:
    """Give rules that are compared with each other, each with the bits of those whose text is alike."""
    for some in _grouped(rules, lambda rule: (rule.modality, texts[rule.id])):
        if len(texts[some[0].id]) > 1:
            yield some, [(1 << len(some)) - 1] * len(some)
    for some in _grouped(rules, lambda rule: (rule.modality, deeds.of(rule))):
        if deeds.of(some[0]):
            yield some, _alike([texts[rule.id] for rule in some], _ALIKE_ON_ONE_DEED)
    for some in _grouped(rules, lambda rule: (rule.modality, topics[rule.id])):
        acting = numbered(deeds.of(rule) for rule in some)
        free = acting.get("", 0)
        same = [acting[deed] | free if (deed := deeds.of(rule)) else -1 for rule in some]
        alike = _alike([texts[rule.id] for rule in some], _ALIKE)
        yield some, [one & other for one, other in zip(same, alike, strict=True)]


def _grouped(rules: Iterable[Rule], by: Callable[[Rule], Hashable]) -> Iterator[list[Rule]]:
    """Give the rules that have something in common, where there are several."""
    groups: defaultdict[Hashable, list[Rule]] = defaultdict(list)
    for rule in rules:
        groups[by(rule)].append(rule)
    return (group for group in groups.values() if len(group) > 1)


def _alike(texts: Sequence[Words], least: float) -> Sequence[int]:
    """Give for each text the bits of those that share at least a part of their words with it.

    Only texts are compared that share one of their rarest words: so few may differ that one must be the same.
    Source: Chaudhuri, Ganti and Kaushik, A primitive operator for similarity joins (2006).
    """
    same = numbered(texts)
    found = dict(same)
    holding = Counter(word for text in same for word in text)
    met: defaultdict[str, list[Words]] = defaultdict(list)
    for text in same:
        rarest = sorted(text, key=lambda word: (holding[word], word))
        few = [
            word
            for word in rarest[: len(text) - ceil(least * len(text)) + 1]
            if holding[word] <= _MOST_HOLDING
        ]
        for other in {each for word in few for each in met[word]}:
            if len(text & other) >= least * len(text | other) and not _counted(text ^ other):
                found[text] |= same[other]
                found[other] |= same[text]
        for word in few:
            met[word].append(text)
    return [found[text] for text in texts]


def _counted(words: Words) -> bool:
    return not words.isdisjoint(_NUMBERS) or any(letter.isdigit() for word in words for letter in word)
