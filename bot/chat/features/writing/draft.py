"""`/draft`: a message of one's own, checked against the rubric, set beside the model, revised.

What was typed is stored before anything is answered; no model is shown before a version of one's own.
"""

from collections.abc import Sequence

from bot.chat.feature_context import FeatureContext, Services
from bot.chat.interaction.reply import Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.writing import draft as screens
from bot.domain.course.library import Place
from bot.domain.writing.drafts import LONGEST, LearnerDraft
from bot.services.session import Caller
from bot.services.unit import Unit
from bot.services.writing.drafts import Drafting, task_of


def install(front: FeatureContext, drafts: "DraftCommands") -> None:
    """Add the command and its controls."""

    for action, handler in {
        "overview": drafts.overview,
        "course": drafts.course,
        "choose": drafts.choose,
        "at": drafts.at,
        "new": drafts.new,
        "write": drafts.write,
        "sent": drafts.sent,
        "open": drafts.open,
        "pick": drafts.pick,
        "check": drafts.check,
        "checked": drafts.checked,
        "model": drafts.model,
        "revise": drafts.revise,
        "revised": drafts.revised,
        "list": drafts.list,
        "delete": drafts.confirm,
        "delete-now": drafts.delete,
        "share": drafts.share,
    }.items():
        front.on("draft", action, handler)


class DraftCommands:
    """Writing and revising."""

    def __init__(self, services: Services) -> None:
        self._library = services.library
        self._sharing = services.sharing

    async def overview(self, press: ComponentEvent) -> Outcome:
        """All tasks of a course."""
        return await self._all(press.asker, press.control.text(0))

    async def course(self, press: ComponentEvent) -> Outcome:
        """All tasks of the course chosen in a menu."""
        return await self._all(press.asker, press.chosen)

    async def choose(self, press: ComponentEvent) -> Outcome:
        """The lesson chosen in a menu, where one left it."""
        return await self.lesson(press.asker, self._library.place(press.control.text(0), press.chosen))

    async def at(self, press: ComponentEvent) -> Outcome:
        """A lesson, where one left it."""
        return await self.lesson(press.asker, self._place(press))

    async def new(self, press: ComponentEvent) -> Outcome:
        """The task, for a new draft; drafts that are there stay."""
        place = self._place(press)
        written = len(await press.asker.read(lambda unit: unit.drafts.of_lesson(press.asker, place)))
        view = screens.task(place, task_of(place), written)
        return Reply(view, audience="private" if press.control.text(2) == "private" else "here")

    async def write(self, press: ComponentEvent) -> Outcome:
        """The form for a first version."""
        place = self._place(press)
        return screens.writing(place, task_of(place))

    async def sent(self, press: ComponentEvent) -> Outcome:
        """A first version."""
        place = self._place(press)
        typed = press.field("text", LONGEST)
        drafting = await press.asker.write(lambda unit: unit.drafts.begin(press.asker, place, typed))
        return self.show_latest(press.asker, place, drafting)

    async def open(self, press: ComponentEvent) -> Outcome:
        """A draft at the step where it is."""
        return _shown(press.asker, await self._open(press.asker, press.control.id(0)))

    async def pick(self, press: ComponentEvent) -> Outcome:
        """The draft chosen in a menu."""
        return _shown(press.asker, await self._open(press.asker, press.chosen_id))

    async def check(self, press: ComponentEvent) -> Outcome:
        """The form with the points, for the latest version."""
        return screens.checking(
            await press.asker.read(lambda unit: unit.drafts.open(press.asker, press.control.id(0)))
        )

    async def checked(self, press: ComponentEvent) -> Outcome:
        """The points ticked for a version."""
        number, points = press.control.number(1), press.ticked("points")
        drafting = await press.asker.write(
            lambda unit: unit.drafts.check(press.asker, press.control.id(0), number, points)
        )
        return _shown(press.asker, drafting)

    async def model(self, press: ComponentEvent) -> Outcome:
        """The model once more; before the first check the draft as it is."""
        found = await self._open(press.asker, press.control.id(0))
        draft = found.draft
        if draft.first.points is None and not draft.revised:
            return _shown(press.asker, found)
        return Reply(screens.model(found))

    async def revise(self, press: ComponentEvent) -> Outcome:
        """The form for a further version."""
        return screens.revising(
            await press.asker.read(lambda unit: unit.drafts.open(press.asker, press.control.id(0)))
        )

    async def revised(self, press: ComponentEvent) -> Outcome:
        """A further version."""
        typed = press.field("text", LONGEST)
        drafting = await press.asker.write(
            lambda unit: unit.drafts.revise(press.asker, press.control.id(0), typed)
        )
        return _shown(press.asker, drafting)

    async def list(self, press: ComponentEvent) -> Outcome:
        """One's drafts of a lesson."""
        place = self._library.own_place(press.control.text(0), press.control.text(1))
        found, zone = await press.asker.read(lambda unit: _list(unit, press.asker, place))
        return Reply(screens.listed(place, found, press.control.number(2, 0), zone))

    async def confirm(self, press: ComponentEvent) -> Outcome:
        """Asks once more."""
        return Reply(
            screens.confirm_deleting(
                await press.asker.read(lambda unit: unit.drafts.open(press.asker, press.control.id(0)))
            )
        )

    async def delete(self, press: ComponentEvent) -> Outcome:
        """Deletes a draft, and shows the others."""

        async def work(unit: Unit) -> tuple[Place, Sequence[LearnerDraft], str]:
            place = await unit.drafts.delete(press.asker, press.control.id(0))
            return place, *await _list(unit, press.asker, place)

        place, found, zone = await press.asker.write(work)
        return Reply(screens.listed(place, found, 0, zone))

    async def share(self, press: ComponentEvent) -> Outcome:
        """Both versions for everyone in the channel, where the person may write themselves, and the server's
        settings allow it."""
        drafting = await self._sharing.read(
            press, lambda unit: unit.drafts.open(press.asker, press.control.id(0))
        )
        return Reply(screens.shared(drafting, press.asker.learner), audience="public")

    def _place(self, press: ComponentEvent) -> Place:
        return self._library.place(press.control.text(0), press.control.text(1))

    async def _all(self, who: Caller, name: str) -> Outcome:
        course = self._library.course(name)
        others = tuple(other for other in self._library.courses if other.id != name)
        return Reply(
            screens.overview(course, await who.read(lambda unit: unit.drafts.all(who, course)), others)
        )

    async def lesson(self, who: Caller, place: Place) -> Outcome:
        """A lesson's draft where one left it, or its task. Raises NoDraftHere."""
        return self.show_latest(who, place, await who.read(lambda unit: unit.drafts.latest(who, place)))

    def show_latest(self, who: Caller, place: Place, found: Drafting | None) -> Reply:
        """Show a lesson's draft, or its task. Raises NoDraftHere."""
        return _shown(who, found) if found else Reply(screens.task(place, task_of(place)))

    async def _open(self, who: Caller, draft: int) -> Drafting:
        return await who.read(lambda unit: unit.drafts.open(who, draft))


def _shown(who: Caller, found: Drafting) -> Reply:
    return Reply(screens.draft(found, shareable=who.may_post, zone=found.zone))


async def _list(unit: Unit, who: Caller, place: Place) -> tuple[Sequence[LearnerDraft], str]:
    """Return a lesson's drafts, and the zone for their dates."""
    return await unit.drafts.of_lesson(who, place), (await unit.preferences.get(who)).zone
