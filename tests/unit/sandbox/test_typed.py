"""From a typed line to the interaction that a chat client would send."""

import pytest

from discord_sandbox.clients.person.failures import CommandNotUnderstood, Unsuccessful
from discord_sandbox.clients.person.typed import read_command, usages

LESSON = {"type": 3, "name": "lesson", "description": "which lesson"}
NOTE = {"type": 3, "name": "note", "description": "for whom", "min_length": 2, "max_length": 5}
COUNT = {"type": 4, "name": "questions", "description": "how many", "min_value": 1, "max_value": 20}
KIND = {
    "type": 3,
    "name": "what",
    "required": True,
    "description": "what to post",
    "choices": [
        {"name": "A page, then a quiz", "value": "page"},
        {"name": "A fact", "value": "fact"},
        {"name": "Fact", "value": "plain"},
    ],
}
CHANNEL = {"type": 7, "name": "channel", "description": "where", "required": True}
COMMANDS = [
    {"id": "1", "version": "9", "name": "quiz", "description": "Take a quiz", "options": [LESSON, COUNT]},
    {"id": "2", "name": "ask", "options": [{"type": 3, "name": "question", "required": True}]},
    {"id": "3", "name": "me", "options": [{"type": 5, "name": "visible"}, {"type": 10, "name": "share"}]},
    {"id": "5", "name": "note", "options": [NOTE]},
    {
        "id": "4",
        "name": "daily",
        "default_member_permissions": "32",
        "options": [
            {"type": 1, "name": "set", "description": "Post daily", "options": [CHANNEL, KIND]},
            {"type": 2, "name": "more", "options": [{"type": 1, "name": "pause", "description": "Pause"}]},
        ],
    },
]


def read(line: str, focused: tuple[str, str] | None = None) -> dict:
    """Return the data of the interaction."""
    return read_command(line, COMMANDS, lambda kind, name: f"{kind}:{name}", focused)


def values(line: str) -> dict:
    """Return the options that were read."""
    return {each["name"]: each["value"] for each in read(line)["options"]}


def test_it_names_the_command_as_registered() -> None:
    """The id and version of the registered command are sent along."""
    assert read("/quiz") == {"id": "1", "name": "quiz", "version": "9", "type": 1, "options": []}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/quiz create-a-dialogue", {"lesson": "create-a-dialogue"}),
        ("/quiz create-a-dialogue 5", {"lesson": "create-a-dialogue", "questions": 5}),
        ("/quiz create a dialogue 5", {"lesson": "create a dialogue", "questions": 5}),
        ('/quiz "lesson 5" 5', {"lesson": "lesson 5", "questions": 5}),
        ("/quiz questions:5", {"questions": 5}),
        ("/quiz 3 questions:5", {"lesson": "3", "questions": 5}),
        ("/quiz questions: 5 lesson:act quickly", {"lesson": "act quickly", "questions": 5}),
        ('/quiz lesson:"act quickly"', {"lesson": "act quickly"}),
        ("/ask why didn't they, at 9:30, answer?", {"question": "why didn't they, at 9:30, answer?"}),
        ("/me yes 0.5", {"visible": True, "share": 0.5}),
        ("/me visible:off", {"visible": False}),
        ("/note fives", {"note": "fives"}),
        ("/note ab", {"note": "ab"}),
    ],
)
def test_options_are_read_by_name_and_by_position(line: str, expected: dict) -> None:
    """Options come in order or by name, and each has its own type."""
    assert values(line) == expected


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("page", "page"),
        ("a page, then a quiz", "page"),
        ("A page", "page"),
        ("fact", "fact"),
        ("a f", "fact"),
        ("f", "plain"),
    ],
)
def test_a_choice_is_found_by_its_value_name_or_beginning(typed: str, value: str) -> None:
    """You don't have to type the full name."""
    options = read(f"/daily set lessons what:{typed}")["options"][0]["options"]
    assert options[1]["value"] == value


def test_subcommands_are_nested() -> None:
    """A subcommand contains its options, and names of channels and choices become ids and values."""
    assert read("/daily set lessons a page")["options"] == [
        {
            "type": 1,
            "name": "set",
            "options": [
                {"type": 7, "name": "channel", "value": "7:lessons"},
                {"type": 3, "name": "what", "value": "page"},
            ],
        }
    ]
    assert read("/daily more pause")["options"][0]["options"][0]["name"] == "pause"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("/nothing", "no command /nothing; there are: /ask, /daily, /me, /note, /quiz"),
        ("/daily", "/daily is followed by one of: set, more"),
        ("/daily more stop", "/daily more is followed by one of: pause"),
        ("/ask", "'question' is missing"),
        ("/quiz questions:many", "questions is a whole number, not 'many'"),
        ("/quiz questions:21", "questions is between 1 and 20"),
        ("/me yes 0.5 more", "no option left for 'more'"),
        (
            "/daily set lessons what:poem",
            "what is one of these, not 'poem':\n  A page, then a quiz\n  A fact",
        ),
        ("/daily set lessons what:a", "not 'a':\n  A page"),
        ('/daily set lessons what:""', "not '':\n  A page"),
        ("/note sixsix", "note: At most 5 characters, not 6."),
        ("/note a", "note: At least 2 characters, not 1."),
    ],
)
def test_invalid_lines_are_explained(line: str, reason: str) -> None:
    """The error for an invalid line says what's wrong with it."""
    with pytest.raises(Unsuccessful, match=reason):
        read(line)


def test_the_option_being_typed_is_marked() -> None:
    """For autocompletion, the option being typed is focused, and required ones may still be missing."""
    found = read("/daily set what:page", ("channel", "less"))["options"][0]["options"]
    assert found[0] == {"type": 7, "name": "channel", "value": "less", "focused": True}
    assert found[1]["value"] == "page"
    with pytest.raises(CommandNotUnderstood, match="no option 'colour'"):
        read("/quiz", ("colour", ""))


def test_usages_show_every_command_with_its_options() -> None:
    """The list shows subcommands, required and optional options, and who can use them."""
    shown = {each.line: each for each in usages(COMMANDS)}
    assert set(shown) == {
        "/ask <question>",
        "/daily more pause",
        "/daily set <channel> <what>",
        "/me [visible] [share]",
        "/note [note]",
        "/quiz [lesson] [questions]",
    }
    assert shown["/quiz [lesson] [questions]"].description == "Take a quiz"
    assert shown["/daily more pause"].moderators
    assert not shown["/ask <question>"].moderators
