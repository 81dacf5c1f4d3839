"""A headless Chromium for tests of pages, spoken to over its debugging protocol."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpx
from websockets.sync.client import ClientConnection, connect

if TYPE_CHECKING:
    from pathlib import Path

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
REASON = "no Chromium on this machine"
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars")


class Page:
    """One tab: commands in, answers out; what the page complained about is kept."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._number = 0
        self._events: list[dict[str, Any]] = []
        self.complaints: list[str] = []
        for domain in ("Page", "Runtime", "Log"):
            self.command(f"{domain}.enable")

    def command(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            message = self._received()
            if message.get("id") == self._number:
                assert "error" not in message, message["error"]
                return message["result"]

    def _received(self) -> dict[str, Any]:
        message = json.loads(self._socket.recv(timeout=60))
        method, told = message.get("method"), message.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.complaints.append(
                told["exceptionDetails"].get("exception", {}).get("description", "exception")
            )
        elif method == "Log.entryAdded" and told["entry"]["level"] == "error":
            self.complaints.append(told["entry"]["text"])
        if method:
            self._events.append(message)
        return message

    def open(self, path: Path, *, width: int = 1200, dark: bool = False, scripts: bool = True) -> None:
        """Open a file and wait until it is loaded and, with scripts, ready."""
        phone = width < 600
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=844,
            deviceScaleFactor=2 if phone else 1,
            mobile=phone,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.command("Emulation.setEmulatedMedia", features=[scheme])
        self.command("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.complaints.clear()
        self._events.clear()
        self.command("Page.navigate", url=path.as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self._events):
            self._received()
        if scripts:
            self.value(
                "new Promise(done => { const look = () => document.body.classList.contains('ready') "
                "|| !document.getElementById('config') ? done(true) : requestAnimationFrame(look); look(); })"
            )

    def value(self, expression: str) -> Any:
        """What an expression, or the promise that it gives, comes to."""
        answer = self.command(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def settled(self, expression: str) -> Any:
        """The same, after the page has drawn what is due."""
        self.value(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
        )
        return self.value(expression)

    def drag(self, selector: str, start: float, end: float) -> None:
        """Drag with the mouse over an element, between two parts of its width."""
        box = self.value(
            f"(() => {{ const all = [...document.querySelectorAll({selector!r})]; "
            "const shown = all.find(one => one.getBoundingClientRect().width); "
            "shown.scrollIntoView({block: 'center'}); const box = shown.getBoundingClientRect(); "
            "return [box.x, box.y, box.width, box.height]; })()"
        )
        y = box[1] + box[3] / 2
        places = [box[0] + box[2] * part for part in (start, (start + end) / 2, end)]
        moves = [
            ("mousePressed", places[0]),
            *(("mouseMoved", x) for x in places),
            ("mouseReleased", places[-1]),
        ]
        for kind, x in moves:
            buttons = 0 if kind == "mouseReleased" else 1
            self.command(
                "Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=buttons, clickCount=1
            )

    def screenshot(self, path: Path) -> None:
        shot = self.command("Page.captureScreenshot", captureBeyondViewport=True, format="png")
        path.write_bytes(base64.b64decode(shot["data"]))


@contextmanager
def chromium(profile: Path) -> Iterator[Page]:
    """A browser with one empty tab, ended with the block."""
    command = [
        str(CHROMIUM),
        *FLAGS,
        "--remote-debugging-port=0",
        f"--user-data-dir={profile}",
        "about:blank",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as program:
        try:
            assert program.stderr is not None
            listening = next(line for line in program.stderr if line.startswith("DevTools listening on "))
            port = listening.split(":")[2].split("/")[0]
            tabs = httpx.get(f"http://127.0.0.1:{port}/json/list").json()
            url = next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page")
            with connect(url, max_size=None, compression=None) as socket:
                yield Page(socket)
        finally:
            program.terminate()
            program.wait(20)
