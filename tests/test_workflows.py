"""The workflows that a project begins with: their scripts run for real, and each file can fail its checks."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from check_jsonschema import main as check_jsonschema  # type: ignore[import-untyped]  # it has no types
from click.testing import CliRunner

from handbook_gen import sources
from handbook_gen.cli import main
from handbook_gen.edit import scaffold
from handbook_gen.publish import keeping
from tests import warm
from tests.codehost import TOKEN, CodeHost, hosting
from tests.conftest import Done
from tests.repository import BREAD, WHO, Repo, started

ACTION: Final = ".github/actions/handbook-diff/action.yml"
CHECK, REVIEW, COMMENT, RELEASE = (
    f".github/workflows/{name}.yml"
    for name in ("handbook", "handbook-review", "handbook-comment", "handbook-release")
)
GITLAB: Final = ".gitlab-ci.yml"
COMMANDS: Final = Path(sys.executable).parent
SHIPPED: Final = scaffold.every(sources.words("nl"))
PREVIEW: Final = "https://github.example/bakery/.handbook/actions/runs/1/artifacts/2"
NEW_DUTY: Final = (
    "  - {id: BREAD-04, title: Veeg, modality: must, statement: Veeg elke dag., audience: [baker]}\n"
)
BY_DAY: Final = {"SOURCE_DATE_EPOCH": "1796083200", "TZ": "UTC"}


def parsed(path: str) -> Any:
    return yaml.load(SHIPPED[path], yaml.BaseLoader)  # noqa: S506  # `on` is no boolean, and nothing is made


@pytest.fixture(scope="module", autouse=True)
def _handbook() -> Iterator[None]:
    with warm.on_path():
        yield


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A branch of a project with our workflows; its rules are those of main."""
    project = started(
        tmp_path / "bakery", {path: SHIPPED[path].decode() for path in (ACTION, REVIEW, GITLAB)}
    )
    project.git("update-ref", "refs/remotes/origin/main", "main")
    project.git("checkout", "--quiet", "-b", "voorstel")
    return project


def adds_a_duty(repo: Repo) -> str:
    repo.write(BREAD, (repo.root / BREAD).read_text("utf-8") + NEW_DUTY)
    return repo.commit()


