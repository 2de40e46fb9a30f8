"""Once a week, leave a server's staff a summary. The outbox for notices sends it."""

from dataclasses import dataclass

from bot.domain.calendar.day import UTC_ZONE, day_of, monday
from bot.domain.posts.server import Notice, ServerSettings, notice_number
from bot.domain.posts.weekly_summary import AnswerCount, WeeklySummary, hardest_first, next_summary, visible
from bot.errors.user import ZoneNotFound
from bot.services.delivery.rate_limiter import Ticket
from bot.services.ports.clock import Clock
from bot.services.ports.posts.leases import Lease
from bot.services.unit import Unit, Units

PUT_OFF = 3_600_000
"""Milliseconds until a summary that couldn't even be made is tried again."""


@dataclass(frozen=True)
class SummarySender:
    """Makes summaries that are due. Each server and week has one, so none is sent twice."""

    units: Units
    clock: Clock

    async def summarize(self, lease: Lease, due: ServerSettings, _: Ticket) -> None:
        """Store last week's summary, unless nobody practiced, and when the next one is due."""

        async def work(unit: Unit) -> None:
            settings = await unit.stores.servers.settings(due.guild)
            if settings.summary_at != due.summary_at:  # switched off or on since
                return
            zone, now = await self._zone(unit, due.guild), self.clock()
            week = monday(day_of(now, zone)) - 7
            notice = await self._notice(unit, settings, week) if settings.staff_channel else None
            await unit.stores.servers.finish_summary(lease, settings, next_summary(now, zone), notice)

        await self.units.write(work)

    async def give_up(self, due: ServerSettings) -> None:
        """Put off a summary that couldn't be made."""
        later = self.clock() + PUT_OFF
        await self.units.write(lambda unit: unit.stores.servers.finish_summary(None, due, later))

    async def _zone(self, unit: Unit, guild: int) -> str:
        """Return the time zone of the server's oldest daily post, or else UTC."""
        for schedule in await unit.stores.schedules.schedules(guild):
            try:
                next_summary(0, schedule.recurrence.zone)
            except ZoneNotFound:
                continue
            return schedule.recurrence.zone
        return UTC_ZONE

    async def _notice(self, unit: Unit, settings: ServerSettings, week: int) -> Notice | None:
        guild, fewest = settings.guild, settings.results_from
        people = await unit.stores.practice.people_practicing(guild, week)
        if not people:
            return None
        badges, earners = await unit.stores.badges.badges_earned(guild, week)
        questions = hardest_first(await unit.stores.daily_answers.week_counts(guild, week), fewest)
        asked = (self._wording(each) for each in questions)
        summary = WeeklySummary(
            fewest,
            visible(people, people, fewest),
            visible(badges, earners, fewest),
            next(filter(None, asked), None),
        )
        number, channel = notice_number(f"{guild}:weekly:{week}"), settings.staff_channel or 0
        return Notice(number, guild, 0, channel, "weekly", summary.written(), (), people, self.clock())

    def _wording(self, of: AnswerCount) -> str | None:
        """Return a question's wording, or None if it's in no course anymore."""
        course = self.units.library.known(of.course)
        question = course.questions.get(of.question) if course else None
        return question.prompt if question else None
