"""Discord's error codes: which ones pass, and whose fault each of the others is."""

from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.chat.messages.error_codes import MEANINGS, RATE_WAIT, delivery_error
from bot.chat.screens.posts.daily import OUTAGE, last
from bot.domain.posts.post import Post
from bot.errors.delivery import Delayed, Undeliverable

LASTS = {
    "permission": {50001, 50013},
    "channel-gone": {10003, 10004, 40058, 50008, 50024},
    "closed": {10013, 50007, 50033, 50278},
    "refused": {20009, 40005, 50006, 50035, 50045, 50046, 50068, 50109, 200000, 200001, 240000},
    "post-gone": {10008},
    "threads-full": {160006, 160007},
}
PASSES = {
    "outage": {40004, 40006, 40333, 110000, 130000},
    "rate": {20016, 20028, 20029, 40003, 40062},
}


def refusal(status: int, code: int) -> discord.HTTPException:
    """Return a refusal by Discord, as discord.py raises it."""
    response: Any = SimpleNamespace(status=status, reason="")
    kinds = {403: discord.Forbidden, 404: discord.NotFound}
    return kinds.get(status, discord.HTTPException)(response, {"code": code, "message": "no"})


@pytest.mark.parametrize("status", [400, 403, 404])
@pytest.mark.parametrize(("fault", "code"), [(f, c) for f, codes in LASTS.items() for c in sorted(codes)])
def test_a_lasting_refusal_names_its_cause(status: int, fault: str, code: int) -> None:
    """The code says whose fault it is, whatever status it comes with."""
    error = delivery_error(refusal(status, code), once=True)
    assert isinstance(error, Undeliverable)
    assert (error.reason, error.sure) == (fault, True)


@pytest.mark.parametrize("status", [400, 403, 404])
@pytest.mark.parametrize(("fault", "code"), [(f, c) for f, codes in PASSES.items() for c in sorted(codes)])
def test_an_outage_or_a_rate_passes(status: int, fault: str, code: int) -> None:
    """Neither pauses a post or stops a reminder; when we're too fast, we wait at least a minute."""
    error = delivery_error(refusal(status, code), once=True)
    assert isinstance(error, Delayed)
    assert str(error).startswith(f"{fault}: ")
    assert error.sure
    assert error.seconds == (RATE_WAIT if fault == "rate" else 0)


@pytest.mark.parametrize("code", [0, 1, 40007, 50009, 50095, 999999])
@pytest.mark.parametrize("status", [400, 403, 404, 413])
def test_an_unknown_code_passes(status: int, code: int) -> None:
    """An unknown code is tried again, and nobody is blamed."""
    error = delivery_error(refusal(status, code), once=True)
    assert isinstance(error, Delayed)
    assert error.sure


@pytest.mark.parametrize("code", sorted(MEANINGS))
@pytest.mark.parametrize("status", [500, 503, 408])
def test_a_failing_server_passes_whatever_it_says(status: int, code: int) -> None:
    """It may even have taken the message, so the failure is never sure."""
    error = delivery_error(refusal(status, code), once=True)
    assert isinstance(error, Delayed)
    assert not error.sure


def test_every_row_is_tested() -> None:
    """Add new rows to the lists above."""
    assert set().union(*LASTS.values(), *PASSES.values()) == set(MEANINGS)


@pytest.mark.parametrize(("reason", "blamed"), [("discord", True), (None, False)])
def test_a_post_that_discord_would_not_take_is_not_blamed_on_the_bot(
    reason: str | None, blamed: bool
) -> None:
    """After six hours it's skipped, and the screen says why."""
    missed = Post(1, "2026-03-30", 10, 20, "c", None, 0, "missed", reason=reason)
    assert (OUTAGE in last(missed)) == blamed
    assert ("the bot was offline" in last(missed)) != blamed
