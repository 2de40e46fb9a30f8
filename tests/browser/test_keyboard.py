"""Everything is done with a few keys, and the focus is where one needs it next."""

from playwright.sync_api import Locator, expect

from tests.browser.page_driver import PageDriver, PageDrivers

MOST_TABS = 4


def by_keyboard(driver: PageDriver, command: str) -> Locator:
    """Type a command and return its reply."""
    before = driver.newest()
    driver.composer.focus()
    driver.page.keyboard.type(command)
    driver.page.keyboard.press("Enter")
    return driver.after(before)


def test_the_page_opens_with_the_newest_primary_button_focused(learner: PageDriver) -> None:
    """Enter is enough to begin with what the bot said last."""
    message = learner.run("/learn")
    learner.page.reload()
    learner.settle()
    expect(message.get_by_role("button", name="Next")).to_be_focused()
    expect(message).to_be_in_viewport()
    learner.page.keyboard.press("Enter")
    expect(message).to_contain_text("What does the first line say?")


def test_a_question_is_answered_and_left_within_four_tabs(learner: PageDriver) -> None:
    """From a question, each option is at most four Tabs away; after the answer, Next has the focus."""
    message = by_keyboard(learner, "/learn")
    page = learner.page
    for option in range(4):
        expect(message.get_by_role("button", name="Next")).to_be_focused()
        page.keyboard.press("Enter")
        expect(message).to_be_focused()
        buttons = message.locator("button[data-control]:not(.select-trigger)")
        for tabs in range(1, option + 2):
            assert tabs <= MOST_TABS
            page.keyboard.press("Tab")
        expect(buttons.nth(option)).to_be_focused()
        page.keyboard.press("Enter")
        expect(message.get_by_role("button", name="Next")).to_be_focused()
        page.keyboard.press("Space")
        expect(message).to_contain_text("Lesson done")
        page.keyboard.press("1")
        expect(message).to_contain_text("Say what changes")


def test_the_focus_stays_in_a_message_that_a_click_changed(learner: PageDriver) -> None:
    """Someone who clicks and goes on by keyboard is where they clicked."""
    message = learner.run("/learn")
    message.get_by_role("button", name="Next").click()
    expect(message).to_contain_text("What does the first line say?")
    expect(message).to_be_focused()
    message.get_by_role("button", name="Thanks").click()
    expect(message.get_by_role("button", name="Next")).to_be_focused()


def test_number_keys_press_the_buttons_of_the_newest_message(learner: PageDriver) -> None:
    """1 to 9 press them wherever the focus is, but in a text field they are text."""
    old, message = learner.run("/learn"), learner.run("/learn")
    page = learner.page
    page.locator("#place-title").click()
    page.keyboard.press("1")
    expect(message).to_contain_text("What does the first line say?")
    expect(message.get_by_role("button", name="Thanks")).to_have_attribute("aria-keyshortcuts", "4")
    assert message.locator("[data-key]").evaluate_all("all => all.map(each => each.dataset.key)") == [*"1234"]
    learner.composer.focus()
    page.keyboard.press("3")
    expect(learner.composer).to_have_value("3")
    learner.composer.fill("")
    page.locator("#place-title").click()
    page.keyboard.press("3")
    expect(message).to_contain_text("Right: what changes")
    expect(old).to_contain_text("Say what changes")
    old.get_by_role("combobox", name="More…").focus()
    page.keyboard.press("1")
    expect(old).to_contain_text("What does the first line say?")
    expect(message).to_contain_text("Right: what changes")


def test_number_keys_are_shown_and_not_read_out(learner: PageDriver) -> None:
    """The number beside a label is a hint for the eye; the button's name stays its label."""
    button = learner.run("/learn").get_by_role("button", name="Next", exact=True)
    shown = button.evaluate("each => getComputedStyle(each, '::after').content")
    assert shown == '"1" / ""'


def test_no_number_keys_are_shown_on_a_phone(drivers: PageDrivers) -> None:
    """Where there is no keyboard, there is no hint."""
    button = drivers.open("Adaeze", phone=True).run("/learn").get_by_role("button", name="Next")
    assert button.evaluate("each => getComputedStyle(each, '::after').content") == "none"


