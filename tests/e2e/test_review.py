"""Reviews: what is due comes back, and nothing else does."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.bootstrap import RULES
from discord_sandbox.clients.person import Modal, Person, Reply
from tests.contract import samples
from tests.e2e.answering import answer, finish, has, more, press_next, shown
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.program import outcome
from tests.records import open_record

DAY = 86_400_000
NOON = int(datetime(2026, 3, 2, 12, tzinfo=UTC).timestamp() * 1000)  # a Monday


class Calendar:
    """A clock that only moves when told to."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> int:
        """Milliseconds of UTC."""
        self.now += 1
        return self.now

    def pass_days(self, days: float) -> None:
        """Let days go by."""
        self.now += int(days * DAY)


@pytest.fixture
async def calendar(harness: BotHarness) -> Calendar:
    """The harness's bot, restarted on a clock that the test moves."""
    harness.clock = calendar = Calendar()
    await harness.restart_bot()
    return calendar


async def quiz(harness: BotHarness, person: Person, *, right: bool = True) -> Reply:
    """All questions of the course, answered."""
    return await finish(harness.library.default, person, await person.run("/quiz questions:20"), right=right)


async def configure(person: Person, zone: str, reviews: str) -> Reply:
    """The settings, changed."""
    form = await person.press(await person.run("/me"), "Change settings")
    assert isinstance(form, Modal)
    return await person.submit(form, {"Time zone": zone, "Reviews": reviews})


async def test_what_was_answered_comes_back_when_it_is_due(harness: BotHarness, calendar: Calendar) -> None:
    """Nothing is due on the day itself; then it is, in another question of the same objective."""
    tomasz = await harness.person("tomasz")
    assert "nothing to review yet" in (await tomasz.run("/review")).text
    first = await tomasz.run("/quiz vorher-fragen questions:1")
    asked = shown(harness.library.default, first)
    result = await finish(harness.library.default, tomasz, first, right=False)
    assert "come back, starting tomorrow" in result.text
    assert "Nothing to review until tomorrow." in (await tomasz.run("/review")).text
    calendar.pass_days(1)
    review = await tomasz.run("/review")
    assert "Review · 1/1" in review.text
    other = shown(harness.library.default, review)
    assert other.id != asked.id
    assert other.objective == asked.objective
    feedback = await answer(harness.library.default, tomasz, review)
    assert "You still know it. Back in " in feedback.text.replace("**", "")
    end = await tomasz.press(feedback, press_next(feedback))
    assert "1 of 1." in end.text
    cards = await harness.record.cards(int(tomasz.user["id"]), harness.library.default.id)
    assert {card.question for card in cards} == {asked.id, other.id}
    assert len({card.last_day for card in cards}) == 1
    assert "Nothing to review until " in (await tomasz.run("/review")).text


async def test_a_guess_comes_back_at_once(harness: BotHarness, calendar: Calendar) -> None:
    """A right answer comes back days later, a guess tomorrow. Taking the guess back restores the date."""
    tomasz = await harness.person("tomasz")
    feedback = await answer(harness.library.default, tomasz, await tomasz.run("/quiz 1 questions:1"))
    assert "tomorrow" not in (await tomasz.run("/review")).text
    guess = await more(tomasz, feedback, "I was guessing")
    assert "until tomorrow" in (await tomasz.run("/review")).text
    await more(tomasz, guess, "It wasn't a guess")
    assert "tomorrow" not in (await tomasz.run("/review")).text


async def test_a_learner_decides_how_many_a_day(harness: BotHarness, calendar: Calendar) -> None:
    """No more are asked than the limit. The rest wait, and the details say so."""
    tomasz = await harness.person("tomasz")
    await quiz(harness, tomasz, right=False)
    calendar.pass_days(2)
    assert "Review · 1/3" in (await tomasz.run("/review")).text  # one for each objective
    services = harness.services
    who = int(tomasz.user["id"])
    chosen = await services.record.preferences(who)
    await services.record.set_preferences(who, type(chosen)(chosen.zone, 1), calendar())
    calendar.pass_days(1)  # yesterday's review is given up
    review = await tomasz.run("/review")
    assert "Review · 1/1" in review.text
    end = await finish(harness.library.default, tomasz, review)
    done = await tomasz.run("/review")
    assert "enough for today" in done.text
    assert has(end, "Five more")
    assert has(done, "Five more")
    progress = await tomasz.run("/progress")
    assert not [each for each in progress.controls if each.label.startswith("Review")]
    details = (await tomasz.press(progress, "Details")).text
    assert "wait" not in details  # nobody is shown a backlog
    assert "Next reviews: 1 tomorrow." in details
    assert "20 reviews** a day" in (await configure(tomasz, "UTC", "20 a day")).text
    assert "Review · 1/" in (await tomasz.run("/review")).text


