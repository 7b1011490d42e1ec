"""The handbook as a PDF and as one file: whole, findable, the same twice, and nothing from any network."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import chdir
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Browser
from pypdf import PdfReader
from pypdf.generic import Destination

from handbook_gen import sources
from handbook_gen.cli import main
from handbook_gen.core import volume
from handbook_gen.core.volume.rewriting import rewritten
from handbook_gen.paper.drawing import drawn
from handbook_gen.publish import project
from handbook_gen.publish.binding import shown
from handbook_gen.publish.job import Job
from tests.conftest import DAY, ONCE, ROOT, Project, with_releases

HREF = re.compile(r'\shref="#([^"]+)"')
ID = re.compile(r'\sid="([^"]+)"')
FOREIGN = re.compile(r'(?:src|href)="(?!#|https?:|mailto:|tel:|data:)[^"]*"')
PERSON = "Jan de Wit"
BREAD = "policies/rules/bread.yml"


def export(root: Path, *options: str) -> Result:
    with chdir(root):
        return CliRunner(env={"LC_ALL": "C"}).invoke(main, ["export", *options, "--on", DAY])


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def words(pdf: PdfReader) -> str:
    """Give all that is printed, on one line: where lines break is no matter."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def bookmarks(outline: list[Any]) -> Iterator[str]:
    for each in outline:
        yield from [str(each.title)] if isinstance(each, Destination) else bookmarks(each)


def structure(element: Any) -> Iterator[Any]:
    """Walk through the elements that a screen reader meets."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        there = kid.get_object()
        if isinstance(there, dict) and "/S" in there:
            yield there
            yield from structure(there)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small organisation with three releases, and the PDF of what is in force in each language."""
    since = ONCE[BREAD].replace("audience:", "from: 2025-03-01\n    audience:")
    made = with_releases(tmp_path_factory.mktemp("paper") / "bakery", {BREAD: since})
    for language in ("nl", "en"):
        done = export(made.root, "pdf", "--language", language)
        assert done.exit_code == 0, done.output
    return made


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "nl",
            ("Bak elke ochtend.", "Geldt sinds", "1 december 2026", "geen juridisch advies", "Pagina 2 van"),
        ),
        ("en", ("Bake every day.", "In force since", "1 December 2026", "no legal advice", "Page 2 of")),
    ],
)
def test_a_pdf_says_on_paper_what_the_handbook_says(
    printed: Project, language: str, said: tuple[str, ...]
) -> None:
    pdf = read((printed.root / f"handbook-{language}.pdf").read_bytes())
    text = words(pdf)
    assert [each for each in (*said, "BREAD-01", "2026.10") if each not in text] == []
    assert [page for page in pdf.pages[1:] if "2026.10" not in page.extract_text()] == [], "a foot on each"


def test_a_pdf_can_be_read_out(printed: Project) -> None:
    pdf = read((printed.root / "handbook-nl.pdf").read_bytes())
    root: Any = pdf.trailer["/Root"]
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"])) == ("nl", True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()
    elements = [*structure(root["/StructTreeRoot"])]
    kinds = {str(each["/S"]) for each in elements}
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Link"} <= kinds
    assert [each for each in elements if each["/S"] == "/Figure" and not each.get("/Alt")] == []
    assert {"Regels", "Brood", "Bak vers"} <= set(bookmarks(pdf.outline))


def test_every_link_in_a_pdf_leads_to_a_page(printed: Project) -> None:
    pdf = read((printed.root / "handbook-nl.pdf").read_bytes())
    notes: Iterator[Any] = chain.from_iterable(page.get("/Annots", []) for page in pdf.pages)
    inner = [note["/Dest"] for each in notes if "/Dest" in (note := each.get_object())]
    assert len(inner) > 10
    assert {str(each) for each in inner} <= set(pdf.named_destinations)


