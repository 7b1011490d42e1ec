"""The command `handbook` for tests that run scripts: started once, forked for each call; asserts nothing.

A script that calls it gets a process of its own, with its folder, its environment and its streams, without
waiting each time for what is the same. That the installed command starts by itself is for other tests.
"""

import atexit
import json
import logging
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from click.core import Command
from click.testing import CliRunner

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
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(_started()), prepend=os.pathsep)
        yield


@cache
def _started() -> Path:
    """Start it, until the tests end; give a folder with the command in it."""
    folder = tempfile.TemporaryDirectory(prefix="warm-")
    atexit.register(folder.cleanup)
    door, call = Path(folder.name, "door"), Path(folder.name, "bin", "handbook")
    call.parent.mkdir()
    call.write_text(_CALL.format(python=sys.executable, door=str(door)))
    call.chmod(0o755)
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.warm", str(door)], cwd=Path(__file__).parents[1], stdout=subprocess.PIPE
    )
    atexit.register(server.kill)
    assert server.stdout
    assert server.stdout.readline(), "it says so when it listens"
    return call.parent


def _serve(door: Path) -> None:
    from handbook_gen.cli import main  # noqa: PLC0415  # whoever only calls it need not wait for it

    _rehearse(main)
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


def _rehearse(main: Command) -> None:
    """Do once what takes longest the first time: words, models and templates are then at hand."""
    with tempfile.TemporaryDirectory() as folder:
        project = f"{folder}/project"
        for words in (
            ["new", project, "--empty", "--language", "nl"],
            *(
                ["build", "--project", project],
                ["check", "--project", project],
                ["fmt", "--project", project],
            ),
            ["diff", project, "--project", project, "--format", "markdown", "--language", "nl"],
            ["comment", "--help"],
            ["diff-file", "--help"],
        ):
            CliRunner().invoke(main, words)
    logging.getLogger("mkdocs").handlers.clear()  # they write to what the rehearsal took for a terminal


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
