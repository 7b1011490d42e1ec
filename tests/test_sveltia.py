"""The forms of Sveltia CMS: every field has one, what it may hold is known, and nothing is lost unseen.

Whether a browser opens and saves them is for `make forms`.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from ruamel.yaml import YAML

from handbook_gen.cli import main
from handbook_gen.core import exports
from handbook_gen.core.exports import Given, losses, sveltia
from handbook_gen.core.loader import Sources
from handbook_gen.core.model import DOCUMENTS, TopicFile, shape
from handbook_gen.core.model.types import LANGUAGES, Item, LineValue, TermsValue, TextValue
from handbook_gen.core.reference import every_field, is_part, name
from handbook_gen.edit.formatting import formatted, model
from handbook_gen.sources import words
from tests.conftest import ROOT, Project
from tests.test_house import names
from tests.test_schema import POLICIES, baked, given_of, of_disk

Node = Mapping[str, Any]
CONFIGURATION = sveltia.configuration(of_disk(POLICIES["model"]))
TOPICS, DOCUMENT = CONFIGURATION["collections"]
FORMS: Mapping[type[Item], list[Node]] = {TopicFile: TOPICS["fields"]} | {
    model: next(file["fields"] for file in DOCUMENT["files"] if file["file"] == f"policies/{path}")
    for path, model in DOCUMENTS.items()
}


def pairs(part: type[Item], forms: list[Node]) -> Iterator[tuple[str, shape.Field, Node]]:
    """Give every field of the language below a class with its form, where both go the same way."""
    fields = shape.fields(part)
    assert [form["name"] for form in forms] == [field.key for field in fields], name(part)
    for field, form in zip(fields, forms, strict=True):
        yield name(part), field, form
        if is_part(field):
            yield from pairs(field.type, form["fields"])


EVERY = [pair for model, forms in FORMS.items() for pair in pairs(model, forms)]


def one(form: Node) -> Node:
    """Give the form of one value of a list."""
    inner: Node = form.get("field", form)
    return inner


def test_every_field_has_a_form_in_the_order_of_the_models() -> None:
    assert {(part, field.key) for part, field, _ in EVERY} == {
        (part, field.key) for part, field in every_field()
    }
    assert all(
        form["required"] == field.required and form["hint"] and form["label"] for _, field, form in EVERY
    )


def test_lists_and_sections_are_what_they_are() -> None:
    for _, field, form in EVERY:
        if field.many and field.type is not TermsValue:
            assert form["widget"] == "list" or form["multiple"] is True, form
        elif is_part(field) or field.type in (TextValue, LineValue, TermsValue):
            assert form["widget"] == "object", form
        else:
            assert form["widget"] not in ("list", "object"), form
            assert "multiple" not in form


def test_a_text_has_two_plain_fields_of_which_the_first_must_be_there() -> None:
    for _, field, form in EVERY:
        if field.type in (TextValue, LineValue):
            widget = "text" if field.type is TextValue else "string"
            assert [(f["name"], f["widget"], f["required"]) for f in form["fields"]] == [
                ("nl", widget, True),
                ("en", widget, False),
            ]


def test_choices_patterns_and_limits_are_those_of_the_models() -> None:
    for _, field, form in EVERY:
        value = one(form)
        if choices := shape.choices(field.type):
            assert tuple(option["value"] for option in form["options"]) == choices
        elif field.form in ("number", "quantity"):
            assert (value["min"], value["max"]) == (field.least, field.most)
        elif field.pattern and field.form != "date":
            assert value["pattern"][0] == f"^(?:{field.pattern})$"
        if field.key == "id" and not choices:
            assert value["widget"] == "handbook-id"


def test_citations_are_chosen_from_what_there_is() -> None:
    """Items of one kind are looked up where they stand; of several, the choices are those of the policy."""
    for _, field, form in EVERY:
        if not field.ref:
            continue
        if form["widget"] == "relation":
            model = TopicFile if form["collection"] == "topics" else DOCUMENTS[f"{form['file']}.yml"]
            homes = {home[-1].type.noun: [step.key for step in home] for home in shape.homes(model)}
            way = form["value_field"].removesuffix(".id").replace(".*", "").split(".")
            assert [homes[kind] for kind in field.ref.kinds] == [way]
        else:
            values = [option["value"] for option in form["options"]]
            assert set(field.ref.words) <= set(values)
            assert len(values) > len(field.ref.words)


def test_yaml_of_both_versions_reads_the_configuration_alike() -> None:
    policy = baked(
        roles="roles: [{id: 1e3, name: B}, {id: 0o7, name: B}, {id: no, name: B}, {id: true, name: B}]"
    )
    written = sveltia.files(policy)["config.yml"]
    modern = YAML(typ="safe", pure=True)
    modern.version = (1, 2)
    assert yaml.safe_load(written) == modern.load(written) == sveltia.configuration(policy)
    assert b"&id" not in written


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://github.com/org/policy.git", {"name": "github", "repo": "org/policy"}),
        ("https://gitlab.com/a/b/c", {"name": "gitlab", "repo": "a/b/c"}),
        ("https://gitlab.example.org/a/b", {"name": "gitlab", "repo": "a/b", "api_root": "/api/v4"}),
        ("https://git.example.org/a/b", {"name": "gitea", "repo": "a/b", "api_root": "/api/v1"}),
        ("", {"name": "github", "repo": "example/policy"}),
    ],
)
def test_where_the_policy_is_kept_follows_from_its_address(address: str, kept: dict[str, str]) -> None:
    if "api_root" in kept:
        base = address.removesuffix("/a/b")
        kept = {**kept, "base_url": base, "api_root": base + kept["api_root"]}
    assert sveltia.backend(address) == kept


LOST = """\
topic: {id: bread, name: {nl: Brood}, summary: Gewoon}
rules:
  - {id: BREAD-01, title: {nl: 010, en: "010"}, modality: must, statement: {nl: 61}, keywords: [brood],
     references: [{title: {nl: x}, url: ~}], conditions: [{when: true, note: {nl: TRUE}}], from: 2027-01-01}