def run(repo: Repo, shell: tuple[str, ...], script: str, environment: Mapping[str, str]) -> Done:
    """Run a script as a pipeline does: nothing of this machine's git."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "GITHUB_", "CI_", "LC_"))}
    done = subprocess.run(
        [*shell, script],
        cwd=repo.root,
        env={**inherited, **WHO, **BY_DAY, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def filled(values: Mapping[str, str], context: Mapping[str, str]) -> dict[str, str]:
    """Put values in the place of expressions, as GitHub does; one that is not known here is a mistake."""
    return {k: re.sub(r"\$\{\{ (.+?) \}\}", lambda m: context[m[1]], v) for k, v in values.items()}


class GitHub:
    """What GitHub does with the workflows of a proposal."""

    def __init__(self, repo: Repo, folder: Path) -> None:
        self.repo = repo
        self.temp = folder
        self.summary = folder / "summary.md"
        self.comment = folder / "handbook-diff/comment.md"

    def review(self, *labels: str, base: str = "main", fail_on: str = "") -> Done:
        """Take the step that uses our action, and run that."""
        steps = parsed(REVIEW)["jobs"]["review"]["steps"]
        used = next(step for step in steps if step.get("uses") == f"./{Path(ACTION).parent}")
        context = {
            "github.base_ref": base,
            "toJSON(github.event.pull_request.labels.*.name)": json.dumps(labels, indent=2),
            "steps.preview.outputs.artifact-url": PREVIEW,
        }
        given = {**filled(used["with"], context), "fail-on": fail_on}
        assert given.keys() == parsed(ACTION)["inputs"].keys()
        step = parsed(ACTION)["runs"]["steps"][0]
        inputs = filled(step["env"], {f"inputs.{name}": value for name, value in given.items()})
        return self._bash(step["run"], {**inputs, "LC_MESSAGES": parsed(REVIEW)["env"]["LC_MESSAGES"]})

    def build(self) -> Done:
        """Run the step that builds the preview."""
        steps = parsed(REVIEW)["jobs"]["review"]["steps"]
        step = next(step for step in steps if "handbook build" in step.get("run", ""))
        return self._bash(step["run"], filled(step["env"], {"github.base_ref": "main"}))

    def post(self, host: CodeHost, commit: str) -> Done:
        """Run the script that may write, on whatever lies where the artifact is unpacked."""
        step = parsed(COMMENT)["jobs"]["comment"]["steps"][-1]
        context = {
            "github.event.workflow_run.head_sha": commit,
            "github.event.workflow_run.head_repository.full_name": "bakery/fork",
            "github.event.workflow_run.head_branch": "voorstel",
            "github.token": TOKEN,
        }
        return self._bash(step["run"], {**host.environment, **filled(step["env"], context)})

    def release(self, host: CodeHost, **form: str) -> list[Done]:
        """Fill in the form, and run its scripts until one fails."""
        given = parsed(RELEASE)["on"]["workflow_dispatch"]["inputs"]
        assert form.keys() <= given.keys()
        context = {f"inputs.{name}": form.get(name, "") for name in given} | {"github.token": TOKEN}
        language = parsed(RELEASE)["env"]["LC_MESSAGES"]
        runner = {**host.environment, "GITHUB_REF_NAME": "main", "GITHUB_TOKEN": "", "LC_MESSAGES": language}
        done: list[Done] = []
        for step in parsed(RELEASE)["jobs"]["release"]["steps"][3:]:
            if all(each.code == 0 for each in done):
                done.append(self._bash(step["run"], {**runner, **filled(step["env"], context)}))
        return done

    def _bash(self, script: str, environment: Mapping[str, str]) -> Done:
        places = {"RUNNER_TEMP": str(self.temp), "GITHUB_STEP_SUMMARY": str(self.summary)}
        shell = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
        return run(self.repo, shell, script, {**places, **environment})


@pytest.fixture
def github(repo: Repo, tmp_path: Path) -> GitHub:
    return GitHub(repo, tmp_path)


def fingerprints(comment: str) -> list[str]:
    return re.findall(r"`([0-9a-f]{12})`", comment)


def test_a_stricter_proposal_is_told_and_stopped_until_it_is_accepted(github: GitHub) -> None:
    commit = adds_a_duty(github.repo)
    target = "x;touch${IFS}hacked;$(touch${IFS}hacked)"
    github.repo.git("update-ref", f"refs/remotes/origin/{target}", "main")

    stopped = github.review("bug", fail_on="stricter")

    assert stopped.code == 1, stopped
    assert re.search(rf"^::\w+ file={BREAD},line=\d+", stopped.out, re.MULTILINE), stopped.out
    comment = github.comment.read_text("utf-8")
    assert "BREAD-04 Veeg" in comment
    assert (PREVIEW in comment, comment == github.summary.read_text("utf-8")) == (True, True)
    with hosting("github") as host:
        host.in_forks = True
        host.proposes(3, commit)
        host.proposes(4, commit, branch="kopie")
        posted = github.post(host, commit)
        assert (posted.code, host.bodies()) == (0, [comment]), posted
    labels = [f"accepted: {each}" for each in fingerprints(comment)]
    accepted = github.review('a"b,accepted:c', *labels, "accepted:x;y", base=target, fail_on="stricter")
    assert (bool(labels), accepted.code) == (True, 0), accepted
    assert ("`accepted:x;y`" in accepted.err, "`accepted:c`" in accepted.err) == (True, False)
    assert not (github.repo.root / "hacked").exists()


def test_what_cannot_be_compared_leaves_no_comment_behind(github: GitHub) -> None:
    github.repo.reads("modality: must,", "modality: [")

    assert github.review().code == 3
    assert not github.comment.exists()
    with hosting("github") as host:
        assert github.post(host, "a" * 40).code == 0
        github.comment.write_text("<script>")
        assert github.post(host, "a" * 40).code == 3
        assert host.asked == []


def first(repo: Repo) -> str:
    """Make the proposal one that brings the handbook in; give the commit before."""
    repo.git("switch", "--quiet", "--orphan", "leeg")
    repo.write("README.md", "Hier komt een handboek.\n")
    base = repo.commit()
    repo.git("update-ref", "refs/remotes/origin/main", base)
    repo.git("switch", "--quiet", "--create", "eerste")
    repo.git("checkout", "--quiet", "main", "--", ".")
    repo.commit()
    return base


def test_a_proposal_passes_without_a_comment_where_its_target_has_nothing_to_compare_with(
    github: GitHub,
) -> None:
    repo = github.repo
    broken = repo.reads("modality: must,", "modality: [")
    repo.git("update-ref", "refs/remotes/origin/main", broken)
    repaired = repo.reads("modality: [", "modality: must,")
    built, repairs = github.build(), github.review(fail_on="any")
    assert (built.code, (repo.root / "site/index.html").is_file()) == (0, True), built
    assert (repairs.code, github.comment.read_text("utf-8"), broken[:7] in repairs.err) == (0, "", True)

    repo.git("update-ref", "refs/remotes/origin/main", repaired)
    repo.git("switch", "--quiet", "--detach", broken)
    repo.reads("modality: [", "modality: may,")
    behind = github.review()
    assert (behind.code, "git merge origin/main" in behind.err) == (3, True), behind

    first(repo)
    brought = github.review(fail_on="any")
    assert (brought.code, github.comment.read_text("utf-8")) == (0, ""), brought
    assert "Is dit het eerste voorstel?" in brought.err


def merge_request(host: CodeHost, repo: Repo, **more: str) -> dict[str, str]:
    """Give what GitLab tells a job of a merge request from the same project."""
    return {
        **host.environment,
        "CI_JOB_URL": "https://github.example/bakery/.handbook/-/jobs/9",
        "CI_MERGE_REQUEST_IID": "3",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": repo.git("rev-parse", "main"),
        "CI_MERGE_REQUEST_PROJECT_ID": "12",
        "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "12",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        **more,
    }


def gitlab(repo: Repo, environment: Mapping[str, str]) -> Done:
    job = parsed(GITLAB)["review"]
    variables = {**job["variables"], "LC_MESSAGES": parsed(GITLAB)["variables"]["LC_MESSAGES"]}
    return run(repo, ("sh", "-ec"), "\n".join(job["script"]), {**variables, **environment})


@pytest.fixture
def host() -> Iterator[CodeHost]:
    with hosting("gitlab") as running:
        yield running


def test_gitlab_tells_and_stops_the_same(host: CodeHost, repo: Repo, tmp_path: Path) -> None:
    repo.git("clone", "--quiet", "--bare", str(repo.root), str(tmp_path / "origin.git"))
    repo.git("remote", "add", "origin", (tmp_path / "origin.git").as_uri())
    adds_a_duty(repo)

    done = gitlab(repo, merge_request(host, repo, HANDBOOK_FAIL_ON="stricter"))

    comment = (repo.root / "changes.md").read_text("utf-8")
    assert (done.code, host.bodies()) == (1, [comment]), done
    assert "/-/jobs/9/artifacts/browse/site/" in comment
    assert (repo.root / "site/index.html").is_file()


def test_gitlab_says_how_to_get_a_comment_and_knows_labels_and_forks(host: CodeHost, repo: Repo) -> None:
    adds_a_duty(repo)
    base = repo.git("rev-parse", "main")
    told = (
        CliRunner().invoke(main, ["diff", base, "--project", str(repo.root), "--format", "markdown"]).stdout
    )
    labels = ",".join(["bug", "accepted:x", *(f"accepted: {each}" for each in fingerprints(told))])
    fork = {"CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "13", "CI_MERGE_REQUEST_LABELS": labels}

    done = gitlab(repo, merge_request(host, repo, HANDBOOK_FAIL_ON="stricter", HANDBOOK_TOKEN="", **fork))

    assert (done.code, host.asked) == (0, []), done
    assert ("Er is geen HANDBOOK_TOKEN" in done.out, "`accepted:x`" in done.err) == (True, True)


def test_gitlab_lets_the_first_proposal_pass_without_a_comment(host: CodeHost, repo: Repo) -> None:
    base = first(repo)
    fork = {"CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "13", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}

    done = gitlab(repo, merge_request(host, repo, HANDBOOK_FAIL_ON="any", **fork))

    assert (done.code, host.bodies()) == (0, []), done
    assert (repo.root / "site/index.html").is_file()


SUMMARY: Final = 'Bak"; touch hacked; $(touch hacked) `touch hacked` ${{ github.token }}'
FROZEN: Final = "policies/releases/2027.1/release.yml"


@pytest.fixture
def origin(repo: Repo, tmp_path: Path) -> Repo:
    """A branch main that is also elsewhere, where a release can be pushed."""
    repo.git("switch", "--quiet", "main")
    repo.reads("name: Brood}", "name: Brood, owner: baker}")
    repo.git("clone", "--quiet", "--bare", str(repo.root), str(tmp_path / "origin.git"))
    repo.git("remote", "add", "origin", (tmp_path / "origin.git").as_uri())
    return Repo(tmp_path / "origin.git")


def test_a_form_makes_a_release_and_opens_a_proposal_with_it(github: GitHub, origin: Repo) -> None:
    with hosting("github") as host:
        form = {"version": "2027.1", "summary_nl": SUMMARY, "approvals": "baker:adoption; baker"}
        done = github.release(host, **form)

        assert [each.code for each in done] == [0, 0], done
        (opened,) = host.opened
    assert (opened["title"], opened["head"], opened["base"]) == ("Versie 2027.1", "release/2027.1", "main")
    assert "Dit is de eerste versie: 1 regel" in opened["body"], opened
    note = yaml.safe_load(origin.git("show", f"release/2027.1:{FROZEN}"))
    assert (note["summary"], str(note["published"])) == (
        {"nl": SUMMARY},
        note["approvals"][0]["date"].isoformat(),
    )
    changed = origin.git("diff", "--name-only", "main", "release/2027.1").splitlines()
    assert (FROZEN in changed, {each.split("/")[1] for each in changed}) == (True, {"releases"})
    assert not (github.repo.root / "hacked").exists()


def test_where_a_workflow_may_open_no_proposal_it_says_how(github: GitHub, origin: Repo) -> None:
    with hosting("github") as host:
        host.answers["POST /repos"] = 403, {}, b"{}"
        done = github.release(host, version="2027.1", summary_nl="Eerste", published="2027-01-31")

    by_hand = "https://github.example/bakery/.handbook/pull/new/release/2027.1"
    assert ([each.code for each in done], by_hand in done[1].out) == ([0, 0], True), done
    assert "2027-01-31" in origin.git("show", f"release/2027.1:{FROZEN}")


@pytest.mark.parametrize("wrong", [{"version": "--help"}, {"version": "../x"}, {"summary_nl": " "}])
def test_a_form_that_is_refused_leaves_nothing_behind(
    github: GitHub, origin: Repo, wrong: Mapping[str, str]
) -> None:
    with hosting("github") as host:
        done = github.release(host, **{"version": "2027.1", "summary_nl": "Eerste", **wrong})

        assert ([each.code > 0 for each in done], host.asked) == ([True], []), done
    assert origin.git("branch", "--format", "%(refname:short)").splitlines() == ["main", "voorstel"]


def test_versions_that_were_built_are_kept_until_the_next_night() -> None:
    (kept,) = [
        s["with"] for s in parsed(CHECK)["jobs"]["build"]["steps"] if "actions/cache" in s.get("uses", "")
    ]
    assert kept["path"] == keeping.FOLDER
    assert [keeping.FOLDER] in [each["paths"] for each in parsed(GITLAB)["pages"]["cache"]]
    assert parsed(CHECK)["on"]["schedule"]


def pipeline(repo: Repo, host: CodeHost, **form: str) -> Done:
    """Run GitLab's job on what somebody filled in."""
    every, job = parsed(GITLAB), parsed(GITLAB)["release"]
    blank = {k: v["value"] if isinstance(v, dict) else v for k, v in every["variables"].items()}
    assert form.keys() - {"HANDBOOK_RELEASE_TOKEN"} <= blank.keys()
    ours = {
        "HANDBOOK_RELEASE_TOKEN": TOKEN,
        "CI_COMMIT_BRANCH": "main",
        "CI_SERVER_HOST": "gitlab.example",
        **job["variables"],
    }
    given = {**blank, **host.environment, **ours, **form}
    return run(repo, ("sh", "-ec"), "\n".join(job["script"]), given)


