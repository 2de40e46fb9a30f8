"""What changes after a daily post was set: a role that can't be mentioned, a server that doesn't answer."""

import discord
import pytest

from bot.chat.screens.people.server_settings import settings
from bot.chat.screens.posts.edit import edit
from bot.chat.words.learning.lessons import lesson_title
from bot.domain.posts.server import ServerSettings
from bot.services.learning.quiz_state import Actor
from bot.services.posts.schedule_request import ScheduleRequest
from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e.bot_fixture import BotHarness

SET = "/daily set channel:lessons time:08:30 zone:Europe/Berlin"


async def run(person: Person, line: str) -> Reply:
    """Run a command that answers with a message."""
    reply = await person.run(line)
    assert not isinstance(reply, Modal)
    return reply


async def test_a_role_that_is_no_longer_mentionable_is_shown(harness: BotHarness) -> None:
    """The post comes without the mention, the staff is told, and both screens say so."""
    maren = await harness.person("maren")
    await maren.select(await run(maren, "/server settings"), ["staff"], "Staff channel")
    await run(maren, f"{SET} role:Learners")
    assert "Everything works" in (await run(maren, "/server check")).text
    [role] = [each for each in harness.bot.guilds[0].roles if each.name == "Learners"]
    role.mentionable = False
    for command in ("/daily show", "/server check"):
        shown = (await run(maren, command)).text
        assert f"can't mention <@&{role.id}>" in shown
        assert "Allow anyone to @mention this role" in shown
    assert "Needs attention" in (await run(maren, "/server check")).text
    assert f"mentions <@&{role.id}>" not in (await run(maren, "/daily preview")).text
    await run(maren, "/daily now")
    post = await maren.hear("Card of the day", "lessons")
    assert f"<@&{role.id}>" not in post.raw["content"]
    assert "Nobody is pinged" in (await maren.hear("Nobody is pinged", "staff")).text


@pytest.mark.parametrize("command", ["/daily now", SET, f"{SET} role:Learners"])
async def test_a_server_that_does_not_answer_is_not_said_to_lack_permissions(
    harness: BotHarness, command: str
) -> None:
    """After a reconnection during an outage the bot knows nothing about the server, and says so."""
    maren = await harness.person("maren")
    await run(maren, f"{SET} what:facts")
    state, server = harness.bot._connection, harness.bot.guilds[0]
    state._remove_guild(server)
    state._add_guild_from_data({"id": str(server.id), "unavailable": True})  # type: ignore[typeddict-item]
    refused = (await run(maren, command)).text
    assert "Discord isn't responding for this server right now" in refused
    assert "Nothing was changed" in refused
    check = (await run(maren, "/server check")).text
    assert "Discord isn't responding" in check
    assert "lacks" not in check
    assert len(await harness.record.schedules(server.id)) == 1


async def test_announcement_channels_can_be_chosen(harness: BotHarness) -> None:
    """For the staff and for posts, as /daily set takes them."""
    view = settings(ServerSettings(1), frozenset(), harness.library)
    menus = [each for each in view.walk_children() if isinstance(each, discord.ui.ChannelSelect)]
    kinds = {discord.ChannelType.text, discord.ChannelType.news}
    assert [set(menu.channel_types) for menu in menus] == [kinds, kinds]


