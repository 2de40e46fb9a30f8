"""The question of the day as one person sees it: the question, the feedback, and how everyone answered."""

import discord
from discord import ui

from bot.chat import blocks
from bot.chat.screens.posts import answers
from bot.chat.screens.questions.feedback import question_above, verdict
from bot.chat.screens.questions.kind import FINGERPRINT, UNKNOWN, AskedQuestion
from bot.chat.screens.questions.kinds import screen_of
from bot.chat.words import labels
from bot.chat.words import posts as words
from bot.chat.words.formatting import strong
from bot.chat.words.refusals import refusal
from bot.domain.learning.group_results import Results
from bot.domain.learning.quiz import Answer
from bot.errors.user import NotAnsweredYet
from bot.services.posts.question_of_the_day import DailyQuestion


def question(asked: DailyQuestion) -> ui.LayoutView:
    """Show the question with the controls to answer it."""
    screen, shown = screen_of(asked.question.kind), _on_screen(asked)
    changed = (
        "-# This question was corrected after it was posted. Please answer once more.\n"
        if asked.reworded
        else ""
    )
    hint = f"\n-# {screen.hint}" if screen.hint else ""
    lines, controls = screen.controls(shown, "")
    text = f"{changed}-# {words.QUESTION}\n{strong(asked.question.prompt)}{hint}\n\n{lines}"
    unknown = shown.button(labels.UNKNOWN, "answer", UNKNOWN, main=False)
    return blocks.view(blocks.card(blocks.text(text)), *controls, blocks.row(unknown))


def feedback(asked: DailyQuestion, answer: Answer) -> ui.LayoutView:
    """Show right or wrong, why, and the next step."""
    said, color = verdict(_on_screen(asked), answer, repeated=asked.repeated, changed=asked.changed)
    above = question_above(asked.question)
    text = blocks.shorten(said, blocks.SCREEN_TEXT - len(above))
    post = asked.post.id
    buttons = [_keep_going(asked), blocks.button(labels.HOW_WE_ANSWERED, "daily", "results", post)]
    more = _more(asked)
    if not answer.unknown:
        label = labels.guess(answer.guessed)
        more.append((label, "daily", "guess", post, int(not answer.guessed)))
    card = blocks.card(blocks.text(above), blocks.text(text), color=color)
    return blocks.view(card, blocks.row(*buttons), *blocks.more(more))


def results(asked: DailyQuestion, found: Results, picture: discord.File | None) -> ui.LayoutView:
    """Show how everyone answered, and the learner's own answer."""
    chosen = asked.answer.chosen if asked.answer else ()
    own = "; ".join(asked.question.options[place].text for place in asked.order if place in chosen)
    yours = f"**Your answer:** {own}" if own else "You said you didn't know."
    said = answers.summary(found, asked.order, drawn=picture is not None)
    text = f"{question_above(asked.question)}\n{yours}\n\n{said}"
    parts: list[blocks.Block] = [blocks.text(blocks.shorten(text, blocks.SCREEN_TEXT))]
    if picture:
        item = discord.MediaGalleryItem(f"attachment://{answers.PICTURE}", description=picture.description)
        parts.append(ui.MediaGallery(item))
    buttons = [_keep_going(asked), blocks.button("My answer", "daily", "question", asked.post.id)]
    return blocks.view(blocks.card(*parts), blocks.row(*buttons), *blocks.more(_more(asked)))


def _keep_going(asked: DailyQuestion) -> blocks.Button:
    return blocks.button(labels.KEEP_GOING, "learn", "go", asked.course.id, main=True)


def _more(asked: DailyQuestion) -> list[blocks.Entry]:
    entries: list[blocks.Entry] = []
    if asked.lesson:
        entries.append((labels.READ_LESSON, "daily", "read", asked.post.id))
    if asked.course.scenario:
        entries.append((labels.PLAY, "simulate", "open", asked.course.id))
    return entries


def not_yet(post: int) -> ui.LayoutView:
    """Say that the learner has to answer first."""
    go = blocks.button("Answer", "daily", "question", post, main=True)
    return blocks.note(refusal(NotAnsweredYet()), buttons=[go])


def _on_screen(asked: DailyQuestion) -> AskedQuestion:
    key = (asked.post.id, asked.question.fingerprint[:FINGERPRINT])
    return AskedQuestion(asked.question, asked.order, "daily", key, asked.course.about.language)
