"""A line on each kind of row and each field that's stored about people.

A new kind in `bot.storage.stores.personal_data.KINDS` needs an entry in `MEANINGS`. `FIELDS` explains fields
that mean the same everywhere; an entry for one kind takes precedence.
"""

from collections.abc import Iterable, Mapping

from bot.services.people.export_together import TOGETHER, Explanation

FIELDS: Mapping[str, str] = {
    "id": "a number that identifies this entry",
    "learner": "your Discord id",
    "course": "the course",
    "lesson": "the lesson; empty: all of them",
    "question": "the question's id in the course",
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
    "paused": "why it's paused; empty: it isn't",
    "revision": "how often it was changed",
    "objective": "the goal, by its id in the course",
    "kind": "the kind of question",
    "level": "whether it asks you to recall, apply or judge something",
    "challenge": "the shared quiz that you took on; empty: none",
    "form": "which form of the assessment; empty: it isn't one",
    "round": "how many times you've seen that form of the assessment; 1 for other quizzes",
    "edition": "which forms of the assessment the course had then; empty: it isn't one, or it's an older one",
    "latest_at": "when you last opened it again; empty: never",
    "instead_of": "the question that was due, if another one was asked instead",
    "instead_of_version": "which version of the question that was due",
}

MEANINGS: Mapping[str, Explanation] = {
    "learner": Explanation(
        "that you've used the bot, and the settings you chose",
        {
            "id": "your Discord id",
            "first_seen_at": "when something about you was first stored",
            "last_seen": "the last day you used the bot; after 24 months without use, everything is erased",
            "zone": "the time zone your days start in; empty: your server's, or else UTC",
            "reviews": "how many reviews you want per day; empty: the default",
            "celebrations": "0: you turned celebrations off; empty: they're on",
            "course": "the course you chose; empty: none, so you get the usual one",
            "told": "whether you got the message that your data will be erased because you've been away",
            "told_at": "when you got it",
            "draft_postponed_day": 'the last day you said "Not now" to writing a message; empty: never',
            "reminder_offered": "1: you were offered reminders",
            "dm_channel": "the Discord id of your direct messages with the bot; empty: it sent none",
        },
    ),
    "pages_read": Explanation("lesson cards you've opened", {"page": "the card's number"}),
    "pages_by_place": Explanation(
        "in which servers you opened them",
        {
            "page": "the card's number",
            "guild": "the Discord id of the server; 0: in direct messages",
            "latest_at": "when you last opened it there again; empty: never",
        },
    ),
    "quizzes": Explanation(
        "quizzes you've started",
        {
            "mode": "quiz, retake, review or another kind",
            "seed": "a number that makes the options come in the same order again",
            "started_at": "when it started",
            "closed_at": "when it was finished or given up; empty: it's still open",
            "shared_in": "the Discord id of the channel where you shared its result; empty: nowhere",
        },
    ),
    "quiz_items": Explanation(
        "the questions of those quizzes, in order",
        {
            "quiz": "the quiz, see quizzes",
            "position": "the place in the quiz, counted from 0",
            "skipped": "1: the course dropped it before you answered",
        },
    ),
    "answers": Explanation(
        "your answers",
        {
            "mode": "how you were asked: in a quiz, a review, a daily post or another way",
            "quiz": "the quiz, see quizzes; empty: it wasn't in a quiz",
            "position": "the place in the quiz, counted from 0",
            "chosen": "the options you chose, counted from 0 as in question_texts; none: you didn't know",
            "typed": "what you typed",
            "verdict": "how you judged an answer that the course doesn't list",
            "score": "what it was worth, from 0 to 100",
            "guessed": "1: you said you were guessing",
            "day": "your local date, in days since 1970",
        },
    ),
    "review_cards": Explanation(
        "when each question comes back, calculated from your answers",
        {
            "stability": "days after which there's a 90% chance that you still know it",
            "difficulty": "how hard it is for you, from 1 to 10",
            "last_day": "the day of the last answer that counted, in days since 1970",
            "due_day": "the day it's due, in days since 1970",
        },
    ),
    "mastered": Explanation(
        "which goals you've mastered, calculated from your answers",
        {"day": "the local date on which you did, in days since 1970"},
    ),
    "badges": Explanation(
        "the lessons you completed", {"day": "the local date on which you did, in days since 1970"}
    ),
    "assessment_openings": Explanation(
        "when the final assessment of a course opens for you",
        {"opens_day": "your local date, in days since 1970", "opens_at": "the start of that day"},
    ),
    "pretests_declined": Explanation("that you declined a course's pretest"),
    "certificates": Explanation(
        "the certificates you earned",
        {
            "number": "the number by which anyone can check it",
            "title": "the course's title",
            "name": "the name you typed for it",
            "attempt": "on which attempt you passed the final assessment; empty: unknown",
            "score": "how many of its questions you got right",
            "questions": "how many questions it had",
            "day": "your local date, in days since 1970",
        },
    ),
    "practice_days": Explanation(
        "the days on which you answered something, calculated from your answers",
        {
            "day": "your local date, in days since 1970",
            "guild": "the Discord id of the server where you answered; 0: in direct messages",
        },
    ),
    "leaderboards": Explanation("the servers whose board of days practiced you joined"),
    "drafts": Explanation(
        "the lessons you wrote a practice message for", {"rubric": "the points to check it against"}
    ),
    "draft_versions": Explanation(
        "the text of those messages",
        {
            "draft": "the message, see drafts",
            "number": "1 for the first version, 2 for the first revision, and so on",
            "text": "what you wrote",
            "points": "the points you ticked, counted from 0",
        },
    ),
    "reflections": Explanation(
        "your reflections",
        {
            "text": "what you wrote",
            "revision": "a number that grows with each change",
            "begun": "the number it started with, so that an old form can't change what you erased",
        },
    ),
    "checklist_marks": Explanation(
        "what you ticked on checklists",
        {
            "checklist": "the checklist",
            "item": "the item",
            "ticked": "1: you ticked it",
            "note": "your note",
        },
    ),
    "decisions": Explanation(
        "what you decided in /simulate",
        {"run": "which run", "step": "which decision", "scene": "the scene", "choice": "the choice's number"},
    ),
    "daily_answers": Explanation(
        "which of your answers were to the question of a daily post",
        {"post": "the daily post", "answer": "the answer, see answers"},
    ),
    "reminders": Explanation(
        "the reminder you set",
        {
            "content": "what it was set to send; every reminder sends a question now",
            "claimed": "the date of the one being sent",
            "first_at": "when sending it was first tried",
            "retry_at": "when it will be tried again",
            "attempts": "how often it was tried",
            "sent_at": "when the last one was sent",
            "told": "1: you know that it's paused",
            "unanswered": "how many messages in a row you didn't answer",
            "sent_on": "the date of the last one",
            "asked": "the questions of those you didn't answer",
        },
    ),
    **TOGETHER,
    "server_changes": Explanation(
        "what you changed in servers as a moderator",
        {"actor": "your Discord id", "action": "what you did", "detail": "how it was set"},
    ),
    "schedules_set": Explanation(
        "daily posts you set up as a moderator",
        {
            "content": "what is posted",
            "role": "the Discord id of the role it mentions",
            "thread": "1: with a thread to discuss it",
            "left_out": "the lessons it doesn't post from",
            "line": "the line above each post",
            "publish": "1: each post is passed on to the channels that follow",
            "set_by": "your Discord id",
            "removed": "1: it was removed",
        },
    ),
    "notices": Explanation(
        "notices to you or your server's staff about daily posts you set up",
        {
            "kind": "what it's about",
            "reason": "why",
            "missing": "the permissions that were missing",
            "posts": "how many posts or answers it's about",
            "set_by": "your Discord id",
            "first_at": "when sending it was first tried",
            "retry_at": "when it will be tried again",
            "attempts": "how often it was tried",
            "tried": "1: it couldn't be delivered",
            "told": "1: it was delivered",
        },
    ),
    "question_texts": Explanation(
        "the wording of the questions you answered; this belongs to the course",
        {
            "body": "the whole question, with its options in the order that answers refer to; if it says "
            '"withheld", the right answer is left out until you may see that assessment\'s answers'
        },
    ),
    "question_reports": Explanation("your reports about questions", {"text": "what you wrote"}),
}


def meaning_of(kind: str, fields: Iterable[str]) -> dict[str, str]:
    """Return the explanations of a kind, under the key "", and of these fields."""
    meaning = MEANINGS[kind]
    known = {**FIELDS, **meaning.fields}
    return {"": meaning.text, **{name: known[name] for name in fields if name in known}}
