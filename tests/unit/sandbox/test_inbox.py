"""Of many events, a person gets the one that answers what they did."""

import pytest

from discord_sandbox.clients.person import Modal, Reply
from discord_sandbox.clients.person.failures import Disconnected, InteractionFailed, NothingShown
from discord_sandbox.clients.person.inbox import Event, Inbox, outcome


def told(name: str, nonce: str = "n", **more: object) -> tuple[str, dict]:
    """An event about an interaction."""
    return f"INTERACTION_{name}", {"id": "i", "nonce": nonce, **more}


def message(
    name: str, key: str, content: str, answers: str | None = None, flags: int = 0
) -> tuple[str, dict]:
    """An event about a message."""
    body = {"id": key, "channel_id": "c", "content": content, "flags": flags}
    if answers:
        body["interaction_metadata"] = {"id": answers}
    return f"MESSAGE_{name}", body


def found(*events: tuple[str, dict]) -> Reply | Modal | None:
    """Return what is found in these events."""
    numbered = [Event(number, name, data) for number, (name, data) in enumerate(events, 1)]
    return outcome(numbered, "n", "m", "c")


CREATED, DONE = told("CREATE"), told("SUCCESS")


def test_a_new_message_answers() -> None:
    """A message of this interaction is shown once the interaction has succeeded, and no other message is."""
    other = message("CREATE", "5", "other", "j")
    mine = message("CREATE", "6", "mine", "i")
    assert found(CREATED, other, mine) is None
    assert found(CREATED, other, mine, DONE).text == "mine"
    assert found(CREATED, other, DONE) is None


def test_what_comes_with_the_success_counts() -> None:
    """Someone else's change of the same message, before or after, isn't mistaken for the response."""
    early, mine = message("UPDATE", "m", "early"), message("UPDATE", "m", "mine")
    late = message("UPDATE", "m", "late")
    assert found(CREATED, early, mine, DONE, late).text == "mine"
    assert found(CREATED, early, message("CREATE", "6", "new", "i"), DONE, late).text == "new"


def test_thinking_waits_for_its_edit() -> None:
    """A "thinking" message isn't returned, but the message that replaces it is."""
    thinking = message("CREATE", "6", "", "i", flags=128)
    assert found(CREATED, thinking, DONE) is None
    assert found(CREATED, thinking, DONE, message("UPDATE", "m", "other")) is None
    assert found(CREATED, thinking, DONE, message("UPDATE", "6", "still", "i", flags=128)) is None
    assert found(CREATED, thinking, DONE, message("UPDATE", "6", "thought", "i")).text == "thought"


def test_a_silent_acknowledgement_waits_for_what_follows() -> None:
    """After a silent deferral, the next change or follow-up counts."""
    assert found(CREATED, DONE) is None
    assert found(CREATED, DONE, message("UPDATE", "m", "changed")).text == "changed"
    assert found(CREATED, DONE, message("CREATE", "7", "more", "i")).text == "more"


def test_a_form_knows_its_message() -> None:
    """A form knows the message that opened it."""
    modal = found(CREATED, told("MODAL_CREATE", title="T", custom_id="f", components=[]))
    assert isinstance(modal, Modal)
    assert (modal.title, modal.message_id, modal.channel_id) == ("T", "m", "c")


def test_only_your_own_failure_counts() -> None:
    """A failure is raised with its reason, but not one of an interaction in another window."""
    assert found(told("FAILURE", "other", reason_code=2)) is None
    with pytest.raises(InteractionFailed) as caught:
        found(CREATED, told("FAILURE", reason_code=2))
    assert caught.value.reason_code == 2


async def test_nothing_that_came_early_is_lost() -> None:
    """Events are found whether they come before or after someone waits for them."""
    inbox = Inbox()
    inbox.put("A", {"x": 1})
    names = lambda events: [each.name for each in events] or None  # noqa: E731
    assert await inbox.first(names, 0, 1, "events") == ["A"]
    with pytest.raises(NothingShown, match="Waited 0 seconds for events"):
        await inbox.first(names, inbox.count, 0, "events")


async def test_the_end_of_the_connection_ends_waiting() -> None:
    """When the gateway connection ends, waiting ends too."""
    inbox = Inbox()
    inbox.close("gone")
    with pytest.raises(Disconnected, match="gone"):
        await inbox.first(lambda events: None, 0, 60, "events")
