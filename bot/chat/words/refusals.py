"""What to say when a request can't be done: what happened, and what to do now."""

import math
from collections.abc import Callable, Sequence

from bot.chat.words.class_refusals import refusal_in_class
from bot.chat.words.feature_names import SERVERS_ALONE, feature_name
from bot.chat.words.formatting import enumerate_bold
from bot.chat.words.live_quizzes.refusals import refusal_in_live
from bot.chat.words.numbers import count
from bot.chat.words.quoting import clean, ended
from bot.errors import user as errors
from bot.errors.storage import RecordUnavailable, StorageFault
from bot.errors.user import UserError

PRESS_AGAIN = "That took a little too long. Please press it again."

RESTARTING = "I'm restarting. Please try again in a minute. Nothing is lost."

_SAID: dict[type[UserError], str] = {
    errors.NoScenario: "This course has nothing to simulate. Its lessons are a good way to go on.",
    errors.NoQuestions: "There's no question to ask here yet. Try another lesson, or /quiz without a lesson.",
    errors.QuizNotFound: "This quiz was erased. Start a new one with /quiz.",
    errors.QuizClosed: "This assessment is over, so your answer wasn't counted. See your results "
    "with /progress.",
    errors.OwnChallenge: "That's your own quiz, so there's nothing to beat. Wait for someone else to try!",
    errors.NotYourQuiz: "That's someone else's quiz. Start your own with /quiz.",
    errors.WordingLost: "The course has changed this question since you answered it, and the old text "
    "can't be read anymore, so I can't show its feedback. Your answer and score are safe.",
    errors.MayNotPost: "You can't write in this channel, so you can't share here. Try another one.",
    errors.NotEarned: "You're not quite there yet. /certificate shows what's missing.",
    errors.DraftNotFound: "This draft was deleted. Start a new one with /plan.",
    errors.BlankMessage: "That was blank, so nothing was saved. Write a line or two and send it again.",
    errors.NoDraftHere: "This lesson has no writing task. /plan shows which ones do.",
    errors.CopyTooLarge: "Your data is too large for Discord. Ask the person who runs this bot for a copy. "
    "Nothing was changed.",
    errors.StaleControl: "This is from an older version of the bot and doesn't work anymore. Start again "
    "with /learn or /help.",
    errors.ScheduleNotFound: "This server has no daily post like that. See /daily show, or add one with "
    "/daily set.",
    errors.ScheduleAdded: "Someone else just set up a daily post, so I didn't add one. See /daily show.",
    errors.ScheduleChanged: "Someone else just changed this post, so nothing was done. See /daily show.",
    errors.ScheduleRests: "This post is paused, so there's no next date to skip. Run /daily resume first.",
    errors.NoDays: 'Type the days like "mon wed fri", "mon-fri", "weekdays", "weekend" or "every day".',
    errors.PostNotFound: "This post was deleted, or the course has changed since. See /lesson.",
    errors.NotAnsweredYet: "Answer first, and then you'll see how the others did.",
    errors.ReminderNotFound: "You don't have a reminder. You can turn reminders on in /me.",
    errors.NotAManager: "This is only for moderators (people with Manage Server).",
    errors.EveryoneRole: "@everyone can't be the teacher role, because every learner has it. Choose a role "
    "that only teachers have.",
    errors.NotAModerator: "This is only for moderators (people with Manage Server) and the teacher role from "
    "/server settings.",
}
"""Sentences for errors that always mean the same."""


_NOT_STORED: dict[StorageFault, str] = {
    "busy": "another program is using the bot's database",
    "full": "the bot's disk is full",
    "read-only": "the bot can't write to its database",
    "damaged": "the bot's database is damaged",
    "gone": "the bot's database was moved or deleted while it was running",
    "unreachable": "the bot can't reach its database",
    "failed": "the bot couldn't write to its database",
}


def failure(number: str) -> str:
    """Return what to say when it's our fault. `number` finds the log entry."""
    return (
        "Something went wrong on our end. Everything you did before is safe. Please try again. "
        f"If it happens again, give error number **{number}** to the person who runs this bot."
    )


def unavailable(error: RecordUnavailable) -> str:
    """Return what to say when the database can't be used, which only the people who run the bot can fix."""
    if error.reason == "stopping":
        return RESTARTING
    return (
        f"That didn't work because {_NOT_STORED[error.reason]}, so nothing was saved. "
        "Please try again in a few minutes. If it keeps happening, tell the person who runs this bot."
    )


