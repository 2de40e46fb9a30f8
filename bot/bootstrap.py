"""The one place where everything is wired together."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.chat.client import Lessonbot
from bot.chat.feature_context import Services
from bot.chat.interaction.sharing import Sharing
from bot.chat.screens.people.policies import Policies
from bot.config import DISCORD_API_URL, Settings, env_file
from bot.content import load_courses
from bot.content.cities import read_cities
from bot.domain.course.library import Library
from bot.domain.learning.mastery import RULES as MASTERY
from bot.domain.learning.spaced_repetition import RULES as REVIEWS
from bot.errors import CourseUnusable
from bot.search import open_search
from bot.services.delivery.wakeup import Wakeup
from bot.services.learning.ask import AskService
from bot.services.learning.assessment import AssessmentService
from bot.services.learning.certificates import CertificateService
from bot.services.learning.leaderboard import LeaderboardService
from bot.services.learning.next_step import NextSteps
from bot.services.learning.question_reports import QuestionReports
from bot.services.learning.quiz import QuizService
from bot.services.learning.review import ReviewService
from bot.services.learning.study import StudyService
from bot.services.people.activity import ActivityService
from bot.services.people.ownership import release
from bot.services.people.privacy import PrivacyService
from bot.services.people.servers import ServerService
from bot.services.people.zones import Zones
from bot.services.ports.record import Clock, Rebuilt, Record, Search
from bot.services.posts.post_content import PostContent
from bot.services.posts.question_of_the_day import QuestionOfTheDay
from bot.services.posts.reminders import ReminderService
from bot.services.posts.schedules import ScheduleService
from bot.services.writing.checklists import ChecklistService
from bot.services.writing.drafts import DraftService
from bot.services.writing.journal import JournalService
from bot.storage import Backups, SqlRecord, newest_schema, open_record, place_of, shelf_of

log = logging.getLogger(__name__)

NO_ADDRESSES = Policies()


def make_clock(start: datetime | None = None) -> Clock:
    """A clock in milliseconds of UTC: the machine's, or one that starts at `start` and goes on from there."""
    shift = int(start.timestamp() * 1000) - time.time_ns() // 1_000_000 if start else 0
    return lambda: time.time_ns() // 1_000_000 + shift


def point_discord_at(api_url: str) -> None:
    """Let discord.py speak to this address instead of Discord's own, for the whole process.

    Those are the three addresses that it has: of the API, of pictures, and of the gateway.
    """
    parts = urlsplit(api_url)
    Route.BASE = api_url
    discord.Asset.BASE = f"{parts.scheme}://{parts.netloc}"
    gateway = "wss" if parts.scheme == "https" else "ws"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{gateway}://{parts.netloc}/gateway")


def load_library(folders: tuple[Path, ...]) -> Library:
    """The courses in these folders. Raises CourseUnusable when one has faults, or there is none."""
    courses = load_courses(folders)
    if not courses:
        raise CourseUnusable("There's no course to teach. Add a course folder to LESSONBOT_COURSES.")
    return Library(tuple(courses.values()))


def make_services(
    library: Library, record: Record, clock: Clock, search: Search, policies: Policies = NO_ADDRESSES
) -> Services:
    """All services over one library, one record and one search; `policies` says where the operator's are."""
    study = StudyService(library, record, clock)
    quizzes = QuizService(library, record, clock)
    alarm = Wakeup()
    composing = PostContent(library, record, clock)
    reviews = ReviewService(library, record, clock, quizzes)
    measuring = AssessmentService(library, record, clock, quizzes)
    certificates = CertificateService(record, clock, study)
    servers = ServerService(record, clock)
    return Services(
        library=library,
        study=study,
        quizzes=quizzes,
        remarks=QuestionReports(library, record, clock, quizzes),
        reviews=reviews,
        measuring=measuring,
        privacy=PrivacyService(record),
        presence=ActivityService(record, clock),
        policies=policies,
        daily=ScheduleService(library, record, clock, alarm, composing),
        questions_of_the_day=QuestionOfTheDay(library, record, clock, composing),
        reminders=ReminderService(library, record, clock, alarm),
        servers=servers,
        sharing=Sharing(servers),
        certificates=certificates,
        onwards=NextSteps(library, record, study, quizzes, reviews, measuring, certificates),
        leaderboards=LeaderboardService(library, record, clock),
        ask=AskService(library, search),
        drafts=DraftService(library, record, clock),
        journals=JournalService(library, record, clock),
        checklists=ChecklistService(record, clock),
        composing=composing,
        alarm=alarm,
        zones=Zones(read_cities, clock),
        record=record,
        clock=clock,
    )


