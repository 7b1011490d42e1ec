"""Takes pictures of the real site: the README's into docs/, every kind of page into .handbook/screenshots."""

import sys
from base64 import b64encode
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, ViewportSize

from tests.browser import chromium
from tests.conftest import ROOT, model_organisation, serving
from tests.looks import second
from tests.test_browser import KINDS, LANGUAGES, TOPIC, WIDTHS, viewport

Scheme = Literal["light", "dark"]
README = {
    "topic-desk.png": (f"/nl/draft/{TOPIC}", 1280),
    "rule-phone.png": (f"/nl/draft/{TOPIC}#DISC-01", 390),
    "start-desk.png": ("/en/draft/", 1280),
    "start-phone.png": ("/nl/draft/", 390),
    "goals-desk.png": ("/en/draft/strategy/goals/#_tree", 1280),
}
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
LOOK: tuple[tuple[str, int, Scheme], ...] = (
    ("/nl/draft/", 1280, "light"),
    (f"/nl/draft/{TOPIC}#DISC-01", 390, "light"),
    ("/nl/draft/", 390, "light"),
    (f"/nl/draft/{TOPIC}#DISC-01", 1280, "dark"),
)
"""What is shown of a look, in one picture: the start page and a rule, at a desk and on a phone."""
_BESIDE = """<style>body { background: #c9ced6; display: flex; flex-wrap: wrap; gap: 24px; margin: 0;
padding: 24px; width: 1694px } img { box-shadow: 0 2px 10px #0004; height: 844px }</style>"""


def main(folder: Path) -> None:
    with TemporaryDirectory() as made:
        project = model_organisation(Path(made) / "project")
        done = project.build()
        if done.code:
            sys.exit(done.err)
        with serving(project.root / "site") as address, chromium() as browser:
            take_readme(browser, address, ROOT / "docs")
            take_look(browser, address, ROOT / "docs/look-1.png")
            take_all(browser, address, folder)
        project = second(Path(made) / "second")
        done = project.build()
        if done.code:
            sys.exit(done.err)
        with serving(project.root / "site") as address, chromium() as browser:
            take_look(browser, address, ROOT / "docs/look-2.png")


def take_look(browser: Browser, address: str, file: Path) -> None:
    """Take pictures of a look, and put them beside each other in one."""
    with TemporaryDirectory() as made:
        parts = [Path(made) / f"{number}.png" for number in range(len(LOOK))]
        for part, (path, width, scheme) in zip(parts, LOOK, strict=True):
            take(browser, address + path, ViewportSize(width=width, height=844), scheme, part)
        drawn = (
            f'<img src="data:image/png;base64,{b64encode(each.read_bytes()).decode()}">' for each in parts
        )
        page = browser.new_page(viewport={"width": 1742, "height": 1760})
        page.set_content(_BESIDE + "".join(drawn), wait_until="load")
        page.screenshot(path=file)
        page.close()


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