async def test_editing_one_setting_keeps_the_others(harness: BotHarness) -> None:
    """The screen has today's values filled in. Each choice is saved, and nothing else resets."""
    maren = await harness.person("maren")
    await run(maren, f"{SET} what:mix days:mon-fri role:Learners thread:yes")
    guild = harness.bot.guilds[0].id
    [before] = await harness.record.schedules(guild)
    screen = await run(maren, "/daily edit")
    menus = [row["components"][0] for row in screen.raw["components"] if row["type"] == 1]
    chosen = [each["id"] for menu in menus for each in menu.get("default_values", ())]
    assert chosen == [str(before.channel), str(before.role)]
    form = await maren.press(screen, "Change the time")
    assert isinstance(form, Modal)
    assert {each.custom_id: each.default for each in form.fields} == {
        "time": "8:30 AM",
        "zone": "Europe/Berlin",
    }
    timed = await maren.submit(form, {"time": "9:15 pm", "zone": "Tokyo"})
    assert isinstance(timed, Reply)
    assert "Monday to Friday at 9:15 PM, Asia/Tokyo, mentions <@&" in timed.text
    days = await maren.select(timed, ["Monday", "Tuesday"], "Choose days")
    assert isinstance(days, Reply)
    moved = await maren.select(days, ["general"], "Choose a channel")
    assert isinstance(moved, Reply)
    [after] = await harness.record.schedules(guild)
    assert (after.content, after.role, after.thread) == ("mix", before.role, True)
    assert (after.recurrence.minute, sorted(after.recurrence.days)) == (21 * 60 + 15, [0, 1])
    assert after.channel == int(await maren.place("general"))
    quiet = await maren.select(moved, [], "A role to mention (leave empty for none)")
    assert isinstance(quiet, Reply)
    assert "mentions" not in quiet.text
    assert "with a discussion thread" in quiet.text
    log = (await run(maren, "/server log")).text
    assert "time 08:30 → 21:15, time zone Europe/Berlin → Asia/Tokyo" in log
    assert "days Monday to Friday → Monday and Tuesday" in log
    assert f"channel <#{before.channel}> → <#{after.channel}>" in log
    assert f"role <@&{before.role}> → none" in log


