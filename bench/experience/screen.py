"""Read a screen as a learner does: its words, its question, and which button stands out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bot.chat.interaction.custom_id import MORE, Control, decode
from bot.chat.screens.questions.kind import FINGERPRINT, UNKNOWN
from bot.domain.course.course import Course
from bot.domain.questions.question import Question
from bot.errors.user import StaleControl
from discord_sandbox.clients.person import Reply
from discord_sandbox.clients.person.reply import File

PRIMARY, LINK = 1, 5
BUTTON, SELECT = 2, 3

ANSWERS = frozenset(
    {
        *(("quiz", action) for action in ("answer", "pick", "order", "ordered", "match", "matched", "write")),
        ("remind", "answer"),
        ("learn", "opener"),
        ("quiz", "judge"),
    }
)
"""Controls that answer a question, or say whether a typed answer is right."""

CHOICES = frozenset({("remind", "set"), ("remind", "when"), ("remind", "decline"), ("checklist", "tick")})
"""Buttons that are choices, as in a menu: a time, or what to tick."""

_MARKUP = re.compile(r"^\s*(-#|#{1,3}|>{1,3})\s+|[*_~`|]{1,3}", re.M)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_MENTION = re.compile(r"<[^>\s][^>]*>")


def count_words(text: str) -> int:
    """Count the words of a text with its markup stripped. A mention is one; an emoji or a dash is none."""
    plain = _MARKUP.sub(" ", _MENTION.sub("mention", _LINK.sub(r"\1", text)))
    return sum(any(sign.isalnum() for sign in word) for word in plain.split())


@dataclass(frozen=True)
class ScreenButton:
    """A button. `control` is what it carries, None for a link."""

    label: str
    custom_id: str
    control: Control | None
    primary: bool
    disabled: bool

    @property
    def action(self) -> tuple[str, str]:
        """Return the screen and the action that it's routed by."""
        return (self.control.screen, self.control.action) if self.control else ("", "link")


