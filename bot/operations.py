"""The command line for operators: backups, rebuilding, reports and a checkup."""

from pathlib import Path
from typing import Annotated

import typer

from bot.command_line import configure, finish

operations = typer.Typer()


@operations.command()
def rebuild() -> None:
    """Recompute review schedules and mastery from the saved answers, and say what changed."""
    from bot.bootstrap import rebuild as rebuild_cards

    made = finish(rebuild_cards(configure()))
    typer.echo(
        f"Recomputed {made.cards} review cards and {made.mastered} mastered objectives for"
        f" {made.learners} learners. {made.differed} of them changed."
    )


@operations.command()
def backup(
    file: Annotated[
        Path | None, typer.Argument(help="Where to save it. Default: a new file in the backup folder.")
    ] = None,
) -> None:
    """Copy the database to a file (SQLite only), even while the bot runs."""
    from bot.bootstrap import back_up

    typer.echo(f"Copied the database to {back_up(configure(), file)}.")


@operations.command()
def restore(file: Annotated[Path, typer.Argument(help="The copy to restore.")]) -> None:
    """Replace the database with a copy. Stop the bot first. People erased since then stay erased."""
    from bot.bootstrap import restore as put_back

    place, kept = finish(put_back(configure(), file))
    typer.echo(f"Restored {file} to {place}. People erased since then stay erased.")
    if kept:
        typer.echo(f"The previous database is saved as {kept}.")


@operations.command()
def unbind() -> None:
    """Let another Discord application take over the database on its next run."""
    from bot.bootstrap import unbind as release

    owner = finish(release(configure()))
    typer.echo(
        f"The database no longer belongs to {owner}."
        if owner
        else "The database doesn't belong to any application yet."
    )


@operations.command()
def reports() -> None:
    """Print the problems learners reported, and how often each question is answered right."""
    from bot.reports import read_reports

    for line in finish(read_reports(configure())):
        typer.echo(line)


@operations.command()
def doctor() -> None:
    """Check the settings, token, courses, database, disk and clock. Exit status 1 if the bot can't run."""
    from bot.doctor import examine

    async def look() -> bool:
        found = [finding async for finding in examine(configure())]
        for finding in found:
            typer.echo(finding)
        return any(finding.state == "error" for finding in found)

    raise typer.Exit(1 if finish(look()) else 0)
