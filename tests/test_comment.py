"""The reports of a comparison: a comment that nobody can break out of, forms that programs can rely on."""

import json
import re
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser

import jsonschema
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from handbook_gen import sources
from handbook_gen.core.characters import blanked
from handbook_gen.core.model.changes import LEVELS, Following, RoleChange
from handbook_gen.core.model.types import LANGUAGES, Language
from handbook_gen.core.problems import Kind, Place, Problem
from handbook_gen.core.report.changes import FORMATS, Claim, Told
from handbook_gen.core.report.changes.escaping import BREAK, escaped, link
from handbook_gen.core.report.changes.fitting import Block, Section, fitted
from handbook_gen.core.report.changes.markdown import MARKER, MOST, comment
from tests.conftest import ROOT
from tests.proposals import POLICY, book, change, many, one, text, told, too_many

SPOKEN = sources.all_words()
SNAPSHOTS = ROOT / "tests" / "snapshots"
KIND = Kind("HB101", "dangling-reference", stops=False)
SHORT = 2_500
"""Characters of a comment that stands for one that is too long."""
ACTIVE = re.compile(r"[@#!%&~^$][\w\"'`]|://|\bwww\.|\bGH-\d|:[\w+-]+:|\b(?=\d*[a-f])[0-9a-f]{7,40}\b", re.I)
"""What code hosts act on wherever it stands, outside code."""
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


