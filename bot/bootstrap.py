"""The one place where everything is wired together."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.chat.client import Lessonbot
from bot.chat.feature_context import FeatureContext, Services
from bot.chat.features.classes import commands
from bot.chat.features.classes.membership import StudentCommands
from bot.chat.features.classes.teaching import TeacherCommands
from bot.chat.features.learning import (
    ask,
    assessment,
    case,
    certificate,
    guide,
    leaderboard,
    learn,
    lesson,
    opener,
    progress,
    quiz,
    review,
)
from bot.chat.features.live import live
from bot.chat.features.people import me, server
from bot.chat.features.posts import daily, edit, moderator, post, remind, setup
from bot.chat.features.simulation import simulate
from bot.chat.features.writing import checklist, draft, journal, plan
from bot.chat.interaction.autocompleter import Autocompleter
from bot.chat.interaction.cooldown import Cooldown
from bot.chat.interaction.responder import Responder
from bot.chat.interaction.sharing import Sharing
from bot.chat.messages.discord_messenger import DiscordMessenger
from bot.chat.screens.people.policies import Policies
from bot.config import DISCORD_API_URL, Settings
from bot.content import CourseLoader
from bot.content.cities import read_cities
from bot.content.help_file import read_help
from bot.courses import load_from
from bot.domain.course.library import Library
from bot.domain.learning.mastery import RULES as MASTERY
from bot.domain.learning.spaced_repetition import RULES as REVIEWS
from bot.requests import RequestFiles
from bot.search import open_search
from bot.services.classes.class_sender import ClassSender
from bot.services.courses.reload import CourseReloader
from bot.services.delivery.clock_repair import ClockRepair
from bot.services.delivery.rate_limiter import RateLimiter
from bot.services.delivery.scheduler_loop import SchedulerLoop
from bot.services.delivery.wakeup import Wakeup
from bot.services.learning.ask import AskService
from bot.services.live.live_loop import LiveLoop
from bot.services.live.live_sender import LiveSender
from bot.services.people.activity import ActivityService
from bot.services.people.ownership import release
from bot.services.people.retention import Retention
from bot.services.people.server_check import ServerChecker
from bot.services.people.zones import Zones
from bot.services.ports.clock import Clock
from bot.services.ports.learning.reviews import Rebuilt
from bot.services.ports.messenger import Messenger
from bot.services.ports.search import Search
from bot.services.posts.notice_sender import NoticeSender
from bot.services.posts.post_sender import PostSender
from bot.services.posts.reminder_sender import ReminderSender
from bot.services.posts.summary_sender import SummarySender
from bot.services.practice.badge_backfill import backfill_badges
from bot.services.unit import Units
from bot.storage import Backups, OpenRecord, archive_for, beside, display_address, newest_schema, open_record

log = logging.getLogger(__name__)

NO_ADDRESSES = Policies()

RULES = f"{REVIEWS}; {MASTERY}"
"""What's derived from answers follows these."""


def make_clock(start: datetime | None = None) -> Clock:
    """Return a clock in UTC milliseconds: the machine's, or one that runs from `start`."""
    shift = int(start.timestamp() * 1000) - time.time_ns() // 1_000_000 if start else 0
    return lambda: time.time_ns() // 1_000_000 + shift


def point_discord_at(api_url: str) -> None:
    """Point discord.py at this address instead of Discord's, for the whole process.

    It has three addresses to change: the API's, the images' and the gateway's.
    """
    parts = urlsplit(api_url)
    Route.BASE = api_url
    discord.Asset.BASE = f"{parts.scheme}://{parts.netloc}"
    gateway = "wss" if parts.scheme == "https" else "ws"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{gateway}://{parts.netloc}/gateway")


def make_services(
    library: Library, record: OpenRecord, clock: Clock, search: Search, policies: Policies = NO_ADDRESSES
) -> Services:
    """Wire up all services. `policies` has the addresses of the operator's privacy policy and terms."""
    units = Units(record.database, library, clock, Wakeup())
    return Services(
        units=units,
        maintenance=record.maintenance,
        activity=ActivityService(units, clock),
        ask=AskService(units, search, clock, read_help()),
        policies=policies,
        sharing=Sharing(),
        zones=Zones(read_cities, clock),
        clock=clock,
    )


def make_scheduler(
    services: Services, messenger: Messenger, line: RateLimiter | None = None
) -> SchedulerLoop:
    """Return the loop that sends posts, reminders and notices through this messenger."""
    units, clock = services.units, services.clock
    post_sender = PostSender(units, clock, messenger, clock())
    reminder_sender = ReminderSender(units, clock, messenger)
    notice_sender = NoticeSender(units, clock, messenger)
    class_sender = ClassSender(units, clock, messenger)
    repair = ClockRepair(units, clock)
    senders = (post_sender, reminder_sender, notice_sender, class_sender, SummarySender(units, clock))
    return SchedulerLoop(units, clock, units.wakeup, *senders, repair, line or RateLimiter())


def make_live_loop(services: Services, messenger: Messenger, line: RateLimiter) -> LiveLoop:
    """Return the loop that keeps live quizzes going. It shares Discord's limit on requests with the other."""
    units, clock = services.units, services.clock
    return LiveLoop(units, clock, units.wakeup.branch(), LiveSender(units, clock, messenger), line)


