"""A second policy, different in kind: a Dutch municipality, one language, no strategy, plain strings."""

import re
import shutil
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from handbook_gen.core.model.types import Language
from handbook_gen.publish import project
from handbook_gen.publish.site import configured
from tests.conftest import DAY, ROOT, Project

OWN = ROOT / "tests" / "municipality"


@pytest.fixture(scope="module")
def municipality(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The municipality's project, built once."""
    root = tmp_path_factory.mktemp("waterrijk") / "project"
    shutil.copytree(OWN, root)
    made = Project(root)
    done = made.run("-m", "handbook_gen", "build", "--on", DAY)
    assert (done.code, done.err) == (0, "")  # not even a warning
    return made


@pytest.fixture(scope="module")
def pages(municipality: Project) -> dict[str, str]:
    """What each page says, by its address; pages that only forward are left out."""
    version = municipality.root / "site" / "nl" / "draft"
    return {
        path.parent.relative_to(version).as_posix(): article(path)
        for path in sorted(version.rglob("index.html"))
    }


def article(path: Path) -> str:
    html = path.read_text("utf-8")
    return html[html.index("<article") : html.index("</article>")]


def test_it_is_another_kind_of_organisation(municipality: Project) -> None:
    book = project.read(configured(municipality.root), date.fromisoformat(DAY)).book
    language: Language = "nl"
    assert book.languages == (language,)
    assert len(book.published) >= 40
    assert {"council-member", "registrar", "neighbourhood-worker"} <= {r.id for r in book.policy.roles.roles}
    assert not (OWN / "policies" / "strategy.yml").exists()
    assert [edition.id for edition in book.policy.settings.editions] == ["staff", "public"]


def test_the_checks_find_exactly_what_its_list_says(municipality: Project) -> None:
    reading = project.read(configured(municipality.root), date.fromisoformat(DAY))
    spots = ((problem.kind.code, problem.spot) for problem in reading.problems)
    found = [f"{code} {spot.noun} {spot.id}".rstrip() if spot else code for code, spot in spots]
    listed = (OWN / "FINDINGS.md").read_text("utf-8").partition("```text\n")[2].partition("\n```")[0]
    assert found == listed.split("\n")


def test_what_is_not_said_has_no_page(pages: dict[str, str]) -> None:
    assert [address for address in pages if address.startswith("strategy")] == ["strategy/audiences"]
    assert {
        "webcare",
        "webcare/crisis",
        "channels",
        "rules/duties",
        "rules/rights",
        "about/coverage",
    } <= pages.keys()


def test_there_is_one_language_and_no_switch(municipality: Project) -> None:
    site = municipality.root / "site"
    assert sorted(path.name for path in site.iterdir() if path.is_dir()) == ["nl", "r"]
    assert 'class="hb-languages"' not in (site / "nl" / "draft" / "index.html").read_text("utf-8")


def test_no_page_is_empty(pages: dict[str, str]) -> None:
    words = {address: len(re.sub(r"<[^>]+>", " ", html).split()) for address, html in pages.items()}
    assert len(words) > 60
    assert {address: number for address, number in words.items() if number < 25} == {}


def test_no_section_is_empty(pages: dict[str, str]) -> None:
    assert {address: found for address, html in pages.items() if (found := hollow(html))} == {}


def hollow(html: str) -> list[str]:
    """Name lists, descriptions and sections without a word in them."""
    parser = _Hollow()
    parser.feed(html)
    parser.close()
    return parser.found


class _Hollow(HTMLParser):
    HOLDS = frozenset({"ul", "ol", "dl", "dd", "li", "section", "h1", "h2", "h3", "table", "figcaption"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, int]] = []
        self._words = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in self.HOLDS:
            self._open.append((tag, self._words))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            _, before = self._open.pop()
            self.found += [tag] * (before == self._words)

    def handle_data(self, data: str) -> None:
        self._words += len(data.split())
