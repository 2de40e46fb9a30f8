"""Pictures hold whatever comes: any title, any name, any figures; nothing is drawn as an empty box."""

import unicodedata
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.chat.pictures import DESCRIPTION, lettering, render
from bot.chat.pictures import certificate as certificates
from bot.chat.pictures import progress as progresses
from bot.chat.pictures.canvas import GROUND, RIGHT, SCALE, Canvas
from bot.chat.pictures.certificate import CertificatePicture, CompletedPicture
from bot.chat.pictures.lettering import drawable
from bot.chat.pictures.progress import ProgressPicture
from bot.domain.calendar.day import monday
from bot.domain.course.course import Course, CourseFile, Lesson, Objective, Page
from bot.domain.learning.certificate import Certificate
from bot.domain.learning.outlook import COMING, Memory, Outlook
from bot.domain.learning.progress import summarize
from tests.counting import calls_made

TODAY = 20_500
PHONE = 270
"""Points that a picture is wide on a telephone whose screen is 360 wide."""


def taught(lessons: int, title: str = "A course", objectives: int = 5) -> Course:
    """A course with so many lessons."""
    units = tuple(
        Lesson(
            id=f"lesson-{number}",
            number=number,
            title=title[:80],
            principle="p",
            minutes=1,
            objectives=tuple(Objective(id=f"lesson-{number}.g-{g}", text="g") for g in range(objectives)),
            pages=(Page(title="t", text="t"),),
            takeaways=("t",),
            reflection="r",
        )
        for number in range(1, lessons + 1)
    )
    about = CourseFile(
        id="c", title=title, language="en", summary="s", audience="a", lessons=tuple(u.id for u in units)
    )
    return Course(about, units)


def picture(
    course: Course, done: int = 0, kept: int = 0, ahead: tuple[int, ...] = (0,) * COMING
) -> ProgressPicture:
    """Progress with so many objectives mastered and days kept."""
    ids = [each.id for unit in course.units.values() for each in unit.objectives]
    memory = {each: Memory(TODAY if place < done else None, 0.5) for place, each in enumerate(ids)}
    days = range(monday(TODAY), monday(TODAY) + kept)
    return ProgressPicture(summarize(course, {}, ()), Outlook(course, TODAY, memory, 0.5, days, ahead))


def opened(content: bytes) -> Image.Image:
    """The picture in plain colours."""
    return Image.open(BytesIO(content)).convert("RGB")


def near(pixel: object, colour: str) -> bool:
    """Whether a pixel has a colour, as far as a small palette can tell."""
    wanted = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    assert isinstance(pixel, tuple)
    return all(abs(one - other) < 12 for one, other in zip(pixel, wanted, strict=True))


TITLES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=80).filter(
    lambda text: bool(text.strip())
)


@settings(max_examples=15)
@given(
    st.integers(1, 14),
    TITLES,
    st.integers(1, 5),
    st.integers(0, 70),
    st.integers(0, 7),
    st.lists(st.integers(0, 9999), min_size=COMING, max_size=COMING),
)
def test_any_progress_is_drawn(
    lessons: int, title: str, objectives: int, done: int, kept: int, ahead: list[int]
) -> None:
    """Of 1 to 14 lessons, whatever they are called, with no reviews or thousands: legible and described."""
    made = picture(taught(lessons, title, objectives), done, kept, tuple(ahead))
    with opened(made.draw()) as drawn:
        assert drawn.width == progresses.WIDTH * SCALE
        assert drawn.height < 4000
        assert near(drawn.getpixel((0, 0)), GROUND)
    assert f"Reviews ahead: {ahead[0]} today" in made.describe() or not ahead[0]


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
        ("דוד", lettering.RIGHT_TO_LEFT),
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
            font = lettering.font(16, bold=bold)
            if drawable(character, bold=bold):
                assert bytes(font.getmask(character)) != bytes(font.getmask("\uffff"))


@pytest.mark.parametrize("bold", [False, True])
def test_an_accent_that_the_font_lacks_is_not_drawn(bold: bool) -> None:
    """After a letter, as accents stand in a name, it would be a box of its own width."""
    font = lettering.font(64, bold=bold)
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


def test_what_is_mastered_is_coloured() -> None:
    """A box for each objective, as many coloured as are mastered."""
    course = taught(2)
    counts = []
    for done in (0, 5, 10):
        with opened(picture(course, done).draw()) as drawn:
            colours = drawn.getcolors(1 << 24) or []
            counts.append(sum(number for number, colour in colours if near(colour, RIGHT)))
    none, half, all_ = counts
    assert none < 50
    assert all_ == pytest.approx(2 * half, rel=0.05)


def test_days_that_were_kept_are_coloured() -> None:
    """One disc for each."""
    counts = []
    for kept in (0, 2, 4):
        with opened(picture(taught(2), kept=kept).draw()) as drawn:
            colours = drawn.getcolors(1 << 24) or []
            counts.append(sum(number for number, colour in colours if near(colour, RIGHT)))
    none, two, four = counts
    assert none < 50 < two
    assert four == pytest.approx(2 * two, rel=0.1)


@given(st.text(max_size=200), st.integers(10, 400))
def test_a_text_is_shortened_to_its_room(text: str, room: int) -> None:
    """Never wider than the room, unless not even the ellipsis has any; untouched where it fits."""
    canvas = Canvas(1, 1)
    cut = canvas.fit(text, 17, room)
    assert canvas.width(cut, 17) <= max(room, canvas.width("…", 17))
    assert cut.endswith("…") or cut == lettering.normal(text)


async def test_a_picture_has_a_description_that_fits() -> None:
    """Discord takes 1,024 characters, however much there is to say."""
    course = taught(20, "A course with a very long title that goes on and on " * 1, 5)
    file = await render(picture(course, 50, 5, (1234,) * COMING), "progress.png")
    assert file.description is not None
    assert len(file.description) <= DESCRIPTION
    done = CompletedPicture(course)
    assert ", 20 lessons." in done.describe()
    assert opened(done.draw()).width == certificates.WIDTH * SCALE


def test_a_picture_is_drawn_in_few_strokes() -> None:
    """A reply has three seconds: a full picture takes a small part of them. `bench.speed` measures it."""
    made = picture(taught(12, "A rather long title of a lesson, and more of it"), 30, 3, (12,) * COMING)
    assert calls_made(made.draw) < 40_000
    with opened(made.draw()) as drawn:
        assert drawn.width * drawn.height < 4_000_000
