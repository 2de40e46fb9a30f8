"""A line on each kind of row and each field that's stored about classes and live quizzes."""

from collections.abc import Mapping
from typing import NamedTuple


class Explanation(NamedTuple):
    """The explanation of a kind of row, and of those of its fields that `FIELDS` doesn't cover."""

    text: str
    fields: Mapping[str, str] = {}


TOGETHER: Mapping[str, Explanation] = {
    "classes": Explanation(
        "the classes you joined",
        {
            "classroom": "the class",
            "title": "what the class is called",
            "name": "the name or number you typed for the teacher",
            "joined_at": "when you joined; the class sees nothing from before",
            "direct": "1: the class also sees what you do in direct messages",
            "reminders": "1: you get a message before something is due",
            "closed_at": "when the teacher closed it; the class sees nothing from after; empty: it's open",
        },
    ),
    "due_reminders": Explanation(
        "the messages to you before something is due in a class",
        {
            "assignment": "what is due",
            "remind_at": "when the message comes",
            "state": "whether it was sent",
            "first_at": "when sending it was first tried",
            "retry_at": "when it will be tried again",
            "attempts": "how often it was tried",
        },
    ),
    "live_votes": Explanation(
        "your votes in live quizzes; the one that counted on each question is one of your answers, too",
        {
            "id": "the number of the answer it became",
            "round": "which live quiz",
            "position": "which of its questions, from 0",
            "choice": "which option, from 0",
            "score": "100: right; 0: wrong",
            "recorded": "1: it's one of your answers; 0: its question was still open",
        },
    ),
    "live_rounds_joined": Explanation(
        "the live quizzes you joined",
        {
            "round": "which live quiz",
            "quiz": "the quiz that holds your answers",
            "joined_at": "when you joined",
        },
    ),
    "live_rounds_hosted": Explanation(
        "the live quizzes you hosted",
        {
            "host": "your Discord id",
            "questions": "how many questions",
            "seconds": "seconds for each question",
            "changes": "1: people could change their answer",
            "automatic": "1: it went on by itself",
            "started_at": "when you opened it",
            "phase": "how far it came",
            "position": "the last question, from 0; -1: none",
            "due_at": "when that phase began",
            "state": "whether that phase's message was sent",
            "first_at": "when sending it was first tried",
            "retry_at": "when it will be tried again",
            "attempts": "how often it was tried",
            "next_at": "when that phase ended by itself",
            "ending": "why it ended early; empty: it didn't",
            "wake_at": "when it goes on; empty: it's over",
        },
    ),
    "classes_created": Explanation(
        "the classes you created as a teacher",
        {
            "title": "what the class is called",
            "code": "the code that students join with",
            "created_by": "your Discord id",
            "created_at": "when you created it",
            "closed_at": "when it was closed; empty: it's open",
        },
    ),
    "assignments_set": Explanation(
        "what you posted for classes as a teacher",
        {
            "classroom": "the class",
            "task": "lesson or quiz",
            "release_at": "when it's posted",
            "due_at": "until when it's due; empty: it isn't",
            "remind_at": "when students are reminded; empty: never",
            "set_by": "your Discord id",
            "state": "whether it was posted",
            "first_at": "when posting it was first tried",
            "retry_at": "when it will be tried again",
            "attempts": "how often it was tried",
            "message": "the Discord id of the message",
        },
    ),
}
