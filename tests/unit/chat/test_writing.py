"""What people wrote is shown unchanged, has no effect, and always fits Discord's limits."""

import re
from dataclasses import replace

import pytest
from discord import ui
from hypothesis import example, given
from hypothesis import strategies as st

from bot.chat.screens.writing import checklist, draft, draft_form, draft_list, journal, plan
from bot.chat.words.quoting import MORE, literal, quote
from bot.domain.course.checklist import Checklist, ChecklistGroup, ChecklistItem
from bot.domain.course.lesson import Draft
from bot.domain.course.library import Place
from bot.domain.writing.checklist_progress import ticked
from bot.domain.writing.drafts import (
    DRAFT,
    LONGEST,
    NOTE,
    ChecklistMark,
    LearnerDraft,
    Reflection,
    Version,
    tidy,
)
from bot.domain.writing.journal import Entry, Journal
from bot.services.writing.drafts import Drafting, example_of
from tests.unit.chat.test_limits import BIG, PRIMARY, assert_leads_on, make_course, make_step, rows, words

WORST = ("*" * DRAFT, ("*\n" * DRAFT)[:DRAFT].strip(), words(DRAFT), "**x** " * 100, "\\" * DRAFT)
texts = st.one_of(st.text(max_size=80), st.text("\\`*_~|<>[]#@-+1. \nx", max_size=80)).map(tidy)


def told(line: str) -> str:
    """A line as Discord shows it whose marks are all escaped; fails where one is not."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_~|<>\[\]#@]", line)
    assert not re.match(r"[-+]|\d+\.\s", line)
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", line)


@given(texts.filter(bool))
@example("<@1> @everyone <t:0> ||x|| `y`\n>>> z\n-# w")
def test_a_quotation_shows_what_was_written(text: str) -> None:
    """Every line is quoted, no formatting in it works, and it reads as typed."""
    lines = quote(text, 1000).split("\n")
    assert all(line.startswith("> ") for line in lines)
    assert "\n".join(told(line[2:]) for line in lines) == text


@given(texts.filter(bool), st.integers(10, 60))
@example("-0<\n\n0", 10)
@example("12345678\n9", 10)
def test_a_long_quotation_is_cut(text: str, room: int) -> None:
    """It fits, it's still a quotation of what was typed, and an ellipsis marks the cut."""
    shown = quote(text, room)
    assert len(shown) <= room
    lines = shown.split("\n")
    assert all(line.startswith("> ") for line in lines)
    said = "\n".join(told(line[2:]) for line in lines)
    assert said == text or (said.endswith(MORE) and text.startswith(said.removesuffix(MORE).rstrip()))


def test_no_mark_is_left() -> None:
    """One of each."""
    assert literal("# <@1> **a**") == "\\# \\<\\@1\\> \\*\\*a\\*\\*"
    assert literal("- a") == "\\- a"
    assert literal("12. a") == "12\\. a"


def assert_form_fits(form: ui.Modal) -> None:
    """Check Discord's limits on a form, which discord.py doesn't check."""
    sent = form.to_dict()
    assert len(sent["title"]) <= 45
    assert len(sent["custom_id"]) <= 100
    assert 1 <= len(sent["components"]) <= 5
    for part in sent["components"]:
        assert len(part.get("content", "")) <= 4000
        assert len(part.get("label", "")) <= 45
        assert len(part.get("description") or "") <= 100
        for option in part.get("component", {}).get("options", ()):
            assert len(option["label"]) <= 100