"""


def test_what_a_form_would_lose_is_told_with_its_place() -> None:
    roles = "roles: [{id: baker, name: {nl: B}, contact: {phone: +31205550100, mail: a@example.org}}]"
    found = losses.losses(baked(rules_bread=LOST, roles=roles, handbook=""))
    told = [(each.place.path.removeprefix("policies/"), each.place.line, each.reason) for each in found]
    assert told == [
        ("roles.yml", 1, "scalar"),
        ("rules/bread.yml", 1, "text"),
        ("rules/bread.yml", 3, "scalar"),
        ("rules/bread.yml", 4, "scalar"),
        ("rules/bread.yml", 3, "text"),
    ]


def formatted_policy(policy: Given) -> Given:
    files = {
        path: formatted(path, data, kind, "nl").data
        for path, data in policy.sources.files.items()
        if (kind := model(path))
    }
    return given_of(Sources("policies", files))


@pytest.mark.long
@pytest.mark.parametrize("folder", POLICIES.values(), ids=POLICIES)
def test_nothing_is_lost_of_what_was_formatted(folder: Path) -> None:
    assert losses.losses(formatted_policy(of_disk(folder))) == ()
    assert [loss.reason for loss in losses.losses(formatted_policy(baked(rules_bread=LOST)))] == []


def test_the_command_writes_forms_and_replaces_nothing_unasked(bakery: Callable[..., Project]) -> None:
    plain = bakery().root
    refused = CliRunner().invoke(main, ["export", "sveltia", "--project", str(plain)])
    assert refused.exit_code == 1
    assert "policies/rules/bread.yml:1:26: " in refused.stderr
    assert not (plain / "admin").exists()

    def run(*options: str) -> int:
        return (
            CliRunner()
            .invoke(
                main, ["export", "sveltia", "--project", str(ROOT), "--out", str(plain / "admin"), *options]
            )
            .exit_code
        )

    assert run() == 0
    page = (plain / "admin/index.html").read_text("utf-8")
    assert "{" not in page.partition("Content-Security-Policy")[2].partition(">")[0]
    assert {path.name for path in (plain / "admin").iterdir()} > {"config.yml", "forms.js", "index.html"}
    (plain / "admin/config.yml").write_text("backend: {}", "utf-8")
    assert run() == 2
    assert (plain / "admin/config.yml").read_text("utf-8") == "backend: {}"
    assert run("--force") == 0
    (plain / "taken").touch()
    assert (
        CliRunner()
        .invoke(main, ["export", "sveltia", "--project", str(ROOT), "--out", str(plain / "taken")])
        .exit_code
        == 3
    )


def test_every_key_has_a_label_in_both_languages() -> None:
    keys = {field.key for _, field in every_field()}
    parts = {f"{part}.{field.key}" for part, field in every_field()}
    for language in LANGUAGES:
        said = words(language).keys
        assert {
            key.removeprefix("exports.labels.") for key in said if key.startswith("exports.labels.")
        } == keys
        assert {
            key.removeprefix("exports.labels_of.") for key in said if key.startswith("exports.labels_of.")
        } <= parts


def test_every_format_is_registered() -> None:
    shared = {"cells", "given", "losses", "widgets"}
    shared |= {"calendar", "changes", "feed", "news"}  # what stands above the versions of a site
    shared |= {"confirming"}  # what `handbook acknowledge` writes
    registered = {make.__module__.rpartition(".")[2] for make in exports.EXPORTS.values()}
    assert registered == names("exports") - shared


def test_the_version_that_was_tried_is_the_one_that_is_named() -> None:
    wanted = json.loads((ROOT / "tests/forms/package.json").read_text("utf-8"))["dependencies"]
    assert sveltia.PACKAGE in {f"{package}@{version}" for package, version in wanted.items()}
