"""Finds nginx or installs it, and has it serve a folder on a free port of this machine."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

NO_NGINX = """\
No nginx here, and none could be installed. One of these gives one:
  - Debian, Ubuntu: apt-get install nginx; Fedora: dnf install nginx; a Mac: brew install nginx
  - as root on Debian or Ubuntu this does it by itself"""
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
MANY = 200  # times that it is asked whether it is there, each a twentieth of a second

CONFIG = """\
{user}
worker_processes 2;
pid {home}/nginx.pid;
error_log {home}/error.log warn;
daemon off;
events {{ worker_connections 256; }}
http {{
  types {{ text/html html; text/css css; text/javascript js; application/json json; }}
  access_log off;
  keepalive_requests 100000;
  client_body_temp_path {home}/body;
  proxy_temp_path {home}/proxy;
  fastcgi_temp_path {home}/fastcgi;
  uwsgi_temp_path {home}/uwsgi;
  scgi_temp_path {home}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {folder};
  }}
}}
"""


class NoNginxError(RuntimeError):
    """There is no nginx here and none could be installed."""


def find_or_install() -> str:
    """Give the path of nginx; where there is none and the user is root, install Debian's."""
    if not _found() and ROOT and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "--yes", "--no-install-recommends", "nginx"]):
            subprocess.run(["apt-get", "-qq", *command], stdout=sys.stderr, env=environment, check=False)
    if path := _found():
        return path
    raise NoNginxError(NO_NGINX)


def _found() -> str | None:
    return shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"]))


@contextmanager
def serving(folder: Path, home: Path) -> Iterator[int]:
    """Serve a folder and give the port; what the server itself writes goes to `home`."""
    port = _free()
    config = home / "nginx.conf"
    user = "user root;" if ROOT else ""
    config.write_text(CONFIG.format(user=user, home=home, port=port, folder=folder), "utf-8")
    command = [find_or_install(), "-p", str(home), "-e", str(home / "error.log"), "-c", str(config)]
    with subprocess.Popen(command) as server:
        try:
            _wait_for(server, port, home)
            yield port
        finally:
            server.terminate()


def _free() -> int:
    with closing(socket.socket()) as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _wait_for(server: subprocess.Popen[bytes], port: int, home: Path) -> None:
    for _ in range(MANY):
        try:
            with socket.create_connection(("127.0.0.1", port)):
                return
        except ConnectionRefusedError:
            try:
                server.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            break
    raise NoNginxError((home / "error.log").read_text("utf-8"))
