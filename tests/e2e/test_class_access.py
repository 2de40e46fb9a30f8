"""Who can do what with classes. Discord shows /class to everyone, so the bot checks each subcommand."""

from typing import Any

import pytest

from discord_sandbox.clients.person import Modal, Person, Reply
from discord_sandbox.clients.person.failures import Refused
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.classroom import create, give_role, join, new_teacher, press, shown
from tests.e2e.test_forged_interactions import COMMAND, PRESS, forged

REFUSED = "only for moderators (people with Manage Server) and the teacher role"

TEACHERS = {
    "create": "/class create title:Mine",
    "post": "/class post lesson:1",
    "report": "/class report",
    "close": "/class close",
}

CONTROLS = (
    *("report:{}:0", "questions:{}:0", "student:{}", "csv:{}", "close:{}", "close-now:{}"),
    *("which:report", "which:close"),
)


async def classrooms(harness: BotHarness) -> Any:
    """The classes in the harness's first server."""
    return await harness.services.record.classrooms(harness.bot.guilds[0].id)


async def used(harness: BotHarness, person: Person, control: str, values: list[str]) -> str:
    """Use a control that isn't on any message of the person's, as a homemade client could."""
    data = {"component_type": 3, "custom_id": f"lb1:class:{control}", "values": values}
    return await forged(harness, person, PRESS, data)


async def test_every_command_checks_who_is_asking(harness: BotHarness) -> None:
    """All but join are refused to learners and students, and to a role that isn't the teacher role."""
    maren, tomasz, adaeze = [await harness.person(name) for name in ("maren", "tomasz", "adaeze")]
    code = await create(maren)
    await join(tomasz, code, "Tomasz")
    await give_role(harness, adaeze, "Choir")
    listed = {f"/{each.qualified_name}" for each in harness.bot.tree.get_command("class").commands}  # type: ignore[union-attr]
    assert listed == {"/class join", *(f"/class {name}" for name in TEACHERS)}
    for person in (tomasz, adaeze):
        for line in TEACHERS.values():
            reply = await shown(person, line)
            assert REFUSED in reply.text
            assert reply.private
    [still] = await classrooms(harness)
    assert still.is_open
    assert await harness.services.record.assignments(still.id) == []


async def test_every_control_checks_who_is_asking(harness: BotHarness) -> None:
    """A report's pages, its files, and closing are refused to students, even if they send the button."""
    maren, tomasz = await harness.person("maren"), await harness.person("tomasz")
    await join(tomasz, await create(maren), "Tomasz")
    [classroom] = await classrooms(harness)
    for control in CONTROLS:
        values = [str(classroom.id) if control.startswith("which") else str(tomasz.user["id"])]
        assert REFUSED in await used(harness, tomasz, control.format(classroom.id), values), control
    [still] = await classrooms(harness)
    assert still.is_open


@pytest.mark.parametrize("role", ["Tutors", "Learners"])
async def test_the_teacher_role_is_enough_until_it_is_taken_away(harness: BotHarness, role: str) -> None:
    """People with the role teach, and stop teaching as soon as they lose it."""
    adaeze = await harness.person("adaeze")
    if role == "Tutors":
        await give_role(harness, adaeze)
    maren = await harness.person("maren")
    assert REFUSED in (await shown(adaeze, "/class create title:Mine")).text
    settings = await shown(maren, "/server settings")
    chosen = await maren.select(settings, [role], "Teacher role")
    code = await create(adaeze)
    assert code in (await shown(adaeze, "/class report")).text
    assert "Close Marketing 101?" in (await shown(adaeze, "/class close")).text
    with pytest.raises(Refused):
        await adaeze.run("/daily show")
    with pytest.raises(Refused):
        await adaeze.run("/server log")
    assert isinstance(chosen, Reply)
    await maren.select(chosen, [], "Teacher role")
    assert REFUSED in (await shown(adaeze, "/class report")).text


async def test_suggestions_name_classes_to_teachers_only(harness: BotHarness) -> None:
    """Otherwise, autocomplete would tell everyone which classes there are, with their codes."""
    maren, tomasz = await harness.person("maren"), await harness.person("tomasz")
    code = await create(maren)
    assert [each.name for each in await maren.complete("/class report", "classroom", "")] == [
        f"Marketing 101 · {code}"
    ]
    assert await tomasz.complete("/class report", "classroom", "") == []


async def test_a_class_belongs_to_its_server(harness: BotHarness) -> None:
    """Its code and its id mean nothing elsewhere, not even to a moderator of both servers."""
    maren, tomasz = await harness.person("maren"), await harness.person("tomasz")
    code = await create(maren)
    [classroom] = await classrooms(harness)
    elsewhere = str(harness.bot.guilds[1].text_channels[0].id)
    tried = await shown(tomasz, f"/class join code:{code}", elsewhere)
    assert "No open class here has that code" in tried.text
    assert "This server has no classes yet" in (await shown(maren, "/class report", elsewhere)).text
    for control in ("report:{}:0", "csv:{}", "close-now:{}", "form:{}"):
        sent = {"component_type": 2, "custom_id": f"lb1:class:{control.format(classroom.id)}"}
        harness.sandbox.forge(PRESS, maren.user["id"], elsewhere, sent)
        assert "No open class here" in (await maren.hear("", elsewhere)).text
    assert (await classrooms(harness))[0].is_open


async def test_a_command_sent_from_a_direct_message_is_answered(harness: BotHarness) -> None:
    """Discord's clients don't offer it there. Nothing is created."""
    maren = await harness.person("maren")
    options = [{"type": 1, "name": "create", "options": [{"type": 3, "name": "title", "value": "Mine"}]}]
    data = {"name": "class", "type": 1, "id": "1", "options": options}
    harness.sandbox.forge(COMMAND, maren.user["id"], await maren.place("dm"), data)
    assert "No open class here" in (await maren.hear("", "dm")).text
    assert await classrooms(harness) == []


async def test_codes_can_not_be_guessed(harness: BotHarness) -> None:
    """After a few, people have to wait. Someone else isn't held up by that."""
    maren, tomasz = await harness.person("maren"), await harness.person("tomasz")
    code = await create(maren)
    for _ in range(5):
        assert "No open class here" in (await shown(tomasz, "/class join code:BBBBBB")).text
    assert "Please wait" in (await shown(tomasz, f"/class join code:{code}")).text
    assert "Join Marketing 101?" in (await shown(maren, f"/class join code:{code}")).text


async def test_a_closed_class_takes_nobody_and_posts_nothing(harness: BotHarness) -> None:
    """An old invitation says so, and the teacher still has the report."""
    teacher, tomasz = await new_teacher(harness), await harness.person("tomasz")
    code = await create(teacher)
    asked = await shown(tomasz, f"/class join code:{code}")
    form = await tomasz.press(asked, "Join")
    assert isinstance(form, Modal)
    closed = await press(teacher, await shown(teacher, "/class close"), "Close the class")
    assert "Marketing 101 is closed." in closed.text
    late = await tomasz.submit(form, {"Name or number": "Tomasz"})
    assert isinstance(late, Reply)
    assert "This class is closed" in late.text
    assert "This class is closed" in (await press(tomasz, asked, "Join")).text
    assert "Which class?" in (await shown(teacher, "/class post lesson:1")).text
    assert "Nobody is in this class." in (await press(teacher, closed, "Report")).text
