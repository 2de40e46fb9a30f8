"""The case: its facts by topic, in order of time."""

from collections.abc import Sequence

from discord import ui

from bot.chat import blocks
from bot.chat.screens.learning import facts
from bot.chat.words import labels
from bot.chat.words.learning import facts as words
from bot.domain.course.course import Course, Fact


def topics(course: Course) -> ui.LayoutView:
    """Show the topics of the case, and a menu of them."""
    listed = [words.topic(course.topic_title(topic), _size(course, topic)) for topic in course.topics]
    text = "\n".join([words.CASE, "", *listed])
    if course.topics:
        start = words.start(course.topic_title(course.topics[0]))
        button = blocks.button(start, "case", "show", course.id, course.topics[0], 0, main=True)
    else:
        button = blocks.button(labels.LEARN, "learn", "go", course.id, main=True)
    return blocks.view(blocks.card(blocks.text(text)), blocks.row(button), *_menu(course))


def topic(course: Course, name: str, page: int | Fact) -> ui.LayoutView:
    """Show a page of a topic's facts: by its number from 0 (the nearest there is), or the one with a fact."""
    head = f"### {course.topic_title(name)}\n"
    turn = ("case", "show", course.id, name)
    all_: blocks.Entry = (words.ALL_TOPICS, "case", "show", course.id, "", 0)
    go_on: blocks.Entry = (labels.LEARN, "learn", "go", course.id)
    end, more = go_on, []
    for following in course.topics[course.topics.index(name) + 1 :][:1]:
        title = course.topic_title(following)
        end, more = (words.next_topic(title), "case", "show", course.id, following, 0), [go_on]
    return facts.sheet(course, head, in_order(course, name), page, turn, end, all_, more, _menu(course))


def in_order(course: Course, topic: str) -> Sequence[Fact]:
    """Return a topic's facts by date: those of a month after those of its days, undated ones last."""
    facts = [fact for fact in course.facts.values() if fact.topic == topic]
    return sorted(facts, key=lambda fact: f"{fact.date or ''}~")  # "~" comes after digits and "-"


def _menu(course: Course) -> Sequence[blocks.Block]:
    names = [(topic, course.topic_title(topic)) for topic in course.topics]
    return [blocks.menu(words.CHOOSE_TOPIC, names, "case", "topic", course.id)] if names else []


def _size(course: Course, topic: str) -> int:
    return sum(fact.topic == topic for fact in course.facts.values())
