"""The packed index finds what MiniSearch finds in the same documents, and what is stored comes back."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py_mini_racer import MiniRacer

from handbook_gen import sources

_FIELDS = ("statement", "reasons")
_WORDS = st.lists(st.sampled_from(["foto", "fotograaf", "delen", "deel", "klant", "team"]), max_size=8)
_COMPARED = """
(documents, start, prefix) => {
  const hb = handbookSearch, fields = ["statement", "reasons"]
  const whole = new MiniSearch({fields, idField: "n", tokenize: text => text.split(" ").filter(Boolean),
    processTerm: word => word})
  const said = ({statement, reasons}, n) => ({n, statement: statement.join(" "), reasons: reasons.join(" ")})
  whole.addAll(documents.map(said))
  const packed = JSON.parse(JSON.stringify(hb.shelved(documents, fields, word => [word])))
  const options = {boost: {statement: 2}, prefix}
  const row = ({id, score, match}) => [id, score.toFixed(9), match]
  const told = index => index.search(start, options).map(row).sort((a, b) => a[0] - b[0])
  return JSON.stringify([told(whole), told(new hb.Shelf(fields, packed))])
}
"""
_STORED = """
() => {
  class Kind { asks(key) { return this.lists.get(key) } }
  const value = Object.assign(new Kind(), {number: 3, words: ["b", "a"], set: new Set(["x", "é"]),
    lists: new Map([["one", [["a"], ["b", "c"]]], ["two", ["a", "b"]], ["three", [true]], ["none", []]])})
  const back = handbookSearch.restored(Kind, JSON.parse(JSON.stringify(handbookSearch.stored(value))))
  return JSON.stringify([back.number, back.words, [...back.set].sort(), ["one", "two", "three", "none", "no"]
    .map(key => back.asks(key) ?? null)])
}
"""


@pytest.fixture(scope="module")
def engine() -> Iterator[MiniRacer]:
    """Give V8 with the engine in it."""
    with MiniRacer() as v8:
        v8.eval(sources.engine_script())
        yield v8


def _called(engine: MiniRacer, function: str, *values: object) -> Any:
    told = engine.eval(f"({function.strip()})({', '.join(map(json.dumps, values))})")
    return json.loads(str(told))


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(_FIELDS, _WORDS)), min_size=1, max_size=12))
@settings(max_examples=40)
def test_a_shelf_finds_what_minisearch_finds(engine: MiniRacer, documents: list[Any]) -> None:
    for term, begun in (("foto", False), ("foto", True), ("deel", False), ("de", True), ("niets", True)):
        whole, packed = _called(engine, _COMPARED, documents, term, begun)
        assert packed == whole


@given(st.lists(st.integers(0, 2**40)))
def test_numbers_come_back(engine: MiniRacer, numbers: list[int]) -> None:
    assert (
        _called(engine, "n => JSON.stringify(handbookSearch.read(handbookSearch.written(n)))", numbers)
        == numbers
    )


def test_sets_and_maps_come_back(engine: MiniRacer) -> None:
    found = [[["a"], ["b", "c"]], ["a", "b"], [True], [], None]
    assert _called(engine, _STORED) == [3, ["b", "a"], ["x", "é"], found]
