"""`make bench`: time and memory of ours beside plain MkDocs, in one run; reports, and asserts nothing.

Each measurement is a process of its own. This one imports nothing large: the memory of a process counts from
the moment it was forked, so that of a child is never below that of its parent.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench import figures, saving
from tests.bench.figures import BUILDS, STAGES, Run, Size

ROOT = Path(__file__).parents[2]
SIZES = (500, 2000, 10000)
MOST_PAGES = 500  # as in stages.py, which is too large to import here
SAVES = 5
COLD = 5
READ = 3
_MEGABYTE = 1e6 if sys.platform == "darwin" else 1e3
"""How many of the units of ru_maxrss make one: a Mac counts bytes, others kilobytes."""

_ENVIRONMENT = {
    **os.environ,
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONHASHSEED": "0",
    "SOURCE_DATE_EPOCH": "1767225600",  # 2026-01-01: the rules are in force, and nothing is overdue
}


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
        read = _reading(Path(folder) / "model", 1 if options.quick else READ)
    tables = (
        figures.machine(before),
        figures.times(sizes),
        figures.saves(sizes),
        figures.searches(sizes),
        figures.targets(sizes),
        model,
        read,
    )
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
    return figures.table(("kind of page, at 70 rules", "pages in two languages", "ms a page"), rows)


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
    row = (f"{wall:.2f}", seen, f"{cpu:.2f}", "< 5 s", figures.reached(wall < 5))
    heads = ("the model policy, both languages, cold: seconds", "from–to", "processor", "towards", "reached")
    return figures.table(heads, [row])


def _reading(folder: Path, times: int) -> Iterator[str]:
    """Read the model policy in a slowed browser behind a slow line."""
    site = folder / "site/nl/latest"
    said = _run("reading", [sys.executable, "-m", "tests.bench.reading", str(site), str(times)]).said
    return figures.reading(json.loads(said))


def _check(times: int) -> Iterator[str]:
    """Check the model policy as at a terminal, and take off what Python itself needs to start."""
    checks, bare = [], []
    for _ in range(times):  # in turn, so that noise meets both
        bare.append(_run("Python alone", [sys.executable, "-c", "pass"]).wall)
        command = [sys.executable, "-m", "handbook_gen", "check", "--fail-on", "error"]
        checks.append(_run("model policy, check", command).wall)
    beyond = statistics.median(checks) - statistics.median(bare)
    row = (f"{beyond:.2f}", f"{min(checks):.2f}–{max(checks):.2f}", "< 1 s", figures.reached(beyond < 1))
    heads = (
        "handbook check, the model policy: seconds beyond Python's start",
        "from–to",
        "towards",
        "reached",
    )
    return figures.table(heads, [row])


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
