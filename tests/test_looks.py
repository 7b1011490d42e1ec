"""Two looks: what a policy says of its house style, in CSS and in a browser; contrast by known examples."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from handbook_gen.core.contrast import READABLE, contrast, letters_on, nearest, worst
from handbook_gen.core.look import dark_style, style
from handbook_gen.core.model.handbook import DARK, LIGHT, Look
from tests.conftest import Project, serving
from tests.looks import dressed

COLOUR = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
PAIRS = {
    "header": (".md-header__topic:first-child", ".md-header"),
    "link": (".hb-rule__foot a", "body"),
}
"""What is read, and what it stands on."""
ACCENTS = {"light": "#8a3b12", "dark": nearest("#8a3b12", DARK, 7)}


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_of_well_known_pairs(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@given(COLOUR)
def test_every_colour_takes_letters(colour: str) -> None:
    assert contrast(letters_on(colour), colour) > READABLE


@given(COLOUR, st.sampled_from([LIGHT, DARK]), st.sampled_from([READABLE, 7.0]))
def test_what_is_named_instead_can_be_read_and_is_no_further_than_it_must_be(
    colour: str, grounds: tuple[str, ...], least: float
) -> None:
    better = nearest(colour, grounds, least)
    assert worst(better, grounds)[0] >= least
    assert (better == colour) == (worst(colour, grounds)[0] >= least)
    assert nearest(better, grounds, least) == better


@given(COLOUR)
def test_a_colour_alone_makes_a_look_that_can_be_read(colour: str) -> None:
    look = Look(colour=colour)
    for told, grounds in ((style(look), LIGHT), (dark_style(look), DARK)):
        tokens = dict(each.split(":") for each in told.split(";"))
        assert worst(tokens["--hb-accent"], grounds)[0] >= READABLE


def test_no_look_says_nothing() -> None:
    assert style(None) == dark_style(None) == dark_style(Look()) == ""


def test_the_look_of_another_is_seen_in_both_schemes(
    bakery: Callable[..., Project], browser: Browser
) -> None:
    project = bakery({"mkdocs.yml": MKDOCS})
    dressed(project)
    done = project.build()
    assert done.code == 0, done.err
    with serving(project.root / "site") as address:
        for scheme in ("light", "dark"):
            with browser.new_context(base_url=address, color_scheme=scheme) as context:
                page = context.new_page()
                page.goto("/nl/draft/topics/bread/")
                assert page.locator(".md-header .md-logo img").get_attribute("alt") == ""
                assert page.evaluate("document.querySelector('.md-logo img').naturalWidth") > 0
                assert "DejaVu Serif" in page.evaluate("getComputedStyle(document.body).fontFamily")
                for name, (letters, ground) in PAIRS.items():
                    assert _seen(page, letters, ground) >= READABLE, (scheme, name)
                assert _colour(page, ".md-header", "backgroundColor") == "#f2b134"
                assert _colour(page, ".hb-rule__foot a", "color") == ACCENTS[scheme]


MKDOCS = """\
site_name: Handbook
docs_dir: content
site_dir: .handbook/preview
theme:
  name: material
  custom_dir: overrides
  font: false
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, primary: custom, accent: custom}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, primary: custom, accent: custom}
plugins: [search, handbook]
"""


def _seen(page: Page, letters: str, ground: str) -> float:
    return contrast(_colour(page, letters, "color"), _colour(page, ground, "backgroundColor"))


def _colour(page: Page, found: str, what: str) -> str:
    """Give a colour as the browser computed it, as a policy writes it."""
    told = page.evaluate(
        "([found, what]) => getComputedStyle(document.querySelector(found))[what]", [found, what]
    )
    red, green, blue = (int(part) for part in told[told.index("(") + 1 : -1].split(",")[:3])
    return f"#{red:02x}{green:02x}{blue:02x}"
