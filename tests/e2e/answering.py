"""Answering any kind of question on the screen, rightly or wrongly, as a person does."""

from bot.domain.course.course import Course
from bot.domain.questions.question import Question
from discord_sandbox.clients.person import Modal, Person, Reply


def shown(course: Course, reply: Reply) -> Question:
    """The question that a screen shows."""
    known = (*course.questions.values(), *course.tested.values())
    return next(q for q in known if q.prompt in reply.text)


def letters(question: Question, reply: Reply) -> dict[str, str]:
    """The letter under which each option's text is shown."""
    return {
        option.text: line[2]
        for line in reply.text.splitlines()
        for option in question.options
        if line.startswith("**") and line[6:] == option.text
    }


def has(reply: Reply, label: str) -> bool:
    """Whether there is such a control."""
    return any(control.label == label for control in reply.controls)


async def answer(course: Course, person: Person, reply: Reply, *, right: bool = True) -> Reply:
    """The feedback on answering the question on the screen, rightly or wrongly."""
    question = shown(course, reply)
    wanted = [option.text for option in question.options if option.correct is right]
    match question.kind:
        case "multiple":
            named = letters(question, reply)
            return await person.select(reply, [f"{named[text]}. {text}" for text in wanted])
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
    form = await person.press(reply, "Write the answer")
    assert isinstance(form, Modal)
    return await person.submit(form, {"A word or a few": text})


async def _order(person: Person, question: Question, reply: Reply, *, right: bool) -> Reply:
    named = letters(question, reply)
    options = question.options if right else question.options[::-1]
    for option in options[:-1]:
        reply = await person.press(reply, named[option.text])
    return await person.press(reply, "Check this order")


async def _match(person: Person, question: Question, reply: Reply, *, right: bool) -> Reply:
    named = letters(question, reply)
    count = len(question.options)
    for place, option in enumerate(question.options):
        belongs = question.options[place if right else (place + 1) % count].match
        reply = await person.select(reply, [belongs], f"What belongs with {named[option.text]}?")
    return await person.press(reply, "Check these pairs")


async def finish(course: Course, person: Person, reply: Reply, *, right: bool = True) -> Reply:
    """Answer to the end."""
    while True:
        feedback = await answer(course, person, reply, right=right)
        if has(feedback, "See the result"):
            return await person.press(feedback, "See the result")
        reply = await person.press(feedback, "Next question")
