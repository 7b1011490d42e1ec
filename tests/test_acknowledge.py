"""What a role reads and signs: only what is different for it, and a hash over exactly its own rules."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook_gen import sources
from handbook_gen.cli import main
from handbook_gen.core.exports.confirming import FORMATS
from handbook_gen.core.history.acknowledging import Reading, reading
from handbook_gen.core.history.archive import archive
from tests.conftest import BAKERY, ROOT
from tests.releases import Published, frozen

HANDBOOK = """\
schema: 1
organisation: {id: bakery, name: {nl: Bakkerij, en: Bakery}}
languages: [nl, en]
address: https://example.org
ask: baker
acknowledgement:
  - audience: staff
    method: {nl: Teken bij de chef., en: Sign at the office.}
    every: 1y
    after: [stricter, undecided]
"""
ROLES = """\
roles:
  - {id: baker, name: {nl: Bakker, en: Baker}}
  - {id: seller, name: {nl: Verkoper, en: Seller}}
  - {id: intern, name: {nl: Stagiair, en: Intern}, kind: intern}
  - {id: guest, name: {nl: Gast, en: Guest}, kind: contractor}
audiences:
  - {id: staff, name: {nl: Personeel, en: Staff}, roles: [baker, seller, intern]}
"""
TOPIC = "topic: {id: bread, name: {nl: Brood, en: Bread}, owner: baker}\nrules:\n"
EVERY_DAY = "Bake bread for the shop every day."
BAKED = {
    "id": "BREAD-01",
    "title": {"nl": "Bak vers", "en": "Bake fresh"},
    "modality": "must",
    "statement": {"nl": "Bak iedere dag brood voor de winkel.", "en": EVERY_DAY},
    "audience": ["baker"],
}
SOLD = {
    "id": "BREAD-02",
    "title": {"nl": "Zeg wie je bent", "en": "Say who you are"},
    "modality": "should",
    "statement": {"nl": "Zeg het erbij.", "en": "Say so."},
    "audience": ["seller"],
}
Rule = Mapping[str, object]


def policy(*rules: Rule) -> Mapping[str, str]:
    listed = "".join(f"  - {json.dumps(rule, ensure_ascii=False)}\n" for rule in rules)
    return {"handbook.yml": HANDBOOK, "roles.yml": ROLES, "rules/bread.yml": TOPIC + listed}


def read(role: str, *releases: tuple[Rule, ...], since: str | None = "1") -> Reading:
    files = frozen(
        Published(str(number), f"2027-0{number}-01", policy(*rules))
        for number, rules in enumerate(releases, 1)
    )
    found = archive(files)
    assert found.problems == ()
    return reading(found.history, files[str(len(releases))], role, since, str(len(releases)))


def test_a_new_reader_reads_and_signs_all_rules_of_the_role() -> None:
    found = read("baker", (BAKED, SOLD), since=None)
    assert (found.again, len(found.asked)) == (("BREAD-01",), 1)


def test_a_stricter_rule_asks_only_those_whom_it_binds() -> None:
    stricter = {**SOLD, "modality": "must"}
    seller, baker = (read(role, (BAKED, SOLD), (BAKED, stricter)) for role in ("seller", "baker"))
    assert (seller.again, len(seller.asked)) == (("BREAD-02",), 1)
    assert (baker.again, baker.asked) == ((), ())


def test_another_wording_asks_nobody() -> None:
    worded = {**BAKED, "statement": {"nl": "Bak elke dag brood voor de winkel.", "en": EVERY_DAY}}
    found = read("baker", (BAKED, SOLD), (worded, SOLD))
    assert found.news
    assert (found.news.worded, found.asked) == (("BREAD-01",), ())


def test_what_is_looser_asks_nobody_where_the_settings_do_not_say_so() -> None:
    found = read("seller", (BAKED, {**SOLD, "modality": "must"}), (BAKED, SOLD))
    assert (found.again, found.asked) == (("BREAD-02",), ())


def test_a_team_signs_for_what_it_carries_out() -> None:
    """A rule for customers that a function keeps is that function's rule."""
    kept = {**SOLD, "binds": "team", "audience": [], "carried_out_by": ["intern"]}
    found = read("intern", (BAKED, kept), (BAKED, {**kept, "modality": "must"}))
    assert ([rule.id for rule in found.rules], found.again) == (["BREAD-02"], ("BREAD-02",))
    assert found.asked


