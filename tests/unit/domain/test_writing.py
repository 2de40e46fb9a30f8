"""What people write is kept tidy, joined without loss, and exported so that it stays what it is."""

from datetime import date
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.chat.words.writing.plan_file import escaped, plan, quoted
from bot.domain.course.cards import Card
from bot.domain.course.checklist import Checklist, ChecklistGroup, ChecklistItem
from bot.domain.course.course import Course, CourseFile, Source
from bot.domain.course.lesson import Lesson, Objective
from bot.domain.writing.checklist_progress import PAGE, handle, ticked
from bot.domain.writing.drafts import LONGEST, ChecklistMark, LearnerDraft, Reflection, Version, joined, tidy
from bot.domain.writing.journal import Entry, Journal

MARKS = "\\`*_{}[]()<>#+-.!|~&=:1) \n\t\"'@$^x"
texts = st.one_of(st.text(max_size=80), st.text(MARKS, max_size=80))
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def read(markdown: str) -> list[Token]:
    """The tokens of a page, those within lines included."""
    tokens: list[Token] = []
    for token in MARKDOWN.parse(markdown):
        tokens += [token, *(token.children or ())]
    return tokens


def spoken(tokens: list[Token]) -> str:
    """The text of a page, with its line breaks and an empty line between paragraphs."""
    said = {"softbreak": "\n", "hardbreak": "\n", "paragraph_close": "\n\n"}
    return "".join(
        said.get(each.type, each.content if each.type.startswith("text") else "") for each in tokens
    )


@given(texts)
@example("\x00\ud800")
@example("\u200b")
@example("a\r\n\r\n\r\n\r\nb\u2028c\x0bd")
def test_what_was_typed_is_kept_tidy(typed: str) -> None:
    """Tidying twice is tidying once; what is kept can be stored and has no wild breaks; letters all stay."""
    kept = tidy(typed)
    assert tidy(kept) == kept == kept.strip()
    assert "\n\n\n" not in kept
    assert "\x00" not in kept
    assert kept.splitlines() == (kept.split("\n") if kept else [])
    kept.encode()
    assert [c for c in kept if c.isalnum()] == [c for c in typed if c.isalnum()]


def test_nothing_kept_turns_the_text_around_it() -> None:
    """Marks of direction, control characters and halves of characters are left out."""
    assert tidy("a\u202eb\u2066c\x1bd\x9be\ud800f\tg") == "abcdef g"


@given(texts.map(tidy), texts.map(tidy))
def test_two_reflections_are_both_there(one: str, other: str) -> None:
    """Joined they are both; beyond the limit neither takes the other's place."""
    both = joined(one, other)
    assert both is not None
    assert one in both
    assert other in both
    assert joined("x" * LONGEST, other) is None


@given(texts.map(tidy).filter(bool))
@example("a\n===")
@example("a\n---")
@example("- [ ] x\n\n1. y\n\n    code")
@example("> out\n\n<script>\n\n```\nx")
@example("a|b\n-|-\nc|d")
@example("[x]: http://y\n\n&amp; \\")
@example("1) x")
def test_a_quotation_shows_what_was_typed_and_nothing_leaves_it(text: str) -> None:
    """Read as Markdown it is one quotation of plain paragraphs, whose text is the text, break by break."""
    tokens = read(f"before\n\n{quoted(text)}\n\nafter\n")
    inner = [n for n, token in enumerate(tokens) if token.type.startswith("blockquote")]
    assert len(inner) == 2
    assert spoken(tokens[: inner[0]]) == "before\n\n"
    assert spoken(tokens[inner[1] :]) == "after\n\n"
    within = tokens[inner[0] + 1 : inner[1]]
    plain = {"paragraph_open", "paragraph_close", "inline", "text", "text_special", "hardbreak"}
    assert {each.type for each in within} <= plain
    assert spoken(within).strip("\n") == tidy(text)


@given(texts.map(tidy).map(lambda text: " ".join(text.split())).filter(bool))
@example(" ##")
def test_an_escaped_line_is_the_line(text: str) -> None:
    """In a heading or a list it says what it says."""
    tokens = read(f"## {escaped('x' + text)}")
    assert {each.type for each in tokens} <= {
        "heading_open",
        "heading_close",
        "inline",
        "text",
        "text_special",
    }
    assert spoken(tokens).strip() == "x" + text


def item(number: int) -> ChecklistItem:
    """An item of a checklist."""
    return ChecklistItem(id=f"item-{number}", text=f"Do *{number}*", reason="For\nthis", sources=("book",))


def checklist(*groups: int) -> Checklist:
    """A checklist whose groups have so many items."""
    numbers = iter(range(1, 99))
    made = [
        ChecklistGroup(title=f"Group {size}", items=tuple(item(next(numbers)) for _ in range(size)))
        for size in groups
    ]
    return Checklist(id="list", title="A list", summary="What to see to.", groups=tuple(made))


