"""From files to a policy: what makes two policies equal, which faults are told, and what a folder gives."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from handbook_gen import sources
from handbook_gen.core import problems as p
from handbook_gen.core.loader import Sources, load
from handbook_gen.core.model import DOCUMENTS, Policy
from handbook_gen.core.problems import Place
from tests.case import base, read, report

ROOT = Path(__file__).parents[1]
MODEL = sources.policies(ROOT / "policies", "policies")[0]
BASE = Sources("policies", {path.removeprefix("policies/"): data for path, data in base().items()})


def policy(files: dict[str, str] | None = None, under: Sources = BASE) -> Policy:
    loaded = load(
        Sources("", {**under.files, **{path: text.encode() for path, text in (files or {}).items()}})
    )
    assert loaded.problems == ()
    assert loaded.policy
    return loaded.policy


def names(files: dict[str, str]) -> list[str]:
    told = read({f"policies/{path}": text.encode() for path, text in files.items()}).problems
    return [
        f"{problem.place.path.removeprefix('policies/')}:{problem.place.line} {problem.kind.name}"
        for problem in told
    ]


def test_the_model_policy_has_no_problems() -> None:
    loaded = load(MODEL)

    assert loaded.problems == ()
    assert loaded.policy
    assert sum(len(file.rules) for file in loaded.policy.topics) >= 35
    assert len(loaded.policy.topics) >= 12


ROLES = base()["policies/roles.yml"].decode()


@pytest.mark.parametrize(
    "written",
    [
        ROLES.replace("\n", "\r\n"),
        "\ufeff" + ROLES,
        "# First.\n\n" + ROLES.replace("\n", "  # why\n"),
        "---\n" + ROLES + "...\n",
        ROLES.replace("Medewerker", '"Medewerker"').replace("Employee", "'Employee'"),
        ROLES.replace("{nl: Medewerker, en: Employee}", "{en: Employee, nl: Medewerker}"),
        ROLES.replace(
            "{nl: Medewerker, en: Employee}", "{nl: '  Medewerker ', en: >-\n      Employee}"
        ).replace(">-\n     ", ""),
        ROLES.replace(
            "{nl: Medewerker, en: Employee}", "\n      nl: |\n\n        Medewerker\n      en: Employee"
        ),
        ROLES.replace(
            "  - id: employee\n", "  - id: employee\n    tasks:\n    contact: ~\n    kind: staff\n"
        ),
        json.dumps(yaml.safe_load(ROLES)),
        json.dumps(yaml.safe_load(ROLES), indent=4, sort_keys=True, ensure_ascii=False),
        yaml.safe_dump(yaml.safe_load(ROLES), default_flow_style=True),
    ],
)
def test_how_it_is_written_does_not_matter(written: str) -> None:
    assert policy({"roles.yml": written}) == policy()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Medewerker", "medewerker"),
        ("Employee", "Employees"),
        ("HR}", "H.R.}"),
        ("hr@", "p@"),
        ("  - id: hr", "  - id: hrm"),
    ],
)
def test_a_changed_word_matters(old: str, new: str) -> None:
    loaded = load(Sources("", {**BASE.files, "roles.yml": ROLES.replace(old, new).encode()}))

    assert loaded.policy != policy()


def test_the_order_of_items_matters() -> None:
    data = yaml.safe_load(ROLES)
    data["roles"].reverse()

    assert policy({"roles.yml": json.dumps(data)}) != policy()


@given(st.randoms())
def test_the_order_of_keys_and_files_does_not_matter(random: Any) -> None:
    def shuffled(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: shuffled(value[key]) for key in random.sample(list(value), len(value))}
        return [shuffled(each) for each in value] if isinstance(value, list) else value

    texts = {path: json.dumps(shuffled(yaml.safe_load(data))) for path, data in BASE.files.items()}
    mixed = {path: texts[path].encode() for path in random.sample(list(texts), len(texts))}

    assert load(Sources("", mixed)).policy == policy()


def everything(value: object) -> list[object]:
    inner: list[object] = []
    if isinstance(value, BaseModel):
        inner = [getattr(value, name) for name in type(value).model_fields]
    elif isinstance(value, tuple):
        inner = list(value)
    elif hasattr(value, "__dataclass_fields__"):
        inner = [getattr(value, name) for name in value.__dataclass_fields__]
    return [value, *(each for one in inner for each in everything(one))]


def test_there_are_no_places_in_a_policy() -> None:
    assert not [each for each in everything(load(MODEL).policy) if isinstance(each, Place)]
    assert load(MODEL).policy == load(Sources("elsewhere", MODEL.files)).policy


def test_a_policy_is_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        setattr(policy().settings, "ask", "employee")  # noqa: B010  # mypy would not let it pass


@given(
    st.sampled_from([*DOCUMENTS, "rules/disclosure.yml", "rules/new.yml", "x.yml"]),
    st.binary() | st.text().map(str.encode),
)
def test_any_bytes_in_any_file_give_problems_and_never_raise(path: str, data: bytes) -> None:
    reading = read({f"policies/{path}": data})

    assert reading.book is None or reading.book.policy


DOCUMENT_LIKE = st.recursive(
    st.sampled_from(
        [
            "",
            "~",
            "a",
            "hr",
            "DISC-01",
            "2027-01-31",
            "true",
            "1",
            "all",
            "disclosure",
            "must",
            "1h",
            "[[hr]]",
        ]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "name", "nl", "en", "roles", "rules", "terms", "text", "topic", "ask"]),
            inner,
        )
    ),
)


@given(st.sampled_from([*DOCUMENTS, "rules/disclosure.yml"]), DOCUMENT_LIKE)
def test_any_value_in_any_file_gives_problems_with_places_and_never_raises(path: str, value: Any) -> None:
    for problem in read({f"policies/{path}": json.dumps(value).encode()}).problems:
        assert problem.place.path.startswith(("policies/", "content/"))


@given(st.data())
def test_a_model_policy_with_one_value_changed_never_raises(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(BASE.files)))
    lines = BASE.files[path].decode().split("\n")
    number = data.draw(st.integers(0, len(lines) - 1))
    lines[number] = data.draw(
        st.sampled_from(["", "  - ", "x: y", "  id: 1", "\t", "  - {}", ": :", "- a", "'"])
    )

    assert read({f"policies/{path}": "\n".join(lines).encode()})


def test_every_fault_of_an_item_is_told_and_the_rest_is_loaded() -> None:
    loaded = load(
        Sources(
            "", {**BASE.files, "roles.yml": b"roles: [{id: A, kind: b, includes: c}, {id: hr, name: HR}]"}
        )
    )

    assert [problem.kind.name for problem in loaded.problems] == [
        "missing-key",
        "bad-id",
        "unknown-choice",
        "wrong-shape",
    ]
    assert loaded.policy
    assert [role.id for role in loaded.policy.roles.roles] == ["hr"]


def test_a_fault_before_a_syntax_error_is_told_as_well() -> None:
    text = "roles:\n  - {id: hr, name: {nl: a, en: a}, colour: blue}\naudiences: @\n"

    assert names({"roles.yml": text}) == ["roles.yml:2 unknown-key", "roles.yml:3 yaml-syntax"]


def test_faults_of_other_files_are_told_when_the_settings_cannot_be_read() -> None:
    settings = "schema: 1\norganisation: {id: Example, name: {nl: a, en: a}}\nask: hr\n"
    glossary = "terms: [{id: a, name: {nl: a, en: a}, text: {nl: '[[nobody]]', en: a}}]"

    assert "glossary.yml:1 unknown-mention" in names({"handbook.yml": settings, "glossary.yml": glossary})


EVERYONE = "audiences: [{id: everyone, name: {nl: a, en: a}}]"


@pytest.mark.parametrize(
    "roles",
    [
        "roles: [{id: employee, name: {nl: a, en: a}}, {id: hr, kind: x}]\naudiences: everyone",
        "roles: [{id: employee, name: {nl: a, en: a}}, {nmae: {nl: a, en: a}}]\naudiences: [{id: everyone}]",
        "roles: employee, leader, hr",
        "roles: [",
        "roles:\n- &a {id: hr, name: {nl: a, en: a}}\n- *a\n" + EVERYONE,
        "roles:\n- {<<: {id: hr}}\n" + EVERYONE,
        "rolls:\n- {id: hr, name: {nl: a, en: a}}\n" + EVERYONE,
    ],
)
def test_no_follow_up_faults_are_invented(roles: str) -> None:
    told = names({"roles.yml": roles})

    assert told
    assert [each for each in told if "dangling" in each or "mention" in each] == []


def test_a_key_that_is_left_out_takes_its_ids_along() -> None:
    rule = "{id: DISC-01, title: {nl: a, en: a}, modality: mus, statement: {nl: a, en: a}}"
    topic = f"topic: {{id: disclosure, name: {{nl: a, en: a}}}}\nrules: [{rule}]"
    glossary = "terms: [{id: a, name: {nl: a, en: a}, text: {nl: '[[DISC-01]]', en: '[[DISC-02]]'}}]"

    assert names({"rules/disclosure.yml": topic, "glossary.yml": glossary}) == [
        "glossary.yml:1 unknown-mention",
        "rules/disclosure.yml:2 unknown-choice",
    ]


def test_a_list_where_a_choice_belongs_is_a_wrong_shape() -> None:
    assert "roles.yml:1 wrong-shape" in names(
        {"roles.yml": "roles: [{id: hr, name: {nl: a, en: a}, kind: [staff]}]"}
    )


TERM = b"terms:\n- {id: a, name: {nl: a, en: a}, text: {nl: a, en: a}}\n"


def test_the_second_of_two_items_with_one_id_is_told_with_the_first_beside_it() -> None:
    glossary = TERM + b"- {id: a, name: {nl: b, en: b}, text: {nl: b, en: b}}"
    told = read({"policies/glossary.yml": glossary}).problems

    assert [(problem.kind, problem.place.line) for problem in told] == [(p.DUPLICATE_ID, 3)]
    assert [place.line for place in told[0].related] == [2]


def test_the_second_of_two_items_with_one_id_is_left_out() -> None:
    glossary = TERM + b"- {id: a, name: b, text: {nl: '[[x]]', en: b}}"
    told = read({"policies/glossary.yml": glossary}).problems

    assert [problem.kind for problem in told] == [p.DUPLICATE_ID]


def test_a_nearest_word_is_found_in_capitals_too() -> None:
    told = read({"policies/roles.yml": b"roles: [{id: hr, name: {nl: a, en: a}, kind: STAFF}]"}).problems

    assert told[0].facts["near"] == "staff"


def test_nothing_but_our_own_sentences_is_shown() -> None:
    """A list of Python, or a name of markdown-it, is no word for people."""
    glossary = "terms: [{id: a, name: {nl: a, en: a}, text: {nl: 'a <b>b</b>', en: '~~a~~'}}]"
    roles = "roles: [{id: hr, name: {nl: a, en: a}, kind: [staff, {a: b}]}]"
    reading = read({"policies/glossary.yml": glossary.encode(), "policies/roles.yml": roles.encode()})
    told = "\n".join(line for line in report(reading).split("\n") if "|" not in line)

    assert not [word for word in ("['", "{'", "html_inline", ": s\n") if word in told]


def test_every_problem_has_its_sentences_in_both_languages() -> None:
    every = sources.all_words()

    for kind in p.READING:
        for words in every.values():
            keys = [key for key in words.keys if key.startswith(f"problems.{kind.name}.")]
            assert {key.rsplit(".", 1)[1] for key in keys} == {"what", "help"}, kind.name


def test_an_id_of_two_kinds_is_told_once_and_hides_neither_of_them() -> None:
    channels = "channels: [{id: hr, platform: feed, name: {nl: a, en: a}}]"
    told = names({"channels.yml": channels})

    assert [each.split()[1] for each in told] == ["duplicate-id"]


def test_a_hundred_problems_of_a_file_are_told_and_the_others_counted() -> None:
    told = names({"glossary.yml": "".join(f"k{i}: 1\n" for i in range(250))})

    assert [each.split()[1] for each in told] == ["unknown-key"] * 100 + ["more-problems"]
