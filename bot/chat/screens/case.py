"""The case: its facts by topic, in order of time."""

from collections.abc import Sequence

from discord import ui

from bot.chat import blocks, words
from bot.domain.course import Course, Fact

PER_PAGE = 5
"""Facts on one screen: five of the longest, with sources, have room in Discord's 4,000 characters."""


def topics(course: Course) -> ui.LayoutView:
    """What the case is about, and a menu of its topics."""
    names = "\n".join(f"- **{course.topic_title(topic)}**: {_size(course, topic)}" for topic in course.topics)
    text = (
        f"-# {course.title}\n## The case\n"
        f"What happened, topic by topic. Every statement says how sure it is and where it is from.\n\n{names}"
    )
    return blocks.view(blocks.card(blocks.text(text)), _menu(course))


def topic(course: Course, name: str, page: int) -> ui.LayoutView:
    """One page (from 0) of the facts of a topic; a page beyond the ends gives the nearest."""
    facts = in_order(course, name)
    last = max(0, (len(facts) - 1) // PER_PAGE)
    page = min(max(page, 0), last)
    stated = [words.state(fact, course.sources) for fact in facts[page * PER_PAGE : (page + 1) * PER_PAGE]]
    head = f"-# {course.title} · The case\n## {course.topic_title(name)}\n"
    foot = f"\n\n-# Page {page + 1} of {last + 1}" if last else ""
    body = blocks.fit(
        stated, blocks.SCREEN_TEXT - len(head) - len(foot), "-# Some statements have no room here."
    )
    turns = [blocks.button("All topics", "case", "show", course.id, "", 0)]
    if page > 0:
        turns.append(blocks.button("Previous", "case", "show", course.id, name, page - 1))
    if page < last:
        turns.append(blocks.button("Next", "case", "show", course.id, name, page + 1, main=True))
    return blocks.view(blocks.card(blocks.text(head + body + foot)), blocks.row(*turns), _menu(course))


def in_order(course: Course, topic: str) -> Sequence[Fact]:
    """The facts of a topic by date; those without one keep their place at the end."""
    facts = [fact for fact in course.facts.values() if fact.topic == topic]
    return sorted(facts, key=lambda fact: fact.date or "9999")


def _menu(course: Course) -> blocks.Block:
    names = [(topic, course.topic_title(topic)) for topic in course.topics]
    return blocks.menu("Choose a topic", names, "case", "topic", course.id)


def _size(course: Course, topic: str) -> str:
    return words.count(sum(fact.topic == topic for fact in course.facts.values()), "statement")
