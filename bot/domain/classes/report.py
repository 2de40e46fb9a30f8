"""How a class is doing: for each student, and for each question."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from bot.domain.classes.assignment import Task
from bot.domain.classes.classroom import STUDENTS, Student
from bot.domain.course.course import Course
from bot.domain.learning.assessment import Sitting, sitting
from bot.domain.learning.badge import is_gold, is_passed, is_read
from bot.domain.learning.group_results import FEWEST
from bot.domain.learning.mastery import ObjectiveDays
from bot.domain.learning.quiz import TEST_MODES, Answer, Quiz
from bot.domain.questions.kinds import CHOICE_KINDS, Kind, rules_of
from bot.domain.questions.question import Level, Question


@dataclass(frozen=True)
class RightDays:
    """The first and the last local day on which a student got one version of a question right without
    guessing, outside of assessments; None if they never did.
    """

    learner: int
    question: str
    version: int
    objective: str
    kind: Kind
    level: Level
    first: int | None
    last: int | None


@dataclass(frozen=True)
class Picks:
    """How many students' first answer to a wording of a question was this one."""

    fingerprint: str
    chosen: tuple[int, ...]
    students: int
    right: int


@dataclass(frozen=True)
class ClassRecord:
    """What a class's students did in its course, as far as they let the class see it.

    `cards` has the numbers of the cards they opened, by student and lesson. `answers` counts answers and
    `active` has the time of the latest activity, by student. Quizzes only have answers that the class sees.
    `read_at` says when they opened a lesson's last new card, by student and lesson.
    """

    students: Sequence[Student]
    cards: Mapping[int, Mapping[str, Set[int]]]
    answers: Mapping[int, int]
    active: Mapping[int, int]
    quizzes: Sequence[Quiz]
    retakes: Sequence[Answer]
    days: Sequence[RightDays]
    picks: Sequence[Picks]
    wordings: Mapping[str, Question]
    read_at: Mapping[int, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Score:
    """How many questions of a finished quiz were right at once."""

    right: int
    questions: int

    @property
    def share(self) -> float:
        """Return the share of right answers."""
        return self.right / self.questions


@dataclass(frozen=True)
class StudentReport:
    """How a student is doing. `best` has the best score of a quiz on each lesson, by lesson id.

    `finished` says when they had opened all cards of a lesson, or first finished a quiz on it.
    """

    student: Student
    cards: int
    badges: Set[str]
    scores: Sequence[Score]
    best: Mapping[str, Score]
    before: Sitting | None
    after: Sitting | None
    answers: int
    active_at: int | None
    finished: Mapping[tuple[str, Task], int] = field(default_factory=dict)

    def earned(self, course: Course) -> int:
        """Return how many badges of the course's lessons they have. Bonus units don't count."""
        return sum(lesson.id in self.badges for lesson in course.lessons)

    @property
    def share(self) -> float | None:
        """Return the share of right answers in all finished quizzes, or None if there are none."""
        asked = sum(score.questions for score in self.scores)
        return sum(score.right for score in self.scores) / asked if asked else None


@dataclass(frozen=True)
class QuestionTally:
    """How the students' first answers to a question went.

    `picks` counts how many students chose each option, in file order; it's empty for questions without
    options to choose from. `unknown` counts "I don't know".
    """

    question: Question
    students: int
    right: int
    picks: Sequence[int]
    unknown: int

    @property
    def share(self) -> float:
        """Return the share of students who were right at once."""
        return self.right / self.students


@dataclass(frozen=True)
class ClassReport:
    """How a class is doing: students by name, and questions with the hardest one first.

    It leaves out questions that fewer than FEWEST students have answered, so that nobody can be singled out.
    """

    course: Course
    students: Sequence[StudentReport]
    questions: Sequence[QuestionTally]

    @property
    def numbered(self) -> Mapping[int, StudentReport]:
        """Return the students by a number that says when they joined, but not whose account it is."""
        numbered: dict[int, StudentReport] = {}
        for each in self.students:
            number = each.student.joined_at * STUDENTS
            while number in numbered:  # several joined at the same instant
                number += 1
            numbered[number] = each
        return numbered

    @property
    def cards(self) -> int:
        """Return how many cards the course has."""
        return sum(len(lesson.cards) for lesson in self.course.units.values())


def report(course: Course, record: ClassRecord) -> ClassReport:
    """Return how a class is doing."""
    quizzes, retakes, days = map(_by_learner, (record.quizzes, record.retakes, record.days))
    students = []
    for student in record.students:
        learner = student.learner
        cards = record.cards.get(learner, {})
        badges = _badges(course, cards, quizzes[learner], retakes[learner], _mastered(days[learner]))
        students.append(_student(course, record, student, quizzes[learner], badges))
    return ClassReport(course, students, _questions(record))


def _by_learner(found: Iterable[Any]) -> defaultdict[int, list[Any]]:
    grouped: defaultdict[int, list[Any]] = defaultdict(list)
    for each in found:
        grouped[each.learner].append(each)
    return grouped


def _student(
    course: Course, record: ClassRecord, student: Student, quizzes: Sequence[Quiz], badges: Set[str]
) -> StudentReport:
    learner = student.learner
    cards = record.cards.get(learner, {})
    scored = [quiz for quiz in quizzes if quiz.mode == "quiz" and quiz.position is None and quiz.answers]
    best: dict[str, Score] = {}
    for quiz in scored:
        if quiz.lesson:
            best[quiz.lesson] = max(best.get(quiz.lesson, _score(quiz)), _score(quiz), key=lambda s: s.share)
    before, after = _sittings(quizzes)
    return StudentReport(
        student=student,
        cards=sum(
            len(cards.get(lesson.id, frozenset()) & set(range(1, len(lesson.cards) + 1)))
            for lesson in course.units.values()
        ),
        badges=badges,
        scores=[_score(quiz) for quiz in scored],
        best=best,
        before=before,
        after=after,
        answers=record.answers.get(learner, 0),
        active_at=record.active.get(learner),
        finished=_finished(course, cards, record.read_at.get(learner, {}), scored),
    )


def _finished(
    course: Course, cards: Mapping[str, Set[int]], read_at: Mapping[str, int], quizzes: Sequence[Quiz]
) -> Mapping[tuple[str, Task], int]:
    finished: dict[tuple[str, Task], int] = {
        (lesson.id, "lesson"): read_at[lesson.id]
        for lesson in course.units.values()
        if lesson.id in read_at and is_read(lesson, cards.get(lesson.id, frozenset()))
    }
    for quiz in quizzes:
        if quiz.lesson:
            at = max(answer.at for answer in quiz.answers.values())
            finished[quiz.lesson, "quiz"] = min(at, finished.get((quiz.lesson, "quiz"), at))
    return finished


def _score(quiz: Quiz) -> Score:
    return Score(sum(answer.right for answer in quiz.answers.values()), len(quiz.answers))


def _sittings(quizzes: Iterable[Quiz]) -> tuple[Sitting | None, Sitting | None]:
    """Return the assessment before the course, and the best one after it, if every question was answered."""
    found = [sitting(quiz) for quiz in quizzes if quiz.mode in TEST_MODES and quiz.form is not None]
    whole = [each for each in found if each.whole]
    before = next((each for each in whole if each.mode == "pre"), None)
    after = [each for each in whole if each.mode == "post"]
    return before, max(after, key=lambda each: each.right / each.questions, default=None)


def _badges(
    course: Course,
    cards: Mapping[str, Set[int]],
    quizzes: Sequence[Quiz],
    retakes: Sequence[Answer],
    mastered: Set[str],
) -> Set[str]:
    """Return the lessons whose badge a student has earned with what the class sees."""
    earned = set()
    for lesson in course.units.values():
        read = is_read(lesson, cards.get(lesson.id, frozenset()))
        passed = not lesson.questions or any(is_passed(lesson, quiz, retakes) for quiz in quizzes)
        if is_gold(lesson, mastered) or (read and passed):
            earned.add(lesson.id)
    return earned


def _mastered(days: Sequence[RightDays]) -> Set[str]:
    """Return the objectives that these days show to be mastered. Only a question's newest version counts."""
    newest: dict[str, int] = {}
    for each in days:
        newest[each.question] = max(each.version, newest.get(each.question, each.version))
    shown = [
        (day, each)
        for each in days
        if each.version == newest[each.question] and not rules_of(each.kind).statement
        for day in {each.first, each.last} - {None}
        if day is not None
    ]
    known = ObjectiveDays()
    return {
        each.objective
        for day, each in sorted(shown, key=lambda pair: pair[0])
        if known.shows(each.objective, day, applied=each.level != "recall")
    }


def _questions(record: ClassRecord) -> Sequence[QuestionTally]:
    by_wording: dict[str, list[Picks]] = defaultdict(list)
    for picks in record.picks:
        by_wording[picks.fingerprint].append(picks)
    tallies = [
        _tally(record.wordings[fingerprint], found)
        for fingerprint, found in by_wording.items()
        if fingerprint in record.wordings
    ]
    enough = [tally for tally in tallies if tally.students >= FEWEST]
    return sorted(enough, key=lambda tally: (tally.share, -tally.students, tally.question.id))


def _tally(question: Question, found: Sequence[Picks]) -> QuestionTally:
    counts: Counter[int] = Counter()
    for picks in found:
        for place in picks.chosen:
            counts[place] += picks.students
    choice = question.kind in CHOICE_KINDS
    return QuestionTally(
        question=question,
        students=sum(picks.students for picks in found),
        right=sum(picks.right for picks in found),
        picks=[counts[place] for place in range(len(question.options))] if choice else [],
        unknown=sum(picks.students for picks in found if choice and not picks.chosen),
    )
