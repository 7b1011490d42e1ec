"""The cases: each page in `cases/` still says what the handbook says, and every code has a page."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook_gen.core import problems as p
from handbook_gen.core.checks import CHECKS, Check
from handbook_gen.core.problems import Kind
from tests.case import CASES, base, pages, read, recomputed, unescaped

# What no page can show: it is about disks, about mkdocs.yml, or comes after a hundred others.
_NOT_IN_TEXT = {p.LINK_LEAVES_FOLDER, p.UNREADABLE_FILE, p.NAV_IN_MKDOCS, p.MORE_PROBLEMS}


def named(path: Path) -> str:
    return path.relative_to(CASES).as_posix()


@pytest.mark.parametrize("path", pages(), ids=named)
def test_a_page_says_what_the_handbook_says(path: Path, request: pytest.FixtureRequest) -> None:
    said = path.read_text("utf-8")
    now = recomputed(said)
    if request.config.getoption("update"):
        path.write_text(now, "utf-8")
    else:
        assert said == now, "the answers changed: run pytest --update and review the diff"


@pytest.mark.parametrize("path", pages(), ids=named)
def test_a_page_is_documentation(path: Path) -> None:
    page = path.read_text("utf-8")

    assert page.startswith("# ")
    assert re.search(r"^```+text", page, re.MULTILINE), "a case has an answer"
    prose = re.sub(r"^(```+)[^`].*?^\1$", "", page, flags=re.DOTALL | re.MULTILINE)
    assert any(len(line.split()) > 5 for line in prose.splitlines()), "a case says what and why"


def test_the_base_of_every_case_is_a_good_policy() -> None:
    reading = read({})

    assert reading.problems == ()
    assert reading.book
    assert len(base()) == 3


def answers(path: Path) -> Iterator[str]:
    for block in re.finditer(
        r"^(```+)text( nl)?\n(.*?)^\1$", path.read_text("utf-8"), re.DOTALL | re.MULTILINE
    ):
        yield block[3]


@pytest.mark.parametrize("kind", [k for k in p.READING if k not in _NOT_IN_TEXT], ids=lambda kind: kind.name)
def test_every_kind_of_problem_has_a_page_that_shows_it(kind: Kind) -> None:
    assert any(f"[{kind.code}]" in answer for path in pages() for answer in answers(path))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.kind.name)
def test_every_check_has_a_page_with_a_half_that_fails_and_a_half_that_passes(check: Check) -> None:
    path = CASES / "checks" / f"{check.kind.code}-{check.kind.name}.md"
    told = [f"[{check.kind.code}]" in answer for answer in answers(path)]

    assert True in told
    assert False in told


def test_escapes_hold_every_byte() -> None:
    assert (
        unescaped(r"a\x00\xff\u2028\U0001f600\r\t\\x\{3}(b)")
        == b"a\x00\xff\xe2\x80\xa8\xf0\x9f\x98\x80\r\t\\xbbb"
    )


def test_a_changed_answer_is_noticed() -> None:
    page = (CASES / "README.md").read_text("utf-8")

    assert recomputed(page.replace("error[", "warning[")) == page
