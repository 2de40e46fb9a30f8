"""What a streak says."""

from bot.chat.words import dates
from bot.domain.calendar.day import date_of
from bot.domain.learning.streak import Streak


def line(streak: Streak, *, celebrating: bool) -> str:
    """Return a line on a streak. `celebrating` says whether a milestone may be celebrated here."""
    if streak.restarted:
        return f"🔥 New streak, day 1. Your best is {streak.best}."
    if streak.milestone and celebrating:
        return f"🔥 **{streak.days} days in a row!**"
    days = "day 1 of your streak" if streak.days == 1 else f"{streak.days} days in a row"
    if streak.days_off:
        off = dates.WEEKDAYS[date_of(streak.days_off[-1]).weekday()]
        return f"🔥 {streak.days}. You took {off} off. Your streak didn't notice."
    return f"🔥 {days[0].upper()}{days[1:]}."
