"""The command line."""

import asyncio
import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.command_line import configure, finish
from bot.errors.configuration import ConfigurationError, CourseUnusable
from bot.operations import operations

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A Discord bot that teaches a short course.",
)
app.add_typer(operations)

Data = Annotated[Path, typer.Option(help="Folder for the demo's world and database.")]
Form = Literal["gift", "csv", "markdown"]
Record = Annotated[Path | None, typer.Option(help="Log the bot's API calls and their answers to this file.")]


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"lessonbot {version('lessonbot')}")
        raise typer.Exit


@app.callback()
def _options(
    _: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A Discord bot that teaches a short course."""


@app.command()
def run() -> None:
    """Run the bot on Discord. Settings come from the environment and .env."""
    from bot.runner import run as run_bot

    settings = configure(quiet=False)
    finish(run_bot(settings))


@app.command()
def demo(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port for the web page; 0 picks a free one.")
    ] = 8080,
    data: Data = Path("data"),
    record: Record = None,
) -> None:
    """Try the bot in your browser, in a local stand-in for Discord. No account, no token."""
    from bot.demo import greet_servers, open_demo
    from bot.runner import run as run_bot

    settings = configure(quiet=False)

    async def serve() -> None:
        async with open_demo(settings, data, port, record) as (sandbox, inside):
            typer.echo(f"Open {sandbox.url} in your browser. Press Ctrl+C to stop.")
            await run_bot(inside, greet_servers)

    finish(serve())


@app.command()
def sandbox(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 picks one.")] = 8080,
    data: Data = Path("data"),
    record: Record = None,
) -> None:
    """Run the stand-in for Discord without a bot, and print the address and token a bot needs."""
    from bot.demo import open_demo

    settings = configure()

    async def serve() -> None:
        async with open_demo(settings, data, port, record) as (place, _):
            typer.echo(f"DISCORD_API_URL={place.api_url}\nDISCORD_TOKEN={place.bot_token}")
            await asyncio.Event().wait()

    finish(serve())


@app.command()
def chat(
    url: Annotated[
        str | None,
        typer.Option(help="Address of a demo. Default: the one running in --data, or a new one."),
    ] = None,
    person: Annotated[str | None, typer.Option("--as", help="Who to be: a name from the demo.")] = None,
    channel: Annotated[str | None, typer.Option("--in", help="The channel, or dm.")] = None,
    data: Data = Path("data"),
) -> None:
    """Try the bot in your terminal. Type slash commands, and press buttons by number or label."""
    from bot.demo import converse

    settings = configure()
    sys.exit(finish(converse(settings, url, person, channel, data)))


@app.command()
def check(
    folders: Annotated[
        list[Path] | None, typer.Argument(help="Course folders. Default: every course the bot would load.")
    ] = None,
    accept: Annotated[
        bool,
        typer.Option("--accept", help="First record what each question means now (fingerprints.yaml)."),
    ] = False,
    graph: Annotated[
        bool, typer.Option("--graph", help="Print the scenarios as Mermaid diagrams instead of the warnings.")
    ] = False,
) -> None:
    """Check courses. Prints errors (exit status 1) and warnings, each with its file and line."""
    from bot.content import accept_meanings, check_courses, diagrams, printable

    chosen = folders or configure().course_folders
    if accept:
        for report in check_courses(chosen):
            if report.course and (file := accept_meanings(report.folder)):
                for fault in report.faults:
                    typer.echo(f"accepted: {fault}")
                typer.echo(f"{file}: written")
    reports = check_courses(chosen)
    for line in diagrams(reports) if graph else printable(reports):
        typer.echo(line)
    raise typer.Exit(1 if any(report.faults for report in reports) else 0)


@app.command()
def new(folder: Annotated[Path, typer.Argument(help="A folder that doesn't exist yet.")]) -> None:
    """Write a small course with notes on every part, for you to fill in."""
    from bot.content import new_course

    new_course(folder)
    typer.echo(f"Your course is in {folder}. Start with course.yaml, and check it after every change:")
    typer.echo(f"  lessonbot check {folder}")


@app.command()
def reload() -> None:
    """Tell the running bot to load its courses again. Prints what's wrong with them (exit status 1)."""
    from bot.bootstrap import requests_of
    from bot.requests import RequestFiles

    lines, sound = RequestFiles(requests_of(configure())).ask()
    for line in lines:
        typer.echo(line)
    raise typer.Exit(0 if sound else 1)


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="Moodle GIFT, Red trivia YAML, or CSV.")],
    to: Annotated[Path, typer.Option(help="The new course's folder.")],
    language: Annotated[str, typer.Option(help="The questions' language, such as en or pt-BR.")] = "en",
) -> None:
    """Make a course of the questions in files. Lists everything that can't be carried over.

    Columns of a CSV file: question, answer, wrong 1, wrong 2 and so on, or those that export writes.
    """
    from bot.content import import_files

    said, faults = import_files(files, to, language)
    for line in (*faults, *said):
        typer.echo(line)
    typer.echo(f"Your course is in {to}. To see what to improve: lessonbot check {to}")


@app.command()
def export(
    course: Annotated[Path, typer.Argument(help="The course's folder.")],
    form: Annotated[Form, typer.Option("--format", help="The format.")],
) -> None:
    """Print a course's practice questions. What the format doesn't have is listed on standard error."""
    from bot.content import export_course

    text, left_out = export_course(course, form)
    typer.echo(text, nl=False)
    for line in left_out:
        typer.echo(f"not exported: {line}", err=True)


@app.command()
def convert(folder: Annotated[Path, typer.Argument(help="The course's folder.")]) -> None:
    """Turn the pages of a course's lessons into cards, in place. A course with errors stays as it is."""
    from bot.content import convert as convert_course

    done = convert_course(folder)
    for line in done or [f"{folder}: nothing to convert"]:
        typer.echo(line)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the course files, for your editor."""
    from bot.content import schema as course_schema

    typer.echo(json.dumps(course_schema(), indent=2))


def _sentence(error: ConfigurationError) -> str:
    """Return what prevents the start in one sentence. For a course, that's its first error."""
    first, *others = str(error).splitlines()
    if not isinstance(error, CourseUnusable):
        return first
    more = f" and {len(others)} more" if others else ""
    return f"a course has errors: {first}{more}. For details, run: lessonbot check"


def main() -> None:
    """Run the console script. Print a configuration error as one sentence and exit with status 2 or 75."""
    try:
        app()
    except ConfigurationError as error:
        typer.echo(f"lessonbot: {_sentence(error)}", err=True)
        sys.exit(error.status)


if __name__ == "__main__":
    main()
