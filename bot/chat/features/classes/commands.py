"""`/class`: classes by consent."""

from datetime import timedelta

from discord import app_commands

from bot.chat.feature_context import FeatureContext
from bot.chat.features.classes import membership, teaching
from bot.chat.features.classes.membership import StudentCommands
from bot.chat.features.classes.teaching import TeacherCommands
from bot.chat.interaction.autocompleter import Suggest
from bot.chat.interaction.input_checks import Text
from bot.chat.interaction.reply import Interaction
from bot.chat.lesson_names import completion
from bot.chat.words.dates import WEEKDAYS, short_date
from bot.domain.calendar.day import EPOCH, UTC_ZONE, day_of
from bot.domain.classes.assignment import Task
from bot.domain.classes.classroom import CODE, TITLE

AHEAD = (1, 2, 3, 4, 5, 6, 7, 14, 21, 28)
"""Days ahead that autocomplete offers as dates."""

WHICH = "Which class. You can leave it out if there's only one"

TASKS = [
    app_commands.Choice(name="the lesson", value="lesson"),
    app_commands.Choice(name="a quiz on the lesson", value="quiz"),
]


def install(context: FeatureContext, students: StudentCommands, teacher: TeacherCommands) -> None:
    """Add the commands and their controls."""
    group = app_commands.Group(
        name="class",
        description="Classes: join one with a code, or teach one",
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )
    _add_join(context, group, students)
    _add_create(context, group, teacher)
    _add_post(context, group, teacher)
    _add_others(context, group, teacher)
    context.tree.add_command(group)
    membership.install(context, students)
    teaching.install(context, teacher)


def _add_join(context: FeatureContext, group: app_commands.Group, students: StudentCommands) -> None:
    @group.command(name="join", description="Join a class, and see first what its teacher will see")
    @app_commands.describe(code=f"The {CODE} letters from your teacher")
    async def join(interaction: Interaction, code: Text) -> None:
        await context.answer(interaction, lambda who: students.enter(who, code))


def _add_create(context: FeatureContext, group: app_commands.Group, teacher: TeacherCommands) -> None:
    @group.command(name="create", description="For teachers: create a class that students can join")
    @app_commands.describe(title="What the class is called", course="Which course. Default: this server's")
    async def create(
        interaction: Interaction, title: app_commands.Range[str, 1, TITLE], course: Text | None = None
    ) -> None:
        await context.answer(interaction, lambda who: teacher.create(interaction, who, title, course))

    context.autocompleter.add(create, "course", _courses(context))


def _add_post(context: FeatureContext, group: app_commands.Group, teacher: TeacherCommands) -> None:
    @group.command(name="post", description="For teachers: post a lesson or a quiz for a class, here")
    @app_commands.describe(
        lesson="Its name or number",
        what="The lesson or a quiz on it. Default: the lesson",
        due="Until when it's due, such as Friday or Dec 12. Students get a reminder the day before",
        release="When to post it, such as Monday or Dec 5. Default: now",
        classroom=WHICH,
    )
    @app_commands.choices(what=TASKS)
    async def post(
        interaction: Interaction,
        lesson: Text,
        what: app_commands.Choice[str] | None = None,
        due: Text | None = None,
        release: Text | None = None,
        classroom: Text | None = None,
    ) -> None:
        task: Task = "quiz" if what and what.value == "quiz" else "lesson"
        dates = (release, due)
        await context.answer(
            interaction, lambda who: teacher.post(interaction, who, lesson, task, dates, classroom)
        )

    context.autocompleter.add(post, "lesson", completion(context.services))
    context.autocompleter.add(post, "due", _dates(context))
    context.autocompleter.add(post, "release", _dates(context))
    context.autocompleter.add(post, "classroom", teacher.complete)


def _add_others(context: FeatureContext, group: app_commands.Group, teacher: TeacherCommands) -> None:
    @group.command(name="report", description="For teachers: who has done what, and which questions are hard")
    @app_commands.describe(classroom=WHICH)
    async def report(interaction: Interaction, classroom: Text | None = None) -> None:
        await context.answer(interaction, lambda who: teacher.report(interaction, who, classroom))

    @group.command(name="close", description="For teachers: close a class")
    @app_commands.describe(classroom=WHICH)
    async def close(interaction: Interaction, classroom: Text | None = None) -> None:
        await context.answer(interaction, lambda who: teacher.end(interaction, who, classroom))

    context.autocompleter.add(report, "classroom", teacher.complete)
    context.autocompleter.add(close, "classroom", teacher.complete)


def _courses(context: FeatureContext) -> Suggest:
    async def complete(_: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        courses = context.services.library.courses
        fits = [each for each in courses if typed.casefold() in each.title.casefold()]
        return [app_commands.Choice(name=each.title, value=each.id) for each in fits[:25]]

    return complete


def _dates(context: FeatureContext) -> Suggest:
    async def complete(_: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        today = day_of(context.services.clock(), UTC_ZONE)
        dates = [(EPOCH + timedelta(days=today + ahead), today + ahead) for ahead in AHEAD]
        named = [(f"{WEEKDAYS[date.weekday()]}, {short_date(day)}", date.isoformat()) for date, day in dates]
        fits = [pair for pair in named if typed.casefold() in pair[0].casefold()]
        return [app_commands.Choice(name=name, value=value) for name, value in fits]

    return complete
