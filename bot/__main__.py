"""The command line."""

import asyncio
import json
import logging
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.config import Settings, unknown_settings
from bot.errors import ConfigurationError, CourseUnusable
from bot.log import start_log

log = logging.getLogger("bot")

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Teach a short course in a chat server.",
)

Data = Annotated[Path, typer.Option(help="The folder for the demo's world and record.")]
Record = Annotated[Path | None, typer.Option(help="Log each request of the bot and its answer to this file.")]


@app.command()
def run() -> None:
    """Run the bot on Discord, with settings from the environment and .env."""
    from bot.running import run as run_bot

    settings = _configure(quiet=False)
    _finish(run_bot(settings))


@app.command()
def demo(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where the page is; 0 takes a free one.")
    ] = 8080,
    data: Data = Path("data"),
    record: Record = None,
) -> None:
    """Try the bot in a browser: a local stand-in for Discord with the bot in it. No account, no token."""
    from bot.demo import open_demo
    from bot.running import run as run_bot

    settings = _configure(quiet=False)

    async def serve() -> None:
        async with open_demo(settings, data, port, record) as (sandbox, inside):
            typer.echo(f"Open {sandbox.url} in a browser. Ctrl+C stops.")
            await run_bot(inside)

    _finish(serve())


@app.command()
def sandbox(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where to listen; 0 takes a free port.")] = 8080,
    data: Data = Path("data"),
    record: Record = None,
) -> None:
    """Start the stand-in for Discord without a bot, and print what a bot needs to connect to it."""
    from bot.demo import open_demo

    settings = _configure()

    async def serve() -> None:
        async with open_demo(settings, data, port, record) as (place, _):
            typer.echo(f"DISCORD_API_URL={place.api_url}\nDISCORD_TOKEN={place.bot_token}")
            await asyncio.Event().wait()

    _finish(serve())


@app.command()
def chat(
    url: Annotated[
        str | None,
        typer.Option(help="Address of a demo; if left out, the one running in --data, or a new one."),
    ] = None,
    person: Annotated[str | None, typer.Option("--as", help="Who you are: a name from the demo.")] = None,
    channel: Annotated[str | None, typer.Option("--in", help="The channel, or dm.")] = None,
    data: Data = Path("data"),
) -> None:
    """Use the bot in the terminal: type slash commands, and buttons by their number or label."""
    from bot.demo import converse

    settings = _configure()
    sys.exit(_finish(converse(settings, url, person, channel, data)))


@app.command()
def check(
    folders: Annotated[
        list[Path] | None, typer.Argument(help="Course folders; without any, the shipped ones.")
    ] = None,
    accept: Annotated[
        bool,
        typer.Option("--accept", help="First write down what every question means now (fingerprints.yaml)."),
    ] = False,
) -> None:
    """Check courses: every fault at its place (exit status 1), and warnings."""
    from bot.content import accept_meanings, check_courses, printable

    chosen = folders or _configure().course_folders
    if accept:
        for report in check_courses(chosen):
            if report.course and (file := accept_meanings(report.folder)):
                for fault in report.faults:
                    typer.echo(f"accepted: {fault}")
                typer.echo(f"{file}: written")
    reports = check_courses(chosen)
    for line in printable(reports):
        typer.echo(line)
    raise typer.Exit(1 if any(report.faults for report in reports) else 0)


@app.command()
def rebuild() -> None:
    """Recompute the review schedule and mastery from the stored answers, and say how much changed."""
    from bot.bootstrap import rebuild as rebuild_cards

    made = _finish(rebuild_cards(_configure()))
    typer.echo(
        f"Recomputed {made.cards} review cards and {made.mastered} mastered objectives of {made.learners}"
        f" learners. {made.differed} of them differed."
    )


@app.command()
def backup(
    file: Annotated[
        Path | None, typer.Argument(help="Where to put it; if left out, a new file in the backup folder.")
    ] = None,
) -> None:
    """Copy the record into a file (SQLite only). The bot may be running."""
    from bot.bootstrap import back_up

    typer.echo(f"Copied the record to {back_up(_configure(), file)}.")


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="The copy to use.")]) -> None:
    """Replace the record with a copy of it. People erased since then stay erased. Stop the bot first."""
    from bot.bootstrap import restore as put_back

    place, kept = _finish(put_back(_configure(), file))
    typer.echo(f"Put {file} in place of {place}. People erased since then stay erased.")
    if kept:
        typer.echo(f"The previous record is kept as {kept}.")


@app.command()
def unbind() -> None:
    """Let another Discord application take over the record the next time it runs."""
    from bot.bootstrap import unbind as release

    owner = _finish(release(_configure()))
    typer.echo(
        f"The record no longer belongs to {owner}." if owner else "The record belongs to no application."
    )


@app.command()
def schema() -> None:
    """Print the JSON Schema of the course files, for an editor."""
    from bot.content import schema as course_schema

    typer.echo(json.dumps(course_schema(), indent=2))


@app.command()
def reports() -> None:
    """Print the problems learners reported with questions, and how often each is answered right."""
    from bot.author import read_reports

    for line in _finish(read_reports(_configure())):
        typer.echo(line)


def _configure(*, quiet: bool = True) -> Settings:
    """Read the settings, start the log, and name what looks like a setting but isn't one."""
    settings = Settings.read()
    start_log(settings.log, "WARNING" if quiet else settings.log_level)
    for sentence in unknown_settings():
        log.warning(sentence)
    return settings


def _finish(work: Coroutine[Any, Any, Any]) -> Any:
    """Run to the end; Ctrl+C before the program can hear it ends it with the status that shells expect."""
    try:
        return asyncio.run(work)
    except KeyboardInterrupt:
        sys.exit(130)


def _sentence(error: ConfigurationError) -> str:
    """What prevents the start; of a course's faults the first one and how to see the others."""
    first, *others = str(error).splitlines()
    if not isinstance(error, CourseUnusable):
        return first
    more = f" and {len(others)} more" if others else ""
    return f"a course has faults: {first}{more}; run: lessonbot check"


def main() -> None:
    """Run the console script: what prevents the start becomes one sentence, and exit status 2 or 75."""
    try:
        app()
    except ConfigurationError as error:
        typer.echo(f"lessonbot: {_sentence(error)}", err=True)
        sys.exit(error.status)


if __name__ == "__main__":
    main()
