"""What an answer is worth."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from bot.domain.questions.question import Question
from bot.domain.questions.typed_answer import contrary, identical, same

FULL = 100
"""The score of a fully right answer; scores are whole percents."""

Verdict = Literal["open", "right", "near", "wrong"]
"""What the learner says of a typed answer that the course doesn't foresee; open: nothing said yet."""

JUDGED: dict[Verdict, int] = {"open": 0, "right": FULL, "near": FULL // 2, "wrong": 0}
"""What such an answer is worth."""


@dataclass(frozen=True)
class Grade:
    """The score, 0 to 100; the options meant, as the answer keeps them; and for a typed answer that can't be
    told right from wrong, that the learner has yet to say.
    """

    score: int
    chosen: tuple[int, ...]
    verdict: Verdict | None = None


def grade(
    question: Question, chosen: Sequence[int] = (), typed: str | None = None, language: str = "en"
) -> Grade:
    """What choosing these options, or typing this text, is worth. Neither is "I don't know".

    `chosen` are places in the file's order: those picked; for an order question all of them as put in
    order; for a match question the place whose `match` was given to the first option, the second …
    `language` is that of the course, such as `en` or `pt-BR`: in it a typed text is read.
    Raises ValueError for what does not answer a question of this kind.
    """
    if typed is not None:
        return _read(question, typed, language)
    points = score(question, chosen)
    kept = tuple(chosen) if question.kind in ("order", "match") else tuple(sorted(set(chosen)))
    return Grade(points, kept)


def score(question: Question, chosen: Collection[int]) -> int:
    """The score, 0 to 100, of choosing these options. No pick at all is "I don't know".

    One right option: all or nothing. Several: each right pick earns its share and each wrong pick costs
    one, never below 0, so that ticking everything is worth nothing extra. Order: each two options in the
    right order earn their share, each two the wrong way round cost one, never below 0. Match: each pair
    that belongs together earns its share; a wrong one costs nothing, since it can't earn anything either.

    Raises ValueError for a place that the question does not have, and for half an order or match.
    """
    picks, count = list(chosen), len(question.options)
    if not set(picks) <= set(range(count)):
        raise ValueError(f"{sorted(set(picks))} are not all among the {count} options")
    if not picks:
        return 0
    if question.kind == "short":
        raise ValueError("a short question is answered by typing")
    if question.kind in ("order", "match"):
        if len(picks) != count or (question.kind == "order" and len(set(picks)) != count):
            raise ValueError(f"{picks} leaves some of the {count} options out")
        return _order(picks) if question.kind == "order" else _match(picks)
    right, wanted = question.correct, frozenset(picks)
    if question.kind != "multiple":
        return FULL if wanted == right else 0
    return percent(max(0, len(wanted & right) - len(wanted - right)), len(right))


def percent(part: int, of: int) -> int:
    """The whole percents that `part` is of a number above 0; half a percent is rounded up."""
    return (2 * FULL * part + of) // (2 * of)


def _order(places: Sequence[int]) -> int:
    pairs = [1 if first < second else -1 for first, second in combinations(places, 2)]
    return percent(max(0, sum(pairs)), len(pairs))


def _match(places: Sequence[int]) -> int:
    return percent(sum(place == given for place, given in enumerate(places)), len(places))


def _read(question: Question, typed: str, language: str) -> Grade:
    """An accepted answer is right and a foreseen mistake wrong, small typos apart. So is what differs from an
    accepted answer in nothing but a sign that carries the meaning. As good as both, or neither: in doubt.
    """
    if question.kind != "short":
        raise ValueError(f"a {question.kind} question is not answered by typing")
    for alike in (identical, same):
        options = enumerate(question.options)
        meant = [place for place, option in options if alike(typed, option.text, language)]
        if meant and len({question.options[place].correct for place in meant}) == 1:
            return Grade(FULL if question.options[meant[0]].correct else 0, (meant[0],))
    accepted = (option.text for option in question.options if option.correct)
    if any(contrary(typed, text, language) for text in accepted):
        return Grade(0, ())
    return Grade(JUDGED["open"], (), "open")
