"""What one person sees of a live quiz: a player or the host."""

from discord import ui

from bot.chat import blocks
from bot.chat.screens.questions.kind import LETTERS, SHORT
from bot.chat.words import labels
from bot.chat.words.live_quizzes import rounds as words
from bot.domain.live.live_round import LiveRound
from bot.services.live.answering import LockedIn, PlayerResult


def joined(live: LiveRound, *, new: bool) -> ui.LayoutView:
    """Say that someone's in."""
    return blocks.note(words.joined(live, new=new), color=blocks.RIGHT)


def locked_in(found: LockedIn) -> ui.LayoutView:
    """Say which answer is stored."""
    place = found.vote.choice
    short = all(len(option.text) <= SHORT for option in found.question.options)
    option = found.question.options[place].text if short else LETTERS[list(found.order).index(place)]
    text = words.locked_in(option, repeated=found.repeated, changes=found.live.changes)
    return blocks.note(text)


def opened(live: LiveRound) -> ui.LayoutView:
    """Tell the host that the round is open, with buttons to start and to stop it."""
    start = blocks.button(words.START, "live", "next", live.id, 0, main=True)
    stop = blocks.button(words.STOP, "live", "stop", live.id)
    return blocks.note(words.opened(live), buttons=[start, stop])


def went_on(live: LiveRound) -> ui.LayoutView:
    """Tell the host what they did."""
    return blocks.note(words.went_on(live))


def stopped() -> ui.LayoutView:
    """Tell the host that the round is stopped."""
    return blocks.note(words.STOPPED)


def result(found: PlayerResult, *, shareable: bool) -> ui.LayoutView:
    """Show how a player did, with what to do about it."""
    quiz, course = found.quiz, found.course
    missed = bool(quiz and quiz.wrong and course)
    go = ("learn", "go", *([course.id] if course else []))
    buttons = [blocks.button(labels.KEEP_GOING, *go, main=not missed)]
    if quiz and missed:
        buttons.insert(0, blocks.button(words.REVIEW, "quiz", "fix", quiz.id, main=True))
    if quiz and shareable:
        buttons.append(blocks.button(labels.SHARE, "quiz", "share", quiz.id))
    return blocks.note(words.result(found), color=blocks.PARTLY if missed else blocks.RIGHT, buttons=buttons)
