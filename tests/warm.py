"""The command `handbook` for tests that run scripts: imported once, forked for each call; asserts nothing.

A script that calls it gets a process of its own, with its folder, its environment and its streams, without
waiting for the same imports each time. That the installed command starts by itself is for other tests.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from click.core import Command

_CALL: Final = """\
#!{python} -IS
import json, os, socket, sys
door = socket.socket(socket.AF_UNIX)
door.connect({door!r})
said = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
socket.send_fds(door, [len(said).to_bytes(8, "big")], [0, 1, 2])
door.sendall(said)
sys.exit(door.recv(1)[0])
"""


@contextmanager
def on_path() -> Iterator[None]:
    """Put the command first on PATH, for as long as it is needed."""
    with _command() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(folder), prepend=os.pathsep)
        yield


@contextmanager
def _command() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="warm-") as folder:
        door, call = Path(folder, "door"), Path(folder, "bin", "handbook")
        call.parent.mkdir()
        call.write_text(_CALL.format(python=sys.executable, door=str(door)))
        call.chmod(0o755)
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.warm", str(door)],
            cwd=Path(__file__).parents[1],
            stdout=subprocess.PIPE,
        )
        try:
            assert server.stdout
            server.stdout.readline()  # it says so when it listens
            yield call.parent
        finally:
            server.kill()
            server.communicate()


def _serve(door: Path) -> None:
    from handbook_gen.cli import VERBS, main  # noqa: PLC0415  # whoever only calls it need not wait for it

    for verb in VERBS:
        main.get_command(main.make_context("handbook", [], resilient_parsing=True), verb)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(door))
        listening.listen()
        sys.stdout.write("listening\n")
        sys.stdout.flush()
        while True:
            caller, _ = listening.accept()
            if not os.fork():
                if os.fork():  # so that nobody has to wait for it
                    os._exit(0)
                _answer(caller, main)
            caller.close()
            os.wait()


def _answer(caller: socket.socket, main: Command) -> None:
    size, streams, _, _ = socket.recv_fds(caller, 8, 3)
    said = caller.makefile("rb").read(int.from_bytes(size, "big"))
    words, folder, environment = json.loads(said)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    try:
        main(words, prog_name="handbook")
        code = 0
    except SystemExit as done:
        code = int(done.code or 0)
    except BaseException:  # noqa: BLE001  # as Python does with what nobody catches
        sys.excepthook(*sys.exc_info())
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    caller.sendall(bytes([code]))
    os._exit(0)


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
