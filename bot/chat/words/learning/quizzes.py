"""What quizzes, reviews and assessments say."""

from dataclasses import replace

from bot.chat.words.achievements import assessments
from bot.chat.words.learning import streaks
from bot.chat.words.learning.lessons import earned, lesson_label, step
from bot.chat.words.numbers import count as count_of
from bot.domain.course.lesson import Lesson
from bot.domain.learning.quiz import Mode, Quiz
from bot.domain.questions.question import Question
from bot.services.learning.assessment import AssessmentStatus
from bot.services.learning.quiz_ending import QuizEnding
from bot.services.learning.quiz_state import FinishedQuiz, GradedAnswer, OpenQuestion

WHY, WHY_NOT = "Why?", "Why not the others?"
LAST_GUESSED, LAST_NOT_GUESSED = "I was guessing on the last one", "The last one wasn't a guess"
REPORT, REPORT_LAST = "Report this question", "Report the last question"
BEAT = "Beat it ▸"
MISSED, ALL_MISSED = "See what I missed", "All I missed"
RESULT = "See how you did ▸"
SOURCES = "Sources for this question"

_KINDS: dict[Mode, str] = {
    "retake": "Second try",
    "review": "🔁 Review",
    "pre": "Before the course",
    "post": "🎓 Final assessment",
}


def where(asked: OpenQuestion) -> str:
    """Return which question of what it is. In an assessment, the lesson would be a hint."""
    quiz, lesson = asked.quiz, asked.lesson
    count = f"{asked.position + 1} of {len(quiz.items)}"
    if quiz.mode == "lesson" and lesson:
        number = asked.next_card or 1
        return f"{lesson.emoji} {lesson_label(lesson)}" if number == 1 else step(lesson, number - 1)
    if quiz.mode == "review":
        return f"{_KINDS['review']} · {asked.position + 1}/{len(quiz.items)}"
    if asked.rival:
        return f"📣 Beat <@{asked.rival.learner}>'s {score(asked.rival)} · {count}"
    if kind := _KINDS.get(quiz.mode):
        return f"{kind} · {count}" + (f" · {_saved(asked.before)}" if asked.before else "")
    return f"{lesson.emoji} Quiz · {count}" if lesson and quiz.lesson else f"Quiz · {count}"


def notes(asked: OpenQuestion) -> str:
    """Return what should be said before the question, if anything."""
    said = []
    if asked.resumed and asked.quiz.answers and asked.quiz.mode != "lesson":
        said.append("Welcome back! Here's where you left off.")
    if asked.withdrawn:
        before = count_dropped(asked)
        which = "question before this one. It doesn't"
        if before > 1:
            which = f"{before} questions before this one. They don't"
        said.append(f"The course has changed or dropped the {which} count.")
    if asked.reworded:
        said.append("This question was corrected after you saw it. Please answer once more.")
    return " ".join(said)


def count_dropped(asked: OpenQuestion) -> int:
    """Return how many questions right before this one were withdrawn."""
    answered = [place for place in asked.quiz.answers if place < asked.position]
    return asked.position - 1 - max(answered, default=-1)


def why(question: Question) -> str:
    """Return the label of the entry that explains a question."""
    return WHY_NOT if question.rules.choice else WHY


def last_guess(*, guessed: bool) -> str:
    """Return the label of the entry that marks the answer before as a guess, or takes that back."""
    return LAST_NOT_GUESSED if guessed else LAST_GUESSED


def _saved(answered: GradedAnswer) -> str:
    """Return what became of the answer before, in an assessment. How it went is only shown at the end."""
    if answered.answer.guessed:
        return "Noted as a guess"
    return "Your first answer counts" if answered.repeated else "Saved"


def next_label(quiz: Quiz) -> str:
    """Return the label of the button to the next question or to the result. In a review, it counts down."""
    left = len(quiz.items) - len(quiz.answers) - len(quiz.skipped)
    if quiz.position is None or not left:
        return RESULT
    return f"Next ({left} left) ▸" if quiz.mode == "review" else "Next ▸"


def score(quiz: Quiz) -> str:
    """Return how a quiz went, as `4 of 5`."""
    return f"{sum(answer.right for answer in quiz.answers.values())} of {len(quiz.answers)}"


def squares(quiz: Quiz) -> str:
    """Return a square for each answer, in order: green if it's right. Always show the score beside them."""
    return "".join("🟩" if answer.right else "🟨" for _, answer in sorted(quiz.answers.items()))


