"""What pictures say: the words drawn on them, and their descriptions for people who don't see them."""

from collections.abc import Sequence

from bot.chat.words import numbers


def lesson(number: int) -> str:
    """Return `Lesson 1`, or `Bonus` for 0."""
    return f"Lesson {number}" if number else "Bonus"


def banner(number: int, title: str) -> str:
    """Describe the banner of a lesson."""
    return f"{lesson(number)}: {title}"


def badge_kind(*, gold: bool) -> str:
    """Return what a badge is called."""
    return "Gold badge" if gold else "Badge earned"


def badge(number: int, title: str, *, gold: bool) -> str:
    """Describe a badge that was earned."""
    if gold:
        return f"Gold badge for {_lessons([number])}, {title}: every goal mastered."
    return f"Badge earned for {_lessons([number])}, {title}."


STREAK = "day streak"
"""Below the number of days."""

CARDS = "of the cards"
"""Below the share of cards opened."""


def share(part: int, whole: int) -> str:
    """Return a share such as `61%`, rounded down, so that it's 100% only at the end."""
    return f"{100 * part // max(whole, 1)}%"


def progress(
    title: str,
    *,
    badges: int,
    earned: Sequence[int],
    gold: Sequence[int],
    streak: int,
    opened: int,
    cards: int,
) -> str:
    """Describe a learner's progress. `earned` and `gold` are numbers of lessons, each in order."""
    said = f"{sum(map(bool, earned))} of {numbers.count(badges, 'badge')}"
    if earned:
        said += f" ({_lessons(earned)}{f'; gold: {_lessons(gold)}' if gold else ''})"
    days = f"Streak: {numbers.count(streak, 'day')}. " if streak else ""
    return f"Progress in {title}: {said}. {days}Cards opened: {opened} of {cards}."


def _lessons(found: Sequence[int]) -> str:
    """Return `lesson 1`, or `lessons 1, 2 and 4`; 0 is the bonus, and comes last."""
    *first, last = [*(str(number) for number in found if number), *(["the bonus"] if 0 in found else [])]
    if not first:
        return last if last == "the bonus" else f"lesson {last}"
    return f"lesson{'s' if len(first) > 1 or last.isdigit() else ''} {', '.join(first)} and {last}"


CERTIFICATE = "Certificate"

ALL_READ = "All lessons completed"


def lessons(number: int) -> str:
    """Return `6 lessons`."""
    return numbers.count(number, "lesson")


def completed(*, named: bool) -> str:
    """Return the words between the name, if there is one, and the course title."""
    return "has completed the course" if named else "for completing the course"


def certificate(name: str, title: str, date: str, number: str, score: str | None) -> str:
    """Describe a certificate. `score` says how the final assessment went, if that's known."""
    scored = f" {score}." if score else ""
    return f"Certificate: {name} has completed the course {title}, {date}, number {number}.{scored}"


def all_read(title: str, number: int) -> str:
    """Describe the card for a completed course with this many lessons."""
    return f"{ALL_READ}: {title}, {lessons(number)}."
