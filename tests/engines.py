"""Browsers of three engines, each driven as it comes from Debian: Chromium and WebKitGTK over WebDriver (www.w3.org/TR/webdriver2),
Firefox over WebDriver BiDi (www.w3.org/TR/webdriver-bidi). Both take the same actions of keys and of a pointer."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol

from browser import ARGUMENTS, CHROMIUM
from websocket import WebSocket

PATIENCE = 60  # seconds; a machine may be busy
BACKSPACE = "\ue003"  # as keys are called in actions
PACKAGES = {"chromium": "chromium-driver", "firefox": "firefox-esr", "webkit": "webkit2gtk-driver and xvfb"}


class Engine(Protocol):
    """A window of a browser."""

    def go(self, address: str) -> None:
        """Load a page."""

    def run(self, expression: str) -> Any:
        """The value of an expression in JavaScript, or what a promise becomes."""

    def act(self, *actions: dict[str, Any]) -> None:
        """What a hand does, as the two standards write it."""

    def back(self) -> None:
        """One step back in the history."""

    def picture(self) -> str:
        """What the window shows, as PNG in Base64."""

    def complaints(self) -> list[str]:
        """What the console has said."""


class OverWebDriver:
    """A window, driven over HTTP by the driver of its browser."""

    def __init__(self, driver: str, wanted: dict[str, Any], console: Path) -> None:
        self._driver, self._console = driver, console
        session = self._call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._session = f"/session/{session['sessionId']}"

    def go(self, address: str) -> None:
        self._ask("/url", {"url": address})

    def run(self, expression: str) -> Any:
        return self._ask("/execute/sync", {"script": f"return {expression}", "args": []})

    def act(self, *actions: dict[str, Any]) -> None:
        self._ask("/actions", {"actions": list(actions)})

    def back(self) -> None:
        self._ask("/back", {})

    def picture(self) -> str:
        return str(self._call("GET", f"{self._session}/screenshot"))

    def complaints(self) -> list[str]:
        lines = self._console.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if "CONSOLE" in line]

    def close(self) -> None:
        self._call("DELETE", self._session)

    def _ask(self, command: str, body: dict[str, Any]) -> Any:
        return self._call("POST", self._session + command, body)

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._driver + path, data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)["value"]


class OverBidi:
    """A window, driven over a WebSocket by the browser itself."""

    def __init__(self, address: str) -> None:
        self._socket = WebSocket(f"{address}/session", timeout=PATIENCE)
        self._number, self._said = 0, list[str]()
        self._ask("session.new", {"capabilities": {}})
        self._ask("session.subscribe", {"events": ["log.entryAdded"]})
        self._window = self._ask("browsingContext.getTree", {})["contexts"][0]["context"]

    def go(self, address: str) -> None:
        self._ask("browsingContext.navigate", {"context": self._window, "url": address, "wait": "complete"})

    def run(self, expression: str) -> Any:
        """The value, by way of JSON: BiDi would tell the type of each part of it."""
        asked = {
            "expression": f"Promise.resolve({expression}).then(JSON.stringify)",
            "target": {"context": self._window},
        }
        answer = self._ask("script.evaluate", {**asked, "awaitPromise": True})
        assert answer["type"] == "success", answer
        return json.loads(answer["result"].get("value", "null"))

    def act(self, *actions: dict[str, Any]) -> None:
        self._ask("input.performActions", {"context": self._window, "actions": list(actions)})

    def back(self) -> None:
        self._ask("browsingContext.traverseHistory", {"context": self._window, "delta": -1})

    def picture(self) -> str:
        return str(self._ask("browsingContext.captureScreenshot", {"context": self._window})["data"])

    def complaints(self) -> list[str]:
        self.run("0")  # what was said before has come by then
        return self._said

    def close(self) -> None:
        self._socket.close()

    def _ask(self, method: str, parameters: dict[str, Any]) -> Any:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.receive())
            if message["type"] == "event":
                self._said.append(f"{message['params'].get('level')}: {message['params'].get('text')}")
            elif message.get("id") == self._number:
                assert message["type"] == "success", message
                return message["result"]


def missing(name: str) -> str:
    """What to install for an engine, "" where it is here."""
    here = {
        "chromium": CHROMIUM and shutil.which("chromedriver"),
        "firefox": _firefox(),
        "webkit": shutil.which("WebKitWebDriver") and shutil.which("Xvfb"),
    }
    return "" if here[name] else f"no {name}: install {PACKAGES[name]}"


@contextmanager
def open_engine(name: str) -> Iterator[Engine]:
    """A window of `chromium`, `firefox` or `webkit`, in a profile of its own."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        engine = {"chromium": _chromium, "firefox": _open_firefox, "webkit": _webkit}[name](folder, stack)
        stack.callback(engine.close)
        yield engine


def _chromium(folder: Path, stack: ExitStack) -> OverWebDriver:
    port, log = _free_port(), folder / "log"
    console = folder / "console"
    console.touch()
    _start(["chromedriver", f"--port={port}"], log, stack)
    arguments = [
        *ARGUMENTS.split(),
        "--headless=new",
        "--window-size=1200,900",
        f"--user-data-dir={folder / 'profile'}",
    ]
    arguments += ["--enable-logging", f"--log-file={console}"]
    options = {"binary": CHROMIUM, "args": arguments}
    return OverWebDriver(_answering(port), {"goog:chromeOptions": options}, console)


def _webkit(folder: Path, stack: ExitStack) -> OverWebDriver:
    port, log, screen = _free_port(), folder / "log", folder / "screen"
    _start(["Xvfb", "-displayfd", "1", "-screen", "0", "1400x1000x24"], screen, stack)
    number = _wait_for(lambda: screen.read_text().strip())
    environment = {"DISPLAY": f":{number}", "XDG_DATA_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    _start(["WebKitWebDriver", f"--port={port}"], log, stack, **environment)
    (browser,) = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser"))[:1] or [Path("MiniBrowser")]
    arguments = ["--automation", "--geometry=1200x900", "--enable-write-console-messages-to-stdout=true"]
    return OverWebDriver(
        _answering(port), {"webkitgtk:browserOptions": {"binary": str(browser), "args": arguments}}, log
    )


def _open_firefox(folder: Path, stack: ExitStack) -> OverBidi:
    log = folder / "log"
    command = [_firefox(), "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port=0"]
    _start([*command, "--width=1200", "--height=900"], log, stack, HOME=str(folder))
    return OverBidi(_wait_for(lambda: (re.findall(r"listening on (ws://\S+)", log.read_text()) or [""])[0]))


def _firefox() -> str:
    return shutil.which("firefox-esr") or shutil.which("firefox") or ""


def _start(command: list[str], log: Path, stack: ExitStack, **environment: str) -> None:
    """Start a process that ends when the stack is left; what it prints goes into a file."""
    output = stack.enter_context(log.open("wb"))
    process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, **environment})
    stack.callback(process.wait)
    stack.callback(process.terminate)


def _answering(port: int) -> str:
    """The address of a driver, once it answers."""

    def ready() -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/status", timeout=PATIENCE):
                return True
        except OSError:
            return False

    _wait_for(ready)
    return f"http://127.0.0.1:{port}"


def _wait_for(look: Any) -> Any:
    end = time.monotonic() + PATIENCE
    while not (found := look()):
        assert time.monotonic() < end, "a browser did not start"
        time.sleep(0.05)
    return found


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