def test_gitlab_makes_a_release_from_its_form_too(host: CodeHost, repo: Repo, origin: Repo) -> None:
    origin.git("config", "receive.advertisePushOptions", "true")
    (origin.root / "hooks/pre-receive").write_text('#!/bin/sh\nenv | grep "^GIT_PUSH_OPTION" > options\n')
    (origin.root / "hooks/pre-receive").chmod(0o755)
    repo.git("config", f"url.{origin.root.as_uri()}.insteadOf", f"{host.environment['CI_PROJECT_URL']}.git")
    form = {"RELEASE_VERSION": "2027.1", "RELEASE_SUMMARY_NL": SUMMARY}

    stopped = (
        pipeline(repo, host, HANDBOOK_RELEASE_TOKEN="", **form),
        pipeline(repo, host, RELEASE_VERSION="latest"),
    )
    assert ([each.code > 0 for each in stopped], "HANDBOOK_RELEASE_TOKEN" in stopped[0].out) == (
        [True, True],
        True,
    )
    assert origin.git("branch", "--format", "%(refname:short)").splitlines() == ["main", "voorstel"]

    done = pipeline(repo, host, RELEASE_APPROVALS="baker", RELEASE_KIND="material", **form)

    assert done.code == 0, done
    options = (origin.root / "options").read_text()
    assert ("=merge_request.create" in options, "=merge_request.target=main" in options) == (True, True)
    title, _, told = origin.git("log", "-1", "--format=%B", "release/2027.1").partition("\n\n")
    assert (title, "Dit is de eerste versie: 1 regel" in told) == ("Versie 2027.1", True)
    assert yaml.safe_load(origin.git("show", f"release/2027.1:{FROZEN}"))["summary"] == {"nl": SUMMARY}
    assert not (repo.root / "hacked").exists()


