"""The model organisation in the house style of another: only `look` in handbook.yml, and its files."""

import re
import shutil
from pathlib import Path

from tests.conftest import Project, model_organisation

HERE = Path(__file__).parent
_LOOK = re.compile(r"^look:\n(?:  .*\n)+", re.MULTILINE)


def second(root: Path) -> Project:
    """Copy the model organisation, and give it the second look."""
    project = model_organisation(root)
    dressed(project)
    return project


def dressed(project: Project) -> None:
    """Give a project the second look, in the place of its own if it has one."""
    shutil.copytree(HERE / "assets", project.root / "overrides/assets", dirs_exist_ok=True)
    settings = project.root / "policies/handbook.yml"
    written = _LOOK.sub("", settings.read_text("utf-8")).rstrip("\n")
    look = (HERE / "look.yml").read_text("utf-8").split("\n", 1)[1]
    project.write("policies/handbook.yml", f"{written}\n{look}")
