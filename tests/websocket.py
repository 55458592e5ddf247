"""As much of a WebSocket (RFC 6455) as it takes to talk to a browser on this machine: messages of text, one after the other."""

from __future__ import annotations

import base64
import os
import socket
from itertools import cycle
from urllib.parse import urlsplit

_TEXT, _CLOSE, _LAST, _MASKED = 0x1, 0x8, 0x80, 0x80
_MASK = b"mask"  # any will do, for there is no proxy here to be protected; but Firefox takes four zeros for none


class WebSocket:
    """A connection to an address such as `ws://127.0.0.1:9222/session`."""

    def __init__(self, address: str, *, timeout: float) -> None:
        parts = urlsplit(address)
        self._socket = socket.create_connection((parts.hostname, parts.port), timeout)
        self._answers = self._socket.makefile("rb")
        key = base64.b64encode(os.urandom(16)).decode()
        head = [
            f"GET {parts.path} HTTP/1.1",
            f"Host: {parts.netloc}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
        ]
        self._socket.sendall("\r\n".join([*head, "", ""]).encode())
        status = self._answers.readline()
        assert b" 101 " in status, status
        while self._answers.readline().strip():
            pass

    def send(self, text: str) -> None:
        data = text.encode()
        size = (
            bytes([_MASKED | len(data)])
            if len(data) < 126
            else bytes([_MASKED | 126]) + len(data).to_bytes(2, "big")
            if len(data) < 1 << 16
            else bytes([_MASKED | 127]) + len(data).to_bytes(8, "big")
        )
        masked = bytes(byte ^ key for byte, key in zip(data, cycle(_MASK), strict=False))
        self._socket.sendall(bytes([_LAST | _TEXT]) + size + _MASK + masked)

    def receive(self) -> str:
        """The next message. Errors: `ConnectionError` where the other side has closed, `TimeoutError` where it says nothing."""
        message = b""
        while True:
            first, second = self._read(2)
            if first & 0x0F == _CLOSE:
                raise ConnectionError("the browser has closed the connection")
            size = second & 0x7F
            if size > 125:
                size = int.from_bytes(self._read(2 if size == 126 else 8), "big")
            message += self._read(size)
            if first & _LAST:
                return message.decode()

    def close(self) -> None:
        self._answers.close()
        self._socket.close()

    def _read(self, size: int) -> bytes:
        data = self._answers.read(size)
        if len(data) < size:
            raise ConnectionError("the browser has gone")
        return data
