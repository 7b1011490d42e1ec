"""GitLab, as far as one note on a merge request asks for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, TypeAdapter

from handbook_gen.hosting import web
from handbook_gen.hosting.posting import Note, Proposal
from handbook_gen.hosting.web import Web

TOKEN: Final = "HANDBOOK_TOKEN"  # noqa: S105  # the name of a variable
"""The token of a project; the one that every job gets may write no note."""

_PROJECT: Final = ("CI_MERGE_REQUEST_PROJECT_ID", "CI_PROJECT_ID")


class _User(BaseModel):
    id: int


class _Note(BaseModel):
    id: int
    body: str
    author: _User | None = None
    system: bool = False


class _Request(BaseModel):
    iid: int
    state: str
    sha: str | None = None
    source_project_id: int | None = None
    source_branch: str


_NOTES: Final = TypeAdapter(list[_Note])
_REQUESTS: Final = TypeAdapter(list[_Request])
_USER: Final = TypeAdapter(_User)


@dataclass(frozen=True, slots=True)
class GitLab:
    """A project on GitLab."""

    web: Web
    project: str
    home: str

    def me(self) -> str:
        """Say whose the token is: a project's token has an account of its own."""
        return str(web.read(self.web.call("GET", "/user"), _USER, "/user").id)

    def proposals(self, commit: str) -> Iterator[Proposal]:
        """Give the open merge requests of a commit."""
        for each in self.web.all(f"{self._project}/repository/commits/{commit}/merge_requests", _REQUESTS):
            if each.state == "opened" and each.sha == commit:
                yield Proposal(each.iid, f"{each.source_project_id}:{each.source_branch}")

    def notes(self, number: int) -> Iterator[Note]:
        """Give every note that somebody wrote; GitLab itself writes some as well."""
        for each in self.web.all(self._notes(number), _NOTES):
            if not each.system:
                yield Note(each.id, str(each.author.id) if each.author else "", each.body)

    def add(self, number: int, body: str) -> None:
        """Write a note."""
        self.web.call("POST", self._notes(number), {"body": body})

    def change(self, number: int, note: int, body: str) -> None:
        """Write over a note."""
        self.web.call("PUT", f"{self._notes(number)}/{note}", {"body": body})

    def remove(self, number: int, note: int) -> None:
        """Take a note away."""
        self.web.call("DELETE", f"{self._notes(number)}/{note}")

    @property
    def _project(self) -> str:
        return f"/projects/{self.project}"

    def _notes(self, number: int) -> str:
        return f"{self._project}/merge_requests/{number}/notes"


def reach(environment: Mapping[str, str]) -> GitLab:
    """Reach the project that the merge request is made to: a fork may run the pipeline. Raises HostError."""
    headers = {"PRIVATE-TOKEN": web.token(environment, TOKEN)}
    variable = next((name for name in _PROJECT if environment.get(name)), _PROJECT[-1])
    project = web.given(environment, variable, r"\d+")
    reached = web.web(web.given(environment, "CI_API_V4_URL"), headers, "CI_API_V4_URL")
    return GitLab(reached, project, web.given(environment, "CI_PROJECT_URL").rstrip("/"))
