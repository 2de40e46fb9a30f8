"""Commands are found, filled in and run with the keyboard alone."""

from playwright.sync_api import expect

from tests.browser.page_driver import PageDriver, PageDrivers


def options(driver: PageDriver) -> list[str]:
    """Return the labels of the list that is open."""
    labels = driver.page.locator("#lists .listbox:not([hidden]) .option-label")
    return [
        words.strip() for words in labels.evaluate_all("all => all.map(each => each.firstChild.textContent)")
    ]


def test_a_command_is_chosen_and_run_by_keyboard(learner: PageDriver) -> None:
    """Typing "/" opens the list, letters narrow it, arrows move, Enter chooses, Enter runs. The reply gets
    the focus, and Escape leads back."""
    learner.composer.focus()
    learner.page.keyboard.type("/")
    expect(learner.composer).to_have_attribute("aria-expanded", "true")
    assert len(options(learner)) > 10
    learner.page.keyboard.type("ga")
    assert options(learner)[0] == "/gallery"
    learner.page.keyboard.press("ArrowDown")
    learner.page.keyboard.press("ArrowUp")
    active = learner.composer.get_attribute("aria-activedescendant")
    expect(learner.page.locator(f"#{active}")).to_contain_text("/gallery")
    learner.page.keyboard.press("Enter")
    expect(learner.page.get_by_role("group", name="Command gallery")).to_be_focused()
    before = learner.newest()
    learner.page.keyboard.press("Enter")
    reply = learner.after(before)
    expect(reply).to_contain_text("Create a dialogue")
    expect(reply.get_by_role("button", name="Next")).to_be_focused()
    learner.page.keyboard.press("Escape")
    expect(learner.composer).to_be_focused()


def test_the_suggested_command_comes_first(learner: PageDriver) -> None:
    """The command that the world suggests stands above the others, which are in order of name."""
    first = learner.page.locator(".desk-path").first
    expect(first).to_have_text("/learn")
    learner.composer.fill("/")
    found = options(learner)
    assert found[0] == "/learn"
    assert found[1:] == sorted(found[1:])


def test_the_list_is_left_with_escape(learner: PageDriver) -> None:
    """Escape shuts the list and keeps what was typed; in a command it goes back to the text."""
    learner.composer.fill("/les")
    learner.page.keyboard.press("Escape")
    expect(learner.composer).to_have_attribute("aria-expanded", "false")
    expect(learner.composer).to_have_value("/les")
    learner.page.keyboard.press("End")
    learner.page.keyboard.type("son ")
    expect(learner.page.get_by_role("combobox", name="lesson")).to_be_focused()
    learner.page.keyboard.press("Backspace")
    expect(learner.composer).to_be_focused()
    expect(learner.composer).to_have_value("/lesson")


def test_names_are_completed_while_one_types(learner: PageDriver) -> None:
    """An option with completion asks the bot, offers its choices and sends the value behind the label."""
    learner.composer.focus()
    learner.page.keyboard.type("/lesson dial")
    field = learner.page.get_by_role("combobox", name="lesson")
    expect(field).to_have_attribute("aria-expanded", "true")
    assert options(learner) == ["Create a dialogue"]
    learner.page.keyboard.press("Enter")
    expect(field).to_have_value("Create a dialogue")
    before = learner.newest()
    learner.page.keyboard.press("Enter")
    expect(learner.after(before)).to_contain_text("Lesson: create-a-dialogue")


def test_a_whole_line_works_as_free_text(learner: PageDriver) -> None:
    """Words after a command go to its options in their order; `name:value` to the one named."""
    for line, answer in {
        "/lesson create-a-dialogue": "Lesson: create-a-dialogue",
        "/lesson lesson:listen then act": "Lesson: listen then act",
        "/lesson listen then act 5": "Lesson: listen then act · 5 pages",
        '/lesson "listen at 5"': "Lesson: listen at 5",
        "/lesson": "Lesson: None",
        "/measure 7 mode:thorough": "Measured: 7 · thorough · None · None · None · None",
        "/measure 7 thorough true": "Measured: 7 · thorough · True · None · None · None",
        "/measure mode:Quick count:3 open_book:true who:@Adaeze Quill where:#lessons weight:1.5": (
            "Measured: 3 · quick · True · adaeze · lessons · 1.5"
        ),
    }.items():
        expect(learner.run(line)).to_contain_text(answer)


