"""A quiz: the question, the feedback, the end, and the form to say that a question is wrong."""

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.interaction.custom_id import encode
from bot.chat.screens.learning import facts
from bot.chat.screens.learning.review import upcoming
from bot.chat.screens.questions.feedback import CHANGED, REPEATED, explanation, verdict
from bot.chat.screens.questions.kind import FINGERPRINT, UNKNOWN, AskedQuestion
from bot.chat.screens.questions.kinds import screen_of
from bot.chat.words import citations, labels, numbers
from bot.chat.words.formatting import strong
from bot.domain.learning.quiz import TEST_MODES, Quiz
from bot.services.learning.quiz_state import FinishedQuiz, GradedAnswer, OpenQuestion

REPORT = 1000
"""Characters that a report about a question may have."""


def question(asked: OpenQuestion, so_far: str = "") -> ui.LayoutView:
    """A question with the ways to answer it. `so_far`: what was chosen of an order or a match."""
    screen, shown = screen_of(asked.question.kind), _on_screen(asked)
    hint = f"\n-# {screen.hint}" if screen.hint else ""
    text, controls = screen.controls(shown, so_far)
    content = f"{_where(asked)}\n{strong(asked.question.prompt)}{hint}\n\n{text}".rstrip()
    card = blocks.card(*_remarks(asked), blocks.text(content))
    unknown = shown.button(labels.UNKNOWN, "answer", UNKNOWN, main=False)
    return blocks.view(card, *controls, blocks.row(unknown, _wrong(asked), *_fresh_start(asked)))


def feedback(answered: GradedAnswer) -> ui.LayoutView:
    """What the answer was worth and why, with the facts it rests on; in a test only that it is kept."""
    if answered.withheld:
        return _kept(answered)
    asked, answer = answered.asked, answered.answer
    said, colour = verdict(answer)
    before = f"\n-# {REPEATED}" if answered.repeated else ""
    before += CHANGED if answered.changed else ""
    soon = "" if _is_test(asked) else ": the question comes back soon"
    guess = f"\n-# Noted as a guess{soon}." if answer.guessed else ""
    head = f"{_where(asked, told=True)}\n### {said}{before}{guess}\n{strong(asked.question.prompt)}\n\n"
    tail = f"\n\n**Why.** {asked.question.explanation}\n-# {_sources(asked)}"
    text = head + explanation(_on_screen(asked), answer, blocks.SCREEN_TEXT - len(head + tail)) + tail
    card = blocks.card(blocks.text(blocks.shorten(text, blocks.SCREEN_TEXT)), colour=colour)
    return blocks.view(card, blocks.row(*_after(answered)))


def _on_screen(asked: OpenQuestion) -> AskedQuestion:
    key = (asked.quiz.id, asked.position, asked.question.fingerprint[:FINGERPRINT])
    return AskedQuestion(asked.question, asked.order, "quiz", key, asked.course.about.language)


def _kept(answered: GradedAnswer) -> ui.LayoutView:
    """An answer in a test is kept, and no more is said of it; so two taps at once answer one question."""
    asked, answer = answered.asked, answered.answer
    said = [REPEATED] if answered.repeated else []
    said += ["Noted as a guess."] if answer.guessed else []
    end = "this test is done" if asked.quiz.mode == "post" else "the test after the course is done"
    said += [f"Which answers are right is told once {end}."]
    text = f"{_where(asked)}\n### Kept\n-# {' '.join(said)}"
    buttons = [_onwards(asked), *([] if answer.unknown else [_guess(answered)]), _wrong(asked)]
    return blocks.view(blocks.card(blocks.text(text)), blocks.row(*buttons))


