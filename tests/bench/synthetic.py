"""Makes a policy of any number of rules, and the same content as hand-written Markdown; measures nothing.

The same number gives the same bytes: fixed lists of words, and a random order with a fixed seed.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import yaml

from handbook_gen import sources
from tests.bench.vocabulary import Vocabulary, varied

LANGUAGES: Final = ("nl", "en")
MOST_TOPICS: Final = 100
RULES_PER_TOPIC: Final = 20
"""Until there are as many topics as there may be; from then on topics grow."""
LENGTHS: Final = {"title": 6, "statement": 49, "because": 110}
"""Words of the three texts of a rule, in each language; together 165."""
MARKED_SHARE: Final = 0.1
"""How many of the longer texts hold emphasis, a link and a mention; the others are plain."""

CHANGES: Final = 100
"""How many rules differ in the version that is compared."""
_SENTENCE: Final = (6, 14)
_MODALITIES: Final = ("must", "must-not", "should", "should-not", "may")
_AUDIENCES: Final = ("all-staff", "all-staff", "managers", "all")
_CAPACITIES: Final = ("personal", "official", "both")
_REACHES: Final = ("internal", "external", "both")
_ADDED: Final = {"nl": "Dat doe je binnen drie dagen.", "en": "You do so within three days."}
_DUMPER: Final[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

_LISTS: Final = {
    "nl": """
        de het een je wij ons onze mensen klant klanten collega collega’s leidinggevende medewerker bericht
        berichten reactie reacties foto foto’s filmpje kanaal kanalen account wachtwoord bedrijf organisatie
        werk werkdag team vraag vragen antwoord klacht compliment naam functie mening feit feiten fout
        fouten toon regel regels afspraak toestemming privacy gegevens geheim concurrent journalist cursist
        bezoeker bewoner leverancier vakbond overleg plaatst deelt vraagt zegt leest schrijft antwoordt
        meldt bewaart verwijdert controleert noemt laat weet denkt mag moet kan wil hoeft blijft staat gaat
        komt krijgt geeft maakt ziet hoort helpt werkt begint stopt wacht eerst daarna altijd nooit soms
        vaak meteen later vandaag morgen ook alleen samen zelf duidelijk eerlijk kort vriendelijk openbaar
        besloten zakelijk persoonlijk nieuw oud goed beter veilig snel rustig zeker want omdat dus maar als
        dan wie wat waar wanneer waarom hoe voor van met zonder over onder bij naar tegen tussen tijdens
        sociale media tijdlijn groep netwerk scherm telefoon laptop avond weekend vergadering contract loon
        rooster
    """,
    "en": """
        the a an you we us our people customer customers colleague colleagues manager employee post posts
        message comment comments photo photos video channel channels account password company organisation
        work workday team question questions answer complaint compliment name role opinion fact facts
        mistake mistakes tone rule rules agreement consent privacy data secret competitor journalist student
        visitor resident supplier union meeting posts shares asks says reads writes answers reports keeps
        deletes checks mentions lets knows thinks may must can wants needs stays stands goes comes gets
        gives makes sees hears helps works starts stops waits first then always never sometimes often
        immediately later today tomorrow also only together yourself clear honest short friendly public
        closed official personal new old good better safe quick calm certain because so but if when who what
        where why how for from with without about under at to against between during social media timeline
        group network screen phone laptop evening weekend contract pay rota it’s don’t you’re everyone
        nobody something anything somebody elsewhere whether until after before again still even just quite
        rather enough
    """,
}
_WORDS: Final[Mapping[str, Vocabulary]] = {
    "nl": varied(_LISTS["nl"].split(), sources.searching("nl").pack["silent"]),
    "en": (tuple(_LISTS["en"].split()), tuple(range(1, len(_LISTS["en"].split()) + 1))),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; texts by language."""

    id: str
    number: int
    title: Mapping[str, str]
    statement: Mapping[str, str]
    because: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Topic:
    """Some rules; texts by language."""

    id: str
    name: Mapping[str, str]
    summary: Mapping[str, str]
    rules: tuple[Rule, ...]


