"""Single choice on a screen: a button for each option."""

from bot.chat.screens.questions import choice
from bot.chat.screens.questions.kind import QuestionScreen

SCREEN = QuestionScreen(choice.buttons, choice.verdict, choice.explanation)
