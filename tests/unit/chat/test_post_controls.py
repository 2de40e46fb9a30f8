"""The buttons under daily posts: one press answers, newcomers find their way in, and a post is recognized."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.chat.screens.posts import post, post_controls
from bot.domain.calendar.recurrence import Recurrence
from bot.domain.course.course import Course
from bot.domain.learning.quiz import shuffled
from bot.domain.posts.post import Post, PostItem, Schedule
from bot.domain.questions.question import Question
from bot.services.ports.messenger import PreparedPost, Shown
from tests.unit.services.service_fixture import COURSE

BIG = 2**63 - 1
CADENCE = Recurrence(540, "Europe/Berlin")


@pytest.fixture
def course() -> Course:
    """A course of one lesson."""
    return COURSE.default


def asking(course: Course, question: Question) -> PreparedPost:
    """A post that asks a question of a course."""
    schedule = Schedule(
        BIG, BIG, BIG, course.id, CADENCE, "questions", None, False, BIG, 0, BIG, "2026-03-29"
    )
    item = PostItem("question", question.id)
    made = Post(BIG, "2026-03-29", BIG, BIG, course.id, item, 0, "sent", message=BIG, sent_at=0)
    return PreparedPost(made, schedule, Shown(course, course.lessons[0], question=question))


def with_options(course: Course, length: int, count: int = 4, kind: str = "single") -> Question:
    """A question whose options are this long."""
    found = next(each for each in course.questions.values() if each.kind == "single")
    first = found.options[0]
    options = tuple(
        first.model_copy(update={"text": f"{n}" * length, "correct": n == 0}) for n in range(count)
    )
    return found.model_copy(update={"options": options, "kind": kind})


def buttons(delivery: PreparedPost) -> list[dict[str, Any]]:
    """The buttons of a post, as they're sent."""
    rows = post.daily(delivery)["view"].to_components()
    assert len(rows) <= 5
    assert all(len(row["components"]) <= 5 for row in rows)
    found = [each for row in rows for each in row["components"]]
    assert len({each["custom_id"] for each in found}) == len(found)
    assert all(len(each["custom_id"]) <= 100 and len(each["label"]) <= 80 for each in found)
    return found


@pytest.mark.parametrize("count", [2, 4, 5, 6])
async def test_short_options_are_buttons_of_their_own(course: Course, count: int) -> None:
    """At most 38 characters: each button has its option's text, so the post doesn't list them as well."""
    delivery = asking(course, with_options(course, 38, count))
    question = delivery.shown.question
    assert question
    made = buttons(delivery)
    order = shuffled(question, delivery.post.seed, 0)
    assert [each["label"] for each in made] == [
        *(question.options[place].text for place in order),
        "Results",
        "New here? Start ▸",
    ]
    ids = [f"lb1:daily:answer:{delivery.post.id}:{question.fingerprint[:8]}:{place}" for place in order]
    assert [each["custom_id"] for each in made[:count]] == ids
    sent = post.daily(delivery)
    assert sent["embeds"] == []
    assert question.options[0].text not in sent["content"]


@pytest.mark.parametrize("count", [2, 6])
async def test_long_options_are_answered_by_letter(course: Course, count: int) -> None:
    """One character more than fits: the post lists the options, and the buttons have their letters."""
    delivery = asking(course, with_options(course, 39, count))
    assert [each["label"] for each in buttons(delivery)[:count]] == list("ABCDEF"[:count])
    listed = post.daily(delivery)["content"]
    question = delivery.shown.question
    assert question
    order = shuffled(question, delivery.post.seed, 0)
    assert listed.splitlines()[1 : count + 1] == [
        f"**{letter}** {question.options[place].text}" for letter, place in zip("ABCDEF", order, strict=False)
    ]


async def test_what_takes_more_than_a_press_is_opened_first(course: Course) -> None:
    """A question with several right options keeps its button."""
    delivery = asking(course, with_options(course, 10, 4, "multiple"))
    made = buttons(delivery)
    assert [each["label"] for each in made] == ["Answer", "Results", "New here? Start ▸"]
    assert made[0]["custom_id"] == f"lb1:daily:question:{delivery.post.id}"
    assert made[2]["custom_id"] == f"lb1:learn:go:{course.id}"
    assert "**A** " in post.daily(delivery)["content"]


async def test_every_post_lets_newcomers_in(course: Course) -> None:
    """A card leads on, and in."""
    lesson = course.lessons[0]
    delivery = asking(course, with_options(course, 10))
    shown = Shown(course, lesson, lesson.cards[0], 1)
    made = buttons(replace(delivery, shown=shown))
    assert [each["label"] for each in made] == ["Keep reading", "New here? Start ▸"]


@pytest.mark.parametrize("length", [38, 39])
@pytest.mark.parametrize("kind", ["single", "true-false", "multiple"])
async def test_a_post_is_known_by_its_buttons(course: Course, kind: str, length: int) -> None:
    """By any one button that carries its number. Another post's buttons don't."""
    delivery = asking(course, with_options(course, length, 2, kind))
    number = delivery.post.id
    ids = [each["custom_id"] for each in buttons(delivery)]
    assert post_controls.carries(message(ids), number)
    assert not post_controls.carries(message(ids), number - 1)
    for each in ids[:-1]:
        assert post_controls.carries(message([each]), number), each
    assert not post_controls.carries(message(ids[-1:]), number)


@pytest.mark.parametrize("old", ["daily:read", "daily:question", "remind:stop", "me:keep"])
def test_posts_of_older_versions_are_known(old: str) -> None:
    """They have no answers on them."""
    assert post_controls.carries(message([f"lb1:{old}:7"]), 7)
    assert not post_controls.carries(message([f"lb1:{old}:77"]), 7)
    assert not post_controls.carries(message(["lb1:lesson:page:7", "lb1:daily:do:7", ""]), 7)


def message(ids: list[str]) -> discord.Message:
    """A message with these buttons, as far as it matters."""
    children = [SimpleNamespace(custom_id=each) for each in ids]
    return SimpleNamespace(content="", components=[SimpleNamespace(children=children)])  # type: ignore[return-value]
