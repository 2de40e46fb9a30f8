"""Drives the sandbox's page in a browser, the way a person uses it."""

import json
from functools import partial
from urllib.parse import urlsplit
from urllib.request import urlopen

from playwright.sync_api import Browser, Locator, Page, WebSocketRoute, expect

REFUSALS = (
    "WebSocket connection to",
    "Failed to load resource",
)  # the browser's own notes; the page shows them
DESK = {"width": 1280, "height": 860}
PHONE = {"width": 360, "height": 740}

Setup = tuple[str, bool, bool]  # the person, whether it's a phone, whether it's dark


class PageDriver:
    """One page, with one person chosen."""

    def __init__(self, page: Page, setup: Setup) -> None:
        self.page = page
        self.setup = setup
        self.composer = page.get_by_role("combobox", name="Message or command")
        self.messages = page.locator("article[data-message-id]")
        self.socket: WebSocketRoute | None = None

    def go(self, channel: str) -> None:
        """Open a channel of the first server, or the direct messages."""
        self.page.get_by_role("navigation").get_by_role("link", name=channel).first.click()
        expect(self.page.locator("#place-title")).to_contain_text(channel)
        expect(self.page.locator("#log")).not_to_have_attribute("aria-busy", "true")

    def become(self, name: str) -> None:
        """Switch to another person."""
        self.page.get_by_role("radio", name=name).check()
        self.settle()

    def settle(self) -> None:
        """Wait until the page is connected and its messages are there."""
        expect(self.page.locator("body")).to_have_attribute("data-connection", "open")
        expect(self.page.locator("#place-list a")).not_to_have_count(0)
        expect(self.page.locator("#log")).not_to_have_attribute("aria-busy", "true")

    def send(self, line: str) -> None:
        """Write a line at once and press Enter."""
        self.composer.fill(line)
        self.composer.press("Enter")

    def run(self, line: str) -> Locator:
        """Run a command and return the message that answers it."""
        before = self.newest()
        self.send(line)
        return self.after(before)

    def newest(self) -> str:
        """Return the id of the newest message, or nothing."""
        ids = self.messages.evaluate_all("all => all.map(each => each.dataset.messageId)")
        return str(ids[-1]) if ids else ""

    def after(self, before: str) -> Locator:
        """Wait for the message after the one that was the newest, and return it."""
        self.page.wait_for_function(
            "before => { const all = document.querySelectorAll('article[data-message-id]');"
            " return all.length && all[all.length - 1].dataset.messageId !== before; }",
            arg=before,
        )
        return self.page.locator(f'article[data-message-id="{self.newest()}"]')

    def focused(self) -> str:
        """Return the name of what has the focus."""
        return str(
            self.page.evaluate(
                "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
            )
        )


class PageDrivers:
    """Opens pages, and collects the errors they log and the addresses they contact.

    A later test with the same person and device gets the same page, emptied and loaded again.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self.address = address
        self._idle: dict[Setup, PageDriver] = {}
        self._in_use: list[PageDriver] = []
        self.errors: list[str] = []
        self.contacted: set[str] = set()
        with urlopen(f"{address}/sandbox/world") as reply:
            self._ids = {each["display_name"].split()[0]: each["id"] for each in json.load(reply)["users"]}

    def open(
        self, name: str, *, phone: bool = False, dark: bool = False, cuttable: bool = False
    ) -> PageDriver:
        """Open the page as someone; `cuttable` lets the test end their gateway connection."""
        setup = (name, phone, dark)
        driver = None if cuttable else self._idle.pop(setup, None)
        if driver is None:
            driver = PageDriver(self._new_page(name, phone=phone, dark=dark), setup)
        else:
            driver.page.evaluate("localStorage.clear()")
            driver.page.evaluate("([key, value]) => localStorage.setItem(key, value)", self._memory(name))
            driver.page.goto("about:blank")
        if cuttable:
            driver.page.route_web_socket("**/gateway*", partial(self._between, driver))
        else:
            self._in_use.append(driver)
        driver.page.goto(self.address)
        driver.settle()
        return driver

    def release(self) -> None:
        """End a test: its pages may be used again."""
        for driver in self._in_use:
            self._idle[driver.setup] = driver
        self._in_use.clear()

    def _new_page(self, name: str, *, phone: bool, dark: bool) -> Page:
        key, value = self._memory(name)
        remembered = {"origin": self.address, "localStorage": [{"name": key, "value": value}]}
        context = self._browser.new_context(
            viewport=PHONE if phone else DESK,
            has_touch=phone,
            is_mobile=phone,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/London",
            storage_state={"origins": [remembered]},
        )
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda line: self._hear(line.type, line.text))
        page.on("request", lambda request: self._note(request.url))
        return page

    def _memory(self, name: str) -> tuple[str, str]:
        """Return what the page has stored for someone who was this person before."""
        return "sandbox.person", json.dumps(self._ids[name])

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not text.startswith(REFUSALS):
            self.errors.append(text)

    def _note(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https"):
            self.contacted.add(f"{parts.scheme}://{parts.netloc}")

    def _between(self, driver: PageDriver, socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        driver.socket = socket
