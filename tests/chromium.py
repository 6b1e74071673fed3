"""A headless Chromium driven over its debugging pipe, without a driver or a package: for tests and for pictures."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
from types import TracebackType
from typing import Any

BINARY = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
SETTINGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--remote-debugging-pipe",
]

#: Seconds after which a silent browser is an error.
PATIENCE = 60
#: Keys that the browser acts on: their codes and the text that they are.
KEYS = {"Tab": (9, ""), "Enter": (13, "\r"), "Escape": (27, "")}


class Chromium:
    """One browser with one tab; a context manager. Raises RuntimeError where the browser says no or closes."""

    def __enter__(self) -> Chromium:
        assert BINARY is not None, "no chromium on this machine"
        self._folder = tempfile.mkdtemp(prefix="chromium-")
        from_us, self._to = os.pipe()
        self._from, to_us = os.pipe()

        # The browser reads commands from descriptor 3 and answers on descriptor 4; duplicates first, so that neither is trodden on.
        def wire() -> None:
            high = [fcntl.fcntl(number, fcntl.F_DUPFD, 100) for number in (from_us, to_us)]
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        self._process = subprocess.Popen(
            [BINARY, *SETTINGS, f"--user-data-dir={self._folder}", "about:blank"],
            preexec_fn=wire,
            close_fds=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(from_us)
        os.close(to_us)
        self._rest, self._number, self._session = b"", 0, None
        self.seen: list[dict[str, Any]] = []
        target = next(t for t in self.ask("Target.getTargets")["targetInfos"] if t["type"] == "page")
        self._session = self.ask("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.ask(f"{domain}.enable")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait(10)
        os.close(self._to)
        os.close(self._from)
        shutil.rmtree(self._folder, ignore_errors=True)

    def ask(self, method: str, **values: Any) -> Any:
        """One command of the DevTools protocol and its result; events on the way are kept in `seen`."""
        self._number += 1
        command = {"id": self._number, "method": method, "params": values} | (
            {"sessionId": self._session} if self._session else {}
        )
        os.write(self._to, json.dumps(command).encode() + b"\0")
        while True:
            message = self._message()
            if message.get("id") == self._number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.seen.append(message)

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            if not select.select([self._from], [], [], PATIENCE)[0]:
                raise RuntimeError(f"the browser has said nothing for {PATIENCE} seconds")
            piece = os.read(self._from, 1 << 20)
            if not piece:
                raise RuntimeError("the browser closed")
            self._rest += piece
        one, _, self._rest = self._rest.partition(b"\0")
        found: dict[str, Any] = json.loads(one)
        return found

    def look(self, *, width: int, height: int = 900, dark: bool = False, scripts: bool = True) -> None:
        """Sets the size of the window, the colour scheme and whether scripts run."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        features = [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.ask("Emulation.setEmulatedMedia", features=features)
        self.ask("Emulation.setScriptExecutionDisabled", value=not scripts)

    def visit(self, address: str) -> None:
        """Opens a page and waits until it is loaded."""
        self.seen.clear()
        self.ask("Page.navigate", url=address)
        self.loaded()

    def run(self, script: str) -> Any:
        """The value of an expression in the page, once it is there. Raises RuntimeError where the expression fails, and for an element:
        its value would be an empty object, which is as false as none."""
        asked = f"(async () => {{ const v = await ({script}); if (v instanceof Node) throw Error('an element has no value'); return v }})()"
        answer = self.ask("Runtime.evaluate", expression=asked, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{script[:80]}: {answer['result'].get('description')}")
        return answer["result"].get("value")

    def press(self, key: str, shift: bool = False) -> None:
        """One key, with what the browser itself does on it: Tab moves the focus, Enter follows a link or sends a form."""
        code, text = KEYS.get(key, (0, key))
        for kind in ("keyDown", "keyUp"):
            values: dict[str, Any] = {"type": kind, "key": key, "text": text if kind == "keyDown" else ""}
            if code:
                values |= {"code": key, "windowsVirtualKeyCode": code}
            self.ask("Input.dispatchKeyEvent", **values, modifiers=8 if shift else 0)

    def node(self, selector: str) -> int:
        """The element of a selector in the page; works without scripts. Raises LookupError where there is none."""
        tree = self.ask("DOM.getDocument", depth=0)["root"]["nodeId"]
        found = int(self.ask("DOM.querySelector", nodeId=tree, selector=selector)["nodeId"])
        if not found:
            raise LookupError(f"nothing on the page is {selector}")
        return found

    def type(self, selector: str, words: str) -> None:
        """Words into a field, as if typed."""
        self.ask("DOM.focus", nodeId=self.node(selector))
        self.ask("Input.insertText", text=words)

    def send(self, selector: str) -> None:
        """Enter on a button or in a field; waits for the page that follows."""
        self.ask("DOM.focus", nodeId=self.node(selector))
        self.seen.clear()
        self.press("Enter")
        self.loaded()

    def loaded(self) -> None:
        """Waits until a page is loaded."""
        while not any(message.get("method") == "Page.loadEventFired" for message in self.seen):
            self.seen.append(self._message())

    def html(self) -> str:
        """The page as it stands; works without scripts."""
        return str(self.ask("DOM.getOuterHTML", nodeId=self.ask("DOM.getDocument", depth=0)["root"]["nodeId"])["outerHTML"])

    def picture(self, whole: bool = False) -> bytes:
        """The page as PNG."""
        return base64.b64decode(self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"])
