"""What's said about upcoming reviews."""

from bot.chat.words import dates, numbers
from bot.domain.learning.learning_stats import LearningStats


def reviews_ahead(stats: LearningStats) -> str:
    """Return the reviews of the next two weeks, day by day and in total, and how many more wait because of
    the daily limit.
    """
    days = [(ahead, reviews) for ahead, reviews in enumerate(stats.ahead) if reviews]
    wait = ""
    if stats.waiting:
        more = numbers.count(stats.waiting, "more waits", "more wait")
        wait = f" {more} for another day, past your daily limit (/me)."
    if not days:
        return f"Today's reviews are done.{wait}" if wait else "No reviews in the next two weeks."
    named = [f"{reviews} {dates.day(stats.today + ahead, stats.today)}" for ahead, reviews in days[:3]]
    named += [f"{reviews} on {dates.short_date(stats.today + ahead)}" for ahead, reviews in days[3:]]
    total = f"; {sum(stats.ahead)} in two weeks" if len(days) > 1 else ""
    return f"Reviews ahead: {', '.join(named)}{total}.{wait}"
