"""Play sixty days of a learner: reviews come on exactly the days that FSRS says. `-s` prints them."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import fsrs

from bot.chat.interaction.cooldown import Cooldown
from discord_sandbox.clients.person import Person, Reply
from tests.e2e.answering import answer, press_next, shown
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.test_review import Calendar, calendar

__all__ = ["calendar"]

DAYS = 60
START = datetime(2026, 3, 2, 12, tzinfo=UTC)


@dataclass
class Oracle:
    """What FSRS itself says about each question, independent of the bot."""

    scheduler: fsrs.Scheduler = field(
        default_factory=lambda: fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    )
    cards: dict[str, fsrs.Card] = field(default_factory=dict)

    def review(self, question: str, day: int, *, right: bool) -> None:
        """Add an answer. Only the first one of a day counts."""
        now = START + timedelta(days=day)
        card = self.cards.get(question) or fsrs.Card(card_id=1, due=now)
        if card.last_review != now:
            rating = fsrs.Rating.Good if right else fsrs.Rating.Again
            self.cards[question], _ = self.scheduler.review_card(card, rating, now)

    def due(self, day: int) -> set[str]:
        """Return the questions that are due."""
        return {name for name, card in self.cards.items() if card.due <= START + timedelta(days=day)}

    def following(self, day: int) -> str:
        """Return the next day with something due, in the words of the bot."""
        due = min(card.due for card in self.cards.values())
        return "tomorrow" if due <= START + timedelta(days=day + 1) else f"{due:%B} {due.day}"


def brief(name: str) -> str:
    """Shorten `offen-antworten-01` to `oa-01`, for the table."""
    *words, number = name.split("-")
    return f"{''.join(word[0] for word in words)}-{number}"


async def study(
    harness: BotHarness, person: Person, screen: Reply, chance: random.Random
) -> list[tuple[str, bool]]:
    """Answer every question of a quiz or review, four in five correctly."""
    answered = []
    while True:
        name, right = shown(harness.library.default, screen).id, chance.random() < 0.8
        feedback = await answer(harness.library.default, person, screen, right=right)
        answered.append((name, right))
        label = press_next(feedback)
        screen = await person.press(feedback, label)
        if label == "See how you did ▸":
            return answered


async def test_reviews_come_when_fsrs_says(harness: BotHarness, calendar: Calendar) -> None:
    """Each day, the bot asks exactly what FSRS says is due, and names the right next day."""
    harness.bot.responder._cooldown = Cooldown(burst=10_000)  # sixty days pass in two seconds
    tomasz, chance, oracle = await harness.person("tomasz"), random.Random(4), Oracle()
    who, course = int(tomasz.user["id"]), harness.library.default
    for name, right in await study(harness, tomasz, await tomasz.run("/quiz questions:20"), chance):
        oracle.review(name, 0, right=right)
    table = [f"{'day':>3}  {'due by FSRS':<46} asked (for)"]
    for day in range(1, DAYS + 1):
        calendar.now = int((START + timedelta(days=day)).timestamp() * 1000)
        due, screen, row = oracle.due(day), await tomasz.run("/review"), []
        if due:
            answered = await study(harness, tomasz, screen, chance)
            log = await harness.record.answers(who, course.id)
            for (name, right), given in zip(answered, log[-len(answered) :], strict=True):
                aim = given.instead_of or given.question
                assert (given.question, given.right, given.mode) == (name, right, "review")
                assert aim in due
                row.append(f"{brief(name)} {'✓' if right else '✗'} ({brief(aim)})")
                for moved in {name, aim}:
                    oracle.review(moved, day, right=right)
            screen = await tomasz.run("/review")
            table.append(f"{day:>3}  {', '.join(map(brief, sorted(due))):<46} {', '.join(row)}")
        assert not oracle.due(day)
        assert "Nothing to review until " in screen.text
        assert oracle.following(day) in screen.text
    cards = await harness.record.cards(who, course.id)
    assert {c.question: c.stability for c in cards} == {n: c.stability for n, c in oracle.cards.items()}
    assert len(table) > 10
    print("\n".join(table))  # noqa: T201
