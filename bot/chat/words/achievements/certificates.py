"""What's said about certificates."""

from bot.chat.words import dates, quoting
from bot.chat.words.achievements import assessments
from bot.domain.learning.certificate import Certificate, Requirements
from bot.services.learning.assessment import AssessmentStatus

EARNED = "🎓 **Congratulations! You've earned your certificate.** What name should be on it?"
ADD_NAME = "Add my name ▸"
LOOK = "See what's left"
NAME = "Name on the certificate"
NAME_ABOUT = "As you write it, in any script. Anyone with the certificate's number can read it."
NOTHING_TO_SHARE = "There's nothing to share yet."

_LEFT = ("Nothing", "One thing", "Two things", "Three things")
_NTH = ("first", "second", "third", "fourth", "fifth", "sixth")


def missing(state: Requirements, status: AssessmentStatus) -> str:
    """Return what's left for the certificate, and what's done, in at most 60 words."""
    rows = [(state.all_badges, f"{state.badges} of {state.lessons} badges")]
    if state.drafts:
        rows.append((state.revised, "One practice message, revised"))
    if state.test:
        rows.append((state.passed, _assessment(state, status)))
    left = sum(not done for done, _ in rows)
    head = f"**{_LEFT[left]} left for your certificate.**"
    return "\n".join([head, *(f"{'☑' if done else '☐'} {text}" for done, text in rows)])


def congratulation(made: Certificate) -> str:
    """Congratulate the holder, and say only what the picture doesn't."""
    score = ""
    if made.attempt is not None:
        score = f" {made.score} of {made.questions}, on your {_nth(made.attempt)} try."
    known = "\nStill knew it a month later" if made.still_known else ""
    return f"🎓 **Congratulations, {made.name}!**{score}{known}"


def proof(made: Certificate) -> str:
    """Return what a certificate certifies."""
    rows = [
        f"**{made.name}** has completed the course **{made.title}**",
        f"Date: {dates.full_date(made.day)}",
        _score(made),
        "Still knew it a month later" if made.still_known else "",
        f"Number: **{unbroken(made.number)}**",
    ]
    return "\n".join(filter(None, rows))


def how_to_confirm(made: Certificate) -> str:
    """Return how anyone can check a certificate."""
    return f"Number {unbroken(made.number)}. Anyone can check it with /certificate."


def unbroken(number: str) -> str:
    """Return a certificate's number so that no line ends inside it. It can still be copied and checked."""
    return number.replace("-", "\N{NON-BREAKING HYPHEN}")


def unknown(typed: str) -> str:
    """Return that no certificate has the number that was typed."""
    return (
        f"There's no certificate with the number {quoting.ended(typed)} Numbers look like 7K2M-QX9D; "
        "capitals and spaces don't matter. If its holder had their data erased, it's gone too."
    )


def _score(made: Certificate) -> str:
    if made.attempt is None:
        return ""
    return f"Final assessment: {made.score} of {made.questions}, {_nth(made.attempt)} attempt"


def _nth(number: int) -> str:
    return _NTH[number - 1] if number <= len(_NTH) else f"{number}th"


def _assessment(state: Requirements, status: AssessmentStatus) -> str:
    """Return what the final assessment takes, with the best attempt so far, and when it's open."""
    if state.best and state.passed:
        return f"Final assessment: {state.best.right} of {state.best.questions}"
    of = state.best.questions if state.best else status.questions
    said = f"Final assessment: get {assessments.needed(of)} of {of} right"
    best = f" (best so far: {state.best.right})" if state.best else ""
    test = status.next
    if test is None or test.mode == "pre" or test.opens_at is None:
        return f"{said}. Opens the day after your last badge."
    soon = "Open now" if status.open else f"Opens <t:{-(-test.opens_at // 1000)}:R>"
    return f"{said}{best}. {soon}."
