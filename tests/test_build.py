"""What lies on disk after a build: every page, every link, and the old site where a build fails."""

import json
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml

from handbook_gen.publish import sealing, searching
from handbook_gen.publish.beside import beside
from tests.conftest import BAKERY, BILINGUAL, DAY, ROOT, Done, Project, model_organisation, small

Make = Callable[..., Project]
PUBLISHED = "https://handboek.example.org"
NASTY = "</title></script><script>nasty()</script><img src=x onerror=nasty()>\" nasty='1 {{ 7*7 }} & co"


@dataclass
class Element:
    """A tag with its attributes and the text directly inside it."""

    tag: str
    attributes: Mapping[str, str]
    text: str = ""


@dataclass
class Html(HTMLParser):
    """A page as elements with their text; stricter than a browser, to which a title holds none."""

    source: str
    elements: list[Element] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))
        self._open.append(self.elements[-1])

    def handle_endtag(self, tag: str) -> None:
        inside = next((n for n, e in reversed(list(enumerate(self._open))) if e.tag == tag), len(self._open))
        del self._open[inside:]

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1].text += data

    def all(self, tag: str, attribute: str = "") -> list[Element]:
        return [e for e in self.elements if e.tag == tag and (not attribute or attribute in e.attributes)]

    @property
    def ids(self) -> list[str]:
        return [e.attributes["id"] for e in self.elements if "id" in e.attributes]

    @property
    def forward(self) -> str:
        """Where the page sends its reader on to, without JavaScript."""
        targets = [
            e.attributes["content"] for e in self.all("meta") if e.attributes.get("http-equiv") == "refresh"
        ]
        return targets[0].removeprefix("0; url=") if targets else ""

    @property
    def links(self) -> Iterator[str]:
        for element in self.elements:
            yield from (
                element.attributes[name]
                for name in ("href", "src", "data-copy")
                if name in element.attributes
            )
        if self.forward:
            yield self.forward


@cache
def page(file: Path) -> Html:
    return Html(file.read_text("utf-8"))


def pages(site: Path) -> dict[str, Html]:
    """Give every page of a site by its path."""
    return {file.relative_to(site).as_posix(): page(file) for file in sorted(site.rglob("*.html"))}


def broken(site: Path, root: str = "http://site/", published: str = "") -> list[str]:
    """Name every link inside a site that leads nowhere, as a web server and a browser would follow it.

    `published` is the address that the site has for the world; links to it are followed too.
    """
    found = []
    for path, html in pages(site).items():
        at = root + path.removesuffix("index.html")
        for written in dict.fromkeys(html.links):
            link = re.sub(f"^{published}/", root, written) if published else written
            target = urlsplit(urljoin(at, link))
            if target.netloc == "site" and not _leads(site, unquote(target.geturl().removeprefix(root))):
                found.append(f"{path}: {written}")
    return found


def _leads(site: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    path = path.partition("?")[0]
    file = site / (f"{path}index.html" if path.endswith("/") or not path else path)
    return file.is_file() and (not anchor or anchor in page(file).ids)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def rubbish(project: Project) -> list[str]:
    kept = {"preview", "cache"}
    return [path.name for path in (project.root / ".handbook").glob("*") if path.name not in kept]


ADDRESSED = {
    "policies/handbook.yml": BILINGUAL["policies/handbook.yml"] + "address: https://handboek.example.org\n"
}


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (lambda root: small(root, BILINGUAL, ADDRESSED), "topics/bread/index.html"),
        pytest.param(model_organisation, "topics/disclosure-affiliation/index.html", marks=pytest.mark.long),
    ],
    ids=["bakery", "model"],
)
def test_mkdocs_builds_one_language_by_itself(
    tmp_path: Path, make: Callable[[Path], Project], rule: str
) -> None:
    project = make(tmp_path / "project")

    # The bakery is told to arrange this and that, and a strict build stops at it.
    done = project.mkdocs_build(*["--strict"] * (make is model_organisation))

    assert done.code == 0, done.err
    assert "WARNING" not in done.err
    preview = project.root / ".handbook" / "preview"
    assert {html.all("html")[0].attributes["lang"] for html in pages(preview).values()} == {"nl"}
    assert page(preview / rule).all("section", "data-rule")
    assert broken(preview) == []