def _after(answered: GradedAnswer) -> list[blocks.Button]:
    """What can be done after an answer: of one in doubt, first say how right it was."""
    asked, answer = answered.asked, answered.answer
    here = (asked.quiz.id, asked.position)
    if _is_test(asked):
        following = next((place for place in sorted(asked.quiz.answers) if place > asked.position), None)
        onwards = [] if following is None else [following]
        return [
            *(
                blocks.button("Next answer", "test", "feedback", asked.quiz.id, to, main=True)
                for to in onwards
            ),
            blocks.button("All answers", "test", "answers", asked.course.id),
            blocks.button("Sources", "test", "sources", *here),
            _wrong(asked),
        ]
    if answer.verdict == "open":
        return [
            blocks.button("Yes, it says the same", "quiz", "judge", *here, "right", main=True),
            blocks.button("Nearly", "quiz", "judge", *here, "near"),
            blocks.button("No", "quiz", "judge", *here, "wrong"),
            _wrong(asked),
        ]
    return [
        _onwards(asked),
        *([] if answer.unknown else [_guess(answered)]),
        blocks.button("Sources", "quiz", "sources", *here),
        _wrong(asked),
    ]


def _onwards(asked: OpenQuestion) -> blocks.Button:
    label = "See the result" if asked.quiz.position is None else "Next question"
    return blocks.button(label, "quiz", "next", asked.quiz.id, main=True)


def _guess(answered: GradedAnswer) -> blocks.Button:
    asked, guessed = answered.asked, answered.answer.guessed
    label = labels.guess(guessed)
    return blocks.button(label, "quiz", "guess", asked.quiz.id, asked.position, int(not guessed))


def sources(answered: GradedAnswer, sheet: int = 0) -> ui.LayoutView:
    """The facts behind a question that was answered."""
    asked = answered.asked
    course, key = asked.course, (asked.quiz.id, asked.position)
    screen = "test" if _is_test(asked) else "quiz"
    back = blocks.button("Back", screen, "feedback", *key, main=True)

    def turn(label: str, to: int) -> blocks.Button:
        return blocks.button(label, screen, "sources", *key, to)

    cited = course.cited(asked.question.facts)
    return facts.sheet(course, "### What this question rests on\n", cited, sheet, turn, back)


def result(finished: FinishedQuiz) -> ui.LayoutView:
    """The end of a quiz: how it went, what to look at again, and what to do next."""
    quiz, course = finished.quiz, finished.course
    right = sum(answer.right for answer in quiz.answers.values())
    unit = course.unit(quiz.lesson or "")
    head = f"## {right} of {numbers.count(len(quiz.answers), 'question')} right"
    mixed = "Review" if quiz.mode == "review" else "Mixed quiz"
    where = f"-# {course.title} · {f'Lesson {unit.number}: {unit.title}' if unit else mixed}"
    text = f"{where}\n{head}\n{_worth_another_look(finished)}"
    if quiz.skipped:
        text += f"\n-# Not counted: {numbers.count(len(quiz.skipped), 'question')} withdrawn from the course."
    text += f"\n-# {upcoming(finished.agenda)}"
    buttons = []
    again = finished.left
    if again:
        label = "Retake the wrong one" if again == 1 else f"Retake the {again} wrong ones"
        buttons.append(blocks.button(label, "quiz", "retake", quiz.id, main=True))
    if quiz.mode == "review":
        buttons.append(blocks.button("Continue", "start", "continue", course.id, main=not again))
    else:
        buttons.append(blocks.button("New quiz", "quiz", "restart", quiz.id, main=not again))
    if unit:
        buttons.append(blocks.button(labels.READ_LESSON, "lesson", "page", course.id, unit.id, 0))
        if unit.draft:
            buttons.append(blocks.button(labels.WRITE_IT, "draft", "at", course.id, unit.id))
    buttons.append(blocks.button(labels.MY_PROGRESS, "progress", "show"))
    colour = blocks.PARTLY if quiz.wrong else blocks.RIGHT
    return blocks.view(blocks.card(blocks.text(text), colour=colour), blocks.row(*buttons))


def _worth_another_look(finished: FinishedQuiz) -> str:
    """Return what wasn't fully right, and how much of that the course no longer has."""
    wrong = len(finished.quiz.wrong)
    if not wrong:
        return "Every answer was right." if finished.quiz.answers else ""
    lines = ["Worth another look:"]
    lines += [f"- {blocks.shorten(question.prompt, 150)}" for question in finished.missed]
    if gone := wrong - finished.left:
        whole = "them" if wrong > 1 else "this question"
        some = whole if gone == wrong else numbers.count(gone, "of these questions", "of these questions")
        lines.append(f"-# The course has dropped {some}, so there's nothing to retake there.")
    return "\n".join(lines)


