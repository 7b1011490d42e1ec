"""A new project: what it holds, that it is whole or not there, and that an installed wheel can make it."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Mapping
from contextlib import chdir
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner, Result

from handbook_gen import sources
from handbook_gen.cli import main
from handbook_gen.core.model.types import LANGUAGES, Language
from handbook_gen.edit import scaffold
from tests.conftest import DAY, ROOT, Done
from tests.test_build import broken, contents

DEPENDENCIES = sysconfig.get_paths()["purelib"]
# Whoever opens a file of the repository is stopped; what this project needs may be installed below it.
GUARD = f"""
import sys

def guard(event, args):
    if event in ("open", "os.listdir", "os.scandir") and str(args[0]).startswith({f"{ROOT}{os.sep}"!r}):
        if not str(args[0]).startswith({DEPENDENCIES!r}):
            raise RuntimeError(f"reaches into the repository: {{args[0]}}")

sys.addaudithook(guard)
"""


def run(*command: object, cwd: Path) -> Done:
    outside = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PIP_"))}
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, env=outside, capture_output=True, text=True, check=False
    )
    return Done(done.returncode, done.stdout, done.stderr)


def built(target: str, source: Path, out: Path) -> Path:
    """Build a package as pip does, with what is installed."""
    done = run(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", out, cwd=source)
    assert done.code == 0, done.err
    return next(out.iterdir())


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that is built from the source distribution, as a package index gets it."""
    place = tmp_path_factory.mktemp("package")
    with tarfile.open(built("sdist", ROOT, place / "sdist")) as archive:
        archive.extractall(place / "source", filter="data")
    return built("wheel", next((place / "source").iterdir()), place / "wheel")


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment with the wheel, which cannot look into the repository."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, symlinks=True)
    commands = home / "bin"
    pip = (sys.executable, "-m", "pip", "--python", commands / "python", "--quiet")
    done = run(*pip, "install", "--no-deps", "--no-index", wheel, cwd=home)
    assert done.code == 0, done.err
    packages = next(home.glob("lib/python*/site-packages"))
    (packages / "dependencies.pth").write_text(f"{DEPENDENCIES}\n")
    (packages / "sitecustomize.py").write_text(GUARD)
    where = run(commands / "python", "-c", "import handbook_gen; print(handbook_gen.__file__)", cwd=home)
    assert Path(where.out.strip()).is_relative_to(packages), where
    return commands


def new(*arguments: str, charset: str = "utf-8") -> Result:
    return CliRunner(charset=charset).invoke(main, ["new", *arguments])


