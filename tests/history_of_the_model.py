"""Makes the releases of the model policy anew, by hand: `python -m tests.history_of_the_model`; no test.

It begins with the newest release and undoes, one release at a time, what `tests/history/<version>.yml` says
was different before it; then `handbook release` freezes each in turn. So the history is made up, and it is
the real verb that froze it. With `--draft` the newest release is what is being worked on, without the rules
that are drafts only.
"""

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from handbook_gen.cli import main as handbook
from handbook_gen.core.model.history import parts
from handbook_gen.core.reader import read
from handbook_gen.sources import RELEASES

ROOT = Path(__file__).parents[1]
POLICIES = ROOT / "policies"
TOLD = Path(__file__).with_name("history")
# By what an item in a list is named in tests/history: its id, else what makes it the only one.
NAMED = ("id", "check", "audience", "kind")


@dataclass(frozen=True)
class Texts:
    """A policy and its pages: values by file below policies/, texts by path below content/."""

    policy: dict[str, Any] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)


def main() -> int:
    """Make every release and put them in place in one go."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--draft", action="store_true", help="begin with what is being worked on")
    asked.add_argument("--to", type=Path, default=POLICIES / RELEASES, help="the folder to replace")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(dir=given.to.parent, prefix=".history-") as place:
        made = remade(Path(place) / "project", drafted() if given.draft else newest())
        if given.to.exists():
            given.to.rename(Path(place) / "old")
        made.rename(given.to)
    return 0


def remade(project: Path, latest: Texts) -> Path:
    """Freeze every release in an empty project; give the folder with them."""
    told = {path.stem: understood(path) for path in TOLD.glob("*.yml")}
    versions = sorted(told, key=parts)
    then = {versions[-1]: latest}
    for before, after in reversed([*pairwise(versions)]):
        day = told[before].get("dated_until") or told[before]["published"]
        then[before] = undone(then[after], told[after]["before"], day)
    for version in versions:
        lay_down(then[version], project)
        handbook([*asked_for(version, told[version]), "--project", str(project)], standalone_mode=False)
    return project / "policies" / RELEASES


def asked_for(version: str, told: dict[str, Any]) -> Iterator[str]:
    """Give the words of the command that freezes a release."""
    yield from ("release", version, "--published", told["published"], "--language", "en")
    yield from ("--summary-nl", told["summary"]["nl"], "--summary-en", told["summary"]["en"])
    for approval in told["approvals"]:
        yield from ("--approval", approval)
    if kind := told.get("kind"):
        yield from ("--kind", kind)


def understood(path: Path) -> Any:
    """Read a file of YAML as the handbook does."""
    return read(path.name, path.read_bytes()).value


def drafted() -> Texts:
    """Read what is being worked on, without persons."""
    files = {path.relative_to(POLICIES): path for path in POLICIES.rglob("*.yml")}
    policy = {
        name.with_suffix("").as_posix(): understood(path)
        for name, path in files.items()
        if name.parts[0] not in (RELEASES, "people.yml")
    }
    return decided(Texts(policy, pages(ROOT / "content")))


def decided(texts: Texts) -> Texts:
    """Leave out the rules that are a draft only: they came after the release."""
    rules = (rule for file in texts.policy.values() for rule in file.get("rules", ()))
    drafts = frozenset(rule["id"] for rule in rules if rule["status"] == "draft")
    without = Earlier("9999", drafts, {})
    policy = {name: without.of(value) for name, value in texts.policy.items()}
    return Texts(without_unspoken(policy, texts.policy), texts.pages)


def newest() -> Texts:
    """Read the newest release."""
    folder = max((POLICIES / RELEASES).iterdir(), key=lambda each: parts(each.name))
    below = folder / "policies"
    policy = {
        path.relative_to(below).with_suffix("").as_posix(): json.loads(path.read_text("utf-8"))
        for path in below.rglob("*.json")
    }
    return Texts(policy, pages(folder / "content"))


def pages(folder: Path) -> dict[str, str]:
    """Read hand-written pages."""
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.md")}


def lay_down(texts: Texts, project: Path) -> None:
    """Write a policy and its pages as a project; the releases that it has stay."""
    for name in ("policies", "content"):
        for path in (project / name).glob("*"):
            if path.name != RELEASES:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    files = {
        f"policies/{name}.yml": yaml.safe_dump(value, allow_unicode=True)
        for name, value in texts.policy.items()
    }
    files |= {f"content/{name}": text for name, text in texts.pages.items()}
    files["mkdocs.yml"] = (ROOT / "mkdocs.yml").read_text("utf-8")
    for name, text in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, "utf-8")


def undone(after: Texts, told: dict[str, Any], day: str) -> Texts:
    """Give the texts before a release: what it changed put back, without what is dated after a day."""
    earlier = Earlier(day, frozenset(told.get("new") or ()), told.get("everywhere") or {})
    policy = merged(after.policy, told.get("policies") or {})
    policy = {name: earlier.of(value) for name, value in policy.items()}
    policy = {name: value for name, value in policy.items() if value.get("rules") != []}
    return Texts(without_unspoken(policy, after.policy), merged(after.pages, told.get("pages") or {}))


def merged(value: Any, edits: dict[str, Any]) -> Any:
    """Put edits into a mapping, or into the items of a list by their names; an empty one takes away."""
    if isinstance(value, list):
        return [*_items(value, dict(edits))]
    found = dict(value)
    for key, edit in edits.items():
        if edit == "":
            found.pop(key, None)
        elif isinstance(edit, dict) and isinstance(found.get(key), dict | list):
            found[key] = merged(found[key], edit)
        else:
            found[key] = edit
    return found


def _items(values: list[Any], edits: dict[str, Any]) -> Iterator[Any]:
    for value in values:
        edit = edits.pop(_name(value), {})
        if edit != "":
            yield merged(value, edit) if edit else value
    if edits:
        raise KeyError(*edits)


def _name(value: Any) -> str:
    named = [value[key] for key in NAMED if key in value] if isinstance(value, dict) else [value]
    return str(named[0]) if named else ""


@dataclass(frozen=True)
class Earlier:
    """What was not there yet on a day: what is dated later, some rules; and what every item said."""

    day: str
    new: frozenset[str]
    everywhere: dict[str, str]
    """Field → what it said in every item that has it."""

    def of(self, value: Any) -> Any:
        """Give a value as it was."""
        if isinstance(value, list):
            return [self.of(each) for each in value if self._there(each)]
        if not isinstance(value, dict):
            return value
        kept = {key: self.of(each) for key, each in value.items() if key == "id" or self._there(each)}
        return {key: self.everywhere.get(key, each) for key, each in kept.items()}

    def _there(self, value: Any) -> bool:
        if isinstance(value, dict):
            return value.get("id") not in self.new and value.get("date", "") <= self.day
        return value not in self.new if isinstance(value, str) else True


def without_unspoken(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Leave out the words, laws and actions that nothing spoke of yet, and something does later."""
    while True:
        gone = spoken(after) - spoken(before)
        less = {name: _without(file, gone) for name, file in before.items()}
        if less == before:
            return before
        before = less


def spoken(policy: dict[str, Any]) -> set[str]:
    """Give the ids of the words that texts cite and of the laws and actions that rules name."""
    rules = [rule for file in policy.values() for rule in file.get("rules", ())]
    named = {each for rule in rules for each in (rule.get("action", ""), *rule.get("law", ()))}
    return named | set(re.findall(r"\[\[term:([a-z0-9-]+)", json.dumps(policy)))


def _without(file: dict[str, Any], gone: set[str]) -> dict[str, Any]:
    lists = {key: file[key] for key in ("terms", "law", "actions") if key in file}
    kept = {
        key: [_unopposed(each, gone) for each in many if each["id"] not in gone]
        for key, many in lists.items()
    }
    return file | kept


def _unopposed(item: dict[str, Any], gone: set[str]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key != "opposite_of" or value not in gone}


if __name__ == "__main__":
    sys.exit(main())
