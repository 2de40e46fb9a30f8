"""A web page elsewhere, open in the same browser, gets nothing from the sandbox and changes nothing there."""

import json
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import SandboxProcess


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[int]:
    """The port of another website on this machine."""
    handler = partial(Quiet, directory=Path(__file__).parent)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Yield a page in a new browser profile."""
    context = chromium.new_context()
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def everything(sandbox: SandboxProcess) -> list[Any]:
    """What a program on this machine sees of the sandbox's world."""
    found = []
    for name in ("world", "faults", "commands"):
        with urlopen(f"{sandbox.address}/sandbox/{name}") as reply:
            found.append(json.load(reply))
    return found


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
@pytest.mark.parametrize("attack", ["attack()", "attackFromFrame()"])
def test_a_hostile_page_gets_nothing(
    sandbox: SandboxProcess, page: Page, elsewhere: int, host: str, attack: str
) -> None:
    """Neither another origin, nor another port of this machine, nor a sandboxed frame reads or changes it."""
    before = everything(sandbox)
    query = urlencode({"target": sandbox.address, "guild": before[0]["guilds"][0]["id"]})
    page.goto(f"http://{host}:{elsewhere}/hostile.html?{query}")
    assert page.evaluate(attack) == []
    assert everything(sandbox) == before


@pytest.mark.parametrize("path", ["/", "/sandbox/world"])
def test_a_hostile_page_cannot_frame_the_sandbox(
    sandbox: SandboxProcess, page: Page, elsewhere: int, path: str
) -> None:
    """Another page can't frame the sandbox, where people could be tricked into pressing something."""
    page.goto(f"http://127.0.0.1:{elsewhere}/hostile.html")
    page.evaluate(
        "address => new Promise((resolve) => { const frame = document.createElement('iframe');"
        " frame.src = address; frame.onload = resolve; document.documentElement.append(frame); })",
        sandbox.address + path,
    )
    framed = page.frames[-1].content()
    assert "You are" not in framed
    assert "token" not in framed
