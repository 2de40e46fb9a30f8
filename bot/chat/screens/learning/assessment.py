"""Tests before and after the course: offering one, what came of them, and the answers once they are told."""

from collections.abc import Sequence
from itertools import pairwise

from discord import ui

from bot.chat import blocks
from bot.chat.words import labels, numbers
from bot.domain.course.course import Course
from bot.domain.learning.assessment import Sitting, may_look
from bot.domain.learning.gain import Gain, LessonResult, gain
from bot.domain.learning.quiz import Quiz
from bot.services.learning.assessment import AssessmentStatus, Review

_NTH = ("first", "second", "third", "fourth", "fifth", "sixth")
_UNTIL = (
    "Kept. Which answers are right is told once the test after the course is done; so it measures what you "
    "learn, not what you remember of this one."
)
_AGAIN = " You have met its questions before, so it counts for the certificate alone."
MENUS = 12
"""Tests whose answers have room on one screen, the latest ones."""
_MODES = {"pre": "before the course", "post": "after the course"}


def offer(standing: AssessmentStatus) -> ui.LayoutView:
    """The test that can be taken now, for who has not begun it."""
    later = blocks.button("Not now", "start", "continue", standing.course.id, "later")
    if standing.invited:
        return blocks.view(blocks.card(blocks.text(invitation(standing))), first_choice(standing))
    lessons = len(standing.course.units)
    text = (
        f"## {when(standing)}\n"
        "Its questions were in no quiz, and it can be taken once. “I don't know” is a good answer too. "
        f"You have read {standing.read} of {numbers.count(lessons, 'lesson')} to the end.\n"
        f"-# {before_reading(standing).strip() or 'Studying first is fine; it stays open.'}"
    )
    return blocks.view(blocks.card(blocks.text(text)), blocks.row(_take(standing), later))


def beside(standing: AssessmentStatus) -> blocks.Block:
    """The test before the course in a line beside the first page that one opens, and the way to it."""
    text = (
        f"**A short test before you read on?** {_size(standing.questions)}. A second one, a week or more "
        "later, then shows what you have learned.\n-# It can be taken until you turn the page or answer a "
        "question."
    )
    return blocks.section(text, _take(standing, main=False))


def invitation(standing: AssessmentStatus) -> str:
    """What a test before the course is good for."""
    return (
        "## Before you begin: a short test?\n"
        f"{_size(standing.questions)}. Nobody is expected to know much yet. A second test, a week or "
        "more later, then shows what you have learned; until then nobody tells which answers are right.\n"
        "-# It can be taken until you read the first page or answer the first question of a quiz."
    )


def first_choice(standing: AssessmentStatus) -> blocks.Block:
    """To take the test before the course, or not."""
    course = standing.course.id
    return blocks.row(
        _take(standing),
        blocks.button("Not now", "test", "later", course),
        blocks.button("No thanks", "test", "decline", course),
    )


def take(standing: AssessmentStatus) -> Sequence[blocks.Button]:
    """The button to the test that can be taken now, if there is one."""
    return [_take(standing)] if standing.open else []


