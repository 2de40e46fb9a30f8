"""The page is pleasant and usable at a desk and on a phone, in light and dark, with any input."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.page_driver import PageDriver, PageDrivers

PICTURES = Path(__file__).parent / "screenshots"
LEAST_TARGET = 44  # CSS pixels, the size of a target for fingers


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_axe_finds_nothing_wrong(drivers: PageDrivers, dark: bool, phone: bool) -> None:
    """With all components, the picker, a form and the drawer on the screen, axe-core finds no violation."""
    driver = drivers.open("Tomasz", phone=phone, dark=dark)
    page = driver.page
    page.set_viewport_size({"width": 390, "height": 844} if phone else {"width": 1280, "height": 800})
    name = f"{'phone' if phone else 'desk'}-{'dark' if dark else 'light'}"
    PICTURES.mkdir(exist_ok=True)

    def look(what: str) -> None:
        page.screenshot(path=PICTURES / f"{name}-{what}.png")
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()

    driver.run("/markdown")
    driver.run("/classics").get_by_role("combobox", name="One lesson").click()
    look("classics")
    page.keyboard.press("Escape")
    lesson = driver.run("/learn")
    lesson.get_by_role("button", name="Next").click()
    expect(lesson).to_contain_text("What does the first line say?")
    look("question")
    lesson.get_by_role("combobox", name="More…").click()
    look("more")
    page.keyboard.press("Escape")
    driver.run("/gallery")
    driver.run("/secret")
    look("gallery")
    driver.composer.fill("/m")
    look("picker")
    driver.composer.fill("")
    driver.composer.press_sequentially("/measure ")
    look("options")
    page.keyboard.press("Escape")
    driver.send("/form")
    form = page.get_by_role("dialog", name="Write your message")
    form.get_by_role("button", name="Submit").click()
    look("form")
    form.get_by_role("button", name="Close").click()
    if phone:
        page.get_by_role("button", name="Servers, channels and people").click()
        look("drawer")


def test_nothing_is_wider_than_a_phone(drivers: PageDrivers) -> None:
    """At 360 pixels nothing scrolls sideways: not the page, not the conversation, not a long word."""
    driver = drivers.open("Adaeze", phone=True)
    for command in ("/gallery", "/classics", "/markdown", "/hostile"):
        driver.run(command)
    before = driver.newest()
    driver.send("Donaudampfschifffahrtsgesellschaftskapitän" * 6)
    driver.after(before)
    for selector in ("html", "#log"):
        wide, shown = driver.page.locator(selector).evaluate("each => [each.scrollWidth, each.clientWidth]")
        assert wide <= shown, selector


def targets(driver: PageDriver, selector: str) -> list[tuple[str, float]]:
    """Return the texts and heights of the visible elements that can be pressed."""
    return [
        (text, height)
        for text, height in driver.page.locator(selector).evaluate_all(
            "all => all.filter(each => each.checkVisibility({visibilityProperty: true})).map(each =>"
            " [each.textContent || each.getAttribute('aria-label'), each.getBoundingClientRect().height])"
        )
    ]


def test_long_labels_wrap_inside_their_buttons(drivers: PageDrivers) -> None:
    """On a phone, a button with a long label is as wide as the message and no text is cut off."""
    driver = drivers.open("Adaeze", phone=True)
    lesson = driver.run("/learn")
    lesson.get_by_role("button", name="Next").click()
    button = lesson.get_by_role("button", name="What changes for the reader")
    cut = button.evaluate(
        "each => each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight"
    )
    assert not cut
    box, around = button.bounding_box(), lesson.bounding_box()
    assert box is not None
    assert around is not None
    assert box["x"] >= around["x"]
    assert box["x"] + box["width"] <= around["x"] + around["width"]
    assert box["height"] > LEAST_TARGET


def test_targets_are_large_enough_for_fingers(drivers: PageDrivers) -> None:
    """On a phone, everything to press is at least 44 pixels high, but for mentions in a line of text."""
    driver = drivers.open("Adaeze", phone=True)
    driver.run("/classics")
    driver.run("/secret")
    lesson = driver.run("/learn")
    lesson.get_by_role("button", name="Next").click()
    expect(lesson).to_contain_text("What does the first line say?")
    lesson.get_by_role("combobox", name="More…").tap()
    expect(lesson.get_by_role("option")).to_have_count(2)
    found = targets(driver, "button:not(.mention), [role=option]")
    driver.composer.press_sequentially("/measure ")
    found += targets(driver, "#composer :is(button, .field-chip)")
    driver.page.keyboard.press("Escape")
    driver.page.get_by_role("button", name="Servers, channels and people").click()
    found += targets(driver, ".places :is(button, a, label)")
    assert len(found) > 35
    assert [each for each in found if each[1] < LEAST_TARGET] == []


def test_the_drawer_opens_shuts_and_is_out_of_reach_when_shut(drivers: PageDrivers) -> None:
    """On a phone the places lie in a drawer: focus goes in and comes back, and Tab never strays into it."""
    driver = drivers.open("Adaeze", phone=True)
    page = driver.page
    opener = page.get_by_role("button", name="Servers, channels and people")
    expect(page.locator("#places")).not_to_be_visible()
    opener.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    assert driver.focused() == "Close the list of places"
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(page.locator("#places")).not_to_be_visible()
    assert page.locator("#places").evaluate("each => each.inert") is True


def test_the_theme_can_be_chosen_and_is_kept(drivers: PageDrivers) -> None:
    """Light and dark follow the system until one chooses; the choice outlives the page."""
    driver = drivers.open("Adaeze")
    page = driver.page
    paper = "getComputedStyle(document.querySelector('.talk')).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="Theme: system").click()
    page.get_by_role("button", name="Theme: light").click()
    dark = page.evaluate(paper)
    assert dark != light
    page.reload()
    expect(page.get_by_role("button", name="Theme: dark")).to_be_visible()
    assert page.evaluate(paper) == dark


def test_an_empty_channel_says_what_to_do(drivers: PageDrivers) -> None:
    """Where nothing was said yet, the page says how to begin, and its button does."""
    driver = drivers.open("Tomasz")
    driver.page.get_by_role("link", name="announcements").last.click()
    expect(driver.page.get_by_text("Type / to see what the bot can do.")).to_be_visible()
    driver.page.get_by_role("button", name="Show the commands").click()
    expect(driver.composer).to_be_focused()
    expect(driver.page.get_by_role("option", name="/gallery")).to_be_visible()


def test_the_page_says_what_it_is(drivers: PageDrivers) -> None:
    """A note says that this is a local stand-in from which nothing leaves."""
    driver = drivers.open("Tomasz")
    driver.page.get_by_role("button", name="About this page").click()
    note = driver.page.get_by_role("dialog", name="About this page")
    expect(note).to_contain_text("Nothing leaves this machine.")
    note.get_by_role("button", name="Close").click()
    expect(note).not_to_be_visible()


def test_the_skip_link_leads_to_the_message_field(drivers: PageDrivers) -> None:
    """The first Tab offers to skip to where one writes."""
    driver = drivers.open("Tomasz")
    driver.page.evaluate("document.activeElement.blur()")
    driver.page.keyboard.press("Tab")
    assert driver.focused() == "Skip to the message field"
    driver.page.keyboard.press("Enter")
    expect(driver.composer).to_be_focused()
