"""What to call lessons, and what their screens say."""

from bot.chat.words import citations
from bot.chat.words.numbers import count
from bot.domain.course.cards import Artifact, ExtraKind, Outcome
from bot.domain.course.course import Source
from bot.domain.course.lesson import Lesson

NEXT = "Next ▸"
BACK = "Back one card"
BACK_TO_LESSON = "Back to the lesson"
SOURCES = "Sources"
REFLECT = "Write a reflection"
NO_TEMPLATE = "This lesson has no template to copy."
NO_SOURCE = "Made up for this course"
BETTER = "A better version"
EXTRAS = "Look closer"
CHOOSE_EXTRA = "Choose what to read"

_KINDS: dict[ExtraKind, str] = {
    "case": "In the case",
    "inside": "Inside a company",
    "since": "Since then",
    "contrast": "Another company",
}
_OUTCOMES: dict[Outcome, str] = {"well": "went well", "badly": "went badly", "mixed": "mixed"}


def lesson_label(lesson: Lesson) -> str:
    """Return `Lesson 3`, or `Bonus` for a bonus unit."""
    return "Bonus" if lesson.bonus else f"Lesson {lesson.number}"


def lesson_title(lesson: Lesson) -> str:
    """Return `3. Create a dialogue`, or the title of a bonus unit after `Bonus`."""
    return f"Bonus: {lesson.title}" if lesson.bonus else f"{lesson.number}. {lesson.title}"


def in_sentence(lesson: Lesson) -> str:
    """Return `lesson 3`, or `the bonus`."""
    return "the bonus" if lesson.bonus else f"lesson {lesson.number}"


def step(lesson: Lesson, number: int, *, named: bool = False) -> str:
    """Return which card it is. Where it's `named`, also say of which lesson. The first one's banner does."""
    place = f"{number}/{len(lesson.cards)}"
    if named:
        return f"{lesson.emoji} {lesson_label(lesson)} · {place}"
    return place if number == 1 else f"{lesson.emoji} {place}"


def begin(lesson: Lesson) -> str:
    """Return the label of the button after a lesson's opening question."""
    return f"Next: {in_sentence(lesson)} ▸"


def state(read: int, cards: int, *, earned: bool) -> str:
    """Return how far someone is in a lesson they've begun. `earned`: they have its badge."""
    if earned:
        return "🏅 badge earned"
    return "all cards read" if read >= cards else f"{read} of {cards} cards read"


def length(lessons: int, extra: int, minutes: int) -> str:
    """Return what a course holds, and how long it takes."""
    bonus = {0: "", 1: " and a bonus"}.get(extra, f" and {extra} bonus units")
    return f"{count(lessons, 'lesson')}{bonus}, about {count(minutes, 'minute')} in all"


def earned(lesson: Lesson) -> str:
    """Say that someone has just earned a lesson's badge."""
    return f"You've earned the {lesson.emoji} **{lesson.title}** badge."


def template(lesson: Lesson) -> str:
    """Return a lesson's template as a block to copy."""
    if not lesson.template:
        return NO_TEMPLATE
    fence = "```"
    return f"### {lesson.template.title}\n{fence}\n{lesson.template.text}\n{fence}"


def quiz_button(questions: int) -> str:
    """Return the label of the button under a lesson's last card."""
    return f"Take the quiz ({questions} questions) ▸" if questions > 1 else "Take the quiz ▸"


def kind_of_extra(kind: ExtraKind, outcome: Outcome | None) -> str:
    """Return what an extra is, and how it went."""
    return _KINDS[kind] + (f" · {_OUTCOMES[outcome]}" if outcome else "")


def artifact(shown: Artifact, source: Source | None) -> str:
    """Return a quoted message, what to notice, and the better version, as Markdown. The title links to the
    source if it's on the web.
    """
    link = citations.link(source, shown.title) if source else None
    credit = "" if link else f"-# {citations.cite(source) if source else NO_SOURCE}\n"
    return (
        f"**{link or shown.title}**\n> {quoted(shown.quote)}\n{credit}{shown.says}\n"
        f"**{BETTER}**\n> {quoted(shown.rewrite)}"
    )


def quoted(text: str) -> str:
    """Return a text for a Markdown quotation, where each line has its own mark."""
    return text.replace("\n", "\n> ")