def report_form(quiz: int, position: int) -> ui.Modal:
    """The form to say what is wrong with a question."""
    form = ui.Modal(title="This question is wrong", custom_id=encode("quiz", "report", quiz, position))
    field: ui.TextInput[ui.Modal] = ui.TextInput(
        style=discord.TextStyle.paragraph,
        custom_id="text",
        max_length=REPORT,
        placeholder="For example: option B is right as well, because …",
    )
    form.add_item(
        ui.Label(
            text="What is wrong with it?",
            description="Kept for the author of the course.",
            component=field,
        )
    )
    return form


def report_empty(quiz: Quiz, position: int) -> ui.LayoutView:
    """Nothing was said."""
    again = blocks.button("Write again", "quiz", "wrong", quiz.id, position, main=True)
    buttons = [again, _back_to(quiz)]
    return blocks.note("There was no text, so nothing was kept.", buttons=buttons)


def reported(quiz: Quiz) -> ui.LayoutView:
    """Thanks for a report, and the way back."""
    back = _back_to(quiz, main=True)
    return blocks.note("Thank you. It is kept for the author of this course.", buttons=[back])


def _back_to(quiz: Quiz, *, main: bool = False) -> blocks.Button:
    kind = "test" if quiz.mode in TEST_MODES else "quiz"
    return blocks.button(f"Go on with the {kind}", "quiz", "next", quiz.id, main=main)


def _is_test(asked: OpenQuestion) -> bool:
    return asked.quiz.mode in TEST_MODES


def _where(asked: OpenQuestion, *, told: bool = False) -> str:
    """Which question this is. In a test the lesson would be a hint, until the answers are told."""
    quiz = asked.quiz
    kind = {"retake": "Retake", "review": "Review", "pre": "Test before the course"}
    kind["post"] = "Test after the course"
    unit = asked.lesson if told or not _is_test(asked) else None
    lesson = f"Lesson {unit.number}: {unit.title}" if unit else ""
    question = f"Question {asked.position + 1} of {len(quiz.items)}"
    return "-# " + " · ".join(filter(None, [kind.get(quiz.mode), lesson, question]))


def _remarks(asked: OpenQuestion) -> list[blocks.Block]:
    said = []
    if asked.resumed and asked.quiz.answers:
        said.append(f"You are back where you left this {'test' if _is_test(asked) else 'quiz'}.")
    if asked.withdrawn:
        said.append("A question before this one was withdrawn from the course; it doesn't count.")
    if asked.reworded:
        said.append("The wording was corrected since you saw it. Please answer once more.")
    return [blocks.text("-# " + " ".join(said))] if said else []


def _fresh_start(asked: OpenQuestion) -> list[blocks.Button]:
    """For who comes back to a quiz and would rather begin anew, or to a test and would rather do something
    else; a review asks what is due, no more.
    """
    if not asked.resumed or asked.quiz.mode == "review":
        return []
    if _is_test(asked):
        later = blocks.button("Not now", "start", "continue", asked.course.id, "later")
        return [later, blocks.button(labels.END_TEST, "test", "end", asked.quiz.id)]
    return [blocks.button("Start over", "quiz", "restart", asked.quiz.id)]


def _wrong(asked: OpenQuestion) -> blocks.Button:
    return blocks.button("This question is wrong", "quiz", "wrong", asked.quiz.id, asked.position)


def _sources(asked: OpenQuestion) -> str:
    """The first sources by name; all of them are behind the button."""
    course = asked.course
    named = dict.fromkeys(source for fact in course.cited(asked.question.facts) for source in fact.sources)
    cited = [citations.cite(course.sources[source]) for source in list(named)[:3]]
    more = f" and {len(named) - 3} more" if len(named) > 3 else ""
    return f"{'Source' if len(named) == 1 else 'Sources'}: {'; '.join(cited)}{more}"
