"""After a refusal, there's a button for what to do next."""

import pytest

from bot.chat.screens.refusal import refusal_buttons
from bot.errors import user


@pytest.mark.parametrize(
    ("error", "subject", "opens"),
    [
        (user.ZoneNotFound("Mars"), "me", "me:clocks"),
        (user.ZoneNotFound("Mars"), "daily", "daily:setup"),
        (user.TimeUnclear("25:00"), "daily", "daily:setup"),
        (user.NoDays(), "daily", "daily:setup"),
        (user.BlankMessage("c", "l"), "draft", "draft:write:c:l"),
        (user.BlankMessage("c", "l", 7), "draft", "draft:revise:7"),
        (user.TopicNotFound("x", "c"), "case", "case:show:c::0"),
        (user.LessonNotFound("x"), "lesson", "lesson:overview"),
    ],
)
def test_a_refusal_has_a_button(error: user.UserError, subject: str, opens: str) -> None:
    """Exactly one, and it stands out."""
    [button] = refusal_buttons(error, subject)
    assert button.custom_id == f"lb1:{opens}"
    assert button.style.name == "primary"


def test_only_typing_again_helps_against_a_text_that_is_too_long() -> None:
    """So there's no button that would throw the text away."""
    assert refusal_buttons(user.TextTooLong(5)) == []
