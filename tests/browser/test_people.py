"""Who one is, where one is, and what is kept when one leaves or the connection breaks."""

import re

from playwright.sync_api import expect

from tests.browser.page_driver import PageDriver, PageDrivers


def test_a_private_reply_is_seen_by_its_reader_alone(drivers: PageDrivers) -> None:
    """A private reply is marked, and only its reader sees it: not another learner, not after a switch."""
    one, other = drivers.open("Tomasz"), drivers.open("Adaeze")
    message = one.run("/secret")
    expect(message).to_contain_text("Only you can see this")
    expect(message).to_have_attribute("aria-label", re.compile("only visible to you"))
    public = one.run("/pages")
    expect(other.messages.last).to_contain_text("This is page 1.")
    expect(other.page.get_by_text("Between you and me.")).to_have_count(0)
    other.page.reload()
    other.settle()
    expect(other.messages.last).to_have_attribute(
        "data-message-id", str(public.get_attribute("data-message-id"))
    )
    expect(other.page.get_by_text("Between you and me.")).to_have_count(0)
    one.become("Adaeze")
    expect(one.page.get_by_text("Between you and me.")).to_have_count(0)


def test_a_dismissed_private_reply_stays_away(learner: PageDriver) -> None:
    """Dismissed means dismissed, also after the page is loaded again."""
    message = learner.run("/secret")
    message.get_by_role("button", name="Dismiss message").click()
    expect(message).to_have_count(0)
    learner.page.reload()
    learner.settle()
    expect(message).to_have_count(0)


def test_the_person_and_the_place_are_remembered(learner: PageDriver) -> None:
    """After a reload one is the same person in the same channel; the address alone leads there too."""
    learner.become("Adaeze")
    learner.go("lessons")
    address = learner.page.url
    learner.page.reload()
    learner.settle()
    expect(learner.page.get_by_role("radio", name="Adaeze Quill")).to_be_checked()
    expect(learner.page.locator("#place-title")).to_have_text("#lessons")
    learner.go("general")
    learner.page.goto(address)
    expect(learner.page.locator("#place-title")).to_have_text("#lessons")


def test_each_person_sees_the_channels_open_to_them(drivers: PageDrivers) -> None:
    """Only the moderator sees the staff channel, and a learner sees only their own servers."""
    driver = drivers.open("Maren")
    places = driver.page.get_by_role("navigation")
    expect(places.get_by_role("link", name="staff")).to_have_count(2)
    driver.become("Adaeze")
    expect(places.get_by_role("link", name="staff")).to_have_count(0)
    expect(places.get_by_role("heading")).to_have_text(["Riverside College", "Direct messages"])


def test_news_elsewhere_is_marked(drivers: PageDrivers) -> None:
    """A message in another channel marks that channel until one goes there."""
    one, other = drivers.open("Tomasz"), drivers.open("Adaeze")
    one.go("lessons")
    other.run("/pages")
    link = one.page.get_by_role("link", name="general new messages")
    expect(link).to_be_visible()
    link.click()
    expect(link).to_have_count(0)


def test_a_broken_connection_is_shown_and_restored(drivers: PageDrivers) -> None:
    """When the connection breaks the page says so, comes back, and shows what was missed."""
    one, other = drivers.open("Tomasz", cuttable=True), drivers.open("Adaeze")
    one.run("/pages")
    assert one.socket is not None
    one.socket.close(code=4000)
    expect(one.page.get_by_role("status")).to_have_text("Reconnecting…")
    missed = other.run("/pages").get_attribute("data-message-id")
    expect(one.page.get_by_role("status")).to_have_text("")
    expect(one.page.locator(f'article[data-message-id="{missed}"]')).to_be_visible()


OPEN_GROUP = """async () => {
  const { users } = await (await fetch("/sandbox/world")).json();
  const one = (name) => users.find((each) => each.username === name);
  await fetch("/api/v10/users/@me/channels", {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: one("tomasz").token },
    body: JSON.stringify({ recipients: [one("maren").id, one("adaeze").id] }),
  });
}"""


def test_a_group_of_people_is_named_by_who_is_in_it(drivers: PageDrivers) -> None:
    """It stands below the bot's direct messages, which stay the bot's, also after a reload."""
    driver = drivers.open("Tomasz")
    driver.page.evaluate(OPEN_GROUP)
    driver.go("Maren Vogel, Adaeze Quill")
    driver.go("Lessonbot")
    driver.go("Maren Vogel, Adaeze Quill")
    driver.page.reload()
    driver.settle()
    expect(driver.page.locator("#place-title")).to_have_text("Maren Vogel, Adaeze Quill")
