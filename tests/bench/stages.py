"""What one measured process does: make the projects, or one stage of ours; prints its seconds and no more.

`python -m tests.bench.stages STAGE SIZE FOLDER`
"""

import cProfile
import pstats
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from handbook_gen import sources
from handbook_gen.core import checks, links, loader
from handbook_gen.core.edition import edition_of
from handbook_gen.core.model import Policy
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.model.history import History
from handbook_gen.core.report.changes import FORMATS
from handbook_gen.core.search import index
from handbook_gen.publish.job import today
from handbook_gen.publish.proposed import proposed
from handbook_gen.publish.sides import Sides
from tests.bench import synthetic

LANGUAGE: Final = "nl"
OURS, TOPICS, RULES = "ours", "topics", "rules"
"""The folders of the three projects: ours, (b) a page per topic, (a) a page per rule."""
PROPOSED: Final = "proposed"
"""Ours in a repository: as committed, and with some changes that are not."""
MOST_PAGES: Final = 500
"""Up to how many rules there is a page per rule: it takes minutes beyond, and hours at 10,000."""

# What ours says itself about the rest, plain MkDocs is told here; the theme is the same to the letter.
_THEME: Final = """\
theme:
  name: material
  language: nl
  font: false
  features:
    [navigation.tabs, navigation.indexes, navigation.top, search.highlight, search.suggest, toc.follow]
markdown_extensions: [admonition, attr_list, tables, toc]
"""
_PLAIN: Final = f"site_name: Handboek\nplugins: [search]\n{_THEME}"
_OURS: Final = f"site_name: Handbook\ndocs_dir: content\nplugins: [search, handbook]\n{_THEME}"
_TOP: Final = 30
_AUTHOR: Final = ("-c", "user.name=Bench", "-c", "user.email=bench@example.org", "-c", "gc.auto=0")


def prepare(size: int, folder: Path) -> None:
    """Write the projects: ours, a page per topic, and where that can be waited for a page per rule."""
    made = synthetic.topics(size)
    _write(folder / OURS / "policies", synthetic.policy(made))
    _propose(folder / PROPOSED, made)
    _write(
        folder / OURS,
        [("mkdocs.yml", _OURS), *((f"content/{each}/index.md", "# \n") for each in ("nl", "en"))],
    )
    _write(folder / TOPICS, [("mkdocs.yml", _PLAIN)])
    _write(folder / TOPICS / "docs", synthetic.page_per_topic(made, LANGUAGE))
    if size <= MOST_PAGES:
        _write(folder / RULES, [("mkdocs.yml", _PLAIN)])
        _write(folder / RULES / "docs", synthetic.page_per_rule(made, LANGUAGE))


def _propose(folder: Path, made: tuple[synthetic.Topic, ...]) -> None:
    _write(folder, [("mkdocs.yml", _OURS)])
    _write(folder / "policies", synthetic.policy(made))
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "Before"]):
        subprocess.run(["git", *_AUTHOR, *words], cwd=folder, check=True)
    _write(folder / "policies", synthetic.policy(synthetic.changed(made)))


def load(folder: Path) -> float:
    """Read and validate the policy."""
    started = time.perf_counter()
    _loaded(folder)
    return time.perf_counter() - started


def link(folder: Path) -> float:
    """Follow every id."""
    policy = _loaded(folder)
    started = time.perf_counter()
    links.link(policy, today())
    return time.perf_counter() - started


def check(folder: Path) -> float:
    """Ask every question."""
    book = _linked(folder)
    started = time.perf_counter()
    checks.check(book, History(), whole=True)
    return time.perf_counter() - started


def loads(folder: Path) -> float:
    """Read and validate two versions of the policy."""
    started = time.perf_counter()
    for version in (OURS, PROPOSED):
        loader.load(sources.policies(folder / version / "policies", version)[0])
    return time.perf_counter() - started


def diff(folder: Path) -> float:
    """Do what `handbook diff` does with two versions, up to the text for a terminal."""
    started = time.perf_counter()
    words = sources.words(LANGUAGE)
    told = proposed(Sides(folder / PROPOSED), "HEAD", None, frozenset(), today()).told
    FORMATS["text"](told, words)
    spent = time.perf_counter() - started
    if not told.comparison.changes:
        raise ValueError("the two versions do not differ")
    return spent


def render(folder: Path) -> float:
    """Make the pages, search documents and permanent addresses of one language."""
    book = _linked(folder)
    started = time.perf_counter()
    edition = edition_of(book, sources.words(LANGUAGE), sources.templates())
    for page in edition.pages:
        edition.renderer.page(page, **({"written": ""} if page.address == "" else {}))
    for _ in edition.renderer.forwards():
        pass
    return time.perf_counter() - started


def indexing(folder: Path) -> float:
    """Make the search index of one language."""
    book = _linked(folder)
    documents = edition_of(book, sources.words(LANGUAGE), sources.templates()).documents
    started = time.perf_counter()
    index(book, LANGUAGE, documents, sources.searching(LANGUAGE))
    return time.perf_counter() - started


def profile(folder: Path) -> None:
    """Build one language with the profiler on, and print where the time went, MkDocs' own part too."""
    profiler = cProfile.Profile(
        time.process_time
    )  # by the clock, whoever else is at work here would count too
    profiler.enable()
    from mkdocs.__main__ import cli  # noqa: PLC0415  # importing is a part of the build

    arguments = [
        "build",
        "--quiet",
        "--strict",
        "-f",
        str(folder / OURS / "mkdocs.yml"),
        "-d",
        str(folder / "site"),
    ]
    cli.main(arguments, standalone_mode=False)
    profiler.disable()
    profiler.dump_stats(folder / "build.prof")
    stats = pstats.Stats(profiler)
    stats.sort_stats("cumulative").print_stats(_TOP)
    stats.sort_stats("tottime").print_stats(_TOP)


STAGES: Final[Mapping[str, Callable[[Path], float]]] = {
    "load": load,
    "link": link,
    "check": check,
    "loads": loads,
    "diff": diff,
    "render": render,
    "indexing": indexing,
}


def _loaded(folder: Path) -> Policy:
    files, _ = sources.policies(folder / OURS / "policies", "policies")
    policy = loader.load(files).policy
    if policy is None:
        raise ValueError("the synthetic policy cannot be read")
    return policy


def _linked(folder: Path) -> Handbook:
    book, _ = links.link(_loaded(folder), today())
    return book


def _write(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    for name, text in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def main(stage: str, size: int, folder: Path) -> None:
    """Do what the command line says."""
    if stage == "prepare":
        prepare(size, folder)
    elif stage == "profile":
        profile(folder)
    else:
        print(STAGES[stage](folder))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
