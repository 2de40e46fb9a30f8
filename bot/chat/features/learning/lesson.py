"""`/lesson`: the overview, and a lesson card by card."""

from collections.abc import Mapping
from typing import Literal

from discord import app_commands

from bot.chat import blocks
from bot.chat.feature_context import FeatureContext, Services
from bot.chat.features.learning.quiz_outcome import show
from bot.chat.interaction.custom_id import read_number
from bot.chat.interaction.input_checks import Text
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.lesson_names import completion
from bot.chat.pictures import render
from bot.chat.pictures.badge import mark_of
from bot.chat.pictures.banner import BannerPicture
from bot.chat.screens.learning import assessment, quiz
from bot.chat.screens.learning import lesson as screens
from bot.domain.course.cards import Card
from bot.domain.course.library import Library, Place
from bot.domain.learning.progress import Progress
from bot.errors.user import StaleControl
from bot.services.learning.assessment import AssessmentStatus
from bot.services.learning.lessons.lesson_flow import LessonState
from bot.services.learning.lessons.next_step import NextStep
from bot.services.learning.lessons.reading import Beginning, begin_lesson, find_and_begin, open_card
from bot.services.learning.lessons.study import Reading, look_at
from bot.services.learning.quiz_state import OpenQuestion
from bot.services.session import Caller
from bot.services.unit import Unit


def install(context: FeatureContext, lessons: "LessonCommands") -> None:
    """Add the command and its controls."""

    @context.tree.command(name="lesson", description="Open a lesson, or see them all")
    @app_commands.describe(lesson="Its name or number. Leave it out to see them all")
    async def lesson(interaction: Interaction, lesson: Text | None = None) -> None:
        await context.answer(interaction, lambda who: lessons.show(who, lesson))

    context.autocompleter.add(lesson, "lesson", completion(context.services))
    context.on("lesson", "page", lessons.card)  # of messages from before lessons had cards
    context.on("lesson", "open", lessons.open)
    context.on("lesson", "overview", lessons.overview)
    context.on("lesson", "course", lessons.course)
    context.on("lesson", "sources", lessons.sources)
    context.on("lesson", "share", lessons.share)
    context.on("learn", "card", lessons.card)
    context.on("learn", "lesson", lessons.resume)
    context.on("learn", "extra", lessons.extra)
    context.on("learn", "extras", lessons.extras)
    context.on("learn", "choose-extra", lessons.choose_extra)
    context.on("learn", "sources", lessons.extra_sources)
    context.on("learn", "template", lessons.template)


Audience = Literal["here", "private"]

_MADE: dict[tuple[str, str, int, bool], tuple[Card, blocks.Components]] = {}
"""The screens of cards, each with the card that it was made from."""


