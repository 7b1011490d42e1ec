"""Runs the engine of the browser in V8: makes an index with it, asks one; reads no file, ranks nothing."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Final, Self

from py_mini_racer import JSEvalException, MiniRacer

_ASKING: Final = """
((manifest, files) => {
  const load = async name => handbookSearch.unquoted(files[name])
  const session = new handbookSearch.Session({manifest, load})
  let told = {}
  const ask = async (text, options) => {
    try {
      told.answer = JSON.stringify(await session.answer(text, options))
    } catch (error) {
      told.error = String(error)
    }
  }
  return {ask: (text, options) => { told = {}; ask(text, options) }, told: () => JSON.stringify(told)}
})
"""
"""Nothing is waited for: every file is there already, so the answer is there when the asking call ends."""


class EngineError(Exception):
    """What was given to run is no engine, or no index that it understands; the message is V8's."""


def built(script: str, given: Mapping[str, Any]) -> Mapping[str, str]:
    """Let the engine make an index; give its parts `core` and `rest`, both JSON. Raises EngineError."""
    with MiniRacer() as v8, _told():
        v8.eval(script)
        made = v8.eval(f"JSON.stringify(handbookSearch.build({_json(given)}))")
    parts: dict[str, str] = json.loads(str(made))
    return parts


class Asking:
    """An index that is open to questions, as it is in a reader's browser; close it, or use it in a `with`."""

    def __init__(self, script: str, manifest: Mapping[str, Any], files: Mapping[str, str]) -> None:
        """Open an index; `files` are the texts of its files, by their names in the manifest.

        Raises EngineError.
        """
        self._v8 = MiniRacer()
        with _told():
            self._v8.eval(script)
            self._v8.eval(f"const asking = {_ASKING.strip()}({_json(manifest)}, {_json(files)})")

    def answer(self, text: str, most: int = 10, **filters: str) -> Mapping[str, Any]:
        """Ask a question; give what a page is given: `covered`, `instead`, `ask`, `hits` and more.

        `filters` are `role`, `capacity`, `channel` and `kind`. Raises EngineError.
        """
        options = {"most": most, "whole": True, "filters": filters}
        with _told():
            self._v8.eval(f"asking.ask({_json(text)}, {_json(options)})")
            said = json.loads(str(self._v8.eval("asking.told()")))
        if "answer" not in said:
            raise EngineError(said.get("error", ""))
        found: dict[str, Any] = json.loads(said["answer"])
        return found

    def close(self) -> None:
        """Let V8 go."""
        self._v8.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except JSEvalException as error:
        raise EngineError(str(error)) from error


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
