"""What players do in a live round: join, answer, and see how they did."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.course.course import Course
from bot.domain.course.library import Library
from bot.domain.learning.quiz import Answer, Quiz, shuffled
from bot.domain.live.live_round import LiveRound, is_late
from bot.domain.live.scoring import LiveRank, ranks
from bot.domain.live.votes import LivePlayer, LiveQuestion, LiveVote
from bot.domain.questions.question import Question
from bot.errors.live import LiveNotFound, LiveOver, TimeUp
from bot.errors.user import StaleControl, WordingLost
from bot.services.learning.badges import BadgeService
from bot.services.learning.quiz_state import Actor
from bot.services.ports.clock import Clock
from bot.services.ports.learning.quizzes import QuizStore
from bot.services.ports.live import LiveStore, OpenVote
from bot.services.practice.local_days import LocalDays


@dataclass(frozen=True)
class LockedIn:
    """A vote that's stored. `order` has the options as they're shown. `repeated` says that the vote was made
    before: by an earlier press that stands, or by a later one that arrived first.
    """

    live: LiveRound
    question: Question
    order: Sequence[int]
    vote: LiveVote
    repeated: bool


@dataclass(frozen=True)
class PlayerResult:
    """How a player did. `rank` is None without points, and `places` counts the places that were taken.
    `quiz` has the player's answers; None: they gave none.
    """

    live: LiveRound
    course: Course | None
    points: int
    rank: LiveRank | None
    places: int
    quiz: Quiz | None = None


@dataclass(frozen=True)
class LiveAnswers:
    """Takes votes, and stores those that count as answers like a quiz's."""

    library: Library
    live_store: LiveStore
    quiz_store: QuizStore
    clock: Clock
    days: LocalDays
    badges: BadgeService

    async def join(self, who: Actor, live: int) -> tuple[LiveRound, bool]:
        """Join a round. Return it, and whether that's new. Raises LiveNotFound and LiveOver."""
        found = await self.live_store.round(live)
        if found is None or found.guild != who.guild:
            raise LiveNotFound
        if found.phase in ("podium", "over"):
            raise LiveOver(live)
        return found, await self.live_store.add_player(self._player(who, live))

    async def vote(self, who: Actor, question: int, choice: int, message: int) -> LockedIn:
        """Store a vote for an option, by its place in the file's order. Voting joins the round.

        `message` is the message with the button. Whether the vote is late depends on Discord's clock alone.
        Raises LiveNotFound, LiveOver, TimeUp, and StaleControl for an option that doesn't exist.
        """
        found = await self.live_store.find_question(question)
        if found is None or found[0].guild != who.guild:
            raise LiveNotFound
        live, asked = found
        if live.phase in ("podium", "over"):
            raise LiveOver(live.id)
        closed = live.phase != "question" or live.position != asked.position
        if closed or is_late(who.interaction, asked.message or message, live.seconds):
            raise TimeUp
        worded = await self.wording(live, asked)
        try:
            score = worded.grade([choice]).score
        except ValueError:
            raise StaleControl from None
        now = self.clock()
        await self.live_store.add_player(self._player(who, live.id))
        key = (live.id, asked.position, who.learner)
        made = LiveVote(*key, who.interaction, choice, score, now)
        stands = await self.live_store.vote(made, changes=live.changes)
        order = shuffled(worded, live.id, asked.position)
        return LockedIn(live, worded, order, stands, stands.id != made.id)

    async def result(self, who: Actor, live: int) -> PlayerResult:
        """Return how the person did in a round that's over, and award the badges they earned.

        Raises LiveNotFound.
        """
        found = await self.live_store.round(live)
        if found is None or found.guild != who.guild:
            raise LiveNotFound
        for each in await self.live_store.open_votes(0, live, who.learner):
            await self._record(each)
        course = self.library.known(found.course)
        scores = await self.live_store.scores(live)
        own = next((each for each in scores if each.learner == who.learner), None)
        player = await self.live_store.player(live, who.learner)
        if own is None or player is None:
            return PlayerResult(found, course, 0, None, 0)
        if course:
            await self.badges.award(who.learner, course)
        places = ranks(scores)
        rank = next((each for each in places if who.learner in each.learners), None)
        quiz = await self.quiz_store.quiz(player.quiz)
        return PlayerResult(found, course, own.points, rank, len(places), quiz)

    async def record(self, count: int) -> int:
        """Store up to this many votes on closed questions as answers. Return how many there were."""
        found = await self.live_store.open_votes(count)
        for each in found:
            await self._record(each)
        return len(found)

    async def wording(self, live: LiveRound, asked: LiveQuestion) -> Question:
        """Return a question as it's asked in a round, whatever became of the course. Raises WordingLost."""
        course = self.library.known(live.course)
        now = course.questions.get(asked.question) if course else None
        if now and now.fingerprint == asked.fingerprint:
            return now
        found = await self.quiz_store.wordings([asked.fingerprint])
        if asked.fingerprint not in found:
            raise WordingLost
        return found[asked.fingerprint]

    async def _record(self, found: OpenVote) -> None:
        """Store a vote as an answer. A question that wasn't answered isn't wrong: nothing is stored."""
        vote, live = found.vote, found.live
        try:
            question = await self.wording(live, found.asked)
        except WordingLost:  # nobody could be shown what they answered
            await self.live_store.mark_recorded(vote)
            return
        grade = question.grade([vote.choice])
        answer = Answer(
            id=vote.id,
            learner=vote.learner,
            course=live.course,
            guild=live.guild,
            question=question.id,
            version=question.version,
            fingerprint=question.fingerprint,
            mode="quiz",
            quiz=None,
            position=None,
            chosen=grade.chosen,
            score=grade.score,
            guessed=False,
            at=vote.at,
            day=await self.days.today(vote.learner, live.guild),
        )
        await self.live_store.record_vote(found, answer, question)
        course = self.library.known(live.course)
        if course and found.asked.position + 1 == live.questions:
            await self.badges.award(vote.learner, course)

    def _player(self, who: Actor, live: int) -> LivePlayer:
        return LivePlayer(live, who.learner, who.interaction, self.clock())
