"""Reviews ahead, and how a week of them went."""

from bot.chat.words import dates, numbers
from bot.domain.calendar.day import date_of
from bot.domain.learning.outlook import GOAL, Outlook


def week(outlook: Outlook) -> str:
    """`2 of 5 days (Monday, Wednesday)`; nobody needs more than the goal."""
    kept = ", ".join(dates.WEEKDAYS[date_of(day).weekday()] for day in outlook.kept_days)
    return f"{min(outlook.kept, GOAL)} of {GOAL} days{f' ({kept})' if kept else ''}"


def reviews_ahead(outlook: Outlook) -> str:
    """The reviews of the coming two weeks, day by day, and how many there are in all; and how many more wait
    since the daily number leaves no room for them today.
    """
    days = [(ahead, reviews) for ahead, reviews in enumerate(outlook.ahead) if reviews]
    wait = ""
    if outlook.waiting:
        more = numbers.count(outlook.waiting, "more waits", "more wait")
        wait = f" {more} for another day, beyond your daily number (/me)."
    if not days:
        return f"Today's reviews are done.{wait}" if wait else "No reviews in the next two weeks."
    named = [f"{reviews} {dates.day(outlook.today + ahead, outlook.today)}" for ahead, reviews in days[:3]]
    named += [f"{reviews} on {dates.short_date(outlook.today + ahead)}" for ahead, reviews in days[3:]]
    total = f"; {sum(outlook.ahead)} in two weeks" if len(days) > 1 else ""
    return f"Reviews ahead: {', '.join(named)}{total}.{wait}"
