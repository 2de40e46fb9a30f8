"""Posts of the longest course that the checker lets through still fit in Discord's messages, and say what
they are."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import discord
import pytest
from PIL import Image

from bot.chat.pictures import bars
from bot.chat.pictures.canvas import SCALE
from bot.chat.screens.people import server, server_log, server_settings
from bot.chat.screens.posts import answers, daily, notices, post, question_of_the_day
from bot.chat.words import feature_names
from bot.chat.words.refusals import refusal
from bot.domain.calendar.recurrence import Recurrence
from bot.domain.course.library import Library
from bot.domain.learning.group_results import results
from bot.domain.learning.quiz import Answer, shuffled
from bot.domain.posts.post import Content, Kind, Post, PostItem, PostState, RemainingItems, Schedule
from bot.domain.posts.server import FEATURES, Feature, LogEntry, Notice, NoticeKind, ServerSettings
from bot.domain.posts.weekly_summary import WeeklySummary
from bot.domain.questions.question import Question
from bot.errors.user import FeatureOff
from bot.services.people.server_check import ChannelCheck, Check, ScheduleCheck
from bot.services.ports.messenger import PreparedPost, Shown
from bot.services.posts.question_of_the_day import DailyQuestion
from bot.services.posts.schedules import ScheduleStatus
from tests.unit.chat.test_limits import BIG, COURSE, assert_fits, assert_leads_on, make_course, make_question

CADENCE = Recurrence(510, "America/Argentina/ComodRivadavia", frozenset({0, 2, 4, 6}))
LIBRARY = Library([make_course(20), make_course(1)])


def make_schedule(number: int = 0, content: Content = "mix") -> Schedule:
    """Return a schedule with every option set."""
    return Schedule(
        BIG - number, BIG, BIG, COURSE, CADENCE, content, BIG, True, BIG, 0, BIG // 2**20, "2026-03-29"
    )


def make_post(kind: Kind = "page", name: str = "x", *, again: bool = False) -> Post:
    """Return a post that was sent."""
    item = PostItem(kind, name, 0, again)
    return Post(BIG, "2026-03-29", BIG, BIG, COURSE, item, 0, "sent", message=BIG, sent_at=0)


def deliveries() -> list[PreparedPost]:
    """Return one post of each kind, each after a question that five people answered."""
    course = LIBRARY.default
    made = course.lessons[0]
    question, fact = make_question(1, "single", 6), next(iter(course.facts.values()))
    before = results(question, [(0,)] * 5)
    shown: list[tuple[Kind, Shown]] = [
        *(("page", Shown(course, made, card, n)) for n, card in enumerate(made.cards, 1)),
        ("lesson", Shown(course, made)),
        ("question", Shown(course, made, question=question)),
        ("fact", Shown(course, fact=fact)),
    ]
    return [PreparedPost(make_post(kind), make_schedule(), each, before) for kind, each in shown]


def written(embeds: list[discord.Embed]) -> int:
    """Return how many characters Discord counts."""
    return sum(len(embed) for embed in embeds)


@pytest.mark.parametrize("delivery", deliveries(), ids=lambda delivery: post.post_text(delivery).lead[:20])
async def test_every_post_fits_and_says_what_it_is(delivery: PreparedPost) -> None:
    """The content for push notifications, at most one embed, buttons with the post's number, one role
    mentioned.
    """
    sent = post.daily(delivery)
    assert "of the day" in sent["content"]
    assert sent["content"].startswith(f"<@&{BIG}> ")
    assert len(sent["content"]) <= 2000
    assert len(sent["embeds"]) == (0 if delivery.shown.question else 1)
    assert written(sent["embeds"]) <= 6000
    assert all(len(embed.description or "") <= 4096 for embed in sent["embeds"])
    assert sent["allowed_mentions"].to_dict() == {"parse": [], "roles": [BIG]}
    ids = [item.custom_id for item in sent["view"].children]
    assert all(f":{delivery.post.id}" in each and len(each) <= 100 for each in ids[:-1])
    assert ids[-1] == f"lb1:learn:go:{COURSE}"
    name, opening = post.thread(delivery)
    assert len(name) <= 100
    assert 0 < len(opening) <= 2000


async def test_a_post_without_a_role_calls_nobody() -> None:
    """No mention."""
    delivery = replace(deliveries()[0], previous=None)
    sent = post.daily(replace(delivery, schedule=replace(delivery.schedule, role=None)))
    assert sent["content"].startswith("Card of the day: ")
    assert sent["allowed_mentions"].to_dict() == {"parse": []}


def asked_with(prompt: str, **changes: Any) -> PreparedPost:
    """Return a post that asks a question with this prompt."""
    [delivery] = [each for each in deliveries() if each.shown.question]
    assert delivery.shown.question
    question = delivery.shown.question.model_copy(update={"prompt": prompt})
    return replace(delivery, shown=replace(delivery.shown, question=question), **changes)


async def test_a_question_taken_up_again_says_so() -> None:
    """After the course's end."""
    again = post.daily(asked_with("Why?", post=make_post("question", again=True)))
    assert "-# One more try · Answers are private." in again["content"]
    assert "Question of the day" not in again["content"]


