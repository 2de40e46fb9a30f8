"""What a typed letter, number or label refers to after several messages."""

import io
from types import SimpleNamespace
from typing import Any, cast

import pytest
from rich.console import Console

from discord_sandbox.clients.person import Person, Reply
from discord_sandbox.clients.person.directory import Directory
from discord_sandbox.clients.person.failures import ControlNotFound
from discord_sandbox.clients.person.reply import Option
from discord_sandbox.clients.terminal.chat_session import ChatSession, listed
from discord_sandbox.clients.terminal.transcript import Transcript

TOMASZ, MAREN = "5", "6"
GUILD = {"id": "1", "name": "Server", "channels": [{"id": "2", "name": "general"}], "roles": []}
OPTIONS = (Option("New, bold", "2"), Option("Old", "4"), Option("None", "1"))


def message(key: str, *labels: str, user: str | None = None, **more: Any) -> Reply:
    """A message in the channel with buttons; `user` is whose command it answers."""
    buttons = [{"type": 2, "style": 1, "label": each, "custom_id": f"{key}-{each}"} for each in labels]
    asked = {"interaction_metadata": {"id": "8", "user": {"id": user}}} if user else {}
    rows = [{"type": 1, "components": buttons}] if buttons else []
    return Reply({"id": key, "channel_id": "2", "guild_id": "1", "components": rows, **asked, **more})


@pytest.fixture
def session() -> ChatSession:
    """Return the session of Tomasz in the channel."""
    world = {"application_id": "9", "bot_user_id": "9", "guilds": [GUILD], "users": []}
    person = SimpleNamespace(user={"id": TOMASZ, "username": "tomasz"}, directory=Directory(world))
    session = ChatSession(cast("Person", person), Transcript(Console(file=io.StringIO())))
    session.place = "2"
    return session


def meant(session: ChatSession, line: str) -> str:
    """Return the custom id of the control."""
    return session.control(line)[1].custom_id


def test_another_persons_message_does_not_take_over(session: ChatSession) -> None:
    """After Maren shares something, letters and numbers still mean Tomasz's quiz. A full label finds hers."""
    session.show(message("quiz", "A", "B"))
    session.show_unasked(message("shared", "C", "Write too", user=MAREN))
    assert (meant(session, "1"), meant(session, "b")) == ("quiz-A", "quiz-B")
    assert meant(session, "write too") == "shared-Write too"
    for missing in ("3", "C", "3 x"):
        with pytest.raises(ControlNotFound, match=r"its controls: \[1\] A, \[2\] B\."):
            session.control(missing)


def test_without_your_own_message_the_channels_last_one_counts(session: ChatSession) -> None:
    """Without a reply of your own, numbers mean the last message in the channel."""
    session.show_unasked(message("first", "A", user=MAREN))
    session.show_unasked(message("post", "A"))
    session.show_unasked(message("words"))
    assert (meant(session, "1"), meant(session, "A")) == ("post-A", "post-A")


@pytest.mark.parametrize(
    "new",
    [
        message("new", "A", user=TOMASZ),
        message("new", "A", flags=64),
        message("new", "A", channel_id="77", guild_id=None),
    ],
    ids=["answer", "private", "direct"],
)
def test_a_message_to_the_person_takes_over(session: ChatSession, new: Reply) -> None:
    """Numbers mean the latest reply, private message or direct message to them."""
    session.show(message("quiz", "A"))
    session.show_unasked(new)
    assert meant(session, "1") == "new-A"


def test_changes_of_your_own_message_are_shown(session: ChatSession) -> None:
    """Even after someone else's message has come."""
    session.show(message("quiz", "A", flags=64))
    session.show_unasked(message("shared", "C", user=MAREN))
    session.show_unasked(message("quiz", "Next", flags=64, edited_timestamp="later"))
    assert meant(session, "1") == "quiz-Next"


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("1", ["2"]),
        ("1,3", ["2", "1"]),
        ("3, old", ["1", "4"]),
        ("New, bold", ["2"]),
        ("4", ["4"]),
        ("1, new, 1", ["2"]),
    ],
)
def test_several_options_in_a_line(line: str, values: list[str]) -> None:
    """Numbers mean the displayed ones, even if other options have them as values. Each option counts once."""
    assert listed(line, OPTIONS) == values


def test_selects_without_options_take_names() -> None:
    """People and channels are passed on as typed, and looked up later."""
    assert listed("ann, bob", ()) == ["ann", "bob"]
    with pytest.raises(ControlNotFound):
        listed("1,9", OPTIONS)
