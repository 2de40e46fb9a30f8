"""What authors are told is fit for a terminal, whatever learners typed."""

from bot.reports import lines, unanswered
from bot.services.ports.learning.quizzes import QuestionCounter
from bot.services.ports.learning.unanswered import UnansweredQuestion
from bot.services.ports.people import QuestionReport
from tests.unit.domain.answer_logs import DAY, NAMES, course


def report(number: int, text: str) -> QuestionReport:
    """A remark on the first question, made on a day of that number."""
    return QuestionReport(number, 1, "c", NAMES[0], 1, "", text, number * DAY)


def test_a_remark_is_one_line_that_moves_no_cursor() -> None:
    """Escapes and what turns the direction of text are left out; line breaks are blanks."""
    said = list(lines(course(), [report(1, "B is\n right \x1b[2J\x1b]0;x\x07\u202eas well")], []))
    assert said == [
        "C: 1 question report",
        f"  {NAMES[0]}",
        "    1970-01-02, version 1: B is right [2J]0;xas well",
    ]


def test_what_is_answered_worst_comes_first() -> None:
    """Of wordings that the course still has."""
    taught = course()
    asked = [taught.questions[name] for name in NAMES[:2]]
    counters = [
        QuestionCounter("c", asked[0].id, asked[0].fingerprint, answered=4, right=3, unknown=0),
        QuestionCounter("c", asked[1].id, asked[1].fingerprint, answered=4, right=1, unknown=2),
        QuestionCounter("c", asked[1].id, "gone", answered=9, right=0, unknown=0),
    ]
    assert list(lines(taught, [], counters)) == [
        "C: 0 question reports",
        "  times answered, fully right, don't know:",
        f"    {NAMES[1]}: 4, 1, 2",
        f"    {NAMES[0]}: 4, 3, 0",
    ]


def test_what_nobody_could_be_told_is_listed() -> None:
    """With how often it was asked, if there is anything."""
    asked = [UnansweredQuestion("who founded netflix", 3, 9), UnansweredQuestion("is it raining", 1, 9)]
    assert list(unanswered([])) == []
    assert list(unanswered(asked)) == [
        "Times asked with /ask, without an answer in any course:",
        "  3: who founded netflix",
        "  1: is it raining",
    ]