@pytest.mark.parametrize("length", [40, 301, 600])
async def test_a_question_comes_first_and_once(length: int) -> None:
    """Notifications show the start of the content. The options, and nothing about the lesson, follow."""
    prompt = ("why? " * length)[: length - 1] + "?"
    delivery = asked_with(prompt)
    assert delivery.shown.question
    assert delivery.shown.lesson
    sent = post.daily(delivery)
    assert sent["content"].startswith(f"<@&{BIG}> **{prompt}**\n**A** ")
    assert sent["content"].count(prompt) == 1
    assert delivery.shown.lesson.title not in sent["content"]
    assert delivery.shown.question.options[0].text in sent["content"]


@pytest.mark.parametrize(
    ("choices", "fewest", "said"),
    [
        ([(0,)] * 5, 3, '" 5 people got it.'),
        ([(0,)] * 4 + [(1,)], 3, '" 4 people got it.'),  # not that one didn't
        ([(0,)] * 2 + [(1,)] * 3, 3, '"'),
        ([(1,)] * 3, 3, '"'),
        ([(0,)] * 2, 3, None),
        ([(0,)] * 4, 5, None),
    ],
)
async def test_the_last_question_takes_one_line(
    choices: list[tuple[int, ...]], fewest: int, said: str | None
) -> None:
    """Only if enough people answered, with no count that's too small to show."""
    last = results(make_question(1, "single", 6), choices, fewest)
    below = post.daily(asked_with("Why?", previous=last))["content"].splitlines()[8:]
    assert len(below) == (1 if said else 0)
    assert all(line.startswith("-# Last question's answer: \"") and len(line) < 200 for line in below)
    assert all(line.endswith(f"{said}") for line in below)


async def test_the_letters_of_a_post_are_those_of_its_answers() -> None:
    """A in the channel is A in private and in the results."""
    [delivery] = [each for each in deliveries() if each.shown.question]
    question = delivery.shown.question
    assert question
    order = shuffled(question, delivery.post.seed, 0)
    lines = post.post_text(delivery).lead.splitlines()[1:7]
    assert lines == [f"**{le}** {question.options[p].text}" for le, p in zip("ABCDEF", order, strict=True)]
    asked = make_asked(question, delivery.post)
    assert all(line in str(question_of_the_day.question(asked).to_components()) for line in lines)


def make_asked(question: Question, of: Post, chosen: tuple[int, ...] | None = None) -> DailyQuestion:
    """Return a post's question, answered if anything was chosen."""
    course = LIBRARY.default
    order, lesson = shuffled(question, of.seed, 0), course.lessons[0]
    if chosen is None:
        return DailyQuestion(of, course, lesson, question, order, reworded=True)
    answer = Answer(1, 2, COURSE, BIG, question.id, 1, "0" * 16, "daily", None, None, chosen, 0, False, 0, 0)
    return DailyQuestion(of, course, lesson, question, order, answer, repeated=True)


