"""`make bench`: time and memory of ours beside plain MkDocs, in one run; reports, and asserts nothing.

Each measurement is a process of its own. This one imports nothing large: the memory of a process counts from
the moment it was forked, so that of a child is never below that of its parent.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from tests.bench import saving

ROOT = Path(__file__).parents[2]
SIZES = (500, 2000, 10000)
STAGES = ("load", "link", "check", "loads", "diff", "render", "indexing")
BUILDS = {
    "ours": "**build, ours**",
    "topics": "build (b), a page per topic",
    "rules": "build (a), a page per rule",
}
MOST_PAGES = 500  # as in stages.py, which is too large to import here
SAVES = 5
COLD = 5
_MEGABYTE = 1e6 if sys.platform == "darwin" else 1e3
"""How many of the units of ru_maxrss make one: a Mac counts bytes, others kilobytes."""

_ENVIRONMENT = {
    **os.environ,
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONHASHSEED": "0",
    "SOURCE_DATE_EPOCH": "1767225600",  # 2026-01-01: the rules are in force, and nothing is overdue
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


def main() -> None:
    """Measure, then print."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="handbook-bench-") as folder:
        if options.profile:
            _profile(options.profile, Path(folder))
            return
        before = os.getloadavg()[0]
        sizes = []
        for rules in options.sizes:
            _tell(f"{rules} rules")
            sizes.append(_measured(rules, Path(folder) / str(rules), quick=options.quick))
            shutil.rmtree(Path(folder) / str(rules))
        _tell("the model policy")
        times = 1 if options.quick else COLD
        model = [*_kinds(), "", *_cold(Path(folder) / "model", times), "", *_check(times)]
    tables = (_machine(before), _times(sizes), _saves(sizes), _searches(sizes), _targets(sizes), model)
    print("\n\n".join("\n".join(table) for table in tables))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.run", description=__doc__)
    parser.add_argument("--sizes", type=_numbers, default=SIZES, help="numbers of rules, such as 500,2000")
    parser.add_argument("--quick", action="store_true", help="once each, two saves, without (a)")
    parser.add_argument("--profile", type=int, metavar="SIZE", help="profile one build instead")
    return parser.parse_args()


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def _measured(rules: int, folder: Path, *, quick: bool) -> Size:
    size = Size(rules)
    _stage("prepare", rules, folder)
    builds = [name for name in BUILDS if name != "rules" or (rules <= MOST_PAGES and not quick)]
    for _ in range(3 if rules <= 2000 and not quick else 1):  # in turn, so that noise meets all of them
        for stage in STAGES:
            run = _stage(stage, rules, folder)
            size.runs.setdefault(stage, []).append(Run(float(run.said), run.cpu, run.megabytes))
        for name in builds:
            size.runs.setdefault(name, []).append(_build(folder, name))
    said = _run("search", [sys.executable, "-m", "tests.bench.searching", str(folder / "site-ours")]).said
    size.search = json.loads(said)
    if rules <= MOST_PAGES:
        for way, command, edited, page, saves in _ways(folder, quick=quick):
            size.saves[way] = saving.seconds(command, edited, page, saves, _ENVIRONMENT)
            _tell(f"  {way}: {', '.join(f'{each:.2f}' for each in size.saves[way])} s")
    return size


def _ways(folder: Path, *, quick: bool) -> Iterator[tuple[str, Sequence[str], Path, str, int]]:
    """Give each way to serve with the file to save, the page to look at and how often."""
    saves = 2 if quick else SAVES
    rule, page = folder / "ours/policies/rules/topic-1.yml", "topics/topic-1/"
    yield "ours, mkdocs serve", _serve(folder, "ours"), rule, f"/{page}", saves
    handbook = [
        sys.executable,
        "-m",
        "handbook_gen",
        "serve",
        "--project",
        str(folder / "ours"),
        "--port",
        "{port}",
    ]
    yield "ours, handbook serve (both languages)", handbook, rule, f"/nl/draft/{page}", saves
    yield (
        "(b), mkdocs serve",
        _serve(folder, "topics"),
        folder / "topics/docs/topics/topic-1.md",
        f"/{page}",
        saves,
    )
    if not quick:
        yield (
            "(a), mkdocs serve",
            _serve(folder, "rules"),
            folder / "rules/docs/topics/topic-1/index.md",
            f"/{page}",
            1,
        )


