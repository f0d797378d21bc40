"""A server of previews in a thread of its own, and the ends of its sockets."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import select
import socket
import struct
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from sitegen.serve.access import access_for
from sitegen.serve.preview import Preview, advance
from sitegen.serve.responses import Place
from sitegen.serve.server import Server, bind, silence
from sitegen.serve.session import own_files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.model.text import OutPath

PATIENCE = 60


class Serving:
    """Use as a context; `show` gives it the next build."""

    def __init__(self, outputs: Mapping[OutPath, bytes] | None, base: str = "/") -> None:
        self.preview = advance(Preview("r"), outputs, "" if outputs is not None else "<p>bad")[0]
        self.base = base
        self.port = 0
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))

    def __enter__(self) -> Self:
        silence()
        self._thread.start()
        assert self._ready.wait(PATIENCE)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(PATIENCE)

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._ended = asyncio.Event()
        sockets, self.port = bind("127.0.0.1", 0)
        place = Place(self.base, access_for("127.0.0.1"), own_files())
        self._server = Server(place, lambda: self.preview)
        self._server.listen(sockets)
        self._server.tell()
        self._ready.set()
        await self._ended.wait()
        await self._server.close()

    def show(self, outputs: Mapping[OutPath, bytes] | None, report: str = "") -> None:
        self.preview, _ = advance(self.preview, outputs, report)
        self._loop.call_soon_threadsafe(self._server.tell)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def ask(self, request: bytes) -> bytes:
        """Send bytes and return all that comes back.

        A server that waits for the rest of a request is told that there is none.
        """
        answer = b""
        with self.connect() as connection, suppress(OSError):
            connection.sendall(request)
            if select.select([connection], [], [], 0.1)[0]:
                answer = connection.recv(65_536)
            connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(65_536):
                answer += part
        return answer

    def ask_at_once(self, requests: Sequence[bytes]) -> list[bytes]:
        """Send several requests, each on a connection of its own, and return the answers."""
        opened = [self.connect() for _ in requests]
        for connection, request in zip(opened, requests, strict=True):
            connection.sendall(request)
        self.get("/")
        answers = []
        for connection in opened:
            answer = b""
            with connection, suppress(OSError):
                connection.shutdown(socket.SHUT_WR)
                while part := connection.recv(65_536):
                    answer += part
            answers.append(answer)
        return answers

    def get(self, path: str, *headers: str, method: str = "GET") -> tuple[int, bytes]:
        lines = [f"{method} {path} HTTP/1.1", "Connection: close", *headers]
        if not any(line.lower().startswith("host:") for line in headers):
            lines.append(f"Host: localhost:{self.port}")
        answer = self.ask("\r\n".join([*lines, "", ""]).encode())
        return (int(answer.split()[1]) if answer else 0), answer.partition(b"\r\n\r\n")[2]


class Page:
    """The socket of an open page (RFC 6455)."""

    def __init__(self, port: int, base: str = "/", **headers: str) -> None:
        self.connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        host = f"localhost:{port}"
        sent = {
            "Host": host, "Origin": f"http://{host}", "Upgrade": "websocket",
            "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(), **headers,
        }  # fmt: skip
        lines = [f"GET {base}_sitegen/live HTTP/1.1", *(f"{k}: {v}" for k, v in sent.items())]
        self.connection.sendall("\r\n".join([*lines, "", ""]).encode())
        self._stream = self.connection.makefile("rb")
        self.status = int(self._stream.readline().split()[1])
        while self._stream.readline().strip():
            pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()
        self.connection.close()

    def send(self, content: bytes | str | dict[str, Any], opcode: int | None = None) -> None:
        if isinstance(content, dict):
            content = json.dumps(content)
        code = opcode if opcode is not None else (1 if isinstance(content, str) else 2)
        body = content.encode() if isinstance(content, str) else content
        long = len(body) >= 126
        length = struct.pack("!BQ", 255, len(body)) if long else bytes([128 | len(body)])
        self.connection.sendall(bytes([128 | code]) + length + bytes(4) + body)

    def receive(self) -> dict[str, Any] | None:
        """Return the next message; None when the server ends the connection."""
        while head := self._stream.read(2):
            length = head[1] & 127
            if length == 126:
                length = struct.unpack("!H", self._stream.read(2))[0]
            elif length == 127:
                length = struct.unpack("!Q", self._stream.read(8))[0]
            body = self._stream.read(length)
            if head[0] & 15 == 8:
                return None
            if head[0] & 15 == 1:
                message: dict[str, Any] = json.loads(body)
                return message
        return None

    def open(self, url: str, build: str) -> dict[str, Any] | None:
        """Do what the client does when it begins; return what it is told."""
        self.send({"command": "hello", "protocols": []})
        hello = self.receive()
        assert hello is not None
        assert hello["command"] == "hello"
        self.send({"command": "info", "url": url, "build": build})
        return self.receive()
