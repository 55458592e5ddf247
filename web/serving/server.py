"""Serving the application with waitress, until somebody stops it: one process, for a blog of one's own."""

from __future__ import annotations

import errno
import logging
import signal
import socket
import threading
from types import FrameType
from typing import NoReturn, Protocol

from flask import Flask
from waitress import create_server  # type: ignore[import-untyped]
from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
from waitress.parser import HTTPRequestParser, ParsingError  # type: ignore[import-untyped]

from index.errors import InputUnusable
from web.blog import blog_of
from web.serving.requestline import percent_encoded

# Python runs one thread at a time, so more of them answer no more requests: they only share the same second. At 8 clients
# 99 % of pages were there in 120 to 200 ms with two, in 290 to 480 ms with four. One would let a long search stop all others.
THREADS = 2
CONNECTIONS = 500  # browsers keep theirs open and mostly say nothing; waitress would let in 100
MOST_SENT = 64_000  # bytes of a body: no request of ours has one, and waitress would keep a gigabyte
IDLE = 30  # seconds after which a silent one is closed
_LOOK_AGAIN = 1.0  # seconds: on Windows, Ctrl-C reaches no thread that waits for ever

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}


class Dispatcher(Protocol):
    def shutdown(self) -> bool: ...


class Server(Protocol):
    task_dispatcher: Dispatcher

    def run(self) -> None: ...


class ReadableRequest(HTTPRequestParser):  # type: ignore[misc]
    """A request whose line may hold UTF-8 as it is."""

    def parse_header(self, header_plus: bytes) -> None:
        line, end, headers = header_plus.partition(b"\r\n")
        try:
            super().parse_header(percent_encoded(line) + end + headers)
        except ValueError as error:  # of urlsplit, as for http://[x
            raise ParsingError(f"Bad URI: {error}") from None


class Channel(HTTPChannel):  # type: ignore[misc]
    parser_class = ReadableRequest


class Running:
    """A server that answers in threads of its own, while the main thread waits or builds the index. SIGTERM and Ctrl-C are for the
    main thread, as `SystemExit` and `KeyboardInterrupt`."""

    def __init__(self, app: Flask, *, host: str, port: int) -> None:
        """Errors: `InputUnusable` where nobody can listen there."""
        self._server, self.address = listen(app, host=host, port=port)
        self._blog = blog_of(app)
        self._thread = threading.Thread(target=self._server.run, name="server", daemon=True)
        self._thread.start()
        signal.signal(signal.SIGTERM, _terminate)

    def wait(self) -> None:
        """Serve until told to stop; what was asked before that is still answered."""
        try:
            while self._thread.is_alive():
                self._thread.join(_LOOK_AGAIN)
        finally:
            self.stop()

    def stop(self) -> None:
        self._server.task_dispatcher.shutdown()
        self._blog.searcher.rest()
        if self._blog.queries:
            self._blog.queries.close()


def _terminate(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def listen(app: Flask, *, host: str, port: int) -> tuple[Server, str]:
    """A server that listens already, and its address; port 0 takes any free one."""
    # Bound here: waitress itself hides why it cannot, and leaves sockets open.
    bound = _bind(host, port)
    settings = blog_of(app).settings.server
    server = create_server(
        app,
        sockets=[bound],
        ident=None,
        clear_untrusted_proxy_headers=False,  # the application believes as many as `trusted_proxies` says, and closes some pages to others
        threads=THREADS,
        connection_limit=CONNECTIONS,
        max_request_body_size=MOST_SENT,
        channel_timeout=IDLE,
        asyncore_use_poll=True,  # select() knows no more than 1,024 files; where there is no poll(), it is taken all the same
    )
    server.channel_class = Channel
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it warns of each request that waits for a thread
    at_host, at_port = bound.getsockname()[:2]
    return server, _address(at_host, at_port, settings.url_prefix)


def _bind(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except (socket.gaierror, UnicodeError):
        raise InputUnusable(ja=f"ホスト {host} が見つかりません。", en=f"There is no host {host}.") from None
    except OSError as error:
        raise _cannot_listen(host, port, error) from None


def _address(host: str, port: int, url_prefix: str) -> str:
    shown = _EVERYWHERE.get(host, host)
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}{url_prefix}/"


def _cannot_listen(host: str, port: int, error: OSError) -> InputUnusable:
    if error.errno == errno.EADDRINUSE:
        return InputUnusable(
            ja=f"ポート {port} は使われています。--port 0 で空いているポートを使えます。",
            en=f"Port {port} is in use. Take any free one with: --port 0",
        )
    return InputUnusable(
        ja=f"{host} のポート {port} で待ち受けできません: {error.strerror}",
        en=f"Cannot listen on port {port} of {host}: {error.strerror}",
    )
