"""What is stored and why, and on which terms: short and complete, beside the operator's own pages."""

from dataclasses import dataclass

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.blocks import Button


@dataclass(frozen=True)
class Policies:
    """Where the operator's own pages are, if anywhere, and for how many days copies are kept."""

    privacy_url: str | None = None
    terms_url: str | None = None
    backup_days: int = 30


def privacy(policies: Policies) -> ui.LayoutView:
    """What is stored about people, why, who sees it, and how long."""
    text = (
        "## Privacy, in short\n"
        "**What is stored**: your Discord id, what you opened, answered, wrote and chose here, when "
        "and in which server. No name, unless you type one yourself; no picture; nothing that people "
        "write in channels.\n\n"
        "**What for**: to go on where you were, to bring back what you are about to forget, and to "
        "show you how far you are. It is not sold, not used for advertising, and not given to "
        "anybody.\n\n"
        "**Who sees it**: you, and whoever runs this bot, who has the database. The author of a course "
        "reads what you say against a question. Others see what you share by a button or switch on "
        "yourself, the name on your certificate if they have its number, and counts of five people or more "
        "that name nobody. Moderators see in a server's log what you changed there as one.\n\n"
        "**How long**: until you erase it. If you don't use the bot for 24 months, you get a direct "
        "message, and 30 days later it is erased; where your direct messages are closed, it is erased "
        "at the same time all the same. What a server set is erased 30 days after it removes the bot; "
        "your answers there stay yours.\n\n"
        "**Erasing** takes all of it at once. What stays are counts of how often a question was "
        "answered, which name nobody. What you did as a moderator stays in the server's log without "
        f"your id. Copies of the record expire after {policies.backup_days} days, except the newest two; "
        "until somewhat later your id and the time of the erasure are kept in a file, so that the erasure "
        "holds when a copy is put back.\n\n"
        "**Your rights**: “My data” shows what is stored, gives you a copy of all of it, and erases it."
    )
    return _page(text, "The whole privacy page", policies.privacy_url)


def terms(policies: Policies) -> ui.LayoutView:
    """What people can rely on, and what is asked of them."""
    text = (
        "## Terms, in short\n"
        "**What this is**: a course to learn from, free of charge. It has nothing to do with the "
        "companies that it speaks of, nor with Discord.\n\n"
        "**What you can rely on**: statements have their status and sources; answers are kept before "
        "you see the feedback; you can have a copy of what is stored about you, and erase it, at any "
        "time.\n\n"
        "**What you can't**: a course is no legal or business advice. The bot may be down or end, and "
        "there may be mistakes in it: press “This question is wrong” where you find one.\n\n"
        "**What is asked of you**: Discord's terms hold here too. Don't type what is secret or about "
        "other people into forms, share only what you may share, and don't try to break the bot or to "
        "burden it by a program.\n\n"
        "**Who may stop it**: you, by erasing your data; a server's moderators, by switching it off or "
        "removing it; whoever runs it, for those who abuse it."
    )
    return _page(text, "The whole terms", policies.terms_url)


def _page(text: str, label: str, address: str | None) -> ui.LayoutView:
    """The short form with the way back, and to the operator's page if there is one."""
    buttons = [blocks.button("Back", "help", "show", main=True), blocks.button("My data", "me", "show")]
    if address:
        whole: Button = ui.Button(label=label, url=address, style=discord.ButtonStyle.link)
        buttons.append(whole)
    return blocks.note(text, buttons=buttons)
