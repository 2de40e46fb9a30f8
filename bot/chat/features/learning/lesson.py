"""`/lesson`: the overview, and a lesson page by page."""

from typing import Literal

from discord import app_commands

from bot.chat.blocks import shorten
from bot.chat.feature_context import FeatureContext, Services
from bot.chat.interaction.completer import Suggest
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.interaction.typed import Text
from bot.chat.screens.learning import lesson as screens
from bot.domain.course.library import Library, Place
from bot.services.learning.assessment import AssessmentStatus
from bot.services.learning.reading import read_page
from bot.services.learning.study import Reading, look_at
from bot.services.session import Caller


def install(front: FeatureContext, lessons: "LessonCommands") -> None:
    """Add the command and its controls."""

    @front.tree.command(name="lesson", description="Read a lesson, or see them all with your progress")
    @app_commands.describe(lesson="Its name or number; without one you see them all")
    async def lesson(interaction: Interaction, lesson: Text | None = None) -> None:
        await front.answer(interaction, lambda who: lessons.show(who, lesson))

    front.completer.add(lesson, "lesson", completion(front.services.library))
    front.on("lesson", "page", lessons.page)
    front.on("lesson", "open", lessons.open)
    front.on("lesson", "overview", lessons.overview)
    front.on("lesson", "course", lessons.course)
    front.on("lesson", "sources", lessons.sources)
    front.on("lesson", "share", lessons.share)


def completion(library: Library) -> Suggest:
    """Completes the names of lessons as one types, also misspelt ones; at most the 25 that Discord takes."""

    async def complete(_: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        several = len(library.courses) > 1
        return [
            app_commands.Choice(
                name=shorten(
                    f"{place.lesson.number}. {place.lesson.title}"
                    + (f" ({place.course.title})" if several else ""),
                    100,
                ),
                value=place.key if several else place.lesson.id,
            )
            for place in (library.search(typed) or library.near(typed))[:25]
        ]

    return complete


class LessonCommands:
    """Reading."""

    def __init__(self, services: Services) -> None:
        self._library = services.library
        self._sharing = services.sharing

    async def show(self, who: Caller, typed: str | None) -> Outcome:
        """The lesson that was typed, at its first page, or all of them."""
        if typed is None:
            return await self._all(who, self._library.default.id)
        return await self.open_page(who, self._library.find(typed), 0)

    async def open_page(
        self,
        who: Caller,
        place: Place,
        page: int,
        audience: Literal["here", "private"] = "here",
    ) -> Outcome:
        """Show a page, and note it as read unless it comes with an invitation to the test before the course:
        then it's noted when they go on.
        """
        test = await who.read(lambda unit: unit.assessments.invitation(who.learner, place.course))
        if test:
            return self.show_page(who, look_at(place, page), test, audience)
        return self.show_page(who, await read_page(who, place, page), audience=audience)

    def show_page(
        self,
        who: Caller,
        reading: Reading,
        test: AssessmentStatus | None = None,
        audience: Literal["here", "private"] = "here",
    ) -> Reply:
        """Show a page that's been noted, or comes with an invitation to a test."""
        return Reply(screens.page(reading, test, shareable=who.may_post), audience=audience)

    async def page(self, press: ComponentEvent) -> Outcome:
        """A page by its number, from another one that is noted only now, if there is one."""
        control, who = press.control, press.asker
        place = self._library.place(control.text(0), control.text(1))
        if len(control.arguments) > 3:
            reading = await read_page(who, place, control.number(2), after=control.number(3))
            return self.show_page(who, reading)
        return await self.open_page(who, place, control.number(2))

    async def open(self, press: ComponentEvent) -> Outcome:
        """The first page of the lesson chosen in a menu."""
        place = self._library.place(press.control.text(0), press.chosen)
        return await self.open_page(press.asker, place, 0)

    async def overview(self, press: ComponentEvent) -> Outcome:
        """All lessons of a course."""
        return await self._all(press.asker, press.control.text(0))

    async def course(self, press: ComponentEvent) -> Outcome:
        """All lessons of the course chosen in a menu."""
        return await self._all(press.asker, press.chosen)

    async def sources(self, press: ComponentEvent) -> Outcome:
        """What a page rests on."""
        place = self._library.place(press.control.text(0), press.control.text(1))
        reading = look_at(place, press.control.number(2))
        return Reply(screens.sources(reading, press.control.number(3, 0)))

    async def share(self, press: ComponentEvent) -> Outcome:
        """A page as a message for everyone in the channel, where the person may write themselves, and the
        server's settings allow it."""
        place = self._library.place(press.control.text(0), press.control.text(1))
        reading = look_at(place, press.control.number(2))
        await self._sharing.permit(press)
        return Reply(screens.shared(reading, press.asker.learner), audience="public")

    async def _all(self, who: Caller, course: str) -> Outcome:
        progress = await who.read(lambda unit: unit.study.progress(who.learner, self._library.course(course)))
        others = tuple(other for other in self._library.courses if other.id != course)
        return Reply(screens.overview(progress, others))
