"""Tiny sites whose pages name their assets by hash, a reader who tells a whole site from a half one, and publishers
that are stopped at one of the things they do to the disk. Run as a module it stops one at each of them in turn."""

import errno
import json
import os
import re
import shutil
import signal
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from handbook_gen.cli import main

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
    """Read the site that stands, every page with all that it names; give what site it is, or what is wrong."""
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
    return sites.pop()


def digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()[:8]


def left(place: Path) -> list[str]:
    """Name what a publisher left that was stopped: all but sites, what tells of them, and the lock."""
    sites = {path.name for path in (place / "sites").iterdir()}
    told = {f"{name}.json" for name in sites} | {"lock"}
    unfinished = [name for name in sites if name.startswith(".")]
    return sorted(unfinished + [path.name for path in (place / ".publish").iterdir() if path.name not in told])


def stopped(command: Sequence[str], at: int, how: str) -> int:
    """Run a command in a process that is stopped at one of its writes; give how it ended, as a shell does.

    `how` is "killed", or "full": then the disk is full for that one write.
    """
    child = os.fork()
    if not child:
        done = 0

        def hook(event: str, args: Any) -> None:
            nonlocal done
            writing = event in WRITES or (event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
            done += bool(writing)
            if writing and done == at:
                if how == "full":
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(args[0]))
                os.kill(os.getpid(), signal.SIGKILL)

        os.dup2(2, 1)
        os.sync = lambda: None  # who is killed loses nothing that was written
        sys.addaudithook(hook)
        main(list(command))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def every(command: Sequence[str], before: Path, again: Sequence[str], how: str) -> Iterator[dict[str, Any]]:
    """Stop a command at each of its writes, always beginning from the same folder, and then publish again.

    The first argument of both commands that is a folder to publish in is `before`'s twin, made anew each time.
    """
    place = before.with_name("place")
    for at in count(1):
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(before, place, symlinks=True)
        code = stopped(command, at, how)
        told = {"at": at, "code": code, "seen": seen(place), "left": left(place)}
        after = stopped(again, 0, "")
        yield {**told, "again": after, "then": seen(place), "then_left": left(place)}
        if code == 0 and how == "killed":
            return


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    for line in every(given["command"], Path(given["before"]), given["again"], given["how"]):
        print(json.dumps(line), flush=True)
