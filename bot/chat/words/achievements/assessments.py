"""What's said about a course's assessments."""

from collections.abc import Sequence

from bot.chat.words import numbers
from bot.domain.learning.assessment import PASSED, Sitting, Upcoming
from bot.domain.learning.gain import Gain, gain
from bot.domain.learning.quiz import Quiz
from bot.domain.questions.question import Question
from bot.services.learning.assessment import AssessmentStatus

FINAL = "The final assessment"
PRETEST = "The pretest"
CHECK = "The check"

WITHHELD = "You'll see the answers after the final assessment, so that it measures what you learn."
AGAIN = " You've seen its questions before."
GET_CERTIFICATE = "Get my certificate ▸"
NONE = "There's no assessment to take here."
NEXT_PAGE = "Next page"
PRACTICE_MISSED = "Practice what I missed ▸"
NOTHING_MISSED = "✅ **You didn't miss anything.**"
LOST = "A question that the course has changed since. Its old text is lost."

CHANGED = "The assessment has changed since your pretest, so your two results can't be compared."

SHORT_TEST = "Take a short pretest first, to see how much you learn"
NO_HURRY = "You can take it once a day, and you'll see how you did at the end. Take it any day you like."


def name(mode: str, *, check: bool = False) -> str:
    """Return what an assessment is called at the start of a sentence."""
    return PRETEST if mode == "pre" else CHECK if check else FINAL


def size(questions: int) -> str:
    """Return `12 questions, about 6 minutes`, at half a minute each."""
    return f"{numbers.count(questions, 'question')}, about {numbers.count(-(-questions // 2), 'minute')}"


def needed(questions: int) -> int:
    """Return how many right answers it takes to pass."""
    part, of = PASSED
    return -(-questions * part // of)


def when(status: AssessmentStatus) -> str:
    """Return which assessment comes next, and when, in a sentence; nothing if none does."""
    test = status.next
    if test is None:
        return ""
    called = name(test.mode, check=test.check)
    again = AGAIN if test.round > 1 and not test.check else ""
    if test.sitting:
        following = f"question {test.sitting.answered + 1} of {test.sitting.questions} is next"
        return f"{called} is unfinished: {following}."
    if status.open:
        return f"{called} is open: {size(status.questions)}.{again}"
    if test.opens_at is None:
        lessons = len(status.course.about.lessons)
        return f"{called} opens the day after your last badge. You have {status.badges} of {lessons}."
    return f"{called} opens {instant(test.opens_at)}.{again}"


def tomorrow(status: AssessmentStatus) -> str:
    """Return that the final assessment opens tomorrow, and what it takes."""
    return (
        f"The final assessment opens tomorrow: {size(status.questions)}. "
        f"Get {needed(status.questions)} right and the certificate is yours."
    )


def instant(at: int) -> str:
    """Format a time for Discord to show in each reader's own time, with how far away it is."""
    return f"<t:{-(-at // 1000)}:f> (<t:{-(-at // 1000)}:R>)"


def verdict(status: AssessmentStatus) -> str:
    """Return how the latest finished assessment went, in a line. There must be one."""
    done = status.finished[-1]
    if done.void:
        return "This one doesn't count: the course has changed or dropped all of its questions"
    score = f"{done.right} of {done.questions}"
    if done.mode == "pre":
        return f"{score} before the course"
    if done.passed:
        return f"🎓 You passed! {score}"
    return f"{score} this time. You need {needed(done.questions)}"


def uncounted(status: AssessmentStatus) -> str:
    """Return how many questions of the latest finished assessment didn't count, if any. There must be one."""
    done = status.finished[-1]
    if done.void or not done.dropped:
        return ""
    which = "it" if done.dropped == 1 else "them"
    dropped = numbers.count(done.dropped, "question")
    return f"{dropped} didn't count, because the course has changed or dropped {which}."


def summary(status: AssessmentStatus) -> str:
    """Return all finished assessments, and when the next one opens, in a line or two; nothing without any."""
    scores = ", then ".join(f"{each.right} of {each.questions}" for each in status.finished)
    return " ".join(filter(None, [f"Assessments: **{scores}** right." if scores else "", when(status)]))


def attempts(status: AssessmentStatus) -> list[str]:
    """Return a line on each finished assessment, if there's more than one."""
    done: Sequence[Sitting] = status.finished
    return [_attempt(each) for each in done] if len(done) > 1 else []


def change(status: AssessmentStatus) -> str:
    """Return what was learned since the pretest, in a sentence; nothing if that's unknown."""
    if status.compared:
        return meaning(gain(*status.compared))
    return CHANGED if status.changed_since else ""


def meaning(found: Gain) -> str:
    """Return what a difference between two assessments means, in a sentence."""
    if found.complete:
        return "You got everything right both times, so there was no room to improve."
    if found.direction == "same":
        return "As many as before the course."
    share = "A larger share than" if found.direction == "more" else "A smaller share than"
    amount = share if found.by is None else f"{found.by} {found.direction} than"
    luck = "That may be luck." if found.maybe_chance else "That's more than luck would explain."
    return f"{amount} before the course. {luck}"


def ending(left: int) -> str:
    """Return what ending an assessment early means; `left` questions are open."""
    return (
        f"**End it now?** {numbers.count(left, 'open question counts', 'open questions count')} as wrong. "
        "You can also finish later, on any device."
    )


def take(test: Upcoming | None) -> str:
    """Return the label of the button that starts or resumes an assessment."""
    if test and test.sitting:
        return "Resume the assessment"
    if test and test.check:
        return "Do I still know it?"
    return "Take the pretest" if test and test.mode == "pre" else "Take the assessment"


def missed(test: Quiz) -> str:
    """Return how much was missed in an assessment, in a line."""
    wrong, of = len(test.wrong), len(test.answers)
    return f"**You missed {wrong} of {of}.**" if wrong else NOTHING_MISSED


def which(number: int, test: Quiz) -> str:
    """Return which of someone's assessments it is: their `number`-th, from 1."""
    return f"Assessment {number}, {'before' if test.mode == 'pre' else 'after'} the course"


def why(question: Question | None) -> str:
    """Return the label of the menu entry that explains a question."""
    return f"Why? {question.prompt if question else LOST}"


def _attempt(done: Sitting) -> str:
    notes = [f"**{done.right} of {done.questions}**"]
    notes += [f"{done.unknown} not known"] if done.unknown else []
    notes += [numbers.count(done.guessed, "guess", "guesses")] if done.guessed else []
    notes += [f"ended after {numbers.count(done.answered, 'answer')}"] if not done.whole else []
    which = "Pretest" if done.mode == "pre" else "Assessment"
    return f"- {which}, <t:{(done.finished_at or 0) // 1000}:d>: {', '.join(notes)}"