class LessonCommands:
    """Takes people through lessons."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._sharing = services.sharing

    async def show(self, who: Caller, typed: str | None) -> Outcome:
        """Open the lesson that was typed where the learner left off, or show all lessons."""
        if typed is None:
            return await self._all(who, None)

        async def find(unit: Unit) -> Beginning:
            place = self._services.library.find(typed, await unit.courses.current(who))
            return await _with_offer(unit, who, place)

        return await show_beginning(who, *await find_and_begin(who, find))

    async def go_on(self, who: Caller, place: Place) -> Outcome:
        """Open a lesson where the learner left off. Offer the pretest to those who haven't started."""
        return await show_beginning(
            who, *await find_and_begin(who, lambda unit: _with_offer(unit, who, place))
        )

    async def begin(self, who: Caller, place: Place) -> Reply:
        """Open a lesson where the learner left off, without the offer of a pretest."""
        return await show_state(who, await begin_lesson(who, Beginning(place)))

    async def open_card(
        self, who: Caller, place: Place, number: int, audience: Audience = "here", after: int | None = None
    ) -> Outcome:
        """Open a card of a lesson. `after` is the card that was shown before it."""
        return await show_state(who, await open_card(who, place, number, after), audience)

    async def card(self, press: ComponentEvent) -> Outcome:
        """Open a card by its number."""
        after = press.control.number(3, 0) or None
        return await self.open_card(press.caller, self._place(press), press.control.number(2), after=after)

    async def resume(self, press: ComponentEvent) -> Outcome:
        """Open a lesson where the learner left off."""
        return await self.go_on(press.caller, self._place(press))

    async def open(self, press: ComponentEvent) -> Outcome:
        """Open the lesson that was chosen in a menu."""
        return await self.go_on(
            press.caller, self._services.library.place(press.control.text(0), press.chosen)
        )

    async def extra(self, press: ComponentEvent) -> Outcome:
        """Show one of a lesson's extras."""
        return Reply(screens.extra(*find_extra(self._services.library, press), press.control.number(3, 1)))

    async def extras(self, press: ComponentEvent) -> Outcome:
        """Show a menu of a lesson's extras."""
        place = self._place(press)
        if not place.lesson.extras:
            raise StaleControl
        return Reply(screens.extras(place, press.control.number(2, 1)))

    async def choose_extra(self, press: ComponentEvent) -> Outcome:
        """Show the extra that was chosen in the menu."""
        found = _extra(self._place(press), read_number(press.chosen))
        return Reply(screens.extra(*found, press.control.number(2, 1)))

    async def extra_sources(self, press: ComponentEvent) -> Outcome:
        """Show the sources of an extra."""
        place, number = find_extra(self._services.library, press)
        card, sheet = press.control.number(3, 1), press.control.number(4, 0)
        shown = place.lesson.extras[number - 1]
        turn = ("learn", "sources", place.course.id, place.lesson.id, number, card)
        return Reply(screens.sources(place, shown.title, shown.facts, turn, card, sheet))

    async def template(self, press: ComponentEvent) -> Outcome:
        """Show a lesson's template."""
        return Reply(screens.template(self._place(press), press.control.number(2, 1)))

    async def overview(self, press: ComponentEvent) -> Outcome:
        """Show all lessons of a course, the current one if none is named."""
        named = press.control.arguments[:1]
        return await self._all(press.caller, named[0] if named else None)

    async def course(self, press: ComponentEvent) -> Outcome:
        """Show all lessons of the course that was chosen in a menu."""
        return await self._all(press.caller, press.chosen)

    async def sources(self, press: ComponentEvent) -> Outcome:
        """Show the sources of a card."""
        reading = self._reading(press)
        place = reading.place
        turn = ("lesson", "sources", place.course.id, place.lesson.id, reading.number)
        cited = reading.card.facts
        sheet = press.control.number(3, 0)
        return Reply(screens.sources(place, reading.card.heading, cited, turn, reading.number, sheet))

    async def share(self, press: ComponentEvent) -> Outcome:
        """Post a card for everyone in the channel, if the person may write there and the server allows it."""
        reading = self._reading(press)
        await self._sharing.permit(press)
        return Reply(screens.shared(reading, press.caller.learner), audience="public")

    async def _all(self, who: Caller, course: str | None) -> Outcome:
        library = self._services.library

        async def look(unit: Unit) -> tuple[Progress, Mapping[str, int], NextStep]:
            shown = await unit.courses.current(who, library.course(course) if course else None)
            progress = await unit.study.progress(who.learner, shown)
            badges = await unit.badges.earned(who.learner, shown)
            return progress, badges, await unit.next_steps.find(who, shown)

        progress, badges, step = await who.read(look)
        others = tuple(other for other in library.courses if other.id != progress.course.id)
        return Reply(screens.overview(progress, badges, step, others))

    def _place(self, press: ComponentEvent) -> Place:
        return self._services.library.place(press.control.text(0), press.control.text(1))

    def _reading(self, press: ComponentEvent) -> Reading:
        """Return the card that a control names. Raises StaleControl for one that asks a question."""
        reading = look_at(self._place(press), press.control.number(2))
        if reading.card.ask:
            raise StaleControl
        return reading


def find_extra(library: Library, press: ComponentEvent) -> tuple[Place, int]:
    """Return the extra that a control names. Raises StaleControl if the lesson doesn't have it."""
    place = library.place(press.control.text(0), press.control.text(1))
    return _extra(place, press.control.number(2))


def _extra(place: Place, number: int) -> tuple[Place, int]:
    if not 1 <= number <= len(place.lesson.extras):
        raise StaleControl
    return place, number


async def _with_offer(unit: Unit, who: Caller, place: Place) -> Beginning:
    return Beginning(place, await unit.assessments.pretest_offer(who.learner, place.course))


async def show_beginning(who: Caller, beginning: Beginning, state: LessonState) -> Reply:
    """Show a lesson that was just opened. A card with the offer of a pretest only counts as read once they
    move on.
    """
    status = beginning.status
    if status and isinstance(state, OpenQuestion):
        return Reply(quiz.question(state, more=assessment.pretest(status)))
    if beginning.untouched and isinstance(state, Reading):
        return await _card(who, state, "here", status)
    return await show_state(who, state)


async def show_state(who: Caller, state: LessonState, audience: Audience = "here") -> Reply:
    """Show a card, or the question on it, or the answer that was given to it."""
    if isinstance(state, Reading):
        return await _card(who, state, audience)
    return await show(who, state, None, audience)


async def _card(
    who: Caller, reading: Reading, audience: Audience, invited: AssessmentStatus | None = None
) -> Reply:
    """Show a card, under the lesson's banner if it's the first."""
    if reading.number > 1 and not (reading.badge or invited):
        return Reply(blocks.prepared(_components(reading, shareable=who.may_post)), audience=audience)
    mark = mark_of(reading.place.lesson)
    pictures = [await render(BannerPicture(mark), screens.BANNER)] if reading.number == 1 else []
    screen = screens.card(reading, *pictures, shareable=who.may_post, invited=invited)
    return Reply(screen, files=pictures, audience=audience)


def _components(reading: Reading, *, shareable: bool) -> blocks.Components:
    """Return the finished screen of a card that looks the same for everyone. It's made once for each card."""
    place, number = reading.place, reading.number
    key = (place.course.id, place.lesson.id, number, shareable)
    known = _MADE.get(key)
    if known is None or known[0] is not reading.card:  # the course was reloaded
        made = screens.card(reading, shareable=shareable).to_components()  # type: ignore[no-untyped-call]
        known = _MADE[key] = reading.card, made
    return known[1]