def test_the_site_is_laid_out_by_language_and_version(site: Path) -> None:
    names = {path.name for path in site.iterdir()}

    assert names == {"index.html", "404.html", "manifest.json", "nl", "en", "r"}
    for language in ("nl", "en"):
        assert {path.name for path in (site / language).iterdir()} == {"index.html", "404.html", "draft", "r"}
        assert page(site / language / "index.html").forward == "draft/"
        assert page(site / language / "draft/index.html").all("html")[0].attributes["lang"] == language
        assert page(site / language / "404.html").all("html")[0].attributes["lang"] == language
        assert page(site / language / "404.html").all("input", "name"), (
            "no search on the page for lost readers"
        )


def test_the_root_offers_the_languages_as_plain_links(site: Path) -> None:
    for name, links in (("index.html", ["nl/", "en/"]), ("404.html", ["/nl/", "/en/"])):
        offered = page(site / name).all("a")

        assert [link.attributes["href"] for link in offered] == links
        assert [link.attributes["hreflang"] for link in offered] == ["nl", "en"]


def test_a_web_server_may_read_the_site(site: Path) -> None:
    closed = [path for path in (site, *site.rglob("*")) if not path.stat().st_mode & stat.S_IROTH]

    assert closed == []


@pytest.mark.parametrize(("folder", "language"), [("", "nl"), ("nl/", "nl"), ("en/", "en")])
def test_permanent_addresses_forward_to_the_rule_without_javascript(
    site: Path, folder: str, language: str
) -> None:
    homes = {
        e.attributes["id"]: file
        for file in (site / language / "draft/topics").rglob("*.html")
        for e in page(file).all("section", "data-rule")
    }
    assert len(homes) > 35

    assert {path.name for path in (site / folder / "r").iterdir()} >= set(homes)
    for rule, home in homes.items():
        forward = page(site / folder / "r" / rule / "index.html")
        target, _, anchor = forward.forward.partition("#")
        assert (site / folder / "r" / rule / target / "index.html").resolve() == home
        assert anchor == rule
        assert [link.attributes["href"] for link in forward.all("a")] == [forward.forward]
        assert not forward.all("script")


def test_addresses_are_the_same_in_each_language(site: Path) -> None:
    dutch, english = (pages(site / language / "draft") for language in ("nl", "en"))

    assert list(dutch) == list(english)
    written = {path.stem for path in (site.parent / "content/nl").glob("*.md")}  # with headings of their own
    generated = [path for path in dutch if path.split("/")[0] not in {*written, "index.html"}]
    ids = [{path: sorted(html[path].ids) for path in generated} for html in (dutch, english)]
    assert [path for path in generated if ids[0][path] != ids[1][path]] == []


def test_every_link_and_anchor_in_the_site_leads_somewhere(site: Path) -> None:
    assert len(pages(site)) > 300
    assert broken(site, published=PUBLISHED) == []


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    twice = {path: [i for i, n in Counter(html.ids).items() if n > 1] for path, html in pages(site).items()}

    assert {path: ids for path, ids in twice.items() if ids} == {}


@pytest.mark.long
def test_the_same_input_and_day_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = model_organisation(tmp_path / "elsewhere" / "project")
    assert again.build("--out", str(tmp_path / "out")).code == 0

    first, second = contents(site), contents(tmp_path / "out")
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []
    assert set(re.findall(rb"<lastmod>(.*?)<", first["nl/draft/sitemap.xml"])) == {DAY.encode()}


def test_another_organisation_needs_nothing_but_its_own_texts(bakery: Make) -> None:
    project = bakery({"site/old.txt": "from an earlier build"})

    done = project.build()

    assert (done.code, done.err) == (0, "")
    built = project.root / "site"
    assert {path.name for path in built.iterdir()} == {"index.html", "404.html", "manifest.json", "nl", "r"}
    assert broken(built) == []
    topic = page(built / "nl/draft/topics/bread/index.html")
    assert [e.attributes["id"] for e in topic.all("section", "data-rule")] == ["BREAD-01"]
    assert [e.attributes["id"] for e in topic.all("section", "data-tombstone")] == ["BREAD-02"]
    assert [path for path, data in contents(built).items() if b"BREAD-03" in data] == [], "a draft is out"
    assert rubbish(project) == []


