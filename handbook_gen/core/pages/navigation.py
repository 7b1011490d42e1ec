"""Tabs and side bars: which page stands where, generated and hand-written ones together."""

from collections.abc import Iterable
from dataclasses import dataclass

from handbook_gen.core.pages.page import TABS, Page


@dataclass(frozen=True, slots=True)
class Group:
    """Some pages under a heading; no heading for those that stand directly under their tab."""

    title: str
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab with everything below it; paths are those of Markdown files, as MkDocs names pages."""

    name: str
    groups: tuple[Group, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """All pages below it."""
        return tuple(path for group in self.groups for path in group.paths)


def paths(pages: tuple[Page, ...]) -> tuple[tuple[str, Page], ...]:
    """Give each page with the Markdown file that it would have been; the first page of a tab is its index.

    So is a page that no menu lists: an answer of a guide may be called `index`.
    """
    firsts = {page.tab: page for page in reversed(pages)}
    return tuple(
        (
            f"{page.address}index.md"
            if page is firsts[page.tab] or not page.listed
            else f"{page.address.rstrip('/')}.md",
            page,
        )
        for page in pages
    )


def tabs(pages: tuple[Page, ...], written: Iterable[tuple[str, str]]) -> tuple[Tab, ...]:
    """Order all pages under their tabs; hand-written ones come as tab and path. Empty tabs are left out.

    So are pages that no menu lists.
    """
    found: dict[str, dict[str, list[str]]] = {name: {} for name in TABS}
    for path, page in paths(pages):
        if page.listed:
            found[page.tab].setdefault(page.group, []).append(path)
    for tab, path in written:
        found[tab].setdefault("", []).append(path)
    return tuple(
        Tab(name, tuple(Group(title, tuple(files)) for title, files in groups.items()))
        for name, groups in found.items()
        if groups
    )
