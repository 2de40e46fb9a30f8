"""The measurements of a learner's experience, in short: `make bench-experience` takes them all."""

from pathlib import Path

from bench.experience.crawl import Crawler
from bench.experience.environment import Stage, open_stage
from bench.experience.figures import Extent, measure
from bench.experience.goals import judge
from bench.experience.lessons import lesson_path
from bench.experience.page import markdown, terminal
from bench.experience.player import Album, Player

BRIEF = Extent(lessons=1, presses=10, days=2)


async def answer_all(stage: Stage, player: Player, *, right: bool) -> None:
    """Answer quizzes until a question of each kind has been asked in the first lesson."""
    wanted = {question.kind for question in stage.course.lessons[0].questions}
    while wanted:
        screen = await player.run("/quiz 1 questions:20")
        while screen.question:
            wanted.discard(screen.question.kind)
            answered = await player.answer(screen, right=right)
            screen = await player.press(answered, answered.primary[0])


async def test_players_answer_as_they_mean_to(tmp_path: Path) -> None:
    """What's meant to be right is graded right, and what's meant to be wrong isn't, whatever the kind."""
    async with open_stage(tmp_path, ["ada", "bo"]) as stage:
        for name, right in (("ada", True), ("bo", False)):
            player = await Player.join(stage, name, Album())
            await answer_all(stage, player, right=right)
            log = await stage.units.read(
                lambda unit, who=player.id: unit.stores.quizzes.answers(who, stage.course.id)
            )
            assert [each.question for each in log if each.right is not right] == []
            assert len(log) >= 5


async def test_a_reader_is_measured_on_what_they_opened(tmp_path: Path) -> None:
    """Every card of a lesson is on the way to its quiz, and none of another lesson."""
    async with open_stage(tmp_path, ["reader-1"]) as stage:
        lesson = stage.course.lessons[0]
        reader = int((await stage.person("reader-1")).user["id"])
        path = await lesson_path(stage, Album(), lesson)
        read = await stage.units.read(lambda unit: unit.stores.people.pages_read(reader, stage.course.id))
        assert read == {lesson.id: frozenset(range(1, len(lesson.cards) + 1))}
        assert path.presses >= len(lesson.cards)
        assert path.words > 100


async def test_a_crawler_tries_what_it_finds(tmp_path: Path) -> None:
    """It follows buttons and menu entries to screens that no command opens."""
    async with open_stage(tmp_path, ["crawler"]) as stage:
        album = Album()
        crawler = Crawler(await Player.join(stage, "crawler", album), most=60)
        assert await crawler.crawl(["/me", "/lesson 1"]) == 60
        met = {seen.after for seen in album.screens}
        assert {"/me", "/lesson", "me:stored", "me:set", "learn:card", "learn:extras"} <= met


async def test_everything_is_measured_and_shown() -> None:
    """A brief run has every goal but the month's, on the terminal and on the page."""
    figures = await measure(BRIEF)
    goals = judge(figures)
    assert [month.name for month in figures.months] == ["diligent", "daily", "lazy", "absent"]
    assert [month.practiced for month in figures.months[:2]] == [2, 2]
    assert {month.name: month.unopened for month in figures.months if month.unopened} == {}
    shown, page = terminal(figures, goals), markdown(figures, goals)
    for goal in goals:
        assert goal.what in shown
        assert f"| {goal.what} | {goal.aim} |" in page
