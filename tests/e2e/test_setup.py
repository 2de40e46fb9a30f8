"""From joining to a scheduled post in a few presses."""

from dataclasses import dataclass, field

import pytest

from bot.chat.interaction.custom_id import Control, decode, encode
from bot.chat.screens.posts.setup import Choices
from bot.errors.user import StaleControl
from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.test_servers import until

GREETED, SET_UP = "Moderators: set up daily posts", "Set up daily posts"
CLOCK = "What time is it for you?"


@dataclass
class Presser:
    """Someone whose presses are counted: buttons, and choices in menus."""

    person: Person
    presses: int = field(default=0)

    async def press(self, reply: Reply, control: str) -> Reply:
        """Press a button that answers with a message."""
        self.presses += 1
        answer = await self.person.press(reply, control)
        assert not isinstance(answer, Modal)
        return answer

    async def choose(self, reply: Reply, menu: str, value: str) -> Reply:
        """Choose in a menu that answers with a message."""
        self.presses += 1
        answer = await self.person.select(reply, [value], menu)
        assert not isinstance(answer, Modal)
        return answer


async def greeting_for(harness: BotHarness, person: Person) -> Reply:
    """The greeting of a server that the bot joins."""
    guild = harness.bot.guilds[0]
    await harness.bot.on_guild_join(guild)
    place = guild.system_channel or guild.text_channels[0]
    return (await person.messages(str(place.id)))[-1]


async def opened(harness: BotHarness, name: str = "maren") -> tuple[Presser, Reply]:
    """A moderator, and the form that the greeting opens."""
    maren = Presser(await harness.person(name))
    return maren, await maren.press(await greeting_for(harness, maren.person), GREETED)


def here(harness: BotHarness, name: str = "") -> int:
    """The id of the channel of this name, or of the greeting's."""
    guild = harness.bot.guilds[0]
    named = [channel for channel in guild.text_channels if channel.name == name]
    return (named[0] if named else guild.system_channel or guild.text_channels[0]).id


async def second_moderator(harness: BotHarness) -> Presser:
    """A member of the server who has the moderators' role."""
    person = await harness.person("adaeze")
    world, guild = harness.sandbox._running.world, harness.bot.guilds[0]
    stored = world.guilds[str(guild.id)]
    [role] = [str(each.id) for each in guild.roles if each.name == "Teacher"]
    stored["members"][person.user["id"]]["roles"].append(role)
    world.guilds.put(stored["id"], stored)
    return Presser(person)


async def missing(harness: BotHarness) -> bool:
    """Whether the bot lacks a permission in the greeting's channel, as far as it knows."""
    return bool(await harness.bot.messenger.missing(harness.bot.guilds[0].id, here(harness)))


async def test_from_joining_to_a_scheduled_post(harness: BotHarness) -> None:
    """In at most five presses, by someone whose time zone isn't known: the form, the clock, and Save. What's
    shown then is the first post, with when it comes.
    """
    maren, form = await opened(harness)
    assert form.private
    assert f"Question of the day in <#{here(harness)}>, every day at **9:00 AM**" in form.text
    assert form.control("Save").disabled
    assert "What time is it for you right now?" in form.text
    offsets = {each.description: each.value for each in form.control(CLOCK).options}
    [berlin] = [value for cities, value in offsets.items() if "Berlin" in cities]
    form = await maren.choose(form, CLOCK, berlin)
    assert "(Berlin time: " in form.text
    first = await maren.press(form, "Save")
    assert maren.presses <= 5
    [schedule] = await harness.record.schedules(harness.bot.guilds[0].id)
    assert (schedule.channel, schedule.content) == (here(harness), "questions")
    assert (schedule.recurrence.minute, schedule.recurrence.zone) == (9 * 60, "Europe/Berlin")
    assert first.private
    assert first.text.startswith("✅ **All set.**")
    assert f"It goes out <t:{schedule.next_at // 1000}:F>" in first.text
    assert "Question of the day · " in first.text
    assert first.control("Results").disabled
    assert not first.control("Post the first one now").disabled
    managed = await maren.press(first, "Change it")
    assert "Next: <t:" in managed.text


async def test_everything_can_be_changed_before_saving(harness: BotHarness) -> None:
    """Each menu keeps what the others have."""
    maren, form = await opened(harness)
    form = await maren.choose(form, "Choose a channel", "lessons")
    form = await maren.choose(form, "Choose a time", "6:00 PM")
    form = await maren.choose(form, CLOCK, "-300")
    cities = form.control("Choose a city")
    form = await maren.choose(form, "Choose a city", cities.options[1].value)
    form = await maren.choose(form, "Choose what to post", "Fact of the day")
    assert f"Fact of the day in <#{here(harness, 'lessons')}>, every day at **6:00 PM**" in form.text
    chosen = [option.label for each in form.controls for option in each.options if option.default]
    assert chosen[0] == "6:00 PM"
    assert chosen[2] == "Fact of the day"
    await maren.press(form, "Save")
    [schedule] = await harness.record.schedules(harness.bot.guilds[0].id)
    assert (schedule.channel, schedule.content) == (here(harness, "lessons"), "facts")
    assert (schedule.recurrence.minute, schedule.recurrence.zone) == (18 * 60, cities.options[1].value)


