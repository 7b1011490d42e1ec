"""The benchmark measures what it says: its policy is sound and has the promised size. Asserts no timing."""

from datetime import date

import pytest

from handbook_gen.core import pipeline
from handbook_gen.core.loader import Sources
from tests.bench import run, stages, synthetic


@pytest.mark.parametrize("rules", [7, 500])
def test_the_synthetic_policy_has_no_problem_and_every_rule(rules: int) -> None:
    made = synthetic.topics(rules)
    files = {path: text.encode() for path, text in synthetic.policy(made)}

    reading = pipeline.read(Sources("policies", files), {}, date(2026, 1, 1))

    assert [problem for problem in reading.problems if problem.kind.stops] == []
    assert reading.book is not None
    assert reading.book.languages == synthetic.LANGUAGES
    assert len(reading.book.published) == rules


@pytest.mark.parametrize(("rules", "topics"), [(7, 1), (500, 25), (2000, 100), (3001, 100)])
def test_its_sizes_are_as_promised(rules: int, topics: int) -> None:
    made = synthetic.topics(rules)
    every = [rule for topic in made for rule in topic.rules]

    assert (len(made), len(every)) == (topics, rules)
    for language in synthetic.LANGUAGES:
        texts = [[rule.title[language], rule.statement[language], rule.because[language]] for rule in every]
        assert {sum(len(text.split()) for text in three) for three in texts} == {165}


def test_the_changed_version_differs_in_a_hundred_rules() -> None:
    made = synthetic.topics(3001)
    pairs = [
        (old, new)
        for before, after in zip(made, synthetic.changed(made), strict=True)
        for old, new in zip(before.rules, after.rules, strict=True)
    ]
    assert sum(old != new for old, new in pairs) == synthetic.CHANGES == 100


def test_some_texts_are_marked_and_most_are_plain() -> None:
    texts = [
        text["nl"]
        for t in synthetic.topics(500)
        for rule in t.rules
        for text in (rule.statement, rule.because)
    ]
    marked = [text for text in texts if "**" in text and "](https://" in text and "[[" in text]

    assert 0.07 < len(marked) / len(texts) < 0.13
    assert not any("[" in text or "*" in text for text in texts if text not in marked)


def test_it_is_the_same_each_time() -> None:
    assert synthetic.topics(60) == synthetic.topics(60)


def test_plain_markdown_holds_the_same_rules() -> None:
    made = synthetic.topics(60)
    by_topic, by_rule = (
        dict(pages(made, "nl")) for pages in (synthetic.page_per_topic, synthetic.page_per_rule)
    )

    assert (len(by_topic), len(by_rule)) == (1 + 3, 1 + 3 + 60)
    for topic in made:
        for rule in topic.rules:
            assert f"{{#{rule.id}}}" in by_topic[f"topics/{topic.id}.md"]
            assert rule.title["nl"] in by_rule[f"topics/{topic.id}/{rule.id}.md"]


def test_the_measuring_process_knows_up_to_where_pages_per_rule_are_made() -> None:
    assert run.MOST_PAGES == stages.MOST_PAGES
