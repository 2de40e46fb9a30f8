"""What teachers do with classes: create one, post for it, see its report, and close it.

Discord shows /class to everyone, because students need it, so each of these checks who is asking.
"""

import asyncio
from collections.abc import Callable, Sequence

import discord
from discord import app_commands

from bot.chat.feature_context import FeatureContext
from bot.chat.features.posts.checks import check_channel
from bot.chat.interaction.forms import text_file
from bot.chat.interaction.moderation import permit_command, require_teacher
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.responder import actor_of
from bot.chat.interaction.router import ComponentEvent, manages, roles_of
from bot.chat.screens.classes import report as report_screens
from bot.chat.screens.classes import spreadsheet
from bot.chat.screens.classes import teaching as screens
from bot.domain.calendar.day import UTC_ZONE, zones
from bot.domain.classes.assignment import Task
from bot.domain.classes.classroom import Classroom
from bot.domain.course.library import Place
from bot.errors.classes import (
    ClassNotFound,
    ClassUnclear,
    ClassUnknown,
    NoLessonToPost,
    NoPlaceToPost,
    NotInClass,
    TeacherMayNotWrite,
)
from bot.errors.user import LessonNotFound, StaleControl, UserError
from bot.services.classes.classes import ClassOverview, ClassWish
from bot.services.session import Caller
from bot.services.unit import Unit

Pick = Callable[[Sequence[Classroom]], Sequence[Classroom]]


def install(context: FeatureContext, teacher: "TeacherCommands") -> None:
    """Add the controls."""
    context.on("class", "report", lambda press: teacher.page(press, report_screens.overview))
    context.on("class", "questions", lambda press: teacher.page(press, _questions))
    context.on("class", "student", teacher.student)
    context.on("class", "csv", teacher.csv)
    context.on("class", "which", teacher.which)
    context.on("class", "close", teacher.confirm)
    context.on("class", "close-now", teacher.close)


def _questions(found: ClassOverview, page: int, _: int) -> discord.ui.LayoutView:
    return report_screens.questions(found, page)


