"""What learners do."""

from discord_sandbox.clients.person import Person, Reply
from tests.e2e.answering import more, press_next, write

SURE = ("Check ▸", "Yes")

FIRST = "1. Vorher fragen"


async def drafts_of(person: Person, channel: str | None = None) -> Reply:
    """All writing tasks, reached through /plan and the next one, if one is left."""
    task = await person.press(await person.run("/plan", channel), "Practice a message ▸")
    if task.text.startswith("### Practice messages"):
        return task
    reply = await more(person, task, "All practice messages")
    assert isinstance(reply, Reply)
    return reply


async def draft_in(person: Person, lesson: str = FIRST, channel: str | None = None) -> Reply:
    """A lesson's writing task, or the draft that it was left at."""
    return await person.select(await drafts_of(person, channel), [lesson], "Choose a lesson")


async def journal_of(person: Person, channel: str | None = None) -> Reply:
    """All reflections, reached through /plan."""
    return await more(person, await person.run("/plan", channel), "My reflections")


async def reflection_in(person: Person, lesson: str = FIRST) -> Reply:
    """A lesson's reflection."""
    return await person.select(await journal_of(person), [lesson], "Open a lesson")


async def checklists_of(person: Person, channel: str | None = None) -> Reply:
    """All checklists, reached through /plan."""
    return await person.press(await person.run("/plan", channel), "Checklists")


async def answer_to_the_end(person: Person, reply: Reply) -> Reply:
    """Answer with what comes first, knowing nothing, until the result is there."""
    while True:
        labels = [control.label for control in reply.controls]
        if label := press_next(reply):
            reply = await person.press(reply, label)
            if label == "See how you did ▸":
                return reply
        elif sure := next((label for label in SURE if label in labels), None):
            reply = await person.press(reply, sure)
        elif "Type your answer ▸" in labels:
            reply = await write(person, reply, "It depends")
        elif reply.controls[0].kind == "button":
            reply = await person.press(reply, 1)
        else:
            menu = reply.controls[0]
            reply = await person.select(reply, [menu.options[0].value], menu.label)
