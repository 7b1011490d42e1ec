"""The JSON Schema for editors: it marks what our reader refuses and nothing that it takes, in any YAML."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from handbook_gen import sources
from handbook_gen.cli import main
from handbook_gen.core.exports import Given, schema
from handbook_gen.core.loader import Sources, load
from handbook_gen.core.model import DOCUMENTS, RULES_FOLDER
from handbook_gen.core.model.times import HOURS, hours
from handbook_gen.core.model.types import LANGUAGES
from handbook_gen.core.reference import FILES, every_field
from tests.conftest import BAKERY, ROOT, Project

RULES = "rules/<topic>.yml"
POLICIES = {"model": ROOT / "policies", "municipality": ROOT / "tests/municipality/policies"}
Read = Callable[[bytes], Any]


def given_of(policy: Sources) -> Given:
    words = {language: sources.words(language, "language") for language in LANGUAGES}
    return Given(policy, load(policy), words, "nl")


def baked(**changed: str) -> Given:
    """The bakery, with some files changed: `rules_bread` is rules/bread.yml."""
    files = {p.removeprefix("policies/"): text for p, text in BAKERY.items() if p.startswith("policies/")}
    files |= {f"{name.replace('_', '/')}.yml": text for name, text in changed.items()}
    return given_of(Sources("policies", {path: text.encode() for path, text in files.items()}))


@cache
def of_disk(folder: Path) -> Given:
    return given_of(sources.policies(folder, "policies")[0])


def kind(path: str) -> str:
    return RULES if path.startswith(RULES_FOLDER) else path


def as_json(value: Any) -> Any:
    """Dates are strings in JSON; YAML 1.1 makes objects of them."""
    match value:
        case dict():
            return {str(key): as_json(each) for key, each in value.items()}
        case list():
            return [as_json(each) for each in value]
        case date():
            return value.isoformat()
    return value


def yaml_1_1(data: bytes) -> Any:
    return as_json(yaml.load(data, yaml.CSafeLoader))  # safe, and without the faults of the other


def yaml_1_2(data: bytes) -> Any:
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 2)
    return as_json(reader.load(data))


READERS = pytest.mark.parametrize("read", [yaml_1_1, yaml_1_2])


def faults(policy: Given, path: str, value: Any) -> list[str]:
    checker = Draft202012Validator(schema.document(policy, kind(path)))
    return [f"{path}: {error.json_path}: {error.message}" for error in checker.iter_errors(value)]


@READERS
@pytest.mark.parametrize("folder", POLICIES.values(), ids=POLICIES)
def test_whole_policies_are_valid(folder: Path, read: Read) -> None:
    policy = of_disk(folder)
    whole = Draft202012Validator(schema.whole(policy))
    values = {path: read(data) for path, data in policy.sources.files.items()}

    assert [fault for path, value in values.items() for fault in faults(policy, path, value)] == []
    assert [path for path, value in values.items() if not whole.is_valid(value)] == []


def every_schema(node: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, dict):
        yield node
        for each in node.values():
            yield from every_schema(each)
    elif isinstance(node, list):
        for each in node:
            yield from every_schema(each)


def test_every_field_is_told_in_both_languages_and_every_schema_is_one() -> None:
    policy = of_disk(POLICIES["model"])
    told = schema.whole(policy)
    Draft202012Validator.check_schema(told)
    for part, each in every_field():
        node = told["$defs"][part]["properties"][each.key]
        assert all(
            words(f"fields.{part}.{each.key}").replace("`", "") in node["description"]
            for words in policy.words.values()
        )
    for path in FILES:
        one = schema.document(policy, path)
        Draft202012Validator.check_schema(one)
        cited = {
            node["$ref"].removeprefix("#/$defs/")
            for node in every_schema(one)
            if isinstance(node.get("$ref"), str)
        }
        assert cited <= set(one["$defs"])
        assert one["additionalProperties"] is False


def test_ids_of_this_policy_are_offered_by_name() -> None:
    told = schema.whole(of_disk(POLICIES["model"]))["$defs"]
    asked = told["settings"]["properties"]["ask"]
    names = dict(zip(asked["enum"], asked["enumDescriptions"], strict=True))
    channels = told["rule"]["properties"]["channels"]["items"]["enum"]

    assert names["hr-policy"] == "HR-beleid — HR policy"
    assert {"all", "instagram", "linkedin"} <= set(channels)
    assert "DISC-01" in told["rule"]["properties"]["replaces"]["items"]["enum"]
    assert "TONE-01" not in told["rule"]["properties"]["replaces"]["items"]["enum"]


# What our reader takes although YAML takes it for something else than a string.
SURPRISES = """\
topic: {id: 2026, name: 2026, summary: true, ask: 112}
rules:
  - {id: BREAD-01, title: no, modality: must, statement: 2027-01-31, audience: [112], from: 2027-01-31}
  - {id: BREAD-02, title: 010, modality: may, statement: {nl: 22:30, en: 1e3}, keywords: [2026, on], until: }
  - {id: BREAD-03, title: {nl: null, en: 1.10}, modality: may, statement: .5, action: true, because: ~}
  - {id: BREAD-04, title: 0x1F, modality: may, statement: "1", conditions: [{when: off}, {when: 112}]}
