"""Speaks JSON with one host over HTTP and takes the token nowhere else; knows neither GitHub nor GitLab."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException, HTTPMessage
from typing import IO, Any, Final, NamedTuple, TypeVar
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")

_SECONDS: Final = 30
_MOST: Final = 32_000_000
_PAGES: Final = 100
_PAGE: Final = 100
_HERE: Final = ("localhost", "127.0.0.1", "::1")
"""Where a host may be spoken to without encryption: nobody listens in between."""
_TOKEN: Final = re.compile(r"[\x21-\x7e]+")
_REASONS: Final[Mapping[int, str]] = {
    HTTPStatus.UNAUTHORIZED: "unauthorized",
    HTTPStatus.FORBIDDEN: "forbidden",
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.TOO_MANY_REQUESTS: "limited",
}


class HostError(Exception):
    """Why a host cannot be spoken to: a reason that has words, and facts that hold neither token nor body."""

    def __init__(self, reason: str, **facts: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


class Answer(NamedTuple):
    """What a host said, and whether there is a further page of it."""

    data: Any
    more: bool


@dataclass(frozen=True, slots=True)
class Web:
    """One host: the address of its API, without a slash at the end, and what every request carries."""

    api: str
    headers: Mapping[str, str]

    def call(self, method: str, path: str, said: object = None) -> Answer:
        """Ask for one thing. Raises HostError."""
        request = Request(  # noqa: S310  # the scheme was looked at in `web`
            f"{self.api}{path}",
            method=method,
            data=None if said is None else json.dumps(said).encode(),
            headers={**self.headers, "Content-Type": "application/json", "User-Agent": "handbook-gen"},
        )
        asked = {"method": method, "path": path.partition("?")[0]}
        try:
            with _opener(request.type).open(request, timeout=_SECONDS) as answer:
                return _understood(answer.read(_MOST), answer.headers)
        except HTTPError as error:
            with error:  # it holds the connection
                raise HostError(_reason(error), **asked, status=str(error.code)) from None
        except ValueError:
            raise HostError("nonsense", **asked) from None
        except (OSError, HTTPException) as error:
            why = getattr(error, "reason", None) or error
            raise HostError("unreachable", host=str(urlsplit(self.api).hostname), why=str(why)) from None

    def all(self, path: str, shape: TypeAdapter[list[T]]) -> Iterator[T]:
        """Give what stands on every page of a list."""
        joined = "&" if "?" in path else "?"
        for page in range(1, _PAGES + 1):
            answer = self.call("GET", f"{path}{joined}per_page={_PAGE}&page={page}")
            yield from read(answer, shape, path)
            if not answer.more:
                return
        raise HostError("endless", path=path)


def web(api: str, headers: Mapping[str, str], variable: str) -> Web:
    """Make sure that nobody can listen in; `variable` is where the address came from. Raises HostError."""
    parts = urlsplit(api)
    plain = parts.scheme == "http" and parts.hostname in _HERE
    if not (parts.scheme == "https" or plain) or not parts.hostname or "@" in parts.netloc or "?" in api:
        raise HostError("insecure", variable=variable)
    return Web(api.rstrip("/"), headers)


def given(environment: Mapping[str, str], variable: str, form: str = ".+") -> str:
    """Take a value of the environment that has to be there and to look like one. Raises HostError."""
    value = environment.get(variable, "")
    if not re.fullmatch(form, value):
        raise HostError("malformed" if value else "missing", variable=variable)
    return value


def token(environment: Mapping[str, str], variable: str) -> str:
    """Take the token; what cannot stand in a header would be shown in the error about it."""
    return given(environment, variable, _TOKEN.pattern)


def read(answer: Answer, shape: TypeAdapter[T], path: str) -> T:
    """Understand what a host said. Raises HostError."""
    try:
        return shape.validate_python(answer.data)
    except ValidationError:
        raise HostError("nonsense", method="GET", path=path) from None


def _understood(said: bytes, headers: HTTPMessage) -> Answer:
    if len(said) == _MOST:
        raise ValueError
    more = 'rel="next"' in headers.get("Link", "") or bool(headers.get("X-Next-Page"))
    return Answer(json.loads(said) if said else None, more)


def _reason(error: HTTPError) -> str:
    """Name what a status means; both hosts answer 403 as well to whoever asks too often."""
    spent = "0" in (error.headers.get("X-RateLimit-Remaining"), error.headers.get("RateLimit-Remaining"))
    if error.code == HTTPStatus.FORBIDDEN and (spent or error.headers.get("Retry-After")):
        return "limited"
    if error.code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return "broken"
    return _REASONS.get(error.code, "refused")


def _opener(scheme: str) -> OpenerDirector:
    """Go through the proxy of this machine, if it has one, with what nobody in between can read."""
    return build_opener(_Near) if scheme == "https" else build_opener(_Near, ProxyHandler({}))


class _Near(HTTPRedirectHandler):
    """Follows to the same place only: Python would take the token anywhere, and turn POST into GET."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Give the request that follows. Raises HostError."""
        if req.get_method() != "GET" or _origin(newurl) != _origin(req.full_url):
            fp.close()
            raise HostError("redirected", host=str(urlsplit(req.full_url).hostname))
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc
