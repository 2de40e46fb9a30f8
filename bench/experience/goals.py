"""The goals, and whether the figures reach them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bench.experience.crawl import OTHERS
from bench.experience.figures import Figures
from bench.experience.lessons import LessonPath
from bench.experience.practice import AskedOnce, Spread

PICTURE = 20 * 1024
"""Bytes of a banner or a badge."""

ONE_PRESS = ("single", "true-false")
"""Kinds of questions that one press answers."""


@dataclass(frozen=True)
class Goal:
    """A goal, the figure beside it, and whether it's reached."""

    what: str
    aim: str
    figure: str
    reached: bool


def judge(figures: Figures) -> Sequence[Goal]:
    """Return every goal. Lessons' goals are about the worst lesson; extra units don't count."""
    return [
        *_first(figures),
        *_lessons(figures),
        *_questions(figures),
        *_reviews(figures),
        *_screens(figures),
        *_months(figures),
    ]


def _first(figures: Figures) -> Iterator[Goal]:
    first = figures.first
    yield _most("First right answer: presses", first.presses, 3)
    yield _most("First right answer: words", first.words, 120)


def _lessons(figures: Figures) -> Iterator[Goal]:
    paths = [path for path in figures.lessons if path.lesson not in figures.bonus]

    def worst(what: str, aim: float, figure: Callable[[LessonPath], float]) -> Goal:
        path = max(paths, key=figure)
        return Goal(what, f"≤ {aim:g}", f"{figure(path):g} (lesson {path.lesson})", figure(path) <= aim)

    yield worst("Screens before a lesson's first question", 2, lambda path: path.before_screens)
    yield worst("Words before a lesson's first question", 150, lambda path: path.before_words)
    yield worst("A lesson without its opener: words", 450, lambda path: path.words)
    cards, asks = [path.cards for path in paths], [path.asks for path in paths]
    yield Goal("A lesson: cards", "4 to 6", _range(cards), min(cards) >= 4 and max(cards) <= 6)
    yield Goal("A lesson: questions among them", "2 or 3", _range(asks), min(asks) >= 2 and max(asks) <= 3)
    yield worst("A lesson with its opener: minutes", 4, lambda path: path.minutes)
    yield worst("A lesson: pictures uploaded on the way", 1, lambda path: len(path.uploads))
    pictures = [size for path in figures.lessons for size in path.uploads]
    pictures += [each.badge for each in figures.practice if each.badge]
    yield _most("Largest banner or badge: bytes", max(pictures, default=0), PICTURE)


def _questions(figures: Figures) -> Iterator[Goal]:
    right = [each for lesson in figures.practice for each in lesson.right]
    wrong = [each for lesson in figures.practice for each in lesson.wrong]
    words = Spread.of(each.words for each in right)
    yield Goal(
        "A question with its options: median of words", "≤ 45", f"{words.median:g}", words.median <= 45
    )
    yield _longest("A question with its options: words", right, 90, lambda each: each.words)
    yield _longest("Feedback on a right answer: words", right, 35, lambda each: each.feedback)
    yield _longest("Feedback on a wrong answer: words", wrong, 60, lambda each: each.feedback)
    matches = [each for each in (*right, *wrong) if each.kind == "match"]
    over = max((each.presses - each.options for each in matches), default=0)
    said = "as many" if not over else f"{abs(over)} {'more' if over > 0 else 'fewer'}"
    yield Goal("Matching: presses", "≤ pairs", said, over <= 0)


def _reviews(figures: Figures) -> Iterator[Goal]:
    quick = [each for each in figures.reviews if each.kind in ONE_PRESS]
    yield Goal("Reviews played", "10", str(len(figures.reviews)), len(figures.reviews) >= 10)
    if quick:
        yield _most("A review that one press answers: presses", max(each.presses for each in quick), 2)
        words = Spread.of(each.words for each in quick)
        yield Goal("A review that one press answers: words", "≤ 90", str(words), words.most <= 90)


def _screens(figures: Figures) -> Iterator[Goal]:
    crowded = sum(len(each.primary) > 1 or len(each.others) > OTHERS for each in figures.offenders)
    endless = sum(each.dead_end for each in figures.offenders)
    of = f"of {figures.screens} kinds"
    yield Goal("Screens with over one primary or two other buttons", "0", f"{crowded} {of}", not crowded)
    yield Goal("Screens where no button stands out", "0", f"{endless} {of}", not endless)


def _months(figures: Figures) -> Iterator[Goal]:
    months = {month.name: month for month in figures.months}
    first = next((str(day) for _, day in months["diligent"].badges), "never")
    yield Goal("Diligent: day of the first badge", "1", first, first == "1")
    if figures.days >= 30:
        day = months["daily"].certificate
        yield Goal("Daily: certificate within 30 days", "yes", f"day {day}" if day else "no", bool(day))
    asked = months["absent"].asked
    aim = "no question twice"
    if len(asked) > 1:
        figure = f"{len(set(asked))} of {len(asked)} differ"
        yield Goal("Absent: unanswered reminders", aim, figure, len(set(asked)) == len(asked))
    missed = sum(len(month.unopened) for month in figures.months)
    yield Goal("Cards counted as read that weren't opened", "0", str(missed), not missed)


def _most(what: str, figure: int, aim: int) -> Goal:
    return Goal(what, f"≤ {aim:,}", f"{figure:,}", figure <= aim)


def _longest(what: str, asked: Sequence[AskedOnce], aim: int, figure: Callable[[AskedOnce], int]) -> Goal:
    spread = Spread.of(map(figure, asked))
    over = sum(figure(each) > aim for each in asked)
    most = f"at most {spread.most}" + (f"; {over} of {len(asked)} over" if over else "")
    return Goal(what, f"≤ {aim}", f"{spread.median:g} ({most})", not over)


def _range(found: Sequence[int]) -> str:
    return str(min(found)) if min(found) == max(found) else f"{min(found)} to {max(found)}"
