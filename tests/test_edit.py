"""Edits in place: rule new, rule withdraw and review change what they are about, and not a byte elsewhere."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import chdir
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from handbook_gen.cli import main
from handbook_gen.core.loader import Sources
from handbook_gen.core.reader import read
from handbook_gen.edit.desk import Desk
from handbook_gen.edit.review import renew
from handbook_gen.edit.rules import Draft, draft, withdraw
from tests.conftest import BILINGUAL, Done, Project
from tests.test_fmt import remarked, told

DAY = date(2026, 12, 1)
NEXT = date(2028, 1, 1)
FILE = "rules/bread.yml"
OTHERS = {
    "handbook.yml": "schema: 1\norganisation: {id: bakery, name: B}\nlanguages: [nl]\nask: baker\n",
    "roles.yml": "roles:\n  - {id: baker, name: Bakker}\n",
}
TOPIC = "topic: {id: bread, name: Brood}\n"
RULE = "modality: must, statement: Bak."


def desk(text: str) -> Desk:
    every = {path: other.encode() for path, other in OTHERS.items()} | {FILE: text.encode()}
    return Desk(Sources("policies", every))


def reviewed(text: str) -> str:
    return renew(desk(text), "BREAD-01", NEXT, DAY).data.decode()


def withdrawn(text: str) -> str:
    done = withdraw(desk(text), "BREAD-01", "BREAD-02", DAY)
    return done.files.get(FILE, text.encode()).decode()


def drafted(text: str) -> str:
    said = {"nl": "X"}
    wanted = Draft(topic="bread", modality="may", title=said, statement=said, because=said)
    return draft(desk(text), wanted, ()).data.decode()


NEW = """\
  - id: BREAD-{number}
    title: {{nl: X}}
    modality: may
    statement: {{nl: X}}
    because: {{nl: X}}
    status: draft
"""


def added(number: str, indent: int = 2) -> str:
    return re.sub("^  ", " " * indent, NEW.format(number=number), flags=re.MULTILINE)


# What stands there → what is changed in it, written as «old|new».
ONE = "rules:\n  - id: BREAD-01\n"
SET = "review_by: 2028-01-01"
REVIEWS = {
    "a date": f"{ONE}    review_by: «2027-01-01|2028-01-01»  # every year\n    x: y\n",
    "in quotes": f"{ONE}    review_by:   '«2027-01-01|2028-01-01»'#x\n",
    "no date": f"{ONE}    from: 2020-01-01 # since\n«|    {SET}\n»    replaces: []\n",
    "no value": f"{ONE}    review_by:«| 2028-01-01»   # when?\n    x: y\n",
    "null": f"{ONE}    review_by: «~|2028-01-01»\n",
    "in brackets": f"rules:\n  - {{id: BREAD-01, title: A«|, {SET}», replaces: [A-1], }}  # one line\n",
    "over lines": f"rules: [\n  {{id: BREAD-01, # first\n   title: 'A'«|, {SET}» # last\n  }}]\n",
    "a remark too near": "rules: [{id: BREAD-01, title: 'A'«|, review_by: \"2028-01-01\"»#x\n  }]\n",
    "no newline": f"{ONE}    title: A«|\n    {SET}»",
    "CRLF": f"rules:\r\n  - id: BREAD-01\r\n    title: A\r\n«|    {SET}\r\n»# end\r\n",
    "a byte order mark": f"\ufeff{ONE}    review_by: «2027-01-01|2028-01-01»\n",
    "no indent": f"rules:\n- title: A\n  id: BREAD-01\n«|  {SET}\n»\n# end\n",
    "behind a remark": f"{ONE}    law:\n    - a\n      # b\n«|    {SET}\n»    # next\n    x: y\n",
    "behind a text": f"{ONE}    because: |+\n      A\n\n\n«|    {SET}\n»  - id: B-1\n",
}
WITHDRAWALS = {
    "lines": f"""\
{TOPIC}rules:
  - id: BREAD-01
    title: Oud
    modality: must
    statement: >-
      Bak.
    status: «active|withdrawn»   # for now
    from: 2020-01-01
«|    until: 2026-12-01
»    review_by: 2027-01-01

  - id: BREAD-02
    title: Nieuw
    modality: must
    statement: Bak. # more
«|    replaces: [BREAD-01]
»
# end
""",
    "brackets": f"""\
{TOPIC}rules:
- {{id: BREAD-01, title: Oud, {RULE}«|, status: withdrawn, until: 2026-12-01»}} # old
- {{id: BREAD-02, title: Nieuw, {RULE}, replaces: [BREAD-09«|, BREAD-01»], from: 2020-01-01}}
""",
    "a list in lines": f"""\
{TOPIC}rules:
  - {{id: BREAD-01, title: Oud, {RULE}, status: «active|withdrawn», until: 2026-01-01}}
  - id: BREAD-02
    title: Nieuw
    modality: must
    statement: Bak.
    replaces:
    - BREAD-09  # long ago
