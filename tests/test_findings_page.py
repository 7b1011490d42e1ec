"""The pages about the handbook that reviewers read: findings by owner, reviews ahead, holes in coverage."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook_gen import sources
from handbook_gen.core import pipeline
from handbook_gen.core.links import entries
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.handbook import Waiver
from handbook_gen.core.model.types import Language
from handbook_gen.core.pictures import Moment, timeline
from handbook_gen.core.problems import Finding, Severity, Spot
from handbook_gen.core.problems import Kind as ProblemKind
from tests.case import DAY
from tests.conftest import ROOT
from tests.test_pages import dead, empty, goal, made, small, twice
from tests.values import SAY

RULES = {
    "topic": {"id": "bread", "name": SAY, "owner": "leader"},
    "rules": [{"id": "B-01", "title": SAY, "modality": "must", "statement": SAY, "audience": ["everyone"]}],
}
MISSING = ProblemKind("HB701", "missing-translation", Severity.ERROR, stops=False)
MARKUP = ProblemKind("HB702", "unsupported-markup", Severity.WARNING)
WAIVER = Waiver.model_validate(
    {
        "check": "HB701",
        "reason": {"nl": "Volgt in mei.", "en": "Comes in May."},
        "owner": "hr",
        "until": "2027-06-01",
    }
)


def judged(*findings: Finding, waived: tuple[Finding, ...] = ()) -> Handbook:
    book = small({"rules/bread.yml": RULES})
    return replace(book, findings=findings, waived=tuple((finding, WAIVER) for finding in waived))


def missing(noun: str, identity: str, *path: str) -> Finding:
    return Finding(MISSING, Spot(noun, identity, path), {"language": "en"})


@pytest.mark.parametrize("language", ["nl", "en"])
def test_findings_stand_with_who_answers_for_them(language: Language) -> None:
    book = judged(
        missing("rule", "B-01", "because"),
        Finding(MARKUP, Spot("topic", "bread", ("summary",)), {"markup": "table"}),
        missing("settings", "", "training"),
        missing("role", "leader", "name"),
        waived=(missing("channel", "nowhere"),),
    )
    site = made(book, language)
    page = site.seen("about/findings/")

    assert [each for each in page.ids if each.startswith("_")] == ["_leader", "_hr", "_nobody"]
    assert (dead(site), twice(site), empty(site)) == ([], [], [])
    words = site.words("about/findings/")
    assert words.index("HB701") < words.index("HB702"), "what weighs most stands first"
    assert "handbook.yml" in words
    assert {"nl": "1 juni 2027", "en": "1 June 2027"}[language] in words
    assert {"nl": "Volgt in mei.", "en": "Comes in May."}[language] in words


@pytest.mark.parametrize("language", ["nl", "en"])
def test_whatever_an_item_is_its_finding_is_shown(language: Language) -> None:
    policy, _ = sources.policies(ROOT / "policies", "policies")
    book = pipeline.read(policy, {}, DAY).book
    every = [missing(item.noun, getattr(item, "id", "")) for item in entries(book.policy)]
    site = made(replace(book, findings=tuple(every)), language)

    assert {"action", "law", "term", "settings", "people"} < {finding.spot.noun for finding in every}
    assert site.html["about/findings/"].count("<li>") > len(every)
    assert dead(site) == []


def test_without_findings_there_is_no_page() -> None:
    assert "about/findings/" not in made(judged()).html


def test_a_finding_cannot_bring_code_along() -> None:
    book = judged(Finding(MISSING, Spot("rule", "B-01"), {"language": "`<script>alert(1)</script>`"}))
    assert "<script>" not in made(book).html["about/findings/"]


def test_coverage_names_what_stands_empty() -> None:
    files = {
        "rules/bread.yml": RULES,
        "rules/cake.yml": {"topic": {"id": "cake", "name": {"nl": "Taart", "en": "Cake"}}},
        "strategy.yml": {"objectives": [goal("b"), {**goal("c", parent="b"), "kind": "channel"}]},
        "channels.yml": {
            "channels": [{"id": "insta", "platform": "instagram", "name": SAY, "status": "open"}]
        },
    }
    site = made(small(files))
    words = site.words("about/coverage/")

    assert "Taart" in words
    assert "Nog geen kanaal voor:" in words
    assert "Open zonder doel:" in words
    assert dead(site) == []


def test_what_is_late_is_said_to_be_late() -> None:
    rule = {**RULES["rules"][0], "review_by": (DAY - timedelta(days=3)).isoformat()}  # type: ignore[index]
    site = made(small({"rules/bread.yml": {**RULES, "rules": [rule]}}))
    assert "Te laat:" in site.words("about/")
    assert "hb-dot--late" in site.html["about/"]


@given(
    st.lists(
        st.tuples(st.integers(-900, 2500), st.integers(1, 300)),
        min_size=1,
        max_size=40,
        unique_by=lambda t: t[0],
    )
)
def test_every_dot_lies_inside_the_line_and_on_no_other(due: list[tuple[int, int]]) -> None:
    moments = [Moment(DAY + timedelta(days=days), number, "", "") for days, number in sorted(due)]
    drawn = timeline(moments, DAY)

    assert [dot.moment for dot in drawn.dots] == moments
    for dot in drawn.dots:
        assert dot.x - dot.radius >= 0
        assert dot.x + dot.radius <= drawn.width
        assert dot.y - dot.radius >= 0
        assert dot.y + dot.radius <= drawn.floor
        assert dot.late == (dot.moment.day < DAY) == (dot.x < drawn.today)
    for one, other in ((a, b) for a in drawn.dots for b in drawn.dots if a is not b):
        apart = ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
        assert apart >= one.radius + other.radius - 0.2
    ahead = [dot for dot in drawn.dots if not dot.late]
    assert [dot.x for dot in ahead] == sorted(dot.x for dot in ahead)
    assert len(drawn.months) <= 14
