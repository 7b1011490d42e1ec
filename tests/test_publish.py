"""Publishing: what readers find before, during and after it, whatever interrupts it; and the way back."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from handbook_gen.cli import main
from handbook_gen.publish import manifest
from handbook_gen.publish.place import Place, stamp
from tests.conftest import DAY, ROOT, Done, Project
from tests.published import left, seen, tiny
from tests.soak.run import soak

ALL = ("a", "b", "c", "d", "e")
OLD, NEW = "b", "c"


@pytest.fixture(autouse=True)
def no_power_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the disk: what is not yet on it is lost in a power cut, and no test here cuts the power."""
    for name in ("sync", "fsync"):
        monkeypatch.setattr(os, name, lambda *_: None)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A folder with tiny sites, and no place to publish in yet."""
    for text in ALL:
        tiny(tmp_path / text, text)
    return tmp_path


def call(*command: object) -> Done:
    result = CliRunner().invoke(main, [str(word) for word in command], catch_exceptions=False)
    return Done(result.exit_code, result.stdout, result.stderr)


def publish(made: Path, text: str, *options: str) -> Done:
    return call("publish", made / "www", "--site", made / text, *options)


def name(made: Path) -> str:
    return (made / "www/current").resolve().name


def test_each_site_takes_the_place_of_the_one_before_and_back_again(made: Path) -> None:
    names = {}
    for text in "abc":
        done = publish(made, text)
        assert (done.code, seen(made / "www")) == (0, text), done
        names[text] = name(made)
    assert list(names.values()) == sorted(names.values())
    assert names["b"] in done.out

    done = call("rollback", made / "www")
    assert (done.code, seen(made / "www")) == (0, "b")
    assert names["b"] in done.out
    assert f"--to {names['c']}" in done.out

    publish(made, "d")
    call("rollback", made / "www")
    assert seen(made / "www") == "b", "what stood before d, and not what is older by name"

    done = call("rollback", made / "www", "--to", names["c"])
    assert (done.code, seen(made / "www")) == (0, "c")


def test_a_page_that_was_loaded_before_still_finds_what_it_names(made: Path) -> None:
    def kept() -> set[str]:
        told = json.loads((made / "www/current/kept.json").read_text())
        assert all((made / "www/current" / path).is_file() for path in told)
        return set(told)

    def own(text: str) -> set[str]:
        return {p.relative_to(made / text).as_posix() for p in (made / text / "nl").glob("*/*")}

    publish(made, "a")
    publish(made, "b")
    assert kept() == own("a")
    publish(made, "c")
    assert kept() == own("b"), "and not what that one had kept"
    call("rollback", made / "www")
    assert kept() == own("a") | own("c"), "who has a page of the site that went back needs it too"
    assert seen(made / "www") == "b"
    publish(made, "b")
    assert not (made / "www/current/kept.json").exists(), "the same site once more needs nothing"


def test_old_sites_go_but_never_the_one_before(made: Path) -> None:
    place = Place(made / "www")
    names = []
    for text in ALL:
        publish(made, text)
        names.append(name(made))
    assert place.names == tuple(names[-3:])

    publish(made, "a", "--keep", "1")
    assert place.names == (names[-1], name(made))
    call("rollback", made / "www")
    done = call("rollback", made / "www")

    assert (done.code, seen(made / "www")) == (2, "e")
    assert "no earlier site" in done.err
    assert place.names[-1] in done.err


def test_what_somebody_else_put_beside_the_sites_stays(made: Path) -> None:
    theirs = ("0-mine", "zzz", ".git", ".old-mine", ".well-known")
    publish(made, "a")
    for each in theirs:
        (made / "www/sites" / each).mkdir()
    for each in ("..new-new-1", ".new", ".old-20260101T000000Z"):
        (made / "www/sites" / each).mkdir()

    for text in "bcde":
        assert publish(made, text, "--keep", "1").code == 0
    assert call("rollback", made / "www", "--to", "zzz").code == 2

    assert {path.name for path in (made / "www/sites").iterdir()} == {*theirs, *Place(made / "www").names}
    assert len(Place(made / "www").names) == 2


@given(st.lists(st.integers(-3, 3), max_size=8))
def test_a_name_comes_after_every_other_whatever_the_clock_does(steps: Sequence[int]) -> None:
    class There(Place):
        names: tuple[str, ...] = ("by-hand", "zzz")

    place, now = There(Path()), datetime(2026, 12, 31, 23, 59, 58, tzinfo=UTC)
    ours: list[str] = []
    for step in steps:
        now += timedelta(seconds=step)
        ours.append(stamp(place, now))
        There.names = (*There.names, ours[-1])
    assert ours == sorted(set(ours))


def run(command: Sequence[str], before: Path, how: str, times: int = 0) -> list[dict[str, Any]]:
    """Stop a command at its work, many times, in processes of their own."""
    again = ["publish", str(before.with_name("place")), "--site", str(before.with_name("a"))]
    told = {"command": command, "before": str(before), "again": again, "how": how, "times": times}
    done = subprocess.run(
        [sys.executable, "-m", "tests.published", json.dumps(told)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


@pytest.mark.parametrize(
    ("verb", "form", "how"),
    [
        ("publish", "links", "killed"),
        *(
            pytest.param(*rest, marks=pytest.mark.long)
            for rest in product(("publish", "rollback"), ("links", "folders"), ("killed", "full"))
            if rest != ("publish", "links", "killed")
        ),
    ],
)
def test_wherever_it_is_stopped_readers_find_one_whole_site(
    made: Path, verb: str, form: str, how: str
) -> None:
    options = ["--two-folders"] if form == "folders" else []
    for text in "ab":
        publish(made, text, *options)
    (made / "www").rename(made / "before")
    command = [verb, str(made / "place")]
    command += ["--site", str(made / NEW), "--keep", "1", *options] if verb == "publish" else []
    new = NEW if verb == "publish" else "a"

    told = run(command, made / "before", how)

    moment = {"nothing"} if form == "folders" and how == "killed" else set()
    assert len(told) > 15
    assert {each["seen"] for each in told} - moment == {OLD, new}
    assert {each["code"] for each in told[:-1]} == ({-signal.SIGKILL} if how == "killed" else {0, 3})
    assert [each for each in told if (each["again"], each["then"], each["then_left"]) != (0, "a", [])] == []
    if how == "full":
        stood = [each for each in told if each["seen"] == OLD]
        assert [each for each in stood if each["code"] != 3 or each["left"]] == []


@pytest.mark.parametrize("times", [8, pytest.param(50, marks=pytest.mark.long)])
def test_killed_at_any_moment_readers_find_one_whole_site(made: Path, times: int) -> None:
    for text in "ab":
        tiny(made / text, text, pages=150)

    told = run(["publish"], made / "www", "moments", times)

    assert len(told) == times
    assert [each for each in told if each["seen"] not in {each["before"], each["site"]}] == []
    assert publish(made, "c").code == 0
    assert (seen(made / "www"), left(made / "www")) == ("c", [])


HOLDING = """\
import sys
from datetime import UTC, datetime
from pathlib import Path
from handbook_gen.publish.locking import Holder, held
with held(Path(sys.argv[1]), Holder.me(datetime(2026, 12, 1, tzinfo=UTC))):
    print(flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def holder(made: Path) -> Iterator[subprocess.Popen[str]]:
    """Another publisher, at its work for as long as it is let."""
    publish(made, "a")
    command = [sys.executable, "-c", HOLDING, str(made / "www/.publish")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        other.stdout.readline()
        yield other


def test_a_second_publisher_is_told_of_the_first_or_waits_for_it(
    made: Path, holder: subprocess.Popen[str]
) -> None:
    done = publish(made, "b")
    back = call("rollback", made / "www")

    assert (done.code, back.code, seen(made / "www")) == (1, 1, "a")
    assert f"process {holder.pid} on" in done.err
    assert "2026-12-01" in done.err
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(publish, made, "b", "--wait", "60")
        holder.communicate("\n")
        assert waiting.result().code == 0
    assert seen(made / "www") == "b"


def test_who_died_at_publishing_keeps_nobody_from_it(made: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()

    done = publish(made, "b")

    assert (done.code, seen(made / "www")) == (0, "b")
    assert f"process {holder.pid} on" in done.err
    assert publish(made, "c").err == ""


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "no room left"), (errno.EROFS, "Not allowed"), (errno.EIO, "read")]
)
def test_what_stood_stands_when_the_disk_does_not_cooperate(
    made: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    publish(made, "a")

    def copy(source: Path, target: Path) -> None:
        target.write_text(source.read_text()[:10])
        raise OSError(number, os.strerror(number), str(target))

    monkeypatch.setattr(shutil, "copyfile", copy)
    done = publish(made, "b")

    assert (done.code, seen(made / "www"), left(made / "www")) == (3, "a", [])
    assert said in done.err
    assert "still stands" in done.err


def test_without_symbolic_links_there_are_two_folders(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "symlink", unknown)
    monkeypatch.setattr(Path, "symlink_to", unknown)

    done = publish(made, "a")
    assert (done.code, seen(made / "www")) == (1, "nothing")
    assert "--two-folders" in done.err

    for text in "abc":
        assert publish(made, text, "--two-folders").code == 0
    assert seen(made / "www") == "c"
    assert call("rollback", made / "www").code == 0
    assert seen(made / "www") == "b"
    assert publish(made, "d").code == 0, "a place stays in the form that it has"
    assert call("rollback", made / "www", "--to", "elsewhere").code == 2
    assert call("rollback", made / "www", "--to", "previous").code == 0
    assert seen(made / "www") == "b"


def _foreign(made: Path) -> list[object]:
    (made / "www").mkdir()
    (made / "www/thesis.txt").write_text("")
    return [made / "www", "--site", made / "a"]


def _links_stand(made: Path) -> list[object]:
    publish(made, "a")
    return [made / "www", "--site", made / "b", "--two-folders"]


def _linked(made: Path) -> list[object]:
    (made / "a/secret").symlink_to("/etc")
    return [made / "www", "--site", made / "a"]


def _altered(made: Path) -> list[object]:
    facts = manifest.Facts(datetime(2026, 12, 1, tzinfo=UTC).date(), {}, None)
    manifest.write(made / "a", facts, {})
    assert publish(made, "a").code == 0
    (made / "a/nl/page1.html").write_text("altered")
    return [made / "www", "--site", made / "a"]


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (_foreign, 2, "something else"),
        (_links_stand, 2, "Leave out --two-folders"),
        (_linked, 1, "secret"),
        (_altered, 1, "nl/page1.html"),
        (lambda made: [made / "www", "--site", made / "nowhere"], 1, "no site"),
        (lambda made: [made / "a/www", "--site", made / "a"], 1, "Choose the folder of one site"),
        (lambda made: [made / "www", "--site", made / "a", "--rebuild", "1"], 2, "--rebuild is for building"),
        (lambda made: [made / "www", "--site", made / "a", "--on", DAY], 2, "--on is for building"),
    ],
)
def test_what_would_do_harm_is_refused(
    made: Path, given: Callable[[Path], list[object]], code: int, said: str
) -> None:
    command = given(made)
    before = seen(made / "www")

    done = call("publish", *command)

    assert (done.code, seen(made / "www")) == (code, before)
    assert said in done.err


