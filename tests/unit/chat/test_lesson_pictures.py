"""Badges and banners: small, readable in any color, whatever a lesson is called, and drawn once."""

import unicodedata
from collections.abc import Iterator
from io import BytesIO
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from bot.chat.pictures import badge, banner, fonts, palette, pictograms
from bot.chat.pictures.badge import BadgePicture, LessonMark
from bot.chat.pictures.banner import BannerPicture
from bot.chat.pictures.canvas import SCALE, Canvas

HOSTILE = (
    "Use the channel correctly",
    "W" * 80,
    "A title of eighty characters, which is as long as the title of a lesson can be!",
    "Verantwortungsbewusstseinsförderung",
    "שלום עולם, תודה רבה",
    "مرحبا بالعالم",
    "山田太郎",
    "Be 🔥 enthusiastic 🎉",
    "\u202eesrever",
    "x",
)
COLORS = (None, "", "red", "#0A6070", "#777777", "#000000", "#FFFFFF", "#FFE600", "#1E2430")
EMOJI = ("📣", "💬", "🔁", "🔥", "👂", "🙂", "⭐", "", "📘", "👩\u200d🏫")
LOOKS = tuple(zip(HOSTILE, cycle(COLORS), EMOJI, strict=False))  # each title, each color and each pictogram
PHONE = 270
"""Points that a picture is wide on a phone whose screen is 360 wide."""

ANY_COLOR = st.integers(0, (1 << 24) - 1).map(lambda number: f"#{number:06x}")

LessonPicture = BadgePicture | BannerPicture


