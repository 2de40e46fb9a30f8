"""A small lesson for the sample bot: a card, a question, and feedback, each edited in place of the last."""

import discord
from discord import ui

OPTIONS = (
    "The price, because people look for it",
    "An apology for everything that went wrong",
    "What changes for the reader, and from which day on, in one sentence",
    "Thanks for their loyalty",
)
CARD, QUESTION, RIGHT, WRONG, END = range(5)


def screen(step: int) -> ui.LayoutView:
    """Return what a step shows. Its custom ids name the step that a press leads to."""
    text, controls = {
        CARD: (
            "-# Lesson 1 · Prices\n## Say what changes\nPeople read **one line**.",
            [go("Next", QUESTION)],
        ),
        QUESTION: (
            "-# Lesson 1 · Prices\n**Your price goes up on Monday. What does the first line say?**",
            [go(option, RIGHT if n == 2 else WRONG, f"{n}") for n, option in enumerate(OPTIONS)],
        ),
        RIGHT: ("### Right: what changes\nNobody has to look for it.", [go("Next", END)]),
        WRONG: (
            "### Not quite\n" + "They read on without knowing what changes for them.\n" * 12,
            [go("Next", END), go("Why not the others?", CARD)],
        ),
        END: ("## Lesson done", [go("Again", CARD)]),
    }[step]
    view = ui.LayoutView(timeout=None)
    view.stop()
    view.add_item(ui.Container(ui.TextDisplay(text), accent_color=0x0A6070))
    view.add_item(ui.ActionRow(*controls))
    view.add_item(ui.ActionRow(more(step)))
    return view


def go(label: str, to: int, which: str = "") -> ui.Button[ui.LayoutView]:
    """Return a button to another step; Next is the primary one."""
    style = discord.ButtonStyle.primary if label == "Next" else discord.ButtonStyle.secondary
    return ui.Button(label=label, custom_id=f"lesson:{to}:{which}", style=style)


def more(step: int) -> ui.Select[ui.LayoutView]:
    """Return the menu of what else one can do."""
    options = [
        discord.SelectOption(label="Skip to the end", value=str(END)),
        discord.SelectOption(label="Begin again", value=str(CARD), description="From the first card"),
    ]
    return ui.Select(custom_id=f"lesson:{step}:more", placeholder="More…", options=options)
