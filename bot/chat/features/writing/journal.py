"""Reflections: what each lesson means for the learner's own organization, and the plan as a file."""

from bot.chat.feature_context import FeatureContext, Services
from bot.chat.interaction.forms import FILENAME as WRITTEN
from bot.chat.interaction.forms import text_file
from bot.chat.interaction.reply import Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.writing import journal as screens
from bot.chat.words.quoting import fits
from bot.chat.words.writing.plan_file import plan
from bot.domain.course.library import Place
from bot.domain.writing.drafts import LONGEST
from bot.domain.writing.journal import Entry
from bot.services.learning.lessons.next_step import NextStep
from bot.services.session import Caller
from bot.services.unit import Unit

FILENAME = "my-plan.md"


def install(context: FeatureContext, journal: "JournalCommands") -> None:
    """Add the controls."""

    context.on("journal", "overview", journal.overview)
    context.on("journal", "course", journal.course)
    context.on("journal", "choose", journal.choose)
    context.on("journal", "open", journal.open)
    context.on("journal", "write", journal.write)
    context.on("journal", "kept", journal.kept)
    context.on("journal", "erase", journal.confirm)
    context.on("journal", "erase-now", journal.erase)
    context.on("journal", "export", journal.export)


class JournalCommands:
    """Handles a learner's reflections."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def overview(self, press: ComponentEvent) -> Outcome:
        """Show a course's reflections."""
        return await self._all(press.caller, press.control.text(0))

    async def course(self, press: ComponentEvent) -> Outcome:
        """Show the reflections of the course that was chosen in a menu."""
        return await self._all(press.caller, press.chosen)

    async def choose(self, press: ComponentEvent) -> Outcome:
        """Show the reflection on the lesson that was chosen in a menu."""
        return await self._at(
            press.caller, self._services.library.own_place(press.control.text(0), press.chosen)
        )

    async def open(self, press: ComponentEvent) -> Outcome:
        """Show a lesson's reflection."""
        return await self._at(press.caller, self._place(press))

    async def write(self, press: ComponentEvent) -> Outcome:
        """Open the form, with what's there in it."""
        place = self._place(press)
        return screens.writing(
            place, (await press.caller.read(lambda unit: unit.journal.entry(press.caller, place))).reflection
        )

    async def kept(self, press: ComponentEvent) -> Outcome:
        """Store a reflection. If that's not possible, give the text back."""
        place, typed = self._place(press), press.field("text", LONGEST)
        who, revision = press.caller, press.control.compact(2)

        async def work(unit: Unit) -> tuple[Entry, NextStep] | None:
            found = await unit.journal.write(who, place, typed, revision)
            return (found, await unit.next_steps.find(who, place.course)) if found else None

        stored = await who.write(work)
        if stored is None:
            whole = [] if fits(typed, screens.SHOWN) else [text_file(typed.encode(), WRITTEN)]
            return Reply(screens.not_kept(place, typed, WRITTEN if whole else None), files=whole)
        return Reply(screens.entry(place, *stored))

    async def confirm(self, press: ComponentEvent) -> Outcome:
        """Ask before erasing."""
        place = self._place(press)
        return Reply(
            screens.confirm_erasing(
                place, await press.caller.read(lambda unit: unit.journal.entry(press.caller, place))
            )
        )

    async def erase(self, press: ComponentEvent) -> Outcome:
        """Erase a reflection."""
        place = self._place(press)
        found = await press.caller.write(lambda unit: unit.journal.erase(press.caller, place))
        return Reply(screens.entry(place, found, erased=True))

    async def export(self, press: ComponentEvent) -> Outcome:
        """Send the plan as a file, in a message of its own."""
        course = self._services.library.course(press.control.text(0))
        journal, today = await press.caller.read(lambda unit: unit.journal.dated(press.caller, course))
        file = text_file(plan(journal, today).encode(), FILENAME)
        return Reply(screens.exported(journal, FILENAME), files=[file], audience="private")

    def _place(self, press: ComponentEvent) -> Place:
        return self._services.library.own_place(press.control.text(0), press.control.text(1))

    async def _all(self, who: Caller, name: str) -> Outcome:
        course = self._services.library.course(name)
        others = tuple(other for other in self._services.library.courses if other.id != name)
        return Reply(screens.overview(await who.read(lambda unit: unit.journal.open(who, course)), others))

    async def _at(self, who: Caller, place: Place) -> Outcome:
        return Reply(screens.entry(place, await who.read(lambda unit: unit.journal.entry(who, place))))
