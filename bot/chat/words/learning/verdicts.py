"""Feedback on an answer: the verdict first, then one sentence of why."""

from collections.abc import Sequence

from bot.chat.words import quoting
from bot.domain.questions.grading import Verdict

REPEATED = "You'd already answered this one. Your first answer counts."
CHANGED = "The course has changed this question since then. This is the version you answered."
GUESSED = "Noted as a guess. It'll come back soon."
CLOSE = "**Does your answer say the same thing?**"
YES, ALMOST, NO = "Yes", "Almost", "No"
ALL_RIGHT = "Right, that's all of them."

_JUDGED: dict[Verdict, str] = {
    "right": "✅ **Counted as right.**",
    "near": "🟡 **Counted as almost right.**",
    "wrong": "❌ **Counted as wrong.**",
}


def right(answer: str, why: str) -> str:
    """Return the feedback on a right choice."""
    return f"✅ **Right: {quoting.ended(answer)}** {why}"


def still_known(days: int) -> str:
    """Return the feedback on a right answer in a review, and when the question comes back."""
    back = "tomorrow" if days <= 1 else f"in {days} days"
    return f"✅ **You still know it.** Back {back}."


def wrong(answer: str, why: str, better: str = "") -> str:
    """Return the feedback on a wrong choice: what it leads to, and the better one."""
    return f"❌ **Not {quoting.ended(answer)}** {why}" + (f"\n✅ {better}" if better else "")


def unknown(answer: str, why: str) -> str:
    """Return what to say to someone who didn't know."""
    return f"**It's {quoting.ended(answer)}** {why}"


def statement(choice: str, why: str, *, right: bool) -> str:
    """Return the feedback on a statement. `choice` is the right one of its two options."""
    choice = f"{choice.lower()}." if choice in ("True", "False") else quoting.ended(choice)
    return f"✅ **Right, it's {choice}** {why}" if right else f"❌ **It's {choice}** {why}"


def these(options: Sequence[str], why: str) -> str:
    """List the right options, and say why."""
    return "\n".join(["These are the ones:", *(f"- {option}" for option in options), why])


def ask_if_same(typed: str, wanted: str) -> str:
    """Ask whether a typed answer says the same as the wanted one."""
    return f"{CLOSE}\n> {typed}\nWe were looking for: **{wanted}**"


def answer_was(what: str, why: str = "") -> str:
    """Return the answer to a question with several parts, for someone who didn't know."""
    return f"**{what}** {why}".rstrip()


def all_right(what: str, why: str) -> str:
    """Return the feedback on a right answer that has several parts."""
    return f"✅ **{what}** {why}"


def ticked(option: str, *, hit: bool) -> str:
    """Return a right option with a box that's ticked if it was chosen."""
    return f"{'☑' if hit else '☐'} {option}"


def partly(right: int, parts: int, what: str, wrong: int = 0, *, scored: bool = True) -> str:
    """Return the feedback on an answer with several parts. `wrong`: parts that don't belong. If they cost all
    the points, it isn't `scored`.
    """
    too_many = f", {wrong} wrong" if wrong else ""
    return f"{'🟡' if scored else '❌'} **{right} of {parts} right{too_many}.** {what}"


def nearly(what: str) -> str:
    """Return the feedback on an order that's partly right."""
    return f"🟡 **Partly right.** {what}"


def none_right(what: str) -> str:
    """Return the feedback on a wrong answer that has several parts."""
    return f"❌ **That's wrong.** {what}"


def judged(verdict: Verdict, answer: str, why: str) -> str:
    """Return the feedback on a typed answer that the learner judged."""
    better = "" if verdict == "right" else f"\n✅ {answer}"
    return f"{_JUDGED[verdict]} {why}{better}"
