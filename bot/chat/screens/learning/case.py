"""The case: its facts by topic, in order of time."""

from collections.abc import Sequence

from discord import ui

from bot.chat import blocks
from bot.chat.screens.learning import facts
from bot.chat.words import numbers
from bot.domain.course.course import Course, Fact


def topics(course: Course) -> ui.LayoutView:
    """What the case is about, and a menu of its topics."""
    names = "\n".join(f"- **{course.topic_title(topic)}**: {_size(course, topic)}" for topic in course.topics)
    text = (
        f"-# {course.title}\n## The case\n"
        f"What happened, topic by topic. Every statement says how sure it is and where it is from.\n\n{names}"
    )
    return blocks.view(blocks.card(blocks.text(text)), *_menu(course))


def topic(course: Course, name: str, page: int | Fact) -> ui.LayoutView:
    """One page of the facts of a topic: by its number from 0, of which the nearest there is, or by a fact."""

    def turn(label: str, to: int) -> blocks.Button:
        return blocks.button(label, "case", "show", course.id, name, to)

    head = f"-# {course.title} · The case\n## {course.topic_title(name)}\n"
    back = blocks.button("All topics", "case", "show", course.id, "", 0)
    return facts.sheet(course, head, in_order(course, name), page, turn, back, after=_menu(course))


def in_order(course: Course, topic: str) -> Sequence[Fact]:
    """The facts of a topic by date: those of a month after those of its days, and those without any last."""
    facts = [fact for fact in course.facts.values() if fact.topic == topic]
    return sorted(facts, key=lambda fact: f"{fact.date or ''}~")  # "~" comes after digits and "-"


def _menu(course: Course) -> tuple[blocks.Block, ...]:
    names = [(topic, course.topic_title(topic)) for topic in course.topics]
    return (blocks.menu("Choose a topic", names, "case", "topic", course.id),) if names else ()


def _size(course: Course, topic: str) -> str:
    return numbers.count(sum(fact.topic == topic for fact in course.facts.values()), "statement")
