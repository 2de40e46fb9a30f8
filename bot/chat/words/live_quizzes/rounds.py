"""What live rounds say, to everyone and to each player."""

from collections.abc import Sequence

from bot.chat.words import quoting
from bot.chat.words.learning.quizzes import score, squares
from bot.chat.words.numbers import count
from bot.domain.live.live_round import Ending, LiveRound
from bot.domain.live.scoring import LiveRank
from bot.services.live.answering import PlayerResult
from bot.services.ports.messenger import LivePost

JOIN, START, NEXT, PODIUM, STOP = "Join", "Start ▸", "Next question ▸", "Show the podium ▸", "Stop"
MY_RESULT, REVIEW = "See how I did ▸", "Review what you missed ▸"

SCORING = "Each right answer is 100 points. Speed doesn't count, so take your time."
TIES = "The same points share a place."

_MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}

_ENDINGS: dict[Ending, str] = {
    "": "That's it!",
    "stopped": "Stopped early",
    "idle": "Ended: nobody went on",
    "off": "Ended: live quizzes were switched off here",
    "blocked": "Ended early",
}

NAMED = 10
"""Most names to list for one place."""


def title(post: LivePost) -> str:
    """Return what the round is about."""
    lesson = post.lesson
    return f"{lesson.emoji} {lesson.title}" if lesson else "🎯 A mix of everything"


def lobby(post: LivePost) -> str:
    """Return the invitation to a round."""
    live = post.live
    change = " You can change your answer until time is up." if live.changes else ""
    when = f"Starts <t:{post.next_at // 1000}:R>." if post.next_at else "Starts when the host is ready."
    host = f" Hosted by <@{live.host}>." if live.host else ""
    return (
        f"## Live quiz\n**{title(post)}**\n"
        f"{count(live.questions, 'question')}, {live.seconds} seconds each. {SCORING}{change}\n\n"
        f"**{when}**{host}\n-# Your name and points show in this channel. Your answers don't. "
        "You can join late: just answer."
    )


def number(live: LiveRound) -> str:
    """Return which question it is."""
    return f"Question {live.position + 1} of {live.questions}"


def time_left(post: LivePost) -> str:
    """Return until when people can answer. Discord counts down by itself."""
    return f"⏱ Time's up <t:{-(-(post.next_at or 0) // 1000)}:R>"


def verdict(answer: str, why: str, *, letter: bool) -> str:
    """Return the right answer and why. `answer` is its text, or its `letter`."""
    return f"✅ **It's {f'{answer}.' if letter else quoting.ended(answer)}** {why}"


def choice(letter: str, option: str, share: str, *, right: bool) -> str:
    """Return an option with how many chose it. `letter` is "" for one that has none."""
    mark = " (right)" if right else ""
    return f"**{share}**{mark} · {f'**{letter}** ' if letter else ''}{option}"


def what_next(post: LivePost) -> str:
    """Return when it goes on after a question."""
    if post.live.ending or post.next_at is None:
        return ""
    what = "Podium" if post.live.is_last else "Next question"
    return f"{what} <t:{post.next_at // 1000}:R>"


def voted(people: int) -> str:
    """Return how many answered."""
    return count(people, "answer") if people else "Nobody answered in time."


def standings(found: Sequence[LiveRank], names: int = NAMED) -> str:
    """Return a line for each place: a medal or a number, the points, and who has them."""
    return "\n".join(
        f"{_MEDALS.get(rank.place, f'**{rank.place}.**')} **{rank.points}** · {_names(rank.learners, names)}"
        for rank in found
    )


def _names(learners: Sequence[int], most: int) -> str:
    shown = ", ".join(f"<@{each}>" for each in learners[:most])
    left = len(learners) - most
    return f"{shown} and {count(left, 'more', 'more')}" if left > 0 else shown


def podium(post: LivePost) -> str:
    """Return who won."""
    live = post.live
    head = f"## 🏁 {_ENDINGS[live.ending]}"
    if live.ending == "blocked":
        head += "\nThe bot couldn't post here for a while."
    winners = standings([rank for rank in post.ranks if rank.place <= len(_MEDALS)])
    if not winners:
        winners = "Nobody got points this time." if post.players else "Nobody played this time."
    played = f"-# {count(post.players, 'player')} · {title(post)} · {TIES}" if post.players else ""
    return "\n".join(filter(None, [head, winners, played]))


def joined(live: LiveRound, *, new: bool) -> str:
    """Say that someone's in."""
    head = "✅ **You're in.**" if new else "✅ **You're in already.**"
    change = "You can change it until time is up." if live.changes else "Your first press counts."
    return f"{head} Questions show up in this channel. Press your answer on each one. {change}"


def locked_in(option: str, *, repeated: bool, changes: bool) -> str:
    """Say which answer is stored. `repeated`: it was stored by another press."""
    if repeated:
        return f"🔒 **Locked in: {option}** That's the answer that counts."
    return f"🔒 **Locked in: {option}**" + (" You can change it until time is up." if changes else "")


def opened(live: LiveRound) -> str:
    """Tell the host what happens now."""
    how = (
        "It starts in 30 seconds and goes on by itself. To go faster, run /live next."
        if live.automatic
        else "When people have joined, press Start. After each question, press Next there, or run /live next."
    )
    return f"✅ **Your live quiz is open below.** {how} To end it, run /live stop."


def went_on(live: LiveRound) -> str:
    """Tell the host what they did."""
    if live.phase == "podium" or live.ending:
        return "✅ The podium is coming up."
    if live.phase == "results":
        return "✅ Answers are closed."
    return f"✅ {number(live)} is coming up."


STOPPED = "✅ **Stopped.** Every answer so far counts. The podium is coming up."


def result(found: PlayerResult) -> str:
    """Return how a player did, and their line to share."""
    quiz = found.quiz
    if quiz is None:
        return "You didn't answer in this one. The next one is yours!"
    among = f" · place {found.rank.place} of {found.places}" if found.rank else ""
    head = f"**{score(quiz)} right · {found.points} points{among}**"
    row = squares(quiz)
    missed = len(quiz.wrong)
    if not missed:
        return f"🎉 {head}\n{row}"
    back = "The one you missed comes" if missed == 1 else f"The {missed} you missed come"
    return f"{head}\n{row}\n{back} back in your reviews, too."
