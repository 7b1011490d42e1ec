"""Serves the whole site on this machine and builds it again on save; knows nothing of policies."""

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from mkdocs.livereload import LiveReloadServer

# How often files are looked at, and how long saving may last, in seconds: the wait between saving and seeing.
_LOOK_EVERY: Final = 0.2
_SETTLE: Final = 0.05
_NOT_FOUND: Final = 404


class Server(LiveReloadServer):
    """MkDocs' own development server, with a page for lost readers per language."""

    def __init__(self, build: Callable[[], None], root: Path, host: str, port: int) -> None:
        super().__init__(builder=build, host=host, port=port, root=str(root), polling_interval=_LOOK_EVERY)
        self.build_delay = _SETTLE
        self._asked = threading.local()
        self.error_handler = self._error_page

    def serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Remember what was asked for, so that an error page can be in its language."""
        self._asked.path = environ["PATH_INFO"]
        return super().serve_request(environ, start_response)

    def _error_page(self, code: int) -> bytes | None:
        language = str(self._asked.path).strip("/").partition("/")[0]
        pages = (Path(self.root) / language / "404.html", Path(self.root) / "404.html")
        return next((p.read_bytes() for p in pages if p.is_file()), None) if code == _NOT_FOUND else None


def serve(server: Server, watched: Iterable[Path]) -> None:
    """Serve until interrupted, and build again on save. Raises OSError if the port is taken."""
    for path in watched:
        if path.exists():
            server.watch(str(path))
    try:
        server.serve()  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    except KeyboardInterrupt:
        print()
    finally:
        server.shutdown()
