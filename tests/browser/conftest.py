"""One sandbox with the sample bot, one Chromium, and a page for each test.

The sandbox runs in a process of its own: Playwright's synchronous interface and asyncio do not share a
thread. The browser is closed with this package, so that tests after it may start event loops.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.page_driver import PageDriver, PageDrivers

NAMES = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-extensions"]
ROOT = Path(__file__).parents[2]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here as one for the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Chromium without a window; without one the tests are skipped, or fail where that is asked for."""
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None:
        told = f"no browser: none of {', '.join(NAMES)} is on the path"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(told)
        pytest.skip(told)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=SWITCHES)
        yield browser
        browser.close()


@dataclass(frozen=True)
class SandboxProcess:
    """The sandbox with the sample bot, in a process of its own."""

    process: subprocess.Popen[str]
    address: str

    def reset(self, said: int = 0) -> None:
        """Delete all messages, and add this many from the bot to #lessons."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{said}\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "set\n"


@pytest.fixture(scope="package")
def sandbox(chromium: Browser) -> Iterator[SandboxProcess]:
    """Sandbox and bot. At the end the bot has sent nothing that Discord would not take."""
    command = [sys.executable, "-m", "tests.browser.sample_bot"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http"), "the sample bot didn't start"
        yield SandboxProcess(process, address)
        told, _ = process.communicate(timeout=15)
    assert json.loads(told) == {"unsupported": [], "unknown": [], "refusals": []}


@pytest.fixture(scope="package")
def pages(chromium: Browser, sandbox: SandboxProcess) -> PageDrivers:
    """The pages that are open, for test after test."""
    return PageDrivers(chromium, sandbox.address)


@pytest.fixture
def drivers(pages: PageDrivers, sandbox: SandboxProcess) -> Iterator[PageDrivers]:
    """Open pages on an empty world. No page logs an error or contacts anything but the sandbox."""
    sandbox.reset()
    pages.errors.clear()
    yield pages
    pages.release()
    assert pages.errors == []
    assert pages.contacted <= {sandbox.address}


@pytest.fixture
def learner(drivers: PageDrivers) -> PageDriver:
    """The first learner at a desk, in the first server's #general."""
    return drivers.open("Tomasz")
