"""`/lesson`: the overview, and a lesson page by page."""

from typing import Literal

from discord import app_commands

from bot.chat.blocks import shorten
from bot.chat.feature_context import FeatureContext, Services
from bot.chat.interaction.completer import Suggest
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.responder import asker
from bot.chat.interaction.router import ComponentEvent
from bot.chat.interaction.typed import Text
from bot.chat.screens.learning import lesson as screens
from bot.domain.course.library import Library, Place
from bot.services.learning.quiz_state import Actor
from bot.services.learning.reading import read_page
from bot.services.learning.study import look_at


def install(front: FeatureContext) -> None:
    """Add the command and its controls."""
    lessons = Lessons(front.services)

    @front.tree.command(name="lesson", description="Read a lesson, or see them all with your progress")
    @app_commands.describe(lesson="Its name or number; without one you see them all")
    async def lesson(interaction: Interaction, lesson: Text | None = None) -> None:
        await front.answer(interaction, lambda: lessons.show(asker(interaction), lesson))

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


class Lessons:
    """Reading."""

    def __init__(self, services: Services) -> None:
        self._library = services.library
        self._units = services.units
        self._sharing = services.sharing

    async def show(self, who: Actor, typed: str | None) -> Outcome:
        """The lesson that was typed, at its first page, or all of them."""
        if typed is None:
            return await self._all(who, self._library.default.id)
        return await self.open_page(who, self._library.find(typed), 0)

    async def open_page(
        self,
        who: Actor,
        place: Place,
        page: int,
        audience: Literal["here", "private"] = "here",
        *,
        inviting: bool = True,
    ) -> Outcome:
        """A page, noted as read. Who could still take the test before the course is told so, and then it is
        noted when they go on; `inviting`: unless they were told just now.
        """
        test = (
            await self._units.read(lambda unit: unit.assessments.invitation(who.learner, place.course))
            if inviting
            else None
        )
        reading = look_at(place, page) if test else await read_page(self._units, who.learner, place, page)
        return Reply(screens.page(reading, test, shareable=who.may_post), audience=audience)

    async def page(self, press: ComponentEvent) -> Outcome:
        """A page by its number, from another one that is noted only now, if there is one."""
        control, who = press.control, press.asker
        place = self._library.place(control.text(0), control.text(1))
        if len(control.arguments) > 3:
            await read_page(self._units, who.learner, place, control.number(3))
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
        await self._sharing.permit(press)
        place = self._library.place(press.control.text(0), press.control.text(1))
        reading = look_at(place, press.control.number(2))
        return Reply(screens.shared(reading, press.asker.learner), audience="public")

    async def _all(self, who: Actor, course: str) -> Outcome:
        progress = await self._units.read(
            lambda unit: unit.study.progress(who.learner, self._library.course(course))
        )
        others = tuple(other for other in self._library.courses if other.id != course)
        return Reply(screens.overview(progress, others))
