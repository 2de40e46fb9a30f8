"""Messages in channels: sending once, attachments, history, threads, permissions."""

import io

import discord
import pytest

from tests.e2e.sandbox.clients import ManualClient
from tests.e2e.sandbox.sandbox_fixture import SandboxHarness

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def general(harness: SandboxHarness, client: ManualClient) -> discord.TextChannel:
    """Return the channel as discord.py knows it."""
    channel = client.get_channel(int(harness.channel("general")["id"]))
    assert isinstance(channel, discord.TextChannel)
    return channel


async def test_a_nonce_sends_once(harness: SandboxHarness) -> None:
    """The same author, channel and nonce give the same message; another nonce gives another."""
    path = f"/channels/{harness.channel('general')['id']}/messages"
    body = {"content": "once", "nonce": "daily-17", "enforce_nonce": True}
    _, one = await harness.bot.ask("POST", path, body)
    _, two = await harness.bot.ask("POST", path, body)
    assert one["id"] == two["id"]
    _, other = await harness.bot.ask("POST", path, body | {"nonce": "daily-18"})
    _, plain = await harness.bot.ask("POST", path, body | {"enforce_nonce": False})
    _, theirs = await (await harness.member("tomasz")).raw.ask("POST", path, body)
    assert len({one["id"], other["id"], plain["id"], theirs["id"]}) == 4


async def test_files_are_stored_and_served(harness: SandboxHarness, client: ManualClient) -> None:
    """An attachment keeps its type, size and description, and is served with its type."""
    file = discord.File(io.BytesIO(PIXEL), filename="dot.png", description="a dot")
    message = await general(harness, client).send("look", file=file)
    (attached,) = message.attachments
    assert (attached.width, attached.height, attached.description) == (1, 1, "a dot")
    assert attached.content_type == "image/png"
    assert await attached.read() == PIXEL


async def test_a_picture_in_a_gallery_is_an_attachment_by_name(
    harness: SandboxHarness, client: ManualClient
) -> None:
    """`attachment://` names an uploaded file; the message shows its address instead, and keeps it on edit."""
    view = discord.ui.LayoutView()
    view.add_item(
        discord.ui.MediaGallery(discord.MediaGalleryItem("attachment://dot.png", description="dot"))
    )
    view.stop()
    file = discord.File(io.BytesIO(PIXEL), filename="dot.png")
    message = await general(harness, client).send(view=view, file=file)
    media = message.components[0].items[0].media
    assert media.url.startswith(harness.sandbox.url + "/attachments/")
    assert (media.width, message.attachments) == (1, [])
    changed = await message.edit(view=view)
    _, again = await harness.bot.ask("PATCH", f"/channels/{message.channel.id}/messages/{message.id}", {})
    assert again["attachments"] == []
    assert changed.components[0].items[0].media.url == media.url


async def test_history_is_paged(harness: SandboxHarness, client: ManualClient) -> None:
    """before, after, around and limit choose the same messages as on Discord."""
    channel = general(harness, client)
    sent = [await channel.send(str(number)) for number in range(6)]
    listed = [message.content async for message in channel.history(limit=2)]
    assert listed == ["5", "4"]
    assert [each.content async for each in channel.history(before=sent[2])] == ["1", "0"]
    assert [each.content async for each in channel.history(after=sent[3])] == ["4", "5"]
    around = [each.content async for each in channel.history(around=sent[2], limit=3)]
    assert sorted(around) == ["1", "2", "3"]
    status, body = await harness.bot.ask("GET", f"/channels/{channel.id}/messages?limit=101")
    assert (status, body["code"]) == (400, 50035)


@pytest.mark.parametrize(
    ("denied", "send"),
    [
        ("SEND_MESSAGES", {"content": "x"}),
        ("EMBED_LINKS", {"content": "x", "embed": discord.Embed(title="t")}),
        ("ATTACH_FILES", {"content": "x", "file": discord.File(io.BytesIO(b"t"), "t.txt")}),
    ],
)
async def test_a_missing_permission_is_refused(
    harness: SandboxHarness, client: ManualClient, denied: str, send: dict[str, object]
) -> None:
    """Without the permission, sending gets 50013. discord.py sees the change, and later it works again."""
    channel = general(harness, client)
    await harness.fault(kind="permission", channel_id=str(channel.id), deny=[denied])
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send(**send)
    assert refused.value.code == 50013
    assert not getattr(channel.permissions_for(channel.guild.me), denied.lower())
    if denied != "ATTACH_FILES":
        await harness.fault(kind="permission", channel_id=str(channel.id), allow=[denied])
        await channel.send(**send)
    await harness.fault(kind="clear")
    await channel.send("fine")