@pytest.mark.parametrize("name", ["GITHUB_TOKEN", "HANDBOOK_RELEASE_TOKEN"])
def test_git_gets_the_token_from_the_environment_and_no_process_shows_it(repo: Repo, name: str) -> None:
    """No server of ours asks for one: this asks git what it would tell a server."""
    scripts = [step.get("run", "") for step in parsed(RELEASE)["jobs"]["release"]["steps"]]
    scripts += parsed(GITLAB)["release"]["script"]
    (key,) = re.findall(rf"^ *key=.*\${name}.*$", "\n".join(scripts), re.MULTILINE)
    asks = 'git -c credential.helper= -c credential.helper="$key"'
    asked = f"{asks} credential fill <<< $'protocol=https\\nhost=git.example\\n'"

    done = run(repo, ("bash", "-ec"), f"{key}\n{asked}", {name: TOKEN})

    assert f"password={TOKEN}" in done.out.splitlines(), done
    assert all(asks in script for script in scripts if "push" in script)


def understood(file: Path, schema: str) -> bool:
    options = ["--builtin-schema", f"vendor.{schema}", str(file)]
    return CliRunner().invoke(check_jsonschema, options).exit_code == 0


def checked(folder: Path, *command: str) -> Done:
    done = subprocess.run(
        [COMMANDS / command[0], *command[1:]], cwd=folder, capture_output=True, text=True, check=False
    )
    return Done(done.returncode, done.stdout, done.stderr)


