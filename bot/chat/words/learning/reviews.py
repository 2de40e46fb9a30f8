"""What's said about upcoming reviews."""

from bot.chat.words import dates
from bot.domain.learning.learning_stats import LearningStats


def next_reviews(stats: LearningStats) -> str:
    """Return when the next reviews are, and how many there are on that day."""
    found = next(((ahead, reviews) for ahead, reviews in enumerate(stats.ahead) if reviews), None)
    if found is None:
        return "No reviews in the next two weeks."
    ahead, reviews = found
    return f"Next reviews: {reviews} {dates.day(stats.today + ahead, stats.today)}."
