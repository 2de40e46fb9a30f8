"""What is stored about a person: counted, handed over, erased."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.services.ports import Record

MEANINGS: Mapping[str, str] = {
    "learner": "that you have used the bot, since when, and the time zone and reviews a day you chose",
    "pages_read": "lesson pages you have opened, when first and when last",
    "quizzes": "quizzes and tests you have started, and when",
    "quiz_items": "the questions of those quizzes and tests, in order",
    "answers": "your answers: what you chose or typed, whether right or a guess, in which server, and when",
    "review_cards": "when each question comes back, worked out from your answers",
    "pretests_declined": "that you want no test before a course",
    "certificates": "the certificates you were given, with the name that you typed for them",
    "mastered": "which objectives you have mastered, and when, worked out from your answers",
    "leaderboards": "the servers whose leaderboard you want to be seen on",
    "daily_answers": "which of your answers were to the question of a daily post",
    "drafts": "for which lessons you wrote a draft, and the points it was to be checked against",
    "draft_versions": "the text of those drafts, each version, when you sent it, and the points you ticked",
    "reflections": "what you wrote in your journal",
    "checklist_marks": "what you ticked on checklists, and your notes there",
    "reminders": "the reminder you set, with its time and time zone",
    "server_changes": "what you changed in servers as a moderator",
    "schedules_set": "daily posts that you set as a moderator",
    "notices": "what was to be told to you or your server's staff about daily posts that you set",
    "question_texts": "the wording of the questions you answered",
    "question_reports": "what you wrote about questions that you think are wrong",
}
"""What each kind of row means, for the export and the privacy screen."""


@dataclass(frozen=True)
class Privacy:
    """Everything the record holds about one person."""

    record: Record

    async def counts(self, learner: int) -> Mapping[str, int]:
        """How many rows of each kind there are about the person."""
        return {kind: len(rows) for kind, rows in (await self.record.export(learner)).items()}

    async def export(self, learner: int) -> bytes:
        """Everything about the person as one JSON document in UTF-8, with a line on each kind of row."""
        rows = await self.record.export(learner)
        document = {
            "about": "Everything this bot has stored about you. Instants: milliseconds of UTC since 1970.",
            "meaning": {kind: MEANINGS[kind] for kind in rows},
            "data": rows,
        }
        return json.dumps(document, ensure_ascii=False, indent=2).encode()

    async def erase(self, learner: int) -> Mapping[str, int]:
        """Delete everything about the person for good; returns the rows deleted by kind."""
        return await self.record.erase(learner)
