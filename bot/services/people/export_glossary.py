"""A line on each kind of row and each field that's stored about people.

A new kind in `bot.storage.stores.personal_data.KINDS` needs an entry in `MEANINGS`. `FIELDS` explains fields
that mean the same everywhere; an entry for one kind takes precedence.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Explanation(NamedTuple):
    """The explanation of a kind of row, and of those of its fields that `FIELDS` doesn't cover."""

    text: str
    fields: Mapping[str, str] = {}


FIELDS: Mapping[str, str] = {
    "id": "a number that tells this entry from others",
    "learner": "your Discord id",
    "course": "the course",
    "lesson": "the lesson of the course; empty: all of them",
    "question": "the question, by its name in the course",
    "version": "which version of the question",
    "fingerprint": "which wording of the question, see question_texts",
    "guild": "the Discord id of the server; empty: not in a server",
    "channel": "the Discord id of the channel",
    "schedule": "which daily post",
    "at": "when",
    "set_at": "when it was set",
    "zone": "time zone",
    "minute": "time of day, in minutes after midnight",
    "days": "days of the week, from 0 for Monday to 6 for Sunday",
    "next_at": "when it comes next",
    "next_date": "the local date on which it comes next",
    "paused": "why it rests; empty: it doesn't",
    "revision": "how often it was changed",
    "objective": "what can be done by who knows it",
    "kind": "the kind of question",
    "level": "whether it asks to recall, to apply or to judge",
    "challenge": "the shared quiz that you took on; empty: none",
    "form": "which form of the test; empty: no test",
    "round": "which time you met that form of the test; 1 for a quiz that is no test",
    "latest_at": "when you opened it last; empty: not again",
    "instead_of": "the question that was due, where another one was asked in its place",
    "instead_of_version": "which version of the question that was due",
}