def test_typing_a_name_moves_to_that_option(learner: PageDriver) -> None:
    """Typed letter by letter, `name:` leads from one field to the next."""
    learner.composer.focus()
    learner.page.keyboard.type("/measure 4 mode:quick")
    expect(learner.page.get_by_role("combobox", name="mode")).to_be_focused()
    before = learner.newest()
    learner.page.keyboard.press("Enter")
    learner.page.keyboard.press("Enter")
    expect(learner.after(before)).to_contain_text("Measured: 4 · quick")


def test_a_wrong_line_is_not_sent_and_says_why(learner: PageDriver) -> None:
    """Missing, wrong and unknown values are named, and the field that is wrong has the focus."""
    for line, fault in {
        "/nonsense": "There is no command /nonsense here",
        "/measure count:30 mode:quick": "count: at most 20",
        "/measure count:2.5 mode:quick": "count: a whole number, please",
        "/measure count:3 mode:slow": "mode: choose one of the list",
        "/measure count:3": "mode is needed",
    }.items():
        learner.send(line)
        expect(learner.page.locator("#composer-hint")).to_have_text(fault)
        if learner.composer.is_hidden():
            expect(learner.page.locator(".field-chip.wrong input")).to_be_focused()
            learner.page.get_by_role("button", name="Cancel /measure").click()
    expect(learner.messages).to_have_count(0)


def test_a_text_out_of_its_bounds_is_not_sent(drivers: PageDrivers) -> None:
    """What is too long stays in its field, whole, with the bound that it breaks; at the bound it is sent."""
    moderator = drivers.open("Maren")
    text = "x" * 39 + "😀"
    for wrong, fault in {
        f"{text}!": "text: at most 40 characters, not 41",
        "x": "text: at least 2 characters",
    }.items():
        moderator.send(f"/staff note {wrong}")
        expect(moderator.page.locator("#composer-hint")).to_have_text(fault)
        field = moderator.page.get_by_role("textbox", name="text")
        expect(field).to_have_value(wrong)
        expect(field).to_be_focused()
        moderator.page.get_by_role("button", name="Cancel /staff note").click()
    expect(moderator.messages).to_have_count(0)
    expect(moderator.run(f"/staff note {text}")).to_contain_text(f"Noted: {text}")


def test_how_one_comes_to_the_next_option_is_said(learner: PageDriver) -> None:
    """What is typed in a field belongs to its option; the hint names the key that leads to the next."""
    learner.composer.focus()
    learner.page.keyboard.type("/lesson ")
    hint = learner.page.locator("#composer-hint")
    expect(hint).to_have_text("lesson: Which lesson to read · optional · Tab goes on to pages")
    learner.page.keyboard.press("Tab")
    expect(hint).to_have_text("pages: How many pages · optional")


def test_moderators_commands_are_not_offered_to_learners(drivers: PageDrivers) -> None:
    """Only people with the permission that a command requires see it."""
    learner = drivers.open("Tomasz")
    learner.composer.fill("/staff")
    expect(learner.page.locator("#composer-hint")).to_have_text("No command like that here")
    learner.become("Maren")
    learner.composer.fill("/staff")
    assert options(learner) == ["/staff list", "/staff note"]
    expect(learner.run("/staff note bring chalk")).to_contain_text("Noted: bring chalk")


def test_commands_for_servers_are_not_offered_in_direct_messages(drivers: PageDrivers) -> None:
    """Direct messages with the bot offer what runs there, and it runs."""
    moderator = drivers.open("Maren")
    moderator.go("Lessonbot")
    moderator.composer.fill("/st")
    assert "/staff list" not in options(moderator)
    expect(moderator.run("/pages")).to_contain_text("This is page 1.")


def test_a_command_without_an_answer_fails_visibly(learner: PageDriver) -> None:
    """If the bot doesn't respond in time, the page says so, and you can dismiss the note."""
    learner.send("/silent")
    note = learner.page.locator("article", has_text="The application did not respond")
    expect(note).to_contain_text("Only you can see this")
    note.get_by_role("button", name="Dismiss message").click()
    expect(note).to_have_count(0)


def test_plain_messages_are_sent(learner: PageDriver) -> None:
    """Text that doesn't start with "/" is sent as a message."""
    before = learner.newest()
    learner.send("Hello, **everybody**")
    message = learner.after(before)
    expect(message.locator("strong")).to_have_text("everybody")
    expect(message).to_have_attribute("aria-label", "Tomasz Reed, " + message.locator("time").inner_text())


def test_a_refused_message_is_not_lost(learner: PageDriver) -> None:
    """Where one may not write, the page says why and keeps the text."""
    learner.go("announcements")
    learner.send("May I?")
    expect(learner.page.locator("#composer-hint")).to_have_text("Not sent: Missing Permissions")
    expect(learner.composer).to_have_value("May I?")
