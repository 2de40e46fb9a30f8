"""A class in the harness's server: its teacher without Manage Server, and students who join."""

from typing import Any

from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.test_servers import call


async def shown(person: Person, line: str, channel: str | None = None) -> Reply:
    """Run a command that answers with a screen."""
    reply = await person.run(line, channel)
    assert isinstance(reply, Reply)
    return reply


async def press(person: Person, reply: Reply, control: str) -> Reply:
    """Press a button that answers with a screen."""
    answer = await person.press(reply, control)
    assert isinstance(answer, Reply)
    return answer


async def give_role(harness: BotHarness, person: Person, name: str = "Tutors") -> str:
    """Create a role and give it to a person. Return the role's id."""
    guild = harness.bot.guilds[0].id
    role: dict[str, Any] = await call(harness, "POST", f"/sandbox/guilds/{guild}/roles", {"name": name})
    await call(harness, "PUT", f"/sandbox/guilds/{guild}/members/{person.user['id']}/roles/{role['id']}")
    return str(role["id"])


async def new_teacher(harness: BotHarness, name: str = "adaeze") -> Person:
    """Someone with the server's teacher role, but without Manage Server."""
    teacher = await harness.person(name)
    await give_role(harness, teacher)
    maren = await harness.person("maren")  # who knows the roles that there are when she comes
    await maren.select(await shown(maren, "/server settings"), ["Tutors"], "Teacher role")
    return teacher


async def create(teacher: Person, title: str = "Marketing 101") -> str:
    """Create a class and return its code."""
    made = await shown(teacher, f"/class create title:{title}")
    assert made.private
    return made.text.split("Code: **")[1].split("**")[0]


async def join(person: Person, code: str, name: str, *, direct: bool = False) -> Reply:
    """Join a class, and return what its teacher now sees."""
    asked = await shown(person, f"/class join code:{code}")
    return await fill_in(person, asked, name, direct=direct)


async def fill_in(person: Person, asked: Reply, name: str, *, direct: bool = False) -> Reply:
    """Accept an invitation to a class under this name."""
    form = await person.press(asked, "Join")
    assert isinstance(form, Modal)
    answers: dict[str, Any] = {"Name or number": name}
    if direct:
        answers["Direct messages"] = "What I do in direct messages counts, too"
    done = await person.submit(form, answers)
    assert isinstance(done, Reply)
    return done
