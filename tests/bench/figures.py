"""The figures of a benchmark and the tables that tell them; measures nothing, and imports nothing large."""

import os
import platform
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

STAGES = ("load", "link", "check", "loads", "diff", "render", "indexing")
BUILDS = {
    "ours": "**build, ours**",
    "topics": "build (b), a page per topic",
    "rules": "build (a), a page per rule",
}


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds by the clock and of the processor, peak memory, and what it printed."""

    wall: float
    cpu: float
    megabytes: float
    said: str = ""


@dataclass
class Size:
    """Everything that was measured at one size, by stage, build or way to serve."""

    rules: int
    runs: dict[str, list[Run]] = field(default_factory=dict)
    saves: dict[str, list[float]] = field(default_factory=dict)
    search: dict[str, float] = field(default_factory=dict)

    def wall(self, name: str) -> float | None:
        """Give the median of the seconds of a stage or build."""
        return statistics.median(run.wall for run in self.runs[name]) if name in self.runs else None

    def cpu(self, name: str) -> float:
        """Give the median of the processor's seconds, which other people's work hardly changes."""
        return statistics.median(run.cpu for run in self.runs[name])

    def megabytes(self, name: str) -> float:
        """Give the largest peak of a stage or build."""
        return max(run.megabytes for run in self.runs[name])


def machine(load_before: float) -> Iterator[str]:
    """Tell what was measured on."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "pydantic"))
    rows = {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": str(os.cpu_count()),
        "load before and after": f"{load_before:.1f}, {os.getloadavg()[0]:.1f}",
        "Python": platform.python_version(),
        "packages": packages,
    }
    return table(("machine", ""), rows.items())


def times(sizes: Sequence[Size]) -> Iterator[str]:
    """Tell what stages and builds take."""
    heads = ("rules", "what", "seconds", "processor", "ms a rule", "peak MB", "runs")
    return table(heads, [_row(size, name) for size in sizes for name in size.runs])


def _row(size: Size, name: str) -> tuple[str, ...]:
    wall = size.wall(name) or 0
    return (
        f"{size.rules:,}",
        BUILDS.get(name, name),
        f"{wall:.2f}",
        f"{size.cpu(name):.2f}",
        f"{wall / size.rules * 1000:.2f}",
        f"{size.megabytes(name):.0f}",
        str(len(size.runs[name])),
    )


def saves(sizes: Sequence[Size]) -> Iterator[str]:
    """Tell how long a page takes that was saved."""
    rows = [
        (
            f"{size.rules:,}",
            way,
            f"{statistics.median(found):.2f}",
            f"{min(found):.2f}–{max(found):.2f}",
            str(len(found)),
        )
        for size in sizes
        for way, found in size.saves.items()
    ]
    return table(("rules", "from saving to the new page", "seconds", "from–to", "saves"), rows)


def searches(sizes: Sequence[Size]) -> Iterator[str]:
    """Tell what searching takes in a browser four times slower, behind 10 Mbit; times in milliseconds."""
    heads = {
        "slower": "slower",
        "first": "first key to first result, cold",
        "whole": "to the whole index",
        "median": "further keys: median",
        "most": "95th percentile",
        "fetched": "keys that fetch texts: median",
        "bytes": "kB for the index",
        "heap": "MB of heap",
    }
    rows = [
        (f"{size.rules:,}", *(f"{size.search[key] / (1000 if key == 'bytes' else 1):,.0f}" for key in heads))
        for size in sizes
    ]
    return table(("rules", *heads.values()), rows)