@pytest.fixture(autouse=True)
def nothing_drawn() -> None:
    """Forget what other tests have drawn."""
    badge._draw.cache_clear()
    banner._draw.cache_clear()


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect every text that's handed to Pillow."""
    found: list[str] = []
    draw = ImageDraw.ImageDraw.text

    def text(
        self: ImageDraw.ImageDraw, at: tuple[float, float], content: str, *rest: str, **more: str
    ) -> None:
        found.append(content)
        draw(self, at, content, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(ImageDraw.ImageDraw, "text", text)
    return found


def pictures(mark: LessonMark) -> Iterator[LessonPicture]:
    """Return the pictures of a lesson."""
    yield BannerPicture(mark)
    yield BadgePicture(mark)
    yield BadgePicture(mark, gold=True)


def opened(content: bytes) -> Image.Image:
    """Return the picture in plain colors."""
    return Image.open(BytesIO(content)).convert("RGB")


def written_color(pixel: tuple[int, ...]) -> str:
    """Return a pixel's color as `#0A6070`."""
    return "#" + "".join(f"{channel:02X}" for channel in pixel)


@pytest.mark.parametrize(("title", "color", "emoji"), LOOKS)
def test_any_title_fits_a_small_file(title: str, color: str | None, emoji: str) -> None:
    """The description has the title, whether it can be drawn or not."""
    for made in pictures(LessonMark(3, title, color, emoji)):
        content = made.draw()
        assert len(content) <= 20_000
        size = (1000, 250) if isinstance(made, BannerPicture) else (600, 300)
        assert opened(content).size == size
        assert title in made.describe()


@pytest.mark.parametrize(("title", "color", "emoji"), LOOKS)
def test_no_emoji_is_drawn(title: str, color: str | None, emoji: str, written: list[str]) -> None:
    """Only characters that the fonts have; a title with another one is left to the text."""
    for made in pictures(LessonMark(3, title, color, emoji)):
        made.draw()
    assert "Lesson 3" in written
    assert all(fonts.drawable(text, bold=True) for text in written)
    assert not [text for text in written if any(unicodedata.category(c) == "So" for c in text)]
    begun = title.split()[0][:3]
    assert any(begun in text for text in written) is fonts.drawable(title, bold=True)


def test_every_pictogram_is_different() -> None:
    """Each lesson of the course has one of its own, and an unknown emoji gets the star."""
    drawn = {emoji: BannerPicture(LessonMark(1, "x", None, emoji)).draw() for emoji in EMOJI}
    assert len({drawn[emoji] for emoji in EMOJI[:7]}) == 7
    assert {drawn[emoji] for emoji in EMOJI[7:]} == {drawn["⭐"]}


def test_a_variation_selector_does_not_matter() -> None:
    """Emoji are typed with and without it."""
    with_it, without = (BannerPicture(LessonMark(1, "x", None, each)).draw() for each in ("⚡\ufe0f", "⚡"))
    assert with_it == without


def test_a_picture_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time, it comes from memory, even for another learner's press; another lesson is drawn."""
    count = 0
    png = Canvas.png

    def counting(self: Canvas) -> bytes:
        nonlocal count
        count += 1
        return png(self)

    monkeypatch.setattr(Canvas, "png", counting)
    first = [made.draw() for made in pictures(LessonMark(1, "A title", "#0A6070", "📣"))]
    assert count == 3
    assert [made.draw() for made in pictures(LessonMark(1, "A title", "#0A6070", "📣"))] == first
    assert count == 3
    for made in pictures(LessonMark(2, "A title", "#0A6070", "📣")):
        made.draw()
    assert count == 6


def test_the_same_lesson_gives_the_same_bytes() -> None:
    """Drawn afresh, as after a restart."""
    mark = LessonMark(4, "Be enthusiastic", "#B8431F", "🔥")
    first = [made.draw() for made in pictures(mark)]
    badge._draw.cache_clear()
    banner._draw.cache_clear()
    assert [made.draw() for made in pictures(mark)] == first


@given(ANY_COLOR)
def test_text_can_be_read_on_any_color(color: str) -> None:
    """The ink adapts until its contrast is 4.5, softened ink included."""
    ink = palette.ink_on(color)
    assert palette.contrast(ink, color) >= 4.5
    for other in (color, ink, palette.mix(color, ink, 0.75)):
        assert palette.contrast(palette.visible_on(color, other, 4.5), color) >= 4.5
        assert palette.contrast(palette.visible_on(color, other), color) >= 3


@settings(max_examples=25)
@given(ANY_COLOR)
def test_a_banner_can_be_read(color: str) -> None:
    """In the pixels: the lesson's number and its title have the contrast, and the ground is the color."""
    drawn = opened(BannerPicture(LessonMark(1, "Title", color, "📣")).draw())
    ground = written_color(drawn.getpixel((2, 2)))  # type: ignore[arg-type]
    assert ground == color.upper()
    top, bottom = drawn.height * 2 // 5, drawn.height * 3 // 5
    for rows in ((40, top), (bottom, drawn.height - 40)):
        part = drawn.crop((banner.LEFT * SCALE, rows[0], 300, rows[1]))
        colors = [written_color(pixel) for _, pixel in part.getcolors(1 << 20) or []]  # type: ignore[arg-type]
        assert max(palette.contrast(each, ground) for each in colors) >= 4.5


@pytest.mark.parametrize("color", [None, "", "red", "#12345", "#1234567", "0A6070", "#GG0000", "#0A6070\n"])
def test_a_color_that_is_none_gives_a_default(color: str | None) -> None:
    """By the lesson's number, which may be any."""
    for number in (0, 1, 7, 8, 99):
        assert palette.lesson_color(color, number) in palette.DEFAULTS


def test_a_color_of_ones_own_is_kept() -> None:
    """Written in capitals or not."""
    assert palette.lesson_color("#0a60fF", 1) == "#0a60fF"


def test_letters_are_large_enough_on_a_phone() -> None:
    """The smallest letters are 11 points high where the picture is shown 270 points wide."""
    for module in (badge, banner):
        assert module.SMALL * PHONE / module.WIDTH >= 11
        assert min(size for size, _ in module.TITLES) >= module.SMALL


def test_a_heading_is_broken_evenly() -> None:
    """The longest line is as short as it can be without another line."""
    _, lines = Canvas(1, 1).heading("One two three four five six seven", 240, ((20, 2),))
    assert lines == ["One two three", "four five six seven"]


def test_a_text_that_cannot_be_drawn_leaves_no_trace() -> None:
    """Not even empty boxes."""
    canvas, empty = Canvas(40, 20), Canvas(40, 20)
    canvas.text((2, 2), "山", 15)
    assert canvas.png() == empty.png()
    canvas.text((2, 2), "a", 15)
    assert canvas.png() != empty.png()


def test_a_gold_badge_says_so() -> None:
    """In words on the picture, by a star, and in the description."""
    mark = LessonMark(1, "Use the channel correctly")
    assert BadgePicture(mark).describe() == "Badge earned for lesson 1, Use the channel correctly."
    gold = "Gold badge for lesson 1, Use the channel correctly: every goal mastered."
    assert BadgePicture(mark, gold=True).describe() == gold
    assert BannerPicture(mark).describe() == "Lesson 1: Use the channel correctly"


def test_curves_end_where_they_should() -> None:
    """A path of two curves starts at the first point, and passes through the fourth and the seventh."""
    path = pictograms.curve((0, 0), (0, 1), (1, 1), (1, 0), (1, -1), (2, -1), (2, 0))
    assert (path[0], path[16], path[32]) == ((0, 0), (1, 0), (2, 0))
