"""An answer is worth what it shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.questions.grading import FULL, Grade, percent
from bot.domain.questions.kind import Option
from bot.domain.questions.question import Question


def question(right: list[bool], kind: str = "multiple") -> Question:
    """A choice question whose options are right or wrong as given."""
    options = tuple(Option(text=str(n), correct=c, feedback="so") for n, c in enumerate(right))
    return Question.model_validate(
        {
            "id": "q",
            "objective": "a.b",
            "kind": kind,
            "level": "recall",
            "prompt": "?",
            "options": options,
            "explanation": "x",
            "facts": ("f",),
        }
    )


MULTIPLE = st.lists(st.booleans(), min_size=3, max_size=8).filter(any)


@pytest.mark.parametrize(
    ("chosen", "worth"),
    [(set(), 0), ({0}, 50), ({0, 1}, 100), ({0, 2}, 0), ({0, 1, 2}, 50), ({2, 3}, 0), ({0, 1, 2, 3}, 0)],
)
def test_right_picks_earn_and_wrong_picks_cost(chosen: set[int], worth: int) -> None:
    """Two right of four: each right pick earns half, each wrong pick costs half, never below nothing."""
    assert question([True, True, False, False]).score(chosen) == worth


@pytest.mark.parametrize(
    ("part", "of", "whole"), [(2, 3, 67), (1, 3, 33), (1, 8, 13), (3, 8, 38), (29, 200, 15)]
)
def test_halves_of_a_percent_are_rounded_up(part: int, of: int, whole: int) -> None:
    """As people reckon, not to the even number."""
    assert percent(part, of) == whole


@pytest.mark.parametrize("kind", ["single", "true-false"])
def test_one_right_option_is_all_or_nothing(kind: str) -> None:
    """With one right option there is no part of it; picking both is not right."""
    asked = question([False, True], kind)
    assert [asked.score(chosen) for chosen in ({1}, {0}, {0, 1}, set())] == [FULL, 0, 0, 0]


def test_an_order_question_is_not_graded_by_choice() -> None:
    """Nothing chosen never equals nothing to choose."""
    assert question([False, False, False], "order").score(()) == 0


@given(MULTIPLE, st.data())
def test_a_score_is_a_percentage_and_full_only_for_the_right_ones(
    right: list[bool], data: st.DataObject
) -> None:
    """Whatever is chosen, 0 to 100, and 100 for exactly the right options."""
    asked = question(right)
    chosen = data.draw(st.sets(st.sampled_from(range(len(right)))))
    assert 0 <= asked.score(chosen) <= FULL
    assert (asked.score(chosen) == FULL) == (chosen == asked.correct)


@given(MULTIPLE, st.data())
def test_one_more_right_pick_never_harms_and_one_more_wrong_never_helps(
    right: list[bool], data: st.DataObject
) -> None:
    """The score follows what is known."""
    asked = question(right)
    chosen = data.draw(st.sets(st.sampled_from(range(len(right)))))
    for extra in set(range(len(right))) - chosen:
        more = asked.score(chosen | {extra})
        assert more >= asked.score(chosen) if right[extra] else more <= asked.score(chosen)


@given(MULTIPLE)
def test_ticking_everything_is_worth_the_surplus_of_right_ones(right: list[bool]) -> None:
    """Where at least half of the options are wrong, ticking all is worth nothing."""
    worth = question(right).score(range(len(right)))
    surplus = 2 * sum(right) - len(right)
    assert worth == percent(max(0, surplus), sum(right))


@pytest.mark.parametrize("place", [-1, 3])
def test_an_option_that_is_not_there_is_an_error(place: int) -> None:
    """A place outside the question is refused, not graded."""
    with pytest.raises(ValueError, match="not all among the 3 options"):
        question([True, False, False]).score({0, place})


def test_choosing_twice_is_choosing_once() -> None:
    """Repeated places count once."""
    assert question([True, True, False]).score([0, 0]) == 50


def arranged(kind: str, count: int) -> Question:
    """An order or match question of so many options."""
    options = tuple(
        Option(text=f"t{n}", match=f"m{n}" if kind == "match" else None, feedback="so") for n in range(count)
    )
    return question([True], "short").model_copy(update={"kind": kind, "options": options})


def short(*accepted: str, mistakes: tuple[str, ...] = ()) -> Question:
    """A short question with its accepted answers and foreseen mistakes."""
    options = [Option(text=text, correct=True, feedback="so") for text in accepted]
    options += [Option(text=text, feedback="so") for text in mistakes]
    return question([True], "short").model_copy(update={"options": tuple(options)})


@pytest.mark.parametrize(
    ("places", "worth"),
    [
        ((0, 1, 2, 3), 100),
        ((0, 1, 3, 2), 67),
        ((1, 0, 3, 2), 33),
        ((3, 2, 1, 0), 0),
        ((3, 0, 1, 2), 0),
        ((), 0),
    ],
)
def test_an_order_is_worth_the_pairs_in_order(places: tuple[int, ...], worth: int) -> None:
    """Two in the right order earn a share, two the wrong way round cost one, never below nothing."""
    assert arranged("order", 4).score(places) == worth


@given(st.integers(3, 6).flatmap(lambda n: st.permutations(range(n))))
def test_putting_two_neighbours_right_never_harms(places: list[int]) -> None:
    """The score of an order follows what is known, is 0 to 100, and full only for the right order."""
    asked = arranged("order", len(places))
    worth = asked.score(places)
    assert 0 <= worth <= FULL
    assert (worth == FULL) == (places == sorted(places))
    for place in range(len(places) - 1):
        if places[place] > places[place + 1]:
            better = [*places[:place], places[place + 1], places[place], *places[place + 2 :]]
            assert asked.score(better) >= worth


@given(st.integers(2, 6).flatmap(lambda n: st.lists(st.integers(0, n - 1), min_size=n, max_size=n)))
def test_each_right_pair_of_a_match_earns_its_share(places: list[int]) -> None:
    """One more right pair always helps; all of them, and nothing less, are worth everything."""
    asked = arranged("match", len(places))
    worth = asked.score(places)
    assert worth == percent(sum(place == given for place, given in enumerate(places)), len(places))
    for place, given_ in enumerate(places):
        if given_ != place:
            assert asked.score([*places[:place], place, *places[place + 1 :]]) > worth


@pytest.mark.parametrize(
    ("kind", "chosen"), [("order", (0, 1)), ("order", (0, 1, 1)), ("match", (0, 1)), ("match", (0, 1, 3))]
)
def test_half_an_order_or_match_is_no_answer(kind: str, chosen: tuple[int, ...]) -> None:
    """What leaves an option out, or names one that isn't there, is refused, not graded."""
    with pytest.raises(ValueError, match="options"):
        arranged(kind, 3).grade(chosen)