«|    - BREAD-01
»    until: 2030-01-01
""",
    "a successor that waits": f"""\
{TOPIC}rules:
  - {{id: BREAD-01, title: Oud, {RULE}}}
  - {{id: BREAD-02, title: Nieuw, {RULE}, from: 2027-01-01«|, replaces: [BREAD-01]»}}
""",
    "withdrawn already": f"""\
{TOPIC}rules:
  - {{id: BREAD-01, title: Oud, {RULE}, status: withdrawn}}
  - {{id: BREAD-02, title: Nieuw, {RULE}, replaces: [BREAD-01]}}
""",
}
TWO = "rules:\n  - {id: BREAD-08}\n\n  - id: BREAD-09\n    x: y # z\n"
DRAFTS = {
    "lines": f"{TOPIC}{TWO}«|\n{added('10')}»\n\n# end\n",
    "no indent": f"{TOPIC}rules:\n- id: BREAD-01\n  x: y\n«|\n{added('02', 0)}»# end\n",
    "no rules": f"{TOPIC}«|\nrules:\n{added('01')}»# end",
    "nothing": f"{TOPIC}rules: # none yet\n«|{added('01')}»",
    "an empty list": f"{TOPIC}rules:« []|\n{added('01').rstrip()}»\n",
    "a number that was mentioned": f"{TOPIC}{ONE}    replaces: [BREAD-4]\n«|\n{added('05')}»",
    "topic last": f"rules:\n  - id: BREAD-001\n«|\n{added('002')}»\n{TOPIC}",
}


@pytest.mark.parametrize(
    ("edit", "marked"),
    [
        *((reviewed, text) for text in REVIEWS.values()),
        *((withdrawn, text) for text in WITHDRAWALS.values()),
        *((drafted, text) for text in DRAFTS.values()),
    ],
    ids=[*REVIEWS, *WITHDRAWALS, *DRAFTS],
)
def test_only_what_is_marked_changes(edit: Callable[[str], str], marked: str) -> None:
    before, after = (re.sub(r"«([^|»]*)\|([^»]*)»", part, marked) for part in (r"\1", r"\2"))

    assert edit(before) == after


FIELDS = st.lists(
    st.sampled_from(["status", "from", "until", "review_by", "replaces", "because"]), unique=True, max_size=6
)
VALUES: Mapping[str, Any] = {
    "status": "active",
    "from": "2020-01-01",
    "until": "2030-01-01",
    "review_by": "2027-01-01",
    "replaces": ["BREAD-09"],
    "because": "A\n\nB",
}


@given(st.data())
def test_in_every_style_the_other_lines_and_remarks_stay(data: st.DataObject) -> None:
    rules = [
        {"id": f"BREAD-0{number}", "title": "A", "modality": "must", "statement": "B"}
        | {key: deepcopy(VALUES[key]) for key in data.draw(FIELDS)}
        for number in (1, 2)
    ]
    before = data.draw(remarked({"topic": {"id": "bread", "name": "Brood"}, "rules": rules}))

    for edit, touched in ((reviewed, 1), (withdrawn, 3), (drafted, 1)):
        after = edit(before)
        assert read(FILE, after.encode()).problems == ()
        assert told(after) == told(before)
        assert sum(line not in after.splitlines() for line in before.splitlines()) <= touched


def run(project: Project, *words: str) -> Done:
    with chdir(project.root):
        result = CliRunner().invoke(main, [*words], catch_exceptions=False)
    return Done(result.exit_code, result.stdout, result.stderr)


def test_a_new_rule_never_takes_a_number_of_the_past(bakery: Callable[..., Project]) -> None:
    project = bakery(BILINGUAL)
    project.write(
        "policies/releases/2026.1/bread.json", '{"rules": [{"id": "BREAD-07"}, {"id": "BREAD-2026-9"}]}'
    )

    done = run(project, "rule", "new", "bread", "--title-en", "Bake", "--modality", "must")

    assert done.code == 0
    assert "policies/rules/bread.yml:9: BREAD-08" in done.out
    written = (project.root / "policies/rules/bread.yml").read_text("utf-8")
    assert "title: {nl: Nog te schrijven, en: Bake}\n    modality: must\n" in written
    shutil.rmtree(project.root / "policies" / "releases")  # no whole release, which would stop a build
    assert project.build().code == 0


def test_a_topic_that_is_not_there_is_made_on_request(bakery: Callable[..., Project]) -> None:
    project = bakery()

    assert (
        run(project, "rule", "new", "bred").code,
        "`bread`" in run(project, "rule", "new", "bred").err,
    ) == (2, True)
    assert run(project, "rule", "new", "bread-rolls", "--create").code == 0
    assert "id: BREADROLLS-01" in (project.root / "policies/rules/bread-rolls.yml").read_text("utf-8")
    assert run(project, "fmt", "--check").code == 1  # the bakery says its texts without a language
    assert project.build().code == 0


def test_the_first_topic_of_all_gets_its_folder(bakery: Callable[..., Project]) -> None:
    project = bakery()
    shutil.rmtree(project.root / "policies" / "rules")

    assert run(project, "rule", "new", "bread", "--create").code == 0
    assert [path.name for path in (project.root / "policies" / "rules").iterdir()] == ["bread.yml"]


REFUSALS = {
    "an unknown rule": (["rule", "withdraw", "BREAD-1", "--by", "BREAD-03"], "did you mean `BREAD-01`?"),
    "itself": (["rule", "withdraw", "BREAD-01", "--by", "BREAD-01"], "cannot replace itself"),
    "a successor that is gone": (["rule", "withdraw", "BREAD-01", "--by", "BREAD-02"], "no longer in force"),
    "a title of two lines": (["rule", "new", "bread", "--title-nl", "a\nb"], "`title.nl` is not allowed"),
    "a prefix": (["rule", "new", "bread", "--prefix", "bread"], "`id` is not allowed"),
    "no prefix": (["rule", "new", "2fa", "--create"], "choose how its rules are numbered"),
    "a name for a topic": (["rule", "new", "../x", "--create", "--prefix", "X"], "`id` is not allowed"),
    "a day that is past": (
        ["review", "BREAD-01", "--next", "2026-12-01", "--on", "2026-12-01"],
        "still to come",
    ),
    "an unknown id": (["review", "BRAED-01", "--next", "2100-01-01"], "did you mean `BREAD-01`?"),
    "no review": (["review", "bread", "--next", "2100-01-01"], "no review date"),
    "no crisis": (["review", "crisis", "--next", "2100-01-01"], "no `crisis`"),
}


@pytest.mark.parametrize(("words", "said"), REFUSALS.values(), ids=REFUSALS)
def test_what_cannot_be_is_refused_and_nothing_changes(
    words: list[str], said: str, bakery: Callable[..., Project]
) -> None:
    project = bakery()
    before = contents(project)

    done = run(project, *words)

    assert (done.code, said in done.err, contents(project) == before) == (2, True, True), done.err


def contents(project: Project) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in project.root.rglob("*") if path.is_file()}


def test_withdrawing_says_what_becomes_of_the_rule(bakery: Callable[..., Project]) -> None:
    project = bakery()

    waits = run(project, "rule", "withdraw", "BREAD-01", "--by", "BREAD-03", "--on", "2026-12-01")
    alone = run(project, "rule", "withdraw", "BREAD-01", "--on", "2026-12-01")
    again = run(project, "rule", "withdraw", "BREAD-01", "--on", "2026-12-01")

    assert "stays in force as long as BREAD-03 is a draft" in waits.out
    assert "policies/rules/bread.yml: BREAD-01 is withdrawn." in alone.out
    assert "Nothing has changed." in again.out
    assert "status: withdrawn, until: 2026-12-01" in (project.root / "policies/rules/bread.yml").read_text(
        "utf-8"
    )


@pytest.mark.parametrize("what", ["BREAD-01", "handbook"])
def test_a_review_date_is_renewed(what: str, bakery: Callable[..., Project]) -> None:
    project = bakery()

    first = run(project, "review", what, "--next", "2100-01-01")
    second = run(project, "review", what, "--next", "2101-01-01")

    assert ("there was no date yet" in first.out, "that was 2100-01-01" in second.out) == (True, True)
    assert project.build().code == 0


def test_fmt_writes_what_it_can_and_tells_what_it_cannot(bakery: Callable[..., Project]) -> None:
    project = bakery({"policies/rules/cake.yml": "topic: {id: cake\n", "policies/notes.yml": "a:   b\n"})
    (project.root / "policies" / "roles.yml").chmod(0o640)
    before = contents(project)

    checked = run(project, "fmt", "--check")
    unchanged = contents(project) == before
    done = run(project, "fmt")
    after = {path for path, data in contents(project).items() if before[path] != data}
    again = run(project, "fmt", "--check")

    assert (checked.code, unchanged, done.code, again.code) == (1, True, 1, 1)
    assert "policies/rules/cake.yml:1:8: error[HB003]" in done.err
    assert {path.rpartition("policies/")[2] for path in after} == {
        "handbook.yml",
        "roles.yml",
        "rules/bread.yml",
    }
    assert [line for line in again.out.splitlines() if "cake" not in line] == []
    assert (project.root / "policies" / "roles.yml").stat().st_mode & 0o777 == 0o640
    assert project.build().code == 1


def test_where_nothing_can_be_written_nothing_is_half_written(bakery: Callable[..., Project]) -> None:
    project = bakery()
    before = contents(project)
    full = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))"  # as on a disk that is full
    start = f"{full}\nfrom handbook_gen.cli import main\nmain(['fmt'])"

    done = subprocess.run(
        [sys.executable, "-B", "-c", start], cwd=project.root, capture_output=True, text=True, check=False
    )

    assert (done.returncode, "cannot be written" in done.stderr, contents(project) == before) == (
        3,
        True,
        True,
    )


def test_without_a_project_there_is_nothing_to_edit(tmp_path: Any) -> None:
    assert [run(Project(tmp_path), *words).code for words in (["fmt"], ["rule", "new", "x"])] == [3, 3]