@dataclass(frozen=True)
class Screen:
    """What a message shows. `questions` has the course's questions by the beginning of their fingerprints."""

    reply: Reply
    questions: Mapping[str, Question] = field(repr=False)

    @cached_property
    def buttons(self) -> tuple[ScreenButton, ...]:
        """Return all buttons in the order displayed."""
        found = (_button(each) for each in _components(self.reply.raw.get("components")))
        return tuple(each for each in found if each)

    @cached_property
    def answers(self) -> tuple[ScreenButton, ...]:
        """Return the buttons that answer the question."""
        return tuple(each for each in self.buttons if each.action in ANSWERS)

    @cached_property
    def primary(self) -> tuple[ScreenButton, ...]:
        """Return the buttons that stand out, apart from those that answer a question."""
        return tuple(each for each in self.buttons if each.primary and each.action not in ANSWERS)

    @cached_property
    def others(self) -> tuple[ScreenButton, ...]:
        """Return the buttons that compete with the primary one."""
        left = (each for each in self.buttons if each.control and not each.primary)
        return tuple(each for each in left if each.action not in ANSWERS | CHOICES)

    @cached_property
    def question(self) -> Question | None:
        """Return the question that can be answered here."""
        for control in self.controls.values():
            if (control.screen, control.action) in ANSWERS:
                parts = (part[:FINGERPRINT] for part in control.arguments)
                return next((self.questions[part] for part in parts if part in self.questions), None)
        return None

    @cached_property
    def controls(self) -> Mapping[str, Control]:
        """Return the controls by custom id, menus included."""
        ids = [control.custom_id for control in self.reply.controls if control.custom_id]
        return {custom_id: control for custom_id in ids if (control := _decoded(custom_id))}

    @cached_property
    def menus(self) -> Sequence[Control]:
        """Return the menus to choose from; "More…" isn't one."""
        ids = (each.custom_id for each in self.reply.controls if each.kind.endswith("select"))
        found = (self.controls[each] for each in ids if each in self.controls)
        return [each for each in found if _action(each) != MORE]

    @property
    def words(self) -> int:
        """Count the words on it, small print and the texts of answers included. Other labels don't count, and
        neither does the question above the feedback on it: it was counted when it was asked.
        """
        lines = (line for line in self.reply.text.splitlines() if not self._repeats(line))
        return count_words("\n".join(lines)) + sum(map(count_words, self._options()))

    @property
    def hands_over_a_file(self) -> bool:
        """Return whether there's a file to save."""
        return any(isinstance(block, File) for block in self.reply.blocks)

    @property
    def pictures(self) -> Mapping[str, str]:
        """Return the addresses of the pictures by the ids of their files."""
        urls = (each.url for each in self.reply.pictures)
        return {url.rsplit("/", 2)[-2]: url for url in urls}

    @property
    def first_line(self) -> str:
        """Return the beginning of its first line that isn't small print."""
        lines = [line for line in self.reply.text.splitlines() if line.strip()]
        large = next((line for line in lines if not line.startswith("-#")), lines[0] if lines else "")
        return _MARKUP.sub("", large).strip()[:60]

    @property
    def signature(self) -> tuple[object, ...]:
        """Return what makes it another screen than others: which controls it has, and which stand out."""
        buttons = ((each.action, each.primary) for each in self.buttons)
        menus = sorted(_action(control) for control in self.controls.values())
        return (*sorted(buttons), *menus)

    def entries(self) -> Iterator[tuple[str, str, str]]:
        """Yield the choices of each menu: the menu's custom id, the value and the label."""
        for control in self.reply.controls:
            if control.kind == "select":
                yield from ((control.custom_id, each.value, each.label) for each in control.options)

    def _repeats(self, line: str) -> bool:
        """Return whether a line of small print is a question, shown again or shortened."""
        small = line.removeprefix("-# ").removesuffix("…")
        return small != line and any(each.prompt.startswith(small) for each in self.questions.values())

    def _options(self) -> Iterator[str]:
        """Yield the texts of options that only their controls show."""
        shown = self.reply.text
        labels = [each.label for each in self.answers if _carries_option(each)]
        answering = {
            each.custom_id
            for each in self.reply.controls
            if each.kind == "select" and _action(_decoded(each.custom_id)) in ANSWERS
        }
        labels += [label[3:] for menu, _, label in self.entries() if menu in answering]
        yield from (label for label in labels if len(label) > 1 and label not in shown)


def _carries_option(button: ScreenButton) -> bool:
    """Return whether a button shows an option's text, rather than "I don't know" or "Check this order"."""
    arguments = button.control.arguments if button.control else ()
    so_far = arguments[-1] if arguments else ""
    return button.action[1] in ("answer", "order", "match", "opener") and bool(so_far.strip(UNKNOWN))


def _components(components: Any) -> Iterator[Any]:
    for component in components or ():
        yield component
        yield from _components(component.get("components"))
        if "accessory" in component:
            yield component["accessory"]


def _button(component: Any) -> ScreenButton | None:
    if component["type"] != BUTTON:
        return None
    custom_id = component.get("custom_id", "")
    return ScreenButton(
        label=component.get("label") or "",
        custom_id=custom_id,
        control=_decoded(custom_id),
        primary=component.get("style") == PRIMARY,
        disabled=bool(component.get("disabled")),
    )


def _decoded(custom_id: str) -> Control | None:
    try:
        return decode(custom_id)
    except StaleControl:
        return None


def _action(control: Control | None) -> tuple[str, str]:
    return (control.screen, control.action) if control else MORE


def by_fingerprint(course: Course) -> Mapping[str, Question]:
    """Return a course's questions by what controls carry of their fingerprints."""
    known = (*course.questions.values(), *course.tested.values())
    return {question.fingerprint[:FINGERPRINT]: question for question in known}
