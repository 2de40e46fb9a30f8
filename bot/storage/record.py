"""The learner record."""

from bot.services.ports.record import Record
from bot.storage.stores.assessment import Measurements
from bot.storage.stores.certificates import Certificates
from bot.storage.stores.clock_stamps import ClockRepair
from bot.storage.stores.mastery import Boards
from bot.storage.stores.people import Learners
from bot.storage.stores.posts import DailyPosts
from bot.storage.stores.program import Program
from bot.storage.stores.quizzes import Quizzes
from bot.storage.stores.reminders import Reminders
from bot.storage.stores.renames import Renames
from bot.storage.stores.retention import Housekeeping
from bot.storage.stores.reviews import Reviews
from bot.storage.stores.servers import Servers
from bot.storage.stores.writing import Writing


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
    """`bot.services.ports.record.Record` on an engine.

    A new kind of thing to keep is a pair of migrations, a module of queries, and a topic that is added here;
    what is about a person goes into `learners.KINDS` as well, so that export and erase know of it.
    """
