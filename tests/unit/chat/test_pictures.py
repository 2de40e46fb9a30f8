"""Pictures work with any title, name or number, and never show an empty box."""

import unicodedata
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from bot.chat.pictures import DESCRIPTION, fonts, render
from bot.chat.pictures import certificate as certificates
from bot.chat.pictures import progress as progresses
from bot.chat.pictures.badge import LessonMark
from bot.chat.pictures.canvas import GROUND, SCALE, Canvas
from bot.chat.pictures.certificate import CertificatePicture, CompletedPicture
from bot.chat.pictures.fonts import drawable
from bot.chat.pictures.progress import BadgeSlot, ProgressPicture, ProgressSummary
from bot.chat.words.learning import pictures as words
from bot.domain.course.cards import Card
from bot.domain.course.course import Course, CourseFile
from bot.domain.course.lesson import Lesson, Objective
from bot.domain.learning.certificate import Certificate
from tests.counting import calls_made

TODAY = 20_500
EMOJI = "📣💬🔁🔥👂🙂⭐"
PHONE = 270
"""Points that a picture is wide on a telephone whose screen is 360 wide."""


def taught(lessons: int) -> Course:
    """Return a course with this many lessons."""
    units = tuple(
        Lesson(
            id=f"lesson-{number}",
            number=number,
            title="A lesson",
            principle="p",
            objectives=tuple(Objective(id=f"lesson-{number}.g-{g}", text="g") for g in range(5)),
            cards=(Card(say="t"),),
            takeaways=("t",),
            reflection="r",
        )
        for number in range(1, lessons + 1)
    )
    about = CourseFile(
        id="c", title="A course", language="en", summary="s", audience="a", lessons=tuple(u.id for u in units)
    )
    return Course(about, units)


def picture(lessons: int, title: str = "A course", done: int = 0, gold: int = 0) -> ProgressPicture:
    """Return the picture of a learner with this many badges, some of them gold."""
    marks = [LessonMark(number, "t", None, EMOJI[number % 7]) for number in range(1, lessons + 1)]
    badges = [BadgeSlot(mark, place < done, place < gold) for place, mark in enumerate(marks)]
    return ProgressPicture(ProgressSummary(title, badges, streak=12, opened=23, cards=38))


def opened(content: bytes) -> Image.Image:
    """Return the picture in plain colors."""
    return Image.open(BytesIO(content)).convert("RGB")


def near(pixel: object, color: str) -> bool:
    """Return whether a pixel has a color, as closely as a small palette allows."""
    wanted = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    assert isinstance(pixel, tuple)
    return all(abs(one - other) < 12 for one, other in zip(pixel, wanted, strict=True))


TITLES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=80).filter(
    lambda text: bool(text.strip())
)


@settings(max_examples=15)
@given(st.integers(1, 20), TITLES, st.integers(0, 20), st.integers(0, 20))
def test_any_progress_is_drawn(lessons: int, title: str, done: int, gold: int) -> None:
    """1 to 20 lessons, any title, any badges: the file is small and has its own background."""
    made = picture(lessons, title, done, min(gold, done))
    content = made.draw()
    assert len(content) <= 40_000
    with opened(content) as drawn:
        assert drawn.width == progresses.WIDTH * SCALE
        assert drawn.height < 1200
        for corner in ((0, 0), (drawn.width - 1, drawn.height - 1)):
            assert near(drawn.getpixel(corner), GROUND)
    assert title in made.describe()
    assert f"{min(done, lessons)} of {lessons} badge" in made.describe()


def test_twenty_gold_badges_are_a_small_file() -> None:
    """The picture with the most to draw."""
    assert len(picture(20, "Ægß&@ Ñçþ% Ωжд §¶ ½ ≥ ø qwertyuiop asdfghjkl", 20, 20).draw()) <= 40_000


def test_progress_is_said_in_words() -> None:
    """Each badge by its lesson, gold ones again, the streak and the cards."""
    assert picture(6, "A course", 3, 1).describe() == (
        "Progress in A course: 3 of 6 badges (lessons 1, 2 and 3; gold: lesson 1). Streak: 12 days. "
        "Cards opened: 23 of 38."
    )
    assert picture(1).describe() == (
        "Progress in A course: 0 of 1 badge. Streak: 12 days. Cards opened: 23 of 38."
    )
    none = ProgressPicture(replace(picture(1).summary, streak=0))
    assert none.describe() == "Progress in A course: 0 of 1 badge. Cards opened: 23 of 38."
    assert none.draw() != picture(1).draw()


def test_the_bonus_is_not_one_of_the_lessons() -> None:
    """The picture shows it once it's earned, but never counts it among the badges or the missing ones."""
    made = picture(2, done=1)
    bonus = BadgeSlot(LessonMark(0, "t", None, EMOJI[0]), earned=True)
    summary = replace(made.summary, badges=[*made.summary.badges, bonus])
    assert "1 of 2 badges (lesson 1 and the bonus)" in ProgressPicture(summary).describe()


@pytest.mark.parametrize(("opened_cards", "said"), [(0, "0%"), (1, "0%"), (199, "99%"), (200, "100%")])
def test_a_share_is_complete_only_at_the_end(opened_cards: int, said: str) -> None:
    """It's rounded down."""
    assert words.share(opened_cards, 200) == said


