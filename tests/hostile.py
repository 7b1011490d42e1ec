"""Files that were made to do harm, of a megabyte at most; each is read in its own process by test_reader."""

import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Mapping
from typing import Final

from tests.case import read, report

_MEGA: Final = 10**6
_PATIENCE: Final = 15
"""Seconds after which a file has hung: seven times what it may take, for slow machines."""


def _many(line: str, number: int = 10**5) -> str:
    """Repeat a line with its number in it as often as a megabyte holds."""
    return "".join(line.format(i) for i in range(min(number, (_MEGA - 100) // len(line.format(number)))))


FILES: Final[Mapping[str, Callable[[], tuple[str, str]]]] = {
    "brackets": lambda: ("glossary.yml", "[" * _MEGA),
    "brackets in a key": lambda: ("glossary.yml", "terms: " + "[" * (_MEGA - 7)),
    "braces": lambda: ("glossary.yml", "{" * _MEGA),
    "brackets and braces": lambda: ("glossary.yml", "[{" * (_MEGA // 2)),
    "closed brackets": lambda: ("glossary.yml", "[" * (_MEGA // 2) + "]" * (_MEGA // 2)),
    "dashes": lambda: ("glossary.yml", "- " * (_MEGA // 2)),
    "question marks": lambda: ("glossary.yml", "? " * (_MEGA // 2)),
    "keys inside keys": lambda: ("glossary.yml", "".join(" " * i + "a:\n" for i in range(1300))),
    "commas": lambda: ("glossary.yml", "terms: [" + "a," * (_MEGA // 2 - 10) + "]"),
    "a huge plain text": lambda: ("glossary.yml", "terms: " + "a" * (_MEGA - 7)),
    "a huge quoted text": lambda: ("glossary.yml", 'terms: "' + r"\n" * (_MEGA // 2 - 10) + '"'),
    "a huge block": lambda: ("glossary.yml", "terms: |\n" + " a\n" * (_MEGA // 3 - 10)),
    "a huge folded text": lambda: ("glossary.yml", "terms: >\n" + " a\n" * (_MEGA // 3 - 10)),
    "a huge key": lambda: ("glossary.yml", '? "' + "k" * (_MEGA - 20) + '"\n: 1\n'),
    "an open quotation mark": lambda: ("glossary.yml", 'terms: "' + "a\n" * (_MEGA // 2 - 10)),
    "a huge comment": lambda: ("glossary.yml", "# " + "a" * (_MEGA - 2)),
    "spaces": lambda: ("glossary.yml", " " * _MEGA),
    "empty lines": lambda: ("glossary.yml", "\n" * _MEGA),
    "keys": lambda: ("glossary.yml", _many("k{}: 1\n")),
    "unknown keys of an item": lambda: ("handbook.yml", "schema: 1\norganisation:\n" + _many(" k{}: 1\n")),
    "unknown keys of items": lambda: ("glossary.yml", "terms:\n" + _many("- {{k{}: 1}}\n")),
    "the same key": lambda: ("glossary.yml", "a: 1\n" * 10**5),
    "items of nothing": lambda: ("roles.yml", "roles:\n" + "- {}\n" * 10**5),
    "items of the wrong shape": lambda: ("roles.yml", "roles: [" + "x," * 90_000 + "]"),
    "wrong choices": lambda: ("roles.yml", "roles:\n" + _many("- {{kind: x{}}}\n")),
    "forbidden characters": lambda: ("glossary.yml", "\x01" * 10**5),
    "forbidden characters on many lines": lambda: ("glossary.yml", "# \u200b\n" * 10**5),
    "joiners": lambda: ("glossary.yml", "# " + "\U0001f468\u200d" * 10**5),
    "flags that never end": lambda: ("glossary.yml", "# " + "\U0001f3f4\U000e0067" * 10**5),
    "tabs": lambda: ("glossary.yml", "\ta\n" * 10**5),
    "spaces before nothing": lambda: ("glossary.yml", "#\n" + (" " * 999 + "\n") * 999),
    "tabs before nothing": lambda: ("glossary.yml", "#\n" + ("\t" * 999 + "\n") * 999),
    "bytes that are not UTF-8": lambda: ("glossary.yml", "a" * 10**5),
    "anchors": lambda: ("glossary.yml", _many("k{0}: &a{0} 1\n")),
    "aliases": lambda: ("glossary.yml", "terms: &a [1]\n" + _many("k{}: *a\n")),
    "aliases of aliases": lambda: (
        "glossary.yml",
        "a0: &a0 [lol]\n" + "".join(f"a{i}: &a{i} [{f'*a{i - 1}, ' * 9}]\n" for i in range(1, 20)),
    ),
    "documents": lambda: ("glossary.yml", "---\n" * (_MEGA // 4)),
    "directives": lambda: ("glossary.yml", "%TAG !a{} !b\n" * 70_000 + "---\n"),
    "ids that lead nowhere": lambda: (
        "roles.yml",
        "roles:\n" + _many("- {{id: r{0}, name: {{nl: a, en: a}}, stand_in: x{0}}}\n", 6000),
    ),
    "ids that are used twice": lambda: (
        "roles.yml",
        "roles:\n" + "- {id: hr, name: {nl: a, en: a}}\n" * 9000,
    ),
    "roles in a chain": lambda: (
        "roles.yml",
        "roles:\n" + "".join(f"- {{id: r{i}, name: a, includes: [r{i + 1}]}}\n" for i in range(9000)),
    ),
    "roles in a circle": lambda: (
        "roles.yml",
        "roles:\n"
        + "".join(f"- {{id: r{i}, name: a, includes: [r{(i + 1) % 5000}]}}\n" for i in range(5000)),
    ),
    "mentions that lead nowhere": lambda: (
        "glossary.yml",
        "terms:\n" + _text("[[a]]" * 3900) * 45,
    ),
    "mentions that never end": lambda: ("glossary.yml", "terms:\n" + _text("[[a" * 6600) * 45),
    "brackets in texts": lambda: ("glossary.yml", "terms:\n" + _text("[" * 19_900) * 45),
    "stars in texts": lambda: ("glossary.yml", "terms:\n" + _text("*a **b" * 3300) * 45),
    "back quotes in texts": lambda: (
        "glossary.yml",
        "terms:\n" + _text("".join("`" * i + " " for i in range(1, 195))) * 45,
    ),
    "less than in texts": lambda: ("glossary.yml", "terms:\n" + _text("<a " * 6600) * 45),
    "links in texts": lambda: ("glossary.yml", "terms:\n" + _text("[a](" * 4900) * 45),
    "quotes in texts": lambda: ("glossary.yml", "terms:\n" + _text("> " * 9900) * 45),
    "texts in one language": lambda: (
        "glossary.yml",
        "terms:\n" + _many("- {{id: t{}, name: a, text: a}}\n", 9000),
    ),
}

ALIKE: Final = frozenset(
    {
        "brackets in a key",
        "braces",
        "closed brackets",
        "question marks",
        "a huge quoted text",
        "a huge folded text",
        "empty lines",
        "unknown keys of items",
        "items of the wrong shape",
        "forbidden characters on many lines",
        "tabs before nothing",
        "flags that never end",
        "aliases",
        "back quotes in texts",
        "stars in texts",
        "quotes in texts",
        "less than in texts",
        "ids that are used twice",
        "mentions that never end",
    }
)
"""Files that go the way of another one."""


def _text(words: str) -> str:
    return f"- {{id: t, name: {{nl: a, en: a}}, text: {{nl: '{words}', en: a}}}}\n"


def main() -> None:
    """Read each file in a process of its own and say its report, a line of JSON each; see `_read`."""
    for name in sys.argv[1:] or FILES:
        if (child := os.fork()) == 0:
            sys.stdout.write(json.dumps(_read(name)) + "\n")
            sys.stdout.flush()
            os._exit(0)
        if status := os.waitpid(child, 0)[1]:
            died = os.waitstatus_to_exitcode(status)
            sys.stdout.write(json.dumps({"name": name, "died": died}) + "\n")
        sys.stdout.flush()


def _read(name: str) -> Mapping[str, object]:
    """Read one file as part of a policy: codes, length of the report, megabytes and seconds."""
    resource.setrlimit(
        resource.RLIMIT_AS, (2**30, 2**30)
    )  # more than it may use, so that this machine survives
    signal.alarm(_PATIENCE)
    path, text = FILES[name]()
    data = text.encode() + b"\xff" * (name == "bytes that are not UTF-8")
    start = time.perf_counter()
    reading = read({f"policies/{path}": data})
    told = report(reading)
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    codes = [problem.kind.code for problem in reading.problems]
    answer = {"name": name, "codes": codes, "report": len(told), "bytes": len(data)}
    return {**answer, "megabytes": round(used), "seconds": round(seconds, 2)}


if __name__ == "__main__":
    main()
