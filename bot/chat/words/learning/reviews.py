"""What's said about upcoming reviews."""

from bot.chat.words import dates, numbers
from bot.domain.learning.outlook import Outlook


def reviews_ahead(outlook: Outlook) -> str:
    """Return the reviews of the next two weeks, day by day and in total, and how many more wait because of
    the daily limit.
    """
    days = [(ahead, reviews) for ahead, reviews in enumerate(outlook.ahead) if reviews]
    wait = ""
    if outlook.waiting:
        more = numbers.count(outlook.waiting, "more waits", "more wait")
        wait = f" {more} for another day, past your daily limit (/me)."
    if not days:
        return f"Today's reviews are done.{wait}" if wait else "No reviews in the next two weeks."
    named = [f"{reviews} {dates.day(outlook.today + ahead, outlook.today)}" for ahead, reviews in days[:3]]
    named += [f"{reviews} on {dates.short_date(outlook.today + ahead)}" for ahead, reviews in days[3:]]
    total = f"; {sum(outlook.ahead)} in two weeks" if len(days) > 1 else ""
    return f"Reviews ahead: {', '.join(named)}{total}.{wait}"
