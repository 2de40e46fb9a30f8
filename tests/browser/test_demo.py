"""The demo as someone meets it who tries the bot for the first time: at a desk, on a phone, by keyboard."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.page_driver import PageDriver, PageDrivers

ROOT = Path(__file__).parents[2]
PICTURES = Path(__file__).parent / "screenshots"
SILENT = {"DISCORD_TOKEN": "", "DISCORD_API_URL": "", "LESSONBOT_DATABASE": ""}
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
NEWCOMERS = ("desklight", "deskdark", "phonelight", "phonedark", "walker", "reader")
MOST_TABS = 4
MOST_PRESSES = 60
ON_MESSAGE = "document.activeElement.matches('.message')"
ON_CONTROL = "document.activeElement.matches('.message [data-control]')"


@pytest.fixture(scope="module")
def demo(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageDrivers]:
    """Open pages on a new demo, with newcomers in it."""
    folder = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "bot", "demo", "--port", "0", "--data", str(folder)]
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **SILENT, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        address = ""
        for line in process.stdout:
            address = line.split()[1] if line.startswith("Open http") else address
            if "Online" in line:
                break
        for name in NEWCOMERS:
            body = json.dumps({"username": name}).encode()
            urlopen(Request(f"{address}/sandbox/users", body, {"Content-Type": "application/json"})).close()
        drivers = PageDrivers(chromium, address)
        yield drivers
        process.terminate()
    assert drivers.errors == []
    assert drivers.contacted <= {address}


def begin(driver: PageDriver) -> None:
    """Run the first command that the page lists, /learn, by keyboard."""
    before = driver.newest()
    driver.composer.focus()
    driver.page.keyboard.type("/")
    driver.page.keyboard.press("Enter")
    expect(driver.page.locator(".command-form")).to_be_focused()
    expect(driver.page.locator(".command-form")).to_contain_text("/learn")
    driver.page.keyboard.press("Enter")
    driver.after(before)


def press_on(driver: PageDriver) -> int:
    """Press what has the focus, or the first control after it; return how many Tabs that took."""
    page, tabs = driver.page, 0
    while not page.evaluate(ON_CONTROL):
        page.keyboard.press("Tab")
        tabs += 1
        assert tabs <= MOST_TABS
    before = driver.messages.last.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "before => [...document.querySelectorAll('.message')].at(-1).innerText !== before", arg=before
    )
    return tabs


def test_the_demo_opens_with_the_greeting(demo: PageDrivers) -> None:
    """The first channel is open at the bot's greeting, and the focus is on what begins the course."""
    driver = demo.open("reader")
    expect(driver.page.locator("#place-title")).to_have_text("#general")
    greeting = driver.messages.last
    expect(greeting).to_contain_text("Lessonbot")
    expect(greeting).to_be_in_viewport()
    assert greeting.locator(".message-body :is(button, a)").first.evaluate(
        "first => first === document.activeElement || document.activeElement.matches('[data-control]')"
    )
    assert driver.page.locator(".desk-path").first.inner_text() == "/learn"
    demo.release()


def test_a_newcomer_needs_at_most_four_tabs_for_each_press(demo: PageDrivers) -> None:
    """From the first command through three questions, what comes next is never far from the focus."""
    driver = demo.open("walker")
    begin(driver)
    questions = 0
    for _ in range(MOST_PRESSES):
        questions += bool(driver.page.evaluate(ON_MESSAGE))
        assert press_on(driver) <= MOST_TABS
        if questions == 3:
            break
    assert questions == 3
    demo.release()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_axe_finds_nothing_wrong_on_the_way(demo: PageDrivers, dark: bool, phone: bool) -> None:
    """Greeting, first screen, card, question, feedback and the More menu pass axe-core."""
    name = f"{'phone' if phone else 'desk'}{'dark' if dark else 'light'}"
    driver = demo.open(name, phone=phone, dark=dark)
    page = driver.page
    page.set_viewport_size(PHONE if phone else DESK)
    PICTURES.mkdir(exist_ok=True)

    def look(what: str) -> None:
        page.screenshot(path=PICTURES / f"demo-{name}-{what}.png")
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()

    look("greeting")
    begin(driver)
    look("begun")
    seen: set[str] = set()
    answered = bool(page.evaluate(ON_MESSAGE))  # a question comes first
    for _ in range(MOST_PRESSES):
        press_on(driver)
        kind = "question" if page.evaluate(ON_MESSAGE) else "feedback" if answered else "card"
        answered = kind == "question"
        if kind not in seen:
            look(kind)
        seen.add(kind)
        if seen == {"card", "question", "feedback"}:
            break
    assert len(seen) == 3
    press_on(driver)  # a question has no menu
    driver.messages.last.get_by_role("combobox", name="More…").click()
    expect(page.get_by_role("option", name="Sources")).to_be_visible()
    look("more")
    demo.release()
