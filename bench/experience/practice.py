"""Measure questions, the feedback on them, and reviews."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from bench.experience.environment import DAY, Stage
from bench.experience.player import Album, Player
from bench.experience.screen import Screen
from bot.domain.course.lesson import Lesson
from bot.services.learning.quiz import LONGEST

REVIEWS = 10
AGAIN = ("review", "more")


@dataclass(frozen=True)
class Spread:
    """The median and the largest of some figures."""

    median: float
    most: int

    @classmethod
    def of(cls, figures: Iterable[int]) -> "Spread":
        """Summarize figures; there's at least one."""
        found = list(figures)
        return cls(median(found), max(found))

    def __str__(self) -> str:
        return f"{self.median:g} (at most {self.most})"


@dataclass(frozen=True)
class AskedOnce:
    """One question, answered: its words, those of the feedback, and the presses it took to answer."""

    question: str
    kind: str
    options: int
    words: int
    feedback: int
    presses: int


@dataclass(frozen=True)
class LessonPractice:
    """The practice questions of a lesson, each answered once right and once wrong."""

    lesson: int
    right: Sequence[AskedOnce]
    wrong: Sequence[AskedOnce]
    badge: int | None
    """Bytes of the badge's picture, if one was earned."""

    @property
    def questions(self) -> Spread:
        """Return the words of a question with its options."""
        return Spread.of(each.words for each in self.right)


@dataclass(frozen=True)
class ReviewFigures:
    """One review: its question's kind, the presses to answer and to go on, and all words until then."""

    kind: str
    presses: int
    words: int


async def practice(stage: Stage, album: Album, lesson: Lesson) -> LessonPractice:
    """Answer every practice question of a lesson twice: right, then as wrong as possible."""
    right, badge = await _answer_all(stage, album, lesson, right=True)
    wrong, _ = await _answer_all(stage, album, lesson, right=False)
    return LessonPractice(lesson.number, right, wrong, badge)


async def _answer_all(
    stage: Stage, album: Album, lesson: Lesson, *, right: bool
) -> tuple[Sequence[AskedOnce], int | None]:
    """Take quizzes on a lesson, whose cards are read, until all of its questions were asked."""
    player = await Player.join(stage, f"{'right' if right else 'wrong'}-{lesson.number}", album)
    for card in range(1, len(lesson.cards) + 1):
        await stage.units.write(
            lambda unit, n=card: unit.stores.people.mark_read(  # type: ignore[misc]
                player.id, stage.course.id, lesson.id, n, stage.clock()
            )
        )
    found: dict[str, AskedOnce] = {}
    badge = None
    while len(found) < len(lesson.questions):
        before, screen = len(found), await player.run(f"/quiz {lesson.number} questions:{LONGEST}")
        while screen.question:
            asked, screen = await _answer(player, screen, right=right)
            found.setdefault(asked.question, asked)
            screen = await player.press(screen, screen.primary[0])
        for url in screen.pictures.values():
            badge = await stage.size(url)
        assert len(found) > before, f"some questions of lesson {lesson.number} are never asked"
    return tuple(found.values()), badge


async def _answer(player: Player, screen: Screen, *, right: bool) -> tuple[AskedOnce, Screen]:
    question, before = screen.question, player.tally.presses
    assert question
    answered = await player.answer(screen, right=right, worst=True)
    return AskedOnce(
        question=question.id,
        kind=question.kind,
        options=len(question.options),
        words=screen.words,
        feedback=answered.words,
        presses=player.tally.presses - before,
    ), answered


async def reviews(stage: Stage, album: Album) -> Sequence[ReviewFigures]:
    """Practice on one day, come back when much is due, and do ten reviews, most of them right."""
    player = await Player.join(stage, "reviewer", album)
    for _ in range(2):
        screen: Screen | None = await player.run(f"/quiz questions:{LONGEST}")
        while screen and screen.question:
            answered = await player.answer(screen, right=True)
            screen = await player.press(answered, answered.primary[0])
    stage.clock.now += 14 * DAY
    found: list[ReviewFigures] = []
    screen = await player.run("/review")
    while screen and len(found) < REVIEWS:
        if not screen.question:
            more = next((each for each in screen.buttons if each.action == AGAIN), None)
            screen = await player.press(screen, more) if more else None
            continue
        right = len(found) % 5 != 4
        asked, answered = await _answer(player, screen, right=right)
        found.append(ReviewFigures(asked.kind, asked.presses + 1, asked.words + asked.feedback))
        screen = await player.press(answered, answered.primary[0])
    return found
