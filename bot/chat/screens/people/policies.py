"""The privacy policy and the terms in short. The operator's own pages can be linked."""

from dataclasses import dataclass

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.blocks import Button


@dataclass(frozen=True)
class Policies:
    """The addresses of the operator's own pages, if any, and how many days database copies are stored."""

    privacy_url: str | None = None
    terms_url: str | None = None
    backup_days: int = 30


def privacy(policies: Policies) -> ui.LayoutView:
    """Show what's stored about people, why, who sees it, and for how long."""
    text = (
        "## Privacy, in short\n"
        "**What I store**: your Discord id, and what you opened, answered, wrote and chose here, when and "
        "in which server. No name unless you type one, no pictures, and nothing people write in channels."
        "\n\n"
        "**Why**: to pick up where you left off, to bring back what you're about to forget, and to show you "
        "your progress. It isn't sold, used for ads, or given to anyone.\n\n"
        "**Who sees it**: you, and the people who run this bot, because they have the database. A course's "
        "author reads your question reports. Others see what you share with a button or switch on yourself, "
        "the name on your certificate if they have its number, and anonymous totals of three people or more. "
        "Moderators see in a server's log what you changed there as a moderator.\n\n"
        "**How long**: until you erase it. If you don't use the bot for 24 months, you get a direct message, "
        "and your data is erased 30 days later, even if your direct messages are closed. A server's settings "
        "are erased 30 days after it removes the bot. Your answers there stay yours.\n\n"
        "**Erasing** removes everything at once. Two things stay: anonymous counts of how often a question "
        "was answered, and what you did as a moderator, without your id. Copies of the database expire after "
        f"{policies.backup_days} days, except the newest two. Your id and the time of the erasure stay in a "
        "file a little longer, so you stay erased if a copy is restored.\n\n"
        '**Your rights**: "My data" shows what\'s stored, gives you a copy, and erases it.'
    )
    return _page(text, "Full privacy page", policies.privacy_url)


def terms(policies: Policies) -> ui.LayoutView:
    """Show what people can rely on, and what's asked of them."""
    text = (
        "## Terms, in short\n"
        "**What this is**: a free course to learn from. It isn't affiliated with Discord or with the "
        "companies it mentions.\n\n"
        "**What you can count on**: every fact has a status and sources. Your answers are saved before you "
        "see feedback. You can get a copy of your data, or erase it, at any time.\n\n"
        "**What you can't**: a course isn't legal or business advice. The bot may be down or shut down for "
        'good. A course may have mistakes: if you find one, choose "Report this question" under its '
        "answer.\n\n"
        "**What I ask of you**: follow Discord's terms. Don't type secrets or details about other people "
        "into forms. Only share what you're allowed to share. Don't try to break the bot or automate its "
        "use.\n\n"
        "**Who can end it**: you, by erasing your data. A server's moderators, by switching the bot off or "
        "removing it. The people who run it, for anyone who abuses it."
    )
    return _page(text, "Full terms", policies.terms_url)


def _page(text: str, label: str, address: str | None) -> ui.LayoutView:
    """Show a short text with the way back, and a link to the operator's page if there is one."""
    buttons = [blocks.button("Back", "help", "show", main=True), blocks.button("My data", "me", "stored")]
    if address:
        whole: Button = ui.Button(label=label, url=address, style=discord.ButtonStyle.link)
        buttons.append(whole)
    return blocks.note(text, buttons=buttons)