def test_an_answer_keeps_the_order_that_means_something() -> None:
    """Places of an order or a match stay as given; picks are a set."""
    assert arranged("order", 3).grade((2, 0, 1)).chosen == (2, 0, 1)
    assert arranged("match", 3).grade((1, 1, 0)).chosen == (1, 1, 0)
    assert question([True, True, False]).grade((1, 0, 1)).chosen == (0, 1)


@pytest.mark.parametrize(
    ("typed", "worth", "chosen", "verdict"),
    [
        ("Astroturf", 100, (1,), None),
        ("astroturfng", 100, (0,), None),
        ("grassroot", 0, (2,), None),
        ("fake grassroots support", 0, (), "open"),
        ("???", 0, (), "open"),
    ],
)
def test_a_typed_answer_is_right_wrong_or_in_doubt(
    typed: str, worth: int, chosen: tuple[int, ...], verdict: str | None
) -> None:
    """Accepted answers and foreseen mistakes are recognised; of everything else the learner says."""
    asked = short("astroturfing", "astroturf", mistakes=("grassroots",))
    assert asked.grade(typed=typed) == Grade(worth, chosen, verdict)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        ("A4", "4"),
        ("A4", "B4"),
        ("C++", "C#"),
        ("C#", "C"),
        ("B+", "B-"),
        ("Super Bowl XXXIV", "Super Bowl XXXIX"),
        ("XXXIV", "XXXVI"),
    ],
)
def test_a_sign_that_carries_the_meaning_makes_it_wrong(accepted: str, typed: str) -> None:
    """Where nothing else differs there's no doubt, whether the sign is missing, added or another."""
    assert short(accepted).grade(typed=typed) == Grade(0, ())
    assert short(typed).grade(typed=accepted) == Grade(0, ())
    assert short(accepted, typed).grade(typed=typed).score == FULL


@pytest.mark.parametrize("typed", ["34", "Superbowl", "twelve", "A paper", "plus"])
def test_more_than_a_sign_is_left_to_the_learner(typed: str) -> None:
    """Other words may say the same, so they're in doubt as before."""
    assert short("Super Bowl XXXIV!", "12", "A4", "Google+").grade(typed=typed).verdict == "open"


def test_a_typo_between_right_and_wrong_is_in_doubt() -> None:
    """What could be a slip of an accepted answer and of a mistake alike is not decided by chance."""
    asked = short("deceleration", mistakes=("declaration",))
    assert asked.grade(typed="decelaration").verdict == "open"
    assert asked.grade(typed="deceleration").score == FULL
    assert asked.grade(typed="declaration").score == 0


@given(
    st.permutations(["astroturfing", "astroturf", "astro"]),
    st.sampled_from(["astrotrufing", "Astro", "lawn"]),
)
def test_a_grade_does_not_depend_on_the_order_of_the_options(accepted: list[str], typed: str) -> None:
    """Whichever accepted answer comes first, a text is worth the same."""
    assert short(*accepted).grade(typed=typed).score == (FULL if typed != "lawn" else 0)


@given(MULTIPLE, st.data())
def test_a_grade_does_not_depend_on_the_order_of_the_picks(right: list[bool], data: st.DataObject) -> None:
    """Picks in any order are the same answer."""
    asked = question(right)
    chosen = data.draw(st.lists(st.sampled_from(range(len(right))), unique=True))
    assert asked.grade(chosen) == asked.grade(data.draw(st.permutations(chosen)))


def test_each_kind_is_answered_in_its_way() -> None:
    """A choice isn't typed, and a short answer isn't chosen."""
    with pytest.raises(ValueError, match="not answered by typing"):
        question([True, False, False]).grade(typed="0")
    with pytest.raises(ValueError, match="by typing"):
        short("yes").grade((0,))
    assert short("yes").grade() == Grade(0, ())