def test_where_nothing_was_published_there_is_no_way_back(made: Path) -> None:
    done = call("rollback", made / "www", "--language", "nl")

    assert (done.code, (made / "www").exists()) == (2, False)
    assert "niets gepubliceerd" in done.err


def test_a_handbook_is_built_and_published_and_a_broken_one_is_not(
    bakery: Callable[..., Project], tmp_path: Path
) -> None:
    project, place = bakery(), tmp_path / "www"
    with chdir(project.root):
        assert call("publish", "content/www", "--on", DAY).code == 2
        assert call("publish", "..", "--on", DAY).code == 2
        assert call("publish", place, "--on", DAY).code == 0
        project.change("policies/rules/bread.yml", "Bak elke dag.", "Bak elke nacht.")
        assert call("publish", place, "--on", DAY).code == 0
        project.change("policies/rules/bread.yml", "modality: must", "modality: mus")
        done = call("publish", place, "--on", DAY)

    assert done.code == 1
    assert "mus" in done.err
    assert "still stands" in done.err
    assert "nacht" in (place / "current/nl/draft/topics/bread/index.html").read_text("utf-8")
    assert not manifest.differences(place / "current")
    assert call("rollback", place).code == 0
    assert not manifest.differences(place / "current"), (
        "what is kept for readers of the other is accounted for"
    )
    assert left(place) == []


@pytest.mark.long
def test_nobody_who_reads_notices_a_swap(tmp_path: Path) -> None:
    met = soak(tmp_path, 5)

    assert (met["errors"], met["wrong"]) == (0, 0), met["told"]
    assert met["pages"] > 5
