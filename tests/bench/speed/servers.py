"""Servers of an index, each in processes of its own: `sakuin serve`, and gunicorn where it is installed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from clients import Client

ROOT = Path(__file__).resolve().parents[3]

SAKUIN = (sys.executable, "-c", "import sys; from web.cli import main; sys.exit(main())")


@contextmanager
def sakuin_serve(place: Path) -> Iterator[str]:
    """`sakuin serve` over an index, and its address."""
    command = (*SAKUIN, "serve", "--index", str(place), "--port", "0")
    with subprocess.Popen(command, env=environ(), stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


@contextmanager
def gunicorn(place: Path, *, workers: int = 2) -> Iterator[str]:
    """gunicorn over an index, and its address."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    address = f"127.0.0.1:{port}"
    command = [sys.executable, "-m", "gunicorn", "web.wsgi:create()", "--preload", "--bind", address]
    command += ["--workers", str(workers), "--threads", "4", "--log-level", "error"]
    with subprocess.Popen(command, env={**environ(), "SAKUIN_INDEX": str(place)}) as server:
        try:
            wait_for(address)
            yield f"http://{address}/"
        finally:
            server.terminate()


def wait_for(address: str) -> None:
    for _ in range(200):
        with suppress(OSError):
            if Client(f"http://{address}/").get("/healthz")[0] == 200:
                return
        time.sleep(0.05)
    raise SystemExit("gunicorn does not answer")


def index(posts: Path, place: Path, *options: str) -> None:
    subprocess.run(
        (*SAKUIN, "index", str(posts), "--index", str(place), *options), env=environ(), check=True, capture_output=True
    )


def environ() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))}


SERVERS: dict[str, Callable[[Path], AbstractContextManager[str]]] = {"sakuin serve": sakuin_serve}

if find_spec("gunicorn"):
    SERVERS["gunicorn"] = gunicorn
