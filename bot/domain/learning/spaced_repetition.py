"""Memory: when a question comes back, by FSRS (open-spaced-repetition), with its default weights.

A card is what is known of one question's place in one person's memory. It follows from the log of answers
alone, and counts in whole local days: the first answer of a day is rated, the others are not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

import fsrs

from bot.domain.calendar.day import EPOCH, date_of
from bot.domain.course.course import Course
from bot.domain.learning.quiz import TEST_MODES, Answer, Item
from bot.domain.questions.grading import FULL

RULES = "fsrs 6, default weights, days"
"""Names the rules by which cards follow from answers. When it changes, all cards are made anew."""

_SCHEDULER = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


@dataclass(frozen=True)
class Card:
    """A question (at some version of its meaning) in a person's memory.

    `stability`: days until the chance to recall it has fallen to 90 %; `difficulty`: 1 to 10; `last_day` and
    `due_day`: when it was rated last, and when it comes back, as numbers of local dates.
    """

    question: str
    version: int
    stability: float
    difficulty: float
    last_day: int
    due_day: int

    def recall(self, day: int) -> float:
        """The predicted chance, 0 to 1, that it is recalled on a day."""
        return float(_SCHEDULER.get_card_retrievability(_known(self), _noon(day)))


def rate(answer: Answer) -> fsrs.Rating:
    """What an answer says about memory: not fully right, not known or guessed is Again; a near miss, as the
    learner says, is Hard; right is Good.
    """
    if answer.guessed:
        return fsrs.Rating.Again
    if answer.verdict == "near":
        return fsrs.Rating.Hard
    return fsrs.Rating.Good if answer.score == FULL else fsrs.Rating.Again


def moved(answer: Answer) -> Sequence[Item]:
    """The cards that an answer makes or moves: its own question's, and that of the one it stood for."""
    if answer.mode in TEST_MODES:
        return ()
    own = Item(answer.question, answer.version)
    if answer.instead_of is None or answer.instead_of_version is None:
        return (own,)
    return (own, Item(answer.instead_of, answer.instead_of_version))


def history(question: str, answers: Iterable[Answer]) -> Sequence[Card]:
    """The states that a question's card went through, from the answers of one person, in any order.

    Only the newest version of the question counts; older ones meant something else.
    """
    in_order = sorted(answers, key=lambda answer: (answer.at, answer.id))
    touching = [
        (item.version, answer) for answer in in_order for item in moved(answer) if item.question == question
    ]
    newest = max((version for version, _ in touching), default=0)
    states: list[Card] = []
    for version, answer in touching:
        if version == newest and (not states or answer.day > states[-1].last_day):
            states.append(_next(states[-1] if states else None, Item(question, version), answer))
    return states


def histories(answers: Iterable[Answer]) -> Mapping[str, Sequence[Card]]:
    """The history of each question, from the whole log of one person in one course."""
    by_question: dict[str, list[Answer]] = {}
    for answer in answers:
        for item in moved(answer):
            by_question.setdefault(item.question, []).append(answer)
    return {question: history(question, found) for question, found in by_question.items()}


def replay(answers: Iterable[Answer]) -> Mapping[str, Card]:
    """All cards of one person in one course, by question, from the whole log."""
    return {question: states[-1] for question, states in histories(answers).items()}


def current(course: Course, cards: Iterable[Card]) -> Sequence[Card]:
    """The cards whose question the course still has, meaning what it meant."""
    known = course.questions
    return [
        card for card in cards if (question := known.get(card.question)) and question.version == card.version
    ]


def due(course: Course, cards: Iterable[Card], today: int) -> Sequence[Card]:
    """What is due, the worst memory first."""
    waiting = [card for card in current(course, cards) if card.due_day <= today]
    return sorted(waiting, key=lambda card: (card.recall(today), card.question))


def next_due(course: Course, cards: Iterable[Card], today: int) -> int | None:
    """The first day after today on which something comes back."""
    return min((card.due_day for card in current(course, cards) if card.due_day > today), default=None)


def ahead(course: Course, cards: Iterable[Card], today: int, days: int) -> Sequence[int]:
    """How many reviews there are on each of the coming days, today first, what is overdue included."""
    counts = [0] * days
    for card in current(course, cards):
        if card.due_day < today + days:
            counts[max(card.due_day - today, 0)] += 1
    return counts


def select(
    course: Course, cards: Iterable[Card], asked: Mapping[str, int], today: int, limit: int
) -> tuple[Item, ...]:
    """The questions to ask today, at most `limit`: worst memory first, lessons mixed.

    Of the objective whose question is due, not the question that was asked last comes again, and rather
    another one than the one that is due: what was asked longest ago (never is longest). Its answer moves
    both cards. `asked` has the day on which each question was answered last.
    """
    waiting = due(course, cards, today)
    chosen: list[Item] = []
    covered: set[str] = set()
    last = dict(asked)
    for card in waiting:
        if len(chosen) >= limit:
            break
        if card.question not in covered:
            item = _item(course, card, [c for c in waiting if c.question not in covered], last, today)
            last[item.question] = today
            covered |= {item.question, item.instead_of or item.question}
            chosen.append(item)
    return _mixed(course, chosen)


def _item(course: Course, card: Card, waiting: Sequence[Card], asked: Mapping[str, int], today: int) -> Item:
    """What to ask for a card. Where the question to ask is due itself, its answer serves another due one."""
    objective = course.questions[card.question].objective
    alike = {
        question.id: question.version
        for question in course.home(card.question).questions
        if question.objective == objective
    }
    latest = max(
        (question for question in alike if question in asked), key=lambda q: (asked[q], q), default=None
    )
    best = min(
        alike, key=lambda q: (asked.get(q) == today, q == latest, q == card.question, asked.get(q, -1), q)
    )
    others = [each for each in waiting if each.question in alike and each.question != best]
    if not others:
        return Item(best, alike[best])
    return Item(best, alike[best], others[0].question, others[0].version)


def _mixed(course: Course, items: Sequence[Item]) -> tuple[Item, ...]:
    """The items in their order, except that a lesson is not followed by itself while another is left."""
    left, mixed = list(items), list[Item]()
    while left:
        before = course.home(mixed[-1].question) if mixed else None
        place = next((i for i, item in enumerate(left) if course.home(item.question) is not before), 0)
        mixed.append(left.pop(place))
    return tuple(mixed)


def _next(card: Card | None, item: Item, answer: Answer) -> Card:
    before = _known(card) if card else fsrs.Card(card_id=1, due=_noon(answer.day))
    after, _ = _SCHEDULER.review_card(before, rate(answer), _noon(answer.day))
    if after.stability is None or after.difficulty is None:
        raise RuntimeError("FSRS has rated a card and remembers nothing")
    due_day = (after.due.date() - EPOCH).days
    return Card(item.question, item.version, after.stability, after.difficulty, answer.day, due_day)


def _known(card: Card) -> fsrs.Card:
    """The card as the library takes it. The id, which it would otherwise make up, is of no account."""
    return fsrs.Card(
        card_id=1,
        state=fsrs.State.Review,
        stability=card.stability,
        difficulty=card.difficulty,
        due=_noon(card.due_day),
        last_review=_noon(card.last_day),
    )


def _noon(day: int) -> datetime:
    """A day as the instant that the library wants; it takes no other object for UTC than this one."""
    return datetime.combine(date_of(day), time(12), tzinfo=UTC)