async def test_a_hidden_channel_is_refused(harness: SandboxHarness, client: ManualClient) -> None:
    """Without View Channel, everything gets 50001. Without history, the list is empty."""
    channel = general(harness, client)
    await channel.send("here")
    await harness.fault(kind="permission", channel_id=str(channel.id), deny=["READ_MESSAGE_HISTORY"])
    assert [message async for message in channel.history()] == []
    await harness.fault(kind="permission", channel_id=str(channel.id), deny=["VIEW_CHANNEL"])
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send("hidden")
    assert refused.value.code == 50001


async def test_a_deleted_channel_is_unknown(harness: SandboxHarness, client: ManualClient) -> None:
    """After a channel is deleted, discord.py forgets it, and sending gets 10003."""
    channel = general(harness, client)
    await harness.fault(kind="channel_delete", channel_id=str(channel.id))
    with pytest.raises(discord.NotFound) as refused:
        await channel.send("gone")
    assert refused.value.code == 10003


async def test_a_thread_is_started_once(harness: SandboxHarness, client: ManualClient) -> None:
    """A thread under a message has the message's id and takes messages. A second one gets 160004."""
    message = await general(harness, client).send("discuss")
    thread = await message.create_thread(name="Discussion")
    assert (thread.id, thread.owner_id) == (message.id, client.user.id)
    await thread.send("first")
    with pytest.raises(discord.HTTPException) as refused:
        await message.create_thread(name="Again")
    assert refused.value.code == 160004
    learner = await harness.member("tomasz")
    assert await learner.sees({"id": str(thread.id)}) == ["first"]


async def test_a_thread_inherits_permissions(harness: SandboxHarness, client: ManualClient) -> None:
    """A permission denied in the channel is denied in its threads. Starting one needs its own permission."""
    channel = general(harness, client)
    thread = await channel.create_thread(name="Open", type=discord.ChannelType.public_thread)
    await harness.fault(kind="permission", channel_id=str(channel.id), deny=["SEND_MESSAGES_IN_THREADS"])
    with pytest.raises(discord.Forbidden):
        await thread.send("no")
    await channel.send("still allowed")
    await harness.fault(kind="permission", channel_id=str(channel.id), deny=["CREATE_PUBLIC_THREADS"])
    with pytest.raises(discord.Forbidden):
        await channel.create_thread(name="No", type=discord.ChannelType.public_thread)


async def test_only_allowed_mentions_ping(harness: SandboxHarness, client: ManualClient) -> None:
    """A message pings only what `allowed_mentions` allows, in content and in text displays."""
    roles = {each["name"]: each["id"] for each in harness.world["guilds"][0]["roles"]}
    learner, role = harness.user("tomasz")["id"], roles["Learners"]
    path = f"/channels/{harness.channel('general')['id']}/messages"
    text = f"<@{learner}> <@&{role}> <@&{roles['Teacher']}> @everyone"
    _, everybody = await harness.bot.ask("POST", path, {"content": text})
    assert ([each["id"] for each in everybody["mentions"]], everybody["mention_roles"]) == ([learner], [role])
    assert everybody["mention_everyone"] is False  # nor the teachers: the bot may not
    display = {"flags": 32768, "components": [{"type": 10, "content": text}]}
    _, nobody = await harness.bot.ask("POST", path, display | {"allowed_mentions": {"parse": []}})
    assert (nobody["mentions"], nobody["mention_roles"]) == ([], [])
    _, one = await harness.bot.ask("POST", path, display | {"allowed_mentions": {"roles": [role]}})
    assert (one["mentions"], one["mention_roles"]) == ([], [role])


async def test_direct_messages_can_be_opened_or_closed(harness: SandboxHarness, client: ManualClient) -> None:
    """The bot can write to people who share a server. For those who closed their DMs, it gets 50007."""
    person = await client.fetch_user(int(harness.user("adaeze")["id"]))
    learner = await harness.member("adaeze")
    await person.send("hello")
    opened = await learner.wire.until("CHANNEL_CREATE")
    assert await learner.sees(opened) == ["hello"]
    harness.sandbox.world.users[str(person.id)]["closed"] = True
    with pytest.raises(discord.Forbidden) as refused:
        await person.send("again")
    assert refused.value.code == 50007


async def test_an_empty_message_is_refused(harness: SandboxHarness) -> None:
    """It gets 50006, new or after an edit. Spaces alone are empty, and a file is not."""
    path = f"/channels/{harness.channel('general')['id']}/messages"
    for body in ({}, {"content": " \n"}, {"embeds": [], "components": []}):
        assert (await harness.bot.ask("POST", path, body))[1]["code"] == 50006
    _, sent = await harness.bot.upload("POST", path, {"content": "x"}, {"a.txt": b"x"})
    assert (await harness.bot.ask("PATCH", f"{path}/{sent['id']}", {"content": ""}))[0] == 200
    assert (await harness.bot.ask("PATCH", f"{path}/{sent['id']}", {"attachments": []}))[1]["code"] == 50006


