"""The picture of one's progress: what was read and mastered, this week, and the reviews ahead."""

from dataclasses import dataclass

from bot.chat.pictures.canvas import GROUND, INK, PLAIN, RIGHT, SOFT, TRACK, Canvas
from bot.chat.words import dates, numbers, reviews
from bot.domain.calendar.day import date_of, monday
from bot.domain.learning.outlook import GOAL, Outlook
from bot.domain.learning.progress import LessonProgress, Progress

WIDTH, MARGIN = 400, 18
SMALL = 17
"""The smallest letters: on a telephone the picture is about 270 points wide, and they are 11 of them high."""

MOST_LESSONS, FEW_LESSONS = 12, 7
"""How many lessons are shown, and how many would fill the width."""

PILE = 13
"""How high an objective is in its lesson's pile."""

TILES, WEEK, LESSONS, REVIEWS = 80, 100, 140, 118
"""How high the parts are."""

TITLE_LINE, HEADING = 27, 32


@dataclass(frozen=True)
class ProgressPicture:
    """How far somebody is in a course."""

    progress: Progress
    outlook: Outlook

    def draw(self) -> bytes:
        """The picture as PNG."""
        lines = Canvas(1, 1).lines(self.progress.course.title, 21, WIDTH - 2 * MARGIN, 1, bold=True)
        top = MARGIN + len(lines) * TITLE_LINE + 6
        canvas = Canvas(WIDTH, top + TILES + WEEK + LESSONS + REVIEWS + MARGIN)
        for number, line in enumerate(lines):
            canvas.text((MARGIN, MARGIN + number * TITLE_LINE), line, 21, bold=True)
        self._tiles(canvas, top)
        self._week(canvas, top + TILES)
        self._lessons(canvas, top + TILES + WEEK)
        self._reviews(canvas, top + TILES + WEEK + LESSONS)
        return canvas.png()

    def describe(self) -> str:
        """The same in words."""
        progress, outlook = self.progress, self.outlook
        by_lesson = [
            f"{part.lesson.number}: {outlook.mastered_in(part.lesson)} of {len(part.lesson.objectives)}"
            for part in progress.lessons
        ]
        return (
            f"Progress in {progress.course.title}. "
            f"Lessons read: {progress.lessons_read} of {len(progress.lessons)}. "
            f"Objectives mastered: {outlook.mastered} of {len(outlook.objectives)}; "
            f"by lesson: {', '.join(by_lesson)}. "
            f"Recall today: {numbers.percent(outlook.recall)}. This week: {reviews.week(outlook)}. "
            f"{reviews.reviews_ahead(outlook)}"
        )

    def _tiles(self, canvas: Canvas, top: float) -> None:
        progress, outlook = self.progress, self.outlook
        figures = (
            (f"{progress.lessons_read} of {len(progress.lessons)}", "lessons read"),
            (f"{outlook.mastered} of {len(outlook.objectives)}", "mastered"),
            (numbers.percent(outlook.recall), "recall today"),
        )
        wide = (WIDTH - 2 * MARGIN - 16) / 3
        for number, (figure, label) in enumerate(figures):
            left = MARGIN + number * (wide + 8)
            canvas.box(left, top, left + wide, top + TILES - 14, TRACK, 8)
            canvas.text((left + wide / 2, top + 8), figure, 25, bold=True, anchor="ma", room=wide - 8)
            canvas.text((left + wide / 2, top + 41), label, SMALL, colour=SOFT, anchor="ma", room=wide - 8)

    def _week(self, canvas: Canvas, top: float) -> None:
        outlook, first = self.outlook, monday(self.outlook.today)
        _heading(canvas, top, "This week", f"{min(outlook.kept, GOAL)} of {GOAL} days")
        step, middle = (WIDTH - 2 * MARGIN) / 7, top + HEADING + 15
        for number in range(7):
            x, day = MARGIN + (number + 0.5) * step, first + number
            kept = day in outlook.kept_days
            canvas.disc((x, middle), 14, RIGHT if kept else TRACK)
            if day == outlook.today:
                canvas.disc((x, middle), 18, INK, ring=True)
            if kept:
                canvas.tick((x, middle), 13, GROUND)
            colour = INK if day == outlook.today else SOFT
            canvas.text((x, middle + 21), dates.WEEKDAYS[number][0], SMALL, colour=colour, anchor="ma")

    def _lessons(self, canvas: Canvas, top: float) -> None:
        every = self.progress.lessons
        shown = every[:MOST_LESSONS]
        cut = f"lessons 1 to {MOST_LESSONS} of {len(every)}" if len(every) > MOST_LESSONS else "by lesson"
        _heading(canvas, top, "Objectives mastered", cut)
        step = (WIDTH - 2 * MARGIN) / max(len(shown), FEW_LESSONS)
        floor = top + LESSONS - 38
        for number, part in enumerate(shown):
            self._lesson(canvas, part, MARGIN + (number + 0.5) * step, floor)

    def _lesson(self, canvas: Canvas, part: LessonProgress, middle: float, floor: float) -> None:
        """A pile of boxes, one for each objective, with the lesson's number below."""
        done = self.outlook.mastered_in(part.lesson)
        for number in range(len(part.lesson.objectives)):
            lower = floor - number * PILE
            colour = RIGHT if number < done else TRACK
            canvas.box(middle - 11, lower - PILE + 3, middle + 11, lower, colour, 3)
        canvas.text((middle, floor + 4), str(part.lesson.number), SMALL, colour=SOFT, anchor="ma")

    def _reviews(self, canvas: Canvas, top: float) -> None:
        counts = self.outlook.ahead
        _heading(canvas, top, "Reviews, next two weeks", f"{sum(counts)}")
        step, floor, high = (WIDTH - 2 * MARGIN) / len(counts), top + REVIEWS - 24, REVIEWS - HEADING - 46
        written = MARGIN - 2.0
        if not any(counts):
            canvas.text((WIDTH / 2, floor - high / 2), "nothing due", SMALL, colour=SOFT, anchor="mm")
        for number, count in enumerate(counts):
            left = MARGIN + number * step
            middle = left + step / 2
            tall = max(4, high * count / max(counts)) if count else 3
            canvas.box(left + 4, floor - tall, left + step - 4, floor, PLAIN if count else TRACK, 2)
            day = date_of(self.outlook.today + number).weekday()
            colour = INK if number == 0 else SOFT
            canvas.text((middle, floor + 4), dates.WEEKDAYS[day][0], SMALL, colour=colour, anchor="ma")
            half = canvas.width(str(count), SMALL) / 2
            if count and middle - half >= written:
                canvas.text((middle, floor - tall - 5), str(count), SMALL, anchor="ms")
                written = middle + half + 2


def _heading(canvas: Canvas, top: float, text: str, figure: str) -> None:
    canvas.text((MARGIN, top), text, 18, bold=True)
    canvas.text((WIDTH - MARGIN, top), figure, 18, colour=SOFT, anchor="ra")
