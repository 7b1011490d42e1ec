"""`make soak`: 200 swaps of two real sites behind nginx, while readers look at every byte that they get."""

import multiprocessing
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from handbook_gen.cli import main
from tests.conftest import BAKERY, small
from tests.soak.reader import listed, read
from tests.soak.server import NoNginxError, serving

SWAPS = 200
READERS = 4
BACK_EVERY = 10
"""So often a swap is made by `handbook rollback`."""


def sites(home: Path) -> tuple[Path, Path]:
    """Build one handbook twice, with other words, another search index and another look."""
    built = []
    for name, text, colour in (("day", "Bak elke dag.", "red"), ("night", "Bak elke nacht.", "blue")):
        changed = {
            "mkdocs.yml": BAKERY["mkdocs.yml"] + "extra_css: [look.css]\n",
            "policies/rules/bread.yml": BAKERY["policies/rules/bread.yml"].replace("Bak elke dag.", text),
            "content/nl/look.css": f"body {{ border-color: {colour} }}\n",
        }
        project = small(home / name, changed)
        done = project.build()
        assert done.code == 0, done.err
        built.append(project.root / "site")
    return built[0], built[1]


def soak(home: Path, swaps: int) -> Mapping[str, Any]:
    """Swap two sites so many times while they are read; give what the readers met, all together."""
    two, place = sites(home), home / "www"
    _call("publish", place, "--site", two[1])
    context = multiprocessing.get_context("spawn")
    stop, queue = context.Event(), context.Queue()
    both = (listed(two[0]), listed(two[1]))
    with serving(place / "current", home) as port:
        readers = [
            context.Process(target=read, args=(port, both, number, stop, queue)) for number in range(READERS)
        ]
        for reader in readers:
            reader.start()
        started = time.monotonic()
        for number in range(swaps):
            _swap(place, two[number % 2], number)
        took = time.monotonic() - started
        stop.set()
        met = [queue.get() for _ in readers]
        for reader in readers:
            reader.join()
    told = [line for each in met for line in each.pop("told")]
    together = {name: sum(each[name] for each in met) for name in met[0]}
    return {"swaps": swaps, "seconds": round(took, 1), **together, "told": told}


def _swap(place: Path, site: Path, number: int) -> None:
    """Let the other site stand: published anew, or by going back to it."""
    if number % BACK_EVERY == BACK_EVERY - 1:
        _call("rollback", place)
    else:
        _call("publish", place, "--site", site)


def _call(*command: object) -> None:
    done = CliRunner().invoke(main, [str(word) for word in command], catch_exceptions=False)
    assert done.exit_code == 0, done.output


def whole(met: Mapping[str, int]) -> bool:
    """Tell whether enough was read, also across swaps, and nothing of it missing or wrong."""
    return not met["errors"] and not met["wrong"] and bool(met["crossed"]) and met["pages"] > met["swaps"]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = soak(Path(folder), SWAPS)
        except NoNginxError as missing:
            sys.exit(str(missing))
    for name, number in found.items():
        print(f"{name:>8}  {number}")
    sys.exit(not whole(found))
