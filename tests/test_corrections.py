"""Questions and corrections: what a link opens, which version it names, and on which lines a rule stands."""

import re
import subprocess
from collections.abc import Callable
from datetime import date
from html import unescape
from itertools import accumulate
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook_gen import sources
from handbook_gen.core.edition import edition_of
from handbook_gen.core.lines import Lines, lines
from handbook_gen.core.loader import Sources
from handbook_gen.core.model.types import Language
from handbook_gen.core.pages.corrections import edits, issue, mail
from handbook_gen.publish.job import Job
from handbook_gen.publish.project import found, read
from handbook_gen.publish.versions import version_of
from tests.conftest import DAY, Project, with_releases

TITLE = "DISC-01: Zeg wáár & bij wie? 100%"
BODY = "Hallo,\n\nRegel: A&B=C #1 +1\n"
REACHABLE = {
    "policies/handbook.yml": """\
schema: 1
organisation: {id: bakery, name: {nl: Bakkerij, en: Bakery}}
languages: [nl, en]
address: https://brood.example.org
repository: https://gitlab.example.org/bakkerij/handboek
corrections: {mail: brood+vraag@example.org, issues: "https://github.com/bakkerij/handboek/issues"}
ask: baker
"""
}


def test_a_mail_says_what_it_was_given_to_say() -> None:
    address = urlsplit(mail("brood+vraag@example.org", TITLE, BODY))
    assert (address.scheme, unquote(address.path)) == ("mailto", "brood+vraag@example.org")
    said = {name: unquote(value) for name, value in (each.split("=") for each in address.query.split("&"))}
    assert said == {"subject": TITLE, "body": BODY.replace("\n", "\r\n")}


@pytest.mark.parametrize(
    ("address", "form", "title", "body"),
    [
        ("https://github.com/o/r/issues", "/o/r/issues/new", "title", "body"),
        ("https://github.com/o/r/issues/new?labels=text", "/o/r/issues/new", "title", "body"),
        ("https://codeberg.org/o/r/issues/", "/o/r/issues/new", "title", "body"),
        ("https://gitlab.com/o/r/-/issues", "/o/r/-/issues/new", "issue[title]", "issue[description]"),
        (
            "https://git.example.org/o/r/-/issues/new",
            "/o/r/-/issues/new",
            "issue[title]",
            "issue[description]",
        ),
        ("https://example.org/report", "/report", "title", "body"),
    ],
)
def test_an_issue_opens_the_form_of_its_host(address: str, form: str, title: str, body: str) -> None:
    opened = urlsplit(issue(address, TITLE, BODY))
    said = parse_qs(opened.query)
    assert (opened.path, said.pop(title), said.pop(body)) == (form, [TITLE], [BODY])
    assert said == parse_qs(urlsplit(address).query), "what the address said already stays"


@pytest.mark.parametrize(
    ("repository", "opened"),
    [
        ("https://github.com/o/r", "https://github.com/o/r/blob/HEAD/"),
        ("https://github.com/o/r.git", "https://github.com/o/r/blob/HEAD/"),
        ("https://gitlab.com/o/r/", "https://gitlab.com/o/r/-/blob/HEAD/"),
        ("https://git.example.org/o/r/-/blob/main", "https://git.example.org/o/r/-/blob/main/"),
        ("https://codeberg.org/o/r/src/branch/main", "https://codeberg.org/o/r/src/branch/main/"),
    ],
)
def test_an_edit_opens_the_lines_of_the_rule(repository: str, opened: str) -> None:
    told = edits(repository, "sub map/", {"BREAD-01": Lines("policies/rules/bread.yml", 3, 9)})
    assert told == {"BREAD-01": f"{opened}sub%20map/policies/rules/bread.yml#L3-L9"}


ITEM = st.sampled_from(
    [
        "  - id: {id}\n    title: x\n",
        "  - {{title: x, id: {id}}}\n",
        "  - title: {{nl: x}}\n    when: [{{id: no}}, {{rules: [1]}}]\n    id: '{id}'\n",
        "  - id: {id}\n    statement: >-\n      - id: none\n\n      rules:\n    note:\n      - id: none\n",
        '  - id: "{id}"\n    text: |\n      one\n      # two\n',
        "  - id: {id}\n    when: [\n      {{id: none}},\n    ]\n",
        "  - id: {id}\n    owner:\n",
    ]
)
BETWEEN = st.sampled_from(["", "\n", "  # about the next\n", "\n# one\n\n"])


@given(st.lists(st.tuples(ITEM, BETWEEN), max_size=6), st.booleans())
def test_the_lines_of_a_rule_are_those_it_is_written_on(items: list[tuple[str, str]], last: bool) -> None:  # noqa: FBT001
    written = [each.format(id=f"A-{number}") for number, (each, _) in enumerate(items)]
    head, tail = "topic:\n  id: a\n  rules: {id: none}\n", "more:\n  - id: none\n" if last else ""
    starts = [
        *accumulate((i + b for i, (_, b) in zip(written, items, strict=True)), initial=f"{head}rules:\n")
    ]
    text = (starts[-1] if items else head) + tail
    told = lines(Sources("p", {"rules/a.yml": text.encode(), "roles.yml": b"rules: [{id: none}]"}))
    assert told == {
        f"A-{number}": Lines("p/rules/a.yml", before.count("\n") + 1, (before + item).count("\n"))
        for number, (item, before) in enumerate(zip(written, starts, strict=False))
    }


def test_a_rule_says_where_questions_go_and_where_it_is_edited(tmp_path: Path) -> None:
    project = with_releases(tmp_path / "released", REACHABLE)
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    for version, said, edited in (
        ("latest", "2026.10", True),
        ("draft", "draft of 1 December 2026", True),
        ("2026.1", "2026.1", False),
    ):
        links = _links(project, version)
        hosts = [None, "github.com", *["gitlab.example.org"] * edited]
        assert [urlsplit(each).hostname for each in links] == hosts
        for told in map(unquote, links[:2]):
            assert f"Version of the handbook: {said}" in told
            assert "Language: English" in told
            assert "https://brood.example.org/en/r/BREAD-01/" in told
        assert not edited or links[2].endswith("/-/blob/HEAD/released/policies/rules/bread.yml#L3-L7")


def test_without_an_address_nothing_is_offered(bakery: Callable[..., Project]) -> None:
    assert _links(bakery(), "draft", "nl") == []


def _links(project: Project, version: str, language: Language = "en") -> list[str]:
    """Give what stands below the rule about bread in a version, as a browser understands it."""
    day = date.fromisoformat(DAY)
    book, _ = version_of(read(found(project.root), day), Job(day, language, version, among=True))
    made = edition_of(book, sources.words(language), sources.templates())
    page = next(each for each in made.pages if each.address == "topics/bread/")
    return [unescape(each) for each in re.findall('class="hb-mend" href="([^"]+)"', made.renderer.page(page))]
