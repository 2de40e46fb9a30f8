"""Reminders that learners set for themselves."""

from dataclasses import dataclass, replace

from bot.domain.calendar.day import zones
from bot.domain.calendar.recurrence import EVERY_DAY, Recurrence
from bot.domain.calendar.time_zone import Zone
from bot.domain.course.course import Course
from bot.domain.learning.quiz import Item, Quiz
from bot.domain.posts.reminder import Reminder
from bot.domain.posts.reminder_question import ReminderQuestion, labeled
from bot.domain.questions.question import Question
from bot.errors.user import NoDays, ReminderNotFound
from bot.services.courses.choice import CourseChoice
from bot.services.delivery.wakeup import Waker
from bot.services.learning.due_reviews import DueReviewService
from bot.services.learning.quiz import QuizService
from bot.services.learning.quiz_state import Actor, GradedAnswer
from bot.services.ports.clock import Clock
from bot.services.ports.learning.practice import PracticeStore
from bot.services.ports.learning.quizzes import QuizStore
from bot.services.ports.people import PeopleStore
from bot.services.ports.posts.reminders import ReminderStore


@dataclass(frozen=True)
class ReminderService:
    """A learner's reminder; everyone has one at most. Its time zone is the one in their preferences."""

    courses: CourseChoice
    reminder_store: ReminderStore
    people_store: PeopleStore
    quiz_store: QuizStore
    practice_store: PracticeStore
    due_reviews: DueReviewService
    quizzes: QuizService
    clock: Clock
    waker: Waker

    async def get(self, who: Actor) -> Reminder | None:
        """Return the learner's reminder, if there is one."""
        found = await self.reminder_store.reminder(who.learner)
        return found and found.answered(await self.practice_store.practice_days(who.learner))

    async def offer(self, who: Actor) -> bool:
        """Return whether to offer reminders to the learner now, which happens once, and note that it did."""
        if await self.reminder_store.reminder(who.learner):
            return False
        return await self.reminder_store.mark_offered(who.learner, self.clock())

    async def set(
        self,
        who: Actor,
        minute: int | None,
        course: str | None = None,
        days: frozenset[int] | None = None,
        *,
        from_tomorrow: bool = False,
    ) -> Reminder | None:
        """Set the learner's reminder to a minute of the day, or to the time it is now for None.

        Without `days` (0 is Monday), keep those of the current reminder, or take every day. It also starts
        one again that was paused. Return None, and set nothing, if the learner's time zone isn't known.
        Raises NoDays and CourseNotFound.
        """
        taught = await self.courses.current(who, self.courses.library.course(course) if course else None)
        zone = await self.people_store.zone(who.learner)
        if zone is None or zone not in zones():
            return None
        before = await self.reminder_store.reminder(who.learner)
        wanted = days if days is not None else before.recurrence.days if before else EVERY_DAY
        if not wanted:
            raise NoDays
        now = self.clock()
        local = Zone(zone).at(now)
        today = local.date().isoformat()
        recurrence = Recurrence(local.hour * 60 + local.minute if minute is None else minute, zone, wanted)
        first = recurrence.after(now)
        if from_tomorrow and first.date.isoformat() == today:
            first = recurrence.after(first.at)
        when = (now, first.at, first.date.isoformat())
        reminder = Reminder(who.learner, taught.id, recurrence, *when)
        if before and before.sent_on == today:  # that's enough for today
            reminder = replace(reminder, sent_on=today)
        await self.reminder_store.set_reminder(reminder)
        self.waker.wake()
        return reminder

    async def answer(
        self, who: Actor, message: int, asked: tuple[int, str, str], place: int
    ) -> GradedAnswer | ReminderQuestion | None:
        """Grade and store an answer that was given in a reminder, and return it. The first one stands.

        `message` is the Discord id of the reminder's message, and of the review that holds its question.
        `asked` says what was shown: the reminder's number, the question's label, and the beginning of the
        wording's fingerprint. `place` is the chosen option's, in the file's order. If the question has been
        reworded since, store nothing and return it to be asked again; if it's gone, return None. Raises what
        `QuizService.answer` does.
        """
        number, label, fingerprint = asked
        if await self.quiz_store.quiz(message) is None:
            found = labeled(self.courses.library.courses, label)
            if found is None:
                return None
            if not found[1].fingerprint.startswith(fingerprint):
                return ReminderQuestion(number, *found)
            await self.quiz_store.start_quiz(await self._review(who, message, number, *found))
        await self._mark_arrived(who, number)
        state = await self.quizzes.answer(who, message, 0, fingerprint, [place])
        return state if isinstance(state, GradedAnswer) else None

    async def stop(self, who: Actor) -> Reminder:
        """Remove the learner's reminder, and return it as it was. Raises ReminderNotFound."""
        found = await self.reminder_store.reminder(who.learner)
        if found is None or not await self.reminder_store.remove_reminder(who.learner):
            raise ReminderNotFound
        return found

    async def pause(self, who: Actor) -> Reminder:
        """Pause it until it's resumed. Raises ReminderNotFound."""
        return await self._set_paused(who, True)

    async def resume(self, who: Actor) -> Reminder:
        """Resume it, whatever paused it, with nothing unanswered. Raises ReminderNotFound."""
        return await self._set_paused(who, False)

    async def has_notices(self, who: Actor) -> bool:
        """Return whether `news` has something to say."""
        return _is_unannounced(await self.reminder_store.reminder(who.learner))

    async def take_notices(self, who: Actor) -> Reminder | None:
        """Return the reminder if it's paused without the learner knowing, to say so once after a command."""
        found = await self.reminder_store.reminder(who.learner)
        if found is None or not _is_unannounced(found):
            return None
        return found if await self.reminder_store.update_reminder(replace(found, notified=True)) else None

    async def move(self, who: Actor, zone: str) -> None:
        """Let the learner's reminder, if there is one, follow them to another time zone."""
        found = await self.reminder_store.reminder(who.learner)
        if found and found.recurrence.zone != zone:
            rests = None if found.paused == "zone-gone" else found.paused
            await self._reschedule(
                replace(found, recurrence=replace(found.recurrence, zone=zone), paused=rests)
            )

    async def _review(
        self, who: Actor, message: int, number: int, course: Course, question: Question
    ) -> Quiz:
        """Return the review that holds a reminder's question. A review that's due is moved by its answer."""
        due = (await self.due_reviews.find(who.learner, course)).items
        item = next((each for each in due if each.question == question.id), None)
        return Quiz(
            id=message,
            learner=who.learner,
            course=course.id,
            lesson=course.home(question.id).id,
            guild=who.guild,
            mode="review",
            seed=number,
            started_at=self.clock(),
            items=(item or Item(question.id, question.version),),
        )

    async def _mark_arrived(self, who: Actor, number: int) -> None:
        """Settle the message being answered, if it isn't settled yet: the answer proves that it arrived."""
        found = await self.reminder_store.reminder(who.learner)
        if found and found.claimed and found.message == number:
            await self.reminder_store.update_reminder(found.sent(self.clock()))

    async def _set_paused(self, who: Actor, rest: bool) -> Reminder:
        found = await self.reminder_store.reminder(who.learner)
        if found is None:
            raise ReminderNotFound
        return await self._reschedule(replace(found, paused="moderator" if rest else None, unanswered=0))

    async def _reschedule(self, reminder: Reminder) -> Reminder:
        first = reminder.recurrence.after(self.clock())
        going = replace(reminder, next_at=first.at, next_date=first.date.isoformat(), notified=False)
        await self.reminder_store.set_reminder(going)
        self.waker.wake()
        return going


def _is_unannounced(found: Reminder | None) -> bool:
    """Return whether a reminder is paused for a reason that its learner doesn't know yet."""
    return found is not None and found.paused in ("closed", "zone-gone") and not found.notified
