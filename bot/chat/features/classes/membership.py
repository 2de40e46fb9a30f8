"""What students do with classes: join, see what the teacher sees, and leave."""

from bot.chat.feature_context import FeatureContext
from bot.chat.interaction.cooldown import Cooldown
from bot.chat.interaction.reply import Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.screens.classes import membership as screens
from bot.chat.words.classes import saved_as
from bot.domain.classes.classroom import Classroom, read_student_name
from bot.errors.classes import ClassClosed, NotInClass
from bot.errors.user import CourseNotFound, StaleControl
from bot.services.classes.classes import Membership
from bot.services.session import Caller
from bot.services.unit import Unit

TRIES, EVERY = 5, 60.0
"""Codes that a person may try at once, and the seconds until another one. There are 34 million codes."""


def install(context: FeatureContext, students: "StudentCommands") -> None:
    """Add the controls."""
    context.on("class", "post", students.from_post)
    context.on("class", "open", lambda press: students.show(press.caller, press.control.id(0)))
    context.on("class", "mine", lambda press: students.show(press.caller, press.chosen_id))
    context.on("class", "all", students.all)
    context.on("class", "form", students.form)
    context.on("class", "join", students.join)
    context.on("class", "remind", students.remind)
    context.on("class", "quiet", students.quiet)
    context.on("class", "leave", students.confirm)
    context.on("class", "leave-now", students.leave)


class StudentCommands:
    """Handles what students do with their classes."""

    def __init__(self, context: FeatureContext) -> None:
        self._context = context
        self._clock = context.services.clock
        self._tries = Cooldown(burst=TRIES, every=EVERY)

    async def enter(self, who: Caller, code: str) -> Outcome:
        """Show what joining the class with this code means. Raises TooFast for too many codes."""
        self._tries.spend(who.learner)

        async def look(unit: Unit) -> tuple[Classroom, Membership | None]:
            found = await unit.classes.by_code(who, code)
            return found, await unit.classes.membership(who, found.id)

        return self._entrance(*await who.read(look))

    async def from_post(self, press: ComponentEvent) -> Outcome:
        """Do the same from the button on a class's post, which needs no code."""
        who = press.caller

        async def look(unit: Unit) -> tuple[Classroom, Membership | None]:
            found = await unit.classes.by_post(who, press.control.id(0))
            return found, await unit.classes.membership(who, found.id)

        return self._entrance(*await who.read(look))

    def _entrance(self, classroom: Classroom, joined: Membership | None) -> Reply:
        if joined:
            return Reply(screens.membership(joined, self._clock()))
        if not classroom.is_open:
            raise ClassClosed
        return Reply(screens.invitation(classroom))

    async def show(self, who: Caller, classroom: int, done: str = "") -> Outcome:
        """Show what a class's teacher sees about the person. Raises NotInClass."""
        return self._own(await who.read(lambda unit: _own(unit, who, classroom)), done)

    async def all(self, press: ComponentEvent) -> Outcome:
        """Show the person's class, or let them choose one of several."""
        who = press.caller

        async def look(unit: Unit) -> tuple[list[Classroom], Membership | Classroom | None]:
            found = list(await unit.classes.joined(who))
            return found, await _own(unit, who, found[0].id) if len(found) == 1 else None

        found, only = await who.read(look)
        if only:
            return self._own(only)
        if not found:
            return Reply(screens.none(self._context.commands.mention("class join")))
        return Reply(screens.choose(found))

    async def form(self, press: ComponentEvent) -> Outcome:
        """Open the form to join, or to change what was typed."""
        who = press.caller

        async def look(unit: Unit) -> tuple[Classroom, Membership | None]:
            found = await unit.classes.find(who, press.control.id(0))
            return found, await unit.classes.membership(who, found.id)

        classroom, joined = await who.read(look)
        if not classroom.is_open:
            raise ClassClosed
        return screens.form(classroom, joined.student if joined else None)

    async def join(self, press: ComponentEvent) -> Outcome:
        """Join under the name that was typed. Raises StudentNameUnclear."""
        who, classroom = press.caller, press.control.id(0)
        chosen = press.field("direct")
        if chosen not in screens.DIRECT:
            raise StaleControl
        typed = press.field("name")
        name = read_student_name(typed)

        async def join(unit: Unit) -> Membership | None:
            await unit.classes.join(who, classroom, name, direct=chosen == screens.DIRECT[1])
            return await unit.classes.membership(who, classroom)

        return self._own(await who.write(join), "✅ You're in ", saved_as(typed, name))

    async def remind(self, press: ComponentEvent) -> Outcome:
        """Switch the reminders before something is due on or off."""
        who, classroom = press.caller, press.control.id(0)

        async def choose(unit: Unit) -> Membership | None:
            await unit.classes.choose(who, classroom, reminders=bool(press.control.number(1)))
            return await unit.classes.membership(who, classroom)

        return self._own(await who.write(choose), "✅ ")

    async def quiet(self, press: ComponentEvent) -> Outcome:
        """Stop the reminders from one of them."""
        who, classroom = press.caller, press.control.id(1)

        async def choose(unit: Unit) -> Membership | None:
            await unit.classes.choose(who, classroom, reminders=False)
            return await unit.classes.membership(who, classroom)

        found = await who.write(choose)
        if found is None:
            raise NotInClass
        return Reply(screens.quiet(found.classroom))

    async def confirm(self, press: ComponentEvent) -> Outcome:
        """Ask before leaving."""
        who, classroom = press.caller, press.control.id(0)
        found = await who.read(lambda unit: unit.classes.joined(who))
        leaving = next((each for each in found if each.id == classroom), None)
        if leaving is None:
            raise NotInClass
        return Reply(screens.confirm_leaving(leaving))

    async def leave(self, press: ComponentEvent) -> Outcome:
        """Leave, which erases the name."""
        who = press.caller
        return Reply(screens.left(await who.write(lambda unit: unit.classes.leave(who, press.control.id(0)))))

    def _own(self, found: Membership | Classroom | None, done: str = "", note: str = "") -> Reply:
        if found is None:
            raise NotInClass
        if isinstance(found, Classroom):
            return Reply(screens.confirm_leaving(found))
        return Reply(screens.membership(found, self._clock(), done, note))


async def _own(unit: Unit, who: Caller, classroom: int) -> Membership | Classroom | None:
    """Return what a class's teacher sees about a person. If its course isn't taught anymore, there's nothing
    to see, but the person can still leave, so return the class.
    """
    try:
        return await unit.classes.membership(who, classroom)
    except CourseNotFound:
        return next((each for each in await unit.classes.joined(who) if each.id == classroom), None)
