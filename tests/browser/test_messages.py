"""What the bot sends is shown: every component, embeds, files, markdown; nothing of it can do harm."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import SandboxProcess
from tests.browser.page_driver import PageDriver


def test_components_of_the_second_kind_are_all_shown(learner: PageDriver) -> None:
    """Container, section, thumbnail, gallery, file, separator, spoiler and buttons all appear."""
    message = learner.run("/gallery")
    expect(message.get_by_role("heading", name="Lesson 3 · Create a dialogue")).to_be_visible()
    expect(message.locator(".container.tinted")).to_have_css("border-left-color", "rgb(208, 139, 44)")
    expect(message.locator("hr.separator.wide")).to_be_visible()
    expect(message.get_by_role("button", name="Say more")).to_be_visible()
    expect(message.get_by_role("img", name="A harbour at dusk")).to_have_count(2)
    expect(message.get_by_role("link", name="notes.txt")).to_have_attribute("download", "notes.txt")
    expect(message.get_by_role("button", name="Previous")).to_be_disabled()
    expect(message.locator(".unsupported")).to_have_count(0)
    loaded = "images => images.every(image => image.complete && image.naturalWidth > 0)"
    learner.page.wait_for_function(
        f"id => ({loaded})([...document.querySelectorAll(id + ' img')])", arg="#log"
    )


def test_spoilers_stay_hidden_until_they_are_pressed(learner: PageDriver) -> None:
    """Nobody, nor their screen reader, meets a spoiler before asking for it."""
    message = learner.run("/gallery")
    hidden = message.get_by_text("The answer is 42.")
    expect(hidden).not_to_be_visible()
    message.get_by_role("button", name="Show spoiler").last.press("Enter")
    expect(hidden).to_be_visible()
    expect(message.get_by_role("img", name="A field in spring")).to_have_count(0)


def test_classic_messages_show_embed_buttons_and_selects(learner: PageDriver) -> None:
    """Text, embed with fields, picture and footer, buttons of five styles, three selects."""
    message = learner.run("/classics")
    expect(message.get_by_text("Here is your week.")).to_be_visible()
    card = message.locator(".embed")
    expect(card.get_by_role("link", name="Your week")).to_have_attribute("href", "https://example.com/")
    expect(card.locator("dt")).to_have_text(["Answers", "Right", "Next review"])
    expect(card.locator(".embed-foot")).to_contain_text("Counted from Monday")
    expect(card.locator("img")).to_be_visible()
    for style in ("primary", "secondary", "success", "danger"):
        expect(message.locator(f".row button.{style}", has_text=style.capitalize())).to_be_enabled()
    outward = message.get_by_role("link", name="Keep reading")
    expect(outward).to_have_attribute("rel", re.compile("noopener"))
    expect(message.get_by_role("button", name="Off")).to_be_disabled()
    expect(message.get_by_role("button", name="👍")).to_be_visible()
    expect(message.get_by_role("combobox")).to_have_count(3)
    expect(message.locator(".unsupported")).to_have_count(0)


def test_a_reply_says_who_used_which_command_and_that_an_app_wrote_it(learner: PageDriver) -> None:
    """Above a reply stands the command and its user; beside the name, that it is an app."""
    message = learner.run("/pages")
    expect(message.locator(".origin")).to_have_text("/pages used by you")
    expect(message.locator(".message-head")).to_contain_text("Lessonbot")
    expect(message.locator(".tag")).to_have_text("App")


def test_markdown_is_shown_as_the_platform_shows_it(learner: PageDriver) -> None:
    """Every mark of the dialect becomes the element that it means."""
    message = learner.run("/markdown")
    body = message.locator(".text")
    for selector, words in {
        "h2.heading-1": "A heading",
        "h2.heading-3": "The smallest",
        "strong >> nth=0": "bold",
        "em >> nth=0": "italic",
        "u": "underlined",
        "s": "struck",
        "code >> nth=0": "code",
        "blockquote": "a quote\nof two lines",
        "ul ul li": "nested",
        "ol li >> nth=1": "second",
        "pre code": 'print("hello")',
        "p.subtext": "small print",
        "time >> nth=0": "14 November 2023",
        ".custom-emoji": ":wave:",
    }.items():
        expect(body.locator(selector)).to_have_text(words)
    expect(body.get_by_role("link", name="a masked link")).to_have_attribute(
        "href", "https://example.com/page"
    )
    expect(body.get_by_role("link", name="https://example.com/bare")).to_have_attribute(
        "href", "https://example.com/bare"
    )
    expect(body.locator("time").nth(1)).to_have_text(re.compile("years ago"))
    expect(body.locator(".mention")).to_have_text(["/pages", "@Tomasz Reed", "#general"])
    expect(body).to_contain_text("*not italic*")


def test_a_mentioned_command_goes_into_the_composer(learner: PageDriver) -> None:
    """A press on a mentioned command puts it where one types, ready to be sent."""
    message = learner.run("/markdown")
    message.get_by_role("button", name="/pages").click()
    expect(learner.page.get_by_role("group", name="Command pages")).to_be_focused()
    before = learner.newest()
    learner.page.keyboard.press("Enter")
    expect(learner.after(before)).to_contain_text("This is page 1.")


def test_hostile_text_is_only_text(learner: PageDriver) -> None:
    """Markup, scripts and script addresses in a message are shown as they were written, and do nothing."""
    message = learner.run("/hostile")
    expect(message).to_contain_text("<script>window.hurt=1</script>")
    expect(message.get_by_role("button", name="<img src=x")).to_be_visible()
    assert message.locator("script, iframe, svg, img, [onerror], [onload], [onmouseover]").count() == 0
    addresses = message.locator("a").evaluate_all("links => links.map(link => link.protocol)")
    assert set(addresses) <= {"https:"}
    assert learner.page.evaluate("window.hurt") is None


def test_a_picture_from_elsewhere_is_named_and_not_loaded(learner: PageDriver) -> None:
    """An image that the sandbox doesn't serve isn't fetched. The page shows its URL instead."""
    words = learner.page.evaluate(
        "async () => { const { picture } = await import('/page/media.js');"
        " const shown = picture({ url: 'https://example.com/cat.png' }, { alt: 'A cat' });"
        " return [shown.textContent, shown.querySelectorAll('img').length]; }"
    )
    assert words == ["A cat — picture at example.com (not loaded: nothing leaves this machine)", 0]


def test_an_unknown_component_says_so_in_its_place(learner: PageDriver) -> None:
    """A component of an unknown type is shown as a line of text."""
    words = learner.page.evaluate(
        "async () => (await import('/page/components.js')).render({ type: 99 }, {}).textContent"
    )
    assert words == "This part of the message (component type 99) is not shown here."


def test_a_deferred_reply_thinks_until_it_is_there(learner: PageDriver) -> None:
    """A deferred reply says that the bot is thinking; then the answer stands in the same place."""
    message = learner.run("/think")
    expect(message).to_contain_text("Lessonbot is thinking…")
    learner.send("/finish")
    expect(message).to_contain_text("Thought about it.")
    expect(message.locator(".thinking")).to_have_count(0)


def test_an_edited_message_says_so(learner: PageDriver) -> None:
    """A message changed after it was sent is marked as edited."""
    message = learner.run("/pages")
    expect(message.locator(".edited")).to_have_count(0)
    message.get_by_role("button", name="Next").click()
    expect(message.locator(".edited")).to_have_text("(edited)")


def test_long_channels_open_with_fifty_messages_and_page_upwards(
    sandbox: SandboxProcess, learner: PageDriver
) -> None:
    """The newest fifty are there at once; going up brings earlier ones and keeps one's place."""
    sandbox.reset(said=60)
    learner.go("lessons")
    expect(learner.messages.last).to_contain_text("Message number 60")
    assert learner.messages.count() == 50
    log = learner.page.get_by_role("log")
    expect(learner.messages.first).to_contain_text("Message number 11")
    log.evaluate("log => { log.scrollTop = 0; }")
    expect(learner.messages.first).to_contain_text(re.compile("Message number 1$"))
    expect(learner.messages).to_have_count(60)
    assert log.evaluate("log => log.scrollTop") > 100