async def test_only_your_own_message_can_be_changed(harness: SandboxHarness) -> None:
    """You can't edit someone else's message, or delete it without the permission."""
    learner = await harness.member("tomasz")
    path = f"/channels/{harness.channel('general')['id']}/messages"
    _, theirs = await learner.raw.ask("POST", path, {"content": "mine"})
    status, body = await harness.bot.ask("PATCH", f"{path}/{theirs['id']}", {"content": "yours"})
    assert (status, body["code"]) == (403, 50005)
    assert (await harness.bot.ask("DELETE", f"{path}/{theirs['id']}"))[1]["code"] == 50013


async def test_a_v2_message_stays_v2(harness: SandboxHarness) -> None:
    """A v2 message can't get content later. A classic one becomes v2 only if its content is set to null."""
    path = f"/channels/{harness.channel('general')['id']}/messages"
    display = {"flags": 32768, "components": [{"type": 10, "content": "text"}]}
    _, v2 = await harness.bot.ask("POST", path, display)
    status, body = await harness.bot.ask("PATCH", f"{path}/{v2['id']}", {"content": "classic", "flags": 0})
    assert (status, [*body["errors"]]) == (400, ["content"])
    row = [{"type": 1, "components": [{"type": 2, "style": 1, "label": "B", "custom_id": "b"}]}]
    _, still = await harness.bot.ask("PATCH", f"{path}/{v2['id']}", {"components": row, "flags": 0})
    assert still["flags"] == 32768
    _, classic = await harness.bot.ask("POST", path, {"content": "classic"})
    assert (await harness.bot.ask("PATCH", f"{path}/{classic['id']}", display))[0] == 400
    status, body = await harness.bot.ask("PATCH", f"{path}/{classic['id']}", display | {"content": None})
    assert (status, body["flags"], body["content"]) == (200, 32768, "")


async def test_a_reply_names_its_message(harness: SandboxHarness) -> None:
    """A reply has a reference to its message. An unknown one is refused."""
    path = f"/channels/{harness.channel('general')['id']}/messages"
    _, first = await harness.bot.ask("POST", path, {"content": "first"})
    body = {"content": "second", "message_reference": {"message_id": first["id"]}}
    _, second = await harness.bot.ask("POST", path, body)
    assert (second["type"], second["referenced_message"]["content"]) == (19, "first")
    body["message_reference"] = {"message_id": "1"}
    _, refused = await harness.bot.ask("POST", path, body)
    assert refused["errors"]["message_reference"]["_errors"][0]["code"] == "MESSAGE_REFERENCE_UNKNOWN_MESSAGE"


async def test_an_announcement_is_published_once(harness: SandboxHarness, client: ManualClient) -> None:
    """Everyone sees its flag change. Publishing it again gets 40033."""
    news = client.get_channel(int(harness.channel("announcements")["id"]))
    assert isinstance(news, discord.TextChannel)
    message = await news.send("news")
    reader = await harness.member("tomasz")
    await message.publish()
    assert (await reader.wire.until("MESSAGE_UPDATE"))["flags"] == 1
    assert (await news.fetch_message(message.id)).flags.crossposted
    with pytest.raises(discord.HTTPException) as refused:
        await message.publish()
    assert (refused.value.status, refused.value.code) == (400, 40033)


async def test_what_cant_be_published(harness: SandboxHarness, client: ManualClient) -> None:
    """Messages of other channels, replies, unknown ones, and others' without Manage Messages."""
    news, maren = harness.channel("announcements"), await harness.member("maren")
    path = f"/channels/{news['id']}/messages"
    elsewhere = await general(harness, client).send("x")
    _, others = await maren.raw.ask("POST", path, {"content": "x"})
    _, own = await harness.bot.ask("POST", path, {"content": "x"})
    reference = {"message_id": own["id"]}
    _, reply = await harness.bot.ask("POST", path, {"content": "x", "message_reference": reference})
    asked = [(f"/channels/{elsewhere.channel.id}/messages", str(elsewhere.id))]
    asked += [(path, others["id"]), (path, reply["id"]), (path, "1")]
    answers = [await harness.bot.ask("POST", f"{place}/{key}/crosspost") for place, key in asked]
    assert [(status, body["code"]) for status, body in answers] == [
        (400, 50024),
        (403, 50013),
        (400, 50068),
        (404, 10008),
    ]
    tomasz = await harness.member("tomasz")
    assert (await tomasz.raw.ask("POST", f"{path}/{own['id']}/crosspost"))[0] == 403
    assert (await maren.raw.ask("POST", f"{path}/{own['id']}/crosspost"))[0] == 200
    await harness.fault(kind="permission", channel_id=news["id"], deny=["SEND_MESSAGES"])
    assert (await harness.bot.ask("POST", f"{path}/{own['id']}/crosspost"))[1]["code"] == 50013
