"""A fact's status and sources."""

from collections.abc import Mapping

from bot.chat.words import dates
from bot.domain.course.course import Fact, Source, Status

STATUSES: dict[Status, str] = {
    "confirmed": "confirmed",
    "refined": "corrected in the details",
    "opinion": "an opinion",
    "anonymous": "an anonymous, unverified review",
    "disputed": "disputed",
    "unverified": "not verified",
}
"""What each status is called."""


def link(source: Source, label: str) -> str | None:
    """Return a link to a source, or None if it isn't on the web."""
    address = source.address
    if not address or not address.startswith(("http://", "https://")) or " " in address:
        return None
    return f"[{label.replace('[', '(').replace(']', ')')}](<{address}>)"


def cite(source: Source) -> str:
    """Return a source with its author, as a link if it's on the web."""
    shown = link(source, source.title) or f"*{source.title.replace('[', '(').replace(']', ')')}*"
    return ", ".join([shown, *([source.author] if source.author else [])])


def state(fact: Fact, sources: Mapping[str, Source]) -> str:
    """Return a fact with its date, status, sources and note."""
    dated = f"**{dates.date(fact.date)}.** " if fact.date else ""
    cited = "; ".join(cite(sources[source]) for source in fact.sources)
    remark = f"\n-# Note: {fact.note}" if fact.note else ""
    return f"{dated}{fact.text}\n-# Status: {STATUSES[fact.status]}. Source: {cited}{remark}"