def test_a_handbook_may_be_published_below_a_path(bakery: Make) -> None:
    project = bakery()
    project.change("policies/handbook.yml", "ask:", "address: https://site/social/media\nask:")

    assert project.build().code == 0
    built = project.root / "site"
    assert page(built / "404.html").all("a")[0].attributes["href"] == "/social/media/nl/"
    assert broken(built, "https://site/social/media/") == []


@pytest.mark.parametrize(
    "command",
    [Project.build, pytest.param(Project.mkdocs_build, marks=pytest.mark.long)],
    ids=["handbook", "mkdocs"],
)
def test_a_navigation_of_ones_own_is_refused(bakery: Make, command: Callable[[Project], Done]) -> None:
    project = bakery()
    project.write("mkdocs.yml", (project.root / "mkdocs.yml").read_text("utf-8") + "nav: [index.md]\n")

    done = command(project)

    assert done.code == 1
    assert "mkdocs.yml:6:1: error[HB601]" in done.err


@pytest.fixture
def standing(bakery: Make) -> Project:
    """A project of two languages whose site and preview stand, as an earlier build left them."""
    project = bakery(BILINGUAL)
    for path in ("site/nl/draft/index.html", "site/old.txt", ".handbook/preview/index.html"):
        project.write(path, "what was there")
    return project


@pytest.mark.parametrize(
    ("command", "folder"),
    [(Project.build, "site"), (Project.mkdocs_build, ".handbook/preview")],
    ids=["handbook", "mkdocs"],
)
def test_an_error_in_the_policy_is_told_with_its_place_and_changes_nothing(
    standing: Project, command: Callable[[Project], Done], folder: str
) -> None:
    standing.change("policies/rules/bread.yml", "audience: [baker]", "audience: [bakker]")
    before = contents(standing.root / folder)

    done = command(standing)

    assert done.code == 1
    told = done.err
    assert "policies/rules/bread.yml:7:16: error[HB101] " in told
    assert "  7 |     audience: [bakker]\n    |                ^\n  help: did you mean `baker`?" in told
    assert "not built: 1 error" in told + done.out
    assert "Traceback" not in told
    assert contents(standing.root / folder) == before
    assert rubbish(standing) == []


HOOK = """
import os
def on_post_build(config, **_):
    if os.environ["HANDBOOK_LANGUAGE"] == "en":
        raise {error}
"""


@pytest.mark.parametrize(
    ("files", "added"),
    [
        ({"overrides/main.html": '{% extends "base.html" %}{% block content %}'}, "theme"),
        ({"hook.py": HOOK.format(error="RuntimeError('out of flour')")}, "hooks"),
    ],
    ids=["template", "hook"],
)
def test_a_build_that_fails_in_the_middle_changes_nothing(
    standing: Project, files: Mapping[str, str], added: str
) -> None:
    for path, text in files.items():
        standing.write(path, text)
    before = contents(standing.root / "site")
    if added == "theme":
        standing.change("mkdocs.yml", "font: false", "font: false, custom_dir: overrides")
    else:
        standing.write("mkdocs.yml", (standing.root / "mkdocs.yml").read_text("utf-8") + "hooks: [hook.py]\n")
        (standing.root / "site").rename(
            standing.root / ".site-old-12"
        )  # as a build that was killed leaves it

    done = standing.build()

    assert done.code == 1
    assert "out of flour" in done.err or "TemplateSyntaxError" in done.err
    assert contents(standing.root / "site") == before
    assert rubbish(standing) == []


def test_what_a_build_left_that_was_stopped_is_mended(tmp_path: Path) -> None:
    out = tmp_path / "site"
    stood = tmp_path / ".site-old-12"
    for left in (stood, tmp_path / ".site-new-12", tmp_path / ".site-old-mine", tmp_path / ".site-news"):
        left.mkdir()
    (stood / "index.html").write_text("what stood", "utf-8")

    with pytest.raises(FileNotFoundError), beside(out):
        pass  # and nothing was built
    assert (out / "index.html").read_text("utf-8") == "what stood"

    (tmp_path / ".site-old-13").mkdir()
    with beside(out) as made:
        made.mkdir()
        (made / "index.html").write_text("new", "utf-8")
    assert (out / "index.html").read_text("utf-8") == "new"
    theirs = {".site-old-mine", ".site-news"}
    assert {path.name for path in tmp_path.iterdir()} == {"site", ".site-lock", *theirs}