def drafting(*versions: str, checked: bool = True) -> Drafting:
    """Return a draft in the longest possible course."""
    course = make_course(1)
    task = Draft(
        prompt=words(600),
        rubric=tuple(words(99) + str(n) for n in range(5)),
        model=words(1000),
        comment=words(900),
    )
    lesson = course.lessons[0].model_copy(update={"draft": task})
    made = tuple(
        Version(n, text, BIG // 10**7, frozenset({0, n}) if checked else None)
        for n, text in enumerate(versions, start=1)
    )
    found = LearnerDraft(BIG, BIG, course.id, lesson.id, task.rubric, made)
    return Drafting(Place(course, lesson), task, found, others=3)


@pytest.mark.parametrize("text", WORST)
async def test_every_step_of_a_draft_fits(text: str) -> None:
    """The longest texts, and those that grow most when their marks are escaped."""
    for versions in ((text,), (text, text), (text, "x", text)):
        for checked in (False, True):
            found = drafting(*versions, checked=checked)
            place, task = found.place, found.task
            assert task is not None
            step = make_step(place.course)
            assert_leads_on(draft.first(found, asked=True))
            assert_leads_on(draft.checked(found, asked=True))
            assert_leads_on(draft.checked(replace(found, task=None), asked=True))
            assert_leads_on(draft.model(found, task))
            assert_leads_on(draft.why(found, task))
            for whole in (False, True):
                assert_leads_on(draft.compared(found, step, shareable=True, zone="UTC", whole=whole))
            assert_leads_on(draft.shared(found, BIG))
            assert_leads_on(draft.shared(replace(found, task=None), BIG))
            assert_leads_on(draft_list.confirm_deleting(found))
            assert_leads_on(draft.task(place, task, 3))
            assert_leads_on(draft.task(place, task, 3, asked=True))
            assert_leads_on(draft.postponed(step, "/plan"))
            for sheet in range(5):
                assert_leads_on(draft_list.listed(place, [found.draft] * 99, sheet, "UTC", deleted=True))
            assert_leads_on(draft_list.listed(place, [], 0, "UTC", deleted=True))
            others = [place.course]
            assert_leads_on(draft_list.overview(place.course, [found.draft], others))
            assert_leads_on(draft_list.overview(replace(place.course, lessons=()), [found.draft], others))
            for form in (
                draft_form.writing(place, task),
                draft_form.revising(found),
                draft_form.checking(found),
            ):
                assert_form_fits(form)


async def test_the_worked_example_leads_back_to_the_task() -> None:
    """A lesson that shows a message together with a better version offers it before the learner writes."""
    found = drafting("x")
    place, task = found.place, found.task
    assert task is not None
    shown = example_of(place)
    assert shown is not None
    assert_leads_on(draft.example(place, shown))
    label = "See an example"
    assert label in str(draft.task(place, task).to_components())
    bare = Place(place.course, place.lesson.model_copy(update={"cards": place.lesson.cards[:1]}))
    assert example_of(bare) is None
    assert label not in str(draft.task(bare, task).to_components())


async def test_long_versions_are_shown_whole_on_request() -> None:
    """Their beginnings fit on a phone together."""
    text = words(599) + "!"
    found = drafting(text, text, checked=False)
    step = make_step(found.place.course)
    for whole, times in ((False, 0), (True, 2)):
        shown = str(draft.compared(found, step, shareable=True, zone="UTC", whole=whole).to_components())
        assert shown.count(f"> {text}") == times


async def test_a_revised_message_leads_to_the_next_step() -> None:
    """Once it's revised, the primary button opens what comes next, checked or not."""
    for checked in (False, True):
        found = drafting("x", "y", checked=checked)
        step = make_step(found.place.course)
        shown = draft.compared(found, step, shareable=True, zone="UTC")
        [primary] = [button for button in rows(shown) if button["style"] == PRIMARY]
        assert primary["custom_id"] == f"lb1:learn:go:{found.place.course.id}"
        assert primary["label"] == "Next: lesson 1 ▸"


async def test_reflections_and_checklists_fit() -> None:
    """Twenty-five lessons, eight groups of twelve items, notes and reflections as long as they may be."""
    items = tuple(
        ChecklistItem(
            id=f"{'i' * 50}-{n}", text=words(200), reason=words(300), sources=tuple(f"s{k}" for k in range(6))
        )
        for n in range(12)
    )
    group = ChecklistGroup(title=words(100), items=items)
    lists = Checklist(id="l" * 56, title=words(100), summary=words(400), groups=(group,) * 8)
    course = replace(make_course(20), checklists=(lists,) * 9)
    marks = [ChecklistMark(lists.id, each.id, True, "*" * NOTE, 1) for each in items]
    found = ticked(lists, marks)
    place = Place(course, course.lessons[0])
    entries = [
        Entry(lesson, Reflection(lesson.id, "*" * LONGEST, 1, 10**13), []) for lesson in course.lessons
    ]
    whole = Journal(course, entries, [found] * 9)
    assert_leads_on(journal.overview(whole, [course]))
    assert_leads_on(plan.overview(whole))
    assert_leads_on(journal.entry(place, entries[0]))
    assert_leads_on(journal.entry(place, entries[0], make_step(course)))
    assert_leads_on(journal.entry(place, Entry(place.lesson, None, []), erased=True))
    assert_leads_on(journal.overview(replace(whole, entries=entries[:1], earlier=entries[1:]), [course]))
    assert_leads_on(journal.not_kept(place, "*" * LONGEST, "all.txt"))
    assert_leads_on(journal.confirm_erasing(place, entries[0]))
    assert_leads_on(journal.exported(whole, "my-plan.md"))
    assert_form_fits(journal.writing(place, entries[0].reflection))
    assert_leads_on(checklist.overview(course, [found] * 9, [course]))
    assert_leads_on(checklist.overview(course, [], [course]))
    for number in range(len(found.pages)):
        assert_leads_on(checklist.page(course, found, number))
    assert_leads_on(checklist.item(course, found, items[0].id))
    assert_leads_on(checklist.confirm_starting_over(course, found))
    assert_form_fits(checklist.annotating(course, found, items[0].id))


async def test_an_item_says_whether_it_is_ticked() -> None:
    """The label before the item follows the learner's mark."""
    one = ChecklistItem(id="one", text="Ask first", reason="It saves time.", sources=("s0",))
    lists = Checklist(id="list", title="T", summary="S", groups=(ChecklistGroup(title="G", items=(one,)),))
    course = replace(make_course(1), checklists=(lists,))
    for done, label in ((True, "**☑ Ticked.** 1. Ask first"), (False, "**☐ Open.** 1. Ask first")):
        shown = checklist.item(course, ticked(lists, [ChecklistMark("list", "one", done, "", 1)]), "one")
        assert label in str(shown.to_components())


def test_the_bonus_has_a_template_without_a_lesson_number() -> None:
    """Nobody knows the bonus by a number; it's called the same here as everywhere else."""
    course = make_course(2)
    bonus = course.lessons[1].as_bonus()
    screen = plan.templates(replace(course, lessons=course.lessons[:1], extra=(bonus,)))
    [menu] = [each for each in screen.walk_children() if isinstance(each, ui.Select)]
    assert [option.label.rpartition(" · ")[2] for option in menu.options] == ["lesson 1", "the bonus"]
