"""Guides as readers meet them: by links alone, on a phone, answered by the policy; checks no rule."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from handbook_gen import sources
from handbook_gen.core.edition import edition_of
from handbook_gen.core.model.book import Handbook
from handbook_gen.publish import project, proof
from tests.conftest import DAY, Project, serving, small

Make = Callable[..., Project]
FINGER = 44
"""What a finger needs, in pixels."""
GUIDE: Mapping[str, str] = {
    "policies/actions.yml": "actions: [{id: open, name: Oven open}, {id: close, name: Oven dicht}]\n",
    "policies/guides.yml": """\
guides:
  - id: ask
    name: Mag dit?
    for: [baker]
    questions:
      - id: what
        ask: Wat wil je?
        answers:
          - {id: oven, answer: Iets met de oven, to: how}
          - {id: index, answer: Weet ik niet, unsure: true}
      - id: how
        ask: Wat met de oven?
        answers:
          - {id: open, answer: Openen, actions: [open]}
          - {id: bread, answer: Bakken, topics: [bread]}
""",
}
RULE = """\
topic: {{id: bread, name: Brood}}
rules:
  - {{id: BREAD-01, title: De oven, modality: {modality}, statement: Zo, audience: [baker], action: {action}}}
"""


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A bakery with a guide, built."""
    made = small(tmp_path_factory.mktemp("guide") / "bakery", GUIDE)
    done = made.build()
    assert done.code == 0, done.err
    return made


@pytest.fixture
def phone(browser: Browser, asking: Project) -> Iterator[Page]:
    """A phone without scripts, where the guide begins."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    with serving(asking.root / "site") as address:
        page = context.new_page()
        page.goto(f"{address}/nl/draft/guides/ask/")
        yield page
    context.close()


def handbook(made: Project) -> Handbook:
    return project.read(project.found(made.root), date.fromisoformat(DAY)).book


def test_a_guide_is_followed_changed_and_gone_back_in_without_scripts(phone: Page) -> None:
    boxes = [box for each in phone.locator(".hb-choice").all() if (box := each.bounding_box())]
    assert len(boxes) == 2
    assert min(box["height"] for box in boxes) >= FINGER

    phone.locator(".hb-choice", has_text="Iets met de oven").click()
    phone.locator(".hb-choice", has_text="Bakken").click()
    assert "Iets met de oven · Bakken: Alleen als …" in phone.title()
    assert phone.locator("h1").get_by_text("Alleen als …").is_visible()
    assert "BREAD-01" in phone.locator("main article article").inner_text()

    phone.go_back()
    phone.locator(".hb-choice", has_text="Openen").click()
    phone.get_by_role("link", name="Wijzig: Wat wil je?").click()
    assert phone.locator("h1").inner_text() == "Mag dit?"


@pytest.mark.parametrize(
    ("modality", "action", "said"),
    [
        ("must-not", "open", "Nee"),
        ("should-not", "open", "Liever niet"),
        ("must", "open", "Ja"),
        ("may", "open", "Ja"),
        ("must-not", "close", "Vraag het eerst"),
    ],
)
def test_what_a_page_answers_follows_from_the_rules(
    bakery: Make, modality: str, action: str, said: str
) -> None:
    rule = RULE.format(modality=modality, action=action)
    book = handbook(bakery(GUIDE, {"policies/rules/bread.yml": rule}))
    edition = edition_of(book, sources.words("nl"), sources.templates())
    found = {page.address: page for page in edition.pages if page.address.startswith("guides/")}
    page = found["guides/ask/oven/open/"]

    assert page.title == f"Iets met de oven · Openen: {said}"
    assert f"</svg>{said}</span></h1>" in edition.renderer.page(page)
    assert [address for address, each in found.items() if each.listed] == ["guides/ask/"]
    assert [each.address for each in edition.documents if each.address.startswith("guides/")] == [
        "guides/ask/"
    ]


@pytest.mark.parametrize("gone", ["guides/ask/", "guides/ask/oven/", "guides/ask/index/"])
def test_a_way_without_a_page_is_missed_by_its_address(asking: Project, tmp_path: Path, gone: str) -> None:
    site = shutil.copytree(asking.root / "site/nl/draft", tmp_path / "draft")
    book = handbook(asking)
    assert [*proof.version(site, book, "nl")] == []

    (site / gone / "index.html").unlink()

    assert [*proof.version(site, book, "nl")] == [f"nl: {gone} has 0 pages instead of one"]


def test_the_model_policy_tells_an_intern_about_a_group_photo_in_few_taps(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/nl/draft/guides/may-i-post/")
    for answer in ("stage", "foto", "groep", "Ergens anders"):
        page.locator(".hb-choice", has_text=answer).click()

    assert "Alleen als …" in page.locator("h1").inner_text()
    assert (
        page.locator(".hb-outcome")
        .get_by_role("link", name="Vraag het voordat je iemand plaatst")
        .is_visible()
    )
    assert page.locator(".hb-outcome a[href^='tel:']").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