MEANINGS: Mapping[str, Explanation] = {
    "learner": Explanation(
        "that you have used the bot, and the settings you chose",
        {
            "id": "your Discord id",
            "first_seen_at": "when something about you was stored for the first time",
            "last_seen": "the last day on which you used the bot; after 24 months without, all is erased",
            "zone": "the time zone in which your days begin; empty: UTC",
            "reviews": "the reviews a day that you chose; empty: the usual",
            "celebrations": "0: you turned celebrations off; empty: they are on",
            "told": "whether you were told that all of this will be erased since you stayed away",
            "told_at": "when you were told so",
            "reminder_offered": "1: you were offered reminders",
            "dm_channel": "the Discord id of the bot's direct messages with you; empty: it sent none",
        },
    ),
    "pages_read": Explanation("lesson pages you have opened", {"page": "the page, counted from 0"}),
    "quizzes": Explanation(
        "quizzes you have started",
        {
            "mode": "quiz, retake, review or another way of being asked",
            "seed": "a number by which the options are shuffled in the same way again",
            "started_at": "when it began",
            "closed_at": "when it was done or given up; empty: it is open",
        },
    ),
    "quiz_items": Explanation(
        "the questions of those quizzes, in order",
        {
            "quiz": "the quiz, see quizzes",
            "position": "the place in the quiz, counted from 0",
            "skipped": "1: it was withdrawn from the course before you answered",
        },
    ),
    "answers": Explanation(
        "your answers",
        {
            "mode": "how you were asked: in a quiz, a review, a daily post or another way",
            "quiz": "the quiz, see quizzes; empty: asked outside of one",
            "position": "the place in the quiz, counted from 0",
            "chosen": "the options you chose, counted from 0 as in question_texts; none: you didn't know",
            "typed": "what you typed",
            "verdict": "what you said of an answer that the course didn't foresee",
            "score": "what it was worth, from 0 to 100",
            "guessed": "1: you said that you were guessing",
            "day": "your local date, in days since 1970",
        },
    ),
    "review_cards": Explanation(
        "when each question comes back, worked out from your answers",
        {
            "stability": "days after which you would know it with a probability of nine in ten",
            "difficulty": "how hard it is for you, from 1 to 10",
            "last_day": "the day of the last answer that counted, in days since 1970",
            "due_day": "the day on which it is due, in days since 1970",
        },
    ),
    "mastered": Explanation(
        "which objectives you have mastered, worked out from your answers",
        {"day": "your local date when you had, in days since 1970"},
    ),
    "badges": Explanation(
        "the lessons you completed", {"day": "your local date when you did, in days since 1970"}
    ),
    "assessment_openings": Explanation(
        "when the final assessment of a course opens for you",
        {"opens_day": "your local date, in days since 1970", "opens_at": "the start of that day"},
    ),
    "pretests_declined": Explanation("that you want no test before a course"),
    "certificates": Explanation(
        "the certificates you were given",
        {
            "number": "by which anybody can confirm it",
            "title": "the course's title",
            "name": "the name that you typed for it",
            "attempt": "which attempt at the final assessment you passed; empty: not known",
            "score": "how many of its questions you got right",
            "questions": "how many questions it had",
            "day": "your local date, in days since 1970",
        },
    ),
    "practice_days": Explanation(
        "the days on which you answered something, worked out from your answers",
        {
            "day": "your local date, in days since 1970",
            "guild": "the Discord id of the server where you answered; 0: in direct messages",
        },
    ),
    "leaderboards": Explanation("the servers whose board of days practiced you joined"),
    "drafts": Explanation(
        "for which lessons you wrote a draft", {"rubric": "the points that it was to be checked against"}
    ),
    "draft_versions": Explanation(
        "the text of those drafts",
        {
            "draft": "the draft, see drafts",
            "number": "1 for the draft, 2 for the revision",
            "text": "what you wrote",
            "points": "the points that you ticked, counted from 0",
        },
    ),
    "reflections": Explanation(
        "what you wrote in your journal",
        {
            "text": "what you wrote",
            "revision": "a number that grows with each change",
            "begun": "the number with which you began it, so that an old form changes nothing you erased",
        },
    ),
    "checklist_marks": Explanation(
        "what you ticked on checklists",
        {
            "checklist": "the checklist",
            "item": "what is to be done",
            "ticked": "1: you ticked it",
            "note": "what you wrote beside it",
        },
    ),
    "daily_answers": Explanation(
        "which of your answers were to the question of a daily post",
        {"post": "the daily post", "answer": "the answer, see answers"},
    ),
    "reminders": Explanation(
        "the reminder you set",
        {
            "content": "what it was set to send; every reminder sends a question now",
            "claimed": "the date of the one that is being sent",
            "first_at": "when sending it was first tried",
            "retry_at": "when it is tried again",
            "attempts": "how often it was tried",
            "sent_at": "when the last one was sent",
            "told": "1: you were told that it's paused",
            "unanswered": "how many messages in a row you didn't answer",
            "sent_on": "the date of the last one",
        },
    ),
    "server_changes": Explanation(
        "what you changed in servers as a moderator",
        {"actor": "your Discord id", "action": "what you did", "detail": "how it was set"},
    ),
    "schedules_set": Explanation(
        "daily posts that you set as a moderator",
        {
            "content": "what is posted",
            "role": "the Discord id of the role that is mentioned",
            "thread": "1: with a thread to discuss it",
            "set_by": "your Discord id",
            "removed": "1: it was removed",
        },
    ),
    "notices": Explanation(
        "what was to be told to you or your server's staff about daily posts that you set",
        {
            "kind": "what it is about",
            "reason": "why",
            "missing": "the permissions that were missing",
            "posts": "how many posts, or answers, it is about",
            "set_by": "your Discord id",
            "first_at": "when sending it was first tried",
            "retry_at": "when it is tried again",
            "attempts": "how often it was tried",
            "tried": "1: nobody could be told",
            "told": "1: someone was told",
        },
    ),
    "question_texts": Explanation(
        "the wording of the questions you answered; it is of the course, not of you",
        {
            "body": "all of it, with its options in the order by which answers count them; where it says "
            "“withheld”, without what is right, until the answers of that test are told"
        },
    ),
    "question_reports": Explanation(
        "what you wrote about questions that you think are wrong", {"text": "what you wrote"}
    ),
}


def meaning_of(kind: str, fields: Iterable[str]) -> dict[str, str]:
    """Return the explanations of a kind, under the key "", and of these fields."""
    meaning = MEANINGS[kind]
    known = {**FIELDS, **meaning.fields}
    return {"": meaning.text, **{name: known[name] for name in fields if name in known}}