def targets(sizes: Sequence[Size]) -> Iterator[str]:
    """Hold what was measured against what we work towards."""
    rows: list[tuple[str, str, str, str]] = []
    for size in sizes:
        ratio = _ratio(size.wall("ours"), size.wall("topics"))
        rows.append((f"ours / (b) at {size.rules:,}", f"{ratio:.2f}", "≤ 0.5", reached(ratio <= 0.5)))
        steady = f"{size.cpu('ours') / size.cpu('topics'):.2f}"
        rows.append((f"the same by processor time at {size.rules:,}", steady, "", ""))
        if "rules" in size.runs:
            rows.append(
                (
                    f"ours / (a) at {size.rules:,}",
                    f"{_ratio(size.wall('ours'), size.wall('rules')):.2f}",
                    "",
                    "",
                )
            )
        share = _ratio(size.wall("indexing"), size.wall("ours"))
        rows.append((f"indexing / ours at {size.rules:,}", f"{share:.2f}", "≤ 0.15", reached(share <= 0.15)))
        rows.append(_sooner(size, "most", 50))
        rows.append(_sooner(size, "first", 1000))
    for size in sizes:
        before = (size.wall("load") or 0) + (size.wall("link") or 0)
        whole = _ratio(before + (size.wall("check") or 0), before)
        what = f"load, link and check / load and link at {size.rules:,}"
        rows.append((what, f"{whole:.2f}", "≤ 3", reached(whole <= 3)))
        rows += _compared(size)
    by_rules = {size.rules: size for size in sizes}
    if {2000, 10000} <= by_rules.keys():
        for name in ("ours", *STAGES, "topics"):
            large, small = (by_rules[rules].wall(name) for rules in (10000, 2000))
            growth = _ratio(large, small) / 5
            target = ("≤ 1.3", reached(growth <= 1.3)) if name == "ours" else ("", "")
            rows.append(
                (f"time a rule at 10,000 / at 2,000: {BUILDS.get(name, name)}", f"{growth:.2f}", *target)
            )
    for size in sizes:
        peak = size.megabytes("ours")
        rows.append((f"peak memory at {size.rules:,}, MB", f"{peak:.0f}", "< 400", reached(peak < 400)))
    for size in sizes:
        for way, found in size.saves.items():
            if way.startswith("ours"):
                wait = statistics.median(found)
                rows.append(
                    (f"save to page at {size.rules:,}: {way}", f"{wait:.2f} s", "≤ 1 s", reached(wait <= 1))
                )
    return table(("what", "measured", "towards", "reached"), rows)


def _sooner(size: Size, name: str, most: float) -> tuple[str, str, str, str]:
    took = size.search[name]
    what = {"most": "further keys, 95th percentile", "first": "first key to first result"}[name]
    return f"{what} at {size.rules:,}", f"{took:.0f} ms", f"< {most:.0f} ms", reached(took < most)


def _compared(size: Size) -> Iterator[tuple[str, str, str, str]]:
    """Hold comparing two versions against loading them both."""
    what = f"diff of two versions / loading both at {size.rules:,}"
    ratio = _ratio(size.wall("diff"), size.wall("loads"))
    yield what, f"{ratio:.2f}", "≤ 2", reached(ratio <= 2)
    yield f"{what}, by processor time", f"{size.cpu('diff') / size.cpu('loads'):.2f}", "", ""


def _ratio(one: float | None, other: float | None) -> float:
    return one / other if one and other else 0.0


def reached(reached: bool) -> str:  # noqa: FBT001  # a question's answer
    """Say whether a target was reached."""
    return "yes" if reached else "**no**"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Make the lines of a table."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def reading(visits: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Tell what a reader waits for and what is sent, then hold it against what we work towards."""
    heads = {
        "page": "page",
        "size": "size",
        "way": "next page",
        "paint": "largest paint, ms",
        "shift": "shift",
        "first": "kB at first",
        "scripts": "of it scripts",
        "requests": "requests",
        "next": "next page, ms",
        "more": "kB of next",
    }
    yield from table(
        tuple(heads.values()), [tuple(str(each[key]["told"]) for key in heads) for each in visits]
    )
    yield ""
    ours = [each for each in visits if each["way"]["told"] == "instant"]
    rows = []
    towards = {
        "paint": ("< 1500", 1500),
        "shift": ("0", 0.0005),
        "first": ("< 200", 200),
        "next": ("< 300", 300),
    }
    for key, (said, most) in towards.items():
        worst = max(each[key]["median"] for each in ours)
        rows.append((f"{heads[key]}, the slowest page", f"{worst:.3g}", said, reached(worst < most)))
    anew = [each for each in visits if each not in ours]
    ratio = _ratio(*(statistics.median(each["next"]["median"] for each in those) for those in (ours, anew)))
    yield from table(("what", "measured", "towards", "reached"), [*rows, _instantly(ratio)])


def _instantly(ratio: float) -> tuple[str, ...]:
    return "next page: turned / loaded anew, the median page", f"{ratio:.2f}", "", ""