def test_the_same_day_gives_the_same_bytes(printed: Project) -> None:
    known = (printed.root / "handbook-en.pdf").read_bytes()
    again = ("export", "pdf", "--on", DAY, "--language", "en", "-o", "again.pdf")
    done = printed.run("-m", "handbook_gen", *again)
    assert done.code == 0, done.err
    assert (printed.root / "again.pdf").read_bytes() == known, "in another process, with other hashes"


def test_a_numbered_version_names_no_person(printed: Project) -> None:
    assert PERSON in words(read((printed.root / "handbook-nl.pdf").read_bytes()))
    done = export(printed.root, "pdf", "--version", "2026.1", "--language", "nl", "-o", "first.pdf")
    assert done.exit_code == 0, done.output
    text = words(read((printed.root / "first.pdf").read_bytes()))
    assert "Bak elke dag." in text
    assert "CAKE-01" in text
    assert PERSON not in text


def test_a_role_gets_its_card_and_its_rules_only(printed: Project) -> None:
    done = export(printed.root, "pdf", "--role", "baker", "--version", "draft", "--language", "nl")
    assert done.exit_code == 0, done.output
    pdf = read((printed.root / "handbook-baker-nl.pdf").read_bytes())
    text = words(pdf)
    assert "Bak elk uur." in text
    assert text.index("Mijn rol", text.index("Inhoud")) < text.index("Regels", text.index("Inhoud"))
    assert "mixer" not in text


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("pdf", "--role", "bakker"), 2, "Did you mean `baker`?"),
        (("pdf", "--role", "baker", "--duty"), 2, "not both"),
        (("pdf", "--duty"), 1, "no card"),
        (("pdf", "--version", "2027.1"), 2, "2026.10"),
        (("html", "--language", "nl", "-o", "mkdocs.yml"), 2, "--force"),
    ],
)
def test_what_cannot_be_printed_is_said(
    printed: Project, options: tuple[str, ...], code: int, said: str
) -> None:
    done = export(printed.root, *options)
    assert (done.exit_code, said in " ".join(done.output.split())) == (code, True), done.output


