"""As much of a WebSocket client (RFC 6455) as it takes to hear that a page has changed."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import queue
import socket
import struct
import threading
import time
from typing import Any

_TEXT = 1
_HELLO = {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}


class News:
    """An open page, as far as a server can tell: says what it shows, then hears what is new."""

    def __init__(self, port: int, path: str, page: str, build: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._read = self._socket.makefile("rb")
        key = base64.b64encode(os.urandom(16)).decode()
        host = f"127.0.0.1:{port}"
        request = (
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        self._socket.sendall(request.encode())
        if b" 101 " not in self._read.readline():
            raise ConnectionError(f"no WebSocket at {path}")
        while self._read.readline().strip():
            pass
        self._send(_HELLO)
        self._send({"command": "info", "url": f"http://{host}{page}", "build": build})
        self._reloads: queue.SimpleQueue[float] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _send(self, message: dict[str, Any]) -> None:
        """Send one text; clients mask what they send."""
        text, mask = json.dumps(message).encode(), os.urandom(4)
        head = struct.pack("!BBH", 0x80 | _TEXT, 0x80 | 126, len(text))
        masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(text))
        self._socket.sendall(head + mask + masked)

    def _listen(self) -> None:
        """Note the time of every message that says to load the page again."""
        with contextlib.suppress(OSError, ValueError):
            while True:
                if self._hear().get("command") == "reload":
                    self._reloads.put(time.perf_counter())

    def _hear(self) -> dict[str, Any]:
        while True:
            first, second = self._read.read(2)
            length = second & 0x7F
            if length >= 126:
                form = "!H" if length == 126 else "!Q"
                (length,) = struct.unpack(form, self._read.read(struct.calcsize(form)))
            text = self._read.read(length)
            if first & 0x0F == _TEXT:
                message: dict[str, Any] = json.loads(text)
                return message

    def wait_for_reload(self, after: float, timeout: float) -> float:
        """Return when the page was first told to load again after a time of `perf_counter`.

        Raises TimeoutError.
        """
        until = after + timeout
        while True:
            try:
                told = self._reloads.get(timeout=max(0, until - time.perf_counter()))
            except queue.Empty:
                raise TimeoutError("the page is not told of the change") from None
            if told > after:
                return told

    def close(self) -> None:
        """End the connection, and with it the thread."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