def _serve(folder: Path, name: str) -> Sequence[str]:
    config = str(folder / name / "mkdocs.yml")
    # MkDocs' default, which some versions of click forget: https://github.com/mkdocs/mkdocs/issues/4032
    return [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-f", config, "-a", "127.0.0.1:{port}"]


def _stage(stage: str, rules: int, folder: Path) -> Run:
    return _run(stage, [sys.executable, "-m", "tests.bench.stages", stage, str(rules), str(folder)])


def _build(folder: Path, name: str) -> Run:
    site = folder / f"site-{name}"
    shutil.rmtree(site, ignore_errors=True)
    config = str(folder / name / "mkdocs.yml")
    return _run(
        name, [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-f", config, "-d", str(site)]
    )


def _run(name: str, command: Sequence[str]) -> Run:
    """Run a process to its end and ask the system what it used."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        started = os.times().elapsed
        process = subprocess.Popen(command, cwd=ROOT, env=_ENVIRONMENT, stdout=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = os.times().elapsed - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        said.seek(0)
        run = Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / _MEGABYTE, said.read())
    _tell(f"  {name}: {run.wall:.2f} s, processor {run.cpu:.2f} s, {run.megabytes:.0f} MB")
    return run


def _profile(rules: int, folder: Path) -> None:
    _stage("prepare", rules, folder)
    print(_stage("profile", rules, folder).said)
    kept = ROOT / ".handbook" / f"bench-{rules}.prof"
    kept.parent.mkdir(exist_ok=True)
    shutil.copy(folder / "build.prof", kept)
    _tell(f"The whole of it: {kept}")


def _kinds() -> Iterator[str]:
    """Tell what a page of each kind takes to render, in the model policy cut to 70 rules."""
    said = _run("pages by kind", [sys.executable, "-m", "tests.bench.model"]).said
    rows = sorted((line.split() for line in said.splitlines()), key=lambda row: -float(row[2]))
    return _table(("kind of page, at 70 rules", "pages in two languages", "ms a page"), rows)


def _cold(folder: Path, times: int) -> Iterator[str]:
    """Build the whole model policy in both languages from nothing: no cache, no site, imports included."""
    runs = []
    for _ in range(times):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        shutil.copy(ROOT / "mkdocs.yml", folder)
        for part in ("policies", "content", "overrides"):
            shutil.copytree(ROOT / part, folder / part)
        command = [sys.executable, "-m", "handbook_gen", "build", "--project", str(folder)]
        runs.append(_run("model policy, cold", command))
    wall = statistics.median(run.wall for run in runs)
    cpu = statistics.median(run.cpu for run in runs)
    seen = f"{min(run.wall for run in runs):.2f}–{max(run.wall for run in runs):.2f}"
    row = (f"{wall:.2f}", seen, f"{cpu:.2f}", "< 5 s", _reached(wall < 5))
    heads = ("the model policy, both languages, cold: seconds", "from–to", "processor", "towards", "reached")
    return _table(heads, [row])


def _check(times: int) -> Iterator[str]:
    """Check the model policy as at a terminal, and take off what Python itself needs to start."""
    checks, bare = [], []
    for _ in range(times):  # in turn, so that noise meets both
        bare.append(_run("Python alone", [sys.executable, "-c", "pass"]).wall)
        command = [sys.executable, "-m", "handbook_gen", "check", "--fail-on", "error"]
        checks.append(_run("model policy, check", command).wall)
    beyond = statistics.median(checks) - statistics.median(bare)
    row = (f"{beyond:.2f}", f"{min(checks):.2f}–{max(checks):.2f}", "< 1 s", _reached(beyond < 1))
    heads = (
        "handbook check, the model policy: seconds beyond Python's start",
        "from–to",
        "towards",
        "reached",
    )
    return _table(heads, [row])


def _machine(load_before: float) -> Iterator[str]:
    packages = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "pydantic"))
    rows = {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": str(os.cpu_count()),
        "load before and after": f"{load_before:.1f}, {os.getloadavg()[0]:.1f}",
        "Python": platform.python_version(),
        "packages": packages,
    }
    return _table(("machine", ""), rows.items())


def _times(sizes: Sequence[Size]) -> Iterator[str]:
    heads = ("rules", "what", "seconds", "processor", "ms a rule", "peak MB", "runs")
    return _table(heads, [_row(size, name) for size in sizes for name in size.runs])


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


def _saves(sizes: Sequence[Size]) -> Iterator[str]:
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
    return _table(("rules", "from saving to the new page", "seconds", "from–to", "saves"), rows)


def _searches(sizes: Sequence[Size]) -> Iterator[str]:
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
    return _table(("rules", *heads.values()), rows)


def _targets(sizes: Sequence[Size]) -> Iterator[str]:
    """Hold what was measured against what we work towards."""
    rows: list[tuple[str, str, str, str]] = []
    for size in sizes:
        ratio = _ratio(size.wall("ours"), size.wall("topics"))
        rows.append((f"ours / (b) at {size.rules:,}", f"{ratio:.2f}", "≤ 0.5", _reached(ratio <= 0.5)))
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
        rows.append((f"indexing / ours at {size.rules:,}", f"{share:.2f}", "≤ 0.15", _reached(share <= 0.15)))
        rows.append(_sooner(size, "most", 50))
        rows.append(_sooner(size, "first", 1000))
    for size in sizes:
        before = (size.wall("load") or 0) + (size.wall("link") or 0)
        whole = _ratio(before + (size.wall("check") or 0), before)
        what = f"load, link and check / load and link at {size.rules:,}"
        rows.append((what, f"{whole:.2f}", "≤ 3", _reached(whole <= 3)))
        rows += _compared(size)
    by_rules = {size.rules: size for size in sizes}
    if {2000, 10000} <= by_rules.keys():
        for name in ("ours", *STAGES, "topics"):
            large, small = (by_rules[rules].wall(name) for rules in (10000, 2000))
            growth = _ratio(large, small) / 5
            target = ("≤ 1.3", _reached(growth <= 1.3)) if name == "ours" else ("", "")
            rows.append(
                (f"time a rule at 10,000 / at 2,000: {BUILDS.get(name, name)}", f"{growth:.2f}", *target)
            )
    for size in sizes:
        peak = size.megabytes("ours")
        rows.append((f"peak memory at {size.rules:,}, MB", f"{peak:.0f}", "< 400", _reached(peak < 400)))
    for size in sizes:
        for way, found in size.saves.items():
            if way.startswith("ours"):
                wait = statistics.median(found)
                rows.append(
                    (f"save to page at {size.rules:,}: {way}", f"{wait:.2f} s", "≤ 1 s", _reached(wait <= 1))
                )
    return _table(("what", "measured", "towards", "reached"), rows)


def _sooner(size: Size, name: str, most: float) -> tuple[str, str, str, str]:
    took = size.search[name]
    what = {"most": "further keys, 95th percentile", "first": "first key to first result"}[name]
    return f"{what} at {size.rules:,}", f"{took:.0f} ms", f"< {most:.0f} ms", _reached(took < most)


def _compared(size: Size) -> Iterator[tuple[str, str, str, str]]:
    """Hold comparing two versions against loading them both."""
    what = f"diff of two versions / loading both at {size.rules:,}"
    ratio = _ratio(size.wall("diff"), size.wall("loads"))
    yield what, f"{ratio:.2f}", "≤ 2", _reached(ratio <= 2)
    yield f"{what}, by processor time", f"{size.cpu('diff') / size.cpu('loads'):.2f}", "", ""


def _ratio(one: float | None, other: float | None) -> float:
    return one / other if one and other else 0.0


def _reached(reached: bool) -> str:  # noqa: FBT001  # a question's answer
    return "yes" if reached else "**no**"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
