"""Sentences for people whose wish could not be done: what happened, and what to do now."""

import math

from bot import errors
from bot.chat.words import RESTARTING, SERVERS_ALONE, clean, count, enumerate_bold, feature_name
from bot.errors import RecordUnavailable, StorageFault, StudyError

_SAID: dict[type[StudyError], str] = {
    errors.NoQuestions: "There is no question to ask here yet. Try another lesson, or /quiz without one.",
    errors.QuizNotFound: "This quiz is not stored any more: it was erased. Start a new one with /quiz.",
    errors.QuizClosed: "This test is over, so nothing was added to it. /progress says what came of it.",
    errors.NotYourQuiz: "This quiz belongs to somebody else. Start your own with /quiz.",
    errors.WordingLost: "The course has changed this question since you answered it, and the text you saw "
    "can't be read anymore, so its feedback can't be shown. Your answer and its score are kept.",
    errors.MayNotPost: "You may not write in this channel, so nothing can be shared here. Try another "
    "channel.",
    errors.NotEarned: "Something is still missing for the certificate. /certificate says what.",
    errors.DraftNotFound: "This draft is not stored any more: it was deleted. /draft begins a new one.",
    errors.NoDraftHere: "This lesson has nothing to write. /draft without a name lists those that have.",
    errors.CopyTooLarge: "Your data is more than Discord lets the bot attach here. Ask the person who "
    "runs this bot for it; nothing was changed.",
    errors.StaleControl: "This is from an older version of the bot and can't be used any more. Start again "
    "with /lesson, /quiz or /help.",
    errors.ScheduleNotFound: "This server has no such daily post. /daily show lists those it has, /daily set "
    "adds one.",
    errors.ScheduleChanged: "Somebody else changed it in the same moment, so nothing was done. See /daily "
    "show.",
    errors.ScheduleRests: "This daily post is paused, so there is no next date to leave out. /daily resume "
    "goes on.",
    errors.AlwaysQuiet: "With all days quiet no reminder would ever come. Leave a day out of “quiet”, or run "
    "/remind with “off” to stop.",
    errors.NoDays: "Name the days as “mon wed fri”, “mon-fri”, “weekdays”, “weekend” or “every day”.",
    errors.PostNotFound: "This post is not in the record any more, or the course has changed since. See "
    "/lesson.",
    errors.NotAnsweredYet: "How the others answered is shown once you have answered yourself.",
    errors.ReminderNotFound: "You have no reminder. /remind sets one.",
    errors.NotAManager: "This is for moderators: people with the permission Manage Server.",
    errors.EveryoneRole: "@everyone can't be the teacher role, since every learner has it. Choose a role "
    "that only teachers have.",
    errors.NotAModerator: "This is for moderators (Manage Server) and for the teacher role of /server "
    "settings.",
}
"""Of those that always mean the same."""


_NOT_STORED: dict[StorageFault, str] = {
    "busy": "another program is holding the bot's records",
    "full": "the bot's disk is full",
    "read-only": "the bot isn't allowed to write to its records",
    "damaged": "the bot's records are damaged",
    "gone": "the bot's records were moved or deleted while it was running",
    "unreachable": "the bot can't reach its records",
    "failed": "the bot couldn't write to its records",
}


def unavailable(error: RecordUnavailable) -> str:
    """Return what to say when the record can't be used: only the people who run the bot can fix it."""
    if error.reason == "stopping":
        return RESTARTING
    return (
        f"That didn't work because {_NOT_STORED[error.reason]}, so nothing was saved. "
        "Please try again in a few minutes; if it goes on, tell the person who runs this bot."
    )