def test_without_pango_it_says_how_to_get_it(
    bakery: Callable[..., Project], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = bakery()
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango-1.0-0')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "weasyprint", raising=False)
    done = export(there.root, "pdf")
    assert (done.exit_code, "apt-get install libpango" in done.stderr) == (3, True), done.output
    assert not [*there.root.glob("*.pdf")]


def test_one_file_answers_from_a_stick(printed: Project, tmp_path: Path, browser: Browser) -> None:
    file = tmp_path / "handboek.html"
    done = export(printed.root, "html", "--language", "nl", "-o", str(file))
    assert done.exit_code == 0, done.output
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    page.get_by_role("searchbox").fill("elke ochtend bakken")
    page.locator("#_answers a").first.click()
    assert page.evaluate("location.hash") == "#BREAD-01"
    assert page.locator("#BREAD-01").is_visible()
    assert (asked, said) == ([file.as_uri()], [])
    context.close()


def test_one_file_needs_no_script(printed: Project, tmp_path: Path, browser: Browser) -> None:
    file = tmp_path / "handbook.html"
    assert export(printed.root, "html", "--language", "en", "-o", str(file)).exit_code == 0
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert not page.get_by_role("searchbox").is_visible()
    page.get_by_role("navigation").get_by_text("Rules", exact=True).click()
    page.get_by_role("navigation").get_by_role("link", name="Bread").click()
    assert page.url.endswith("#page-topics-bread")
    assert page.locator("#BREAD-01").is_visible()
    context.close()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_in_a_document_leads_nowhere(printed: Project, language: str) -> None:
    for html in _documents(printed.root, language):
        ids = ID.findall(html)
        assert len(ids) == len(set(ids)), "each anchor once"
        assert set(HREF.findall(html)) - {"hb-do"} <= {*ids, *_symbols()}
        assert FOREIGN.findall(html) == []


@pytest.mark.long
@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_in_the_model_organisations_documents_leads_nowhere(language: str) -> None:
    for html in _documents(ROOT, language):
        ids = ID.findall(html)
        assert sorted({each for each in ids if ids.count(each) > 1}) == []
        assert set(HREF.findall(html)) <= {*ids, *_symbols()}
        assert FOREIGN.findall(html) == []


def _documents(root: Path, language: Any) -> Iterator[str]:
    """Give each kind of document for paper as HTML, before it is set."""
    found = project.found(root)
    day = Job.told().day
    there = shown(found, project.read(found, day), Job(day))
    edition = there.edition(language)
    book = there.book
    chosen = [volume.of_role(edition.pages, book, role) for role in book.policy.roles.roles[:2]]
    chosen += [volume.whole(edition.pages, there.written(edition), consulted=True)]
    for choice in chosen:
        bound = volume.bind(choice, edition.renderer, there.online(language))
        yield volume.sheets(bound, edition.renderer, day)


def _symbols() -> set[str]:
    return {f"hb-{name}" for name in sources.symbols()}


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ('<h1 id="a">A &amp; b</h1>', '<h2 id="x-a">A &amp; b</h2>'),
        ('<a href="#a">to <em>a</em></a>', '<a href="#x-a">to <em>a</em></a>'),
        (
            '<a class="k" href="./gone/">a <a href="#b">b</a></a>',
            '<span class="k">a <a href="#x-b">b</a></span>',
        ),
        (
            '<svg><a href="./gone/"><g></g></a></svg><a href="./gone/">a</a>',
            "<svg><g><g></g></g></svg><span>a</span>",
        ),
        ('<p aria-labelledby="a b">1 &lt; 2</p>', '<p aria-labelledby="x-a x-b">1 &lt; 2</p>'),
        ('<use href="#hb-do"></use>', '<use href="#hb-do"></use>'),
        ('<path marker-end="url(#h)"></path>', '<path marker-end="url(#x-h)"></path>'),
        ("a<noscript>b<p>c</p></noscript><form>d<form>e</form></form>f", "af"),
        ('<p title="id=&quot;a&quot;">id="a"</p>', '<p title="id=&quot;a&quot;">id="a"</p>'),
    ],
)
def test_a_page_becomes_a_chapter(html: str, made: str) -> None:
    def way(href: str) -> str:
        return f"#x-{href[1:]}" if href.startswith("#") else ""

    assert rewritten(html, lambda name: f"x-{name}", way) == made


def test_a_picture_brings_its_colours_and_words_along() -> None:
    style = ":root{--ink:#123456;--hb-x:var(--ink)} .hb-picture svg .hb-box text{fill:var(--ink)}"
    html = '<svg aria-labelledby="c"><g></g></svg><figcaption id="c">What <b>it</b> shows</figcaption>'
    made = drawn(html, style)
    assert "<title>What it shows</title>" in made
    assert ".hb-box text{fill:#123456}" in made
    assert 'hb-symbol--must"></span>' in drawn(
        '<svg aria-hidden="true"><use href="#hb-must"></use></svg>', ""
    )


@pytest.mark.long
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_model_organisations_whole_handbook_can_be_printed(tmp_path: Path, language: str) -> None:
    file = tmp_path / "handbook.pdf"
    done = export(ROOT, "pdf", "--language", language, "-o", str(file))
    assert done.exit_code == 0, done.output
    text = words(read(file.read_bytes()))
    book = project.read(project.found(ROOT), Job.told().day).book
    assert [rule.id for rule in book.published if rule.id not in text] == []


@pytest.mark.long
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_duty_card_is_one_sheet(tmp_path: Path, language: str) -> None:
    file = tmp_path / "card.pdf"
    done = export(ROOT, "pdf", "--duty", "--language", language, "-o", str(file))
    assert done.exit_code == 0, done.output
    assert len(read(file.read_bytes()).pages) == 1