class TeacherCommands:
    """Handles what teachers do with classes."""

    def __init__(self, context: FeatureContext) -> None:
        self._context = context
        self._services = context.services
        self._clock = context.services.clock

    async def create(self, interaction: Interaction, who: Caller, title: str, course: str | None) -> Outcome:
        """Create a class."""
        permit_command(interaction, who)
        named = self._services.library.course(course) if course else None

        async def make(unit: Unit) -> Classroom:
            likely = await unit.preferences.likely_zones(who.learner, who.guild)
            zone = next((zone for zone in likely if zone in zones()), UTC_ZONE)
            chosen = named or await unit.courses.of_server(who.guild)
            return await unit.classes.create(who, title, chosen, zone)

        made = await who.write(make)
        return Reply(screens.created(made, self._context.commands.mention("class join")))

    async def post(
        self,
        interaction: Interaction,
        who: Caller,
        lesson: str,
        task: Task,
        dates: tuple[str | None, str | None],
        typed: str | None,
    ) -> Outcome:
        """Post a lesson or its quiz for a class, in the channel where the command was run."""
        permit_command(interaction, who)
        found = _meant(await who.read(lambda unit: unit.classes.list(who)), typed, only_open=True)
        if len(found) != 1:
            raise ClassUnclear
        if not isinstance(interaction.channel, discord.TextChannel):
            raise NoPlaceToPost
        if not who.may_post:
            raise TeacherMayNotWrite
        channel = interaction.channel.id
        await check_channel(self._context.messenger, found[0].guild, channel)
        wish = ClassWish(self._lesson(lesson, found[0]), task, channel, *dates)
        made = await who.write(lambda unit: unit.classes.post(who, found[0].id, wish))
        return Reply(screens.posted(made, found[0], wish.lesson.course, self._clock()))

    def _lesson(self, typed: str, classroom: Classroom) -> Place:
        """Return the lesson of a class's course that was typed. Raises NoLessonToPost."""
        library = self._services.library
        course = library.course(classroom.course)
        try:
            place = library.find(typed, course)
        except LessonNotFound as error:
            near = [title for taught, _, title in error.near if taught == course.id]
            raise NoLessonToPost(typed, near, len(course.lessons)) from None
        if place.course.id != course.id:
            raise NoLessonToPost(typed, (), len(course.lessons))
        return place

    async def report(self, interaction: Interaction, who: Caller, typed: str | None) -> Outcome:
        """Show a class's report."""
        permit_command(interaction, who)

        async def look(unit: Unit) -> tuple[Sequence[Classroom], ClassOverview | None]:
            found = _meant(await unit.classes.list(who), typed)
            return found, await unit.classes.overview(who, found[0].id) if len(found) == 1 else None

        found, one = await who.read(look)
        return Reply(
            report_screens.overview(one, 0, self._clock()) if one else screens.which(found, "report")
        )

    async def end(self, interaction: Interaction, who: Caller, typed: str | None) -> Outcome:
        """Ask before closing a class."""
        permit_command(interaction, who)
        found = _meant(await who.read(lambda unit: unit.classes.list(who)), typed, only_open=True)
        if len(found) == 1:
            return Reply(screens.confirm_closing(found[0]))
        if not found:
            raise ClassNotFound
        return Reply(screens.which(found, "close"))

    async def which(self, press: ComponentEvent) -> Outcome:
        """Continue with the class that was chosen."""
        act = press.control.text(0)
        if act == "close":
            return await self._confirm(press, press.chosen_id)
        if act != "report":
            raise StaleControl
        return await self._show(press, press.chosen_id, 0, report_screens.overview)

    async def page(
        self, press: ComponentEvent, draw: Callable[[ClassOverview, int, int], discord.ui.LayoutView]
    ) -> Outcome:
        """Show a page of a report."""
        return await self._show(press, press.control.id(0), press.control.number(1), draw)

    async def student(self, press: ComponentEvent) -> Outcome:
        """Show the student who was chosen. Raises NotInClass."""
        found = await self._overview(press, press.control.id(0))
        student = found.report.numbered.get(press.chosen_id)
        if student is None:
            raise NotInClass
        return Reply(report_screens.student(student, found, self._clock()))

    async def csv(self, press: ComponentEvent) -> Outcome:
        """Send the report as files."""
        found = await self._overview(press, press.control.id(0))
        due = (found.assignments, found.classroom.zone, self._clock())
        files = await asyncio.to_thread(spreadsheet.files, found.report, *due)
        attached = [text_file(content, name) for name, content in files.items()]
        return Reply(spreadsheet.screen(found), files=attached, audience="private")

    async def confirm(self, press: ComponentEvent) -> Outcome:
        """Ask before closing a class."""
        return await self._confirm(press, press.control.id(0))

    async def close(self, press: ComponentEvent) -> Outcome:
        """Close a class."""
        require_teacher(press)
        who, classroom = press.caller, press.control.id(0)
        return Reply(screens.closed(await who.write(lambda unit: unit.classes.close(who, classroom))))

    async def complete(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Suggest the server's classes, to its teachers."""
        who, roles, manager = actor_of(interaction), roles_of(interaction), manages(interaction)

        async def look(unit: Unit) -> Sequence[Classroom]:
            settings = await unit.servers.settings(who.guild or 0)
            return await unit.classes.list(who) if manager or settings.teaches(roles) else ()

        try:
            found = await self._services.units.read(look)
        except UserError:
            return []
        fits = [each for each in found if typed.casefold() in screens.label(each).casefold()]
        return [app_commands.Choice(name=screens.label(each), value=str(each.id)) for each in fits[:25]]

    async def _show(
        self,
        press: ComponentEvent,
        classroom: int,
        page: int,
        draw: Callable[[ClassOverview, int, int], discord.ui.LayoutView],
    ) -> Outcome:
        return Reply(draw(await self._overview(press, classroom), page, self._clock()))

    async def _overview(self, press: ComponentEvent, classroom: int) -> ClassOverview:
        require_teacher(press)
        return await press.caller.read(lambda unit: unit.classes.overview(press.caller, classroom))

    async def _confirm(self, press: ComponentEvent, classroom: int) -> Outcome:
        require_teacher(press)
        found = await press.caller.read(lambda unit: unit.classes.find(press.caller, classroom))
        return Reply(screens.confirm_closing(found))


def _meant(found: Sequence[Classroom], typed: str | None, *, only_open: bool = False) -> Sequence[Classroom]:
    """Return the classes that may be meant: those that were typed, or else the open ones, or else all.

    A part of the title is enough, with or without the characters that screens leave out. Raises ClassUnknown
    if what was typed is none of them.
    """
    if typed is not None:
        plain = _plain(typed)
        named = [
            each
            for each in found
            if typed.strip() == str(each.id) or plain in (_plain(each.code), _plain(each.title))
        ]
        named = named or [each for each in found if plain and plain in _plain(each.title)]
        if not named:
            raise ClassUnknown(typed, [each.title for each in found])
        return named
    still = [each for each in found if each.is_open]
    return still if still or only_open else found


def _plain(typed: str) -> str:
    """Return a title or code with only its letters and digits, in lower case."""
    return " ".join("".join(c if c.isalnum() else " " for c in typed.casefold()).split())
