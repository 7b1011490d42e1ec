"""How well the search answers, beside Material's own and Pagefind: prints it, writes docs/search.md.

Of the half called final only figures are shown, of the other each miss: on that one we tune.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from playwright.sync_api import Browser

from handbook_gen.core.model.types import LANGUAGES, Language
from tests.browser import chromium
from tests.search import others
from tests.search.engine import opened, shared
from tests.search.measures import MOST, Answered, Measures, measured
from tests.search.questions import HALVES, POLICIES, STYLES, Half, Question, edition, questions

PAGE: Final = POLICIES["model"] / "docs" / "search.md"
OURS: Final = "handbook"
UNANSWERABLE: Final = "unanswerable"
_NAMES: Final[Mapping[Language, str]] = {"nl": "Dutch", "en": "English"}
_FIGURES: Final[Mapping[str, Callable[[Measures], float | None]]] = {
    "success@1": lambda of: of.first,
    "success@3": lambda of: of.three,
    "success@3, answers only": lambda of: of.three_answer,
    "MRR": lambda of: of.reciprocal,
    "nDCG@10": lambda of: of.gain,
    "false answers": lambda of: None if of.recognised is None else 1 - of.recognised,
    "false “not covered”": lambda of: of.refused,
}
_INTRODUCTION: Final = """\
# How well the search answers

*Written by `make eval`; do not edit.*

Questions of employees on two policies: the model organisation's in Dutch and English, a municipality's in
Dutch. They were written before the engine was tuned, in the ways people ask, and stand in
`tests/search/`. Each document that answers a question has grade 2 (“PRIV-01 says so”), each that helps
grade 1. Half of them, `tuning`, is what the engine is tuned on; the other half, `final`, is only
measured.

* **success@k**: for how many of the answerable questions a document with a grade is among the first k;
  *answers only* counts grade 2 alone.
* **MRR**, **nDCG@10**: how high the first right document stands, and how good the order of ten is.
* **false answers**: for how many of the questions that the policy does not answer something is shown as
  if it did.
* **false “not covered”**: for how many of the answerable questions it says that there is no answer.
  Material and Pagefind say so by finding nothing at all.

Beside ours, on the same documents: the worker of Material for MkDocs with lunr, as shipped, with title,
text and id as the handbook gave it before; and Pagefind, as shipped, with a page of each document, its
title as heading. Both are asked through what they ship to a browser, and their results are counted by
document, as ours are.
"""


def asked(half: Half, browser: Browser) -> Mapping[str, tuple[Answered, ...]]:
    """Ask all engines the questions of a half."""
    told: dict[str, tuple[Answered, ...]] = {OURS: tuple(_ours(questions(half)))}
    for group in _handbooks(half):
        first, texts = group[0], [each.text for each in group]
        documents = edition(first.root, first.language).documents
        for name, answers in {
            "Material (lunr)": others.lunr(documents, first.language, texts),
            "Pagefind": others.pagefind(documents, first.language, texts, browser),
        }.items():
            found = (Answered(each, answers[each.text], bool(answers[each.text])) for each in group)
            told[name] = (*told.get(name, ()), *found)
    return told


def _handbooks(half: Half) -> Iterator[tuple[Question, ...]]:
    """Give the questions by the handbook that they are asked of."""
    every = questions(half)
    for root, language in dict.fromkeys((each.root, each.language) for each in every):
        yield tuple(each for each in every if (each.root, each.language) == (root, language))


def _ours(every: Sequence[Question]) -> Iterator[Answered]:
    for each in every:
        told = shared().ask(opened(each.root, each.language), each.text, most=MOST)
        yield Answered(each, told.ids, told.covered)


def tables(half: Half, told: Mapping[str, Sequence[Answered]]) -> Iterator[str]:
    """Write the figures of a half: the engines side by side, then ours by style."""
    for language in LANGUAGES:
        mine = {
            name: [each for each in every if each.question.language == language]
            for name, every in told.items()
        }
        of = measured(mine[OURS])
        yield f"## {_NAMES[language]}, `{half}`: {of.questions} questions, {of.unanswerable} unanswerable"
        yield from _table("", {name: measured(every) for name, every in mine.items()}, list(_FIGURES))
        by_style = {style: [each for each in mine[OURS] if each.question.style == style] for style in STYLES}
        rows = {f"{name} ({len(of)})": measured(of) for name, of in by_style.items() if of}
        yield from _table("ours, by style", rows, list(_FIGURES))


def _table(title: str, rows: Mapping[str, Measures], figures: Sequence[str]) -> Iterator[str]:
    yield ""
    yield f"| {title} | {' | '.join(figures)} |"
    yield f"|---|{'---:|' * len(figures)}"
    for name, of in rows.items():
        yield f"| {name} | {' | '.join(_figure(_FIGURES[figure](of)) for figure in figures)} |"
    yield ""


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def misses(told: Sequence[Answered]) -> Iterator[str]:
    """Tell each question that leads a reader astray."""
    for each in told:
        if each.missed:
            asked, said = each.question, "covered" if each.covered else "not covered"
            yield f"  {asked.language} {asked.style}: {asked.text!r}, {said}"
            yield f"     wanted {dict(asked.right)}, got {list(each.ids[:3])}"


def main() -> None:
    """Print everything, write the page."""
    pages = [_INTRODUCTION]
    with chromium() as browser:
        for half in reversed(HALVES):
            told = asked(half, browser)
            pages.append("\n".join(tables(half, told)))
            sys.stdout.write(pages[-1] + "\n")
            if half == "tuning":
                sys.stdout.write("\n".join(misses(told[OURS])) + "\n")
    PAGE.write_text("\n".join(pages), "utf-8")


if __name__ == "__main__":
    main()
