"""Answering any kind of question on the screen, rightly or wrongly, as a person does."""

from bot.domain.course.course import Course
from bot.domain.questions.question import Question
from discord_sandbox.clients.person import Modal, Person, Reply

ONWARD = ("Next ▸", "See how you did ▸")
"""What the button after an answer in a quiz says; in a review, it counts down."""


def shown(course: Course, reply: Reply) -> Question:
    """The question that a screen shows."""
    known = (*course.questions.values(), *course.tested.values())
    return next(q for q in known if q.prompt in reply.text)


def letters(question: Question, reply: Reply) -> dict[str, str]:
    """The label of each option's button: its text if it's short, or else the letter it's listed under."""
    labels = {control.label for control in reply.controls}
    listed = {
        option.text: line[2]
        for line in reply.text.splitlines()
        for option in question.options
        if line.startswith("**") and line[6:] == option.text
    }
    return {option.text: option.text for option in question.options if option.text in labels} | listed


def has(reply: Reply, label: str) -> bool:
    """Return whether the message has this control."""
    return any(control.label == label for control in reply.controls)


def press_next(reply: Reply) -> str | None:
    """The label of the button that leads on from an answer, if there is one."""
    labels = [control.label for control in reply.controls]
    return next((label for label in labels if label in ONWARD or label.endswith(" left) ▸")), None)


async def more(person: Person, reply: Reply, entry: str) -> Reply | Modal:
    """What comes of choosing an entry of the "More…" menu."""
    return await person.select(reply, [entry], "More…")


def entries(reply: Reply, label: str = "More…") -> list[str]:
    """The labels in the "More…" menu, or another one; none if there's no such menu."""
    menu = next((control for control in reply.controls if control.label == label), None)
    return [option.label for option in menu.options] if menu else []


def lead(reply: Reply) -> str:
    """The line that says how it went: the first one that isn't the question in small print."""
    return next(line for line in reply.text.splitlines() if not line.startswith("-# "))


async def answer(course: Course, person: Person, reply: Reply, *, right: bool = True) -> Reply:
    """The feedback on answering the question on the screen, rightly or wrongly."""
    question = shown(course, reply)
    wanted = [option.text for option in question.options if option.correct is right]
    match question.kind:
        case "multiple":
            [menu] = [control for control in reply.controls if control.kind == "select"]
            picked = [o.label for o in menu.options if o.label.partition(". ")[2] in wanted]
            return await person.select(reply, picked)
        case "order":
            return await _order(person, question, reply, right=right)
        case "match":
            return await _match(person, question, reply, right=right)
        case "short":
            return await write(person, reply, wanted[0])
        case _:
            return await person.press(reply, letters(question, reply)[wanted[0]])


async def write(person: Person, reply: Reply, text: str) -> Reply:
    """What comes of typing an answer."""
    form = await person.press(reply, "Type your answer ▸")
    assert isinstance(form, Modal)
    return await person.submit(form, {"Your answer": text})


async def _order(person: Person, question: Question, reply: Reply, *, right: bool) -> Reply:
    named = letters(question, reply)
    options = question.options if right else question.options[::-1]
    for option in options[:-1]:
        reply = await person.press(reply, named[option.text])
    return await person.press(reply, "Check ▸")


async def _match(person: Person, question: Question, reply: Reply, *, right: bool) -> Reply:
    """Press what belongs with each option that's asked for, or with the one after it."""
    count = len(question.options)
    while not has(reply, "Check ▸"):
        asked = next(o for o in question.options if f"**{o.text}** → ?" in reply.text)
        place = question.options.index(asked)
        wanted = question.options[place if right else (place + 1) % count].match
        free = [control.label for control in reply.controls]
        reply = await person.press(reply, wanted if wanted in free else free[0])
    return await person.press(reply, "Check ▸")


async def finish(course: Course, person: Person, reply: Reply, *, right: bool = True) -> Reply:
    """Answer to the end."""
    while True:
        feedback = await answer(course, person, reply, right=right)
        if has(feedback, "I don't know"):  # an assessment goes straight to the next question
            reply = feedback
        elif label := press_next(feedback):
            reply = await person.press(feedback, label)
            if label == "See how you did ▸":
                return reply
        else:
            return feedback