async def test_five_more_go_beyond_the_daily_number(harness: BotHarness, calendar: Calendar) -> None:
    """Up to five, however few a learner wants in a day; then there's nothing left to offer."""
    tomasz = await harness.person("tomasz")
    await quiz(harness, tomasz, right=False)
    calendar.pass_days(2)
    who = int(tomasz.user["id"])
    chosen = await harness.record.preferences(who)
    await harness.record.set_preferences(who, type(chosen)(chosen.zone, 1), calendar())
    end = await finish(harness.library.default, tomasz, await tomasz.run("/review"))
    further = await tomasz.press(end, "Five more")
    assert "Review · 1/2" in further.text
    end = await finish(harness.library.default, tomasz, further)
    assert not has(end, "Five more")


async def test_a_review_goes_on_where_it_was(harness: BotHarness, calendar: Calendar) -> None:
    """Within the day, after a restart, on another device; a quiz beside it stays a quiz."""
    tomasz = await harness.person("tomasz")
    await quiz(harness, tomasz, right=False)
    calendar.pass_days(2)
    await answer(harness.library.default, tomasz, await tomasz.run("/review"))
    await harness.restart_bot()
    again = await tomasz.run("/review", channel="dm")
    assert "Review · 2/3" in again.text
    assert "where you left off" in again.text
    assert "Review · " not in (await tomasz.run("/quiz")).text


async def test_days_begin_where_the_learner_lives(harness: BotHarness, calendar: Calendar) -> None:
    """At 22:30 in UTC it is tomorrow in Tokyo already; what is due tomorrow is due."""
    tomasz = await harness.person("tomasz")
    assert "**Tokyo (" in (await configure(tomasz, "tokyo", "10 a day")).text
    await finish(
        harness.library.default, tomasz, await tomasz.run("/quiz 1 questions:1"), right=False
    )  # 21:00 there
    assert "until tomorrow" in (await tomasz.run("/review")).text
    calendar.pass_days(4 / 24)
    assert "Review · " in (await tomasz.run("/review")).text
    refused = await configure(tomasz, "Tokio Hbf", "10 a day")
    assert 'I can\'t find a time zone for "Tokio Hbf."' in refused.text
    assert "**Tokyo (" in (await tomasz.run("/me")).text


async def test_a_raised_version_is_not_due(harness: BotHarness, calendar: Calendar) -> None:
    """What means something else now is new, not due."""
    tomasz = await harness.person("tomasz")
    await quiz(harness, tomasz, right=False)
    calendar.pass_days(2)
    course = harness.library.default
    assert has(await tomasz.run("/review"), "I don't know")
    agenda = await harness.services.due_reviews.find(int(tomasz.user["id"]), course)
    assert (len(agenda.items), agenda.waiting) == (3, 0)
    for lesson in course.lessons:
        for question in lesson.questions:
            object.__setattr__(question, "version", question.version + 1)
    after = await tomasz.run("/review")
    assert "nothing to review yet" in after.text


@pytest.mark.parametrize("answers", [0, 1])
async def test_cards_made_at_the_start_are_told_if_there_are_any(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, answers: int
) -> None:
    """A new record has none, and its log doesn't begin with a rebuilding; one from before new rules has."""
    caplog.set_level("INFO")
    async with open_record(f"sqlite:///{tmp_path}/record.db") as record:
        for number in range(answers):
            await record.add_answer(samples.answer(number + 1, None, None), samples.question())
        for _ in range(2):
            await record.opened.maintenance.keep_rules(RULES)
    told = [each.message for each in caplog.records if "review cards" in each.message]
    assert told == ["Recomputed 1 review cards for 1 learners"] * answers


async def test_cards_are_made_anew_from_the_command_line(tmp_path: Path) -> None:
    """`lessonbot rebuild` says how many cards there are, and how many it corrected."""
    url = f"sqlite:///{tmp_path}/record.db"
    assert (await outcome(tmp_path, "rebuild", LESSONBOT_DATABASE=url))[0] == 2  # there's no record yet
    async with open_record(url) as record:
        await record.mark_read(1, "c", "l", 0, 1)
    with closing(sqlite3.connect(tmp_path / "record.db")) as connection:
        connection.execute("INSERT INTO review_card VALUES (1, 'c', 'q', 1, '1.0', '5.0', 3, 4)")
        connection.commit()
    status, said, _ = await outcome(tmp_path, "rebuild", LESSONBOT_DATABASE=url)
    assert status == 0
    assert said == "Recomputed 0 review cards and 0 mastered objectives for 1 learners. 1 of them changed.\n"