def refusal(error: StudyError) -> str:
    """What happened and what to do now, for an error that a person can do something about."""
    match error:
        case errors.LessonNotFound(asked=asked, near=near):
            hint = " or ".join(f"**{title}**" for title in near)
            ask = f"Did you mean {hint}?" if near else "Run /lesson without a name to see them all."
            return f"There is no lesson called “{clean(asked)}”. {ask}"
        case errors.CourseNotFound(asked=asked):
            return (
                f"The course “{clean(asked)}” isn't taught here. If it once was, what you did in it is kept. "
                "/lesson shows what's taught now."
            )
        case errors.TopicNotFound(asked=asked):
            return f"The case has no topic “{clean(asked)}”. Run /case without one to see them all."
        case errors.ZoneNotFound(asked=asked, near=near):
            other = "Type a larger city nearby, your country, or the time on your clock."
            ask = f"Did you mean {' or '.join(near)}?" if near else other
            return f"There is no time zone called “{clean(asked)}”. {ask}"
        case errors.NameUnclear(limit=limit):
            return f"A name has letters, in any script, and at most {limit} characters. Nothing was changed."
        case errors.TextTooLong(limit=limit):
            return f"That's longer than {limit} characters, so nothing was done. Shorten it and try again."
        case errors.TimeUnclear(asked=asked):
            return _unclear_time(asked.strip())
        case errors.TooFast(seconds=seconds):
            return f"That was quick. Please go on in {count(math.ceil(seconds), 'second')}; nothing is lost."
        case errors.FeatureOff(feature=feature):
            name = feature_name(feature)
            there = "" if feature in SERVERS_ALONE else " Direct messages still have it."
            return f"“{name}” is switched off in this server by its moderators: /server settings.{there}"
        case errors.BotNotInServer(invitation=invitation):
            return (
                "The bot isn't a member of this server: only its commands work here, so it can't post or "
                f"keep a leaderboard. Anyone with Manage Server can [invite the bot]({invitation}). Then "
                "try again; nothing was changed."
            )
        case _:
            return _SAID.get(type(error)) or _refusal_to_moderators(error)


def _unclear_time(asked: str) -> str:
    """A bare hour might be either half of the day, so both are offered."""
    if len(asked) <= 2 and asked.isascii() and asked.isdigit() and 1 <= int(asked) <= 12:
        morning = int(asked) % 12
        return f"{asked} could be {morning:02}:00 or {morning + 12}:00. Write the one that you mean."
    return "That is not a time of day. Write it as 08:30 or 20:30; 8:30 pm, noon and midnight work too."


def _refusal_to_moderators(error: StudyError) -> str:
    """Why a daily post could not be set as asked: what is in the way, and where."""
    match error:
        case errors.ScheduleExists(channel=channel):
            return (
                f"One posts the same in <#{channel}> at the same times already. See /daily show; "
                "instead_of in /daily set changes it. Nothing was added or changed."
            )
        case errors.TooManySchedules(limit=limit):
            return f"A server has room for {limit} daily posts. Remove one first: /daily remove."
        case errors.ChannelNotAllowed(channel=channel):
            return f"/server settings keeps posts out of <#{channel}>. Choose another, or allow it there."
        case errors.ChannelNotFound(channel=channel):
            return (
                f"The bot does not find the channel <#{channel}>: it was deleted, or is in another server. "
                "/daily set with instead_of and another channel moves a daily post. Nothing was changed."
            )
        case errors.ChannelUnclear(channel=channel):
            return (
                "Discord doesn't answer for this server just now, so the bot can't see whether it may post "
                f"in <#{channel}>. Nothing was changed; please try again in a minute."
            )
        case errors.PermissionMissing(channel=channel, missing=missing):
            return (
                f"The bot may not post in <#{channel}>: it lacks {enumerate_bold(missing)}. Edit channel → "
                "Permissions → add the bot's role and allow it; then try again. Nothing was changed."
            )
        case errors.RoleUnmentionable(role=role):
            return (
                f"The bot may not mention <@&{role}>. Server settings → Roles → that role → “Allow anyone to "
                "@mention this role”; then try again. It never mentions everyone."
            )
        case _:
            return "That can't be done as asked. /help says what can."