def topics(rules: int) -> tuple[Topic, ...]:
    """Make the rules, spread over their topics as evenly as can be."""
    number = max(1, min(MOST_TOPICS, rules // RULES_PER_TOPIC))
    dice = random.Random(rules)  # noqa: S311  # no secret, the same words every time
    ids = [
        [f"T{topic + 1}-{i + 1:02}" for i in range(_share(rules, number, topic))] for topic in range(number)
    ]
    every = [identity for some in ids for identity in some]
    counting = iter(range(rules))
    return tuple(
        Topic(
            id=f"topic-{topic + 1}",
            name={language: _words(dice, language, 3).capitalize() for language in LANGUAGES},
            summary={language: _prose(dice, language, 20) for language in LANGUAGES},
            rules=tuple(_rule(dice, identity, next(counting), every) for identity in some),
        )
        for topic, some in enumerate(ids)
    )


def changed(made: tuple[Topic, ...]) -> tuple[Topic, ...]:
    """Add a duty to a hundred rules anywhere, or to each where there are fewer; in both languages."""
    every = [rule.id for topic in made for rule in topic.rules]
    chosen = frozenset(random.Random(len(every)).sample(every, min(CHANGES, len(every))))  # noqa: S311  # as above

    def version(rule: Rule) -> Rule:
        said = {language: f"{text} {_ADDED[language]}" for language, text in rule.statement.items()}
        return replace(rule, statement=said) if rule.id in chosen else rule

    return tuple(replace(topic, rules=tuple(map(version, topic.rules))) for topic in made)


def policy(made: tuple[Topic, ...]) -> Iterator[tuple[str, str]]:
    """Give the files of the policy, as path below its folder and YAML."""
    yield "handbook.yml", _yaml(_SETTINGS)
    yield "roles.yml", _yaml(_ROLES)
    yield "channels.yml", _yaml(_CHANNELS)
    for topic in made:
        about = {
            "id": topic.id,
            "name": topic.name,
            "summary": topic.summary,
            "ask": "adviser",
            "owner": "hr",
        }
        yield (
            f"rules/{topic.id}.yml",
            _yaml({"topic": about, "rules": [_as_written(rule) for rule in topic.rules]}),
        )


def page_per_topic(made: tuple[Topic, ...], language: str) -> Iterator[tuple[str, str]]:
    """Give the same content as Markdown, a page per topic, as path below the folder of pages and text."""
    home = {rule.id: f"{topic.id}.md#{rule.id}" for topic in made for rule in topic.rules}
    titles = {rule.id: rule.title[language] for topic in made for rule in topic.rules}
    yield "index.md", "# Handboek\n"
    for topic in made:
        parts = [f"# {topic.name[language]}", topic.summary[language]]
        for rule in topic.rules:
            parts += [f"## {rule.title[language]} {{#{rule.id}}}", *_markdown(rule, language, titles, home)]
        yield f"topics/{topic.id}.md", "\n\n".join(parts) + "\n"


def page_per_rule(made: tuple[Topic, ...], language: str) -> Iterator[tuple[str, str]]:
    """Give the same content as Markdown, a page per rule and one for each topic."""
    home = {rule.id: f"../{topic.id}/{rule.id}.md" for topic in made for rule in topic.rules}
    titles = {rule.id: rule.title[language] for topic in made for rule in topic.rules}
    yield "index.md", "# Handboek\n"
    for topic in made:
        yield f"topics/{topic.id}/index.md", f"# {topic.name[language]}\n\n{topic.summary[language]}\n"
        for rule in topic.rules:
            parts = [f"# {rule.title[language]}", *_markdown(rule, language, titles, home)]
            yield f"topics/{topic.id}/{rule.id}.md", "\n\n".join(parts) + "\n"


def _share(rules: int, number: int, topic: int) -> int:
    return rules // number + (topic < rules % number)


def _rule(dice: random.Random, identity: str, number: int, every: list[str]) -> Rule:
    title = {language: _words(dice, language, LENGTHS["title"]).capitalize() for language in LANGUAGES}
    statement, because = (
        {language: _text(dice, language, LENGTHS[text], every) for language in LANGUAGES}
        for text in ("statement", "because")
    )
    return Rule(identity, number, title, statement, because)


def _text(dice: random.Random, language: str, length: int, every: list[str]) -> str:
    if dice.random() >= MARKED_SHARE:
        return _prose(dice, language, length)
    strong, linked = _words(dice, language, 2), _words(dice, language, 3)
    link = f"[{linked}](https://example.org/{dice.randrange(100)})"
    return f"{_prose(dice, language, length - 6)} **{strong}** {link} [[{dice.choice(every)}]]"


def _prose(dice: random.Random, language: str, length: int) -> str:
    """Make sentences of some length together."""
    sentences = []
    while length:
        some = min(length, dice.randint(*_SENTENCE))
        sentences.append(f"{_words(dice, language, some).capitalize()}.")
        length -= some
    return " ".join(sentences)


def _words(dice: random.Random, language: str, number: int) -> str:
    words, sums = _WORDS[language]
    return " ".join(dice.choices(words, cum_weights=sums, k=number))


def _as_written(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "modality": _MODALITIES[rule.number % len(_MODALITIES)],
        "statement": rule.statement,
        "binds": "employee",
        "audience": [_AUDIENCES[rule.number % len(_AUDIENCES)]],
        "capacity": _CAPACITIES[rule.number % len(_CAPACITIES)],
        "reach": _REACHES[rule.number % len(_REACHES)],
        "channels": ["all"],
        "because": rule.because,
        "visibility": "public",
        "status": "active",
        "from": "2024-03-01",
        "review_by": "2027-06-01",
    }


def _markdown(rule: Rule, language: str, titles: Mapping[str, str], home: Mapping[str, str]) -> Iterator[str]:
    """Give the paragraphs of a rule as somebody would write them by hand."""

    def linked(text: str) -> str:
        before, found, target = text.partition("[[")
        target = target.removesuffix("]]")
        return f"{before}[{titles[target]}]({home[target]})" if found else text

    yield f"**{_MODALITIES[rule.number % len(_MODALITIES)]}** · {rule.id}"
    yield linked(rule.statement[language])
    yield f"**Waarom:** {linked(rule.because[language])}"
    yield f"Voor: {_AUDIENCES[rule.number % len(_AUDIENCES)]} · Sinds: 1 maart 2024 · Eigenaar: hr"


def _yaml(value: object) -> str:
    return str(yaml.dump(value, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=110))


_SETTINGS: Final = {
    "schema": "1",
    "organisation": {"id": "bench", "name": {"nl": "Meetlat", "en": "Yardstick"}},
    "languages": list(LANGUAGES),
    "ask": "adviser",
}
_ROLES: Final = {
    "roles": [
        {"id": "employee", "name": {"nl": "Medewerker", "en": "Employee"}},
        {"id": "leader", "name": {"nl": "Leidinggevende", "en": "Line manager"}, "includes": ["employee"]},
        {"id": "intern", "name": {"nl": "Stagiair", "en": "Intern"}, "responsible": "leader"},
        {"id": "hr", "name": {"nl": "Personeelszaken", "en": "Human resources"}, "includes": ["employee"]},
        {
            "id": "adviser",
            "name": {"nl": "Adviseur sociale media", "en": "Social media adviser"},
            "includes": ["employee"],
            "contact": {"mail": "advies@example.org", "phone": "+31 20 000 00 00"},
        },
    ],
    "audiences": [
        {
            "id": "all-staff",
            "name": {"nl": "Alle medewerkers", "en": "All staff"},
            "roles": ["employee", "intern"],
        },
        {"id": "managers", "name": {"nl": "Leidinggevenden", "en": "Line managers"}, "roles": ["leader"]},
    ],
}
_CHANNELS: Final = {
    "channels": [
        {
            "id": "linkedin",
            "platform": "linkedin",
            "name": {"nl": "Bedrijfspagina", "en": "Company page"},
            "status": "open",
            "because": {"nl": "Klanten zoeken ons hier op.", "en": "Customers look us up here."},
            "owner": "adviser",
        }
    ]
}
