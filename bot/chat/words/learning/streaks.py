"""What a streak says."""

from bot.chat.words import dates
from bot.domain.calendar.day import date_of
from bot.domain.learning.streak import Streak


def line(streak: Streak, *, celebrating: bool) -> str:
    """Return a line on a streak. `celebrating` says whether a milestone may be celebrated here."""
    if streak.restarted:
        return f"🔥 New streak, day 1. Your best is {streak.best}."
    days = "Day 1 of your streak" if streak.days == 1 else f"{streak.days}-day streak"
    said = f"🔥 **{days}!**" if streak.milestone and celebrating else f"🔥 {days}."
    if not streak.days_off:
        return said
    off = dates.say_days({date_of(day).weekday() for day in streak.days_off})
    return f"{said} You took {off} off, and your streak didn't notice."