def zizmor(folder: Path, path: str) -> Done:
    return checked(folder, "zizmor", "--offline", "--no-progress", "--quiet", path)


HOLES: Final = [
    ("unpinned-uses", CHECK, r"checkout@\w+ # v6.1.0", "checkout@v6"),
    ("template-injection", REVIEW, r'--compare "\$BASE"', "--compare ${{ github.head_ref }}"),
    ("template-injection", ACTION, r'diff "\$BASE"', "diff ${{ inputs.base }}"),
    ("dangerous-triggers", COMMENT, r" # zizmor: ignore\[dangerous-triggers\]", ""),
    ("excessive-permissions", REVIEW, r"permissions:\n  contents: read\n", ""),
    ("artipacked", REVIEW, r"\n +persist-credentials: false", ""),
    ("template-injection", RELEASE, r'-- "\$VERSION"', "-- ${{ inputs.version }}"),
    ("artipacked", RELEASE, r"\n +with: {persist-credentials: false}", ""),
]


def test_zizmor_finds_nothing_in_what_we_ship_and_something_in_every_hole(tmp_path: Path) -> None:
    for path in (ACTION, CHECK, REVIEW, COMMENT, RELEASE):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(SHIPPED[path])
    whole = zizmor(tmp_path, ".")
    assert whole.code == 0, whole

    assert {path for _, path, _, _ in HOLES} == {ACTION, CHECK, REVIEW, COMMENT, RELEASE}
    for audit, path, old, new in HOLES:
        planted, found = re.subn(old, new.replace("\\", r"\\"), SHIPPED[path].decode())
        (tmp_path / path).write_text(planted)
        done = zizmor(tmp_path, path)
        assert (found > 0, done.code > 0, f"[{audit}]" in done.out) == (True, True, True), (audit, done)