def make_client(
    services: Services, shards: int | None = None, kind: type[Lessonbot] = Lessonbot
) -> Lessonbot:
    """Return a client with all its features, ready to log in."""
    client = kind(services, Responder(Cooldown()), Autocompleter(Cooldown()), shards=shards)
    messenger = DiscordMessenger(client, services.units)
    client.messenger = messenger
    line = RateLimiter()
    client.scheduler = make_scheduler(services, messenger, line)
    client.live_loop = make_live_loop(services, messenger, line)
    client.retention = Retention(services.units, services.maintenance, services.clock, messenger)
    client.tree.context = FeatureContext(
        tree=client.tree,
        router=client.router,
        autocompleter=client.autocompleter,
        responder=client.responder,
        services=services,
        commands=client.command_ids,
        messenger=messenger,
    )
    install_features(client.tree.context)
    return client


def install_features(context: FeatureContext) -> None:
    """Add every feature's commands and controls."""
    services = context.services
    lessons, drafts = lesson.LessonCommands(services), draft.DraftCommands(services)
    certificates = certificate.CertificateCommands(services)
    learning = learn.LearnCommands(services, drafts, certificates, context.commands.mention)
    checker = ServerChecker(services.maintenance, context.messenger)
    learn.install(context, learning)
    guide.install(context)
    lesson.install(context, lessons)
    opener.install(context, opener.OpenerButtons(services))
    case.install(context, case.CaseCommands(services))
    simulate.install(context, simulate.SimulateCommands(services))
    ask.install(context, ask.AskCommands(services, lessons, context.commands.mention))
    quiz.install(context, quiz.QuizCommands(services))
    review.install(context)
    draft.install(context, drafts)
    journal.install(context, journal.JournalCommands(services))
    plan.install(context, plan.PlanCommands(services))
    checklist.install(context, checklist.ChecklistCommands(services))
    progress.install(context, progress.ProgressCommands(services))
    assessment.install(context, assessment.AssessmentCommands(services, learning))
    leaderboard.install(context, leaderboard.LeaderboardCommands(services))
    certificate.install(context, certificates)
    remind.install(context, remind.RemindControls(context), learning)
    me.install(context, me.MeCommands(services, context.commands.mention))
    moderation = moderator.DailyCommands(context)
    daily.install(context, moderation)
    setup.install(context, setup.SetupControls(context, moderation))
    edit.install(context, edit.EditControls(context, moderation))
    post.install(context, post.PostButtons(lessons))
    commands.install(context, StudentCommands(context), TeacherCommands(context))
    live.install(context, live.LiveCommands(context))
    server.install(context, server.ServerCommands(context, checker))


@asynccontextmanager
async def open_bot(settings: Settings) -> AsyncIterator[Lessonbot]:
    """Yield a bot that's ready to log in, and close its database on exit. Raises ConfigurationError."""
    load = partial(load_from, CourseLoader(settings.course_folders), settings.default_course)
    library = await asyncio.to_thread(load)
    if settings.api_url != DISCORD_API_URL:
        point_discord_at(settings.api_url)
    clock = make_clock(settings.clock)
    async with (
        open_search(library.courses, await asyncio.to_thread(read_help)) as search,
        _open(settings) as record,
    ):
        await follow_renames(library, record)
        policies = Policies(settings.privacy_url, settings.terms_url, settings.backup_days)
        services = make_services(library, record, clock, search, policies)
        if awarded := await backfill_badges(services.units):
            log.info("Awarded %d badges for what learners had done before there were badges", awarded)
        requests = RequestFiles(requests_of(settings))
        async with make_client(services, settings.shards) as client:
            client.reloader = CourseReloader(
                services.units, search, load, lambda new: follow_renames(new, record), requests
            )
            beside = [
                asyncio.create_task(work)
                for work in (client.reloader.watch(), record.maintenance.keep_rules(RULES))
            ]
            try:
                yield client
            finally:
                for task in beside:
                    task.cancel()
                await asyncio.wait(beside)  # before the database is closed


async def rebuild(settings: Settings) -> Rebuilt:
    """Recompute review cards and mastery from the answers. Raises DatabaseUnusable."""
    async with open_existing(settings) as record:
        return await record.maintenance.rebuild_cards()


async def unbind(settings: Settings) -> str | None:
    """Let another application take over the database on its next run. Return the previous owner."""
    async with open_existing(settings) as record:
        return await record.database.write(lambda stores: release(stores.program))


def back_up(settings: Settings, goal: Path | None) -> Path:
    """Back up the database, and return the backup's path. Raises ConfigurationError."""
    return _archive(settings).take(goal)


async def restore(settings: Settings, copy: Path) -> tuple[str, Path | None]:
    """Replace the database with a backup, then redo the erasures that were made since the backup.

    Return where the database is, and where the previous one was moved. Raises ConfigurationError.
    """
    kept = await asyncio.to_thread(_archive(settings).put_back, copy, newest_schema())
    async with _open(settings):
        return display_address(settings.database), kept


def requests_of(settings: Settings) -> Path:
    """Return the file by which other processes ask the bot to reload its courses."""
    return beside(_archive(settings), "reload")


def _archive(settings: Settings) -> Backups:
    return archive_for(settings.database, settings.backups, settings.backup_days)


def open_existing(settings: Settings) -> AbstractAsyncContextManager[OpenRecord]:
    """Open the database, without creating one. Raises RecordMissing."""
    return _open(settings, create=False)


def _open(settings: Settings, *, create: bool = True) -> AbstractAsyncContextManager[OpenRecord]:
    return open_record(
        settings.database,
        backups=settings.backups,
        backup_days=settings.backup_days,
        daily=settings.daily_backup,
        create=create,
    )


async def follow_renames(library: Library, record: OpenRecord) -> None:
    """Move stored data from previous ids of lessons and objectives to the current ones."""
    for course in library.courses:
        await record.database.write(lambda stores, c=course: stores.renames.follow_renames(c.id, c.renamed))  # type: ignore[misc]