@pytest.mark.parametrize("out", ["policies", "content", ".", ".."])
def test_a_site_is_never_built_over_what_it_is_built_from(bakery: Make, out: str) -> None:
    project = bakery()
    before = contents(project.root)

    done = project.build("--out", out)

    assert done.code != 0
    assert "Traceback" not in done.err
    assert contents(project.root) == before


def test_a_site_may_be_built_into_a_new_folder(bakery: Make) -> None:
    project = bakery()

    done = project.build("--out", "some/new/folder")

    assert done.code == 0, done.err
    assert (project.root / "some/new/folder/nl/draft/index.html").is_file()


def test_an_organisations_own_template_does_not_switch_ours_off(bakery: Make) -> None:
    blocks = {name: f"<i>our own {name}</i>" for name in ("announce", "footer", "scripts", "styles")}
    blocks["content"] = "<i>our own content</i>{{ page.content }}"
    blocks["config"] = "<i>our own config</i>{{ super() }}"
    own = "".join(f"{{% block {name} %}}{html}{{% endblock %}}" for name, html in blocks.items())
    project = bakery({"overrides/main.html": '{% extends "base.html" %}' + own})
    project.change("mkdocs.yml", "font: false", "font: false, custom_dir: overrides")

    done = project.build()

    assert done.code == 0, done.err
    source = (project.root / "site/nl/draft/topics/bread/index.html").read_text("utf-8")
    html = Html(source)
    for name in blocks:
        assert f"our own {name}" in source
    assert re.search(r'class="[^"]*hb-notice', source), "the banner"
    assert re.search(r'class="[^"]*hb-foot\b', source), "what this handbook is not"
    assert {"hb-said", "hb-must", "BREAD-01", "__config"} <= set(html.ids)
    scripts = [e.attributes["src"].rpartition("/")[2] for e in html.all("script", "src")]
    assert any(re.fullmatch(r"handbook\.[0-9a-f]{8}\.js", name) for name in scripts)
    assert any(name.startswith("bundle.") for name in scripts), "the search"
    assert re.search(r'"search": "../../assets/search-engine\.[0-9a-f]{8}\.js"', source), "its engine"
    styles = [e.attributes["href"].rpartition("/")[2] for e in html.all("link", "href")]
    assert any(re.fullmatch(r"handbook\.[0-9a-f]{8}\.css", name) for name in styles)
    assert any(name.startswith("main.") for name in styles)


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an organisation whose names are attacks."""
    name = json.dumps(NASTY)  # JSON's strings are YAML's
    files = {
        "policies/handbook.yml": BAKERY["policies/handbook.yml"].replace("Bakkerij", name),
        "policies/roles.yml": f"roles:\n  - {{id: baker, name: {name}}}\n",
        "policies/channels.yml": f"channels:\n  - {{id: w, platform: web, name: {name}, because: {name}}}\n",
        "policies/glossary.yml": f"terms:\n  - {{id: bread, name: {name}, text: {name}}}\n",
        "policies/rules/bread.yml": (
            f"topic: {{id: bread, name: {name}, summary: {name}}}\nrules:\n"
            f"  - {{id: BREAD-01, title: {name}, modality: must, statement: {name}, audience: [baker]}}\n"
        ),
        "content/nl/index.md": "# Welkom bij {{organisation.name}}\n\n[[BREAD-01]] en [[term:bread]]\n",
    }
    project = small(tmp_path_factory.mktemp("nasty") / "bakery", files)
    done = project.build()
    assert done.code == 0, done.err
    return project.root / "site"


def test_what_a_policy_says_is_never_markup(nasty: Path) -> None:
    live = []
    for path, html in pages(nasty).items():
        for element in html.elements:
            handlers = [name for name in element.attributes if name.startswith("on") or "nasty" in name]
            if handlers or "nasty" in element.attributes.get("href", "") + element.attributes.get("src", ""):
                live.append(f"{path}: {element}")
            if element.tag == "script" and element.text.startswith("nasty"):
                live.append(f"{path}: {element}")

    assert live == []


def test_what_a_policy_says_is_shown_as_it_was_typed(nasty: Path) -> None:
    topic = page(nasty / "nl/draft/topics/bread/index.html")
    start = page(nasty / "nl/draft/index.html")

    assert any(e.text.strip() == NASTY for e in topic.all("h1"))
    assert any(NASTY in e.text for e in topic.all("title"))
    assert any(NASTY in e.attributes["content"] for e in topic.all("meta", "content"))
    assert any(NASTY in e.text for e in start.all("h1"))
    assert "49" not in {e.text.strip() for e in topic.elements}
    assert any(NASTY in e.text for e in page(nasty / "r/BREAD-01/index.html").all("a"))
    # Only as text: what a reader is shown of it, the engine escapes.
    assert NASTY in {each["title"] for each in searching.shown(sealing.index(nasty / "nl/draft"))}


WRITTEN = """\
---
tab: webcare
order: 2
---
# Onze pagina

