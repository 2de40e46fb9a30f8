"""The courses are loaded again while the bot runs."""

import asyncio
import json
import shutil
import signal
from pathlib import Path

import pytest

from bot.bootstrap import follow_renames
from bot.chat.words.learning.lessons import BACK
from bot.content import CourseLoader
from bot.courses import load_from
from bot.demo_world import DEMO_WORLD
from bot.domain.course.library import Library
from bot.requests import RequestFiles
from bot.search import SearchIndex
from bot.services.courses.reload import CourseReloader
from discord_sandbox import Sandbox
from discord_sandbox.clients.person import Reply
from tests.e2e import answering
from tests.e2e.bot_fixture import COURSES, BotHarness
from tests.e2e.program import TIMEOUT, lessonbot, line_with, outcome

NAME = "baeckerei-sommer"
LESSON = "1-vorher-fragen.yaml"
PROMPT = "Wen fragte die Bäckerei Sommer, bevor sie das Mühlenbrot umbenannte?"


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a text that a course's file has once."""
    file = folder / name
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a course that a test may change."""
    return Path(shutil.copytree(COURSES / NAME, tmp_path / NAME))


@pytest.fixture
async def reloader(harness: BotHarness, folder: Path) -> CourseReloader:
    """Return what reloads the course of the harness's bot."""
    loader = CourseLoader([folder])
    loader.load()
    services = harness.bot.services
    search = services.ask.search
    assert isinstance(search, SearchIndex)
    return CourseReloader(
        services.units,
        search,
        lambda: load_from(loader),
        lambda new: follow_renames(new, harness.record.opened),
        RequestFiles(folder.parent / "requests" / "reload"),
    )


async def test_a_quiz_goes_on_with_the_new_wording(
    harness: BotHarness, reloader: CourseReloader, folder: Path
) -> None:
    """The question on the screen is asked once more in its new words. Then the quiz goes on."""
    tomasz = await harness.person("tomasz")
    reply = await tomasz.run("/quiz vorher-fragen")
    while PROMPT not in reply.text:
        feedback = await answering.answer(harness.library.default, tomasz, reply)
        reply = await tomasz.press(feedback, "Next ▸")
    edit(folder, LESSON, PROMPT, f"Neu, {PROMPT}")
    library = await reloader.reload()
    again = await answering.answer(harness.library.default, tomasz, reply)
    assert f"Neu, {PROMPT}" in again.text
    assert answering.press_next(again) is None
    feedback = await answering.answer(library.default, tomasz, again)
    assert "✅" in feedback.text


async def test_everything_shows_the_new_course(
    harness: BotHarness, reloader: CourseReloader, folder: Path
) -> None:
    """Commands, suggestions and the search of `/ask` know what was added."""
    tomasz = await harness.person("tomasz")
    card = await tomasz.press(await tomasz.run("/lesson 1"), "Next ▸")
    edit(folder, LESSON, "title: Wem gehört ein Name?", "title: Wem gehört er?")
    edit(folder, LESSON, "title: Vorher fragen", "title: Ganz neu hier")
    edit(folder, "facts.yaml", "- id: brot-umbenannt", NEW_FACT)
    await reloader.reload()
    overview = await tomasz.run("/lesson")
    assert isinstance(overview, Reply)
    assert "Ganz neu hier" in overview.text
    assert isinstance(card, Reply)
    turned = await answering.more(tomasz, await tomasz.press(card, "Next ▸"), BACK)
    assert isinstance(turned, Reply)
    assert "Wem gehört er?" in turned.text
    answer = await tomasz.run("/ask Zitronenkuchen")
    assert isinstance(answer, Reply)
    assert "zwölf Zitronenkuchen" in answer.text


NEW_FACT = """- id: kuchen
  topic: folgen
  text: Am ersten Tag verkaufte der Laden zwölf Zitronenkuchen.
  status: confirmed
  sources: [aushang-2019]
- id: brot-umbenannt"""


async def test_the_check_says_which_course_has_errors(
    harness: BotHarness, reloader: CourseReloader, folder: Path
) -> None:
    """A moderator reads the first error without the path. Once it's fixed, the check is silent again."""
    maren = await harness.person("maren")
    edit(folder, "course.yaml", "language: de", "language: deutsch")
    library = await reloader.reload()
    assert library.default.title == "Ein Brief zu wenig"
    said = await maren.run("/server check")
    assert isinstance(said, Reply)
    assert f"**{NAME}** has errors, so an older version stays in use" in said.text.replace("\\", "")
    assert f"`{NAME}/course.yaml:4:11: " in said.text
    assert str(folder.parent) not in said.text
    edit(folder, "course.yaml", "language: deutsch", "language: de")
    await reloader.reload()
    said = await maren.run("/server check")
    assert isinstance(said, Reply)
    assert "has errors" not in said.text


