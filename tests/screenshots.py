"""Takes pictures of the real site: the README's into docs/, every kind of page into .handbook/screenshots."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, ViewportSize

from tests.browser import chromium
from tests.conftest import ROOT, model_organisation, serving
from tests.test_browser import KINDS, LANGUAGES, TOPIC, WIDTHS, viewport

Scheme = Literal["light", "dark"]
README = {
    "topic-desk.png": (f"/nl/draft/{TOPIC}", 1280),
    "rule-phone.png": (f"/nl/draft/{TOPIC}#DISC-01", 390),
    "start-desk.png": ("/en/draft/", 1280),
    "goals-desk.png": ("/en/draft/strategy/goals/#_tree", 1280),
}
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def main(folder: Path) -> None:
    with TemporaryDirectory() as made:
        project = model_organisation(Path(made) / "project")
        done = project.build()
        if done.code:
            sys.exit(done.err)
        with serving(project.root / "site") as address, chromium() as browser:
            take_readme(browser, address, ROOT / "docs")
            take_all(browser, address, folder)


def take_readme(browser: Browser, address: str, folder: Path) -> None:
    for name, (path, width) in README.items():
        take(browser, address + path, viewport(width), "light", folder / name)


def take_all(browser: Browser, address: str, folder: Path) -> None:
    kinds = {**{kind: f"draft/{path}" for kind, path in KINDS.items()}, "lost": "404.html"}
    for language in LANGUAGES:
        for kind, path in kinds.items():
            for width in WIDTHS:
                for scheme in SCHEMES:
                    name = f"{kind}-{language}-{width}-{scheme}.png"
                    take(
                        browser,
                        f"{address}/{language}/{path}",
                        viewport(width),
                        scheme,
                        folder / name,
                        whole=True,
                    )


def take(
    browser: Browser, url: str, size: ViewportSize, scheme: Scheme, file: Path, *, whole: bool = False
) -> None:
    """Take a picture of a page, of all of it where `whole` says so."""
    with browser.new_context(viewport=size, color_scheme=scheme, device_scale_factor=1) as context:
        page = context.new_page()
        page.goto(url, wait_until="networkidle")
        page.screenshot(path=file, full_page=whole, animations="disabled")
        print(file)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".handbook" / "screenshots")
