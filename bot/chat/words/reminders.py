"""What reminders say, and what's said about them."""

from bot.chat.words import dates
from bot.chat.words.dates import say_days, say_time
from bot.domain.calendar.local_times import LocalTime
from bot.domain.calendar.recurrence import EVERY_DAY, Recurrence
from bot.domain.calendar.time_zone import Zone

OFFER = "🔔 **One question a day, at this time?**"
YES, OTHER_TIME, NO_THANKS = "Yes", "Another time", "No"

TODAY = "📣 Your question for today"
STOP = "Stop reminders"
TURN_ON = "Turn on"
TURN_BACK_ON = "Turn back on"
CHANGE_TIME = "Change time"
DAYS = "Days"
BACK = "Back"
AGAIN = "Remind me again"

NONE = "🔔 **Reminders are off.** I can send you one question a day by direct message."
STOPPED = "🔕 **Stopped.** You won't get any more reminders."
BACK_ON = "🔔 **I'm back.**"
DONE = "✅ **Done.**"

WHICH_TIME = "**What time should your question come?**"
WHICH_DAYS = "**Which days?**"
WHAT_TIME_IS_IT = "**What time is it for you right now?** Then I'll know your time zone."
WHICH_CITY = "**Which city is closest to your time zone?**"
TIME_MENU, DAY_MENU = "Choose a time", "Choose days"
CLOCK_MENU, CITY_MENU = "Choose your time", "Choose a city"
SAME_TIME = "The same time as now"
ANOTHER_TIME = "Another time…"

GOODBYE = "I'll stop here so I don't become noise. One tap and I'm back."

REWORDED = "This question was corrected after I sent it. Please answer once more."
GONE = "This question isn't in the course anymore."

PAUSED = "🔕 **Reminders are paused.**"
CLOSED = (
    "🔕 **Reminders are paused, because I couldn't send you a direct message.** Allow direct messages in a "
    f"server we share, then press {TURN_ON}."
)


def declined(settings: str) -> str:
    """Answer "No". `settings` is the command that has reminders in it."""
    return f"OK, no reminders. If you change your mind, they're in {settings}."


def zone_gone(zone: str) -> str:
    """Say that a reminder's time zone was dropped from the time zone database."""
    return f"🔕 **Reminders are paused, because the time zone {zone} doesn't exist anymore.**"


def one_question(recurrence: Recurrence) -> str:
    """Return what comes and when: `One question a day at 18:05`."""
    time = say_time(recurrence.minute)
    if recurrence.days == EVERY_DAY:
        return f"One question a day at {time}"
    return f"One question at {time}, {say_days(recurrence.days)}"


def city_hint(settings: str) -> str:
    """Say what to do if your city isn't in the menu. `settings` is the command that takes any city."""
    return f"-# If yours isn't here, choose one whose clocks change when yours do, or type it in {settings}."


def clock(time: LocalTime) -> str:
    """Return a local time as people would say it: `It's 18:05 for me`."""
    day = f" ({time.shown:%A})" if time.twin else ""
    return f"It's {dates.clock(time.shown)} for me{day}"


def city(zone: Zone) -> str:
    """Return a city with its country: `Berlin, Germany`."""
    return f"{zone.city}, {zone.country}" if zone.country else zone.city