def refusal(error: UserError, mention: Callable[[str], str] = "/{}".format) -> str:
    """Return what happened and what to do now, for an error that the person can do something about.

    `mention` turns a command's name into a mention that can be tapped.
    """
    match error:
        case errors.LessonNotFound() | errors.CourseNotFound() | errors.TopicNotFound():
            return _not_found(error, mention)
        case errors.ZoneNotFound(asked=asked, near=near):
            return _unclear_zone(clean(asked), near)
        case errors.NameUnclear(limit=limit):
            return (
                f"A name needs letters, in any script, and at most {limit} characters. Nothing was changed."
            )
        case errors.TextTooLong(limit=limit):
            return f"That's longer than {limit} characters, so nothing was saved. Shorten it and try again."
        case errors.TimeUnclear(asked=asked):
            return _unclear_time(asked.strip())
        case errors.AlreadyShared(channel=channel):
            return f"You've already shared this result, in <#{channel}>."
        case errors.TooFast(seconds=seconds):
            return f"That was quick! Please wait {count(math.ceil(seconds), 'second')}. Nothing is lost."
        case errors.FeatureOff(feature=feature):
            name = feature_name(feature)
            there = "" if feature in SERVERS_ALONE else " It still works in direct messages."
            return f'This server\'s moderators switched off "{name}" in /server settings.{there}'
        case errors.BotNotInServer(invite_url=invite_url):
            return (
                "The bot isn't a member of this server. Only its commands work here, so it can't post or "
                f"keep a board. Anyone with Manage Server can [invite the bot]({invite_url}). Then "
                "try again. Nothing was changed."
            )
        case _:
            said = _SAID.get(type(error)) or refusal_in_class(error) or refusal_in_live(error)
            return said or _refusal_to_moderators(error)


def _not_found(
    error: errors.LessonNotFound | errors.CourseNotFound | errors.TopicNotFound, mention: Callable[[str], str]
) -> str:
    """Return that nothing has the name that was typed, and which command shows what there is."""
    match error:
        case errors.LessonNotFound(asked=asked, near=near):
            many = "one of these" if len(near) > 1 else "this one"
            ask = f"Did you mean {many}?" if near else f"{mention('lesson')} without a name shows them all."
            return f"No lesson is called {ended(clean(asked))} {ask}"
        case errors.CourseNotFound(asked=asked):
            return (
                f'The course "{clean(asked)}" isn\'t taught here. If you took it before, your work is safe. '
                f"See what's taught now with {mention('lesson')}."
            )
        case errors.TopicNotFound(asked=asked):
            every = f"Run {mention('case')} without a topic to see them all."
            return f"The case has no topic called {ended(clean(asked))} {every}"


def _unclear_zone(asked: str, near: Sequence[str]) -> str:
    """Offer similar zones, or else say what to type."""
    if near:
        return f"I can't tell which time zone you mean by {ended(asked)} Is it {' or '.join(near)}?"
    return (
        f"I can't find a time zone for {ended(asked)} "
        "Type a large city near you and pick it from the list, or try the time on your clock."
    )


def _unclear_time(asked: str) -> str:
    """Offer both halves of the day for a bare hour, or else explain the format."""
    if len(asked) <= 2 and asked.isascii() and asked.isdigit() and 1 <= int(asked) <= 12:
        morning = int(asked) % 12
        return f"{asked} could be {morning:02}:00 or {morning + 12}:00. Which one do you mean?"
    return "I can't read that time. Type it like 08:30 or 20:30. 8:30 pm, noon and midnight work too."


def _refusal_to_moderators(error: UserError) -> str:
    """Return why a daily post can't be set up like that: what's in the way, and where."""
    match error:
        case errors.ScheduleExists(channel=channel):
            return (
                f"Another daily post already does this in <#{channel}> at the same times. See /daily show, "
                "or change it with /daily edit. Nothing was changed."
            )
        case errors.TooManySchedules(limit=limit):
            return f"A server can have up to {limit} daily posts. Remove one first with /daily remove."
        case errors.ChannelNotAllowed(channel=channel):
            return f"/server settings doesn't allow posts in <#{channel}>. Pick another, or allow it there."
        case errors.ChannelNotFound(channel=channel):
            return (
                f"The bot can't find the channel <#{channel}>. It was deleted, or it's in another server. To "
                "move a daily post, run /daily edit and choose another channel. Nothing was changed."
            )
        case errors.ChannelUnclear(channel=channel):
            return (
                "Discord isn't responding for this server right now, so the bot can't tell if it can post in "
                f"<#{channel}>. Nothing was changed. Please try again in a minute."
            )
        case errors.PermissionMissing(channel=channel, missing=missing):
            return (
                f"The bot can't post in <#{channel}>: it's missing {enumerate_bold(missing)}. Go to Edit "
                "channel → Permissions, add the bot's role and allow it. Then try again. Nothing was changed."
            )
        case errors.NotAnnouncements(channel=channel):
            return (
                f"Only posts in announcement channels can be published, and <#{channel}> isn't one. Choose "
                "another channel, or leave out publish. Nothing was changed."
            )
        case errors.RoleUnmentionable(role=role):
            return (
                f"The bot can't mention <@&{role}>. Go to Server settings → Roles → that role → \"Allow "
                'anyone to @mention this role", then try again. The bot never mentions @everyone.'
            )
        case _:
            return "I can't do that. See what I can do with /help."