SCHEMAS: Final = {
    ACTION: ("github-actions", "using:", "usign:"),
    CHECK: ("github-workflows", "runs-on:", "run-on:"),
    REVIEW: ("github-workflows", "pull_request:", "pull_requests:"),
    COMMENT: ("github-workflows", "steps:", "stages:"),
    RELEASE: ("github-workflows", "workflow_dispatch:", "workflow_despatch:"),
    GITLAB: ("gitlab-ci", "script:", "scripts:"),
}


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: Path(path).stem)
def test_every_file_is_what_its_service_understands_and_a_slip_is_seen(tmp_path: Path, path: str) -> None:
    schema, key, slip = SCHEMAS[path]
    file = tmp_path / "file.yml"
    found = []
    for data in (SHIPPED[path], SHIPPED[path].replace(key.encode(), slip.encode())):
        file.write_bytes(data)
        found.append(understood(file, schema))

    assert found == [True, False]


def test_what_the_workflows_use_is_pinned_and_may_no_more_than_it_must() -> None:
    uses = [
        line
        for path in (ACTION, CHECK, REVIEW, COMMENT, RELEASE)
        for line in re.findall(r"uses: (.+)", SHIPPED[path].decode())
    ]
    pinned = re.compile(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [line for line in uses if not pinned.fullmatch(line)] == [
        f"./{Path(ACTION).parent} # zizmor: ignore[self-repository]"
    ]
    granted = {
        path: (
            workflow["permissions"],
            {n: j["permissions"] for n, j in workflow["jobs"].items() if "permissions" in j},
        )
        for path, workflow in ((path, parsed(path)) for path in (CHECK, REVIEW, COMMENT, RELEASE))
    }
    assert granted == {
        CHECK: ({"contents": "read"}, {"publish": {"pages": "write", "id-token": "write"}}),
        REVIEW: ({"contents": "read"}, {}),
        COMMENT: ({}, {"comment": {"contents": "read", "actions": "read", "pull-requests": "write"}}),
        RELEASE: ({}, {"release": {"contents": "write", "pull-requests": "write"}}),
    }


def test_what_may_write_takes_nothing_of_the_proposal_but_the_comment() -> None:
    workflow = parsed(COMMENT)
    steps = workflow["jobs"]["comment"]["steps"]

    assert [workflow["on"].keys(), workflow["on"]["workflow_run"]["workflows"]] == [
        {"workflow_run"},
        [parsed(REVIEW)["name"]],
    ]
    about = [(step.get("uses", "").partition("@")[0], step.get("with", {})) for step in steps]
    assert [name for name, _ in about if name] == [
        "actions/checkout",
        "actions/setup-python",
        "actions/download-artifact",
    ]
    assert about[0][1]["ref"] == "${{ github.event.repository.default_branch }}"
    assert "cache" not in about[1][1]
    assert about[3][1]["path"].startswith("${{ runner.temp }}/")
    assert "secrets." not in str(parsed(REVIEW)) + str(parsed(ACTION))