def places(settings: Settings) -> Iterator[str]:
    """Say which files the program uses, for the log: a wrong working directory shows. No passwords."""
    yield f"Database: {place_of(settings.database)}"
    yield f"Courses: {', '.join(str(folder.absolute()) for folder in settings.course_folders)}"
    file = env_file()
    yield f"Settings: the environment, and {file}" + ("" if file.is_file() else " (no such file)")


@asynccontextmanager
async def open_bot(settings: Settings) -> AsyncIterator[Lessonbot]:
    """A bot that is ready to log in; its record is closed on leaving. Raises ConfigurationError."""
    library = await asyncio.to_thread(load_library, settings.course_folders)
    if settings.api_url != DISCORD_API_URL:
        point_discord_at(settings.api_url)
    clock = make_clock(settings.clock)
    async with (
        open_search(library.courses) as search,
        _open(settings) as record,
    ):
        await follow_renames(library, record)
        await _keep_rules(record)
        policies = Policies(settings.privacy_url, settings.terms_url, settings.backup_days)
        services = make_services(library, record, clock, search, policies)
        async with Lessonbot(services, shards=settings.shards) as client:
            yield client


async def rebuild(settings: Settings) -> Rebuilt:
    """Make review cards and mastery anew from the log of answers. Raises DatabaseUnusable."""
    async with open_existing(settings) as record:
        return await record.rebuild_cards()


async def unbind(settings: Settings) -> str | None:
    """Let another application have the record at its next run. Returns whose it was."""
    async with open_existing(settings) as record:
        return await release(record)


def back_up(settings: Settings, goal: Path | None) -> Path:
    """Copy the record as it is now; returns where the copy is. Raises ConfigurationError."""
    return _shelf(settings).take(goal)


async def restore(settings: Settings, copy: Path) -> tuple[str, Path | None]:
    """Put a copy in place of the record, and make the erasures again that it lacks.

    Returns where the record is, and where the previous one is now. Raises ConfigurationError.
    """
    kept = await asyncio.to_thread(_shelf(settings).put_back, copy, newest_schema())
    async with _open(settings):
        return place_of(settings.database), kept


def _shelf(settings: Settings) -> Backups:
    return shelf_of(settings.database, settings.backups, settings.backup_days)


def open_existing(settings: Settings) -> AbstractAsyncContextManager[SqlRecord]:
    """Open the record for a command that has no use for an empty one. Raises RecordMissing."""
    return _open(settings, create=False)


def _open(settings: Settings, *, create: bool = True) -> AbstractAsyncContextManager[SqlRecord]:
    return open_record(
        settings.database, backups=settings.backups, backup_days=settings.backup_days, create=create
    )


async def follow_renames(library: Library, record: Record) -> None:
    """Move what is kept under old ids of lessons and objectives to the new ones."""
    for course in library.courses:
        await record.follow_renames(course.id, course.renamed)


async def _keep_rules(record: Record) -> None:
    """Make what follows from the answers anew once when the rules by which it does have changed."""
    rules = f"{REVIEWS}; {MASTERY}"
    if await record.setting("cards") != rules:
        made = await record.rebuild_cards()
        await record.set_setting("cards", rules)
        if made.cards:
            log.info("Recomputed %d review cards for %d learners", made.cards, made.learners)