def test_who_carries_out_a_duty_of_the_employer_reads_and_does_not_sign() -> None:
    duty = {**SOLD, "binds": "employer", "audience": ["baker"], "carried_out_by": ["seller"]}
    rules = (BAKED, duty), (BAKED, {**duty, "modality": "must"})
    seller, baker = (read(role, *rules) for role in ("seller", "baker"))
    assert (seller.news and seller.news.stricter, baker.news and baker.news.other) == (
        ("BREAD-02",),
        ("BREAD-02",),
    )
    assert (seller.asked, baker.asked) == ((), ())


def test_a_role_that_nobody_asks_signs_nothing() -> None:
    found = read("guest", ({**BAKED, "audience": ["guest"]},), since=None)
    assert (len(found.rules), found.listed, found.asked) == (1, False, ())


def test_several_releases_count_together() -> None:
    """What became stricter and back again leaves nothing to sign; in between it did."""
    must = {**SOLD, "modality": "must"}
    assert read("seller", (BAKED, SOLD), (BAKED, must), (BAKED, SOLD)).asked == ()
    assert read("seller", (BAKED, SOLD), (BAKED, must)).asked != ()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_anybody_can_compute_the_hash(project: Path, language: str) -> None:
    """By the few lines that the documentation gives, which know nothing of ours."""
    page = (ROOT / "docs" / f"acknowledging.{language}.md").read_text("utf-8")
    lines = page.partition("```python\n")[2].partition("```")[0]
    there = project / "policies" / "releases" / "2027.2"
    done = subprocess.run(
        [sys.executable, "-c", lines, str(there), "BREAD-02"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() in run(project, "seller").stdout


_texts = st.text("abcdefghij ,.é“", min_size=1, max_size=30).map(lambda said: f"Zeg {said.strip()} erbij.")
_of_baker = st.fixed_dictionaries(
    {
        "modality": st.sampled_from(["must", "should", "may"]),
        "statement": st.fixed_dictionaries({"nl": _texts, "en": _texts}),
        "capacity": st.sampled_from(["personal", "official", "both"]),
        "audience": st.sampled_from([["baker"], ["baker", "intern"]]),
    }
)
_upkeep = st.fixed_dictionaries(
    {
        "review_by": st.sampled_from(["2028-01-01", "2029-01-01"]),
        "owner": st.sampled_from(["baker", "seller"]),
        "keywords": st.sampled_from([["brood"], ["deeg", "oven"]]),
    }
)


@settings(max_examples=50)
@given(_of_baker, _of_baker, _upkeep, _upkeep)
def test_the_hash_of_a_role_follows_what_its_rules_say_and_nothing_else(
    one: Rule, other: Rule, upkeep: Rule, later: Rule
) -> None:
    before, after = {**BAKED, **one, **upkeep}, {**BAKED, **other, **later}
    baker, seller = (
        [read(role, (rule, SOLD), since=None).hash for rule in (before, after)]
        for role in ("baker", "seller")
    )
    assert seller[0] == seller[1]
    assert (baker[0] == baker[1]) == (one == other)


@settings(max_examples=50)
@given(_of_baker, _of_baker)
def test_who_signs_again_has_another_hash(one: Rule, other: Rule) -> None:
    first, second = {**BAKED, **one}, {**BAKED, **other}
    found, was = read("baker", (first, SOLD), (second, SOLD)), read("baker", (first, SOLD), since=None)
    assert not found.asked or found.hash != was.hash
    assert found.news
    levels = {level for some in found.news.levels.values() for level in some}
    assert bool(found.asked) == bool(levels & {"stricter", "undecided"})
    following = found.comparison.following if found.comparison else ()
    asking = {step.who for step in following if step.what == "acknowledgement"}
    assert {each.audience for each in found.asked} <= asking


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project on disk with two releases."""
    rules = (
        (BAKED, SOLD),
        ({**BAKED, "channels": ["all"], "capacity": "official"}, {**SOLD, "modality": "must"}),
    )
    releases = [Published(f"2027.{n}", f"2027-0{n}-01", policy(*each)) for n, each in enumerate(rules, 1)]
    write(tmp_path, {"mkdocs.yml": BAKERY["mkdocs.yml"].encode()})
    write(tmp_path / "policies", {path: text.encode() for path, text in policy(*rules[1]).items()})
    for version, files in frozen(releases).items():
        write(tmp_path / "policies" / "releases" / version, files.files)
    return tmp_path


def write(root: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def run(project: Path, *given: str) -> Result:
    return CliRunner().invoke(main, ["acknowledge", *given, "--project", str(project)])


def test_a_sheet_is_in_both_languages_and_can_be_signed(project: Path) -> None:
    done = run(project, "seller", "--since", "2027.1")
    assert (done.exit_code, done.stderr) == (0, "")
    dutch, english = done.stdout.split("\n---\n")
    for said in (
        "# Lezen en bevestigen: Verkoper",
        "versie 2027.2",
        "## BREAD-02 Zeg wie je bent – strenger",
        "Zeg het erbij.",
        "Teken bij de chef.",
        "https://example.org/nl/r/BREAD-02/",
        "Handtekening: ___",
    ):
        assert said in dutch
    assert "## BREAD-02 Say who you are – stricter" in english
    assert "Sign at the office." in english
    assert "BREAD-01" not in done.stdout
    hashes = {word for word in done.stdout.split() if word.startswith("sha256:")}
    assert len(hashes) == 1


def test_what_is_typed_in_a_policy_stays_text_on_a_sheet() -> None:
    typed = "Zeg <b>hoi</b> en ![plaatje](https://example.org/x.png)."
    found = read("baker", ({**BAKED, "statement": {"nl": typed, "en": typed}},), since=None)
    said = FORMATS["sheet"](found, sources.words("nl"))
    assert r"Zeg \<b>hoi\</b> en \![plaatje]" in said


def test_a_mail_in_one_language(project: Path) -> None:
    done = run(project, "baker", "--format", "mail", "--language", "en")
    assert done.exit_code == 0
    assert done.stdout.startswith("Subject: read and confirm version 2027.2 (Baker)\n")
    assert "- BREAD-01 Bake fresh\n  https://example.org/en/r/BREAD-01/\n" in done.stdout
    assert "Teken" not in done.stdout


def test_who_has_nothing_to_sign_is_told_so(project: Path) -> None:
    done = run(project, "intern", "--since", "2027.1", "--language", "en")
    assert done.exit_code == 0
    assert "nothing has changed for the role Intern that has to be signed for again" in done.stdout
    assert "Signature" not in done.stdout


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["selle"], "no role `selle` in version 2027.2; did you mean `seller`?"),
        (["zzz"], "no role `zzz` in version 2027.2"),
        (["seller", "--since", "2020"], "no version `2020`; these are: 2027.1 and 2027.2"),
        (["seller", "--version", "draft"], "no version `draft`; these are: 2027.1 and 2027.2"),
        (["seller", "--since", "2027.2"], "version 2027.2 is not older than version 2027.2"),
        (
            ["seller", "--since", "2027.2", "--version", "2027.1"],
            "version 2027.2 is not older than version 2027.1",
        ),
    ],
)
def test_what_is_not_there_is_named(project: Path, given: list[str], said: str) -> None:
    done = run(project, *given)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in " ".join(done.stderr.split())


def test_without_releases_there_is_nothing_to_confirm(project: Path) -> None:
    (project / "policies" / "releases").rename(project / "elsewhere")
    done = run(project, "seller")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "No version has been published yet" in done.stderr


def test_nobody_signs_for_what_was_tampered_with(project: Path) -> None:
    file = project / "policies" / "releases" / "2027.1" / "policies" / "rules" / "bread.json"
    file.write_text(file.read_text("utf-8").replace("iedere", "geen enkele"), "utf-8")
    done = run(project, "seller")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "Nobody signs for that" in done.stderr


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Typ `<b>` en `![x]`, geen <b>.", r"Typ `<b>` en `![x]`, geen \<b>."),
        ("Typ ``a ` <b>`` zo.", "Typ ``a ` <b>`` zo."),
        ("Eén ` en <b>.", r"Eén \` en \<b>."),
        (r"Zo: \` <b> ` of \<b>.", r"Zo: \` \<b> \` of \<b>."),
        ("Eén `\nen `<b>` en `<i>.", "Eén \\`\nen `<b>` en \\`\\<i>."),
    ],
)
def test_code_on_a_sheet_is_what_was_typed_and_nothing_else_is_html(typed: str, shown: str) -> None:
    found = read("baker", ({**BAKED, "statement": {"nl": typed, "en": typed}},), since=None)
    assert f"\n{shown}\n" in FORMATS["sheet"](found, sources.words("nl"))


def test_a_sheet_ends_in_a_whole_line_and_has_no_heading_by_accident(project: Path) -> None:
    """A line above three dashes is a heading in Markdown, unless a blank line stands between."""
    for role in ("guest", "seller"):
        for form in ("sheet", "mail"):
            said = run(project, role, "--format", form).stdout
            assert said.endswith("\n")
            assert "\n\n---\n\n" in said
