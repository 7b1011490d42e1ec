"""Tiny sites that name their assets by hash, a reader who tells whole from half, publishers that are stopped.

Run as a module it stops them one by one, in processes forked from one that has read all code already.
"""

import errno
import json
import os
import random
import re
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from handbook_gen import sources
from handbook_gen.cli import main
from handbook_gen.publish.job import terminal_language

NAMED = re.compile(r'(?:href|src|data-search)="([^"]+)"')
HASH = re.compile(r"\.([0-9a-f]{8})\.")
SITE = re.compile(r'<meta name="site" content="([^"]+)">')
WRITES = {"os.rename", "os.symlink", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.chmod"}


def tiny(root: Path, text: str, *, pages: int = 3) -> Path:
    """Write a site that says `text` on every page, with a style sheet and a search index of its own."""
    named = []
    for path, data in (("assets/look.css", f"/* {text} */"), ("search/search_index.json", json.dumps(text))):
        stem, _, suffix = path.rpartition(".")
        named.append(f"{stem}.{sha256(data.encode()).hexdigest()[:8]}.{suffix}")
        write(root / "nl" / named[-1], data)
    style, index = named
    links = f'<link href="{style}"><body data-search="{index}">'
    html = f'<html><meta name="site" content="{text}">{links}<p>{text}</p></html>'
    for number in range(pages):
        write(root / "nl" / f"page{number}.html", html)
    write(root / "index.html", f'<html><meta name="site" content="{text}"></html>')
    return root


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def seen(place: Path) -> str:
    """Read the site that stands, each page with all that it names; give which it is, or what is wrong."""
    current = place / "current"
    pages = sorted(current.rglob("*.html"))
    if not pages:
        return "nothing"
    texts = {page: page.read_text("utf-8") for page in pages}
    half = [page.name for page, html in texts.items() if not html.endswith("</html>")]
    named = {page.parent / path for page, html in texts.items() for path in NAMED.findall(html)}
    wrong = [path.name for path in named if not path.is_file() or digest(path) != HASH.findall(path.name)[0]]
    sites = {site for html in texts.values() for site in SITE.findall(html)}
    if half or wrong or len(sites) != 1:
        return f"half: {half} {wrong} {sites}"
    return str(sites.pop())


def digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()[:8]


def left(place: Path) -> list[str]:
    """Name what a publisher left that was stopped: all but sites, what tells of them, and the lock."""
    sites = {path.name for path in (place / "sites").iterdir()}
    told = {f"{name}.json" for name in sites} | {"lock"}
    unfinished = [name for name in sites if name.startswith(".")]
    return sorted(
        unfinished + [path.name for path in (place / ".publish").iterdir() if path.name not in told]
    )


def stopped(command: Sequence[str], at: int, how: str) -> tuple[int, bool]:
    """Run a command in a process that is stopped at one of its writes.

    `how` is "killed", or "full": then the disk is full for that one write. Gives how it ended, and whether it
    came to that write.
    """
    reader, writer = os.pipe()
    done = 0

    def hook(event: str, args: Any) -> None:
        nonlocal done
        writing = event in WRITES or (event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        done += bool(writing)
        if writing and done == at:
            os.write(writer, b"!")
            if how == "full":
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(args[0]))
            os.kill(os.getpid(), signal.SIGKILL)

    child = begun(command, hook)
    os.close(writer)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    reached = bool(os.read(reader, 1))
    os.close(reader)
    return code, reached


def begun(command: Sequence[str], hook: Callable[[str, Any], None]) -> int:
    """Begin a command in a process of its own, with somebody looking at all it does to the disk."""
    child = os.fork()
    if not child:
        os.dup2(2, 1)
        for name in ("sync", "fsync"):
            setattr(os, name, lambda *_: None)  # who is killed loses nothing that was written
        sys.addaudithook(hook)
        try:
            main(list(command))
        except (
            SystemExit
        ) as end:  # without taking down all that was imported, which takes longer than the rest
            os._exit(int(end.code or 0))
    return child


def killed_after(command: Sequence[str], seconds: float | None) -> float:
    """Run a command and kill it after a time, if it is not done by then; give how long it ran."""
    reader, writer = os.pipe()
    started = time.monotonic()
    child = begun(command, lambda *_: None)
    os.close(writer)
    select.select([reader], [], [], seconds)  # it holds the other end for as long as it lives
    lasted = time.monotonic() - started
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reader)
    return lasted


def every(command: Sequence[str], before: Path, again: Sequence[str], how: str) -> Iterator[dict[str, Any]]:
    """Stop a command at each of its writes, always beginning from the same folder, and then publish again."""
    place = before.with_name("place")
    for at in count(1):
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(before, place, symlinks=True)
        code, reached = stopped(command, at, how)
        told = {"at": at, "code": code, "seen": seen(place), "left": left(place)}
        after, _ = stopped(again, 0, "")
        yield {**told, "again": after, "then": seen(place), "then_left": left(place)}
        if not reached:
            return


def moments(sites: Sequence[Path], place: Path, times: int) -> Iterator[dict[str, Any]]:
    """Publish two sites in turn, killed at random moments of the time that it takes to publish one."""
    lasts = max(killed_after(["publish", str(place), "--site", str(site)], None) for site in (*sites, *sites))
    chance = random.Random(6)  # noqa: S311  # moments, not secrets
    for number in range(times):
        before, site = seen(place), sites[number % 2]
        after = chance.uniform(0, lasts)
        killed_after(["publish", str(place), "--site", str(site)], after)
        yield {"after": after, "of": lasts, "before": before, "site": site.name, "seen": seen(place)}


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    sources.words(terminal_language())  # once, and not in each process below
    main([given["command"][0], "--help"], standalone_mode=False)
    before = Path(given["before"])
    if given["how"] == "moments":
        told = moments([before.with_name(text) for text in "ab"], before, given["times"])
    else:
        told = every(given["command"], before, given["again"], given["how"])
    for line in told:
        print(json.dumps(line), flush=True)
