"""Act on a quiz or an assessment, and show the outcome."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Literal, TypeAlias, TypeVar

from bot.chat.interaction.reply import Reply
from bot.chat.pictures import render
from bot.chat.pictures.badge import BadgePicture, mark_of
from bot.chat.screens.learning import assessment as assessment_screens
from bot.chat.screens.learning import quiz as screens
from bot.chat.screens.learning import quiz_result
from bot.domain.learning.quiz import TEST_MODES
from bot.errors.user import StaleControl
from bot.services.learning.assessment import AssessmentStatus, Review
from bot.services.learning.quiz_ending import QuizEnding
from bot.services.learning.quiz_state import FinishedQuiz, GradedAnswer, OpenQuestion, State
from bot.services.session import Caller
from bot.services.unit import Unit

S = TypeVar("S", bound=State | AssessmentStatus)

Ended: TypeAlias = Review | QuizEnding | None
"""The outcome of a finished quiz or assessment."""


async def take(who: Caller, work: Callable[[Unit], Awaitable[S]]) -> tuple[S | State, Ended]:
    """Act on a quiz or an assessment. If that finishes it, also work out the outcome.

    An assessment goes straight to the next question: how it went is only shown at the end.
    """

    async def whole(unit: Unit) -> tuple[S | State, Ended]:
        state: S | State = await work(unit)
        if isinstance(state, GradedAnswer) and state.withheld:
            following = await unit.quizzes.current(who, state.asked.quiz.id)
            state = replace(following, before=state) if isinstance(following, OpenQuestion) else following
        if not isinstance(state, FinishedQuiz):
            return state, None
        if state.quiz.mode in TEST_MODES:
            return state, await unit.assessments.review(who.learner, state.course)
        return state, await unit.endings.find(who, state)

    return await who.write(whole)


async def play(who: Caller, work: Callable[[Unit], Awaitable[State]]) -> Reply:
    """Act on a quiz or an assessment, and show its current state."""
    return await show(who, *await take(who, work))


async def show(
    who: Caller, state: State, ended: Ended, audience: Literal["here", "private"] = "here"
) -> Reply:
    """Show a question, an answer, or the end of a quiz or an assessment."""
    match state, ended:
        case OpenQuestion(), _:
            return Reply(screens.question(state), audience=audience)
        case GradedAnswer(), _:
            return Reply(screens.feedback(state), audience=audience)
        case _, QuizEnding():
            return await _result(who, ended, audience)
        case _, Review():
            return Reply(assessment_screens.results(ended), audience=audience)
    raise StaleControl


async def _result(who: Caller, ending: QuizEnding, audience: Literal["here", "private"]) -> Reply:
    """Show the end of a quiz, with a picture if it earned a badge."""
    pictures = []
    if ending.badge and ending.celebrating:
        badge = BadgePicture(mark_of(ending.badge.lesson), ending.badge.gold)
        pictures.append(await render(badge, quiz_result.PICTURE))
    screen = quiz_result.result(ending, *pictures, shareable=who.may_post)
    return Reply(screen, files=pictures, audience=audience)
