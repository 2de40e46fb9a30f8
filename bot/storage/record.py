"""The learner record."""

from bot.services.ports import Record
from bot.storage.certificates import Certificates
from bot.storage.clock import ClockRepair
from bot.storage.daily import DailyPosts
from bot.storage.housekeeping import Housekeeping
from bot.storage.learners import Learners
from bot.storage.mastery import Boards
from bot.storage.measurements import Measurements
from bot.storage.program import Program
from bot.storage.quizzes import Quizzes
from bot.storage.reminders import Reminders
from bot.storage.renames import Renames
from bot.storage.reviews import Reviews
from bot.storage.servers import Servers
from bot.storage.writing import Writing


class SqlRecord(
    Housekeeping,
    ClockRepair,
    Learners,
    Quizzes,
    Measurements,
    Reviews,
    Boards,
    Writing,
    Certificates,
    DailyPosts,
    Reminders,
    Servers,
    Program,
    Renames,
    Record,
):
    """`bot.services.ports.Record` on an engine.

    A new kind of thing to keep is a pair of migrations, a module of queries, and a topic that is added here;
    what is about a person goes into `learners.KINDS` as well, so that export and erase know of it.
    """
