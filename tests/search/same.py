"""The same answers everywhere: each question in a real browser on a built site, and in V8 on its files.

Heavy: it builds the sites of both policies. The first ten ids, and whether a question is covered, must be
equal for every question of both halves.
"""

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from playwright.sync_api import Browser

from handbook_gen.core.search.engine import Asking
from handbook_gen.publish.searchable import Searchable, Site
from tests.browser import chromium
from tests.conftest import DAY, Project, serving
from tests.search.measures import MOST
from tests.search.questions import HALVES, POLICIES, Question, questions

Told = list[Any]
"""Whether a question is covered, then the ids of its answers."""
_ASK: Final = """async ([questions, most]) => {
  const told = []
  for (const text of questions) {
    const {covered, hits} = await handbookSearch.ask(text, {most, whole: true})
    told.push([covered, ...hits.map(each => each.id)])
  }
  return told
}"""


def built(policy: Path, root: Path) -> Path:
    """Build the site of a policy somewhere else, without its releases."""
    root.mkdir(parents=True)
    shutil.copy(policy / "mkdocs.yml", root)
    for folder in ("policies", "content", "overrides"):
        if (policy / folder).is_dir():
            shutil.copytree(policy / folder, root / folder, ignore=shutil.ignore_patterns("releases"))
    done = Project(root).run("-m", "handbook_gen", "build", "--on", DAY)
    if done.code:
        raise RuntimeError(done.err)
    return root / "site"


def in_v8(there: Searchable, texts: Sequence[str]) -> Iterator[Told]:
    """Ask in V8, as `handbook search` does."""
    with Asking(there.script, there.manifest, there.files) as engine:
        for text in texts:
            answer = engine.answer(text, MOST)
            yield [answer["covered"], *(hit["id"] for hit in answer["hits"])]


def in_browser(address: str, texts: Sequence[str], browser: Browser) -> list[Told]:
    """Ask in a page of the site, as its search page does."""
    page = browser.new_page()
    page.goto(address)
    told: list[Told] = page.evaluate(_ASK, [list(texts), MOST])
    page.close()
    return told


def differing(policy: Path, every: Sequence[Question], root: Path, browser: Browser) -> Iterator[str]:
    """Give the questions on a policy that are answered differently, with both answers."""
    site = built(policy, root)
    for language in sorted({each.language for each in every}):
        texts = [each.text for each in every if each.language == language]
        there = Site.read(site).searchable(language, None)
        with serving(site) as served:
            shown = in_browser(f"{served}/{language}/{there.version}/", texts, browser)
        for text, here, other in zip(texts, in_v8(there, texts), shown, strict=True):
            if here != other:
                yield f"{language} {text!r}: V8 {here}, browser {other}"


def main() -> None:
    """Compare all questions; end with 1 where any differs."""
    every = [each for half in HALVES for each in questions(half)]
    different: list[str] = []
    with chromium() as browser, TemporaryDirectory() as folder:
        for name, policy in POLICIES.items():
            asked = [each for each in every if each.root == policy]
            different += differing(policy, asked, Path(folder) / name, browser)
    sys.stdout.write("\n".join([*different, f"{len(every) - len(different)} of {len(every)} equal\n"]))
    sys.exit(bool(different))


if __name__ == "__main__":
    main()
