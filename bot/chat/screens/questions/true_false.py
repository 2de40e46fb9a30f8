"""A statement on a screen: a button to agree, and one to disagree."""

from bot.chat.screens.questions import choice
from bot.chat.screens.questions.kind import QuestionScreen

SCREEN = QuestionScreen(choice.buttons, choice.verdict, choice.explanation)
