"""What's left for a certificate takes a few words and one button to the next step."""

from dataclasses import replace

import pytest

from bot.chat.pictures import render
from bot.chat.pictures.certificate import CertificatePicture
from bot.chat.screens.learning import certificate, learn
from bot.chat.words.learning import quizzes
from bot.domain.learning.assessment import Sitting, Upcoming
from bot.domain.learning.certificate import Certificate, Requirements
from bot.services.learning.assessment import AssessmentStatus
from bot.services.learning.due_reviews import DueReviews
from bot.services.learning.lessons.next_step import NextStep
from tests.unit.chat.test_limits import BIG, assert_fits, make_course, parts

COURSE = make_course(6)
PASSED = Sitting(1, "a", "post", None, 12, 12, 9, 0, 0, started_at=0, finished_at=1)
NEW = Requirements(0, 6, drafts=True, revised=False, test=True, best=None)
BADGES = replace(NEW, badges=6)
WRITTEN = replace(BADGES, revised=True)
MADE = Certificate("7K2M-QX9D", 1, COURSE.id, "A course", "Ada", 20_000, 1, attempt=2, score=9, questions=12)


def status(opens_at: int | None = None, **changes: object) -> AssessmentStatus:
    """Return assessments whose next one opens then. It's noon (5) now."""
    following = Upcoming("a", "post", 1, opens_at)
    return replace(AssessmentStatus(COURSE, [], following, 12, 0, 5), **changes)  # type: ignore[arg-type]


def step(assessments: AssessmentStatus) -> NextStep:
    """Return a next step, for when neither the test nor a draft comes next."""
    return NextStep(COURSE, "practice", DueReviews(COURSE, 0, (), 5, 0, None), assessments)


@pytest.mark.parametrize(
    ("state", "assessments", "lines", "main"),
    [
        (
            NEW,
            status(),
            ("Three things left", "☐ 0 of 6 badges", "☐ One practice message, revised", "9 of 12 right"),
            "Practice ▸",
        ),
        (
            BADGES,
            status(9),
            ("Two things left", "☑ 6 of 6", "☐ One practice message, revised", "Opens <t:1:R>"),
            "Practice a message ▸",
        ),
        (BADGES, status(1), ("Two things left", "☐ Final", "Open now."), "Take the assessment"),
        (
            WRITTEN,
            status(9),
            ("One thing left", "☑ One practice message, revised", "Opens <t:1:R>"),
            "Practice ▸",
        ),
        (
            replace(WRITTEN, best=replace(PASSED, right=7)),
            status(9),
            ("One thing left", "9 of 12 right (best so far: 7)"),
            "Practice ▸",
        ),
        (replace(WRITTEN, badges=5, best=PASSED), status(9), ("One thing left", "☑ Final"), "Practice ▸"),
        (
            replace(WRITTEN, best=PASSED),
            status(9, next=None),
            ("🎓 **Congratulations! You've earned",),
            "Add my name ▸",
        ),
        (
            replace(BADGES, test=False),
            status(9, next=None),
            ("One thing left", "☐ One practice message, revised"),
            "Practice a message ▸",
        ),
    ],
)
def test_whats_left_is_said_first(
    state: Requirements, assessments: AssessmentStatus, lines: tuple[str, ...], main: str
) -> None:
    """In at most sixty words, with one main button and at most two others."""
    components = [*parts(certificate.missing(COURSE, state, assessments, step(assessments)).to_components())]
    [text] = [part["content"] for part in components if part["type"] == 10]
    assert text.removeprefix("**").startswith(lines[0])
    assert all(line in text for line in lines)
    assert len(text.split()) <= 60
    buttons = [part for part in components if part["type"] == 2]
    assert [part["label"] for part in buttons if part["style"] == 1] == [main]
    assert len(buttons) <= 3


async def test_a_certificate_says_how_it_was_earned() -> None:
    """Its score and attempt, and a check that was passed later. Older ones know neither."""
    for made, said in (
        (MADE, "Final assessment: 9 of 12, second attempt"),
        (replace(MADE, attempt=11), "11th attempt"),
        (replace(MADE, still_known=True), "Still knew it a month later"),
    ):
        assert said in str(certificate.confirmed(made).to_components())
    old = replace(MADE, attempt=None, score=None, questions=None)
    assert "attempt" not in str(certificate.confirmed(old).to_components())


def test_after_the_last_badge_its_said_that_the_assessment_opens_tomorrow() -> None:
    """With what it takes and the way to the list. Later, with when the next try opens."""
    fresh = status(9, badges=6)
    opens = "opens tomorrow: 12 questions, about 6 minutes. Get 9 right and the certificate is yours."
    assert quizzes.last_badge(fresh) == f"🎓 **That's all 6 badges!** The final assessment {opens}"
    found = [*parts(learn.rested(step(fresh)).to_components())]
    assert opens in str(found)
    assert "See what's left" in [part.get("label") for part in found]
    failed = str(learn.rested(step(replace(fresh, sittings=[replace(PASSED, right=7)]))).to_components())
    assert "opens <t:1:f>" in failed
    done = str(learn.rested(step(status(next=None))).to_components())
    assert "assessment" not in done
    assert "See what's left" not in done


async def test_a_certificate_congratulates_and_repeats_nothing() -> None:
    """Its holder gets the score with it. The picture already has the course and the date."""
    picture = await render(CertificatePicture(MADE), certificate.PICTURE)
    view = certificate.certificate(MADE, status(BIG, next=None), picture, shareable=False)
    found = [*parts(view.to_components())]
    [text] = [part["content"] for part in found if part["type"] == 10]
    assert text.startswith(
        "🎓 **Congratulations, Ada!** 9 of 12, on your second try.\n-# Number 7K2M\u2011QX9D."
    )
    assert MADE.title not in text
    assert [part["label"] for part in found if part.get("style") == 1] == ["Practice ▸"]


async def test_a_check_is_offered_on_the_certificate() -> None:
    """Once it's open, as the one main button."""
    made = replace(MADE, title="t" * 100, name="n" * 60)
    check = Upcoming("a", "post", 2, 1, round=2, check=True)
    for following, main in ((check, "Do I still know it?"), (None, "Share in this channel")):
        picture = await render(CertificatePicture(made), certificate.PICTURE)
        view = certificate.certificate(made, status(BIG, next=following), picture, shareable=True)
        assert_fits(view)
        buttons = [part for part in parts(view.to_components()) if part["type"] == 2]
        assert [part["label"] for part in buttons if part["style"] == 1] == [main]
        assert len(buttons) <= 3
