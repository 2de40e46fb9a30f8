"""The learner record."""

from bot.services.ports import Record
from bot.storage.learners import Learners
from bot.storage.program import Program
from bot.storage.quizzes import Quizzes
from bot.storage.reviews import Reviews


class SqlRecord(Learners, Quizzes, Reviews, Program, Record):
    """`bot.services.ports.Record` on an engine.

    A new kind of thing to keep is a pair of migrations, a module of queries, and a topic that is added here;
    what is about a person goes into `learners.KINDS` as well, so that export and erase know of it.
    """
