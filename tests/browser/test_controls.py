"""Buttons, selects and forms are used with mouse and keyboard, and say when they fail."""

from playwright.sync_api import Locator, expect

from tests.browser.page_driver import PageDriver


def test_a_pressed_button_is_answered(learner: PageDriver) -> None:
    """A press reaches the bot and its answer appears."""
    message = learner.run("/classics")
    before = learner.newest()
    message.get_by_role("button", name="Success").click()
    expect(learner.after(before)).to_contain_text("Got press-Success")


def test_a_press_without_an_answer_fails_beside_the_message(learner: PageDriver) -> None:
    """If the bot doesn't respond to a button, the message says so and the button works again."""
    message = learner.run("/classics")
    button = message.get_by_role("button", name="Danger")
    button.click()
    expect(button).to_have_attribute("aria-busy", "true")
    expect(message.get_by_role("alert")).to_have_text("This interaction failed")
    expect(button).not_to_have_attribute("aria-busy", "true")


def test_pressing_next_keeps_the_focus(learner: PageDriver) -> None:
    """After an edit in place the focus is on the same button under its new id, or else on the message."""
    message = learner.run("/pages")
    message.get_by_role("button", name="Next").focus()
    learner.page.keyboard.press("Enter")
    expect(message).to_contain_text("This is page 2.")
    assert learner.focused() == "Next"
    learner.page.keyboard.press("Enter")
    expect(message).to_contain_text("This is page 3.")
    expect(message).to_be_focused()
    learner.page.keyboard.press("Tab")
    assert learner.focused() == "Previous"


def test_one_option_is_chosen_by_keyboard(learner: PageDriver) -> None:
    """A single select opens, moves by arrows and letters, and sends with Enter."""
    message = learner.run("/classics")
    select = message.get_by_role("combobox", name="One lesson")
    select.focus()
    learner.page.keyboard.press("ArrowDown")
    expect(select).to_have_attribute("aria-expanded", "true")
    learner.page.keyboard.press("l")
    before = learner.newest()
    learner.page.keyboard.press("Enter")
    expect(learner.after(before)).to_contain_text("Got one: ['Listen, then act']")
    expect(select).to_have_attribute("aria-label", "One lesson: Listen, then act")


def test_several_options_are_chosen_within_their_bounds(learner: PageDriver) -> None:
    """A multiple select asks for enough, allows no more than its most, and sends when one is done."""
    message = learner.run("/classics")
    message.get_by_role("combobox", name="Two or three lessons").click()
    choices = message.get_by_role("option")
    done = message.get_by_role("button", name="Done")
    choices.nth(0).click()
    expect(done).to_be_disabled()
    choices.nth(1).click()
    choices.nth(3).click()
    expect(choices.nth(2)).to_have_attribute("aria-disabled", "true")
    before = learner.newest()
    done.click()
    expect(learner.after(before)).to_contain_text(
        "'Use the channel correctly', 'Choose your moment', 'Listen, then act'"
    )


def test_escape_leaves_a_select_as_it_was(learner: PageDriver) -> None:
    """Choices that weren't confirmed are discarded."""
    message = learner.run("/classics")
    select = message.get_by_role("combobox", name="Two or three lessons")
    select.click()
    learner.page.keyboard.press("Enter")
    learner.page.keyboard.press("Escape")
    expect(select).to_have_attribute("aria-label", "Two or three lessons")
    expect(select).to_be_focused()


def test_people_are_chosen_from_those_who_are_there(learner: PageDriver) -> None:
    """A user select offers the members of the server."""
    message = learner.run("/classics")
    message.get_by_role("combobox", name="A person").click()
    before = learner.newest()
    message.get_by_role("option", name="Adaeze Quill").click()
    expect(learner.after(before)).to_contain_text("Got person: ['")


def test_a_form_is_filled_in_and_taken(learner: PageDriver) -> None:
    """Text, paragraph, radio group and select of a form reach the bot; the form closes."""
    form = open_form(learner)
    form.get_by_label("Your name").fill("Tomasz")
    form.get_by_label("The message").fill("We were wrong.")
    form.get_by_role("radio", name="Plain").check()
    form.get_by_role("combobox", name="The lesson").click()
    form.get_by_role("option", name="Create a dialogue").click()
    before = learner.newest()
    form.get_by_role("button", name="Submit").click()
    expect(learner.after(before)).to_contain_text(
        "Taken: Tomasz · plain · Create a dialogue · We were wrong."
    )
    expect(form).to_have_count(0)


def test_a_form_says_what_is_missing(learner: PageDriver) -> None:
    """An incomplete form isn't sent: each fault is shown at its field, and the first one gets the focus."""
    form = open_form(learner)
    form.get_by_label("The message").fill("Hm")
    form.get_by_role("button", name="Submit").click()
    faults = [
        "Please write something here",
        "At least 5 characters, please",
        "Please choose one",
        "Please choose",
    ]
    assert form.locator(".fault:visible").all_inner_texts() == faults
    name = form.get_by_label("Your name")
    expect(name).to_be_focused()
    expect(name).to_have_attribute("aria-invalid", "true")


def test_a_form_says_what_is_too_long(learner: PageDriver) -> None:
    """More than a field holds is kept as it was pasted, counted, and not sent until it is shortened."""
    form = open_form(learner)
    message = form.get_by_label("The message")
    message.fill("x" * 600 + "😀")
    expect(form.locator(".count.over")).to_have_text("601 / 600")
    form.get_by_label("Your name").fill("Tomasz")
    form.get_by_role("button", name="Submit").click()
    expect(form.locator(".fault:visible").first).to_have_text("At most 600 characters, please")
    expect(message).to_be_focused()
    message.fill("x" * 599 + "😀")
    form.get_by_role("button", name="Submit").click()
    expect(form.get_by_text("At most 600 characters, please")).to_have_count(0)
    expect(form.locator(".count.over")).to_have_count(0)


def test_a_form_that_fails_keeps_what_was_written(learner: PageDriver) -> None:
    """If the bot doesn't accept a form, it stays open with everything in it."""
    form = open_form(learner)
    form.get_by_label("Your name").fill("nobody")
    form.get_by_label("The message").fill("Please do not lose this.")
    form.get_by_role("radio", name="Warm").check()
    form.get_by_role("combobox", name="The lesson").click()
    form.get_by_role("option").first.click()
    form.get_by_role("button", name="Submit").click()
    expect(form.get_by_role("alert")).to_contain_text("What you wrote is still here")
    expect(form.get_by_label("The message")).to_have_value("Please do not lose this.")


def test_checkboxes_are_handed_in(learner: PageDriver) -> None:
    """A checkbox group keeps to its most; a single checkbox sends yes or no."""
    learner.send("/checks")
    form = learner.page.get_by_role("dialog", name="Check your message")
    for name in ("Names", "Dates", "Links"):
        form.get_by_role("checkbox", name=name).check()
    form.get_by_role("button", name="Submit").click()
    expect(form.locator(".fault:visible")).to_have_text("Choose at most 2")
    form.get_by_role("checkbox", name="Names").uncheck()
    form.get_by_role("checkbox", name="I am sure").uncheck()
    before = learner.newest()
    form.get_by_role("button", name="Submit").click()
    expect(learner.after(before)).to_contain_text("Checked: ['dates', 'links'] · False")


def open_form(driver: PageDriver) -> Locator:
    """Run the command that shows the form and return it."""
    driver.send("/form")
    form = driver.page.get_by_role("dialog", name="Write your message")
    expect(form).to_be_visible()
    return form