Lees [[BREAD-01]] bij {{organisation.name}} of vraag {{ask.name}}; `[[BREAD-01]]` blijft staan.
"""


def test_a_hand_written_page_takes_its_place_with_mentions_and_facts(bakery: Make) -> None:
    project = bakery({"content/nl/own/page.md": WRITTEN})

    done = project.build()

    assert (done.code, done.err) == (0, "")
    built = project.root / "site/nl/draft"
    own = page(built / "own/page/index.html")
    mention = next(e for e in own.all("a") if "hb-mention" in e.attributes.get("class", ""))
    assert (mention.text, mention.attributes["href"]) == ("Bak vers", "../../topics/bread/#BREAD-01")
    assert any("bij Bakkerij of vraag Bakker; " in e.text for e in own.elements)
    assert [e.text for e in own.all("code")] == ["[[BREAD-01]]"]
    tabs = [e for e in page(built / "index.html").all("a") if e.attributes.get("href") == "own/page/"]
    assert tabs, "no way leads to the page"
    assert broken(project.root / "site") == []


def test_faults_in_hand_written_pages_are_told_with_their_places(bakery: Make) -> None:
    project = bakery(
        BILINGUAL,
        {
            "content/nl/index.md": "# Welkom\n\nLees [[BRED-01]] en {{ask.male}}.\n",
            "content/nl/alone.md": "# Alleen\n",
            "content/en/place.md": "---\ntab: kitchen\n---\n# Place\n",
            "content/nl/place.md": "# Plaats\n",
            "content/nl/tone.md": "# Toon\n",
            "content/en/tone.md": "# Tone\n",
        },
    )

    done = project.build()

    assert done.code == 1
    places = re.findall(r"^(content/\S+): error\[(HB\d+)\]", done.err, re.MULTILINE)
    assert places == [
        ("content/en/place.md:1:1", "HB603"),
        ("content/en/tone.md:1:1", "HB604"),
        ("content/nl/alone.md:1:1", "HB602"),
        ("content/nl/index.md:3:6", "HB104"),
        ("content/nl/index.md:3:21", "HB106"),
        ("content/nl/tone.md:1:1", "HB604"),
    ]
    assert "help: did you mean `[[BREAD-01]]`?" in done.err
    assert "help: did you mean `{{ask.mail}}`?" in done.err
    assert "  3 | Lees [[BRED-01]] en {{ask.male}}.\n    |      ^" in done.err
    assert not (project.root / "site").exists()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_person_is_in_the_search_index(site: Path, language: str) -> None:
    people = yaml.safe_load((ROOT / "policies" / "people.yml").read_text("utf-8"))["people"]
    index = "".join(path.read_text("utf-8") for path in (site / language / "draft" / "search").glob("*.js*"))
    start = (site / language / "draft" / "index.html").read_text("utf-8")

    assert any(person["name"] in start for person in people)  # or there would be nothing to keep out
    assert [person["name"] for person in people if person["name"] in index] == []
    assert [person["phone"] for person in people if person.get("phone", "-") in index] == []