@pytest.mark.parametrize(("kind", "options"), [("single", 6), ("multiple", 8), ("true-false", 2)])
async def test_every_stage_of_the_question_of_the_day_fits(kind: str, options: int) -> None:
    """The question, its feedback whatever was chosen, and the results."""
    question, of = make_question(1, kind, options), make_post("question")
    assert_fits(question_of_the_day.question(make_asked(question, of)))
    for chosen in ((), (0,), tuple(range(options))):
        asked = make_asked(question, of, chosen)
        assert asked.answer
        assert_leads_on(question_of_the_day.feedback(asked, asked.answer))
        found = results(question, [chosen] * 7 + [(0,)])
        picture = await bars.picture(answers.bars(found, asked.order), "answers.png")
        shown = question_of_the_day.results(asked, found, picture)
        assert_leads_on(shown)
        own = question.options[chosen[0]].text if chosen else ""
        assert (f"**Your answer:** {own[:40]}" if own else "You said you") in str(shown.to_components())
    assert_leads_on(question_of_the_day.not_yet(of.id))


def test_few_counts_are_never_told() -> None:
    """Not in the text, the picture or its bars. Zero is shown."""
    question = make_question(1, "single", 4)
    found = results(question, [(0,)] * 6 + [(1,)] * 2 + [()], 5)
    told, drawn = answers.summary(found, range(4), drawn=False), answers.bars(found, range(4))
    assert [bar.figures for bar in drawn] == ["6", "under 5", "0", "0"]
    assert drawn[1].share == drawn[2].share
    assert "At least" in told
    assert "under 5" in told
    assert "%" not in told
    assert "9" not in told
    few = results(question, [(0,)] * 4, 5)
    assert answers.bars(few, range(4)) == []
    scattered = results(question, [(0,), (1,), (2,)] * 3, 5)
    assert answers.bars(scattered, range(4)) == []  # empty bars would show nothing
    right = question.options[min(question.correct)].text
    told = answers.summary(scattered, range(4), drawn=False)
    assert told.startswith("**At least 5 people answered.** You'll see how many chose an answer once 5 have.")
    assert f"\n**Right:** {right}\n" in told
    assert "under" not in told  # a row for each option would say nothing
    assert answers.summary(few, range(4), drawn=False).startswith("You'll see results once 5 people")


def test_a_picture_has_the_counts() -> None:
    """Then the text doesn't repeat them. "I don't know" is only mentioned if someone said so."""
    question = make_question(1, "single", 4)
    found = results(question, [(0,)] * 6 + [(1,)] * 3)
    plain, drawn = (answers.summary(found, range(4), drawn=each) for each in (False, True))
    assert "67% (6)" in plain
    assert drawn.startswith("**9 people answered.**\n")
    assert "67%" not in drawn
    assert '"I don\'t know": 3.' in answers.summary(
        results(question, [(0,)] * 6 + [()] * 3), range(4), drawn=True
    )