def test_typing_and_escape_lead_to_the_composer(learner: PageDriver) -> None:
    """Outside a text field, Escape goes to the composer, and so does what one types."""
    by_keyboard(learner, "/learn")
    page = learner.page
    page.keyboard.press("Escape")
    expect(learner.composer).to_be_focused()
    page.locator("#place-title").click()
    page.keyboard.type("/pa")
    expect(learner.composer).to_be_focused()
    expect(learner.composer).to_have_value("/pa")


def test_a_reply_does_not_take_the_focus_from_a_writer(drivers: PageDrivers) -> None:
    """A reply that comes while one is writing leaves the focus in the text field."""
    one, other = drivers.open("Tomasz"), drivers.open("Adaeze")
    message = by_keyboard(one, "/think")
    one.page.keyboard.type("while it thinks")
    other.send("/finish")
    expect(message).to_contain_text("Thought about it.")
    expect(one.composer).to_be_focused()
    expect(one.composer).to_have_value("while it thinks")


def test_a_late_reply_does_not_call_back_those_who_have_moved_on(drivers: PageDrivers) -> None:
    """Someone who went elsewhere while the bot was thinking stays there."""
    one, other = drivers.open("Tomasz"), drivers.open("Adaeze")
    message = by_keyboard(one, "/think")
    theme = one.page.get_by_role("button", name="Theme: system")
    theme.focus()
    other.send("/finish")
    expect(message).to_contain_text("Thought about it.")
    expect(theme).to_be_focused()


def test_holding_enter_answers_nothing(learner: PageDriver) -> None:
    """Only the first press of a held Enter counts."""
    message = by_keyboard(learner, "/learn")
    button = message.get_by_role("button", name="Next")
    expect(button).to_be_focused()
    learner.page.evaluate(
        "window.clicks = 0; document.activeElement.addEventListener('click', () => { window.clicks += 1; })"
    )
    learner.page.route("**/interactions", lambda route: route.abort())
    for _ in range(3):
        learner.page.keyboard.down("Enter")
    learner.page.keyboard.up("Enter")
    expect(message.get_by_role("alert")).to_be_visible()
    learner.page.unroute("**/interactions")
    assert learner.page.evaluate("window.clicks") == 1


def test_after_a_form_the_focus_is_on_its_reply(learner: PageDriver) -> None:
    """A form that was handed in by keyboard leads to the reply, not to nowhere."""
    learner.composer.focus()
    learner.page.keyboard.type("/checks")
    learner.page.keyboard.press("Enter")
    form = learner.page.get_by_role("dialog", name="Check your message")
    form.get_by_role("checkbox", name="Names").focus()
    learner.page.keyboard.press("Space")
    before = learner.newest()
    form.get_by_role("button", name="Submit").press("Enter")
    reply = learner.after(before)
    expect(reply).to_contain_text("Checked: ['names'] · True")
    expect(form).to_have_count(0)
    expect(reply).to_be_focused()


def test_the_more_menu_is_used_by_keyboard(learner: PageDriver) -> None:
    """The menu opens with Enter, arrows move, Enter chooses; what it did is shown in place."""
    message = by_keyboard(learner, "/learn")
    menu = message.get_by_role("combobox", name="More…")
    learner.page.keyboard.press("Tab")
    expect(menu).to_be_focused()
    learner.page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    learner.page.keyboard.press("ArrowUp")
    learner.page.keyboard.press("Home")
    learner.page.keyboard.press("Enter")
    expect(message).to_contain_text("Lesson done")


def test_the_ring_shows_once_a_key_is_pressed(learner: PageDriver) -> None:
    """A page that has just opened doesn't look as if something were chosen already."""
    message = learner.run("/learn")
    learner.page.reload()
    learner.settle()
    button = message.get_by_role("button", name="Next")
    expect(button).to_be_focused()
    expect(button).to_have_css("outline-color", "rgba(0, 0, 0, 0)")
    learner.page.keyboard.press("Shift")
    expect(button).not_to_have_css("outline-color", "rgba(0, 0, 0, 0)")