def test_the_work_of_drawing_grows_with_the_messages(learner: PageDriver) -> None:
    """Fifty full messages take five times the elements that ten take, so a long channel stays quick."""
    ten, fifty = learner.page.evaluate(
        """async () => {
          const { article, fill } = await import('/page/messages.js');
          const { Contexts } = await import('/page/context.js');
          const { State } = await import('/page/state.js');
          const state = new State();
          state.become({ id: '1', guild_ids: [] });
          const contexts = new Contexts({ state }, () => null);
          const rows = [1, 2].map(() => ({ type: 1, components: [1, 2, 3].map(id =>
            ({ type: 2, style: 1, label: `Choice ${id}`, custom_id: `${id}` })) }));
          const content = '**A** lesson with <t:1:R> and `code`\\n- one\\n- two\\n'.repeat(20);
          const create = document.createElement;
          let created = 0;
          document.createElement = function (...given) {
            created += 1;
            return create.apply(this, given);
          };
          const draw = count => {
            created = 0;
            for (let id = 1; id <= count; id += 1) {
              fill(article(id), { id, type: 0, author: { id: '2', username: 'b' },
                timestamp: '2024-01-01T00:00:00Z', content, components: rows }, contexts);
            }
            return created;
          };
          return [draw(10), draw(50)];
        }"""
    )
    assert ten > 100
    assert fifty == 5 * ten
