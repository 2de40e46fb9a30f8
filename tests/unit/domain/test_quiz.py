"""A quiz is drawn fairly and always the same, and knows where it stands."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.learning.quiz import Answer, Item, Quiz, draw, shuffled, substitutes
from bot.domain.questions.kind import Option
from bot.domain.questions.question import Question

KINDS = ("single", "multiple", "true-false", "order")


def question(number: int, kind: str = "single", objective: int = 0) -> Question:
    """A question of some kind with three options, or two."""
    texts = ("a", "b") if kind == "true-false" else ("a", "b", "c")
    options = tuple(Option(text=t, correct=t == "a" and kind != "order", feedback="so") for t in texts)
    return Question.model_validate(
        {
            "id": f"q-{number}",
            "version": number + 1,
            "objective": f"lesson.goal-{objective}",
            "kind": kind,
            "level": "recall",
            "prompt": "?",
            "options": options,
            "explanation": "x",
            "facts": ("f",),
        }
    )


def answer(position: int, score: int) -> Answer:
    """An answer in a quiz."""
    return Answer(
        id=position,
        learner=1,
        course="c",
        guild=None,
        question=f"q-{position}",
        version=1,
        fingerprint="0" * 16,
        mode="quiz",
        quiz=1,
        position=position,
        chosen=(0,),
        score=score,
        guessed=False,
        at=0,
        day=0,
    )


def quiz(count: int, scores: dict[int, int], skipped: frozenset[int] = frozenset()) -> Quiz:
    """A quiz of so many questions with some answered."""
    return Quiz(
        id=1,
        learner=1,
        course="c",
        lesson=None,
        guild=None,
        mode="quiz",
        seed=1,
        started_at=0,
        items=tuple(Item(f"q-{n}", 1) for n in range(count)),
        answers={position: answer(position, score) for position, score in scores.items()},
        skipped=skipped,
    )


BANK = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 3)), max_size=20).map(
    lambda entries: [question(n, kind, objective) for n, (kind, objective) in enumerate(entries)]
)


@given(BANK, st.integers(0, 25), st.integers(0, 2**62), st.data())
def test_a_draw_is_a_choice_of_quiz_questions(
    bank: list[Question], count: int, seed: int, data: st.DataObject
) -> None:
    """As many as asked or as there are, each once, of kinds that buttons can ask, with their versions."""
    seen = {q.id for q in bank if data.draw(st.booleans())}
    items = draw(bank, count, seed, seen)
    fit = {Item(q.id, q.version) for q in bank}
    assert len(items) == len(set(items)) == min(count, len(fit))
    assert set(items) <= fit
    assert items == draw(bank, count, seed, seen)


@given(BANK, st.integers(0, 25), st.integers(0, 2**62), st.data())
def test_new_questions_come_first(bank: list[Question], count: int, seed: int, data: st.DataObject) -> None:
    """No question comes again while a new one is left, and the new ones lead."""
    seen = {q.id for q in bank if data.draw(st.booleans())}
    repeated = [item.question in seen for item in draw(bank, count, seed, seen)]
    assert repeated == sorted(repeated)
    new = sum(q.id not in seen for q in bank)
    assert repeated.count(False) == min(count, new)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=20), st.integers(1, 20), st.integers(0, 2**62))
def test_a_draw_is_spread_over_the_objectives(objectives: list[int], count: int, seed: int) -> None:
    """No objective is asked twice more often than another that has questions left."""
    bank = [question(n, objective=objective) for n, objective in enumerate(objectives)]
    of = {q.id: q.objective for q in bank}
    taken = Counter(of[item.question] for item in draw(bank, count, seed))
    left = Counter(of.values()) - taken
    for objective in left:
        assert taken[objective] >= max(taken.values()) - 1


@given(st.integers(0, 2**62))
def test_what_was_seen_does_not_crowd_out_what_is_new(seed: int) -> None:
    """Two new questions are of two objectives, though many of the first have been seen."""
    bank = [question(n, objective=n // 8) for n in range(10)]
    items = draw(bank, 2, seed, {f"q-{n}" for n in range(6)})
    assert {int(item.question[2:]) // 8 for item in items} == {0, 1}


def test_another_seed_is_another_quiz() -> None:
    """Chance has a say: two seeds differ."""
    bank = [question(n) for n in range(10)]
    assert draw(bank, 10, 1) != draw(bank, 10, 2)


@given(st.sampled_from(KINDS), st.integers(0, 2**62), st.integers(0, 30))
def test_a_shuffle_is_an_order_of_all_options(kind: str, seed: int, position: int) -> None:
    """Each option once, always the same for a seed and a place; true and false stay put."""
    asked = question(1, kind)
    order = shuffled(asked, seed, position)
    assert sorted(order) == list(range(len(asked.options)))
    assert list(order) == list(shuffled(asked, seed, position))
    if kind == "true-false":
        assert list(order) == [0, 1]


def test_a_shuffle_depends_on_seed_and_place() -> None:
    """The right option is not always in the same place."""
    asked = question(1)
    assert len({tuple(shuffled(asked, seed, 0)) for seed in range(50)}) == 6
    assert len({tuple(shuffled(asked, 0, position)) for position in range(50)}) == 6


def test_a_quiz_stands_at_the_first_place_left() -> None:
    """Answered and withdrawn places are passed by; the end is no place."""
    assert quiz(3, {}).position == 0
    assert quiz(3, {0: 100}).position == 1
    assert quiz(3, {0: 100, 2: 0}, frozenset({1})).position is None
    assert quiz(3, {1: 100}, frozenset({0})).position == 2


def test_what_was_not_fully_right_is_wrong() -> None:
    """A retake asks what was missed, in the order of the quiz; what was not answered is not missed."""
    assert quiz(4, {2: 0, 0: 50, 1: 100}).wrong == (0, 2)


def test_a_substitute_stands_for_what_was_missed_first() -> None:
    """A second one passes on what the first stood for, unless it's that question itself."""
    bank = {each.id: each for each in map(question, range(3))}
    [second] = substitutes(bank, [Item("q-0", 1)], {"q-0"}, set())
    assert second == Item("q-1", 2, "q-0", 1)
    [third] = substitutes(bank, [second], {"q-0", "q-1"}, set())
    assert third == Item("q-2", 3, "q-0", 1)
    [same] = substitutes(bank, [second], {"q-2"}, set())
    assert same == Item("q-0", 1)
    [again] = substitutes({"q-1": bank["q-1"]}, [second], set(), set())
    assert again == second