def test_bars_are_as_long_as_their_share_and_described() -> None:
    """The picture's own pixels: filled up to the share, the right one in its own colour and with a tick."""
    rows = [bars.Bar("A", 50, "50% (6)", True), bars.Bar("B", 0, "0% (0)", False)]
    with Image.open(BytesIO(bars.draw(rows))).convert("RGB") as picture:
        assert picture.width == bars.WIDTH * SCALE
        left, right = (bars.MARGIN + 64) * SCALE, (bars.WIDTH - bars.MARGIN - 150) * SCALE
        middle = (bars.MARGIN + bars.ROW // 2) * SCALE
        length = right - left
        pixels = [picture.getpixel((left + length * share // 100, middle)) for share in (10, 45, 55, 90)]
        lower = picture.getpixel((left + length // 10, middle + bars.ROW * SCALE))
    assert pixels[0] == pixels[1] != pixels[2] == pixels[3] == lower
    assert bars.describe(rows).endswith("A, the right one: 50% (6); B: 0% (0).")


def make_notice(kind: NoticeKind, reason: str = "permission", missing: tuple[str, ...] = ()) -> Notice:
    """Return a notice."""
    if kind == "weekly":
        reason = WeeklySummary(10, 10**6, 10**7, "x" * 600).written()
    return Notice(BIG, BIG, BIG, BIG, kind, reason, missing, 3, BIG, 0)


@pytest.mark.parametrize(
    ("notice", "said"),
    [
        (make_notice("paused", missing=("Embed Links",)), "Give the bot **Embed Links**"),
        (make_notice("paused", "channel-gone"), "another channel"),
        (make_notice("paused", "refused"), "/daily resume"),
        (make_notice("uncertain"), "won't appear twice"),
        (make_notice("course-ends"), "3 posts left"),
        (make_notice("course-ended"), "has posted everything"),
        (make_notice("thread-failed"), "**Create Public Threads** and **Send Messages in Threads**"),
    ],
)
def test_every_notice_says_what_to_do(notice: Notice, said: str) -> None:
    """What happened and how to fix it, in one message."""
    assert said in notices.sentence(notice)
    sent = post.notice(notice, None)
    assert sent == {"content": f"{notices.sentence(notice)}\n-# Notice {BIG}", "nonce": f"lb{BIG}"}
    assert len(sent["content"]) <= 2000


async def test_what_moderators_see_of_twenty_daily_posts_fits() -> None:
    """The list, one of them, the preview, the check with everything wrong, the settings, the log."""
    schedules = [replace(make_schedule(number), paused="permission") for number in range(20)]
    item = PostItem("page", LIBRARY.default.lessons[0].id, 3)
    failed = replace(make_post(), state="failed", reason="channel-gone")
    standings = [ScheduleStatus(schedule, failed, RemainingItems(item, 2)) for schedule in schedules]
    names = {BIG: "c" * 100}
    assert_fits(daily.overview(standings, names, LIBRARY, BIG // 2**20))
    assert_fits(daily.overview([], names, LIBRARY, 0))
    assert_fits(daily.ask_which(schedules, names, "resume", 2**63 - 1))
    assert_fits(
        daily.one(
            standings[0], LIBRARY, 2**63 - 1, "Done.", [replace(failed, occasion=str(n)) for n in range(5)]
        )
    )
    assert_fits(daily.posting(ScheduleStatus(make_schedule(), None, RemainingItems(item, 9)), "Done."))
    assert_fits(daily.confirm_removing(schedules[0]))
    for delivery in deliveries():
        for done in ("", "Done."):
            assert_fits(daily.preview(delivery, 2**63 - 1, done=done))
    wrong = ChannelCheck(BIG, True, ("View Channel", "Send Messages", "Embed Links"))
    checks = [ScheduleCheck(each, failed, wrong, allowed=False) for each in schedules]
    told = [make_notice("uncertain")] * 20
    settings = ServerSettings(BIG, BIG, BIG, frozenset(range(BIG - 25, BIG)), frozenset(FEATURES))
    assert_fits(server.check(Check(settings, checks, ChannelCheck(BIG, False, ()), told)))
    assert_fits(server_settings.settings(settings, frozenset({BIG}), LIBRARY))
    assert_fits(server.pending_notices([(each, schedules[0]) for each in told]))


@pytest.mark.parametrize(
    ("state", "attempts", "said"),
    [
        ("due", 0, "posting now"),
        ("claimed", 1, "posting now"),
        ("claimed", 2, "not posted yet, trying again; it was due at <t:7:t>"),
        ("due", 3, "not posted yet, trying again; it was due at <t:7:t>"),
    ],
)
def test_a_post_on_its_way_is_said_plainly(state: PostState, attempts: int, said: str) -> None:
    """It doesn't say "in 0 seconds". After a failure, it says that it's being retried and when it was due."""
    going = replace(deliveries()[0].post, state=state, attempts=attempts, due_at=7000, message=None)
    assert daily.last(going) == said


def test_a_moderators_pause_needs_no_fixing() -> None:
    """The check says how to resume, not that something is wrong."""
    paused = replace(make_schedule(), paused="moderator")
    stopped = replace(deliveries()[0].post, state="failed", reason="paused", message=None)
    checks = [ScheduleCheck(paused, stopped, ChannelCheck(BIG, True, ()), allowed=True)]
    said = str(server.check(Check(ServerSettings(BIG), checks, None, ())).to_components())
    assert "Paused: a moderator paused it. Run /daily resume to continue." in said
    assert "mended" not in said
    assert "a moderator paused it before it could go out" in said


def test_what_is_asked_for_at_once_is_not_said_to_come_later() -> None:
    """Until it's sent, it's the next item and being posted. Midnight is the start of the day."""
    midnight = replace(make_schedule(), recurrence=Recurrence(0, "Europe/Berlin"))
    item = PostItem("fact", "f")
    for state, said in (("due", "Posting now: a fact"), ("claimed", "Next up: a fact")):
        going = replace(deliveries()[0].post, state=state)
        standing = ScheduleStatus(midnight, going, RemainingItems(item, 9))
        shown = str(daily.one(standing, LIBRARY, 1, "Done.").to_components())
        assert said in shown
        assert "00:00, the start of the day, is local time in Europe/Berlin" in shown


@pytest.mark.parametrize(
    ("there", "said"),
    [(True, "can post"), (False, "it's gone"), (None, "Check again in a minute")],
)
def test_a_check_says_what_is_known_of_a_channel(there: bool | None, said: str) -> None:
    """The bot can post there, or it's gone, or Discord isn't answering. Only the first is fine."""
    checks = [ScheduleCheck(make_schedule(), None, ChannelCheck(BIG, there, ()), allowed=True)]
    shown = str(server.check(Check(ServerSettings(BIG), checks, None, ())).to_components())
    assert said in shown
    assert ("Everything works" in shown) is bool(there)


def test_a_check_with_daily_posts_off_is_not_fine() -> None:
    """Nothing goes out, so nothing says it works. Without daily posts, it isn't a problem."""
    settings, works = ServerSettings(BIG, off=frozenset({"daily"})), ChannelCheck(BIG, True, ())
    checks = [ScheduleCheck(make_schedule(), None, works, allowed=True)]
    said = str(server.check(Check(settings, checks, works, ())).to_components())
    assert "Needs attention" in said
    assert "⚠ Daily posts are switched off" in said
    assert "Next: none" in said
    assert "✅ **<#" not in said
    on = str(server.check(Check(ServerSettings(BIG), checks, works, ())).to_components())
    assert "Everything works" in on
    assert "Everything works" in str(server.check(Check(settings, (), works, ())).to_components())


@pytest.mark.parametrize(("name", "elsewhere"), [("daily", False), ("quiz", True), ("ask", True)])
def test_what_is_off_is_called_by_its_name(name: Feature, elsewhere: bool) -> None:
    """By its name in the settings, with who can change it, and whether direct messages still have it."""
    said = refusal(FeatureOff(name))
    assert feature_names.FEATURES[name] in said
    assert f'"{name}"' not in said
    assert ("direct messages" in said) == elsewhere
    assert set(feature_names.FEATURES) == set(FEATURES)


async def test_the_log_says_who_did_what() -> None:
    """Settings have their names, channels are mentions, and the bot's own changes are marked. It fits."""
    details: list[tuple[str, dict[str, Any]]] = [
        ("daily.set", {"channel": 7, "time": "08:30", "zone": "America/New_York"}),
        (
            "server.set",
            {"staff_channel": None, "channels": "1 2", "off": "quiz leaderboard", "teacher_role": 3},
        ),
        ("something.new", {}),
        ("daily.skip", {"channel": 7, "time": "08:30", "date": "2026-03-30"}),
    ]
    entries = [LogEntry(n, BIG, n, 0, action, detail) for n, (action, detail) in enumerate(details)]
    view = server_log.log(entries, more=True)
    said = str(view.to_components())
    assert "set a daily post** in <#7>, 08:30 America/New York" in said
    assert (
        "staff channel none, allowed channels <#1> <#2>, "
        "switched off Quizzes, Board of days practiced, teacher" in said
    )
    assert "something new" in said
    assert "skipped a date of a daily post** in <#7>: 2026-03-30" in said
    assert "the bot, or someone whose data was erased" in said
    long = LogEntry(1, BIG, BIG, 0, "server.set", {"channels": " ".join(map(str, range(BIG - 25, BIG)))})
    assert_fits(server_log.log([long] * server_log.ENTRIES, more=True))
