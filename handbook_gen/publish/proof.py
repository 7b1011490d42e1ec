"""Proves that written files hold every rule: a green build can be empty (decision 7). Repairs nothing."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from handbook_gen.core.guide import ways
from handbook_gen.core.model.book import Handbook
from handbook_gen.core.pages import addresses
from handbook_gen.publish import sealing, searching

# Read as written, after every plugin: attributes in any order and with any quotes, comments left out.
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HOME = re.compile(r"<section\b(?=[^>]*\bdata-rule\b)[^>]*?\bid=[\"']?([^\"'\s>]+)")
_WAY = re.compile(r"<div\b[^>]*?\bdata-way=[\"']?([^\"'\s>]+)")
_TOMB = re.compile(r"<section\b(?=[^>]*\bdata-tombstone\b)[^>]*?\bid=[\"']?([^\"'\s>]+)")


def version(root: Path, book: Handbook, language: str) -> Iterator[str]:
    """Name what is missing from one built version: homes, tombstones, search entries, ways through guides."""
    homes, tombs, steps = _sections(root)
    found = _search_entries(root)
    for rule in book.published:
        yield from _one(homes[rule.id], f"{language}: {rule.id} has {{n}} homes instead of one")
    for rule in book.gone:
        yield from _one(tombs[rule.id], f"{language}: {rule.id} has {{n}} tombstones instead of one")
    for rule in (*book.published, *book.gone):
        address = addresses.address(book, "rule", rule.id)
        yield from _one(found[address], f"{language}: {rule.id} has {{n}} search entries instead of one")
    for guide in book.policy.guides.guides:
        for way in ways(guide):
            address = addresses.along(guide.id, way.answers)
            yield from _one(steps[address], f"{language}: {address} has {{n}} pages instead of one")


def permanent(root: Path, homes: Mapping[str, str], where: str) -> Iterator[str]:
    """Name the rules that have no permanent address below a root, or one that does not lead home.

    `homes` leads from the root to where each rule is at home, such as `nl/draft/topics/time/#TIME-01`.
    """
    for identity, home in homes.items():
        page = root / addresses.permanent(identity) / "index.html"
        to = f'url=../../{home}"'
        if not page.is_file() or to not in page.read_text(encoding="utf-8"):
            yield f"{where}: {identity} has no permanent address that leads home"


def _one(number: int, complaint: str) -> Iterator[str]:
    if number != 1:
        yield complaint.format(n=number)


def _sections(root: Path) -> tuple[Counter[str], Counter[str], Counter[str]]:
    homes: Counter[str] = Counter()
    tombs: Counter[str] = Counter()
    steps: Counter[str] = Counter()
    for page in _pages(root):
        html = _COMMENT.sub("", page.read_text(encoding="utf-8"))
        homes.update(_HOME.findall(html))
        tombs.update(_TOMB.findall(html))
        here = f"{page.parent.relative_to(root).as_posix()}/"
        steps.update(way for way in _WAY.findall(html) if way == here)
    return homes, tombs, steps


def _pages(root: Path) -> Iterator[Path]:
    """Give the pages of a version; the permanent addresses below it are read one by one."""
    for path in root.iterdir():
        if path.is_dir() and path.name != addresses.PERMANENT:
            yield from path.rglob("*.html")
        elif path.suffix == ".html":
            yield path


def _search_entries(root: Path) -> Counter[str]:
    return Counter(each.get("address", "") for each in searching.shown(sealing.index(root)))
