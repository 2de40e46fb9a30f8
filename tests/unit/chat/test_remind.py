"""Reminders fit in Discord's messages, and are answered with a press."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from discord import ui

from bot.chat.interaction.custom_id import Control, decode
from bot.chat.screens.posts import post_controls, remind, reminder
from bot.chat.screens.posts.remind import FIRST_TIMES, ReminderRequest
from bot.chat.words import reminders as words
from bot.chat.words.labels import KEEP_GOING
from bot.chat.words.learning import verdicts
from bot.domain.calendar.local_times import LIKELY, cities, local_times
from bot.domain.calendar.recurrence import Recurrence
from bot.domain.course.library import Library
from bot.domain.learning.quiz import Answer, Item, Quiz
from bot.domain.learning.streak import Streak
from bot.domain.posts.reminder import Reminder
from bot.domain.posts.reminder_question import ReminderQuestion
from bot.domain.questions.question import Question
from bot.errors.user import StaleControl
from bot.services.learning.due_reviews import DueReviews
from bot.services.learning.quiz_state import GradedAnswer, OpenQuestion
from bot.services.ports.messenger import ReminderMessage
from tests.unit.chat.test_limits import BIG, COURSE, assert_fits, make_course, make_question

LIBRARY = Library([make_course(2)])
REMINDER = Reminder(
    BIG,
    COURSE,
    Recurrence(510, "America/Argentina/ComodRivadavia", frozenset({0, 2, 4, 6})),
    set_at=0,
    next_at=BIG // 2**20,
    next_date="2026-03-29",
    claimed="2026-03-29",
)
NOW = 1_780_000_000_000
WISH = ReminderRequest(COURSE, 1439, from_tomorrow=True)


def ask(question: Question) -> ReminderQuestion:
    """Return a question as the reminder asks it."""
    return ReminderQuestion(REMINDER.message, LIBRARY.default, question)


def shorten(question: Question, length: int) -> Question:
    """Return the question with options of at most this length."""
    options = tuple(option.model_copy(update={"text": option.text[-length:]}) for option in question.options)
    return question.model_copy(update={"options": options})


def sent(asked: ReminderQuestion | None) -> tuple[str, list[Any]]:
    """Return a message's text, and its buttons as Discord gets them, row by row."""
    message = reminder.message(ReminderMessage(REMINDER, asked))
    assert len(message["content"]) <= 2000
    assert message["nonce"] == REMINDER.nonce
    rows = message["view"].to_components()
    assert len(rows) <= 5
    assert all(len(button["custom_id"]) <= 100 for row in rows for button in row["components"])
    return message["content"], [list(row["components"]) for row in rows]


@pytest.mark.parametrize("options", range(2, 7))
def test_the_longest_question_is_answered_by_letters(options: int) -> None:
    """All options are in the text, and a small button stops reminders."""
    question = make_question(1, "single", options)
    content, rows = sent(ask(question))
    assert all(option.text in content for option in question.options)
    labels = [button["label"] for row in rows[:-1] for button in row]
    assert labels == list("ABCDEF"[:options])
    assert [button["label"] for button in rows[-1]] == [words.STOP]


def test_short_options_are_on_the_buttons() -> None:
    """38 characters have room on a phone, 39 haven't."""
    question = make_question(1, "single", 3)
    asked = ask(shorten(question, 38))
    content, rows = sent(asked)
    assert content == f"**{question.prompt}**\n-# {words.TODAY}"
    assert [button["label"] for button in rows[0]] == [
        asked.question.options[place].text for place in asked.order
    ]
    assert [button["label"] for button in sent(ask(shorten(question, 39)))[1][0]] == ["A", "B", "C"]


def test_each_option_carries_itself() -> None:
    """The number, the question, its wording and the option's place in the file are in each button."""
    question = make_question(1, "single", 4)
    asked = ask(question)
    controls = [decode(button["custom_id"]) for button in sent(asked)[1][0]]
    assert [control.number(3) for control in controls] == list(asked.order)
    for control in controls:
        assert (control.id(0), control.text(1)) == (REMINDER.message, asked.label)
        assert question.fingerprint.startswith(control.text(2))


@pytest.mark.parametrize("asked", [None, ask(make_question(1, "single", 3))], ids=["goodbye", "question"])
def test_a_message_is_known_again(asked: ReminderQuestion | None) -> None:
    """By its number, and by no other."""
    view = reminder.message(ReminderMessage(REMINDER, asked))["view"]
    rows = [type("Row", (), {"children": row.children})() for row in rows_of(view)]
    message: Any = type("Message", (), {"components": rows, "content": ""})()
    assert post_controls.carries(message, REMINDER.message)
    assert not post_controls.carries(message, REMINDER.message + 1)


def rows_of(view: ui.View) -> list[Any]:
    """Return a classic message's controls as one row."""
    return [type("Row", (), {"children": view.children})]


def test_the_goodbye_has_one_button() -> None:
    """One tap brings reminders back."""
    content, [[button]] = sent(None)
    assert content == "I'll stop here so I don't become noise. One tap and I'm back."
    assert button["label"] == "Remind me again"
    assert decode(button["custom_id"]) == Control("remind", "resume", (str(REMINDER.message),))


def answered(question: Question, place: int) -> GradedAnswer:
    """Return the answer with this option."""
    score = question.score([place])
    item = Item(question.id, 1)
    quiz = Quiz(BIG, BIG, COURSE, None, None, "review", REMINDER.message, 0, (item,))
    answer = Answer(
        *(BIG, BIG, COURSE, None, question.id, 1, question.fingerprint, "review", BIG, 0, (place,), score),
        guessed=False,
        at=0,
        day=0,
    )
    return GradedAnswer(OpenQuestion(quiz, 0, LIBRARY.default, None, question, ()), answer, repeated=False)


