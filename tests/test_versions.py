"""The versions of a site: each as it was released, kept once built, and never in each other's way."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from handbook_gen.core.loader import Sources, load
from handbook_gen.core.model.history import Release
from handbook_gen.publish import keeping, manifest
from handbook_gen.publish.above import above
from handbook_gen.publish.job import Job, today
from handbook_gen.publish.project import found, read
from handbook_gen.publish.sealing import index, seal
from handbook_gen.publish.site import Order, build, configured
from handbook_gen.publish.versions import Version, versions
from handbook_gen.publish.zone import zone as zone_of
from tests.conftest import DAY, ONCE, Project, freeze, serving, small
from tests.test_build import broken, contents, page, pages

VERSIONS = ["latest", "2026.10", "2026.2", "2026.1", "draft"]
LANGUAGES = ("nl", "en")


@pytest.fixture
def bread(tmp_path: Path) -> Project:
    """The smallest project, with one release of its one language."""
    project = small(tmp_path / "bakery")
    freeze(project, "1", "2026-03-01")
    return project


def topic(site: Path, version: str, language: str = "nl") -> str:
    return (site / language / version / "topics/bread/index.html").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_version_stands_beside_the_others(released: Path, language: str) -> None:
    there = {path.name for path in (released / language).iterdir() if path.is_dir()}
    offered = json.loads((released / language / "versions.json").read_text("utf-8"))

    assert there >= set(VERSIONS)
    assert [each["version"] for each in offered] == VERSIONS
    assert all(isinstance(each["aliases"], list) for each in offered)
    titles = {each["version"]: each["title"] for each in offered}
    assert titles["latest"] == {"nl": "Nu geldig", "en": "In force now"}[language]
    assert titles["2026.10"].startswith("2026.10")
    assert page(released / language / "index.html").forward == "latest/"


def test_each_version_says_what_was_said_then(released: Path) -> None:
    said = {version: topic(released, version) for version in VERSIONS}

    assert [version for version, html in said.items() if "Bak elke dag." in html] == ["2026.1"]
    assert "Bak elke ochtend." in said["2026.2"]
    assert "Bak elk uur." in said["draft"]
    assert [v for v in VERSIONS if (released / "nl" / v / "oven/index.html").exists()] == ["2026.1"]
    assert [v for v in VERSIONS if (released / "nl" / v / "topics/cake/index.html").exists()] == [
        "2026.2",
        "2026.1",
    ]
    assert [v for v in VERSIONS if (released / "nl" / v / "mixer/index.html").exists()] == ["draft"]
    assert all((released / "nl" / v / "oven.svg").exists() for v in VERSIONS), "pictures are today's"


def test_every_link_between_versions_leads_somewhere(released: Path) -> None:
    dead = dict(each.split(": ") for each in broken(released))

    numbered = [path.split("/", 2) for path in dead]
    gone = {
        f"{'../' * (path.count('/') + 1)}latest/{path.removesuffix('index.html')}" for *_, path in numbered
    }
    assert {version for _, version, _ in numbered} == {"2026.1", "2026.2"}
    assert set(dead.values()) <= gone, "a page may have gone in what is in force now, and nothing else"


@pytest.mark.parametrize(("folder", "way"), [("", "nl/"), ("nl/", ""), ("en/", "")])
def test_every_rule_that_ever_was_keeps_its_address(released: Path, folder: str, way: str) -> None:
    forward = {
        rule: page(released / f"{folder}r/{rule}/index.html").forward for rule in ("BREAD-01", "CAKE-01")
    }

    assert forward["BREAD-01"] == f"../../{way}latest/topics/bread/#BREAD-01"
    assert forward["CAKE-01"] == f"../../{way}2026.2/topics/cake/#CAKE-01", "the newest that has it"


def test_a_release_names_functions_and_days_never_persons(released: Path) -> None:
    naming = {path for path, data in contents(released).items() if b"Jan de Wit" in data}

    assert {path.split("/")[1] for path in naming} <= {"latest", "draft"}
    assert any(path.startswith("nl/latest/") for path in naming), "who holds a function now"
    for path, html in pages(released / "nl/2026.1").items():
        assert "Dit is versie 2026.1, gepubliceerd op 10 januari 2026." in html.source, path
        assert "2026-12-01" not in html.source, path
        assert "1 december 2026" not in html.source, path


def test_every_page_says_which_version_it_is_and_what_search_engines_may_do(released: Path) -> None:
    releases = json.loads((released / manifest.NAME).read_text("utf-8"))["releases"]
    for version in VERSIONS:
        shown = releases[version if version in releases else "2026.10"]
        for path, html in pages(released / "en" / version).items():
            assert shown in html.source, path
            robots = [
                e.attributes["content"] for e in html.all("meta") if e.attributes.get("name") == "robots"
            ]
            assert robots == ([] if version == "latest" else ["noindex"]), path
            assert "handbook.invalid" not in html.source, path
            assert ("md-banner" in html.source) == (version != "latest"), path
            assert not [e for e in html.all("link") if e.attributes.get("rel") == "canonical"], path


def test_what_pages_load_carries_its_hash(released: Path) -> None:
    for language in LANGUAGES:
        for version in VERSIONS:
            root = released / language / version
            assert not (root / "search/search_index.json").exists()
            html = page(root / "index.html")
            loaded = {e.attributes["src"] for e in html.all("script", "src")}
            loaded |= {
                e.attributes["href"] for e in html.all("link") if e.attributes.get("rel") == "stylesheet"
            }
            loaded |= {e.attributes["data-search"] for e in html.all("script", "data-search")}
            loaded |= set(re.findall(r'"search": "([^"]+)"', html.source))
            assert {"assets/search-engine", "search/search_index"} < {path.split(".")[0] for path in loaded}
            for path in loaded:
                assert re.search(r"\.[0-9a-f]{8}\.", path), path
                assert (root / path).is_file(), path


def test_only_what_stands_here_gets_its_hash_in_its_name(tmp_path: Path) -> None:
    files = {
        "look.css": "a {}",
        "assets/own.js": "1",
        "assets/engine.js": "3",
        "assets/main.0123abcd.min.css": "b {}",
        "assets/javascripts/lunr/lunr.js": "2",
        "search/search_index.json": "{}",
        "css/look.css": "c {}",
        "assets/look.css": "d {}",
        "css/my look.css": "e {}",
        "plain/look.css": "f {}",
        "deep/index.html": """<link href=../look.css><link href="../assets/main.0123abcd.min.css">
