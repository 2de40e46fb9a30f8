"""What the kinds of questions have in common that people answer by choosing options."""

from bot.chat.screens.questions.kind import AskedQuestion, Controls
from bot.chat.words.learning import verdicts
from bot.domain.learning.quiz import Answer


def buttons(asked: AskedQuestion, _: str) -> Controls:
    """Return a button for each option; the options are listed above only if they're too long for buttons."""
    return "" if asked.short else asked.lines(asked.order), asked.picks(asked.order, "answer")


def verdict(asked: AskedQuestion, answer: Answer) -> str:
    """Return the feedback on the chosen option, and the better one."""
    options, question = asked.question.options, asked.question
    if question.rules.statement and not answer.unknown:
        chosen = options[answer.chosen[0]]
        right = options[min(question.correct)]
        return verdicts.statement(right.text, chosen.feedback, right=answer.right)
    best = options[min(question.correct)]
    if answer.unknown:
        return verdicts.unknown(best.text, best.feedback)
    chosen = options[answer.chosen[0]]
    if answer.right:
        return verdicts.right(chosen.text, chosen.feedback)
    return verdicts.wrong(chosen.text, chosen.feedback, best.text)


def explanation(asked: AskedQuestion, answer: Answer, room: int) -> list[str]:
    """Explain all options, or only those that are right or were chosen where all are too long."""
    told = None if asked.question.rules.several else _told(asked, answer)
    options = {
        place: _option(asked, answer, letter, place, told=place == told) for letter, place in asked.lettered
    }
    if sum(len(option) + 2 for option in options.values()) > room:
        shown = asked.question.correct | frozenset(answer.chosen)
        return [option for place, option in options.items() if place in shown]
    return list(options.values())


def _told(asked: AskedQuestion, answer: Answer) -> int | None:
    """Return the option whose reason was in the feedback. A review says only that it's still known."""
    if answer.mode == "review" and answer.right:
        return None
    return answer.chosen[0] if answer.chosen else min(asked.question.correct)


def _option(asked: AskedQuestion, answer: Answer, letter: str, place: int, *, told: bool) -> str:
    option, chosen = asked.question.options[place], place in answer.chosen
    mark = "✅ " if option.correct else "❌ " if chosen else ""
    said = ["right"] * option.correct + ["your answer"] * chosen
    tag = f" **({', '.join(said)})**" if said else ""
    reason = "" if told else f"\n> {option.feedback}"
    return f"{mark}**{letter}** {option.text}{tag}{reason}"