def when(standing: AssessmentStatus) -> str:
    """Which test comes next, and when, as a sentence; empty if none does."""
    test = standing.next
    if test is None:
        return ""
    alone = test.number == 1 and test.mode == "post"
    nth = f"{_NTH[test.number - 1]} test" if test.number <= len(_NTH) else f"test number {test.number}"
    name = "Your test" if alone else f"Your {nth}"
    again = _AGAIN if test.round > 1 else ""
    if test.sitting:
        where = test.sitting.answered + 1
        late = test.mode == "pre" and standing.studied is not None
        vain = " You have begun the course, so it will be compared with nothing." if late else ""
        return f"{name} is not finished: question {where} of {test.sitting.questions} is next.{vain}"
    if standing.open:
        return f"{name} is open: {_size(standing.questions)}.{again}"
    if test.opens_at is None:
        week = f"{name} opens a week after {'you begin' if alone else 'the first one'}"
        return f"{week}. Stop reading and quizzes for two days before; reviews are fine."
    instant = -(-test.opens_at // 1000)
    resting = again or any(each.mode == "post" for each in standing.finished)
    moved = "" if resting else " if you stop reading and quizzes for the two days before; reviews are fine"
    return f"{name} opens <t:{instant}:f> (<t:{instant}:R>){moved}.{again}"


def before_reading(standing: AssessmentStatus) -> str:
    """What reading or a quiz does to a test that is open; empty where that is nothing."""
    return " Take it first: reading or a quiz closes it for two days." if standing.closable else ""


def summary(standing: AssessmentStatus) -> str:
    """All tests that are over, and when the next one opens, in a line or two; empty where there are none."""
    done = standing.finished
    scores = f"Tests: **{_scores(done)}** right. " if done else ""
    return f"{scores}{when(standing)}".strip()


def results(review: Review) -> ui.LayoutView:
    """What came of all tests, what a difference means, and what comes next."""
    standing = review.standing
    done = standing.finished
    if not done:
        text = f"## Your tests\n{when(standing) or 'There is none to take here.'}"
        return blocks.view(blocks.card(blocks.text(text)), blocks.row(*_ways(standing)))
    meaning = _changes(standing)
    rows = [_row(each, standing) for each in done]
    if review.lessons:
        each_lesson = (f"{_lesson(each)}: {_each(each.results)}" for each in review.lessons)
        rows += ["", "Lesson by lesson:", *each_lesson]
    if standing.next and not standing.told:
        rows += ["", _UNTIL]
    text = "\n".join([f"## {_scores(done)} right", *meaning, *rows, f"\n{when(standing)}"]).strip()
    card = blocks.card(blocks.text(blocks.shorten(text, blocks.SCREEN_TEXT)))
    return blocks.view(card, blocks.row(*_ways(standing)))


def answers(review: Review) -> ui.LayoutView:
    """Objective by objective how each test went, and a menu of answers for each test."""
    course = review.standing.course
    rows = [
        "\n".join(
            [
                f"**{_lesson(lesson)}**",
                *(f"- {each.text}: {_each(each.results)}" for each in lesson.objectives),
            ]
        )
        for lesson in review.lessons
    ]
    text = blocks.leading(["## Your answers", *rows], blocks.SCREEN_TEXT - 100, "-# And more, in the menus.")
    sittings = review.standing.sittings
    menus = [
        _menu(review, number, test)
        for number, test in enumerate(review.tests, 1)
        if test.answers and may_look(sittings, test.id)
    ]
    back = blocks.button("Back", "test", "show", course.id, main=True)
    return blocks.view(blocks.card(blocks.text(text), *menus[-MENUS:]), blocks.row(back))


def confirm_ending(course: Course, test: Quiz) -> ui.LayoutView:
    """Asks before a test is ended."""
    left = len(test.items) - len(test.skipped) - len(test.answers)
    text = (
        f"## End this test?\n{numbers.count(left, 'question')} would stay unanswered for good and count as "
        "not right. You can also go on at any time, on any device."
    )
    buttons = [
        blocks.button("Go on with the test", "quiz", "next", test.id, main=True),
        blocks.button("Not now", "start", "continue", course.id, "later"),
        blocks.button("Yes, end it", "test", "end-now", test.id, danger=True),
    ]
    return blocks.view(blocks.card(blocks.text(text), colour=blocks.WRONG), blocks.row(*buttons))


def meaning(found: Gain) -> str:
    """What a difference between two tests means, in a sentence."""
    if found.complete:
        return "All was right both times: the test had no room to show more."
    if found.direction == "same":
        return "As many as before."
    share = "A larger share" if found.direction == "more" else "A smaller share"
    size = share if found.by is None else f"{found.by} {found.direction}"
    if found.maybe_chance:
        return f"{size}; a difference of that size may be luck."
    faded = "" if found.direction == "more" else " What has faded comes back with /review."
    return f"{size}: more than luck would explain.{faded}"


def _changes(standing: AssessmentStatus) -> list[str]:
    """What each difference means; with more than two tests, between which two it is."""
    tests, several = list(standing.sittings), len(standing.finished) > 2
    said = []
    for before, after in pairwise(standing.compared):
        first, second = (_nth(tests.index(each) + 1) for each in (before, after))
        pair = f"**{first.capitalize()} and {second} test:** " if several else ""
        said.append(f"{pair}{meaning(gain(before, after))}")
    return said


def _nth(number: int) -> str:
    return _NTH[number - 1] if number <= len(_NTH) else f"{number}th"


def _scores(done: Sequence[Sitting]) -> str:
    """`5 of 12, then 10 of 12`."""
    return ", then ".join(f"{each.right} of {each.questions}" for each in done)


def _row(done: Sitting, standing: AssessmentStatus) -> str:
    """One test: when it was, and what else is known of its answers."""
    said = [f"**{done.right} of {numbers.count(done.questions, 'question')}** right"]
    said += [f"{done.unknown} not known"] if done.unknown else []
    said += [f"{numbers.count(done.guessed, 'guess', 'guesses')}"] if done.guessed else []
    said += [f"ended after {numbers.count(done.answered, 'answer')}"] if not done.whole else []
    if done.mode == "pre" and not standing.is_baseline(done):
        said.append("finished after you had begun the course, so it is compared with nothing")
    if done.round > 1:
        said.append("with questions met before, so it is compared with nothing")
    return f"- {_MODES[done.mode].capitalize()}, <t:{(done.finished_at or 0) // 1000}:d>: {', '.join(said)}"


def _each(counts: Sequence[tuple[int, int]]) -> str:
    """How it went, test by test; a single question is right or not."""

    def say(right: int, of: int) -> str:
        if not of:
            return "not asked"
        if of == 1:
            return "right" if right else "not right"
        return f"{right} of {of}"

    return ", then ".join(say(*each) for each in counts)


def _lesson(tested: LessonResult) -> str:
    return f"{tested.lesson.number}. {tested.lesson.title}"


def _size(questions: int) -> str:
    """Half a minute a question, as people take it."""
    return f"{numbers.count(questions, 'question')}, about {numbers.count(-(-questions // 2), 'minute')}"


def _take(standing: AssessmentStatus, *, main: bool = True) -> blocks.Button:
    test = standing.next
    number = test.number if test else 0
    label = "Go on with the test" if test and test.sitting else "Take the test"
    return blocks.button(label, "test", "begin", standing.course.id, number, main=main)


def _ways(standing: AssessmentStatus) -> list[blocks.Button]:
    test, course = standing.open, standing.course.id
    buttons = list(take(standing))
    buttons.append(blocks.button("Continue", "start", "continue", course, "later", main=not buttons))
    if standing.told:
        buttons.append(blocks.button("Look at the answers", "test", "answers", course))
    if test and test.sitting:
        buttons.append(blocks.button(labels.END_TEST, "test", "end", test.sitting.quiz))
    buttons.append(blocks.button(labels.MY_PROGRESS, "progress", "show"))
    return buttons


def _menu(review: Review, number: int, test: Quiz) -> blocks.Block:
    """The answers of the `number`-th test. Those behind the first 25 are reached from the one before."""
    options = []
    for place, answer in sorted(test.answers.items()):
        question = review.questions.get(answer.fingerprint)
        said = "right" if answer.right else "not known" if answer.unknown else "not right"
        about = question.prompt if question else "changed since; its text is lost"
        options.append((str(place), blocks.shorten(f"{place + 1}, {said}: {about}", 100)))
    label = f"Test {number}, {_MODES[test.mode]}: choose an answer"
    return blocks.menu(label, options, "test", "choose", test.id)
