"""The house keeps its own rules: what import contracts cannot see, and what is easily forgotten."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from handbook_gen import sources
from handbook_gen.core import checks, problems, sentences
from handbook_gen.core.model import DOCUMENTS, TopicFile, shape
from handbook_gen.core.model.types import LANGUAGES, Language
from handbook_gen.core.pages.kinds import KINDS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "handbook_gen"
CORE = PACKAGE / "core"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 300
LONGEST_FUNCTION = 40

# What reaches for the world without an import that a contract could forbid.
BANNED = (
    "open(",
    "FileSystemLoader",
    "PackageLoader",
    "importlib.resources",
    "ZoneInfo(",
    ".today(",
    ".now(",
)


def names(folder: str) -> set[str]:
    return {path.stem for path in (CORE / folder).glob("*.py")} - {"__init__"}


@pytest.mark.parametrize("module", sorted(CORE.rglob("*.py")), ids=lambda path: str(path.relative_to(CORE)))
def test_core_does_not_reach_for_the_world(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert [word for word in BANNED if re.search(rf"(?<![\w.]){re.escape(word)}", text)] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_stay_short(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef)]
    long = [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= LONGEST_FUNCTION]
    assert (len(text.splitlines()) <= LONGEST_FILE, long) == (True, [])


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_file_says_first_what_it_is(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))


def test_every_kind_of_page_is_registered() -> None:
    shared = {"addresses", "kinds", "lifeline", "navigation", "page", "standing", "told", "views"}
    shared |= {"audited", "branches", "card", "corrections", "signposts", "tested", "urgent"}
    assert {kind.__module__.rpartition(".")[2] for kind in KINDS} == names("pages") - shared


def test_every_document_is_registered() -> None:
    shared = {"book", "changes", "deeds", "history", "refs", "shape", "times", "types", "validity"}
    registered = {model.__module__.rpartition(".")[2] for model in (*DOCUMENTS.values(), TopicFile)}
    assert registered == names("model") - shared


def test_every_family_of_checks_is_registered() -> None:
    families = {
        path: ast.parse((CORE / "checks" / f"{path}.py").read_text()) for path in names("checks") - {"check"}
    }
    written = {
        n.name
        for tree in families.values()
        for n in tree.body
        if isinstance(n, ast.FunctionDef) and n.decorator_list
    }
    assert len(written) == len(checks.CHECKS)


def test_codes_and_names_are_used_once() -> None:
    kinds = (*problems.READING, *(check.kind for check in checks.CHECKS))
    assert len({kind.code for kind in kinds}) == len({kind.name for kind in kinds}) == len(kinds)


def test_codes_never_vanish() -> None:
    """The list grows with every code that was ever published; a code that is gone would be used again."""
    ever = (ROOT / "tests" / "codes.txt").read_text(encoding="utf-8").split("\n")
    kinds = (*problems.READING, *(check.kind for check in checks.CHECKS))
    assert sorted(f"{kind.code} {kind.name}" for kind in kinds) == [line for line in ever if line]


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.kind.name)
def test_every_check_is_documented_and_has_a_case(check: checks.Check) -> None:
    cases = list((ROOT / "tests" / "cases" / "checks").glob(f"{check.kind.code}-*.md"))
    assert (len(cases), "Why:" in check.documentation, "Repair:" in check.documentation) == (1, True, True)


def test_both_languages_say_the_same() -> None:
    said = sources.all_words()
    assert said["nl"].keys == said["en"].keys


def test_both_languages_use_the_same_facts() -> None:
    nl, en = (sources.words(language) for language in LANGUAGES)
    differing = [key for key in nl.keys if set(facts(nl.raw(key))) != set(facts(en.raw(key)))]
    assert differing == []


def facts(sentence: str) -> Iterator[str]:
    return (name for _, name, _, _ in Formatter().parse(sentence) if name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_problem_has_its_sentences(language: str) -> None:
    keys = sources.words(language).keys  # type: ignore[arg-type]
    kinds = (*problems.READING, *(check.kind for check in checks.CHECKS))
    mute = [k.name for k in kinds if not any(key.startswith(f"problems.{k.name}.") for key in keys)]
    assert mute == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.kind.name)
def test_every_check_says_why(check: checks.Check, language: Language) -> None:
    assert f"problems.{check.kind.name}.why" in sources.words(language).keys


def test_every_word_is_used() -> None:
    """A key is used where it stands in full, or as the beginning of one that is put together."""
    places = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in places).replace("'", '"')
    built = set(re.findall(r'"([a-z_.]+\.)"? ?(?:~|\{)', code)) | set(re.findall(r'f"([a-z_.]+\.)\{', code))
    built |= {f"{room}." for room in sentences.ROOMS.values()}
    plural = (".one", ".other")
    keys = [k for k in sources.words("en").keys if not k.startswith(("problems.", *built))]
    unused = [k for k in keys if f'"{k.removesuffix(plural[0]).removesuffix(plural[1])}"' not in code]
    assert unused == []


def test_the_language_has_no_field_that_reflection_cannot_see() -> None:
    models = (*DOCUMENTS.values(), TopicFile)
    assert all(field.key for model in models for field in shape.fields(model))


@pytest.mark.parametrize("room", ["styles", "scripts"])
def test_every_part_of_the_style_sheet_and_the_script_is_in_it(room: str) -> None:
    whole = {"styles": sources.style_sheet, "scripts": sources.page_script}[room]()
    parts = [path.read_text("utf-8") for path in (PACKAGE / room).iterdir()]
    assert parts
    assert all(part in whole for part in parts)
