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


def cite(source: Source, label: str = "") -> str:
    """Return a source as a link, or as text without a web address. A link says just `label`, if given."""
    title = source.title.replace("[", "(").replace("]", ")")
    web = source.address and source.address.startswith(("http://", "https://")) and " " not in source.address
    shown = f"[{label or title}](<{source.address}>)" if web else f"*{title}*"
    if label and web:
        return shown
    return ", ".join([shown, *([source.author] if source.author else [])])


def state(fact: Fact, sources: Mapping[str, Source]) -> str:
    """Return a fact with its date, status, sources and note."""
    dated = f"**{dates.date(fact.date)}.** " if fact.date else ""
    cited = "; ".join(cite(sources[source]) for source in fact.sources)
    remark = f"\n-# Note: {fact.note}" if fact.note else ""
    return f"{dated}{fact.text}\n-# Status: {STATUSES[fact.status]}. Source: {cited}{remark}"