async def test_another_process_asks_and_is_answered(
    harness: BotHarness, reloader: CourseReloader, folder: Path
) -> None:
    """It hears what's in use and what's wrong. The files of the request are gone."""
    files = RequestFiles(folder.parent / "requests" / "reload")
    edit(folder, "course.yaml", "language: de", "language: deutsch")
    watching = asyncio.create_task(reloader.watch())
    lines, sound = await asyncio.to_thread(files.ask)
    watching.cancel()
    assert not sound
    assert lines[0] == "Courses in use: Ein Brief zu wenig (baeckerei-sommer)"
    assert "so its older version stays in use" in lines[1]
    assert list(files.file.parent.iterdir()) == []


def test_a_request_that_is_no_request_is_dropped(tmp_path: Path) -> None:
    """Its text would become part of a file's name."""
    files = RequestFiles(tmp_path / "reload")
    assert files.take() == []
    for token in ("", "..x", "0123456789abcdeg"):
        files.file.with_name(f"reload-{token}.request").touch()
        assert files.take() == []


async def test_requests_made_together_are_all_answered(
    reloader: CourseReloader, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has files of its own, and none is lost."""
    monkeypatch.setattr("bot.requests.ANSWERING", 20.0)
    files = RequestFiles(folder.parent / "requests" / "reload")
    asking = [asyncio.create_task(asyncio.to_thread(files.ask)) for _ in range(3)]
    async with asyncio.timeout(20):
        while not files.file.parent.exists() or len(list(files.file.parent.glob("reload-*.request"))) < 3:
            await asyncio.sleep(0.01)
    watching = asyncio.create_task(reloader.watch())
    said = await asyncio.gather(*asking)
    watching.cancel()
    assert said == [(["Courses in use: Ein Brief zu wenig (baeckerei-sommer)"], True)] * 3
    assert list(files.file.parent.iterdir()) == []


async def test_a_reload_that_fails_says_so_and_changes_nothing(
    harness: BotHarness, reloader: CourseReloader, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asked hears it at once, and commands and `/ask` go on with the courses so far."""
    before = harness.bot.services.units.library
    edit(folder, "facts.yaml", "- id: brot-umbenannt", NEW_FACT)

    async def fail(_: Library) -> None:
        raise RuntimeError("no space left")

    monkeypatch.setattr(reloader, "_follow", fail)
    monkeypatch.setattr("bot.requests.ANSWERING", 20.0)
    files = RequestFiles(folder.parent / "requests" / "reload")
    watching = asyncio.create_task(reloader.watch())
    lines, sound = await asyncio.to_thread(files.ask)
    watching.cancel()
    assert not sound
    assert lines[0] == "Couldn't reload the courses, so the bot goes on with those it has: no space left"
    assert harness.bot.services.units.library is before
    found = await harness.bot.services.ask.search.find("Zitronenkuchen")
    assert "zwölf Zitronenkuchen" not in str(found)


async def test_a_running_bot_reloads(tmp_path: Path, folder: Path) -> None:
    """`lessonbot reload` and SIGHUP both reach it, and neither stops it."""
    async with Sandbox(DEMO_WORLD) as sandbox:
        settings = {
            "DISCORD_TOKEN": sandbox.bot_token,
            "DISCORD_API_URL": sandbox.api_url,
            "LESSONBOT_SHIPPED_COURSE": "off",
            "LESSONBOT_COURSES": str(folder),
            "LESSONBOT_SHARDS": "1",
            "LESSONBOT_LOG": "json",
        }
        async with lessonbot(tmp_path, "run", **settings) as process:
            await line_with(process.stderr, "Online")
            edit(folder, "course.yaml", "title: Ein Brief zu wenig", "title: Ein Brief mehr")
            status, out, err = await outcome(tmp_path, "reload", **settings)
            assert (status, out) == (0, f"Courses in use: Ein Brief mehr ({NAME})\n"), err
            edit(folder, "course.yaml", "title: Ein Brief mehr", "titel: x")
            process.send_signal(signal.SIGHUP)
            said = json.loads(await line_with(process.stderr, "has errors"))["message"]
            assert "so its older version stays in use" in said
            await line_with(process.stderr, "Courses in use: Ein Brief mehr")
            process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.wait(), TIMEOUT)
            assert process.returncode == 0
