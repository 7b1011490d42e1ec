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
    """MkDocs' own development server, with a first build of its own and an error page per language."""

    def __init__(
        self, first: Callable[[], None], again: Callable[[], None], out: Path, at: tuple[str, int]
    ) -> None:
        host, port = at
        super().__init__(builder=again, host=host, port=port, root=str(out), polling_interval=_LOOK_EVERY)
        self.build_delay = _SETTLE
        self._first = first
        self._asked = threading.local()
        self.error_handler = self._error_page

    def _build_loop(self) -> None:
        """Build first, with files watched already so that no save is lost, while readers wait for it."""
        with self._epoch_cond:
            self._wanted_epoch += 1
        self._first()
        with self._epoch_cond:
            self._visible_epoch = self._wanted_epoch
            self._epoch_cond.notify_all()
        super()._build_loop()  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped

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
