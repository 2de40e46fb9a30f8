"""A direct message channel is opened once, and again only if Discord no longer knows it."""

from typing import Any

import pytest

from bot.domain.posts.reminder import Reminder
from bot.domain.posts.reminder_question import ReminderQuestion
from bot.errors.delivery import Delayed, Undeliverable
from bot.services.ports.messenger import ReminderMessage
from tests.unit.chat.test_discord_messenger import Discord, _message, answered, discord_
from tests.unit.chat.test_limits import COURSE
from tests.unit.chat.test_posts import LIBRARY
from tests.unit.services.service_fixture import CADENCE

__all__ = ["discord_"]

PERSON = 40
REMINDER = Reminder(PERSON, COURSE, CADENCE, 0, 1, "2026-03-29", claimed="2026-03-29")
QUESTION = next(iter(LIBRARY.default.questions.values()))
NUDGE = ReminderMessage(REMINDER, ReminderQuestion(REMINDER.message, LIBRARY.default, QUESTION))


class Direct:
    """A stand-in for Discord: channels it opens, channels that are gone, and what arrives where."""

    def __init__(self, discord: Discord) -> None:
        self.opened, self.arrived, self.next = 0, list[int](), 30
        self.refusals: dict[int, Exception] = {}
        discord.client.http.start_private_message = self.open  # type: ignore[method-assign,assignment]
        discord.client.http.send_message = self.send  # type: ignore[method-assign,assignment]
        discord.client.http.logs_from = self.logs  # type: ignore[method-assign,assignment]

    async def open(self, _: object) -> dict[str, Any]:
        """Return a new channel."""
        self.opened += 1
        self.next += 1
        return {"id": str(self.next), "type": 1, "recipients": []}

    async def send(self, channel: int, *, params: Any) -> dict[str, Any]:
        """Take a message, or refuse it."""
        if channel in self.refusals:
            raise self.refusals[channel]
        self.arrived.append(channel)
        return _message(1)

    async def logs(self, channel: int, *_: Any, **__: Any) -> list[dict[str, Any]]:
        """Return an empty history, or refuse."""
        if channel in self.refusals:
            raise self.refusals[channel]
        return []


async def test_a_channel_is_opened_once(discord_: Discord) -> None:
    """Later messages and lookups reuse it, in this process and the next."""
    there = Direct(discord_)
    for _ in range(3):
        await discord_.messenger.remind(NUDGE)
        assert await discord_.messenger.find_direct(PERSON, 0) is None
        await discord_.messenger.warn_inactive(PERSON, 1, 2)
        assert await discord_.messenger.find_direct(PERSON, 1) is None
    assert (there.opened, there.arrived) == (1, [31] * 6)
    assert discord_.channels == {PERSON: 31}


@pytest.mark.parametrize("search", [False, True])
async def test_a_channel_that_discord_does_not_know_is_opened_again(discord_: Discord, search: bool) -> None:
    """The new one is stored instead, and the message arrives."""
    there = Direct(discord_)
    discord_.channels[PERSON] = 29
    there.refusals[29] = answered(404, 10003)
    if search:
        assert await discord_.messenger.find_direct(PERSON, 0) is None
    else:
        await discord_.messenger.remind(NUDGE)
        assert there.arrived == [31]
    assert (there.opened, discord_.channels) == (1, {PERSON: 31})


@pytest.mark.parametrize(
    ("refusal", "kind"),
    [(answered(403, 50007), Undeliverable), (answered(403, 40333), Delayed), (answered(500, 0), Delayed)],
)
async def test_any_other_refusal_opens_none(
    discord_: Discord, refusal: Exception, kind: type[Exception]
) -> None:
    """Closed direct messages and outages don't mean that the channel is gone."""
    there = Direct(discord_)
    discord_.channels[PERSON] = 29
    there.refusals[29] = refusal
    with pytest.raises(kind):
        await discord_.messenger.remind(NUDGE)
    assert (there.opened, discord_.channels) == (0, {PERSON: 29})
