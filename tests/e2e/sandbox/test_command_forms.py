"""Limits of a command: it's accepted at each one and refused beyond it, with Discord's path and code."""

from typing import Any

from discord_sandbox.validation.callback import COMPLETION, THREAD, check_completion
from discord_sandbox.validation.command import check_commands
from discord_sandbox.validation.form import check
from tests.e2e.sandbox.bodies import (
    BAD,
    CHOICE,
    LONG,
    REQUIRED,
    UNION,
    Json,
    Limit,
    Rule,
    limits,
    named,
    rules,
)

INVALID_NAME = "APPLICATION_COMMAND_INVALID_NAME"
ORDER = "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"


def command(name: str = "quiz", **more: Any) -> list[Json]:
    """Return a list of one command."""
    return [{"name": name, "description": "d"} | more]


def commands(*names: str) -> list[Json]:
    """Commands."""
    return [{"name": name, "description": "d"} for name in names]


def option(name: str = "o", kind: int = 3, **more: Any) -> Json:
    """An option."""
    return {"type": kind, "name": name, "description": "d"} | more


def options(*given: Json) -> list[Json]:
    """Return a list of one command with options."""
    return command(options=list(given))


def choices(count: int, length: int = 1) -> list[Json]:
    """Return choices whose values have this many characters."""
    return [{"name": f"n{number}", "value": f"{number:0{length}}"} for number in range(count)]


def long_command(characters: int) -> list[Json]:
    """Return a command with this many characters in all."""
    rest = characters - len("quizd") - 2 * len("od") - 25 * 2 * 100
    full = [{"name": f"{number:0100}", "value": f"{number:0100}"} for number in range(25)]
    rows = [{"name": f"{number:0100}", "value": f"{number:0100}"} for number in range(14)]
    last = rest - 14 * 200
    rows.append({"name": "n" * 95, "value": "v" * (last - 95)})
    return options(option("o", choices=full), option("p", choices=rows))


LIMITS: list[Limit] = [
    ("name", lambda n: command("x" * n), 32, "0.name", BAD),
    ("description", lambda n: command(description="x" * n), 100, "0.description", LONG),
    ("commands", lambda n: commands(*(f"c{i}" for i in range(n))), 100, "_", LONG),
    ("options", lambda n: options(*(option(f"o{i}") for i in range(n))), 25, "0.options", LONG),
    ("option", lambda n: options(option("x" * n)), 32, "0.options.0.name", BAD),
    ("its text", lambda n: options(option(description="x" * n)), 100, "0.options.0.description", BAD),
    ("choices", lambda n: options(option(choices=choices(n))), 25, "0.options.0.choices", LONG),
    ("choice", lambda n: options(option(choices=choices(1, n))), 100, "0.options.0.choices.0.value", LONG),
    ("characters", long_command, 8000, "0", "APPLICATION_COMMAND_TOO_LARGE"),
    ("contexts", lambda n: command(contexts=[n]), 2, "0.contexts.0", CHOICE),
]

RULES: list[Rule] = [
    ("capital", command("größe-1_'"), command("Quiz"), "0.name", INVALID_NAME),
    ("space", command("a-b"), command("a b"), "0.name", INVALID_NAME),
    ("marks", command("हिन्दी"), command("x☂"), "0.name", INVALID_NAME),
    ("no description", command(), command(description=""), "0.description", REQUIRED),
    ("twice", commands("a", "b"), commands("a", "a"), "1", "APPLICATION_COMMANDS_DUPLICATE_NAME"),
    ("option's name", options(option("o")), options(option("O")), "0.options.0.name", INVALID_NAME),
    (
        "option twice",
        options(option("a"), option("b")),
        options(option("a"), option("a")),
        "0.options.1",
        "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
    ),
    (
        "required first",
        options(option("a", required=True), option("b")),
        options(option("a"), option("b", required=True)),
        "0.options.1",
        ORDER,
    ),
    (
        "required first below",
        options(option("s", 1, options=[option("a", required=True), option("b")])),
        options(option("s", 1, options=[option("a"), option("b", required=True)])),
        "0.options.0.options.1",
        ORDER,
    ),
    (
        "subcommands alone",
        options(option("a", 1), option("b", 1)),
        options(option("a", 1), option("b")),
        "0.options",
        "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
    ),
    (
        "group",
        options(option("g", 2, options=[option("a", 1)])),
        options(option("g", 2, options=[option("a")])),
        "0.options.0.options.0.type",
        UNION,
    ),
    (
        "choice's kind",
        options(option(kind=4, choices=[{"name": "n", "value": 1}])),
        options(option(kind=4, choices=[{"name": "n", "value": "1"}])),
        "0.options.0.choices.0.value",
        "NUMBER_TYPE_COERCE",
    ),
    (
        "completed",
        options(option(autocomplete=True)),
        options(option(autocomplete=True, choices=choices(1))),
        "0.options.0.choices",
        "APPLICATION_COMMAND_OPTIONS_CHOICES_WITH_AUTOCOMPLETE",
    ),
    (
        "installs",
        command(integration_types=[0, 1]),
        command(integration_types=[0, 0]),
        "0.integration_types",
        "SET_TYPE_ALREADY_CONTAINS_VALUE",
    ),
    ("kind", options(option()), options(option(kind=12)), "0.options.0.type", UNION),
]


@limits(LIMITS)
def test_limits(right: list[Json], wrong: list[Json], path: str, code: str) -> None:
    """Commands at a limit are accepted; one more is refused at that field with that code."""
    assert named(check_commands(right).faults) == []
    assert (path, code) in named(check_commands(wrong).faults)


@rules(RULES)
def test_rules(right: list[Json], wrong: list[Json], path: str, code: str) -> None:
    """Commands that follow the rule are accepted; those that break it are refused with this path and code."""
    assert named(check_commands(right).faults) == []
    assert (path, code) in named(check_commands(wrong).faults)


def test_completions() -> None:
    """At most 25 choices, of the option's type, with names and values of at most 100 characters."""
    assert check_completion({"choices": choices(25)}, 3).faults == []
    assert named(check_completion({"choices": choices(26)}, 3).faults) == [("data.choices", LONG)]
    assert named(check_completion({"choices": choices(1, 101)}, 3).faults) == [("data.choices.0.value", LONG)]
    assert named(check_completion({"choices": choices(1)}, 4).faults) == [
        ("data.choices.0.value", "NUMBER_TYPE_COERCE")
    ]
    assert named(check(COMPLETION, {"choices": [{"name": "x" * 101, "value": "v"}]}).faults) == [
        ("choices.0.name", BAD)
    ]


def test_threads() -> None:
    """A thread has a name of at most 100 characters and one of four times until it is archived."""
    assert check(THREAD, {"name": "x" * 100, "auto_archive_duration": 1440}).faults == []
    beyond = {"name": "x" * 101, "auto_archive_duration": 1441}
    assert named(check(THREAD, beyond).faults) == [("name", BAD), ("auto_archive_duration", CHOICE)]
