"""What pages of facts say, in the case and under "Sources"."""

from bot.chat.words import citations, dates
from bot.domain.course.course import Fact

NEXT = "Next ▸"
PREVIOUS = "Previous"
ALL_TOPICS = "All topics"
SOURCES = "Sources"
BACK = "Back to the case"
CHOOSE_TOPIC = "Choose a topic"
CASE = "### The case\nWhat happened, topic by topic. Each fact says how sure it is and where it's from."


def foot(page: int, pages: int) -> str:
    """Return which page this is, counting from 0; nothing if there's just one."""
    return f"\n\n-# Page {page + 1} of {pages}" if pages > 1 else ""


def topic(title: str) -> str:
    """Return a topic, as an item of a list."""
    return f"- {title}"


def short(fact: Fact) -> str:
    """Return a fact with its date, and its status unless it's confirmed."""
    dated = f"**{dates.date(fact.date)}.** " if fact.date else ""
    doubt = "" if fact.status == "confirmed" else f"\n-# {citations.STATUSES[fact.status].capitalize()}"
    return f"{dated}{fact.text}{doubt}"


def start(title: str) -> str:
    """Return the label of the button to the first topic."""
    return f"Start: {title} ▸"


def next_topic(title: str) -> str:
    """Return the label of the button to the topic after this one."""
    return f"Next topic: {title} ▸"
