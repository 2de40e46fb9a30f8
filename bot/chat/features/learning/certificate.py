"""`/certificate`: get your certificate, see what's left, or check a number."""

from dataclasses import dataclass

from discord import app_commands

from bot.chat.feature_context import FeatureContext, Services
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.router import ComponentEvent
from bot.chat.pictures import render
from bot.chat.pictures.certificate import CertificatePicture, CompletedPicture
from bot.chat.screens.learning import certificate as screens
from bot.domain.course.course import Course
from bot.domain.learning.certificate import NAME, Certificate, Requirements
from bot.errors.user import NotEarned
from bot.services.learning.assessment import AssessmentStatus
from bot.services.learning.lessons.next_step import NextStep
from bot.services.session import Caller
from bot.services.unit import Unit


def install(context: FeatureContext, certificates: "CertificateCommands") -> None:
    """Add the command and its controls."""

    @context.tree.command(
        name="certificate", description="Get your certificate, see what's left, or check a number"
    )
    @app_commands.describe(number="A certificate's number, to check that it's genuine")
    async def show(interaction: Interaction, number: app_commands.Range[str, 1, 40] | None = None) -> None:
        await context.answer(interaction, lambda who: certificates.open(who, number))

    context.on("certificate", "show", certificates.show)
    context.on("certificate", "name", certificates.name)
    context.on("certificate", "named", certificates.named)
    context.on("certificate", "share", certificates.share)


@dataclass(frozen=True)
class Claim:
    """A learner's certificate or what's missing for it, their assessments, and their next step."""

    found: Certificate | Requirements
    status: AssessmentStatus
    step: NextStep


async def look_up(unit: Unit, who: Caller, named: Course | None) -> Claim:
    """Return a learner's certificate for a course, or what's missing for it."""
    course = await unit.courses.current(who, named)
    own = await unit.certificates.own(who.learner, course)
    found = own or await unit.certificates.requirements(who.learner, course)
    status = await unit.assessments.status(who.learner, course)
    return Claim(found, status, await unit.next_steps.find(who, course))


class CertificateCommands:
    """Makes, shows and checks certificates."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._sharing = services.sharing

    async def open(self, who: Caller, number: str | None) -> Outcome:
        """Show the learner's own certificate, or check a number."""
        if number is None:
            return await self.of(who, None)

        async def look(unit: Unit) -> tuple[Certificate | None, Course]:
            return await unit.certificates.confirm(number), await unit.courses.current(who)

        found, course = await who.read(look)
        return Reply(screens.confirmed(found) if found else screens.unknown(course, number))

    async def show(self, press: ComponentEvent) -> Outcome:
        """Show the learner's certificate for a course."""
        return await self.of(press.caller, self._course(press))

    async def name(self, press: ComponentEvent) -> Outcome:
        """Open the form for the name. Raises NotEarned."""
        course, learner = self._course(press), press.caller.learner

        async def look(unit: Unit) -> str:
            if own := await unit.certificates.own(learner, course):
                return own.name
            if not (await unit.certificates.requirements(learner, course)).earned:
                raise NotEarned
            return ""

        return screens.name_form(course, await press.caller.read(look))

    async def named(self, press: ComponentEvent) -> Outcome:
        """Make the certificate with the name from the form. Raises NameUnclear and NotEarned."""
        course = self._course(press)
        await press.caller.write(
            lambda unit: unit.certificates.issue(press.caller.learner, course, press.field("name", NAME))
        )
        return await self.of(press.caller, course)

    async def share(self, press: ComponentEvent) -> Outcome:
        """Share the certificate, or else a completed course, with everyone in the channel.

        Raises what `Sharing.read` does.
        """
        course, by = self._course(press), press.caller.learner

        async def look(unit: Unit) -> Certificate | Course | None:
            own = await unit.certificates.own(by, course)
            if own is None and not (await unit.certificates.requirements(by, course)).all_badges:
                return None
            return own or course

        own = await self._sharing.read(press, look)
        if own is None:
            return Reply(screens.nothing_to_share(course))
        if isinstance(own, Certificate):
            picture = await render(CertificatePicture(own), screens.PICTURE)
            return Reply(screens.shared(own, picture, by), files=[picture], audience="public")
        picture = await render(CompletedPicture(course), screens.PICTURE)
        return Reply(screens.completed(course, picture, by), files=[picture], audience="public")

    async def of(self, who: Caller, named: Course | None) -> Reply:
        """Return the learner's certificate for a course, or what's missing for it."""
        claim = await who.read(lambda unit: look_up(unit, who, named))
        return await self.show_status(who, claim.step.course, claim)

    async def show_status(self, who: Caller, course: Course, claim: Claim) -> Reply:
        """Show what `look_up` found."""
        if isinstance(claim.found, Requirements):
            return Reply(screens.missing(course, claim.found, claim.status, claim.step))
        picture = await render(CertificatePicture(claim.found), screens.PICTURE)
        screen = screens.certificate(claim.found, claim.status, picture, shareable=who.may_post)
        return Reply(screen, files=[picture])

    def _course(self, press: ComponentEvent) -> Course:
        return self._services.library.course(press.control.text(0))
