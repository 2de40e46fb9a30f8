"""Feedback on an answer: the verdict first, then one sentence of why."""

from bot.chat.words import quoting
from bot.domain.questions.grading import Verdict

REPEATED = "You'd already answered this one. Your first answer counts."
CHANGED = "The course has changed this question since then. This is the version you answered."
GUESSED = "Noted as a guess. It'll come back soon."
CLOSE = "**Close call.** Does your answer say the same thing?"

_JUDGED: dict[Verdict, str] = {
    "right": "✅ **You say it's right.**",
    "near": "🟡 **You say it's nearly right.**",
    "wrong": "❌ **You say it isn't right.**",
}


def right(answer: str, why: str) -> str:
    """Return the feedback on a right choice."""
    return f"✅ **Right: {_quoted(answer)}** {why}"


def still_known(days: int) -> str:
    """Return the feedback on a right answer in a review, and when the question comes back."""
    back = "tomorrow" if days <= 1 else f"in {days} days"
    return f"✅ **You still know it.** Back {back}."


def wrong(answer: str, why: str, better: str = "") -> str:
    """Return the feedback on a wrong choice: what it leads to, and the better one."""
    return f"❌ **Not {_quoted(answer)}** {why}" + (f"\n✅ {better}" if better else "")


def unknown(answer: str, why: str) -> str:
    """Return what to say to someone who didn't know."""
    return f"**It's {_quoted(answer)}** {why}"


def answer_was(what: str, why: str = "") -> str:
    """Return the answer to a question with several parts, for someone who didn't know."""
    return f"**{what}** {why}".rstrip()


def all_right(what: str, why: str) -> str:
    """Return the feedback on a right answer that has several parts."""
    return f"✅ **{what}** {why}"


def partly(right: int, parts: int, what: str, wrong: int = 0) -> str:
    """Return the feedback on an answer of which some parts are right. `wrong`: parts that don't belong."""
    too_many = f", {wrong} wrong" if wrong else ""
    return f"🟡 **{right} of {parts} right{too_many}.** {what}"


def nearly(what: str) -> str:
    """Return the feedback on an order that's partly right."""
    return f"🟡 **Partly right.** {what}"


def none_right(what: str) -> str:
    """Return the feedback on a wrong answer that has several parts."""
    return f"❌ **Not quite.** {what}"


def judged(verdict: Verdict, why: str) -> str:
    """Return the feedback on a typed answer that the learner judged."""
    return f"{_JUDGED[verdict]} {why}"


def _quoted(answer: str) -> str:
    """Return an option in quotation marks, with a period at its end unless it has a mark of its own."""
    ended = answer if answer.endswith((".", "!", "?", "…", ")", '"')) else f"{answer}."
    return quoting.in_marks(ended)