"""


@READERS
def test_what_looks_like_a_number_or_a_date_is_not_marked(read: Read) -> None:
    policy = baked(
        rules_2026=SURPRISES,
        roles="roles: [{id: baker, name: B}, {id: 112, name: 1_000, contact: {phone: 112}}]",
        actions="actions: [{id: true, name: Yes}]",
    )
    assert [told for told in policy.loaded.problems if told.place.path != "policies/rules/bread.yml"] == []
    assert faults(policy, RULES, read(SURPRISES.encode())) == []
    assert faults(policy, "roles.yml", read(policy.sources.files["roles.yml"])) == []


WRONG = {
    "unknown key": (RULES, "topic: {id: a, name: A, sumary: b}"),
    "missing key": (RULES, "topic: {id: a}"),
    "missing section": (RULES, "rules: []"),
    "empty section": (RULES, "topic:"),
    "id in capitals": (RULES, "topic: {id: Brood, name: A}"),
    "unknown role": (RULES, "topic: {id: a, name: A, ask: bakker}"),
    "unknown choice": (
        RULES,
        "{topic: {id: a, name: A}, rules: [{id: A-1, title: a, modality: mus, statement: b}]}",
    ),
    "unknown language": (RULES, "topic: {id: a, name: {de: Brot}}"),
    "list for a text": (RULES, "topic: {id: a, name: [A]}"),
    "empty text": (RULES, "topic: {id: a, name: ''}"),
    "two lines for one": (RULES, 'topic: {id: a, name: "A\\nB"}'),
    "text for a list": ("roles.yml", "roles: baker"),
    "nothing in a list": ("roles.yml", "roles: [~]"),
    "no such mail": ("roles.yml", "roles: [{id: a, name: A, contact: {mail: baker}}]"),
    "no such hours": ("roles.yml", "roles: [{id: a, name: A, contact: {hours: Ma-Vr 9-17}}]"),
    "too many per cent": (
        "roles.yml",
        "{roles: [], audiences: [{id: a, name: A, groundswell: {critics: 101}}]}",
    ),
    "no whole number": ("handbook.yml", "{norms: {administrators: 2.5}}"),
    "no duration": ("handbook.yml", "{norms: {notice: 2 weeks}}"),
    "no date": ("handbook.yml", "{review_by: 31-01-2027}"),
    "no truth": ("channels.yml", "channels: [{id: a, platform: b, name: C, paid: ja}]"),
    "other language version": ("handbook.yml", "{schema: 2}"),
    "no colour": ("handbook.yml", "{look: {colour: '#12'}}"),
    "no address": ("handbook.yml", "{address: example.org}"),
}


@READERS
@pytest.mark.parametrize(("path", "text"), WRONG.values(), ids=WRONG)
def test_faults_are_marked(path: str, text: str, read: Read) -> None:
    value = read(text.encode())
    found = faults(baked(), path, value)
    if path == "handbook.yml":  # of which much is required, and left out here
        found = [told for told in found if "is a required property" not in told]
    assert found


def test_what_cannot_be_read_may_have_any_id() -> None:
    """An item at fault still has its id; a file that breaks off may have held others."""
    at_fault = baked(roles="roles: [{id: baker, name: B}, {id: miller, nam: M}]")
    broken = baked(roles="roles: [{id: baker, name: B}, {id: [}")
    topic = {"topic": {"id": "a", "name": "A", "ask": "miller"}}

    assert faults(baked(), RULES, topic)
    assert faults(at_fault, RULES, topic) == []
    assert faults(broken, RULES, topic) == []


@settings(max_examples=100)
@given(st.from_regex(rf"^(?:{HOURS})$") | st.text("MoTuWeFrPHSAoff0123456789:-,; ", max_size=30))
def test_hours_that_we_read_are_never_marked(text: str) -> None:
    checker = Draft202012Validator({"pattern": rf"^(?:{HOURS})$"})
    assert hours(text) is None or checker.is_valid(text)


def test_the_command_prints_one_schema_and_writes_them_all(bakery: Callable[..., Project]) -> None:
    root = bakery().root
    run = CliRunner()
    told = run.invoke(main, ["schema", "rules", "--project", str(root)])
    every = run.invoke(main, ["schema", "--project", str(root)])
    assert json.loads(told.output)["properties"].keys() == {"topic", "rules"}
    assert json.loads(every.output)["$defs"].keys() >= {"settings", "rule"}

    assert run.invoke(main, ["schema", "--write", "--project", str(root)]).exit_code == 0
    mapped = json.loads((root / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert mapped[".handbook/schema/rules.schema.json"] == "policies/rules/*.yml"
    assert len(mapped) == len(DOCUMENTS) + 1
    for path in mapped:
        Draft202012Validator.check_schema(json.loads((root / path).read_text("utf-8")))

    (root / ".vscode/settings.json").write_text("{}", "utf-8")
    again = run.invoke(main, ["schema", "--write", "--project", str(root)])
    assert (root / ".vscode/settings.json").read_text("utf-8") == "{}"
    assert "yaml.schemas" in again.output


def test_this_repository_maps_its_own_files() -> None:
    mapped = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    assert mapped == schema.editor_settings(of_disk(POLICIES["model"]), ".handbook/schema")