def unpacked(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_the_wheel_is_the_same_from_the_repository_and_holds_no_file_twice(
    wheel: Path, tmp_path: Path
) -> None:
    files = unpacked(wheel)

    assert unpacked(built("wheel", ROOT, tmp_path)) == files
    below = "handbook_gen/scaffold/model/"
    model = {path.removeprefix(below) for path in files if path.startswith(below)}
    assert {path.split("/")[0] for path in model} == {"content", "mkdocs.yml", "overrides", "policies"}
    assert not (ROOT / below).exists()


@pytest.mark.parametrize(
    "options",
    [pytest.param(["--empty", "--language", "nl"], marks=pytest.mark.long), ["--language", "en"]],
    ids=" ".join,
)
def test_an_installed_wheel_makes_a_project_that_passes_its_own_workflows(
    installed: Path, tmp_path: Path, options: list[str]
) -> None:
    project = tmp_path / "handbook"

    done = run(installed / "handbook", "new", project, "--on", DAY, *options, cwd=tmp_path)

    assert (done.code, done.err) == (0, "")
    assert new(str(tmp_path / "again"), "--on", DAY, *options).exit_code == 0
    assert contents(project) == contents(tmp_path / "again"), "the wheel and the repository differ"
    commands = workflow_commands(project) if "--empty" in options else ["handbook check", "handbook build"]
    for command in commands:
        verb, *rest = command.split()[1:]
        done = run(installed / "handbook", verb, "--on", DAY, *rest, cwd=project)
        assert done.code == 0, (command, done)
        assert not re.search("error|Traceback", done.out + done.err), (command, done)
    assert broken(project / "site") == []
    assert list((project / "site/en/draft/topics").glob("doubt/index.html"))


def workflow_commands(project: Path) -> list[str]:
    texts = [(project / name).read_text("utf-8") for name in (GITHUB, ".gitlab-ci.yml")]
    found = sorted({each for text in texts for each in re.findall(r"- (?:run: )?(handbook .+)", text)})
    assert {command.split()[1] for command in found} == {"check", "build"}
    return found


GITHUB = ".github/workflows/handbook.yml"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A project that was begun empty; in the other language only what explains differs."""
    assert new(str(tmp_path / "empty"), "--empty", "--language", "nl", "--on", DAY).exit_code == 0
    return tmp_path / "empty"


def test_the_empty_policy_has_no_finding_at_all(empty: Path) -> None:
    with chdir(empty):
        done = CliRunner().invoke(main, ["check", "--fail-on", "info", "--on", DAY])

    assert done.exit_code == 0, done.output


def test_a_project_is_pinned_to_the_version_that_began_it(empty: Path) -> None:
    assert (empty / "requirements.txt").read_text() == f"handbook-gen=={sources.version()}\n"


LOCALES: Final[Mapping[Language, str]] = {"nl": "nl_NL.UTF-8", "en": "en_GB.UTF-8"}


def test_the_languages_differ_in_what_explains_only() -> None:
    nl, en = (scaffold.empty(sources.words(language), date.fromisoformat(DAY)) for language in LANGUAGES)

    assert nl.keys() == en.keys()
    assert [path for path, data in {**nl, **en}.items() if b"#=" in data] == []
    differing = {path for path in nl if nl[path] != en[path]}
    assert len(differing) == 14
    for path in differing - {"README.md"}:
        assert bare(nl[path], "nl") == bare(en[path], "en"), path


def bare(data: bytes, language: Language) -> str:
    """Give a file without its remarks, and with keys for what stands in the fields of a form."""
    words = sources.words(language)
    said = {words(key): key for key in words.keys if key.startswith("new.form.")} | {
        LOCALES[language]: "locale"
    }
    text = re.sub(r"^ *#.*\n", "", data.decode(), flags=re.MULTILINE)
    return re.sub("|".join(map(re.escape, sorted(said, key=len, reverse=True))), lambda m: said[m[0]], text)


@pytest.mark.parametrize("taken", ["notes.txt", ".hidden", ""], ids=["file", "hidden", "itself"])
def test_what_stands_there_is_never_overwritten(tmp_path: Path, taken: str) -> None:
    folder = tmp_path / "handbook"
    if taken:
        folder.mkdir()
    (folder / taken).write_text("mine")

    done = new(str(folder), "--language", "nl")

    assert done.exit_code == 2
    assert "bestaat al en is geen lege map. Er is niets veranderd." in done.stderr
    assert contents(tmp_path) == {(Path("handbook") / taken).as_posix(): b"mine"}


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")

    done = new(str(tmp_path / "file" / "handbook"), "--language", "en")

    assert (done.exit_code, done.stdout) == (3, "")
    assert "was not made" in done.stderr


def test_an_empty_folder_and_one_with_nothing_but_git_will_do(tmp_path: Path) -> None:
    for name in ("", ".git"):
        folder = tmp_path / f"with{name}"
        (folder / name).mkdir(parents=True)
        with chdir(folder):
            done = new(".", "--empty", "--language", "en")

        assert done.exit_code == 0, done.output
        assert ("git init" in done.stdout, "cd " in done.stdout) == (not name, False)
        assert {path.name for path in folder.iterdir()} >= {"policies", ".github"}


BROKEN_IN_WRITING: Mapping[str, bytes] = {"a": b"", "a/b": b""}
BROKEN_IN_MOVING: Mapping[str, bytes] = {".a": b"", ".git/config": b"", "b": b""}


@pytest.mark.parametrize(
    ("files", "there"),
    [(BROKEN_IN_WRITING, False), (BROKEN_IN_WRITING, True), (BROKEN_IN_MOVING, True)],
    ids=["new", "empty", "moving"],
)
def test_half_a_project_is_never_left_behind(
    tmp_path: Path,
    files: Mapping[str, bytes],
    there: bool,  # noqa: FBT001
) -> None:
    folder = tmp_path / "handbook"
    if there:
        (folder / ".git").mkdir(parents=True)
        (folder / ".git/HEAD").write_text("main")
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(OSError, match="handbook"):
        scaffold.lay_down(files, folder)

    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("charset", "corner"), [("utf-8", "┌"), ("cp850", "┌"), ("cp1252", "+"), ("ascii", "+")]
)
def test_the_next_steps_stand_in_a_box_that_any_terminal_can_draw(
    tmp_path: Path, language: str, charset: str, corner: str
) -> None:
    folder = tmp_path / "a name with spaces"

    done = new(str(folder), "--language", language, charset=charset)

    assert done.exit_code == 0, done.output
    lines = done.stdout_bytes.decode(charset).splitlines()
    assert lines[0][0] == corner
    assert len({len(line) for line in lines}) == 1
    steps = [line[2:-2].rstrip() for line in lines]
    assert f"   $ cd '{folder}'" in steps
    assert {"   $ handbook serve", "   $ handbook check", "   $ git add ."} <= set(steps)


def test_editors_help_from_the_first_word_and_the_schema_verb_agrees(empty: Path) -> None:
    settings = json.loads((empty / ".vscode/settings.json").read_text("utf-8"))
    extensions = json.loads((empty / ".vscode/extensions.json").read_text("utf-8"))

    assert "redhat.vscode-yaml" in extensions["recommendations"]
    meant = {glob: schema for schema, glob in settings["yaml.schemas"].items()}
    for file in sorted((empty / "policies").rglob("*.yml")):
        path = file.relative_to(empty)
        schema = empty / next(meant[glob] for glob in meant if path.match(glob))
        checked = run(sys.executable, "-m", "check_jsonschema", "--schemafile", schema, file, cwd=empty)
        assert checked.code == 0, checked.out
    before = contents(empty)
    with chdir(empty):
        done = CliRunner().invoke(main, ["schema", "--write"])
    assert done.exit_code == 0, done.output
    assert contents(empty) == before


@pytest.mark.parametrize("day", ["2027-01-05", "2028-02-29", "2033-07-01"])
def test_the_model_is_free_of_findings_on_whatever_day_it_is_laid_down(tmp_path: Path, day: str) -> None:
    place = tmp_path / "later"
    assert new(str(place), "--on", day).exit_code == 0
    checked = CliRunner().invoke(main, ["check", "--project", str(place), "--on", day, "--fail-on", "info"])
    assert (checked.exit_code, checked.stdout) == (0, "no findings, 1 waived\n")