async def test_a_known_time_zone_is_filled_in(harness: BotHarness) -> None:
    """The moderator's own: then it takes two presses."""
    maren = await harness.person("maren")
    await harness.record.set_zone(int(maren.user["id"]), "Asia/Kathmandu", 1)
    presser, form = await opened(harness)
    assert "(Kathmandu time: " in form.text
    await presser.press(form, "Save")
    assert presser.presses == 2
    [schedule] = await harness.record.schedules(harness.bot.guilds[0].id)
    assert schedule.recurrence.zone == "Asia/Kathmandu"


async def test_all_clocks_can_be_reached(harness: BotHarness) -> None:
    """The menu has room for 25: its last entry leads to the others, and back."""
    maren, form = await opened(harness)
    first = {each.value for each in form.control(CLOCK).options}
    form = await maren.choose(form, CLOCK, "Another time…")
    others = {each.value for each in form.control(CLOCK).options}
    assert len(first | others) > 30
    form = await maren.choose(form, CLOCK, "Another time…")
    assert {each.value for each in form.control(CLOCK).options} == first
    form = await maren.choose(form, CLOCK, "60")
    again = await maren.choose(form, "Choose a city", "Another time…")
    assert {each.value for each in again.control(CLOCK).options} == first
    assert not again.control("Save").disabled


async def test_what_is_missing_is_said_and_nothing_is_lost(harness: BotHarness) -> None:
    """Without a permission: which one, and where. What was chosen stays, and Save works once it's there."""
    maren, form = await opened(harness)
    form = await maren.choose(form, "Choose a time", "6:00 PM")
    form = await maren.choose(form, CLOCK, "60")
    place = str(here(harness))
    await harness.inject_fault(kind="permission", channel_id=place, deny=["EMBED_LINKS"])
    await until(lambda: missing(harness))
    refused = await maren.press(form, "Save")
    assert "missing **Embed Links**" in refused.text
    assert "every day at **6:00 PM**" in refused.text
    assert not refused.control("Save").disabled
    await harness.inject_fault(kind="clear")

    async def allowed() -> bool:
        return not await missing(harness)

    await until(allowed)
    assert "All set." in (await maren.press(refused, "Save")).text


async def test_the_second_of_two_moderators_sees_the_first_ones(harness: BotHarness) -> None:
    """Both had the form open. Nothing is added, unless they say so."""
    maren, bo = Presser(await harness.person("maren")), await second_moderator(harness)
    greeting = await greeting_for(harness, maren.person)
    one, two = await maren.press(greeting, GREETED), await bo.press(greeting, GREETED)
    one = await maren.choose(one, CLOCK, "60")
    two = await bo.choose(two, CLOCK, "540")
    await maren.press(one, "Save")
    late = await bo.press(two, "Save")
    assert f"<@{maren.person.user['id']}> just set this up" in late.text
    assert "every day at 9:00 am" in late.text.casefold()
    guild = harness.bot.guilds[0].id
    assert len(await harness.record.schedules(guild)) == 1
    there = await bo.press(greeting, GREETED)
    assert "Question of the day" in there.text
    form = await bo.press(there, "Set up another one")
    form = await bo.choose(form, "Choose a time", "6:00 PM")
    assert "All set." in (await bo.press(form, "Save")).text
    assert len(await harness.record.schedules(guild)) == 2


async def test_learners_are_turned_away(harness: BotHarness) -> None:
    """The button is there for all to see, and works for people with Manage Server."""
    tomasz = Presser(await harness.person("tomasz"))
    refused = await tomasz.press(await greeting_for(harness, tomasz.person), GREETED)
    assert refused.private
    assert "only for moderators" in refused.text
    assert refused.control("Keep learning ▸")


async def test_daily_show_leads_there_too(harness: BotHarness) -> None:
    """While there are no daily posts, that's what to do."""
    maren = Presser(await harness.person("maren"))
    empty = await maren.person.run("/daily show")
    assert not isinstance(empty, Modal)
    form = await maren.press(empty, SET_UP)
    assert "Question of the day in" in form.text


def test_the_longest_choices_fit_in_a_custom_id() -> None:
    """Ids of 19 digits, and the longest name of a zone."""
    longest = Choices(20, 2**63 - 1, 1439, "questions", "America/Argentina/Buenos_Aires")
    written = encode("daily", "setup-zone", *longest.arguments)
    assert Choices.read(decode(written)) == longest


@pytest.mark.parametrize(
    "forged",
    [("0", "1", "1440", "facts", "UTC"), ("0", "1", "1", "nothing", "UTC"), ("0", "1", "1", "facts", "X")],
)
def test_forged_choices_are_refused(forged: tuple[str, ...]) -> None:
    """A time, content or zone that isn't offered."""
    with pytest.raises(StaleControl):
        Choices.read(Control("daily", "setup-at", forged))
