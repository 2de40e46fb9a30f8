"""Which course someone is taking: their own choice, or else their server's, or else the default."""

from dataclasses import dataclass

from bot.domain.course.course import Course
from bot.domain.course.library import Library
from bot.services.learning.quiz_state import Actor
from bot.services.ports.clock import Clock
from bot.services.ports.people import PeopleStore
from bot.services.ports.posts.servers import ServerStore


@dataclass(frozen=True)
class CourseChoice:
    """Finds and stores people's current courses. With a single course, there's nothing to look up."""

    library: Library
    people_store: PeopleStore
    server_store: ServerStore
    clock: Clock

    async def current(self, who: Actor, named: Course | None = None) -> Course:
        """Return the course that's named, if one is, or else the person's current one."""
        if named or len(self.library.courses) == 1:
            return named or self.library.default
        return self.library.known(await self.chosen(who)) or await self.of_server(who.guild)

    async def chosen(self, who: Actor) -> str | None:
        """Return the id of the course that a person chose themselves, if they did."""
        return await self.people_store.course(who.learner)

    async def of_server(self, guild: int | None) -> Course:
        """Return the course of a server, or the default for direct messages."""
        if guild is None or len(self.library.courses) == 1:
            return self.library.default
        settings = await self.server_store.settings(guild)
        return self.library.known(settings.course) or self.library.default

    async def choose(self, who: Actor, course: str | None) -> None:
        """Store which course a person chose; None takes their choice back. Raises CourseNotFound."""
        chosen = self.library.course(course).id if course else None
        await self.people_store.set_course(who.learner, chosen, self.clock())
