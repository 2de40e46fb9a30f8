"""Screens for reminders: the offer, the settings, and finding out someone's time zone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.interaction.custom_id import Control, encode, read_number
from bot.chat.words import labels
from bot.chat.words import reminders as words
from bot.chat.words.dates import WEEKDAYS, say_time
from bot.domain.calendar.local_times import LocalTime
from bot.domain.calendar.time_zone import Zone
from bot.domain.posts.reminder import Reminder

NOW, MORE = "now", "more"
"""What menus carry for "the same time as now" and "another time"."""

FIRST_TIMES = 24
"""Local times in the first menu: it has 25 entries, and the last one leads to the rest."""

DAY = 24 * 60


@dataclass(frozen=True)
class ReminderRequest:
    """A time that someone asked for, which controls carry until their time zone is known.

    `minute` is of the day, or None for the time it is when it's set.
    """

    course: str
    minute: int | None
    from_tomorrow: bool = False

    @property
    def arguments(self) -> tuple[str, str | int, int]:
        """Return what controls carry."""
        return self.course, NOW if self.minute is None else self.minute, int(self.from_tomorrow)

    @classmethod
    def read(cls, control: Control) -> "ReminderRequest":
        """Return what a control carries. Raises StaleControl."""
        return cls.chosen(control.text(0), control.text(1), from_tomorrow=bool(control.number(2)))

    @classmethod
    def chosen(cls, course: str, when: str, *, from_tomorrow: bool = False) -> "ReminderRequest":
        """Return the time that was chosen in a menu. Raises StaleControl."""
        return cls(course, None if when == NOW else read_number(when, DAY - 1), from_tomorrow)


def offer(course: str) -> list[blocks.Block]:
    """Return the offer to send reminders, to put below the result of a quiz.

    Ask `unit.reminders.offer` first: it's made to each learner once.
    """
    same = ReminderRequest(course, None, from_tomorrow=True).arguments
    buttons = [
        blocks.button(words.YES, "remind", "set", *same),
        blocks.button(words.OTHER_TIME, "remind", "when", course, 1),
        blocks.button(words.NO_THANKS, "remind", "decline", course),
    ]
    return [blocks.text(words.OFFER), blocks.row(*buttons)]


def declined(course: str, settings: str) -> ui.LayoutView:
    """Return the answer to "No". `settings` mentions the command that has reminders in it."""
    return blocks.note(words.declined(settings), buttons=[keep_going(course)])


def keep_going(course: str) -> blocks.Button:
    """Return the button that opens the next step."""
    return blocks.button(labels.KEEP_GOING, "learn", "go", course, main=True)


def none(course: str) -> ui.LayoutView:
    """Show that there's no reminder."""
    return blocks.note(
        words.NONE, buttons=[blocks.button(words.TURN_ON, "remind", "when", course, main=True)]
    )


def one(reminder: Reminder) -> ui.LayoutView:
    """Show a reminder in a line, with what can be changed."""
    return blocks.note(_state(reminder), buttons=_settings(reminder))


def done(reminder: Reminder, lead: str = words.DONE) -> ui.LayoutView:
    """Show a reminder that was just set or turned on again."""
    change = blocks.button(words.CHANGE_TIME, "remind", "when", reminder.course)
    text = f"{lead} {_running(reminder)}"
    return blocks.note(text, buttons=[keep_going(reminder.course), change])


def stopped(course: str, minute: int | None = None) -> ui.LayoutView:
    """Show that reminders are stopped. One press brings one back at its minute of the day, if it's known."""
    again = (
        blocks.button(words.TURN_BACK_ON, "remind", "when", course)
        if minute is None
        else blocks.button(words.TURN_BACK_ON, "remind", "set", *ReminderRequest(course, minute).arguments)
    )
    return blocks.note(words.STOPPED, buttons=[keep_going(course), again])


def gone(course: str) -> ui.LayoutView:
    """Show that the question in a reminder isn't in the course anymore."""
    return blocks.note(words.GONE, buttons=[keep_going(course)])


def times(course: str) -> ui.LayoutView:
    """Ask for the time of day."""
    hours = ((str(minute), say_time(minute)) for minute in range(0, DAY, 60))
    menu = blocks.menu(words.TIME_MENU, [(NOW, words.SAME_TIME), *hours], "remind", "at", course)
    return blocks.view(blocks.card(blocks.text(words.WHICH_TIME)), menu, blocks.row(_back()))


def days(reminder: Reminder) -> ui.LayoutView:
    """Ask for the days of the week."""
    options = [
        discord.SelectOption(label=name, value=str(day), default=day in reminder.recurrence.days)
        for day, name in enumerate(WEEKDAYS)
    ]
    menu = _menu(words.DAY_MENU, options, encode("remind", "on"), most=len(options))
    return blocks.view(blocks.card(blocks.text(words.WHICH_DAYS)), menu, blocks.row(_back()))