def course() -> Course:
    """A course of one lesson with a checklist."""
    lesson = Lesson(
        id="first",
        number=1,
        title="First",
        principle="Ask first.",
        objectives=(Objective(id="first.goal", text="can ask"),),
        cards=(Card(title="One", say="Text"),),
        takeaways=("Ask",),
        reflection="Whom do you ask?",
    )
    about = CourseFile(
        id="c", title="A [course]", language="en", summary="s", audience="a", lessons=("first",)
    )
    book = Source(id="book", title="The (book)", kind="book", address="https://example.org/a_b")
    return Course(about, (lesson,), sources={"book": book}, checklists=(checklist(3),))


def journal(text: str, note: str = "") -> Journal:
    """A journal in which everything says the text."""
    made = course()
    rubric = ("One", "Two", "Three", "Four", "Five")
    versions = (Version(1, "before", 1, frozenset()), Version(2, text, 2, frozenset({0, 4})))
    draft = LearnerDraft(1, 2, "c", "first", rubric, versions)
    marks = [ChecklistMark("list", "item-2", True, note, 1), ChecklistMark("list", "gone", True, "Old", 1)]
    entry = Entry(made.lessons[0], Reflection("first", text, 1, 1), [draft])
    return Journal(made, [entry], [ticked(made.checklists[0], marks)])


@given(texts.map(tidy).filter(bool))
def test_whatever_is_written_leaves_the_plan_as_it_is(text: str) -> None:
    """Headings, quotations, lists and items are the same for any text: only the words differ."""
    usual, found = (
        read(plan(journal("x", "x"), date(2026, 3, 1))),
        read(plan(journal(text, text), date(2026, 3, 1))),
    )
    flow = {"paragraph_open", "paragraph_close", "inline", "text", "text_special", "hardbreak"}
    assert [t.type for t in found if t.type not in flow] == [t.type for t in usual if t.type not in flow]


def test_the_plan_has_all_of_it() -> None:
    """Title, date, course, the question with the reflection, the draft's last version and its points,
    and every item with its tick, reason, source and note.
    """
    page = plan(journal("Ours", "Ana"), date(2026, 3, 1))
    order = [
        "# My plan",
        "*A \\[course\\]* · March 1, 2026",
        "## 1. First",
        "**Whom do you ask?**",
        "> Ours",
        "### My draft",
        "> Ours",
        "- One\n- Five",
        "## Checklist: A list",
        "1 of 3 done.",
        "- [ ] Do \\*1\\*\n  - Why: For this\n  - Source: [The (book)](<https://example.org/a_b>)",
        "- [x] Do \\*2\\*",
        "  - My note: Ana",
    ]
    places = [page.index(part) for part in order[:4]]
    assert places == sorted(places)
    for part in order:
        assert part in page
    assert "before" not in page
    assert "Old" not in page


def test_an_empty_plan_says_so() -> None:
    """Nothing written yet is no empty page."""
    made = course()
    empty = Journal(made, [Entry(made.lessons[0], None, [])], [ticked(made.checklists[0], [])])
    assert "You haven't written anything yet" in plan(empty, date(2026, 3, 1))


@given(st.lists(st.integers(1, 12), min_size=1, max_size=8))
def test_the_parts_of_a_checklist_are_all_of_it(groups: list[int]) -> None:
    """Each item once, in order, numbered from 1, no part longer than a screen or with items of two groups."""
    made = checklist(*groups)
    found = ticked(made, [])
    assert [line.item for line in found.lines] == [each for group in made.groups for each in group.items]
    assert [line.number for line in found.lines] == list(range(1, sum(groups) + 1))
    assert all(1 <= len(page.lines) <= PAGE for page in found.pages)
    assert all(found.page_of(line.item.id) == n for n, page in enumerate(found.pages) for line in page.lines)
    names = [handle("list", line.item.id) for line in found.lines] + [handle("list"), handle("other")]
    assert all(one != other for one, other in pairwise(sorted(names)))


def test_progress_counts_what_the_course_still_has() -> None:
    """A tick of an item that is gone is kept, and neither shown nor counted; a note alone is no tick."""
    marks = [
        ChecklistMark("list", "item-1", True, "", 1),
        ChecklistMark("list", "gone", True, "", 1),
        ChecklistMark("list", "item-2", False, "Ana", 1),
        ChecklistMark("other", "item-3", True, "", 1),
    ]
    found = ticked(checklist(3), marks)
    assert (found.done, len(found.lines), found.begun) == (1, 3, True)
    assert [line.note for line in found.lines] == ["", "Ana", ""]
    assert not ticked(checklist(3), marks[3:]).begun
