"""Nothing moves under the pointer, and an edit is announced by what it changed."""

from playwright.sync_api import Locator, Route, expect

from tests.browser.page_driver import PageDriver

CLOSE = 1.5  # CSS pixels


def bottom(element: Locator) -> float:
    """Return where an element ends in the window."""
    box = element.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def settled_bottom(driver: PageDriver, element: Locator) -> float:
    """Return where an element ends once two frames have been drawn."""
    driver.page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
    )
    return bottom(element)


def test_a_reply_that_grows_at_the_end_stays_at_the_end(learner: PageDriver) -> None:
    """In a short conversation, feedback of any length ends where the question ended."""
    message = learner.run("/learn")
    ends = [settled_bottom(learner, message)]
    for key, told in (("1", "What does the first line"), ("1", "Not quite"), ("1", "Lesson done")):
        learner.page.locator("#place-title").click()
        learner.page.keyboard.press(key)
        expect(message).to_contain_text(told)
        ends.append(settled_bottom(learner, message))
    assert max(ends) - min(ends) < CLOSE


def test_a_reply_that_grows_above_the_end_stays_under_the_pointer(learner: PageDriver) -> None:
    """Further up, a message that grows or shrinks keeps its end, and so its buttons, where it was."""
    learner.run("/gallery")
    message = learner.run("/learn")
    learner.run("/classics")
    learner.run("/gallery")
    message.scroll_into_view_if_needed()
    learner.page.locator("#log").hover()
    learner.page.mouse.wheel(0, -40)
    before = settled_bottom(learner, message)
    for label, told in (
        ("Next", "first line"),
        ("Thanks", "Not quite"),
        ("Next", "done"),
        ("Again", "changes"),
    ):
        message.get_by_role("button", name=label).click()
        expect(message).to_contain_text(told)
        assert abs(settled_bottom(learner, message) - before) < CLOSE, told


def test_a_picture_that_comes_late_moves_nothing(learner: PageDriver) -> None:
    """Its place is kept from the beginning."""
    held: list[Route] = []
    learner.page.route("**/attachments/**", lambda route: held.append(route))
    message = learner.run("/classics")
    picture = message.locator(".embed img")
    button = message.get_by_role("button", name="Primary")
    assert not picture.evaluate("each => each.complete")
    before = picture.bounding_box(), button.bounding_box()
    for route in held:
        route.continue_()
    learner.page.wait_for_function(
        "image => image.complete && image.naturalWidth > 0", arg=picture.element_handle()
    )
    settled_bottom(learner, message)
    assert (picture.bounding_box(), button.bounding_box()) == before
    learner.page.unroute("**/attachments/**")


def test_an_edit_is_announced_by_what_changed(learner: PageDriver) -> None:
    """The live region says the lines that are new, and the log stays silent about the edited message."""
    message = learner.run("/learn")
    news = learner.page.locator("#news")
    expect(news).to_have_attribute("aria-live", "polite")
    expect(news).to_have_text("")
    assert message.get_attribute("aria-live") is None
    message.get_by_role("button", name="Next").click()
    expect(news).to_have_text("Your price goes up on Monday. What does the first line say?")
    expect(message).to_have_attribute("aria-live", "off")
    message.get_by_role("button", name="What changes").click()
    expect(news).to_have_text("Right: what changes\nNobody has to look for it.", use_inner_text=True)


def test_a_long_edit_is_announced_by_its_first_lines(learner: PageDriver) -> None:
    """The verdict comes first, and the rest isn't read out."""
    learner.run("/learn").get_by_role("button", name="Next").click()
    learner.messages.last.get_by_role("button", name="Thanks").click()
    news = learner.page.locator("#news")
    expect(news).to_contain_text("Not quite")
    assert len(news.inner_text()) <= 250


def test_an_edit_that_changes_nothing_says_nothing(learner: PageDriver) -> None:
    """Only words that weren't there are said."""
    kept = learner.page.evaluate(
        "async () => (await import('/page/news.js')).changeOf(['One', 'Two'], ['Two', 'One'])"
    )
    assert kept == ""