async def test_an_edit_keeps_what_was_changed_meanwhile(
    harness: BotHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Someone else moves the daily post after this moderator's screen was read, before the edit is stored."""
    maren = await harness.person("maren")
    await run(maren, SET)
    guild = harness.bot.guilds[0].id
    [before] = await harness.record.schedules(guild)
    screen = await run(maren, "/daily edit")
    elsewhere = int(await maren.place("general"))

    async def meanwhile(*_: object, **__: object) -> tuple[str, ...]:
        request = ScheduleRequest(elsewhere, 600, "Asia/Tokyo")
        await harness.services.schedules.change(Actor(1, guild, before.id + 1), before.id, request)
        return ()

    monkeypatch.setattr(harness.bot.messenger, "missing", meanwhile)
    await maren.press(screen, "Open threads")
    [after] = await harness.record.schedules(guild)
    assert (after.thread, after.channel) == (True, elsewhere)
    assert (after.recurrence.minute, after.recurrence.zone) == (600, "Asia/Tokyo")


async def test_several_daily_posts_have_a_calendar(harness: BotHarness) -> None:
    """It's above their details, and a single one has none."""
    maren = await harness.person("maren")
    await run(maren, SET)
    assert "The next 7 days" not in (await run(maren, "/daily show")).text
    await run(maren, "/daily set channel:general time:9:00 zone:Europe/Berlin what:facts")
    lines = (await run(maren, "/daily show")).text.splitlines()
    start = lines.index("**The next 7 days**")
    lessons, general = await maren.place("lessons"), await maren.place("general")
    both = f"8:30 AM card in <#{lessons}>, 9:00 AM fact in <#{general}>"
    assert lines[start + 2] == f"Tomorrow: {both}"
    assert lines[start + 8] == "-# Times in Europe/Berlin."
    assert not [line for line in lines if line.startswith("Next:")]


async def test_only_moderators_edit(harness: BotHarness) -> None:
    """A teacher may pause a daily post, but not change it."""
    maren, tomasz = await harness.person("maren"), await harness.person("tomasz")
    await run(maren, SET)
    guild = harness.bot.guilds[0]
    [before] = await harness.record.schedules(guild.id)
    channel = harness.bot.get_channel(int(await tomasz.place("general")))
    [status] = await harness.services.schedules.list(guild.id)
    await channel.send(view=edit(status, harness.library, frozenset()))  # type: ignore[union-attr]
    seen = await tomasz.hear("Change this daily post", "general")
    for refused in (await tomasz.press(seen, "Open threads"), await tomasz.press(seen, "Change the time")):
        assert isinstance(refused, Reply)
        assert "only for moderators" in refused.text
    assert await harness.record.schedules(guild.id) == [before]


async def test_skipping_and_removing_can_be_undone(harness: BotHarness) -> None:
    """The date comes back, and so does the daily post, where it was in the course. Twice is once."""
    maren = await harness.person("maren")
    await run(maren, SET)
    guild = harness.bot.guilds[0].id
    [before] = await harness.record.schedules(guild)
    skipped = await run(maren, "/daily skip")
    undone = await harness.at_once(*(maren.press(skipped, "Undo") for _ in range(2)))
    assert ["Undone." in each.text for each in undone if isinstance(each, Reply)].count(True) == 1
    [after] = await harness.record.schedules(guild)
    assert (after.next_at, after.next_date) == (before.next_at, before.next_date)
    await run(maren, "/daily now")
    await maren.hear("Card of the day", "lessons")
    [shown] = await harness.services.schedules.list(guild)
    assert shown.left
    number, title = shown.left.item.page, harness.library.default.lessons[0].title
    assert f'Next up: lesson 1, "{title}", card {number}' in (await run(maren, "/daily show")).text
    asked = await run(maren, "/daily remove")
    removed = await maren.press(asked, "Yes, remove it")
    assert isinstance(removed, Reply)
    assert await harness.record.schedules(guild) == []
    for back in await harness.at_once(*(maren.press(removed, "Undo") for _ in range(2))):
        assert isinstance(back, Reply)
        assert "Undone." in back.text
    assert [each.left for each in await harness.services.schedules.list(guild)] == [shown.left]
    [restored] = await harness.record.schedules(guild)
    assert (restored.id, restored.next_at) == (before.id, before.next_at)
    assert len(await harness.record.posts(before.id, 9)) == 1


async def test_a_daily_post_starts_at_a_lesson_and_leaves_others_out(harness: BotHarness) -> None:
    """What's next changes at once, and nothing else does."""
    maren = await harness.person("maren")
    await run(maren, f"{SET} what:lessons role:Learners")
    guild = harness.bot.guilds[0].id
    [before] = await harness.record.schedules(guild)
    first, second, *others = harness.library.default.units.values()
    screen = await run(maren, "/daily edit")
    later = await maren.select(screen, [f"Start at {lesson_title(second)}"], "Which lesson to start at")
    assert isinstance(later, Reply)
    assert f'Next up: lesson 2, "{second.title}"' in later.text
    assert "Leaves out: lesson 1" in later.text
    wanted = [lesson_title(each) for each in (first, *others)]
    fewer = await maren.select(later, wanted, "Which lessons to post from")
    assert isinstance(fewer, Reply)
    assert f'Next up: lesson 1, "{first.title}"' in fewer.text
    [after] = await harness.record.schedules(guild)
    assert after.left_out == {second.id}
    assert after.role == before.role


async def test_a_line_of_the_moderators_own_is_above_each_post(harness: BotHarness) -> None:
    """It mentions nobody and has no Markdown, but links work. An empty one takes it away."""
    maren = await harness.person("maren")
    await run(maren, f"{SET} what:questions")
    screen = await run(maren, "/daily edit")
    form = await maren.press(screen, "Line above each post")
    assert isinstance(form, Modal)
    typed = "@everyone **Good\n morning!** Rules: https://example.org/our_rules_here ```"
    saved = await maren.submit(form, {"line": typed})
    assert isinstance(saved, Reply)
    assert "Above each post: " in saved.text
    expected = r"\@everyone \*\*Good morning!\*\* Rules: https://example.org/our_rules_here \`\`\`"
    assert expected in (await run(maren, "/daily preview")).text
    await run(maren, "/daily now")
    post = await maren.hear("Good morning", "lessons")
    assert post.raw["content"].startswith(f"{expected}\n**")
    assert not post.raw["mention_everyone"]
    again = await maren.press(await run(maren, "/daily edit"), "Line above each post")
    assert isinstance(again, Modal)
    assert "Good morning" in (again.fields[0].default or "")
    gone = await maren.submit(again, {"line": ""})
    assert isinstance(gone, Reply)
    assert "Above each post" not in gone.text