class Seen(HTMLParser):
    """What a reader gets: the tags in order, and the words outside code."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.nodes: list[str] = []
        self._code = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._code += tag == "code"
        self.links += [value for _, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag == "code"

    def handle_data(self, data: str) -> None:
        self.nodes += [] if self._code else [data]

    @property
    def active(self) -> list[str]:
        """What a code host would act on; it looks at each stretch of text between tags by itself."""
        return [found[0] for node in self.nodes if (found := ACTIVE.search(node))]


def seen(page: str) -> Seen:
    return Seen(_MARKDOWN.render(page))


PROPOSALS: dict[str, Callable[[], Told]] = {"none": told, "one": one, "many": many}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*PROPOSALS, "too-many"])
def test_the_comment_reads_as_it_did(name: str, language: Language, request: pytest.FixtureRequest) -> None:
    """`pytest --update` writes the pages again; review the difference as a reviewer would read it."""
    words = SPOKEN[language]
    now = (
        comment(too_many(40), words, SHORT) if name == "too-many" else comment(PROPOSALS[name](), words, MOST)
    )
    path = SNAPSHOTS / f"comment-{name}.{language}.md"
    if request.config.getoption("update"):
        path.write_text(now, "utf-8")
    assert path.read_text("utf-8") == now
    assert (now == "") == (name == "none")
    assert len(now) <= (SHORT if name == "too-many" else MOST)


_TITLES = ["### Stricter", "### For you to judge", "### Looser", "### Administrative", "<summary>Wording"]


@pytest.mark.parametrize(("number", "in_full"), [(400, 5), (704, 4), (1_000, 2), (1_600, 0), (4_000, 0)])
def test_too_much_is_cut_from_the_lightest_level_and_every_level_names_some(
    number: int, in_full: int
) -> None:
    page = FORMATS["markdown"](too_many(number), SPOKEN["en"])
    places = [page.find(title) for title in _TITLES]
    parts = [page[start:end] for start, end in zip(places, [*places[1:], len(page)], strict=True)]
    fulls, lines = ([part.count(sign) for part in parts] for sign in ("#### MANY-", "- **MANY-"))
    left = [int(found[1]) if (found := re.search(r"and ([0-9]+) more", part)) else 0 for part in parts]

    assert len(page) <= MOST
    assert page.startswith(MARKER)
    assert -1 not in places
    assert places == sorted(places)
    eighth = number // 8
    total = [sum(each) for each in zip(fulls, lines, left, strict=True)]
    assert total == [eighth, eighth, eighth, eighth, 4 * eighth]
    assert sum(not some for some in (a + b for a, b in zip(lines, left, strict=True))) == in_full
    cut = [bool(some) for some in lines]
    assert not [full for full, heavier in zip(fulls[1:], cut, strict=False) if heavier and full]
    assert min(map(sum, zip(fulls, lines, strict=True))) >= 3
    assert bool(sum(left)) == (number == 4_000)
    if sum(left):  # what is left out is the same part of every level
        assert len({round(each / whole, 1) for each, whole in zip(left, total, strict=True)}) == 1


def test_nothing_makes_it_too_long() -> None:
    long = "$" * 5_000
    ids = tuple(f"{long}-{n}" for n in range(100))
    page = FORMATS["markdown"](
        told(
            *too_many(100).comparison.changes,
            *(change("text-changed", level, f"role {long}{level}", after=text(long)) for level in LEVELS),
            roles=tuple(RoleChange(f"{long}{n}", duties_gained=ids[n:]) for n in range(50)),
            following=tuple(Following("approval", each, ("stricter",)) for each in ids),
            claims=tuple(Claim(each, "editorial", "stricter") for each in ids),
            findings=tuple(Problem(KIND, Place(each), {"wanted": "role", "id": each}) for each in ids),
            base=long,
            preview=f"https://example.org/{'x' * 5_000}",
        ),
        SPOKEN["nl"],
    )
    assert len(page) <= MOST
    assert "### Strenger" in page
    assert page.count("\n- en nog") >= 3


def _bare(count: int, size: int) -> Section:
    return Section("#" * 10, tuple(Block("f" * size * 9, "l" * size) for _ in range(count)), "end")


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 50)), max_size=5), st.integers(0, 3000))
def test_what_fits_is_never_longer_than_the_room_and_heavier_goes_first(
    shape: list[tuple[int, int]], spare: int
) -> None:
    sections = [_bare(count, size) for count, size in shape]
    least = 40 * len(sections)
    pages = fitted(sections, least + spare, lambda left: f"- {left} more")
    assert len("\n\n".join(pages)) <= least + spare
    assert all(page.startswith("#" * 10) and page.endswith("end") for page in pages)
    cut = ["more" in page for page in pages]
    assert all("f" not in page for page, heavier in zip(pages[1:], cut, strict=False) if heavier)


NASTY = (
    *(
        "<script>alert(1)</script>",
        "</details>",
        "<!--",
        "-->",
        "<img src=x onerror=y>",
        "&lt;b&gt;",
        "&#64;all",
    ),
    *(
        "@everyone",
        "@org/team",
        "#123",
        "org/repo#4",
        "!5",
        "GH-6",
        "~bug",
        '%"v1"',
        "^alert#7",
        "a1b2c3d4e5",
    ),
    *("https://evil.example/", "www.evil.example", "me@evil.example", "[x](http://evil.example)", "![y](z)"),
    *(
        "[a]: http://evil.example",
        "```",
        "`",
        "~~~",
        "~~x~~",
        "**",
        "__",
        "***",
        "\\",
        "\\`",
        "|a|b|",
        "|-|-|",
    ),
    *(
        "$x$",
        "$`y`$",
        ":tada:",
        "# Kop",
        "- punt",
        "1. een",
        "> citaat",
        "---",
        "===",
        "/close",
        "/merge\n/approve",
    ),
    *(
        "\n",
        "\n\n",
        "\t",
        "    ",
        "\r",
        "\x1b[31m",
        "\u202e",
        "\u200b",
        "[[DISC-01]]",
        "{x}",
        "{{y}}",
        "é",
        "👩‍🚒",
    ),
)
HOSTILE = st.lists(st.sampled_from(NASTY) | st.text(max_size=5), min_size=1, max_size=6).map("".join)


@given(HOSTILE)
@example("".join(NASTY))
@example("a1b2c3d4e5" * 5)
def test_an_escaped_text_shows_itself_and_does_nothing(nasty: str) -> None:
    page = seen(f"- **x.** {escaped(nasty)}")
    assert set(page.tags) <= {"ul", "li", "strong", "span"}
    assert page.active == []
    told_ = "".join(page.nodes).strip().removeprefix("x.")
    assert "".join(told_.split()).replace(BREAK, "") == "".join(blanked(nasty).split())


@cache
def _of(nasty: str) -> Told:
    """Put a text wherever a policy, an author or a branch may put one."""
    line = " ".join(blanked(nasty).split()) or "x"
    nasty = nasty.strip() or "x"
    quoted = json.dumps({"nl": line, "en": line})
    files = {
        **POLICY,
        "roles.yml": POLICY["roles.yml"].replace("{nl: Stagiair, en: Intern}", quoted),
        "rules/disclosure.yml": POLICY["rules/disclosure.yml"].replace(
            "{nl: Zeg waar je werkt, en: Say where you work}", quoted
        ),
    }
    fault = Problem(KIND, Place(f"policies/{line}.yml"), {"wanted": "role", "id": line})
    return told(
        change(
            "rule-added", "stricter", "rule DISC-01", after=text(nasty), stricter_for=frozenset({"intern"})
        ),
        change(
            "text-changed", "undecided", "rule DISC-02", "statement", before=text("a b"), after=text(nasty)
        ),
        change("part-added", "looser", "rule DISC-03", "title", facts={"was": nasty, "now": nasty}),
        change("text-reworded", "editorial", "role intern", "tasks", before=text(nasty), after=text("b")),
        after=book(files),
        findings=(fault,),
        claims=(Claim(nasty, "editorial", "stricter"),),
        preview="https://example.org/(x)",
        base=nasty,
    )


@settings(max_examples=30)
@given(HOSTILE)
@example("".join(NASTY))
def test_no_text_breaks_out_of_the_comment(nasty: str) -> None:
    words = SPOKEN["nl"]
    shown = _of(nasty)
    source = FORMATS["markdown"](shown, words)
    page, plain = seen(source), seen(FORMATS["markdown"](_of("gewoon"), words))
    marks = {"ins", "del", "span"}
    assert [tag for tag in page.tags if tag not in marks] == [tag for tag in plain.tags if tag not in marks]
    assert page.links == plain.links == ["https://example.org/%28x%29"]
    assert page.active == []
    assert not re.search(r"^/", source, re.MULTILINE)
    assert not re.search(r"[^\n\S ]|[\x00-\x09\x0b-\x1f\x7f-\x9f]", source)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://a b", "//x", "", "https://x/<b>", "x)(y"]
)
def test_a_link_is_made_of_web_addresses_only(address: str) -> None:
    assert link("Bekijk", address) == "Bekijk"


def test_new_findings_are_listed_with_their_place() -> None:
    problem = Problem(KIND, Place("policies/a_b.yml", 3), {"wanted": "role", "id": "y"})
    page = FORMATS["markdown"](told(findings=(problem,)), SPOKEN["en"])
    assert "### New findings" in page
    assert "<code>policies/a\\_b.yml:3</code>" in page


@pytest.mark.parametrize("shown", [told(), one(), many()], ids=["none", "one", "many"])
def test_json_and_sarif_are_what_their_schemas_say(shown: Told) -> None:
    schema = json.loads((ROOT / "docs" / "changes.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    document = json.loads(FORMATS["json"](shown, SPOKEN["nl"]))
    jsonschema.validate(document, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**document, "changes": [{"kind": "x"}]}, schema)

    log = json.loads(FORMATS["sarif"](shown, SPOKEN["nl"]))
    jsonschema.validate(log, json.loads((ROOT / "tests" / "sarif.schema.json").read_text("utf-8")))
    [run] = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[r["ruleIndex"]] for r in run["results"]] == [c.kind.name for c in shown.comparison.changes]
    assert sum("suppressions" in result for result in run["results"]) == len(shown.accepted)


@settings(max_examples=20)
@given(HOSTILE)
@example("".join(NASTY))
def test_terminals_and_logs_get_one_line_for_one_line(nasty: str) -> None:
    words = SPOKEN["nl"]
    lines = FORMATS["github"](_of(nasty), words).split("\n")
    commands = [found[1] for line in lines if (found := re.match(r"::([a-z]+) ", line))]
    assert commands == ["warning", "warning", "warning", "notice", "notice"]
    assert len(lines) == len(commands) + 2
    terminal = FORMATS["text"](_of(nasty), words)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", terminal)
    assert not re.search(r"^::", terminal, re.MULTILINE)