<script src="../assets/own.js"></script><script src="https://elsewhere.example/assets/own.js"></script>
<script data-search="../search/search_index.json"></script>
<script>{"base": "..", "search": "../assets/engine.js"}</script>look.css and "assets/own.js" are names.
<link href="../css/look.css"><link href="../css/my%20look.css?a">""",
        "404.html": """<link rel="stylesheet" href="/social/nl/draft/look.css"><link href="/look.css">
<link href="/social/nl/draft/assets/look.css">
<script>{"search": "/soci\\u0061l/nl/draft/assets/engine.js"}</script>""",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")

    seal(tmp_path, "/social/nl/draft/")

    loaded = (
        "look.css",
        "assets/own.js",
        "css/look.css",
        "assets/look.css",
        "css/my look.css",
        "assets/engine.js",
    )
    look, own, deeper, beside, spaced, engine = (
        hashlib.sha256(files[path].encode()).hexdigest()[:8] for path in loaded
    )
    html = (tmp_path / "deep/index.html").read_text("utf-8")
    assert f"<link href=../look.{look}.css>" in html
    assert f'src="../assets/own.{own}.js"' in html
    assert f'{{"base": "..", "search": "../assets/engine.{engine}.js"}}' in html
    assert 'src="https://elsewhere.example/assets/own.js"' in html
    assert 'look.css and "assets/own.js" are names' in html
    assert f'<link href="../css/look.{deeper}.css"><link href="../css/my%20look.{spaced}.css?a">' in html
    lost = (tmp_path / "404.html").read_text("utf-8")
    assert f'href="/social/nl/draft/look.{look}.css"><link href="/look.css">' in lost
    assert f'href="/social/nl/draft/assets/look.{beside}.css"' in lost
    assert f'"/soci\\u0061l/nl/draft/assets/engine.{engine}.js"' in lost
    assert contents(tmp_path).keys() == {
        f"look.{look}.css",
        f"css/look.{deeper}.css",
        f"css/my look.{spaced}.css",
        f"assets/look.{beside}.css",
        "plain/look.css",
        f"assets/own.{own}.js",
        f"assets/engine.{engine}.js",
        "assets/main.0123abcd.min.css",
        "assets/javascripts/lunr/lunr.js",
        "search/search_index.44136fa3.json",
        "deep/index.html",
        "404.html",
    }
    assert index(tmp_path).name == "search_index.44136fa3.json"


def test_a_release_is_built_once_and_then_kept(bread: Project) -> None:
    bread.change("policies/handbook.yml", "ask:", "address: https://site/social/media\nask:")
    site = bread.root / "site"
    assert bread.build().err == ""
    before = contents(site / "nl/1")
    assert canonical(site, "1") == "https://site/social/media/nl/latest/topics/bread/"
    assert broken(site, "https://site/social/media/") == []

    bread.change("mkdocs.yml", "font: false", "font: false, features: [navigation.tabs]")
    assert bread.build().err == ""
    assert contents(site / "nl/1") == before
    assert 'class="md-tabs"' in topic(site, "latest")

    (kept,) = (bread.root / keeping.FOLDER).glob("*/nl/files/index.html")
    kept.write_text("something else", "utf-8")
    assert "Version 1 was kept, but has been altered" in bread.build().err
    assert 'class="md-tabs"' in topic(site, "1")


def canonical(site: Path, version: str) -> str:
    links = page(site / "nl" / version / "topics/bread/index.html").all("link")
    return next(e.attributes["href"] for e in links if e.attributes.get("rel") == "canonical")


def test_a_release_is_built_again_when_asked_for(bread: Project) -> None:
    order = Order(bread.root, bread.root / "site", rebuild=frozenset({"1"}))
    day = date.fromisoformat(DAY)
    version = versions(read(found(bread.root), day), Job(day, among=True))[1]
    store = keeping.Store(bread.root / keeping.FOLDER, (None, None))
    (bread.root / "old").mkdir()
    (bread.root / "old/index.html").write_text("as it was built before", "utf-8")
    keeping.keep(store, version, "nl", bread.root / "old")

    with_it = build(order, read(configured(bread.root), day), Job(day))

    assert with_it.kept == frozenset()
    assert "Bak elke dag." in topic(order.out, "1")
    refused = bread.build("--rebuild", "2")
    assert refused.code == 2
    assert "no version 2" in refused.err


@pytest.mark.parametrize("harm", ["altered", "missing", "no list", "half a list", "list that leads out"])
def test_a_kept_release_that_is_not_as_it_was_built_is_not_used(tmp_path: Path, harm: str) -> None:
    version = Version("1", ("nl",), Release("1", load(Sources("", {})).policy, hash="sha256:1"))
    store = keeping.Store(tmp_path / "kept", ("https://here.example",))
    (tmp_path / "built/topics").mkdir(parents=True)
    for path in ("index.html", "topics/bread.html"):
        (tmp_path / "built" / path).write_text(path, "utf-8")
    hashes = keeping.keep(store, version, "nl", tmp_path / "built")
    assert keeping.take(store, version, "nl", tmp_path / "again") == (hashes, False)
    assert contents(tmp_path / "again") == contents(tmp_path / "built")
    elsewhere = keeping.Store(store.root, ("https://there.example",))
    assert keeping.take(elsewhere, version, "nl", tmp_path / "other") == (None, False), "another site"

    kept = store.folder(version, "nl")
    listed = kept / "files.json"
    file = kept / "files/topics/bread.html"
    if harm == "altered":
        file.write_text("something else", "utf-8")
    elif harm == "missing":
        file.unlink()
    elif harm == "no list":
        listed.unlink()
    elif harm == "half a list":
        listed.write_bytes(listed.read_bytes()[:40])
    else:
        listed.write_text(json.dumps({"../files.json": "0"}), "utf-8")

    assert keeping.take(store, version, "nl", tmp_path / "third") == (None, True)
    assert not (tmp_path / "third").exists()


KEEPING = """
import sys
from pathlib import Path
from handbook_gen.core.loader import Sources, load
from handbook_gen.core.model.history import Release
from handbook_gen.publish import keeping
from handbook_gen.publish.versions import Version
root = Path(sys.argv[1])
version = Version("1", ("nl",), Release("1", load(Sources("", {})).policy, hash="sha256:1"))
store = keeping.Store(root / "kept", (None,))
for number in range(15):
    keeping.keep(store, version, "nl", root / "built")
    taken = keeping.take(store, version, "nl", root / sys.argv[2] / str(number))
    assert taken[0] and not taken[1], taken