def clocks(request: ReminderRequest, first: Sequence[LocalTime], rest: Sequence[LocalTime]) -> ui.LayoutView:
    """Ask what time it is for someone. The last entry leads to `rest`."""
    options = [_clock(time) for time in first]
    if rest:
        options.append(discord.SelectOption(label=words.ANOTHER_TIME, value=MORE))
    return _ask_zone(words.WHAT_TIME_IS_IT, words.CLOCK_MENU, options, "zone", request)


def own_clocks(times: Iterable[LocalTime], rest: bool) -> ui.LayoutView:
    """Ask what time it is for someone, to set their time zone alone. With `rest`, the last entry leads on."""
    options = [_clock(time) for time in times]
    if rest:
        options.append(discord.SelectOption(label=words.ANOTHER_TIME, value=MORE))
    back = blocks.button(labels.MY_SETTINGS, "me", "show")
    menu = _menu(words.CLOCK_MENU, options, encode("me", "clock"))
    return blocks.view(blocks.card(blocks.text(words.WHAT_TIME_IS_IT)), menu, blocks.row(back))


def own_cities(zones: Iterable[Zone], settings: str) -> ui.LayoutView:
    """Ask for a city, to set someone's time zone alone."""
    options = [discord.SelectOption(label=words.city(zone)[:100], value=zone.name) for zone in zones]
    text = f"{words.WHICH_CITY}\n{words.city_hint(settings)}"
    menu = _menu(words.CITY_MENU, options, encode("me", "city"))
    back = blocks.button(words.BACK, "me", "clocks")
    return blocks.view(blocks.card(blocks.text(text)), menu, blocks.row(back))


def other_clocks(request: ReminderRequest, rest: Iterable[LocalTime]) -> ui.LayoutView:
    """Ask what time it is for someone, with the times that the first menu had no room for."""
    options = [_clock(time) for time in rest]
    back = blocks.button(words.BACK, "remind", "set", *request.arguments)
    return _ask_zone(words.WHAT_TIME_IS_IT, words.CLOCK_MENU, options, "zone", request, back)


def cities(request: ReminderRequest, zones: Iterable[Zone], settings: str) -> ui.LayoutView:
    """Ask for a city, where zones with the same time change their clocks differently."""
    options = [discord.SelectOption(label=words.city(zone)[:100], value=zone.name) for zone in zones]
    text = f"{words.WHICH_CITY}\n{words.city_hint(settings)}"
    back = blocks.button(words.BACK, "remind", "set", *request.arguments)
    return _ask_zone(text, words.CITY_MENU, options, "city", request, back)


def rests(reminder: Reminder) -> ui.LayoutView:
    """Say, at the next command, that a reminder is paused."""
    return blocks.note(_state(reminder), color=blocks.PARTLY, buttons=_settings(reminder))


def stop_button(number: int) -> blocks.Button:
    """Return the button that stops reminders. On a reminder's message, it carries the reminder's number."""
    return blocks.button(words.STOP, "remind", "stop", number)


def _state(reminder: Reminder) -> str:
    match reminder.paused:
        case None:
            return f"🔔 {_running(reminder)}"
        case "closed":
            return words.CLOSED
        case "zone-gone":
            return words.zone_gone(reminder.recurrence.zone)
        case _:
            return words.PAUSED


def _running(reminder: Reminder) -> str:
    comes = reminder.following().at // 1000
    return f"**{words.one_question(reminder.recurrence)}.** The next one comes <t:{comes}:R>."


def _settings(reminder: Reminder) -> list[blocks.Button]:
    """Return what can be done about a reminder: the one to press next comes first."""
    course, stop = reminder.course, stop_button(0)
    change = blocks.button(words.CHANGE_TIME, "remind", "when", course, main=not reminder.paused)
    if reminder.paused is None:
        return [change, blocks.button(words.DAYS, "remind", "days"), stop]
    if reminder.paused == "zone-gone":
        request = ReminderRequest(course, reminder.recurrence.minute)
        return [blocks.button(words.TURN_ON, "remind", "set", *request.arguments, main=True), stop]
    return [blocks.button(words.TURN_ON, "remind", "resume", main=True), change, stop]


def _back() -> blocks.Button:
    return blocks.button(words.BACK, "remind", "show")


def _clock(time: LocalTime) -> discord.SelectOption:
    about = ", ".join(time.cities)[:100]
    return discord.SelectOption(label=words.clock(time), description=about, value=str(time.offset))


def _ask_zone(
    text: str,
    prompt: str,
    options: Sequence[discord.SelectOption],
    action: str,
    request: ReminderRequest,
    *buttons: blocks.Button,
) -> ui.LayoutView:
    menu = _menu(prompt, options, encode("remind", action, *request.arguments))
    rows = [blocks.row(*buttons)] if buttons else []
    return blocks.view(blocks.card(blocks.text(text)), menu, *rows)


def _menu(
    prompt: str, options: Sequence[discord.SelectOption], custom_id: str, most: int = 1
) -> blocks.Block:
    select: ui.Select[ui.LayoutView] = ui.Select(
        placeholder=prompt, options=list(options), custom_id=custom_id, max_values=most
    )
    return ui.ActionRow(select)
