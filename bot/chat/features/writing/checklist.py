"""Checklists for the learner's own organization, ticked item by item.

A button carries what an item should become, ticked or not, so pressing it twice changes nothing.
"""

from bot.chat.feature_context import FeatureContext, Services
from bot.chat.interaction.reply import Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.writing import checklist as screens
from bot.domain.course.course import Course
from bot.domain.writing.checklist_progress import ChecklistProgress, handle
from bot.domain.writing.drafts import NOTE
from bot.services.session import Caller
from bot.services.writing.checklists import find_item


def install(context: FeatureContext, lists: "ChecklistCommands") -> None:
    """Add the controls."""

    context.on("checklist", "overview", lists.overview)
    context.on("checklist", "course", lists.course)
    context.on("checklist", "choose", lists.choose)
    context.on("checklist", "page", lists.page)
    context.on("checklist", "tick", lists.tick)
    context.on("checklist", "item", lists.item)
    context.on("checklist", "note", lists.note)
    context.on("checklist", "noted", lists.noted)
    context.on("checklist", "over", lists.confirm)
    context.on("checklist", "over-now", lists.start_over)


class ChecklistCommands:
    """Handles a learner's checklists."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def overview(self, press: ComponentEvent) -> Outcome:
        """Show a course's checklists."""
        return await self._all(press.caller, press.control.text(0))

    async def course(self, press: ComponentEvent) -> Outcome:
        """Show the checklists of the course that was chosen in a menu."""
        return await self._all(press.caller, press.chosen)

    async def choose(self, press: ComponentEvent) -> Outcome:
        """Open the checklist that was chosen in a menu, on the first page with open items."""
        course = self._course(press)
        found = await press.caller.read(lambda unit: unit.checklists.open(press.caller, course, press.chosen))
        parts = (n for n, page in enumerate(found.pages) if not all(line.ticked for line in page.lines))
        return Reply(screens.page(course, found, next(parts, 0)))

    async def page(self, press: ComponentEvent) -> Outcome:
        """Show a page of a checklist."""
        course = self._course(press)
        found = await press.caller.read(
            lambda unit: unit.checklists.open(press.caller, course, press.control.text(1))
        )
        return Reply(screens.page(course, found, press.control.number(2)))

    async def tick(self, press: ComponentEvent) -> Outcome:
        """Tick an item or take the tick back, as the button says."""
        course, done = self._course(press), press.control.number(2) == 1
        found, item = await press.caller.write(
            lambda unit: unit.checklists.tick(press.caller, course, press.control.text(1), done=done)
        )
        if press.control.text(3) == "item":
            return Reply(screens.item(course, found, item))
        return Reply(screens.page(course, found, found.page_of(item)))

    async def item(self, press: ComponentEvent) -> Outcome:
        """Show the item that was chosen in a menu."""
        course = self._course(press)
        found, item = await self._with_item(press.caller, course, press.chosen)
        return Reply(screens.item(course, found, item))

    async def note(self, press: ComponentEvent) -> Outcome:
        """Open the form for a note."""
        course = self._course(press)
        return screens.annotating(course, *await self._with_item(press.caller, course, press.control.text(1)))

    async def noted(self, press: ComponentEvent) -> Outcome:
        """Store a note on an item."""
        course, typed = self._course(press), press.field("note", NOTE)
        found, item = await press.caller.write(
            lambda unit: unit.checklists.annotate(press.caller, course, press.control.text(1), typed)
        )
        return Reply(screens.item(course, found, item))

    async def confirm(self, press: ComponentEvent) -> Outcome:
        """Ask before starting over."""
        course = self._course(press)
        found = await press.caller.read(
            lambda unit: unit.checklists.open(press.caller, course, press.control.text(1))
        )
        return Reply(screens.confirm_starting_over(course, found))

    async def start_over(self, press: ComponentEvent) -> Outcome:
        """Erase ticks and notes."""
        course = self._course(press)
        found = await press.caller.write(
            lambda unit: unit.checklists.start_over(press.caller, course, press.control.text(1))
        )
        return Reply(screens.page(course, found, 0))

    def _course(self, press: ComponentEvent) -> Course:
        return self._services.library.course(press.control.text(0))

    async def _all(self, who: Caller, name: str) -> Outcome:
        course = self._services.library.course(name)
        others = tuple(other for other in self._services.library.courses if other.id != name)
        return Reply(
            screens.overview(course, await who.read(lambda unit: unit.checklists.all(who, course)), others)
        )

    async def _with_item(self, who: Caller, course: Course, name: str) -> tuple[ChecklistProgress, str]:
        checklist, item = find_item(course, name)
        return await who.read(lambda unit: unit.checklists.open(who, course, handle(checklist.id))), item
