"""Somebody who looks at the page: what they can do there, in their words."""

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

Room = tuple[str, bool, bool]  # a person, on a phone, in the dark


class Visitor:
    """One page, with one person chosen."""

    def __init__(self, page: Page, room: Room) -> None:
        self.page = page
        self.room = room
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


class Visitors:
    """Makes visitors, and notes what their pages complain of and whom they ask.

    A page is used again by a later test that wants the same person and device: it forgets and loads anew.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self.address = address
        self._rooms: dict[Room, Visitor] = {}
        self._taken: list[Visitor] = []
        self.complaints: list[str] = []
        self.asked: set[str] = set()
        with urlopen(f"{address}/sandbox/world") as reply:
            self._ids = {each["display_name"].split()[0]: each["id"] for each in json.load(reply)["users"]}

    def come(self, name: str, *, phone: bool = False, dark: bool = False, cuttable: bool = False) -> Visitor:
        """Open the page as somebody; `cuttable` lets the test end their gateway connection."""
        room = (name, phone, dark)
        visitor = None if cuttable else self._rooms.pop(room, None)
        if visitor is None:
            visitor = Visitor(self._open(name, phone=phone, dark=dark), room)
        else:
            visitor.page.evaluate("localStorage.clear()")
            visitor.page.evaluate("([key, value]) => localStorage.setItem(key, value)", self._memory(name))
            visitor.page.goto("about:blank")
        if cuttable:
            visitor.page.route_web_socket("**/gateway*", partial(self._between, visitor))
        else:
            self._taken.append(visitor)
        visitor.page.goto(self.address)
        visitor.settle()
        return visitor

    def leave(self) -> None:
        """End a test: pages may be used again."""
        for visitor in self._taken:
            self._rooms[visitor.room] = visitor
        self._taken.clear()

    def _open(self, name: str, *, phone: bool, dark: bool) -> Page:
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
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda line: self._hear(line.type, line.text))
        page.on("request", lambda request: self._note(request.url))
        return page

    def _memory(self, name: str) -> tuple[str, str]:
        """Return what the page has stored for someone who was this person before."""
        return "sandbox.person", json.dumps(self._ids[name])

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not text.startswith(REFUSALS):
            self.complaints.append(text)

    def _note(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https"):
            self.asked.add(f"{parts.scheme}://{parts.netloc}")

    def _between(self, visitor: Visitor, socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        visitor.socket = socket
