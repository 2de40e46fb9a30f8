"""The answers on a server's greeting: anyone's first question, answered in private."""

from bot.chat.feature_context import FeatureContext, Services
from bot.chat.features.learning.lesson import show_state
from bot.chat.interaction.reply import Outcome
from bot.chat.interaction.router import ComponentEvent


def install(context: FeatureContext, opener: "OpenerButtons") -> None:
    """Add the control."""
    context.on("learn", "opener", opener.answer)


class OpenerButtons:
    """Takes answers to a course's opening question."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def answer(self, press: ComponentEvent) -> Outcome:
        """Store the answer as one of the lesson's, or show the one that was given before."""
        who, control = press.caller, press.control
        course = self._services.library.course(control.text(0))
        place, wording = control.number(1), control.text(2)
        state = await who.write(lambda unit: unit.lessons.answer_opener(who, course, wording, [place]))
        return await show_state(who, state)
