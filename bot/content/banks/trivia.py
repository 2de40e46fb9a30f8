"""Read trivia lists of Red-DiscordBot: YAML with a list of accepted answers for each question."""

from collections.abc import Iterator

import yaml

from bot.content.banks.entry import Bank, ImportedOption, ImportedQuestion, distinct
from bot.content.fault import quoted

ABOUT = ("AUTHOR", "DESCRIPTION", "CONFIG")
ANSWERS = 10
"""Most accepted answers that a question may have."""


def read_trivia(text: str, bank: Bank) -> None:
    """Add the questions of a list to the bank. Values stay as they're written: `Yes` isn't a truth value."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "it's nested too deeply"
        bank.refuse(mark.line + 1 if mark else 1, f"this isn't YAML: {reason}")
        return
    if not isinstance(root, yaml.MappingNode):
        bank.refuse(1, "this isn't a trivia list: it needs questions, each with a list of answers")
        return
    for key, value in root.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            bank.refuse(line, "a question must be a text")
        elif key.value == "AUTHOR" and isinstance(value, yaml.ScalarNode):
            bank.author = " ".join(value.value.split())
        elif key.value in ABOUT:
            bank.refuse(line, f"{key.value} has no place in a course")
        else:
            bank.found += 1
            _add(key.value, line, value, bank)


def _add(prompt: str, line: int, value: yaml.Node, bank: Bank) -> None:
    nodes = value.value if isinstance(value, yaml.SequenceNode) else [value]
    answers = distinct(ImportedOption(text, correct=True) for text in _texts(nodes))
    if not answers or not all(isinstance(node, yaml.ScalarNode) for node in nodes):
        bank.refuse(line, f"{quoted(prompt)} has no list of answers")
        return
    for answer in answers[ANSWERS:]:
        bank.refuse(line, f"more than {ANSWERS} answers, so {quoted(answer.text)} isn't one of them")
    bank.entries.append(ImportedQuestion(line, "short", prompt.strip(), answers[:ANSWERS]))


def _texts(nodes: list[yaml.Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, yaml.ScalarNode) and node.value.strip():
            yield node.value.strip()
