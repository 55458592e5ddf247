"""A gunicorn with several processes, for the tests that ask one."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SECONDS = 30.0

with_gunicorn = pytest.mark.skipif(find_spec("gunicorn") is None, reason="gunicorn is not installed")


def environ(place):
    return {**os.environ, "PYTHONPATH": str(ROOT), "SAKUIN_INDEX": str(place), "SAKUIN_LANG": "en", "PYTHONUTF8": "1"}


def command(*options):
    return [sys.executable, "-m", "gunicorn", "web.wsgi:create()", "--preload", "--log-level", "error", *options]


@contextmanager
def gunicorn(place, *, says="", **settings):
    """The port of a gunicorn with two processes, and the process that started them; `says` is what it writes on stderr."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ("--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "2")
    process = subprocess.Popen(command(*options), env={**environ(place), **settings}, stderr=subprocess.PIPE, text=True)
    try:
        wait_until(lambda: get(port, "/healthz"))
        yield port, process
    finally:
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=SECONDS)
        assert err == says


def get(port, path):
    connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("GET", path)
        return connection.getresponse().read()
    finally:
        connection.close()


def wait_until(condition):
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        with suppress(OSError):
            if condition():
                return
        time.sleep(0.05)
    pytest.fail("it never came true")
