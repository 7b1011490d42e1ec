"""One comment on a proposal: kept as it should be, refused where we cannot have written it, on both hosts."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from handbook_gen.cli import main
from handbook_gen.core.report.changes.escaping import escaped, link, sentence
from handbook_gen.hosting import body
from tests.codehost import STRANGER, TOKEN, CodeHost, hosting
from tests.conftest import ROOT, Done

HEAD = f"{body.MARKER}\n**1 strenger**\n"
COMMIT = "a" * 40
HOME = "https://github.example/bakery/.handbook"


@pytest.fixture(params=["github", "gitlab"])
def host(request: pytest.FixtureRequest) -> Iterator[CodeHost]:
    with hosting(request.param) as running:
        yield running


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "comment.md"


def posted(
    host: CodeHost, file: Path, said: str | bytes | None, *options: str, **instead: str | None
) -> Done:
    """Run the verb as a pipeline does; whatever happens, nobody reads the token."""
    if said is not None:
        file.write_bytes(said.encode() if isinstance(said, str) else said)
    environment = {**host.environment, **instead}
    arguments = [str(file), "--host", host.name, *(options or ("--number", "3")), "--language", "en"]
    done = CliRunner(env=environment).invoke(main, ["comment", *arguments])
    assert isinstance(done.exception, SystemExit | None), done.exc_info
    assert TOKEN not in done.output
    return Done(done.exit_code, done.stdout, done.stderr)


def test_one_comment_of_ours_is_kept_as_it_should_be(host: CodeHost, file: Path) -> None:
    others = [
        host.says("Mooi!", STRANGER[host.name]),
        host.says(HEAD, STRANGER[host.name]),
        host.says("Mooi!"),
    ]
    if host.name == "gitlab":
        others += [host.says(HEAD, system=True)]

    assert posted(host, file, HEAD).out == "Proposal 3 now has a comment.\n"
    ours = host.comments[-1]["id"]
    host.says("Nou!", STRANGER[host.name])
    host.comments[-2]["body"] = HEAD.replace("\n", "\r\n").strip()
    host.asked.clear()
    assert posted(host, file, HEAD).out == "The comment on proposal 3 is still right. Nothing was posted.\n"
    assert host.writing == []
    assert posted(host, file, f"{HEAD}meer\n").out == "The comment on proposal 3 was updated.\n"
    assert next(each["body"] for each in host.comments if each["id"] == ours) == f"{HEAD}meer\n"
    assert posted(host, file, " \n").out.startswith("The comment on proposal 3 is gone")
    host.asked.clear()
    assert posted(host, file, "").code == 0
    assert host.writing == []
    assert [each["id"] for each in host.comments[:-1]] == others


def test_of_several_of_ours_the_newest_stays(host: CodeHost, file: Path) -> None:
    old, new = host.says(HEAD), host.says(f"{HEAD}nieuw\n")
    host.comments.reverse()

    assert posted(host, file, f"{HEAD}nieuw\n").code == 0

    assert ([each["id"] for each in host.comments], len(host.writing)) == ([new], 1)
    assert old not in [each["id"] for each in host.comments]


@pytest.mark.parametrize("in_forks", [False, True], ids=["branch", "fork"])
def test_the_number_is_looked_up_by_the_commit(host: CodeHost, file: Path, in_forks: Any) -> None:
    host.in_forks = in_forks
    host.proposes(1, "b" * 40)
    host.proposes(2, COMMIT, state="closed")

    moved = posted(host, file, HEAD, "--commit", COMMIT)
    host.proposes(3, COMMIT)
    found = posted(host, file, HEAD, "--commit", COMMIT)
    host.proposes(4, COMMIT, branch="kopie")
    several = posted(host, file, f"{HEAD}nieuw\n", "--commit", COMMIT)
    assert host.bodies() == [HEAD]
    branch = "bakery/fork:voorstel" if host.name == "github" else "13:voorstel"
    own = {"CI_MERGE_REQUEST_PROJECT_ID": None, "CI_PROJECT_ID": "12"}
    told_apart = posted(host, file, f"{HEAD}nieuw\n", "--commit", COMMIT, "--branch", branch, **own)

    assert (moved.code, "No open proposal ends with this commit" in moved.out) == (0, True)
    assert found.out == "Proposal 3 now has a comment.\n"
    assert (several.code, "(3 and 4)" in several.err) == (3, True)
    assert (told_apart.code, host.bodies()) == (0, [f"{HEAD}nieuw\n"])


@pytest.mark.parametrize(
    ("status", "headers", "said", "meant"),
    [
        (401, {}, b"{}", "not valid or has expired (401 at"),
        (403, {}, b"{}", "may not do this (403 at"),
        (403, {"X-RateLimit-Remaining": "0"}, b"{}", "Too much was asked (403 at"),
        (403, {"Retry-After": "60"}, b"{}", "Too much was asked (403 at"),
        (404, {}, b"{}", "may not see it (404 at"),
        (422, {}, b"{}", "refuses this (422 at"),
        (429, {}, b"{}", "Too much was asked (429 at"),
        (503, {}, b"<html>", "at the service (503 at"),
        (599, {}, b"", "at the service (599 at"),
        (200, {}, b"<html>", "makes no sense"),
        (200, {}, b'{"message": "?"}', "makes no sense"),
        (200, {"Link": 'rel="next"'}, b"[]", "does not end"),
    ],
)
def test_what_a_host_refuses_is_said(
    host: CodeHost, file: Path, status: int, headers: dict[str, str], said: bytes, meant: str
) -> None:
    host.answers["GET /"] = (status, headers, said)

    done = posted(host, file, HEAD)

    assert (done.code, meant in done.err, host.writing) == (3, True, []), done


def test_whatever_is_refused_in_writing_is_said_too(host: CodeHost, file: Path) -> None:
    host.answers["POST /"] = (403, {}, b"{}")
    assert "403 at POST" in posted(host, file, HEAD).err


def test_the_token_goes_nowhere_else(host: CodeHost, file: Path) -> None:
    host.answers["GET /old"] = (302, {"Location": f"{host.address}/new/x"}, b"")
    api = "GITHUB_API_URL" if host.name == "github" else "CI_API_V4_URL"
    with hosting(host.name) as elsewhere:
        host.answers["GET /new"] = (302, {"Location": f"{elsewhere.address}/x"}, b"")
        followed = posted(host, file, HEAD, **{api: f"{host.address}/old"})
        host.answers["GET /new"] = (200, {}, b"[]")
        host.answers["POST /old"] = (301, {"Location": f"{elsewhere.address}/x"}, b"")
        written = posted(host, file, HEAD, **{api: f"{host.address}/old"})

    assert ("Location" in host.headers[0], elsewhere.asked) == (False, [])
    assert [path[:5] for _, path in host.asked] == ["/old/", "/new/"] * 2 + ["/old/"]
    for done in (followed, written):
        assert (done.code, "The token does not go there" in done.err) == (3, True), done


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        (None, "is missing"),
        ("", "is missing"),
        ("http://example.org", "begins with https"),
        ("https://me:secret@example.org", "begins with https"),
        ("file:///etc", "begins with https"),
        ("https://", "begins with https"),
        ("http://localhost:1", "cannot be reached"),
    ],
)
def test_where_the_api_is_has_to_be_right(host: CodeHost, file: Path, value: str | None, meant: str) -> None:
    api = "GITHUB_API_URL" if host.name == "github" else "CI_API_V4_URL"

    done = posted(host, file, HEAD, **{api: value})

    assert (done.code, meant in done.err, "secret" in done.err) == (3, True, False), done


def test_a_token_that_is_none_is_said_and_never_shown(host: CodeHost, file: Path) -> None:
    variable = "GITHUB_TOKEN" if host.name == "github" else "HANDBOOK_TOKEN"

    missing = posted(host, file, HEAD, **{variable: None})
    optional = posted(host, file, HEAD, "--number", "3", "--optional", **{variable: ""})
    split = posted(host, file, HEAD, **{variable: f"{TOKEN}\nX-Evil: 1"})

    assert (missing.code, f"{variable} is missing" in missing.err) == (3, True)
    assert (optional.code, f"There is no {variable}" in optional.out) == (0, True)
    assert (split.code, f"{variable} has a value that cannot be right" in split.err) == (3, True)
    assert host.asked == []


def test_which_proposal_is_asked_for_once(host: CodeHost, file: Path) -> None:
    wrong = [(), ("--number", "3", "--commit", COMMIT), ("--commit", "main"), ("--commit", "../../x")]
    for options in wrong:
        assert posted(host, file, HEAD, *(options or ("--optional",))).code == 2
    assert host.asked == []


HOSTILE: Mapping[str, str | bytes] = {
    "encoding": b"\xff",
    "long": HEAD + "a" * 65_000,
    "marker": f"hallo\n{HEAD}",
    "characters": f"{HEAD}\u202eab",
    "characters: of a terminal": f"{HEAD}\x1b[31m",
    "html": f"{HEAD}<img>",
    "html: attribute": f'{HEAD}<details open onclick="x">',
    "html: comment": f"{HEAD}<!-- -->",
    "html: where nothing is escaped": HEAD + r"<details>\<img src=//evil.example/x>",
    "html: behind an escape": rf"{HEAD}\\<img>",
    "link": f"{HEAD}[x](https://evil.example/)",
    "link: beside us": f"{HEAD}[x]({HOME}-evil/)",
    "link: out of us": f"{HEAD}[x]({HOME}/../../evil/x)",
    "link: script": f"{HEAD}[x](javascript:alert)",
    "link: picture": f"{HEAD}![x]({HOME}/x.png)",
    "link: behind an escape": rf"{HEAD}\\[x](https://evil.example/)",
    "link: by name": f"{HEAD}[x]: https://evil.example/",
    "fence": f"{HEAD}```suggestion\nx\n```",
    "mention: in a link": f"{HEAD}[@mallory]({HOME}/x)",
    "mention": f"{HEAD}@mallory",
    "mention: escaped": rf"{HEAD}\@mallory",
    "mention: entity": f"{HEAD}&#64;mallory",
    "mention: mail": f"{HEAD}a@example.org",
    "reference": f"{HEAD}closes #12",
    "reference: entity": f"{HEAD}&num;12",
    "reference: named": f"{HEAD}gh-12",
    "address": f"{HEAD}https://evil.example/",
    "address: beside an escape": HEAD + r"\[x](https://evil.example/)",
    "address: entity": f"{HEAD}https&colon;//evil.example",
    "address: www": f"{HEAD}www.evil.example",
    "command": f"{HEAD}\n/approve",
    "command: escaped": HEAD + r"\/approve",
    "command: quoted": f"{HEAD}\n> /approve",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_we_cannot_have_written_is_refused(name: str, tmp_path: Path) -> None:
    with hosting("github") as host:
        done = posted(host, tmp_path / "comment.md", HOSTILE[name])

    reason = name.partition(":")[0]
    found = body.read(_bytes(HOSTILE[name]), [HOME])
    assert isinstance(found, body.Refusal)
    assert (found.reason, done.code, host.asked) == (reason, 3, [])
    assert "no report as `handbook diff` writes it" in done.err


def _bytes(said: str | bytes) -> bytes:
    return said.encode() if isinstance(said, str) else said


@given(st.text(), st.sampled_from([said[len(HEAD) :] for said in HOSTILE.values() if isinstance(said, str)]))
@example("/approve", "</details>")
def test_whatever_a_policy_says_we_can_post_what_we_wrote_of_it(text: str, hostile: str) -> None:
    hostile = hostile[:1_000]
    lines = [
        f"- **{escaped(text + hostile)}.** {sentence(f'`{hostile}` {text}', 300)} `0123456789ab`",
        f"  > “<del>{escaped(hostile)}</del><ins>{escaped(text)}</ins>”",
        link("Proef", f"{HOME}/actions/runs/1/artifacts/2"),
    ]
    said = "\n".join([HEAD, *lines])

    assert body.read(said.encode(), [HOME]) == said


PIECES = re.findall(
    r"\S+",
    r"""\ ` ``` [ ] ( ) < > ! & ; # @ : / // x @x #1 &lt; &#64; &#x5b; <details> </details> <code> </code>
    <img> [x] ]( (https://evil.example) (//evil.example/x) [x]: <https://evil.example> javascript: <a
    details> src= <!-- --> <?x <![CDATA[ ~~~ - > * _ ** | $ onx=""",
)
HARMLESS = re.compile(
    r"</?(?:blockquote|code|del|details|em|h[1-6]|ins|li|ol|p|pre|span|strong|summary|ul)>|<hr />|<br />"
    rf'|<ol start="\d+">|<a href="{re.escape(HOME)}/x">|</a>'
)


@given(st.lists(st.sampled_from([*PIECES, f"({HOME}/x)", " ", "\n", "\n\n", "    "]), max_size=14))
@example(["<details>", "\n", "\\", "<img>"])
@example(["[x]", f"({HOME}/x)"])
def test_what_is_accepted_becomes_harmless_html(pieces: list[str]) -> None:
    said = body.read((HEAD + "".join(pieces)).encode(), [HOME])

    if isinstance(said, str):
        shown = MarkdownIt("commonmark", {"html": True}).render(said.removeprefix(body.MARKER))
        assert "<" not in HARMLESS.sub("", shown), shown


def test_every_comment_that_we_know_of_can_be_posted() -> None:
    known = sorted((ROOT / "tests/snapshots").glob("comment-*.md"))
    read = {file.name: body.read(file.read_bytes(), ["https://example.org"]) for file in known}

    assert read
    assert {name: said for name, said in read.items() if isinstance(said, body.Refusal)} == {}


def test_a_link_may_lead_where_the_trusted_side_says(tmp_path: Path) -> None:
    said = f"{HEAD}[Proef](https://preview.example/3/index.html)\n"
    with hosting("github") as host:
        done = posted(
            host, tmp_path / "c.md", said, "--number", "3", "--preview", "https://preview.example/3/"
        )

    assert (done.code, host.bodies()) == (0, [said]), done


def test_a_file_that_is_none_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(HEAD)
    (tmp_path / "link.md").symlink_to("secret")
    (tmp_path / "folder.md").mkdir()
    with hosting("github") as host:
        done = [posted(host, tmp_path / name, None) for name in ("link.md", "folder.md", "gone.md")]

    assert [each.code for each in done] == [3, 3, 3]
    assert all("cannot be read" in each.err for each in done)
    assert host.asked == []
