"""What learners do."""

from discord_sandbox.clients.person import Person, Reply
from tests.e2e.answering import onward, write

SURE = ("Check this order", "Check ▸", "Yes, the same")


async def answer_to_the_end(person: Person, reply: Reply) -> Reply:
    """Answer with what comes first, knowing nothing, until the result is there."""
    while True:
        labels = [control.label for control in reply.controls]
        if label := onward(reply):
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
