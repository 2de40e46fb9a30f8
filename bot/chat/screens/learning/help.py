"""The first screen, the help, and the greeting of a server."""

from collections.abc import Callable

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.screens.learning import assessment
from bot.chat.screens.learning.review import upcoming
from bot.chat.words import labels, numbers
from bot.domain.course.course import Course
from bot.services.learning.next_step import NextStep

Mention = Callable[[str], str]
"""A command's name as a mention that can be tapped."""


def welcome(onward: NextStep, *, begun: bool) -> ui.LayoutView:
    """What this is, or where to go on. `begun`: the learner has read or practised."""
    tests, course = onward.tests, onward.course
    invited = tests is not None and tests.invited
    returning = begun or onward.unfinished or (tests and tests.open and not invited)
    text = _back(onward) if returning else _introduction(course)
    cards, rows = [blocks.card(blocks.text(text))], []
    if tests and invited and not returning:
        cards.append(blocks.card(blocks.text(assessment.invitation(tests))))
        rows.append(assessment.first_choice(tests))
    offered = assessment.take(tests) if tests and returning else []
    onwards = ("start", "continue", course.id, *([] if returning and tests else ["later"]))
    label = "Continue" if returning else "Start with lesson 1"
    buttons = [
        blocks.button(label, *onwards, main=not rows and not offered),
        *offered,
        blocks.button(labels.ALL_LESSONS, "lesson", "overview", course.id),
        blocks.button("Quiz me", "quiz", "start", course.id, ""),
        blocks.button("Help", "help", "show"),
    ]
    return blocks.view(*cards, *rows, blocks.row(*buttons))


def _introduction(course: Course) -> str:
    minutes = sum(lesson.minutes for lesson in course.units.values())
    lessons = numbers.count(len(course.lessons), "short lesson")
    extra = f" and {numbers.count(len(course.extra), 'extra unit')}" if course.extra else ""
    return (
        f"## {course.title}\n{course.about.summary}\n\n"
        f"{lessons}{extra}, about {minutes} minutes in all, each with a quiz. "
        "Answers and feedback are seen by you alone. "
        "Stop at any time and go on where you left, on any device.\n"
        f"-# For: {course.about.audience}"
    )


def _back(onward: NextStep) -> str:
    tests, reviews = onward.tests, len(onward.agenda.items)
    lines = ["## Welcome back"]
    if tests and tests.open:
        lines += [assessment.when(tests)]
    if onward.first == "test":
        lines.append("Next: the test.")
    else:
        if reviews:
            lines.append(f"First: {numbers.count(reviews, 'question')} to recall before it fades.")
        lines.append(_next(onward))
    return "\n".join(lines)


def _next(onward: NextStep) -> str:
    """What comes next, reviews apart."""
    match onward.then:
        case "test":
            return "Next: the test."
        case "page" if onward.page:
            place, page = onward.page
            return f"Next: **{place.lesson.title}**, page {page + 1}."
        case "draft" if onward.draft:
            title = f"**{onward.draft.lesson.title}**"
            if onward.begun:
                return f"Next: revise your draft of {title}."
            return f"Next: write the message that {title} asks for, and revise it."
        case "certificate":
            return "Next: your certificate. All that it takes is there."
    if onward.unfinished:
        where, length = onward.unfinished.position + 1, len(onward.unfinished.quiz.items)
        lesson = onward.unfinished.lesson
        title = lesson.title if lesson else onward.course.title
        return f"Next: your quiz on **{title}**, question {where} of {length}."
    return f"You have read every lesson. A quiz keeps it fresh. {_left(onward)}".strip()


def _left(onward: NextStep) -> str:
    """With every page read: the test that comes, and where to see what else the certificate takes."""
    tests = onward.tests
    coming = assessment.when(tests) if tests and not tests.open else ""
    missing = "" if onward.certified else "/certificate says what is still missing for yours."
    return f"{coming} {missing}".strip()


def finished(onward: NextStep) -> ui.LayoutView:
    """Every page is read: when the next review is due, and what else is left."""
    left = _left(onward) if onward.then == "practise" else _next(onward)
    text = (
        f"## All lessons read\nWhat lasts comes from recalling it. {upcoming(onward.agenda)}\n{left}".strip()
    )
    course = onward.course
    buttons = [
        blocks.button("Quiz me", "quiz", "start", course.id, "", main=True),
        blocks.button(labels.MY_PROGRESS, "progress", "show"),
        blocks.button(labels.ALL_LESSONS, "lesson", "overview", course.id),
    ]
    if onward.then != "practise":
        buttons.insert(0, blocks.button("Continue", "start", "continue", course.id))
    return blocks.view(blocks.card(blocks.text(text), colour=blocks.RIGHT), blocks.row(*buttons))