"""


def test_two_builds_that_keep_the_same_release_do_not_disturb_each_other(tmp_path: Path) -> None:
    for number in range(20):
        page = tmp_path / f"built/{number}/index.html"
        page.parent.mkdir(parents=True)
        page.write_text("built", "utf-8")
    left = tmp_path / "kept/0000/.nl-1/files"
    left.mkdir(parents=True)

    both = [
        subprocess.Popen([sys.executable, "-c", KEEPING, tmp_path, each], stderr=subprocess.PIPE, text=True)
        for each in ("one", "other")
    ]

    assert [each.communicate()[1] for each in both] == ["", ""]
    assert len(contents(tmp_path / "one")) == len(contents(tmp_path / "other")) == 15 * 20
    assert [*(tmp_path / "kept").glob("*/.*")] == [], "nor does anything stay of who was stopped"


def test_where_files_cannot_stand_in_two_places_they_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    version = Version("1", ("nl",), Release("1", load(Sources("", {})).policy, hash="sha256:1"))
    store = keeping.Store(tmp_path / "kept", (None,))
    (tmp_path / "built").mkdir()
    (tmp_path / "built/index.html").write_text("built", "utf-8")

    keeping.keep(store, version, "nl", tmp_path / "built")

    assert keeping.take(store, version, "nl", tmp_path / "again")[0]
    assert contents(tmp_path / "again") == {"index.html": b"built"}
    assert (tmp_path / "again/index.html").stat().st_nlink == 1


def test_a_release_is_found_in_a_site_that_stands(released: Path, tmp_path: Path) -> None:
    reading = read(found(released.parent), date.fromisoformat(DAY))
    version = next(
        each for each in versions(reading, Job(date.fromisoformat(DAY), among=True)) if each.numbered
    )

    here = keeping.Store(tmp_path / "nothing", (None,), (released,))
    moved = keeping.Store(tmp_path / "nothing", ("https://elsewhere.example",), (released,))

    assert keeping.take(moved, version, "nl", tmp_path / "moved") == (None, False)
    hashes, spoilt = keeping.take(here, version, "nl", tmp_path / "taken")
    assert hashes
    assert not spoilt
    assert contents(tmp_path / "taken") == contents(released / "nl" / version.name)


def test_before_the_first_day_there_is_only_the_draft_and_that_is_said(bread: Project) -> None:
    done = bread.build("--on", "2026-02-28")

    assert done.code == 0
    assert "28 February 2026" in done.err
    assert "1 March 2026" in done.err
    assert {path.name for path in (bread.root / "site/nl").iterdir()} == {
        "index.html",
        "404.html",
        "draft",
        "r",
    }


def test_a_fast_look_is_the_draft_alone(bread: Project) -> None:
    done = bread.build("--draft")

    assert (done.code, done.err) == (0, "")
    assert {path.name for path in (bread.root / "site/nl").iterdir()} == {
        "index.html",
        "404.html",
        "draft",
        "r",
    }
    assert '"provider"' not in topic(bread.root / "site", "draft"), "no choice of versions"
    assert broken(bread.root / "site") == []


def test_the_manifest_names_every_file(released: Path, tmp_path: Path) -> None:
    listed = manifest.read(released)

    assert listed["on"] == DAY
    assert list(listed["releases"]) == ["2026.1", "2026.10", "2026.2"]
    assert {"handbook-gen", "mkdocs", "mkdocs-material", "pydantic"} <= listed["built_with"].keys()
    assert list(listed["rules"]) == ["BREAD-01"]
    assert not manifest.differences(released)

    for name, data in (("same.html", b"a"), ("other.html", b"b"), (manifest.NAME, b"")):
        (tmp_path / name).write_bytes(data)
    manifest.write(tmp_path, manifest.Facts(day=date(2026, 1, 1), releases={}, address=None), {})
    (tmp_path / "other.html").write_bytes(b"c")
    (tmp_path / "same.html").rename(tmp_path / "new.html")
    differ = manifest.differences(tmp_path)
    assert (differ.added, differ.changed, differ.missing) == (("new.html",), ("other.html",), ("same.html",))


def test_a_link_on_a_site_is_never_taken_for_a_file_of_it(tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    for path in (site / "index.html", elsewhere / "index.html"):
        path.parent.mkdir()
        path.write_text("the same", "utf-8")
    manifest.write(site, manifest.Facts(day=date(2026, 1, 1), releases={}, address=None), {})
    (site / "folder").symlink_to(elsewhere)
    (site / "nowhere").symlink_to(tmp_path / "nothing")
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(elsewhere / "index.html")

    differ = manifest.differences(site)

    assert (differ.added, differ.changed, differ.missing) == (("folder", "index.html", "nowhere"), (), ())


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Pacific/Kiritimati", "Pacific/Kiritimati"),
        ("Pacific/Atlantis", "Europe/Amsterdam"),
        ("../etc", "Europe/Amsterdam"),
        ("[", "Europe/Amsterdam"),
    ],
)
def test_it_is_today_where_the_organisation_is(tmp_path: Path, said: str, zone: str) -> None:
    project = small(tmp_path / "bakery")
    project.change("policies/handbook.yml", "name: Bakkerij}", f"name: Bakkerij, time_zone: {said}}}")

    assert zone_of(found(project.root)) == zone
    assert today("Pacific/Kiritimati") > today("Pacific/Pago_Pago"), "25 hours apart"


def building(root: Path, *, mask: int, **environment: str) -> subprocess.Popen[str]:
    """Begin to build a project with a release, in a process of its own."""
    freeze(small(root, {"policies/people.yml": ONCE["policies/people.yml"]}), "1", "2026-03-01")
    command = "import os, sys; os.umask(int(sys.argv.pop(1))); from handbook_gen.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", command, str(mask), "build", "--on", DAY],
        cwd=root,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_the_same_texts_and_day_give_the_same_bytes_whatever_the_machine(tmp_path: Path) -> None:
    far = tmp_path / "an other/place"
    builds = [
        building(tmp_path / "one", mask=0o022, TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="1"),
        building(far, mask=0o077, TZ="Pacific/Pago_Pago", LC_ALL="nl_NL.UTF-8", PYTHONHASHSEED="2"),
    ]
    said = [build.communicate()[0] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], said

    one, other = contents(tmp_path / "one/site"), contents(far / "site")
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []
    assert set(re.findall(rb"<lastmod>(.*?)<", one["nl/1/sitemap.xml"])) == {b"2026-03-01"}


@pytest.fixture(scope="module")
def served(released: Path) -> Iterator[str]:
    with serving(released) as address:
        yield address


Tab = Callable[..., Page]


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """Open a page in a browser of some width, with or without scripts; it must go without a complaint."""
    opened = []
    complaints: list[str] = []

    def open_(address: str, *, width: int = 390, scripts: bool = True) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
        opened.append(context)
        made = context.new_page()
        made.on("pageerror", lambda error: complaints.append(str(error)))
        made.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        made.goto(address)
        return made

    yield open_
    for context in opened:
        context.close()
    assert complaints == []


@pytest.mark.parametrize("width", [390, pytest.param(1280, marks=pytest.mark.long)])
def test_the_choice_of_versions_stays_on_the_page_by_keyboard(tab: Tab, served: str, width: int) -> None:
    shown = tab(f"{served}/nl/2026.1/topics/bread/#BREAD-01", width=width)
    button = shown.locator("button.md-version__current")
    assert button.inner_text().startswith("2026.1")
    banner = shown.locator("[data-md-component=outdated]")
    banner.wait_for(state="visible")
    assert not shown.locator(".hb-notice--fixed").is_visible(), "said once"

    button.focus()
    expect(shown.locator("a.md-version__link", has_text="Nu geldig")).to_be_visible()
    shown.keyboard.press("Tab")
    expect(shown.locator("a.md-version__link", has_text="Nu geldig")).to_be_focused()
    shown.keyboard.press("Enter")
    shown.wait_for_url("**/nl/latest/topics/bread/#BREAD-01")
    assert not shown.locator("[data-md-component=outdated]").is_visible()

    shown.locator("a.hb-language").click()
    shown.wait_for_url("**/en/latest/topics/bread/#BREAD-01")


def test_a_page_that_has_gone_leads_to_help(tab: Tab, served: str) -> None:
    shown = tab(f"{served}/nl/2026.1/oven/")
    shown.locator("button.md-version__current").focus()
    shown.locator("a.md-version__link", has_text="Nu geldig").click()
    shown.wait_for_url("**/nl/latest/")


def test_without_scripts_a_line_leads_to_what_applies_now(tab: Tab, served: str) -> None:
    shown = tab(f"{served}/en/2026.2/topics/bread/", scripts=False)
    line = shown.locator(".hb-notice--fixed")

    assert line.inner_text().startswith("This is version 2026.2, published on 1 June 2026.")
    line.locator("a").click()
    assert shown.url == f"{served}/en/latest/topics/bread/"
    assert shown.locator(".hb-notice--fixed").count() == 0


def test_each_version_searches_its_own(tab: Tab, served: str) -> None:
    for version, there in (("2026.1", True), ("latest", False)):
        shown = tab(f"{served}/nl/{version}/?q=taart", width=1280)
        expect(shown.get_by_role("status").filter(has_text=re.compile("antwoord|niets"))).to_be_attached()
        assert (shown.locator(".md-search-result__link[href*=cake]").count() > 0) == there


def test_an_address_holds_in_every_language_that_the_rule_ever_had(tmp_path: Path) -> None:
    project = small(tmp_path / "bakery", ONCE)
    freeze(project, "1", "2026-01-10")
    project.change("policies/handbook.yml", "languages: [nl, en]", "languages: [nl]")
    freeze(project, "2", "2026-03-01")
    (project.root / "policies/rules/cake.yml").unlink()
    freeze(project, "3", "2026-06-01")
    job = Job(date.fromisoformat(DAY), among=True)
    reading = read(found(project.root), job.day)

    root = above(reading, job, versions(reading, job), None)

    assert root.homes("nl")["CAKE-01"] == "2/topics/cake/#CAKE-01"
    assert root.homes("en")["CAKE-01"] == "1/topics/cake/#CAKE-01"
