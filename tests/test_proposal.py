"""`handbook build --compare`: a proposal reads as a handbook, and without one nothing of it is there."""

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from handbook_gen import sources
from handbook_gen.core.edition import edition_of
from handbook_gen.core.links import link
from handbook_gen.core.loader import load
from handbook_gen.core.model.types import Language
from handbook_gen.publish import sealing
from tests.conftest import BILINGUAL, DAY, ROOT, Project

Make = Callable[..., Project]
DATE = date.fromisoformat(DAY)


def git(folder: Path, *command: str) -> None:
    """Run git as nobody's configuration would have it."""
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *command], cwd=folder, check=True, capture_output=True)


def committed(project: Project) -> None:
    git(project.root, "init", "--quiet", "--initial-branch=main")
    git(project.root, "add", "--all")
    git(project.root, "commit", "--quiet", "--message=base")


def index(site: Path, language: str) -> str:
    return sealing.index(site / language / "draft").read_text("utf-8")


def test_a_proposal_is_built_in_both_languages_and_what_cannot_be_compared_builds_nothing(
    bakery: Make,
) -> None:
    project = bakery(BILINGUAL)
    committed(project)
    project.change("policies/rules/bread.yml", "modality: must", "modality: should")

    unknown = project.build("--compare", "no-such-branch")
    assert (unknown.code, (project.root / "site").exists()) == (3, False)
    assert "no-such-branch" in unknown.err

    done = project.build("--compare", "HEAD")
    assert done.code == 0, done.err
    for language, level in (("nl", "ruimer"), ("en", "looser")):
        version = project.root / "site" / language / "draft"
        page = (version / "proposal" / "index.html").read_text("utf-8")
        home = (version / "topics" / "bread" / "index.html").read_text("utf-8")
        assert 'id="_rule-BREAD-01"' in page
        assert "data-rule" not in page, "nothing on it is in force"
        assert f": {level}</span>" in home
        assert 'href="../../proposal/#_rule-BREAD-01"' in home
        assert 'class="hb-notice hb-notice--proposal"' in home
        addresses = [each["location"] for each in json.loads(index(project.root / "site", language))["docs"]]
        assert not [each for each in addresses if each.startswith("proposal")]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_without_a_proposal_no_page_shows_a_trace_of_one(language: Language) -> None:
    policy = load(sources.policies(ROOT / "policies", "policies")[0]).policy
    book, _ = link(policy, DATE)
    edition = edition_of(book, sources.words(language), sources.templates())
    html = "".join(map(edition.renderer.page, edition.pages))

    assert "proposal/" not in {page.address for page in edition.pages}
    assert not [each for each in ("hb-proposed", "hb-level", "hb-change", "hb-felt") if each in html]
