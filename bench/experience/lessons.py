"""Measure the first minute, and the way through each lesson."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.experience.environment import Stage
from bench.experience.player import Album, Player, Tally
from bench.experience.screen import Screen
from bot.domain.course.lesson import Lesson

CARDS = 30
"""Screens after which a lesson is considered endless."""


@dataclass(frozen=True)
class FirstMinute:
    """What a newcomer goes through from the first command to the first right answer."""

    presses: int
    words: int


@dataclass(frozen=True)
class LessonPath:
    """One lesson's way from its first screen to the button of its quiz.

    `before` are the screens and the words ahead of its first question. `opener` has the words of the question
    that's asked before any card, with the feedback on it; they're not part of `words`, but they are of
    `minutes` and `presses`. `uploads` has the bytes of each picture that was uploaded on the way.
    """

    lesson: int
    title: str
    before_screens: int
    before_words: int
    opener: int
    words: int
    cards: int
    asks: int
    presses: int
    minutes: float
    uploads: Sequence[int]


async def first_minute(stage: Stage, album: Album) -> FirstMinute:
    """Type /learn for the first time, and go on until an answer is right."""
    player = await Player.join(stage, "newcomer", album)
    screen: Screen | None = await player.run("/learn")
    while screen and not screen.question:
        screen = await player.follow(screen)
    assert screen, "/learn leads a newcomer to no question"
    words = player.tally.words
    await player.answer(screen, right=True)
    return FirstMinute(player.tally.presses, words)


async def lesson_path(stage: Stage, album: Album, lesson: Lesson) -> LessonPath:
    """Go through a lesson by the button that stands out, with every answer right."""
    player = await Player.join(stage, f"reader-{lesson.number}", album)
    screen: Screen | None = await player.run(f"/lesson {lesson.number}")
    before = Tally()
    opener, asked, uploads, kept = 0, 0, [], set[str]()
    for _ in range(CARDS):
        assert screen, f"lesson {lesson.number} ends nowhere"
        if screen.question is None and not asked:
            before.presses, before.words = before.presses + 1, player.tally.words
        uploads += [await stage.size(url) for file, url in screen.pictures.items() if file not in kept]
        kept |= set(screen.pictures)
        if any(each.action == ("quiz", "start") for each in screen.primary):
            break
        opens = screen.question is not None and screen.question.id == lesson.opener
        asked += screen.question is not None
        screen = await player.follow(screen)
        opener = player.tally.words if opens else opener
    tally = player.tally
    return LessonPath(
        lesson=lesson.number,
        title=lesson.title,
        before_screens=before.presses,
        before_words=before.words,
        opener=opener,
        words=tally.words - opener,
        cards=len(lesson.cards),
        asks=sum(card.ask is not None for card in lesson.cards),
        presses=tally.presses,
        minutes=round(tally.minutes, 1),
        uploads=uploads,
    )
