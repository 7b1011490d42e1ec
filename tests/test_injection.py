"""Injection, the whole way: a policy with a probe in every field that takes words, seen on every page."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from handbook_gen import sources
from handbook_gen.core.edition import edition_of
from handbook_gen.core.links import link
from handbook_gen.core.loader import Sources, load
from handbook_gen.core.model import DOCUMENTS
from handbook_gen.core.model.book import Handbook
from tests.case import base
from tests.parsed import Parsed, dangers
from tests.probes import DANGEROUS, PROBES
from tests.values import whole

Fields = dict[str, Any]


def items(number: int, probe: str) -> dict[str, dict[str, list[Fields]]]:
    """Make one item of each kind with the probe in every field of it, by file and key."""
    said = {"nl": probe, "en": probe}
    line = {language: " ".join(words.split()) for language, words in said.items()}
    terms = {language: [words] for language, words in line.items()}
    me, our = f"i{number}", f"ri{number}"
    rule = Fields(id=f"A-{number}", title=line, modality="must", statement=said, because=said, rights=said)
    rule |= Fields(examples={"do": [said], "dont": [said]}, keywords=terms, consequence=said, law=[me])
    rule |= Fields(
        exceptions=[{"text": said}], conditions=[{"when": "a", "note": said}], basis={"notice": said}
    )
    rule |= Fields(references=[Fields(title=line, url="https://a.example/", quality=line)], audience=[our])
    rule |= Fields(escalation=f"l{me}", channels=[f"c{me}"], ask=our, owner=our, carried_out_by=[our])
    gone = Fields(id=f"B-{number}", title=line, modality="may", statement=said, status="withdrawn")
    contact = Fields(chat=line["nl"], mail="a@b.example", phone="+31 20 555 01 00", hours="24/7")
    role = Fields(id=our, name=line, tasks=said, competence=said, contact=contact, stand_in=our)
    channel = Fields(
        id=f"c{me}", platform="linkedin", name=line, because=said, characteristics=said, owner=our
    )
    channel |= Fields(
        replies={"outside_hours": said}, custody={"leavers": said, "store": line["nl"]}, cost=said
    )
    channel |= Fields(expected_return=said, retirement=said, status="open", devices=[line["nl"]])
    level = Fields(id=f"l{me}", name=line, when=said, decides=said, owner=our, inform=[our])
    word = Fields(id=f"W-{number}", status="avoid", terms=terms, prefer=line, because=said)
    question = Fields(id=me, ask=line, help=said, answers=[{"id": me, "answer": line}])
    return {
        "roles.yml": {"roles": [role], "audiences": [{"id": f"g{me}", "name": line, "roles": [our]}]},
        "rules/t.yml": {"rules": [rule, gone]},
        "channels.yml": {"channels": [channel]},
        "webcare.yml": {"targets": [{"id": me, "first_reply": "1h", "because": said}], "escalation": [level]},
        "guides.yml": {"guides": [{"id": me, "name": line, "summary": said, "questions": [question]}]},
        "tone.yml": {
            "traits": [{"id": me, "name": line, "text": said, "do": [said], "dont": [said]}],
            "profiles": [{"id": me, "name": line, "traits": [me]}],
            "vocabulary": [word],
        },
        "glossary.yml": {"terms": [{"id": me, "name": line, "text": said, "synonyms": terms}]},
        "law.yml": {"law": [{"id": me, "title": line, "article": line["nl"], "jurisdiction": line["nl"]}]},
    }


def policy(*probes: str) -> Fields:
    """Make a policy with each probe in items of its own; the first is in settings and topic as well."""
    line = {"nl": " ".join(probes[0].split()), "en": "a"}
    organisation = {"id": "o", "name": line, "sector": line["nl"], "jurisdictions": [line["nl"]]}
    files: Fields = {
        "handbook.yml": {"schema": "1", "organisation": organisation, "ask": "ri0"},
        "rules/t.yml": {"topic": {"id": "t", "name": line, "summary": {"nl": probes[0]}}},
    }
    for number, probe in enumerate(probes):
        for path, lists in items(number, probe).items():
            for key, more in lists.items():
                files.setdefault(path, {}).setdefault(key, []).extend(more)
    return files


def handbook(files: Fields) -> Handbook:
    data = {path: json.dumps(file, ensure_ascii=False).encode() for path, file in files.items()}
    loaded = load(Sources("", data))
    assert loaded.policy, loaded.problems
    return link(loaded.policy, date(2027, 3, 1))[0]


def rendered(book: Handbook) -> Iterator[tuple[str, str]]:
    """Give all HTML of a handbook by the address it stands at, in Dutch."""
    edition = edition_of(book, sources.words("nl"), sources.templates())
    for page in edition.pages:
        yield page.address, edition.renderer.page(page)
    yield from edition.renderer.forwards()
    for template in ("root.html", "lost.html"):
        yield template, edition.renderer.root(template, "/", (edition.renderer,))


# What a whole page of ours, such as one that forwards, has of its own, as often whatever the policy says.
SHELL: Final = ("meta", "link", "script", "style", "html")


def shell(page: str) -> list[int]:
    tags = [tag for tag, _ in Parsed(page).elements]
    return [tags.count(tag) for tag in SHELL]


def ours(address: str, danger: str) -> bool:
    whole = address.startswith("r/") or address in ("root.html", "lost.html")
    return whole and (danger in SHELL or danger.lower().startswith("doctype") or danger == "<p>")


def filled(probe: str) -> Fields:
    """Make a policy with a probe in every field that takes words, whatever fields there are."""
    return whole({"nl": probe, "en": probe})


@cache
def harmless(policy: Callable[..., Fields]) -> dict[str, str]:
    return dict(rendered(handbook(policy("harmless"))))


def alive(*probes: str, policy: Callable[..., Fields] = policy) -> list[str]:
    """Name what probes in every field brought to life anywhere in the handbook."""
    pages = dict(rendered(handbook(policy(*probes))))
    found = [
        f"{address}: {danger}"
        for address, page in pages.items()
        for danger in dangers(page)
        if not ours(address, danger)
    ]
    known = harmless(policy)
    twins = {a: a if a in known else re.sub(r"[0-9]+", "0", a).replace("B-0", "A-0") for a in pages}
    return found + [a for a, page in pages.items() if shell(page) != shell(known[twins[a]])]


def test_a_harmless_policy_is_found_harmless_on_every_page() -> None:
    assert alive("harmless") == []
    assert len(harmless(policy)) > 15
    assert all(
        "harmless" in page
        for address, page in harmless(policy).items()
        if address.startswith(("topics/", "roles/r"))
    )


def typable(probe: str) -> bool:
    """Tell whether the reader lets a probe through; it refuses control characters."""
    return not re.search("[\x00-\x08\u200b\u202e]", probe)


SOME = 3
"""How many groups of probes are tried each time; `make long` tries all."""


def by_thirty() -> list[list[str]]:
    typed = [probe.strip() for probe in PROBES if typable(probe)]
    return [typed[start : start + 30] for start in range(0, len(typed), 30)]


@pytest.mark.parametrize(
    "probes",
    [
        pytest.param(probes, marks=() if number < SOME else pytest.mark.long, id=repr(probes[0]))
        for number, probes in enumerate(by_thirty())
    ],
)
def test_no_probe_comes_to_life_in_any_field_on_any_page(probes: list[str]) -> None:
    assert alive(*probes) == []
    assert [found for probe in probes for found in alive(probe, policy=filled)] == []


def test_every_field_that_takes_words_is_filled_and_most_are_seen() -> None:
    """So that the test above cannot pass by filling nothing: a field that no page shows is named here."""
    files = filled("harmless")
    words = json.dumps(files).count("harmless")
    unread = [path for path in ("handbook.yml", *DOCUMENTS) if "harmless" not in json.dumps(files[path])]
    shown = sum(page.count("harmless") for page in harmless(filled).values())
    assert (unread, words > 190, shown > 250, len(harmless(filled)) > 30) == ([], True, True, True)


@settings(max_examples=4, suppress_health_check=list(HealthCheck), deadline=None, phases=[Phase.generate])
@given(st.lists(DANGEROUS, min_size=8, max_size=8))
def test_nothing_comes_to_life_in_any_field_on_any_page(texts: list[str]) -> None:
    assert alive(*(f"a {words}" for words in texts)) == []


def test_a_name_is_shown_as_it_was_typed() -> None:
    probes = [
        "<b>x</b>",
        "{{ 7 * 7 }}",
        "[[nobody]]",
        "A & B",
        '"quoted"',
        "<script>alert(1)</script>",
        "*a*",
        "&amp;",
    ]
    pages = dict(rendered(handbook(policy(*probes))))

    for address in ("topics/t/", "channels/", "glossary/", "tone/", "law/", "webcare/escalation/", "roles/"):
        words = Parsed(pages[address]).words
        assert [probe for probe in probes if probe not in words] == [], address


ADDRESSES: Final = [
    ("roles.yml", "mail", 'a@b.example"onclick="alert(1)'),
    ("roles.yml", "mail", "<script>@b.example"),
    ("roles.yml", "mail", "a@b.example?body=<script>"),
    ("roles.yml", "mail", "javascript:alert(1)//@b.example"),
    ("roles.yml", "phone", '1" onclick="alert(1)'),
    ("roles.yml", "phone", "1;javascript:alert(1)"),
    ("rules/t.yml", "url", "javascript:alert(1)"),
    ("rules/t.yml", "url", 'https://a.example/"onclick="alert(1)'),
    ("rules/t.yml", "url", "https://a.example/<script>"),
    ("rules/t.yml", "url", " https://a.example/"),
    ("rules/t.yml", "url", "https:javascript:alert(1)"),
    ("rules/t.yml", "url", "HTTPS://a.example/'onclick='alert(1)"),
]


@pytest.mark.parametrize(("path", "field", "probe"), ADDRESSES, ids=repr)
def test_an_address_is_refused_or_harmless(path: str, field: str, probe: str) -> None:
    files = policy("harmless")
    place = files[path]["roles"][0]["contact"] if field != "url" else files[path]["rules"][0]["references"][0]
    place[field] = probe
    data = {name: json.dumps(file).encode() for name, file in files.items()}

    assert [problem.kind.name for problem in load(Sources("", data)).problems] == ["bad-address"]


def test_a_text_in_the_other_language_is_marked_as_such() -> None:
    files = policy("harmless")
    files["glossary.yml"]["terms"][0]["text"] = {"en": "<b>*English*</b> only"}
    page = dict(rendered(handbook(files)))["glossary/"]

    assert ("div", "en") in [(tag, attributes.get("lang")) for tag, attributes in Parsed(page).elements]
    assert "<b>English</b> only" in Parsed(page).words
    assert dangers(page) == []


def test_a_name_without_any_language_does_not_break_a_page() -> None:
    files = policy("harmless")
    draft = {"id": "A-9", "title": {}, "modality": "may", "statement": {"nl": "a"}, "status": "draft"}
    files["rules/t.yml"]["rules"].append(draft)
    files["rules/t.yml"]["rules"][0]["statement"] = {"nl": "Zie [[A-9]].", "en": "See [[A-9]]."}

    assert "Zie" in dict(rendered(handbook(files)))["topics/t/"]


def test_what_yaml_escapes_cannot_pass_for_a_mention_or_a_link() -> None:
    """On the inside, control characters stand for mentions and the way to the root: no text may hold them."""
    data = {path.removeprefix("policies/"): data for path, data in base().items()}
    data["glossary.yml"] = (
        rb'terms: [{id: a, name: {nl: "\x02up", en: a}, text: {nl: "\x02nobody\x03", en: "*\x02x"}}]'
    )
    loaded = load(Sources("", data))
    assert loaded.policy
    pages = dict(rendered(link(loaded.policy, date(2027, 3, 1))[0]))

    assert "../up" not in pages["glossary/"]
    assert "[[nobody]]" not in pages["glossary/"]
