"""Words and sentences for people: dates, numbers, how sure a fact is."""

import math
from collections.abc import Mapping, Sequence
from unicodedata import category

from bot.domain.calendar.day import date_of
from bot.domain.course.course import Fact, Source, Status
from bot.domain.learning.outlook import GOAL, Outlook
from bot.domain.posts.server import Feature

STATUSES: dict[Status, str] = {
    "confirmed": "confirmed",
    "refined": "corrected in the details",
    "opinion": "an opinion",
    "anonymous": "an anonymous, unverified review",
    "disputed": "disputed",
    "unverified": "not verified",
}
"""How sure a fact is, in words."""

FEATURES: dict[Feature, str] = {
    "daily": "Daily posts",
    "quiz": "Quizzes",
    "leaderboard": "Leaderboard",
    "ask": "Answers from the course (/ask)",
}
"""What moderators can switch off in a server, in words."""

SERVERS_ALONE = frozenset({"daily", "leaderboard"})
"""Those of them that direct messages don't have."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

NEAR = 300
"""Days from today within which a date is clear without its year."""

PRESS_AGAIN = "That took a little too long. Please press it again."

_HARMLESS = frozenset(
    ("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nd", "Nl", "No", "Pd", "Pi", "Pf", "Sc")
)  # letters, their accents and vowel signs, figures, dashes, curled quotation marks, currencies

RESTARTING = "I'm restarting. Please try again in a minute. Nothing is lost."


def feature_name(feature: str) -> str:
    """What can be switched off, as its moderators know it."""
    return next((name for each, name in FEATURES.items() if each == feature), feature)


def enumerate_bold(names: Sequence[str]) -> str:
    """`**View Channel** and **Send Messages**`."""
    bold = [f"**{name}**" for name in names]
    return " and ".join([", ".join(bold[:-1]), bold[-1]] if len(bold) > 1 else bold)


def failure(number: str) -> str:
    """What to say when it is our fault. `number` finds the entry in the log."""
    return (
        "Something went wrong on our end. Everything you did before is safe. Please try again. "
        f"If it happens again, give error number **{number}** to the person who runs this bot."
    )


def clean(typed: str, length: int = 60) -> str:
    """What a person typed, short and without Markdown, for showing it back to them; an ellipsis if nothing is
    left of it."""
    kept = "".join(c for c in typed.replace("://", " ") if category(c) in _HARMLESS or c in " _.,:;/?!'()&%+")
    return kept[:length].strip() or "…"


def strong(text: str) -> str:
    """The text in bold; one of several lines, or with marks of its own, stays as it is."""
    return text if "\n" in text or "*" in text else f"**{text}**"


def date(partial: str) -> str:
    """`2011-07-12` as 12 July 2011, `2011-07` as July 2011, `2011` as it is."""
    year, *rest = partial.split("-")
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])


def day(number: int, today: int) -> str:
    """A day as people speak of it: today, tomorrow, on Thursday, 3 December; with its year when far off."""
    found = date_of(number)
    if 0 <= number - today <= 1:
        return "tomorrow" if number > today else "today"
    near = abs(number - today) <= NEAR
    return f"on {WEEKDAYS[found.weekday()]}, {short_date(number) if near else full_date(number)}"


def percent(share: float) -> str:
    """`63 %`, of a share from 0 to 1; half a percent is rounded up."""
    return f"{math.floor(100 * share + 0.5)} %"


def week(outlook: Outlook) -> str:
    """`2 of 5 days (Monday, Wednesday)`; nobody needs more than the goal."""
    kept = ", ".join(WEEKDAYS[date_of(day).weekday()] for day in outlook.kept_days)
    return f"{min(outlook.kept, GOAL)} of {GOAL} days{f' ({kept})' if kept else ''}"


def reviews_ahead(outlook: Outlook) -> str:
    """The reviews of the coming two weeks, day by day, and how many there are in all; and how many more wait
    since the daily number leaves no room for them today.
    """
    days = [(ahead, reviews) for ahead, reviews in enumerate(outlook.ahead) if reviews]
    wait = ""
    if outlook.waiting:
        more = count(outlook.waiting, "more waits", "more wait")
        wait = f" {more} for another day, beyond your daily number (/me)."
    if not days:
        return f"Today's reviews are done.{wait}" if wait else "No reviews in the next two weeks."
    named = [f"{reviews} {day(outlook.today + ahead, outlook.today)}" for ahead, reviews in days[:3]]
    named += [f"{reviews} on {short_date(outlook.today + ahead)}" for ahead, reviews in days[3:]]
    total = f"; {sum(outlook.ahead)} in two weeks" if len(days) > 1 else ""
    return f"Reviews ahead: {', '.join(named)}{total}.{wait}"


def short_date(number: int) -> str:
    """`3 December`, of a day's number."""
    found = date_of(number)
    return f"{found.day} {MONTHS[found.month - 1]}"


def full_date(number: int) -> str:
    """`3 December 2026`, of a day's number."""
    return f"{short_date(number)} {date_of(number).year}"


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 answer`, `2 answers`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def cite(source: Source) -> str:
    """A source as a link, or as text where it has no web address."""
    title = source.title.replace("[", "(").replace("]", ")")
    web = source.address and source.address.startswith(("http://", "https://")) and " " not in source.address
    shown = f"[{title}](<{source.address}>)" if web else f"*{title}*"
    return ", ".join([shown, *([source.author] if source.author else [])])


def state(fact: Fact, sources: Mapping[str, Source]) -> str:
    """A fact with its date, how sure it is, where it is from, and what the record corrects."""
    dated = f"**{date(fact.date)}.** " if fact.date else ""
    cited = "; ".join(cite(sources[source]) for source in fact.sources)
    remark = f"\n-# Note: {fact.note}" if fact.note else ""
    return f"{dated}{fact.text}\n-# Status: {STATUSES[fact.status]}. Source: {cited}{remark}"
