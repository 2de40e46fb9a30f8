"""Schedule reviews with FSRS (open-spaced-repetition) and its default weights.

A card models one person's memory of one question. It's computed from the log of answers alone, so it can
always be rebuilt. It works in whole local days: only a day's first answer is rated.
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
"""Version of the review rules. When it changes, all cards are recomputed from the answers."""

_SCHEDULER = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


@dataclass(frozen=True)
class ReviewCard:
    """A person's memory of one version of a question.

    `stability` is the number of days until the probability of recall falls to 90%, and `difficulty` is 1 to
    10. `last_day` and `due_day` are the local day numbers of the last rating and the next review.
    """

    question: str
    version: int
    stability: float
    difficulty: float
    last_day: int
    due_day: int

    def recall(self, day: int) -> float:
        """Return the predicted probability, 0 to 1, of recall on a day."""
        # What fsrs computes, without its objects: a screen asks for a hundred of these.
        passed = max(day - self.last_day, 0)
        return float((1 + _SCHEDULER._FACTOR * passed / self.stability) ** _SCHEDULER._DECAY)


def rate(answer: Answer) -> fsrs.Rating:
    """Return the FSRS rating for an answer.

    Right is Good, and a near miss (by the learner's own verdict) is Hard. Everything else is Again, including
    lucky guesses.
    """
    if answer.guessed:
        return fsrs.Rating.Again
    if answer.verdict == "near":
        return fsrs.Rating.Hard
    return fsrs.Rating.Good if answer.score == FULL else fsrs.Rating.Again


def moved(answer: Answer) -> Sequence[Item]:
    """Return the cards that an answer updates: its own question's, and that of the question it was asked
    instead of.
    """
    if answer.mode in TEST_MODES:
        return ()
    own = Item(answer.question, answer.version)
    if answer.instead_of is None or answer.instead_of_version is None:
        return (own,)
    return (own, Item(answer.instead_of, answer.instead_of_version))


def history(question: str, answers: Iterable[Answer]) -> Sequence[ReviewCard]:
    """Return all states of a question's card, computed from one person's answers in any order.

    Only answers to the newest version count, because older versions asked something else.
    """
    in_order = sorted(answers, key=lambda answer: (answer.at, answer.id))
    touching = [
        (item.version, answer) for answer in in_order for item in moved(answer) if item.question == question
    ]
    newest = max((version for version, _ in touching), default=0)
    states: list[ReviewCard] = []
    for version, answer in touching:
        if version == newest and (not states or answer.day > states[-1].last_day):
            states.append(_next(states[-1] if states else None, Item(question, version), answer))
    return states


def histories(answers: Iterable[Answer]) -> Mapping[str, Sequence[ReviewCard]]:
    """Return each question's card history, from one person's complete answers in one course."""
    by_question: dict[str, list[Answer]] = {}
    for answer in answers:
        for item in moved(answer):
            by_question.setdefault(item.question, []).append(answer)
    return {question: history(question, found) for question, found in by_question.items()}


def replay(answers: Iterable[Answer]) -> Mapping[str, ReviewCard]:
    """Return a person's current cards by question, from their complete answers in one course."""
    return {question: states[-1] for question, states in histories(answers).items()}


def recalls(cards: Iterable[ReviewCard], answers: Iterable[Answer], today: int) -> Mapping[str, float]:
    """Return each question's predicted probability of recall today, 0 to 1, not counting today's answers.

    On the day of an answer, the model predicts certain recall, even after a wrong one: the learner has just
    seen the solution. So an answer counts from the next day on. Until then, predict from the answers before
    it, and leave out questions that were first answered today.
    """
    known = list(cards)
    answered = {card.question for card in known if card.last_day >= today}
    before = replay(
        answer
        for answer in answers
        if answer.day < today and any(item.question in answered for item in moved(answer))
    )
    counted = (before.get(card.question) if card.question in answered else card for card in known)
    return {
        card.question: card.recall(today)
        for card, now in zip(counted, known, strict=True)
        if card and card.version == now.version
    }


def current(course: Course, cards: Iterable[ReviewCard]) -> Sequence[ReviewCard]:
    """Return the cards whose question the course still has in the same version."""
    known = course.questions
    return [
        card for card in cards if (question := known.get(card.question)) and question.version == card.version
    ]


def due(course: Course, cards: Iterable[ReviewCard], today: int) -> Sequence[ReviewCard]:
    """Return the cards that are due, lowest recall first."""
    waiting = [card for card in current(course, cards) if card.due_day <= today]
    return sorted(waiting, key=lambda card: (card.recall(today), card.question))


def next_due(course: Course, cards: Iterable[ReviewCard], today: int) -> int | None:
    """Return the first day after today with a review due."""
    return min((card.due_day for card in current(course, cards) if card.due_day > today), default=None)


def ahead(course: Course, cards: Iterable[ReviewCard], today: int, days: int) -> Sequence[int]:
    """Return how many reviews are due on each of the coming days. Overdue ones count for today, the first."""
    counts = [0] * days
    for card in current(course, cards):
        if card.due_day < today + days:
            counts[max(card.due_day - today, 0)] += 1
    return counts


def select(
    course: Course, cards: Iterable[ReviewCard], asked: Mapping[str, int], today: int, limit: int
) -> tuple[tuple[Item, ...], int]:
    """Return at most `limit` questions to review today, and how many there'd be beyond them: lowest recall
    first, with lessons interleaved.

    Repeating one question teaches its wording rather than the objective. So for each question that's due, ask
    the question of the same objective that was asked longest ago (or never), avoiding the one asked last and
    preferring one other than the one that's due. The answer then updates both cards. `asked` has the day on
    which each question was last answered.
    """
    waiting = due(course, cards, today)
    alike: dict[str, list[ReviewCard]] = {}
    for card in waiting:
        alike.setdefault(course.questions[card.question].objective, []).append(card)
    chosen: list[Item] = []
    covered: set[str] = set()
    last = dict(asked)
    for card in waiting:
        if card.question not in covered:
            left = [c for c in alike[course.questions[card.question].objective] if c.question not in covered]
            item = _item(course, card, left, last, today)
            last[item.question] = today
            covered |= {item.question, item.instead_of or item.question}
            chosen.append(item)
    return _mixed(course, chosen[:limit]), len(chosen[limit:])


def _item(
    course: Course, card: ReviewCard, waiting: Sequence[ReviewCard], asked: Mapping[str, int], today: int
) -> Item:
    """Choose the question to ask for a due card, and the due card its answer also counts for."""
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
    """Return the items in order, but don't put two from the same lesson in a row if that can be avoided."""
    left, mixed = list(items), list[Item]()
    while left:
        before = course.home(mixed[-1].question) if mixed else None
        place = next((i for i, item in enumerate(left) if course.home(item.question) is not before), 0)
        mixed.append(left.pop(place))
    return tuple(mixed)


def after(card: ReviewCard | None, item: Item, answer: Answer) -> ReviewCard | None:
    """Return a question's card after an answer that's later than all others, or None if only its history
    tells: `answer` is to another version than the one that the card is about. `item` is from `moved`.
    """
    if card is None or item.version != card.version:
        return None
    return _next(card, item, answer) if answer.day > card.last_day else card


def _next(card: ReviewCard | None, item: Item, answer: Answer) -> ReviewCard:
    """Return the card's next state after an answer; `card` is None for a new card."""
    before = _known(card) if card else fsrs.Card(card_id=1, due=_noon(answer.day))
    after, _ = _SCHEDULER.review_card(before, rate(answer), _noon(answer.day))
    if after.stability is None or after.difficulty is None:
        raise RuntimeError("FSRS returned a rated card without stability or difficulty")
    due_day = (after.due.date() - EPOCH).days
    return ReviewCard(item.question, item.version, after.stability, after.difficulty, answer.day, due_day)


def _known(card: ReviewCard) -> fsrs.Card:
    """Return the card as an fsrs.Card. The id doesn't matter; a fixed one stops fsrs from making one up."""
    return fsrs.Card(
        card_id=1,
        state=fsrs.State.Review,
        stability=card.stability,
        difficulty=card.difficulty,
        due=_noon(card.due_day),
        last_review=_noon(card.last_day),
    )


def _noon(day: int) -> datetime:
    """Return noon of a day as the datetime that fsrs expects: its tzinfo must be `datetime.UTC` itself."""
    return datetime.combine(date_of(day), time(12), tzinfo=UTC)
