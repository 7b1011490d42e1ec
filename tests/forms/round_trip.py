"""Opens every document of the model policy in Sveltia CMS, takes out one mark, saves, and finds it as it was.

The local backend of the CMS writes to a folder that is asked for; here it is one of the browser's own.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator
from playwright.sync_api import Browser, Page, ViewportSize, expect
from ruamel.yaml import YAML

from handbook_gen.cli import main
from handbook_gen.core.exports.sveltia import PACKAGE
from handbook_gen.core.loader import Loaded, Sources, load
from handbook_gen.core.model import RULES_FOLDER
from handbook_gen.edit.formatting import formatted, model
from tests.conftest import ROOT, model_organisation, serving

HERE = Path(__file__).parent
CMS = HERE / "node_modules/@sveltia/cms"
POLICY = {
    path.relative_to(ROOT / "policies").as_posix(): path.read_text("utf-8")
    for path in sorted((ROOT / "policies").rglob("*.yml"))
}
MARK = "✓"
PATIENCE = 120_000
"""Milliseconds: a form of a thousand fields on a busy machine."""
TALL: ViewportSize = {"width": 1400, "height": 20_000}
"""What is not in sight is not drawn."""
IN_PAGE = """
window.showDirectoryPicker = () => navigator.storage.getDirectory();
window.testFile = async (path, options) => {
  const names = path.split('/'), name = names.pop();
  let folder = await navigator.storage.getDirectory();
  for (const each of names) folder = await folder.getDirectoryHandle(each, options);
  return folder.getFileHandle(name, options);
};
"""
SEED = """async (files) => {
  await (await navigator.storage.getDirectory()).getDirectoryHandle('.git', {create: true});
  for (const [path, text] of Object.entries(files)) {
    const writer = await (await testFile(path, {create: true})).createWritable();
    await writer.write(text);
    await writer.close();
  }
}"""
SAVED = f"""async (path) => {{
  for (let frame = 0; frame < 5000; frame++) {{
    try {{
      const text = await (await (await testFile(path)).getFile()).text();
      if (!text.includes('{MARK}')) return text;
    }} catch (error) {{
      // The file is written beside itself and renamed.
      if (!['NotFoundError', 'NotReadableError'].includes(error.name)) throw error;
    }}
    await new Promise(requestAnimationFrame);
  }}
  return '';
}}"""
FOLDED = "[data-key-path] button[aria-expanded=false]:is([aria-controls^=object-], [aria-controls^=list-])"
UNFOLDED = f"""() => {{
  const folded = document.querySelectorAll('{FOLDED}');
  folded.forEach((each) => each.click());
  return folded.length === 0 && document.querySelector('[data-key-path] :is(input, textarea)') !== null;
}}"""
WHERE = f"""() => {{
  const fields = [...document.querySelectorAll('[data-key-path] :is(input, textarea)')];
  return fields.find((each) => each.value.includes('{MARK}'))?.closest('[data-key-path]').dataset.keyPath;
}}"""


def marked(text: str) -> str:
    """Put a mark into the first text of a file that is one plain word on its line."""
    found, times = re.subn(r"\b(nl|name): (?=\w+)", rf"\1: {MARK}", text, count=1)
    assert times == 1
    return found


def bare(text: str) -> str:
    """Take out the remarks: no form keeps them. In the model policy each has a line of its own."""
    return re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE)


def tidy(path: str, text: str) -> str:
    kind = model(path)
    assert kind
    done = formatted(path, text.encode(), kind, "nl")
    assert done.problems == ()
    return done.data.decode()


@pytest.fixture(scope="module")
def answers() -> list[str]:
    """What other machines answered, if any: the page forbids to ask them."""
    return []


@pytest.fixture(scope="module")
def forms(browser: Browser, tmp_path_factory: pytest.TempPathFactory, answers: list[str]) -> Iterator[Page]:
    """The forms of the model policy, opened on a folder with a mark in every file."""
    root = model_organisation(tmp_path_factory.mktemp("forms") / "project").root
    done = CliRunner().invoke(main, ["export", "sveltia", "--project", str(root), "--language", "nl"])
    assert done.exit_code == 0, done.output
    (root / "admin/node_modules").symlink_to(HERE / "node_modules")
    with (
        serving(root) as address,
        browser.new_context(base_url=address, locale="nl-NL", viewport=TALL) as context,
    ):
        context.add_init_script(IN_PAGE)
        context.on("requestfinished", lambda request: answers.append(request.url))
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto("/admin/")
        page.evaluate(SEED, {f"policies/{path}": marked(bare(text)) for path, text in POLICY.items()})
        page.get_by_role("button", name="Werken met een lokale repository").click()
        yield page


def unfolded(page: Page, path: str) -> None:
    """Open a document, and unfold all of it."""
    page.goto(f"/admin/#/collections/{collection(path)}/entries/{Path(path).stem}")
    page.wait_for_function(UNFOLDED, polling=200)


def collection(path: str) -> str:
    return "topics" if path.startswith(RULES_FOLDER) else "policy"


@pytest.mark.parametrize("path", POLICY)
def test_a_document_comes_back_as_it_was(forms: Page, path: str) -> None:
    unfolded(forms, path)
    place = forms.wait_for_function(WHERE, polling=200).json_value()
    field = forms.locator(f"[data-key-path='{place}'] :is(input, textarea)")
    field.fill(field.input_value().replace(MARK, ""))
    forms.get_by_role("button", name="Opslaan", exact=True).click()
    saved = forms.evaluate(SAVED, f"policies/{path}")
    assert saved, "not saved within 5000 frames"
    forms.wait_for_url(f"**/#/collections/{collection(path)}")  # what was saved is closed
    expect(forms.locator("[data-key-path]")).to_have_count(0)

    assert tidy(path, saved) == tidy(path, bare(POLICY[path]))
    before, after = (reading(path, text) for text in (POLICY[path], saved))
    assert (after.policy, after.problems) == (before.policy, before.problems)


def reading(path: str, text: str) -> Loaded:
    return load(Sources("", {each: other.encode() for each, other in {**POLICY, path: text}.items()}))


def configuration(page: Page) -> Any:
    reader = YAML(typ="safe", pure=True)
    return reader.load(page.request.get("/admin/config.yml").text())


def test_the_configuration_is_valid(forms: Page) -> None:
    rules = json.loads((CMS / "schema/sveltia-cms.json").read_text("utf-8"))
    assert [error.json_path for error in Draft7Validator(rules).iter_errors(configuration(forms))] == []
    assert json.loads((CMS / "package.json").read_text("utf-8"))["version"] == PACKAGE.rpartition("@")[2]


def test_what_has_an_id_is_never_given_another(forms: Page) -> None:
    unfolded(forms, "rules/moderation.yml")
    given = len(re.findall(r"\bid: ", POLICY["rules/moderation.yml"]))
    ids = forms.locator("[data-key-path$='.id'] input[type=text]")
    expect(ids).to_have_count(given)
    expect(forms.locator("[data-key-path$='.id'] input[type=text][readonly]")).to_have_count(given)

    forms.get_by_role("button", name=re.compile("Regel.* toevoegen")).click()
    expect(ids).to_have_count(given + 1)
    new = forms.locator("[data-key-path$='.id'] input[type=text]:not([readonly])")
    new.fill("short")
    expect(new).to_have_value("short")
    expect(new).to_be_editable()


def test_nobody_else_is_asked(forms: Page, answers: list[str]) -> None:
    here = urlsplit(forms.url).netloc
    assert answers
    assert {urlsplit(url).netloc for url in answers if url.startswith("http")} == {here}
