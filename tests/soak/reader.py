"""Reads a site as browsers do: a page, then all that it names; holds every byte against what was built."""

import http.client
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

NAMED = re.compile(r"""<(?:link|script)\b[^>]*?\b(?:href|src)=["']?([^"'\s>]+\.(?:css|js))["'\s>]""")
INDEX = re.compile(r"""(?:data-search=["']?|"search": ")([^"'\s>]+)""")
SEALED = re.compile(r"(?:handbook|look|search|search-engine|search_index)\.([0-9a-f]{8})\.(?:css|js|json)$")
"""What we name by a hash ourselves; Material's hashes are of its sources."""
MOST_TOLD = 5

Site = Mapping[str, str]
"""Path → hash, as it was before it was published."""


def listed(site: Path) -> Site:
    """List a site."""
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): digest(path.read_bytes()) for path in files}


def digest(data: bytes) -> str:
    """Give a hash."""
    return sha256(data).hexdigest()


@dataclass
class Seen:
    """What one reader met."""

    pages: int = 0
    files: int = 0
    sealed: int = 0
    """Files with our own hash in their name, and found to have it."""
    crossed: int = 0
    """Pages that had been replaced by the time that all they name was read."""
    errors: int = 0
    wrong: int = 0
    told: list[str] = field(default_factory=list)

    def tell(self, what: str) -> None:
        """Remember the first of what went wrong."""
        if len(self.told) < MOST_TOLD:
            self.told.append(what)


@dataclass
class Reader:
    """One reader, with one connection that is kept."""

    connection: http.client.HTTPConnection
    sites: tuple[Site, Site]
    seen: Seen

    def get(self, path: str) -> bytes | None:
        """Fetch a file; one that does not come is an error."""
        try:
            self.connection.request("GET", f"/{path}")
            answer = self.connection.getresponse()
            data = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            self._failed(f"{path}: {error!r}")
            return None
        if answer.status != http.HTTPStatus.OK:
            self._failed(f"{path}: {answer.status}")
            return None
        return data

    def _failed(self, what: str) -> None:
        self.seen.errors += 1
        self.seen.tell(what)

    def read(self, path: str) -> None:
        """Read a page with all that it names, and see that all of it is of one site."""
        page = self.get(path)
        if page is None:
            return
        self.seen.pages += 1
        of = [site for site in self.sites if site[path] == digest(page)]
        if not of or not page.rstrip().endswith(b"</html>"):
            self._wrong(f"{path}: {len(page)} bytes are of no site")
            return
        for named in _named(path, page.decode("utf-8")):
            self._hold(path, named, of[0])
        again = self.get(path)
        self.seen.crossed += again is not None and again != page

    def _hold(self, path: str, named: str, site: Site) -> None:
        data = self.get(named)
        if data is None:
            return
        self.seen.files += 1
        sealed = SEALED.search(named)
        if sealed and digest(data).startswith(sealed[1]):
            self.seen.sealed += 1
        if digest(data) != site.get(named) or (sealed and not digest(data).startswith(sealed[1])):
            self._wrong(f"{path}: {named} is of another site")

    def _wrong(self, what: str) -> None:
        self.seen.wrong += 1
        self.seen.tell(what)


def _named(path: str, html: str) -> Iterator[str]:
    for name in dict.fromkeys([*NAMED.findall(html), *INDEX.findall(html)]):
        target = urlsplit(urljoin(f"http://site/{path}", name))
        if target.netloc == "site":
            yield target.path.lstrip("/")


def read(port: int, sites: tuple[Site, Site], seed: int, stop: Event, queue: "Queue[Any]") -> None:
    """Read pages of a site by chance until there is enough of it, and hand in what was met."""
    seen = Seen()
    reader = Reader(http.client.HTTPConnection("127.0.0.1", port, timeout=30), sites, seen)
    pages = sorted(path for path in sites[0] if path.endswith("index.html") and path in sites[1])
    chance = random.Random(seed)  # noqa: S311  # which page is next is no secret
    while not stop.is_set():
        reader.read(chance.choice(pages))
    queue.put(asdict(seen))
