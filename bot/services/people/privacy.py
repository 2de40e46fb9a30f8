"""Everything that's stored about a person: counts, and the data export."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.domain.calendar.day import date_of
from bot.services.people.export_glossary import meaning_of
from bot.services.people.export_redaction import withhold
from bot.services.ports.learning.assessment import AssessmentStore
from bot.services.ports.people import PeopleStore

ABOUT = (
    'Everything this bot has stored about you. Under "meaning" is a line on each kind of entry and each of '
    "its fields. Long whole numbers, such as Discord's ids, are written as text, since many programs would "
    "round them. Instants are milliseconds of UTC since 1970, days are counted since 1970; beside each, with "
    "_iso added to its name, is the same to be read."
)

Rows = Sequence[Mapping[str, Any]]

LONG = "; long numbers are written as text"

DAYS = frozenset({"day", "last_day", "due_day", "opens_day", "last_seen"})
"""Fields that hold a day number."""


@dataclass(frozen=True)
class PrivacyService:
    """Counts and exports everything that's stored about one person."""

    people_store: PeopleStore
    assessment_store: AssessmentStore

    async def counts(self, learner: int) -> Mapping[str, int]:
        """Return how many rows of each kind are stored about the person."""
        return await self.people_store.counts(learner)

    async def export(self, learner: int) -> Mapping[str, Rows]:
        """Return every row about the person, by kind.

        Leave out an assessment's right answers until the person may see them.
        """
        exported = await self.people_store.export(learner)
        return {**exported, "question_texts": await withhold(self.assessment_store, learner, exported)}


def document(rows: Mapping[str, Rows]) -> bytes:
    """Return an export as a JSON document in UTF-8, with an explanation of each kind and field.

    Years of answers take a second, so call it in a thread.
    """
    content = {
        "about": ABOUT,
        "meaning": {kind: _meaning(kind, found) for kind, found in rows.items()},
        "data": {kind: [_exact(_dated(row)) for row in found] for kind, found in rows.items()},
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def _meaning(kind: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the explanations of a kind and its fields, noting which ones have long numbers."""
    meaning = meaning_of(kind, rows[0] if rows else ())
    long = {name for row in rows for name, value in row.items() if _exact(value) != value}
    return {name: f"{said}{LONG}" if name in long else said for name, said in meaning.items()}


def _exact(value: Any) -> Any:
    """Return the value with integers from 2**53 as text, at any depth, because many programs round them."""
    match value:
        case int() if abs(value) >= 2**53:
            return str(value)
        case dict():
            return {name: _exact(part) for name, part in value.items()}
        case list():
            return [_exact(part) for part in value]
    return value


def _dated(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row with a readable `_iso` field beside every time and day."""
    dated: dict[str, Any] = {}
    for name, value in row.items():
        dated[name] = value
        if isinstance(value, int) and (name == "at" or name.endswith("_at")):
            dated[f"{name}_iso"] = datetime.fromtimestamp(value / 1000, UTC).isoformat()
        elif isinstance(value, int) and name in DAYS:
            dated[f"{name}_iso"] = date_of(value).isoformat()
    return dated
