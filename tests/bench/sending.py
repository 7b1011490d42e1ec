"""Sends a built handbook to a browser as a web server does, compressed; counts bytes and measures no time."""

import gzip
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import Any, Final

INSTANT: Final = "instant"
LEVEL: Final = 6
"""How hard a web server compresses that is set up as the README says."""
_HEADERS: Final = 250
"""Bytes, about: what goes along with each answer."""
_BEGINS: Final = b"window.navigation && "
"""What instant navigation begins with; without it every page is loaded anew."""
_KEPT: Final = "private, max-age=31536000, immutable"


@dataclass
class Sent:
    """What went over the line since `begin`, and how pages are to be: with instant navigation or without."""

    address: str
    instant: bool = True
    files: list[tuple[str, int]] = field(default_factory=list)

    def begin(self) -> None:
        """Count from here on."""
        self.files = []

    def bytes(self, suffix: str = "") -> int:
        """Give how many bytes were sent in files of a kind."""
        return sum(size for path, size in self.files if path.endswith(suffix))


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of what went wrong, and not of a browser that wants no more."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def sending(site: Path) -> Iterator[Sent]:
    """Serve a site on a free port until the block ends."""
    sent = Sent("")

    @cache
    def packed(path: str, instant: bool) -> bytes | None:  # noqa: FBT001  # a key of what is kept
        file = site / (f"{path}index.html" if path.endswith("/") else path).lstrip("/")
        if not file.is_file():
            return None
        body = file.read_bytes()
        return gzip.compress(body if instant else body.replace(_BEGINS, b"false && "), LEVEL)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            body = packed(path, sent.instant)
            page = path.endswith(("/", ".html", ".xml"))
            sent.files.append((path, len(body or b"") + _HEADERS))
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", "text/html" if page else guess_type(path)[0] or "text/plain")
            self.send_header("Cache-Control", "no-cache" if page else _KEPT)
            if body:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            """Say nothing: what is printed is the result."""

    server = _Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sent.address = f"http://127.0.0.1:{server.server_port}/"
    yield sent
    server.shutdown()
