"""The model policy, measured: a page of each kind at 70 rules; prints a row per kind, asserts nothing.

`python -m tests.bench.model`
"""

import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from handbook_gen import sources
from handbook_gen.core import pipeline
from handbook_gen.core.edition import edition_of
from handbook_gen.core.loader import Sources
from handbook_gen.publish.job import today
from tests.conftest import ROOT

RULES: Final = 70
LANGUAGES: Final = ("nl", "en")


def policy(rules: int = RULES) -> Sources:
    """Give the model policy with so many of its topics that at most `rules` rules are published."""
    whole, _ = sources.policies(ROOT / "policies", "policies")
    files = dict(whole.files)
    topics = sorted(path for path in files if path.startswith("rules/"))
    while topics and len(pipeline.read(Sources("policies", files), {}, today()).book.published) > rules:
        del files[topics.pop()]
    return Sources("policies", files)


def kinds() -> Iterator[tuple[str, int, float]]:
    """Give each template with how many pages it made in both languages, and milliseconds a page."""
    book = pipeline.read(policy(), {}, today()).book
    taken: defaultdict[str, list[float]] = defaultdict(list)
    for language in LANGUAGES:
        edition = edition_of(book, sources.words(language), sources.templates())
        for page in edition.pages:
            started = time.perf_counter()
            edition.renderer.page(page)
            taken[page.template].append((time.perf_counter() - started) * 1000)
    for template, found in taken.items():
        yield template.removesuffix(".html"), len(found), statistics.mean(found)


if __name__ == "__main__":
    for kind, number, spent in kinds():
        print(kind, number, f"{spent:.2f}")
