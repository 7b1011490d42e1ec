"""Looks at every kind of page with three tools, and writes what they found for the page about it."""

import shutil
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, Page

from tests.audit import axe, ibm, nu, writing
from tests.audit.seen import Seen, known
from tests.audit.visits import Visit, kinds
from tests.browser import chromium
from tests.conftest import Project, model_organisation, serving, with_releases
from tests.test_accessibility import SCHEMES, WIDTHS, looked_at, opened

AXE, IBM, NU = "axe-core", "accessibility-checker", "Nu Html Checker"
MISSING: Final = "make audit needs {} as well. Nothing was looked at and nothing written."
OVER: Final = {"start.html", "topic.html"}
"""Pages on which the search and the menu are opened too."""


def main() -> int:
    if wanting := [name for name, there in needed().items() if not there]:
        sys.exit(MISSING.format(" and ".join(wanting)))
    seen, looked = Seen(known()), set[str]()
    with TemporaryDirectory() as made, chromium() as browser:
        whole = model_organisation(Path(made) / "model")
        past = with_releases(Path(made) / "past")
        for project, version in ((whole, "draft"), (past, "latest")):
            looked |= look(project, version, kinds() - looked, browser, seen)
        axe_version = versions(browser)
        browser_version = browser.version
    used = writing.Used(
        tools=(
            (AXE, axe_version, "wcag"),
            (IBM, ibm.version(), "rules"),
            (NU, nu.version(), "html"),
        ),
        theme=metadata.version("mkdocs-material"),
        browser=browser_version,
    )
    writing.write(seen, used, datetime.now(UTC).date(), len(looked))
    for what in (("format",), ("check", "--fix")):
        subprocess.run([sys.executable, "-m", "ruff", *what, "--quiet", str(writing.FILE)], check=True)
    return told(seen)


def needed() -> dict[str, bool]:
    """Tell what else has to be there, by what it is called."""
    return {
        "Java": shutil.which("java") is not None,
        "what `npm ci --prefix tests/audit` brings": ibm.SCRIPT.is_file() and nu.JAR.is_file(),
    }


def look(project: Project, version: str, only: frozenset[str], browser: Browser, seen: Seen) -> set[str]:
    """Build a site and look at the kinds of page that no other site had; give which those were."""
    done = project.build()
    if done.code:
        sys.exit(done.err)
    site = project.root / "site"
    pages = [each for each in looked_at(site, version) if each.kind in only or version == "draft"]
    nu_reports(site, pages, seen)
    with serving(site) as address:
        for width in WIDTHS:
            for scheme in SCHEMES:
                with opened(browser, address, width, scheme) as context:
                    page = context.new_page()
                    for visit in pages:
                        view(page, visit, f"{width} {scheme} {visit.address}", seen)
                        print(f"\r{width} {scheme} {visit.address:60}", end="", file=sys.stderr)
    return {each.kind for each in pages}


def view(page: Page, visit: Visit, where: str, seen: Seen) -> None:
    """Ask about a page, and about what opens over it."""
    page.goto(f"/{visit.address}")
    ask(page, where, seen)
    if visit.kind in OVER:
        menu = page.locator(".hb-control--menu:visible")
        if menu.count():
            menu.press("Enter")
            ask(page, f"{where} (menu)", seen)
            page.keyboard.press("Escape")
        page.keyboard.press("Control+k")
        page.keyboard.type("foto")
        page.locator(".md-search-result__link").first.wait_for()
        ask(page, f"{where} (search)", seen)


def ask(page: Page, where: str, seen: Seen) -> None:
    seen.take(AXE, where, axe.violations(page))
    seen.take(IBM, where, ibm.reports(page))


def nu_reports(site: Path, pages: list[Visit], seen: Seen) -> None:
    """Ask about the files, as they were written."""
    files = [site / each.address for each in pages]
    written = [file if file.suffix else file / "index.html" for file in files]
    found = nu.reports(written)
    for file in written:
        seen.take(NU, file.relative_to(site).as_posix(), found.get(str(file), ()))


def versions(browser: Browser) -> str:
    """Say which axe-core it is."""
    with closing(browser.new_page()) as page:
        page.evaluate(axe.SCRIPT)
        return axe.version(page)


def told(seen: Seen) -> int:
    """Print what was found; 0 where there is nothing to mend."""
    print(file=sys.stderr)
    for tool, report in seen.reports:
        print(f"{tool}: {report}")
    for each in seen.stale:
        print(f"{each.tool}: no longer occurs, take it off the list: {each.rule} in {each.where}")
    views = ", ".join(f"{tool} looked at {number}" for tool, number in seen.views.items())
    print(f"{len(seen.reports)} reports; {views}; {len(seen.met)} known.")
    return 1 if seen.reports or seen.stale else 0


if __name__ == "__main__":
    sys.exit(main())
