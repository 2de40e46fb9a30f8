"""`/certificate`: one's own, what is missing for it, or the check of somebody's number."""

from discord import app_commands

from bot.chat.feature_context import FeatureContext, Services
from bot.chat.interaction.reply import Interaction, Outcome, Reply
from bot.chat.interaction.responder import asker
from bot.chat.interaction.router import ComponentEvent
from bot.chat.pictures import render
from bot.chat.pictures.certificate import CertificatePicture, CompletedPicture
from bot.chat.screens.learning import certificate as screens
from bot.domain.course.course import Course
from bot.domain.learning.certificate import NAME
from bot.errors import NotEarned
from bot.services.learning.quiz_state import Actor


def install(front: FeatureContext) -> None:
    """Add the command and its controls."""
    certificates = Certificate(front.services)

    @front.tree.command(
        name="certificate", description="Your certificate, or what is missing; check a number"
    )
    @app_commands.describe(
        number="The number of a certificate, yours or anybody's, to see whether it is genuine"
    )
    async def show(interaction: Interaction, number: app_commands.Range[str, 1, 40] | None = None) -> None:
        await front.answer(interaction, lambda: certificates.open(asker(interaction), number))

    front.on("certificate", "show", certificates.show)
    front.on("certificate", "name", certificates.name)
    front.on("certificate", "named", certificates.named)
    front.on("certificate", "share", certificates.share)


class Certificate:
    """Certificates."""

    def __init__(self, services: Services) -> None:
        self._library = services.library
        self._units = services.units
        self._sharing = services.sharing

    async def open(self, who: Actor, number: str | None) -> Outcome:
        """One's own, or the check of a number."""
        if number is None:
            return await self.of(who, self._library.default)
        found = await self._units.read(lambda unit: unit.certificates.confirm(number))
        return Reply(screens.confirmed(found) if found else screens.unknown(number))

    async def show(self, press: ComponentEvent) -> Outcome:
        """One's own of a course."""
        return await self.of(press.asker, self._course(press))

    async def name(self, press: ComponentEvent) -> Outcome:
        """The form for the name. Raises NotEarned."""
        course, learner = self._course(press), press.asker.learner
        own = await self._units.read(lambda unit: unit.certificates.own(learner, course))
        if (
            own is None
            and not (
                await self._units.read(lambda unit: unit.certificates.requirements(learner, course))
            ).earned
        ):
            raise NotEarned
        return screens.name_form(course, own.name if own else "")

    async def named(self, press: ComponentEvent) -> Outcome:
        """The form, filled in. Raises NameUnclear and NotEarned."""
        course = self._course(press)
        await self._units.write(
            lambda unit: unit.certificates.issue(press.asker.learner, course, press.field("name", NAME))
        )
        return await self.of(press.asker, course)

    async def share(self, press: ComponentEvent) -> Outcome:
        """The certificate, else that the course was read to its end, for everyone in the channel.

        Raises what `Sharing.permit` does.
        """
        course, by = self._course(press), press.asker.learner
        own = await self._units.read(lambda unit: unit.certificates.own(by, course))
        if (
            own is None
            and not (await self._units.read(lambda unit: unit.certificates.requirements(by, course))).all_read
        ):
            return Reply(screens.nothing_to_share(course))
        await self._sharing.permit(press)
        if own:
            picture = await render(CertificatePicture(own), screens.PICTURE)
            return Reply(screens.shared(own, picture, by), files=[picture], audience="public")
        picture = await render(CompletedPicture(course), screens.PICTURE)
        return Reply(screens.completed(course, picture, by), files=[picture], audience="public")

    async def of(self, who: Actor, course: Course) -> Outcome:
        """One's own of a course, or what is missing for it."""
        if own := await self._units.read(lambda unit: unit.certificates.own(who.learner, course)):
            picture = await render(CertificatePicture(own), screens.PICTURE)
            return Reply(screens.certificate(own, picture, shareable=who.may_post), files=[picture])
        state = await self._units.read(lambda unit: unit.certificates.requirements(who.learner, course))
        card = await render(CompletedPicture(course), screens.PICTURE) if state.all_read else None
        standing = await self._units.read(lambda unit: unit.assessments.standing(who.learner, course))
        screen = screens.missing(course, state, standing, card, shareable=who.may_post)
        return Reply(screen, files=[card] if card else [])

    def _course(self, press: ComponentEvent) -> Course:
        return self._library.course(press.control.text(0))
