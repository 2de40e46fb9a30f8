"""Leave the right answers of assessments out of data exports until the learner may see them.

Otherwise, learners could export their data to look up the answers before the posttest.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.learning.assessment import may_look
from bot.domain.questions.kinds import CHOICE_KINDS
from bot.services.ports.learning.assessment import AssessmentStore

Rows = Sequence[Mapping[str, Any]]

KEPT = ("id", "version", "objective", "kind", "level", "invented", "prompt")
"""Fields that a redacted question keeps. Its options only keep their text."""

UNTIL = "Your copy will have the right answer, the feedback and the explanation once you finish {}."
FIRST = "the final assessment"
AGAIN = "the assessment you're taking"


async def withhold(assessment_store: AssessmentStore, learner: int, exported: Mapping[str, Rows]) -> Rows:
    """Return an export's question texts without the answers the learner may not see yet, and with a note on
    when they will.

    The learner's own answers and scores stay: those are their data.
    """
    sealed = await _sealed(assessment_store, learner, exported)
    return [
        {**row, "body": _bare(row["body"], sealed[row["fingerprint"]])}
        if row["fingerprint"] in sealed
        else row
        for row in exported["question_texts"]
    ]


async def _sealed(
    assessment_store: AssessmentStore, learner: int, exported: Mapping[str, Rows]
) -> dict[str, str]:
    """Return the fingerprints of the questions to redact, each with what the learner has to do first."""
    tests = {row["id"]: row["course"] for row in exported["quizzes"] if row["form"] is not None}
    sealed, until = set(tests), {}
    for course in sorted(set(tests.values())):
        sittings = await assessment_store.sittings(learner, course)
        sealed -= {each.quiz for each in sittings if may_look(sittings, each.quiz)}
        finished = any(each.mode == "post" and each.finished_at is not None for each in sittings)
        until[course] = AGAIN if finished else FIRST
    return {row["fingerprint"]: until[row["course"]] for row in exported["answers"] if row["quiz"] in sealed}


def _bare(body: Mapping[str, Any], first: str) -> dict[str, Any]:
    """Return a question without its answer, and with a note on when it will be included."""
    bare = {name: body[name] for name in KEPT if name in body}
    if body["kind"] in CHOICE_KINDS:  # the options of other kinds are the answer, by their order or words
        bare["options"] = [{"text": option["text"]} for option in body["options"]]
    return {**bare, "withheld": UNTIL.format(first)}
