"""Practice messages: write one, check it against the rubric, compare it with a model, and revise it.

What was typed is stored before anything is shown, and the model comes only after the learner's own version.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from discord.ui import LayoutView

from bot.chat.feature_context import FeatureContext, Services
from bot.chat.interaction.reply import Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.writing import draft as screens
from bot.chat.screens.writing import draft_form as forms
from bot.chat.screens.writing import draft_list as lists
from bot.domain.course.course import Course
from bot.domain.course.lesson import Draft
from bot.domain.course.library import Place
from bot.domain.writing.drafts import LONGEST, LearnerDraft
from bot.errors.user import StaleControl
from bot.services.learning.lessons.next_step import NextStep
from bot.services.session import Caller
from bot.services.unit import Unit
from bot.services.writing.drafts import Drafting, example_of, next_task, task_of


def install(context: FeatureContext, drafts: "DraftCommands") -> None:
    """Add the controls."""

    for action, handler in {
        "overview": drafts.overview,
        "next": drafts.next,
        "course": drafts.course,
        "choose": drafts.choose,
        "at": drafts.at,
        "new": drafts.new,
        "example": drafts.example,
        "write": drafts.write,
        "sent": drafts.sent,
        "open": drafts.open,
        "pick": drafts.pick,
        "check": drafts.check,
        "checked": drafts.checked,
        "model": drafts.model,
        "why": drafts.why,
        "revise": drafts.revise,
        "revised": drafts.revised,
        "list": drafts.list,
        "delete": drafts.confirm,
        "delete-now": drafts.delete,
        "share": drafts.share,
    }.items():
        context.on("draft", action, handler)


@dataclass(frozen=True)
class Opened:
    """A message, and the learner's next step once it's revised."""

    drafting: Drafting
    step: NextStep | None


class DraftCommands:
    """Handles writing and revising."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._sharing = services.sharing

    async def overview(self, press: ComponentEvent) -> Outcome:
        """Show a course's tasks."""
        return await self._all(press.caller, press.control.text(0))

    async def next(self, press: ComponentEvent) -> Outcome:
        """Open the next message to write or to revise, or all of them once there's none left."""
        who, course = press.caller, self._services.library.course(press.control.text(0))

        async def look(unit: Unit) -> tuple[Sequence[LearnerDraft], Place | None, Opened | None]:
            written = await unit.drafts.all(who, course)
            place = next_task(course, written)
            found = await unit.drafts.latest(who, place) if place else None
            return written, place, await _with_step(unit, who, found) if found else None

        written, place, opened = await who.read(look)
        if place is None:
            return Reply(lists.overview(course, written, self._others(course)))
        return _shown_or_task(who, place, opened)

    async def course(self, press: ComponentEvent) -> Outcome:
        """Show the tasks of the course that was chosen in a menu."""
        return await self._all(press.caller, press.chosen)

    async def choose(self, press: ComponentEvent) -> Outcome:
        """Open the lesson that was chosen in a menu, where the learner left it."""
        return await self.lesson(
            press.caller, self._services.library.place(press.control.text(0), press.chosen)
        )

    async def at(self, press: ComponentEvent) -> Outcome:
        """Open a lesson's message where the learner left it."""
        return await self.lesson(press.caller, self._place(press))

    async def new(self, press: ComponentEvent) -> Outcome:
        """Show the task for a new message. Those that are there stay."""
        place = self._place(press)
        written = len(await press.caller.read(lambda unit: unit.drafts.of_lesson(press.caller, place)))
        view = screens.task(place, task_of(place), written)
        return Reply(view, audience="private" if press.control.text(2) == "private" else "here")

    async def example(self, press: ComponentEvent) -> Outcome:
        """Show the lesson's worked example."""
        place = self._place(press)
        shown = example_of(place)
        if shown is None:
            raise StaleControl
        return Reply(screens.example(place, shown))

    async def write(self, press: ComponentEvent) -> Outcome:
        """Open the form for a first version."""
        place = self._place(press)
        return forms.writing(place, task_of(place))

    async def sent(self, press: ComponentEvent) -> Outcome:
        """Store a first version. Raises BlankMessage."""
        place = self._place(press)
        typed = press.field("text", LONGEST)

        async def work(unit: Unit) -> Opened:
            found = await unit.drafts.begin(press.caller, place, typed)
            return await _with_step(unit, press.caller, found)

        return _shown(press.caller, await press.caller.write(work))

    async def open(self, press: ComponentEvent) -> Outcome:
        """Show a message at the step where it is, or both versions whole."""
        return await self._open(press.caller, press.control.id(0), whole=press.control.number(1, 0) == 1)

    async def pick(self, press: ComponentEvent) -> Outcome:
        """Show the message that was chosen in a menu."""
        return await self._open(press.caller, press.chosen_id)

    async def check(self, press: ComponentEvent) -> Outcome:
        """Open the form with the points, for the latest version."""
        return forms.checking(
            await press.caller.read(lambda unit: unit.drafts.open(press.caller, press.control.id(0)))
        )

    async def checked(self, press: ComponentEvent) -> Outcome:
        """Store which points a version meets."""
        number, points = press.control.number(1), press.ticked("points")

        async def work(unit: Unit) -> Opened:
            found = await unit.drafts.check(press.caller, press.control.id(0), number, points)
            return await _with_step(unit, press.caller, found)

        return _shown(press.caller, await press.caller.write(work))

    async def model(self, press: ComponentEvent) -> Outcome:
        """Show the model. Before the first check, show the message as it is."""
        return await self._compare(press, screens.model)

    async def why(self, press: ComponentEvent) -> Outcome:
        """Show why the model works, to those who may see it."""
        return await self._compare(press, screens.why)

    async def _compare(
        self, press: ComponentEvent, screen: Callable[[Drafting, Draft], LayoutView]
    ) -> Outcome:
        who = press.caller
        found = await who.read(lambda unit: unit.drafts.open(who, press.control.id(0)))
        if found.draft.first.points is None and not found.draft.revised:
            return Reply(screens.first(found))
        return Reply(screen(found, found.task) if found.task else screens.checked(found))

    async def revise(self, press: ComponentEvent) -> Outcome:
        """Open the form for a new version."""
        return forms.revising(
            await press.caller.read(lambda unit: unit.drafts.open(press.caller, press.control.id(0)))
        )

    async def revised(self, press: ComponentEvent) -> Outcome:
        """Store a new version. Raises BlankMessage."""
        typed = press.field("text", LONGEST)

        async def work(unit: Unit) -> Opened:
            found = await unit.drafts.revise(press.caller, press.control.id(0), typed)
            return await _with_step(unit, press.caller, found)

        return _shown(press.caller, await press.caller.write(work))

    async def list(self, press: ComponentEvent) -> Outcome:
        """Show a lesson's messages."""
        place = self._services.library.own_place(press.control.text(0), press.control.text(1))
        found, zone = await press.caller.read(lambda unit: _list(unit, press.caller, place))
        return Reply(lists.listed(place, found, press.control.number(2, 0), zone))

    async def confirm(self, press: ComponentEvent) -> Outcome:
        """Ask before deleting."""
        return Reply(
            lists.confirm_deleting(
                await press.caller.read(lambda unit: unit.drafts.open(press.caller, press.control.id(0)))
            )
        )

    async def delete(self, press: ComponentEvent) -> Outcome:
        """Delete a message, and show the others."""

        async def work(unit: Unit) -> tuple[Place, Sequence[LearnerDraft], str]:
            place = await unit.drafts.delete(press.caller, press.control.id(0))
            return place, *await _list(unit, press.caller, place)

        place, found, zone = await press.caller.write(work)
        return Reply(lists.listed(place, found, 0, zone, deleted=True))

    async def share(self, press: ComponentEvent) -> Outcome:
        """Show both versions to everyone in the channel, if the learner may write there and the server allows
        it.
        """
        drafting = await self._sharing.read(
            press, lambda unit: unit.drafts.open(press.caller, press.control.id(0))
        )
        return Reply(screens.shared(drafting, press.caller.learner), audience="public")

    async def lesson(self, who: Caller, place: Place, *, asked: bool = False) -> Outcome:
        """Show a lesson's message where the learner left it, or the task. With `asked`, it can be put off.
        Raises NoDraftHere.
        """

        async def look(unit: Unit) -> Opened | None:
            found = await unit.drafts.latest(who, place)
            return await _with_step(unit, who, found) if found else None

        return _shown_or_task(who, place, await who.read(look), asked=asked)

    def _place(self, press: ComponentEvent) -> Place:
        return self._services.library.place(press.control.text(0), press.control.text(1))

    async def _all(self, who: Caller, name: str) -> Outcome:
        course = self._services.library.course(name)
        written = await who.read(lambda unit: unit.drafts.all(who, course))
        return Reply(lists.overview(course, written, self._others(course)))

    def _others(self, course: Course) -> tuple[Course, ...]:
        return tuple(other for other in self._services.library.courses if other.id != course.id)

    async def _open(self, who: Caller, draft: int, *, whole: bool = False) -> Outcome:
        async def look(unit: Unit) -> Opened:
            return await _with_step(unit, who, await unit.drafts.open(who, draft))

        return _shown(who, await who.read(look), whole=whole)


async def _with_step(unit: Unit, who: Caller, found: Drafting) -> Opened:
    """Return a message with the learner's next step, which is needed only once the message is revised."""
    revised = found.draft.revised
    return Opened(found, await unit.next_steps.find(who, found.place.course) if revised else None)


def _shown(who: Caller, opened: Opened, *, asked: bool = False, whole: bool = False) -> Reply:
    """Show a message at the step where it is."""
    found = opened.drafting
    if opened.step:
        view = screens.compared(found, opened.step, shareable=who.may_post, zone=found.zone, whole=whole)
        return Reply(view)
    screen = screens.first if found.draft.first.points is None else screens.checked
    return Reply(screen(found, asked=asked))


def _shown_or_task(who: Caller, place: Place, opened: Opened | None, *, asked: bool = False) -> Reply:
    if opened:
        return _shown(who, opened, asked=asked)
    return Reply(screens.task(place, task_of(place), asked=asked))


async def _list(unit: Unit, who: Caller, place: Place) -> tuple[Sequence[LearnerDraft], str]:
    """Return a lesson's messages, and the zone for their dates."""
    return await unit.drafts.of_lesson(who, place), (await unit.preferences.get(who)).zone
