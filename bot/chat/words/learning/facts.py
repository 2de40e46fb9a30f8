"""What pages of facts say, in the case and under "Sources"."""

from bot.chat.words.numbers import count

NEXT = "Next ▸"
PREVIOUS = "Previous"
ALL_TOPICS = "All topics"
CHOOSE_TOPIC = "Choose a topic"
CASE = "### The case\nWhat happened, topic by topic. Each fact says how sure it is and where it's from."


def foot(page: int, pages: int) -> str:
    """Return which page this is, counting from 0; nothing if there's just one."""
    return f"\n\n-# Page {page + 1} of {pages}" if pages > 1 else ""


def topic(title: str, facts: int) -> str:
    """Return a topic with its number of facts, as an item of a list."""
    return f"- **{title}**: {count(facts, 'fact')}"


def start(title: str) -> str:
    """Return the label of the button to the first topic."""
    return f"Start: {title} ▸"


def next_topic(title: str) -> str:
    """Return the label of the button to the topic after this one."""
    return f"Next topic: {title} ▸"
