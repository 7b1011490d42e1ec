"""A green build can be empty: what leaves a rule out fails by its name, whoever did it."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from py_mini_racer import MiniRacer

from handbook_gen import sources
from handbook_gen.core.search.indexing import part, script
from handbook_gen.publish import files, project, site
from handbook_gen.publish.job import Job
from tests.conftest import BILINGUAL, DAY, Project

Make = Callable[..., Project]

# Some other extension of MkDocs: it comes after us, and takes away or adds what it likes.
HOOK = """\
import json, pathlib, re
from mkdocs.plugins import event_priority

SECTION = re.compile('<section[^>]*id="BREAD-01".*?</section>', re.DOTALL)

def on_post_page(output, page, **_):
    return {page}

@event_priority(-200)
def on_post_build(config, **_):
    site = pathlib.Path(config.site_dir)
    {build}
"""
INDEX = """texts = next(site.glob("search/texts-0.*.js"))
    begin, _, found = texts.read_text("utf-8").partition("'")
    kept = [each for each in json.loads(found.rpartition("'")[0]) if {keep}]{more}
    texts.write_text(f"{{begin}}'{{json.dumps(kept)}}')", "utf-8")"""


def hook(*, page: str = "output", build: str = "pass") -> dict[str, str]:
    return {"hook.py": HOOK.format(page=page, build=build), "site/old.txt": "from an earlier build"}


def hooked(bakery: Make, added: dict[str, str]) -> Project:
    made = bakery(added)
    made.write("mkdocs.yml", (made.root / "mkdocs.yml").read_text("utf-8") + "hooks: [hook.py]\n")
    return made


PAGES = {
    "its page": ('SECTION.sub("", output)', "BREAD-01 has 0 homes"),
    "the page, in a comment": ('SECTION.sub(lambda m: f"<!--{m[0]}-->", output)', "BREAD-01 has 0 homes"),
    "twice at home": ("SECTION.sub(lambda m: m[0] * 2, output)", "BREAD-01 has 2 homes"),
    "at home elsewhere too": (
        "output + '<section id=\"BREAD-01\" data-rule>' * page.is_homepage",
        "BREAD-01 has 2 homes",
    ),
    "no tombstone": ('output.replace("data-tombstone", "")', "BREAD-02 has 0 tombstones"),
}


@pytest.mark.parametrize(("page", "told"), PAGES.values(), ids=PAGES.keys())
def test_a_rule_that_is_not_once_at_home_fails_the_build(bakery: Make, page: str, told: str) -> None:
    made = hooked(bakery, hook(page=page))

    done = made.build()

    assert done.code == 1
    assert told in done.err
    assert "Traceback" not in done.err
    assert [path.name for path in (made.root / "site").iterdir()] == ["old.txt"]
    assert list((made.root / ".handbook").glob("build-*")) == []


def test_mkdocs_alone_proves_its_one_language_too(bakery: Make) -> None:
    made = hooked(bakery, hook(page='SECTION.sub("", output)'))

    done = made.mkdocs_build()

    assert done.code == 1
    assert "BREAD-01 has 0 homes" in done.err


LATE = {
    "not in the index": (INDEX.format(keep='"BREAD-01" not in each["id"]', more=""), "0 search entries"),
    "twice in the index": (INDEX.format(keep="True", more=" * 2"), "2 search entries"),
    "its texts are gone": ('next(site.glob("search/texts-0.*.js")).unlink()', "0 search entries"),
    "the index is another's": (
        '(site / "search" / "search_index.json").write_text(\'{"config": {}, "docs": []}\', "utf-8")',
        "0 search entries",
    ),
    "no index": ('(site / "search" / "search_index.json").unlink()', "0 search entries"),
    "no page of the topic": ('(site / "topics" / "bread" / "index.html").unlink()', "0 homes"),
}


@pytest.mark.parametrize(("build", "told"), LATE.values(), ids=LATE.keys())
def test_what_is_taken_away_after_us_fails_the_build(bakery: Make, build: str, told: str) -> None:
    with pytest.raises(site.UnprovenError) as refused:
        build_here(hooked(bakery, hook(build=build)))

    assert [
        line
        for line in str(refused.value).splitlines()
        if line.startswith("nl: BREAD-01 has") and told in line
    ]


@pytest.fixture(scope="module")
def engine() -> Iterator[MiniRacer]:
    with MiniRacer() as started:
        started.eval(sources.engine_script())
        yield started


@given(texts=st.lists(st.text()))
def test_what_is_proven_is_what_a_browser_reads(engine: MiniRacer, texts: list[str]) -> None:
    written = script("texts-0", json.dumps(texts, ensure_ascii=False))

    engine.eval(written)
    run = engine.eval("JSON.stringify(handbookSearch.taken('texts-0.0123abcd.js'))")
    told = engine.eval(f"JSON.stringify(handbookSearch.unquoted({json.dumps(written)}))")

    assert json.loads(str(run)) == json.loads(str(told)) == part(written) == texts


def build_here(made: Project) -> None:
    """Build in this process, where tests can take things away from us."""
    day = date.fromisoformat(DAY)
    reading = project.read(site.configured(made.root), day)
    site.build(site.Order(made.root, made.root / "site"), reading, Job(day))


PERMANENT = {"at the root": ("", "/"), "in Dutch": ("nl/", "/nl/"), "in English": ("en/", "/en/")}


@pytest.mark.parametrize(("folder", "where"), PERMANENT.values(), ids=PERMANENT.keys())
@pytest.mark.parametrize(
    ("typed", "instead"),
    [("", ""), ("#BREAD-01", ""), ("topics/bread/", "topics/cake/")],
    ids=["missing", "without its anchor", "to nowhere"],
)
def test_a_permanent_address_that_does_not_lead_home_fails_the_build(
    bakery: Make, monkeypatch: pytest.MonkeyPatch, folder: str, where: str, typed: str, instead: str
) -> None:
    made = bakery(BILINGUAL)
    write = files.write

    def write_less(root: Path, pages: Iterable[tuple[str, str]]) -> None:
        for path, html in pages:
            if path != f"{folder}r/BREAD-01/index.html":
                write(root, [(path, html)])
            elif typed:
                write(root, [(path, html.replace(typed, instead))])

    monkeypatch.setattr(files, "write", write_less)

    with pytest.raises(site.UnprovenError) as refused:
        build_here(made)
    assert str(refused.value).splitlines() == [f"{where}: BREAD-01 has no permanent address that leads home"]
    assert not (made.root / "site").exists()


def test_without_the_plugin_nothing_is_published(bakery: Make) -> None:
    warning = "De handbook-plugin heeft niet gedraaid. / The handbook plugin did not run.\n\n# Welkom\n"
    made = bakery({"content/nl/index.md": warning, "site/old.txt": "from an earlier build"})
    with_it = made.build()
    assert with_it.code == 0, with_it.err
    assert "did not run" not in (made.root / "site/nl/draft/index.html").read_text("utf-8")

    made.change("mkdocs.yml", "plugins: [search, handbook]", "plugins: [search]")
    without = made.build()

    assert without.code == 1
    assert "nl: BREAD-01 has 0 homes" in without.err
    assert "nl: BREAD-02 has 0 tombstones" in without.err
    assert "BREAD-01" in (made.root / "site/nl/draft/topics/bread/index.html").read_text("utf-8"), (
        "the good one stays"
    )


def test_without_the_plugin_mkdocs_shows_that_it_did_not_run(bakery: Make) -> None:
    warning = "De handbook-plugin heeft niet gedraaid. / The handbook plugin did not run.\n\n# Welkom\n"
    made = bakery({"content/nl/index.md": warning})
    made.change("mkdocs.yml", "plugins: [search, handbook]", "plugins: [search]")

    assert made.mkdocs_build().code == 0
    assert "did not run" in (made.root / ".handbook/preview/nl/index.html").read_text("utf-8")


def test_a_template_that_leaves_the_content_out_fails_the_build(bakery: Make) -> None:
    made = bakery({"overrides/main.html": '{% extends "base.html" %}{% block content %}Welkom{% endblock %}'})
    made.change("mkdocs.yml", "font: false", "font: false, custom_dir: overrides")

    done = made.build()

    assert done.code == 1
    assert "nl: BREAD-01 has 0 homes" in done.err
