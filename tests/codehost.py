"""A code host for tests, over real HTTP: as much of GitHub's and GitLab's API as one comment asks for."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

ME: Final = {"github": "github-actions[bot]", "gitlab": 7}
STRANGER: Final = {"github": "mallory", "gitlab": 8}
TOKEN: Final = "t0ken-of-the-trusted-side"  # noqa: S105  # of nobody
PAGE: Final = 2
"""What a page holds at most, however much is asked for."""


@dataclass
class CodeHost:
    """What stands on the host, and everything that was asked of it."""

    name: str
    address: str = ""
    comments: list[dict[str, Any]] = field(default_factory=list)
    proposals: list[dict[str, Any]] = field(default_factory=list)
    opened: list[dict[str, Any]] = field(default_factory=list)
    """What was asked for in new proposals."""
    in_forks: bool = False
    """Whether the commits stand in forks: GitHub then names no pull request of a commit."""
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    answers: dict[str, tuple[int, Mapping[str, str], bytes]] = field(default_factory=dict)
    """What is answered instead, by the beginning of method and path."""

    @property
    def writing(self) -> list[str]:
        return [method for method, path in self.asked if method != "GET" and path != "/graphql"]

    @property
    def environment(self) -> dict[str, str]:
        """What a pipeline on this host tells its jobs."""
        if self.name == "github":
            return {
                "GITHUB_API_URL": self.address,
                "GITHUB_SERVER_URL": "https://github.example",
                "GITHUB_REPOSITORY": "bakery/.handbook",
                "GITHUB_TOKEN": TOKEN,
            }
        return {
            "CI_API_V4_URL": self.address,
            "CI_MERGE_REQUEST_PROJECT_ID": "12",
            "CI_PROJECT_ID": "13",
            "CI_PROJECT_URL": "https://github.example/bakery/.handbook",
            "HANDBOOK_TOKEN": TOKEN,
        }

    def says(self, body: str, author: object = None, **more: object) -> int:
        """Put a comment on proposal 3."""
        number = max((each["id"] for each in self.comments), default=100) + 1
        who = ME[self.name] if author is None else author
        user = {"user": {"login": who}} if self.name == "github" else {"author": {"id": who}}
        self.comments.append({"id": number, "body": body, **user, **more})
        return number

    def proposes(self, number: int, commit: str, *, state: str = "", branch: str = "voorstel") -> None:
        """Put up a proposal that ends with a commit, from a branch of bakery/fork or of project 13."""
        if self.name == "github":
            head = {"sha": commit, "ref": branch, "repo": {"full_name": "bakery/fork"}}
            self.proposals.append({"number": number, "state": state or "open", "head": head})
        else:
            source = {"source_project_id": 13, "source_branch": branch}
            self.proposals.append({"iid": number, "state": state or "opened", "sha": commit, **source})

    def bodies(self) -> list[str]:
        return [each["body"] for each in self.comments]

    def answer(self, method: str, path: str, said: Any) -> Any:
        """Do what the API does; None where there is nothing at that address."""
        routes: Mapping[str, Callable[[re.Match[str]], Any]] = {
            r"POST /graphql": lambda _: {"data": {"viewer": {"login": ME["github"]}}},
            r"GET /repos/bakery/\.handbook/pulls": lambda _: self.proposals,
            r"POST /repos/bakery/\.handbook/pulls": lambda _: self.opened.append(said),
            r"GET /repos/bakery/\.handbook/commits/\w+/pulls": lambda _: (
                [] if self.in_forks else self.proposals
            ),
            r"GET /projects/12/repository/commits/\w+/merge_requests": lambda _: self.proposals,
            r"GET (/repos/bakery/\.handbook/issues/3/comments|/projects/12/merge_requests/3/notes)": (
                lambda _: self.comments
            ),
            r"POST (/repos/bakery/\.handbook/issues/3/comments|/projects/12/merge_requests/3/notes)": (
                lambda _: self.says(said["body"])
            ),
            r"(?:PATCH|PUT) .*/(?P<id>\d+)": lambda found: self._find(found).update(body=said["body"]),
            r"DELETE .*/(?P<id>\d+)": lambda found: self.comments.remove(self._find(found)),
        }
        if self.name == "gitlab":
            routes = {**routes, r"GET /user": lambda _: {"id": ME["gitlab"]}}
        for route, act in routes.items():
            if found := re.fullmatch(route, f"{method} {path}"):
                done = act(found)
                return {} if done is None else done
        return None

    def _find(self, found: re.Match[str]) -> dict[str, Any]:
        return next(each for each in self.comments if each["id"] == int(found["id"]))


@contextmanager
def hosting(name: str) -> Iterator[CodeHost]:
    """Run a code host on this machine."""
    host = CodeHost(name)

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            parts = urlsplit(self.path)
            host.asked.append((self.command, parts.path))
            host.headers.append(dict(self.headers))
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.reply(
                *_reply(host, self.command, self.path, dict(self.headers), json.loads(sent or b"null"))
            )

        def __getattr__(self, name: str) -> Any:
            """Handle every method the same."""
            if name.startswith("do_"):
                return self.handle_any
            raise AttributeError(name)

        def reply(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
            self.send_response(status)
            for key, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(key, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.005,))
        thread.start()
        host.address = f"http://127.0.0.1:{server.server_port}"
        yield host
        server.shutdown()
        thread.join()


def _reply(
    host: CodeHost, method: str, address: str, headers: Mapping[str, str], said: Any
) -> tuple[int, Mapping[str, str], bytes]:
    parts = urlsplit(address)
    for start, instead in host.answers.items():
        if f"{method} {parts.path}".startswith(start):
            return instead
    if TOKEN not in (headers.get("Authorization", "").removeprefix("Bearer "), headers.get("Private-Token")):
        return 401, {}, b"{}"
    found = host.answer(method, parts.path, said)
    if found is None:
        return 404, {}, b"{}"
    if not isinstance(found, list):
        return (204, {}, b"") if method == "DELETE" else (200, {}, json.dumps(found).encode())
    page = int(parse_qs(parts.query)["page"][0])
    more = {"Link": '<https://elsewhere.example/?page=2>; rel="next"'} if len(found) > page * PAGE else {}
    return 200, more, json.dumps(found[(page - 1) * PAGE : page * PAGE]).encode()
