"""Print a chat on a console: in panels, or as plain lines if it has no colors."""

import time
from collections.abc import Callable, Iterator
from datetime import tzinfo

from rich.console import Console, Group
from rich.panel import Panel
from rich.rule import Rule as Line
from rich.text import Text

from discord_sandbox.clients.person.form import Field, Modal
from discord_sandbox.clients.person.reply import Block, Control, File, Option, Picture, Reply, Row, Words
from discord_sandbox.clients.person.typed import Usage
from discord_sandbox.clients.terminal.markup import Markup, NameOf


class Transcript:
    """Print to a console. `plain` means that it has no colors or isn't a terminal."""

    def __init__(
        self, console: Console, now: Callable[[], float] = time.time, zone: tzinfo | None = None
    ) -> None:
        """Take the console, a clock in seconds since 1970, and the time zone for timestamps (None: local)."""
        self._console = console
        self._now = now
        self._zone = zone
        self.plain = not console.is_terminal or console.no_color

    def message(self, reply: Reply, name_of: NameOf, place: str = "") -> None:
        """Print a message. `place` is the name of its channel if it isn't the current one."""
        markup = Markup(name_of, self._now, self._zone)
        head = reply.author + (f" in {place}" if place else "")
        if reply.private:
            head += " (only you see this)"
        parts = [part for block in reply.blocks for part in self._block(block, markup)]
        self._box(head, parts or [Text("(nothing)", "dim")])

    def form(self, modal: Modal, name_of: NameOf) -> None:
        """Print a form's title and text. Its fields are asked one by one."""
        text = Markup(name_of, self._now, self._zone).read(modal.text)
        self._box(
            f"Form: {modal.title}",
            [*text, Text("One field at a time. An empty line keeps the current value.", "dim")],
        )

    def usages(self, usages: list[Usage]) -> None:
        """Print the list of commands."""
        lines = []
        for usage in usages:
            note = " (moderators)" if usage.moderators else ""
            lines.append(Text(usage.line, "bold").append(f"  {usage.description}{note}", "not bold"))
        self._box("Commands", lines or [Text("The application has registered none.")])

    def line(self, text: str, style: str = "") -> None:
        """Print a line."""
        self._print(Text(text, style))

    def prompt(self, text: str) -> None:
        """Print the prompt."""
        self._console.print(Text(text, "bold"), end="")

    def _block(self, block: Block, markup: Markup) -> Iterator[Text | Line]:
        match block:
            case Words(text):
                yield from markup.read(text)
            case Picture(description, _):
                yield Text(f"[picture: {description or 'without a description'}]", "italic")
            case File(name):
                yield Text(f"[file: {name}]", "italic")
            case Row(controls):
                if buttons := [_button(each) for each in controls if not each.options]:
                    yield Text("   ").join(buttons)
                for control in controls:
                    if control.options:
                        yield from option_lines(control.options, str(control))
            case _:
                yield Text("---") if self.plain else Line(style="dim")

    def _box(self, head: str, parts: list[Text] | list[Text | Line]) -> None:
        if not self.plain:
            self._console.print(Panel(Group(*parts), title=Text(head), title_align="left"))
            return
        self._print(Text(f"{head}:"))
        for part in parts:
            if isinstance(part, Text):
                self._print(Text(f"  {part.plain}" if part.plain else ""))

    def _print(self, text: Text) -> None:
        self._console.print(text, soft_wrap=True, highlight=False)


def _button(control: Control) -> Text:
    style = "dim" if control.disabled else "bold cyan"
    return Text(f"{control}{f' ({control.url})' if control.url else ''}", style)


def option_lines(options: tuple[Option, ...], head: str) -> Iterator[Text]:
    """Yield a heading and the numbered options. A star marks options that are already chosen."""
    yield Text(f"{head}:", "bold cyan")
    for number, option in enumerate(options, 1):
        star = "*" if option.default else " "
        note = f" - {option.description}" if option.description else ""
        yield Text(f" {star}{number}. {option.label}{note}")


def question(field: Field) -> str:
    """Return a form field's prompt, in one line."""
    notes = [field.description, "" if field.required else "optional"]
    if field.kind == "checkbox":
        notes.append("yes or no")
    if field.options:
        notes.append("; ".join(f"{number}. {each.label}" for number, each in enumerate(field.options, 1)))
    default = ", ".join(each.label for each in field.options if each.default) or field.default
    if default:
        notes.append(f"now: {default if isinstance(default, str) else 'yes'}")
    hints = "; ".join(note for note in notes if note)
    return f"{field.label} ({hints}): " if hints else f"{field.label}: "