def test_badges_differ_in_more_than_color() -> None:
    """Without colors, an open, an earned and a gold badge still look different."""
    looks = [opened(picture(1, "A", *done).draw()).convert("L") for done in ((0, 0), (1, 0), (1, 1))]
    assert len({look.tobytes() for look in looks}) == 3
    for one, other in pairwise(looks):
        changed = ImageChops.difference(one, other).point(lambda level: 255 if level > 60 else 0)
        assert changed.histogram()[255] > 800


@settings(max_examples=25)
@given(TITLES, TITLES)
def test_any_certificate_is_drawn(name: str, title: str) -> None:
    """Whatever the name and the course are called; the description has both."""
    made = CertificatePicture(Certificate("7K2M-QX9D", 1, "c", title, name[:60], TODAY, 1))
    with opened(made.draw()) as drawn:
        assert drawn.width == certificates.WIDTH * SCALE
    assert name[:60] in made.describe()
    assert title in made.describe()


def test_letters_are_large_enough_on_a_telephone() -> None:
    """The smallest letters of each picture are 11 points high where it is shown 270 points wide."""
    for module in (progresses, certificates):
        assert module.SMALL * PHONE / module.WIDTH >= 11


@pytest.mark.parametrize(
    ("text", "can"),
    [
        ("Zoë Ångström-Łukasiewicz", True),
        ("Zoe\u0308", True),  # the accent by itself
        ("Ελένη Παπαδοπούλου", True),
        ("Анна Ковалёва", True),
        ("Nguyễn Thị Minh Khai", True),
        ("דוד", fonts.RIGHT_TO_LEFT),
        ("山田太郎", False),
        ("अनिल", False),
        ("Ada 🦉", False),
        ("Ada\u200dB", False),
        ("Ana\u0363", False),  # an accent that the font lacks
        ("", False),
        ("   ", False),
    ],
)
def test_a_text_is_drawn_only_if_every_letter_is_there(text: str, can: bool) -> None:
    """Many scripts can be written; others are left to the text rather than drawn as boxes."""
    assert drawable(text) is drawable(text, bold=True) is can


@given(st.characters(exclude_categories=["Cs"]))
def test_what_counts_as_drawable_is_in_the_font(character: str) -> None:
    """Compared with what the font draws for a character that is none."""
    if drawable(character):
        for bold in (False, True):
            font = fonts.font(16, bold=bold)
            if drawable(character, bold=bold):
                assert bytes(font.getmask(character)) != bytes(font.getmask("\uffff"))


@pytest.mark.parametrize("bold", [False, True])
def test_an_accent_that_the_font_lacks_is_not_drawn(bold: bool) -> None:
    """After a letter, as accents stand in a name, it would be a box of its own width."""
    font = fonts.font(64, bold=bold)
    letter, box = font.getlength("x"), font.getlength("\uffff")
    marks = [each for each in map(chr, range(0x300, 0x3100)) if unicodedata.category(each)[0] == "M"]
    shown = [each for each in marks if drawable("x" + each, bold=bold)]
    assert 80 < len(shown) < len(marks)
    assert all(font.getlength("x" + each) < letter + box for each in shown)


def test_a_name_that_cannot_be_written_leaves_no_trace() -> None:
    """Two such names give the same picture; a name that can be written gives another, and is never cut."""

    def drawn(name: str) -> bytes:
        return CertificatePicture(Certificate("7K2M-QX9D", 1, "c", "A course", name, TODAY, 1)).draw()

    assert drawn("山田太郎") == drawn("अनिल कुमार") == drawn("W" * 60)
    assert drawn("Ada") != drawn("山田太郎")
    long = "Wilhelmina Konstantinopolitanska-Hohenzollern von und zu Sig"
    assert " ".join(line.text for line in certificates._name(long)) == long


@pytest.mark.parametrize("score", [None, "Final assessment: 11 of 12, second attempt", "🏆 11 of 12"])
def test_a_certificate_shows_the_score(score: str | None) -> None:
    """As a line of its own, where it can be drawn, and in the description."""
    made = Certificate("7K2M-QX9D", 1, "c", "A course", "Ada", TODAY, 1)
    plain, scored = CertificatePicture(made), CertificatePicture(made, score)
    taller = opened(scored.draw()).height - opened(plain.draw()).height
    assert (taller > 0) is bool(score and "🏆" not in score)
    assert scored.describe() == plain.describe() + (f" {score}." if score else "")


@given(st.text(max_size=200), st.integers(10, 400))
def test_a_text_is_shortened_to_its_room(text: str, room: int) -> None:
    """Never wider than the room, unless not even the ellipsis has any; untouched where it fits."""
    canvas = Canvas(1, 1)
    cut = canvas.fit(text, 17, room)
    assert canvas.width(cut, 17) <= max(room, canvas.width("…", 17))
    assert cut.endswith("…") or cut == fonts.normal(text)


async def test_a_picture_has_a_description_that_fits() -> None:
    """Discord takes 1,024 characters, however much there is to say."""
    course = taught(20)
    file = await render(picture(20, "A course with a very long title " * 40, 20, 20), "progress.png")
    assert file.description is not None
    assert len(file.description) <= DESCRIPTION
    done = CompletedPicture(course)
    assert ", 20 lessons." in done.describe()
    assert opened(done.draw()).width == certificates.WIDTH * SCALE


def test_a_picture_is_drawn_in_few_strokes() -> None:
    """A reply has three seconds: a full picture takes a small part of them. `bench.speed` measures it."""
    made = picture(20, "A rather long title of a course, and more of it", 20, 20)
    assert calls_made(made.draw) < 40_000
    with opened(made.draw()) as drawn:
        assert drawn.width * drawn.height < 4_000_000