def result(ending: QuizEnding) -> str:
    """Return how a quiz went, with at most one thing to celebrate."""
    quiz, finished = ending.finished.quiz, ending.finished
    missed = len(quiz.wrong)
    if finished.rival:
        lines = _duel(quiz, finished.rival)
    else:
        row = squares(quiz) if len(quiz.answers) > 1 else ""
        perfect = ending.celebrating and quiz.answers and not missed
        said = f"🎉 **Perfect! {score(quiz)}.**" if perfect else f"**{score(quiz)}.**"
        lines = [" ".join(filter(None, [said, row, _back(finished) if missed else ""]))]
    if ending.badge:
        badge = earned(ending.badge.lesson)
        if ending.celebrating and missed:
            badge = f"🏅 {badge}"
        above = missed and not finished.rival  # the best news comes first
        lines.insert(0 if above else len(lines), badge)
        if ending.opens_assessment:
            lines.append(last_badge(ending.next.status))
    elif ending.unread and not finished.rival:
        lines.append("Read all of the lesson's cards, too, and you'll get its badge.")
    if ending.streak.days and not finished.rival:
        lines.append(streaks.line(ending.streak, celebrating=ending.celebrating and not ending.badge))
    if quiz.skipped:
        which = "it" if len(quiz.skipped) == 1 else "them"
        dropped = count_of(len(quiz.skipped), "question")
        lines.append(f"-# {dropped} didn't count: the course has dropped {which}.")
    return "\n".join(lines)


def last_badge(status: AssessmentStatus) -> str:
    """Say that all badges are earned, and what comes next."""
    return f"🎓 **That's all {status.badges} badges!** {assessments.tomorrow(status)}"


def _back(finished: FinishedQuiz) -> str:
    """Return what becomes of the questions that weren't right."""
    missed, left = len(finished.quiz.wrong), finished.left
    if not left:
        return f"The course has dropped {'this question' if missed == 1 else 'these questions'} since."
    if left < missed:
        return "The course has dropped some of the others. The rest will come back, starting tomorrow."
    if missed == len(finished.quiz.answers):
        return f"{'It' if missed == 1 else 'They'}'ll come back, starting tomorrow."
    others = "The other one" if missed == 1 else f"The other {missed}"
    return f"{others} will come back, starting tomorrow."


def _duel(own: Quiz, rival: Quiz) -> list[str]:
    """Compare a quiz with the one it was to beat. The winner comes first."""
    mine, theirs, shown = _scores(own, rival)
    name = f"<@{rival.learner}>"
    rows = [f"**{mine}** {squares(own)} You", f"**{theirs}** {squares(shown)} {name}"]
    if mine < theirs:
        return [f"**{name} wins this one.**", *reversed(rows)]
    return [f"🏆 **You beat {name}!**" if mine > theirs else f"**You tied with {name}.**", *rows]


def _scores(own: Quiz, rival: Quiz) -> tuple[int, int, Quiz]:
    """Return both scores, and the rival's quiz without the questions that this one didn't have."""
    asked = {answer.question for answer in own.answers.values()}
    both = {place: answer for place, answer in rival.answers.items() if answer.question in asked}
    mine, theirs = (sum(each.right for each in given.values()) for given in (own.answers, both))
    return mine, theirs, replace(rival, answers=both)


def shared(quiz: Quiz, lesson: Lesson | None, by: int, rival: Quiz | None = None) -> str:
    """Return the line that shows everyone how a quiz went. It names a `rival` who didn't do better."""
    name = f"{lesson.emoji} {lesson.title}" if lesson else "Quiz"
    return f"{_who(quiz, by, rival)} · {name} · {score(quiz)}\n{squares(quiz)}"


def _who(quiz: Quiz, by: int, rival: Quiz | None) -> str:
    mine, theirs, _ = _scores(quiz, rival) if rival else (0, 1, None)
    if rival is None or mine < theirs:
        return f"<@{by}>"
    return f"<@{by}> {'beat' if mine > theirs else 'tied with'} <@{rival.learner}>"


def missed(finished: FinishedQuiz) -> str:
    """Return the questions that weren't right, each with its right answer."""
    lines = [with_answer(question) for question in finished.missed]
    return "\n\n".join(["**What you missed**", *lines]) if lines else "You didn't miss anything."


def with_answer(question: Question) -> str:
    """Return a question with its right answer below."""
    return f"{question.prompt}\n✅ {_right(question)}"


def _right(question: Question) -> str:
    """Return a question's right answer: what fits, what belongs together, or everything in order."""
    options = question.options
    if any(option.match for option in options):
        return "; ".join(f"{option.text} → {option.match}" for option in options)
    right = [option.text for option in options if option.correct]
    if not right:
        return " → ".join(option.text for option in options)
    return right[0] if question.rules.typed else "; ".join(right)


def fix(wrong: int) -> str:
    """Return the label of the button to try again what was missed."""
    return "Fix that one ▸" if wrong == 1 else f"Fix those {wrong} ▸"
