"""The canonical form: its laws for every style, remark and text that can be drawn; and the model policy."""

import json
import re
import string
from collections import Counter
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from handbook_gen import sources
from handbook_gen.core.loader import Sources, load
from handbook_gen.core.model import Item
from handbook_gen.core.reader import read
from handbook_gen.edit.formatting import formatted, model
from tests.conftest import ROOT
from tests.values import SAY, whole

POLICIES = ROOT / "policies"
MUNICIPALITY = ROOT / "tests" / "municipality" / "policies"
FILES = sorted(name for name in sources.policies(POLICIES, "")[0].files)
# What YAML gives a meaning to, what looks like another type, and words to be folded.
# fmt: off
PIECES = st.sampled_from([
    *"-?:,[]{}#&*!|>'\"%@`~=\\<. ", ": ", " #", "\n", "\n\n", "  ", "\t", "no", "null", "010", "22:30", "1e3",
    "---", "...", "[[A-1]]", "‘é’", "😀", "\u00a0", "word " * 30, "https://example.org/", "a", "2027-01-31",
    "- ", "\n  ",
])
# fmt: on
TEXTS = st.lists(PIECES, min_size=1, max_size=6).map("".join).filter(str.strip)
SAYINGS = st.fixed_dictionaries({"nl": TEXTS, "en": TEXTS})
NAMES = st.sampled_from(sorted(whole(SAY)))
FREE = st.recursive(
    st.none() | TEXTS | st.text(string.printable[:95], max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def kind(name: str) -> type[Item]:
    found = model(name)
    assert found
    return found


def fmt(name: str, text: str | bytes) -> str:
    done = formatted(name, text.encode() if isinstance(text, str) else text, kind(name), "nl")
    assert done.problems == ()
    return done.data.decode()


def in_json(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


def without_remarks(text: str) -> str:
    """Take the remarks of a file away, as a form editor does."""
    return re.sub(r"^#.*\n+", "", text, flags=re.MULTILINE)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A document in which fields are missing and keys stand anywhere."""
    name = draw(NAMES)
    return name, draw(thinned(whole(draw(SAYINGS))[name]))


@st.composite
def thinned(draw: st.DrawFn, value: Any) -> Any:
    if isinstance(value, list):
        return [draw(thinned(each)) for each in value * draw(st.integers(1, 2))]
    if not isinstance(value, dict):
        return value
    keys = draw(st.permutations(sorted(value)))
    return {key: draw(thinned(value[key])) for key in keys[: draw(st.integers(1, 6))]}


@st.composite
def without_language(draw: st.DrawFn, value: Any) -> Any:
    """Write some texts as they may be written too: without their language, which is Dutch."""
    if isinstance(value, list):
        return [draw(without_language(each)) for each in value]
    if not isinstance(value, dict):
        return value
    if [*value] == ["nl"] and draw(st.booleans()):
        return value["nl"]
    return {key: draw(without_language(each)) for key, each in value.items()}


@st.composite
def styles(draw: st.DrawFn, value: Any) -> str:
    """Write a value in a style that a person or a program might have."""

    def node(each: Any) -> yaml.Node:
        if isinstance(each, dict):
            pairs = [(node(k), node(v)) for k, v in each.items()]
            return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=draw(st.booleans()))
        if isinstance(each, list):
            items = [node(item) for item in each]
            return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=draw(st.booleans()))
        style = draw(st.sampled_from([None, "'", '"', "|", ">"]))
        return yaml.ScalarNode("tag:yaml.org,2002:str", each, style=style)

    width, indent = draw(st.sampled_from([20, 80, 1000])), draw(st.integers(2, 6))
    text: str = yaml.serialize(node(value), allow_unicode=True, width=width, indent=indent)
    return text


@st.composite
def remarked(draw: st.DrawFn, value: Any) -> str:
    """Write a value with a remark on every other line, in lines or in brackets."""
    width = 10**6
    in_lines: str = yaml.safe_dump(value, default_style='"', allow_unicode=True, width=width, sort_keys=False)
    text = draw(st.sampled_from([in_lines, in_json(value, indent=2)]))
    lines = re.sub(r'!!null "null"', "null", text).splitlines()
    for number, line in enumerate(lines):
        match draw(st.integers(0, 9)):
            case 0:
                lines[number] = f"{line}  # beside {number}"
            case 1:
                lines[number] = f"{line}#behind {number}" if line.endswith(('"', ",", "}")) else line
            case 2:
                indent = " " * draw(st.integers(0, 8))
                lines[number] = f"{indent}# above {number}\n\n{indent}#again {number}\n{line}"
            case 3:
                lines[number] = f"\n\n{line}"
    return "\n".join([*lines, draw(st.sampled_from(["", "# last", "    # last"]))])


@given(documents(), st.data())
def test_style_and_order_are_forgotten_and_the_policy_is_the_same(
    document: tuple[str, dict[str, Any]], data: st.DataObject
) -> None:
    name, value = document
    shorter = data.draw(without_language(value))
    written = data.draw(styles(shorter))
    done = fmt(name, written)

    assert done == fmt(name, in_json(read(name, written.encode()).value))
    assert fmt(name, in_json(shorter)) == fmt(name, in_json(value))
    before, after = (load(Sources("", {name: text.encode()})) for text in (written, done))
    assert before.policy == after.policy
    assert Counter(each.kind for each in before.problems) == Counter(each.kind for each in after.problems)


@given(documents(), FREE, st.data())
def test_values_and_remarks_are_kept_and_a_second_time_changes_nothing(
    document: tuple[str, dict[str, Any]], free: Any, data: st.DataObject
) -> None:
    name, value = document
    text = data.draw(remarked(value | {"unknown": free}))
    done = fmt(name, text)

    assert fmt(name, done) == done
    assert told(done) == told(text)
    assert read(name, done.encode()).value == read(name, text.encode()).value


def told(text: str) -> Counter[str]:
    """Give the remarks that were put in, which no text can hold."""
    return Counter(re.findall(r"#\s?(?:beside|behind|above|again|last)[ 0-9]*$", text, re.MULTILINE))


@pytest.mark.parametrize("name", FILES)
def test_the_model_policy_is_canonical_whoever_saved_it(name: str) -> None:
    text = (POLICIES / name).read_text("utf-8")
    saved = yaml.safe_dump(read(name, text.encode()).value, default_style='"', sort_keys=True)

    assert fmt(name, text) == text
    assert fmt(name, saved) == without_remarks(text)


@pytest.mark.long
def test_a_municipality_stays_what_it_was() -> None:
    files = {
        path.relative_to(MUNICIPALITY).as_posix(): path.read_bytes() for path in MUNICIPALITY.rglob("*.yml")
    }
    done = {name: fmt(name, data).encode() for name, data in files.items()}

    assert load(Sources("", done)).policy == load(Sources("", files)).policy
    assert {name: fmt(name, data).encode() for name, data in done.items()} == done
