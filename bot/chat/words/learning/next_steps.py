"""What comes next: the button's label, and a line about it."""

from bot.chat.words import dates
from bot.chat.words.achievements import assessments
from bot.chat.words.learning.lessons import in_sentence, lesson_label
from bot.chat.words.numbers import count
from bot.services.learning.due_reviews import DueReviews
from bot.services.learning.lessons.next_step import NextStep

REVIEW_MORE = "Five more"
SOMETHING_NEW = "Want something new?"
ALL_DONE = "You've finished the whole course."
LESSONS_DONE = "You've finished all the lessons."

CONTINUE = "Continue ▸"


def switched(title: str) -> str:
    """Return which course is the current one now."""
    return f'**Your course is now "{title}."** All commands use it. You can change it in `/me`.'


def label(step: NextStep) -> str:
    """Return the label of the button that opens the next step."""
    lesson = step.place.lesson if step.place else None
    match step.kind:
        case "assessment":
            begun = step.status.next is not None and step.status.next.sitting is not None
            return "Back to the assessment ▸" if begun else "Take the final assessment ▸"
        case "quiz":
            return "Finish your quiz ▸"
        case "lesson" if lesson:
            return f"Next: {in_sentence(lesson)} ▸"
        case "lesson-quiz" if lesson:
            return f"{lesson_label(lesson)} quiz ▸"
        case "certificate":
            return "Get your certificate ▸"
        case "review":
            return f"Review {len(step.due.items)} ▸"
        case "draft":
            return "Revise your draft ▸" if step.revising else "Write your draft ▸"
    return "Practice ▸"


def rested(step: NextStep) -> str:
    """Return what to say when there's nothing left to do."""
    status = step.status
    if not status.waiting:
        return f"**{ALL_DONE}** {until(step.due)}"
    opens = assessments.tomorrow(status) if status.opens_tomorrow else assessments.when(status)
    return f"**{LESSONS_DONE}** {opens}\n{until(step.due)}"


def until(due: DueReviews) -> str:
    """Return when the next review is due."""
    if due.items:
        return f"{count(len(due.items), 'review is', 'reviews are')} waiting for today."
    if due.waiting:
        return "That's enough for today."
    if due.next_due is None:
        return "There's nothing to review yet."
    return f"Nothing to review until {dates.day(due.next_due, due.today).removeprefix('on ')}."