def told(question: Question, place: int) -> ui.LayoutView:
    """Return the feedback on an answer with this option, on the second day of a streak."""
    due = DueReviews(LIBRARY.default, 0, (), 5, 0, None)
    following: Any = SimpleNamespace(kind="review", place=None, due=due)
    return reminder.feedback(answered(question, place), Streak(2, 2, today_done=True), following)


def test_feedback_is_that_of_every_other_question() -> None:
    """The question in one small line, right or wrong, why and the better one, and the streak. The button
    leads on; stopping takes the menu.
    """
    question = shorten(make_question(1, "single", 3), 38)
    right, wrong = (told(question, place) for place in (0, 1))
    for view in (right, wrong):
        assert_fits(view)
    one, other = (text_of(view).splitlines() for view in (right, wrong))
    assert one[0].startswith(f"-# {question.prompt[:200]}")
    assert one[1].startswith(f'✅ **Right: "{question.options[0].text}."** {question.options[0].feedback}')
    assert other[1].startswith(f'❌ **Not "{question.options[1].text}."** {question.options[1].feedback}')
    assert other[2] == f"✅ {question.options[0].text}"
    assert one[-1] == other[-1] == "🔥 2-day streak."
    assert labels(wrong) == ["Review 0 ▸"]
    [menu] = [each for each in wrong.walk_children() if isinstance(each, ui.Select)]
    assert [option.label for option in menu.options] == [words.STOP]


def test_quoted_options_keep_their_punctuation() -> None:
    """A period goes inside the quotation marks; a question mark needs none."""
    for text, quoted in (("No", '"No."'), ("No.", '"No."'), ("Why?", '"Why?"')):
        assert verdicts.right(text, "").startswith(f"✅ **Right: {quoted}** ")


def text_of(view: ui.LayoutView) -> str:
    """Return all that's written on a screen."""
    return "\n".join(each.content for each in view.walk_children() if isinstance(each, ui.TextDisplay))


def labels(view: ui.LayoutView) -> list[str | None]:
    """Return what a screen's buttons say."""
    return [each.label for each in view.walk_children() if isinstance(each, ui.Button)]


@pytest.mark.parametrize("paused", [None, "moderator", "closed", "zone-gone", "unanswered"])
def test_settings_offer_one_thing_to_press_next(paused: Any) -> None:
    """And two others at most, whatever state the reminder is in."""
    view = remind.one(replace(REMINDER, paused=paused))
    assert_fits(view)
    assert labels(view)[0] == (words.TURN_ON if paused else words.CHANGE_TIME)
    assert labels(view)[-1] == words.STOP
    assert len(labels(view)) <= 3


def test_every_screen_has_a_way_on() -> None:
    """Stopped, declined, done: none is a dead end, and all fit."""
    views = [remind.stopped(COURSE), remind.stopped(COURSE, 0), remind.declined(COURSE, "/me")]
    views += [
        remind.done(REMINDER),
        remind.gone(COURSE),
        reminder.reworded(ask(make_question(1, "single", 6))),
    ]
    views += [remind.none(COURSE), remind.times(COURSE), remind.days(REMINDER), remind.rests(REMINDER)]
    for view in views:
        assert_fits(view)
        assert labels(view)
    for view in views[:5]:
        assert labels(view)[0] == KEEP_GOING


def test_the_offer_is_one_line_with_three_choices() -> None:
    """Yes means the time it is now, from tomorrow on."""
    line, row = remind.offer(COURSE)
    assert isinstance(line, ui.TextDisplay)
    assert "\n" not in line.content
    assert isinstance(row, ui.ActionRow)
    controls = [decode(str(button.custom_id)) for button in row.children if isinstance(button, ui.Button)]
    assert ReminderRequest.read(controls[0]) == ReminderRequest(COURSE, None, from_tomorrow=True)
    assert controls[1] == Control("remind", "when", (COURSE, "1"))
    assert controls[2] == Control("remind", "decline", (COURSE,))


@pytest.mark.parametrize("locale", ["", *sorted(LIKELY)])
def test_the_menus_of_times_and_cities_fit(locale: str) -> None:
    """25 entries at most, each with a value of its own, and the way to the other times comes last."""
    first, rest = local_times(NOW, locale, FIRST_TIMES)
    view, others = remind.clocks(WISH, first, rest), remind.other_clocks(WISH, rest)
    for menu in (view, others):
        assert_fits(menu)
    assert [option.label for option in options_of(view)][-1] == words.ANOTHER_TIME
    assert len(options_of(view)) == 25
    for time in (*first, *rest):
        zones = cities(time.offset, NOW, locale)
        assert_fits(remind.cities(WISH, zones, "/me"))
    texts = [option.label for menu in (view, others) for option in options_of(menu)]
    assert len(texts) == len(set(texts))


def options_of(view: ui.LayoutView) -> list[Any]:
    """Return the entries of a screen's menu."""
    [menu] = [each for each in view.walk_children() if isinstance(each, ui.Select)]
    return menu.options


@pytest.mark.parametrize("arguments", [("c", "1440", "0"), ("c", "soon", "0"), ("c", "-1", "0"), ("c", "5")])
def test_a_time_that_cannot_be_read_is_refused(arguments: tuple[str, ...]) -> None:
    """Anyone can send anything."""
    with pytest.raises(StaleControl):
        ReminderRequest.read(Control("remind", "set", arguments))