def guide(course: Course, mention: Mention) -> ui.LayoutView:
    """By what people want to do."""
    credit = f"\n-# {course.about.credits}" if course.about.credits else ""
    text = (
        "## What would you like to do?\n"
        f"**Begin, or go on where I was**: {mention('start')}\n"
        f"**Read a lesson**: {mention('lesson')}, with or without its name\n"
        f"**Look up what happened**, with sources: {mention('case')}\n"
        f"**Ask the course a question**: {mention('ask')}, in your own words\n"
        f"**Test myself**: {mention('quiz')}; an unfinished quiz goes on where it was\n"
        f"**Recall what I am about to forget**: {mention('review')}\n"
        f"**Write such a message myself**: {mention('draft')} checks it and shows one way\n"
        f"**Keep what it means for us**: {mention('journal')} and {mention('checklist')}\n"
        f"**See how far I am**, and what my tests before and after the course say: {mention('progress')}; "
        f"with others: {mention('leaderboard')}; when I am through: {mention('certificate')}\n"
        f"**Change my settings and reminders; see, copy or erase my data**: {mention('me')}\n\n"
        "**Who sees what?** In a server, replies are seen by you alone until you share one.\n"
        "**A question seems wrong?** Press “This question is wrong” under it; the author reads it.\n"
        f"**For moderators.** {mention('daily set')} posts something every day; {mention('server check')} "
        "says what works. Server settings → Integrations decides who may use which command, and where."
    )
    buttons = [
        blocks.button("Continue", "start", "continue", course.id, main=True),
        blocks.button(labels.ALL_LESSONS, "lesson", "overview", course.id),
        blocks.button("My data", "me", "show"),
        blocks.button("About daily posts", "help", "daily"),
    ]
    rules = [blocks.button("Privacy", "help", "privacy"), blocks.button("Terms", "help", "terms")]
    return blocks.view(blocks.card(blocks.text(text + credit)), blocks.row(*buttons), blocks.row(*rules))


def daily_posts(mention: Mention) -> ui.LayoutView:
    """What moderators want to know of daily posts before they rely on them."""
    text = (
        "## Daily posts\n"
        f"**Start one**: {mention('daily set')} asks for a channel, a time and a time zone. "
        f"{mention('daily preview')} shows the next post to you alone, {mention('daily show')} all of "
        "them with their next times. A post may mention one role and open a discussion thread.\n"
        "**What is posted**: the course in order, a page or a lesson a post; a question of the day; a "
        "fact of the day; or a mix. The staff is told three posts before the course ends; then come the "
        "questions that this server answers worst.\n"
        "**The question of the day** is answered in private, once: the first answer counts. How "
        "everybody answered is shown to those who have answered, and with the next post; never counts "
        "under five.\n"
        "\n"
        "**If the bot was down** at the time, it posts once when it is back, if less than six hours "
        "have passed. What is older is left out, never posted in a heap; the course goes on where it "
        "was. Nothing is posted twice.\n"
        "**When clocks change**, a post keeps its local time: 08:30 stays 08:30, in summer and winter. "
        "A time that the clock skips comes at the first minute after the gap; one that comes twice is "
        "used the first time.\n"
        "**If a permission is missing**, or the channel is gone, the daily post is paused and keeps its "
        "place, and the staff channel is told what to mend; without one, whoever set it, else the next "
        f"moderator who runs a command. {mention('daily resume')} goes on. {mention('server check')} "
        "shows what is missing where.\n"
        "**If Discord itself fails**, it is tried again until it works or six hours have passed."
    )
    return blocks.note(text, buttons=[blocks.button("Back", "help", "show", main=True)])


def greeting(course: Course, mention: Mention) -> tuple[str, discord.Embed]:
    """What a server is told when the bot joins: a classic message, so that notifications show it."""
    content = f"Hello! I teach **{course.title}** here. {mention('start')} begins the first lesson."
    embed = discord.Embed(title="For moderators: what to do next", colour=blocks.ACCENT)
    embed.description = (
        f"1. Try it: {mention('start')}. Replies are seen only by the person who asks.\n"
        "2. Choose who may use which command, and in which channels: Server settings → Integrations.\n"
        f"3. Tell your people: “Type {mention('start')}.” Pin this message if you like.\n\n"
        f"{mention('help')} explains the rest. I read nobody's messages, and need no further permissions."
    )
    return content, embed
