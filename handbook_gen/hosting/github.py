"""GitHub, as far as one comment on a pull request asks for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, TypeAdapter

from handbook_gen.hosting import web
from handbook_gen.hosting.posting import Note, Proposal
from handbook_gen.hosting.web import Web

_ENTERPRISE: Final = "/api/v3"


class _User(BaseModel):
    login: str


class _Comment(BaseModel):
    id: int
    body: str | None = None
    user: _User | None = None


class _Repository(BaseModel):
    full_name: str


class _Head(BaseModel):
    sha: str
    ref: str
    repo: _Repository | None = None


class _Pull(BaseModel):
    number: int
    state: str
    head: _Head


class _Viewer(BaseModel):
    viewer: _User


class _Viewed(BaseModel):
    data: _Viewer


_COMMENTS: Final = TypeAdapter(list[_Comment])
_PULLS: Final = TypeAdapter(list[_Pull])
_VIEWED: Final = TypeAdapter(_Viewed)


@dataclass(frozen=True, slots=True)
class GitHub:
    """A repository on GitHub."""

    web: Web
    repository: str
    home: str

    def me(self) -> str:
        """Say whose the token is; the token of a workflow may not ask /user."""
        root = self.web.api.removesuffix(_ENTERPRISE)
        graph = Web(root if root == self.web.api else f"{root}/api", self.web.headers)
        answer = graph.call("POST", "/graphql", {"query": "query { viewer { login } }"})
        return web.read(answer, _VIEWED, "/graphql").data.viewer.login

    def proposals(self, commit: str) -> Iterator[Proposal]:
        """Give the open pull requests of a commit; those of forks are only found among all of them."""
        for path in (f"/commits/{commit}/pulls", "/pulls?state=open"):
            for each in self.web.all(f"{self._repo}{path}", _PULLS):
                if each.state == "open" and each.head.sha == commit:
                    repository = each.head.repo.full_name if each.head.repo else ""
                    yield Proposal(each.number, f"{repository}:{each.head.ref}")

    def notes(self, number: int) -> Iterator[Note]:
        """Give every comment on a pull request; the author of one may be gone."""
        for each in self.web.all(f"{self._repo}/issues/{number}/comments", _COMMENTS):
            yield Note(each.id, each.user.login if each.user else "", each.body or "")

    def add(self, number: int, body: str) -> None:
        """Write a comment."""
        self.web.call("POST", f"{self._repo}/issues/{number}/comments", {"body": body})

    def change(self, number: int, note: int, body: str) -> None:  # noqa: ARG002  # GitLab needs the number
        """Write over a comment."""
        self.web.call("PATCH", f"{self._repo}/issues/comments/{note}", {"body": body})

    def remove(self, number: int, note: int) -> None:  # noqa: ARG002  # the same
        """Take a comment away."""
        self.web.call("DELETE", f"{self._repo}/issues/comments/{note}")

    @property
    def _repo(self) -> str:
        return f"/repos/{self.repository}"


def reach(environment: Mapping[str, str]) -> GitHub:
    """Reach the repository whose workflow this is. Raises HostError."""
    headers = {
        "Authorization": f"Bearer {web.token(environment, 'GITHUB_TOKEN')}",
        "Accept": "application/vnd.github+json",
        "X-GitHub-Api-Version": "2022-11-28",
    }
    repository = web.given(environment, "GITHUB_REPOSITORY", r"[\w.-]+/[\w.-]+")
    server = web.given(environment, "GITHUB_SERVER_URL").rstrip("/")
    reached = web.web(web.given(environment, "GITHUB_API_URL"), headers, "GITHUB_API_URL")
    return GitHub(reached, repository, f"{server}/{repository}")
