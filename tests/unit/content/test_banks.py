"""Question banks of other programs come in, and go out, without losing anything silently."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from bot.__main__ import app
from bot.content import FORMATS, check_course, export_course, import_files, load_course, new_course
from bot.content.banks.entry import Bank, ImportedOption
from bot.content.banks.flashcards import are_flashcards
from bot.content.banks.gift import read_gift
from bot.content.banks.gift_writing import escape
from bot.content.banks.importing import read_bank
from bot.content.banks.table import read_table, write_table
from bot.content.banks.trivia import read_trivia
from bot.domain.questions.question import Question
from bot.errors.configuration import ConfigurationError
from tests.unit.content.conftest import SMALL

READERS = {"gift": read_gift, "yaml": read_trivia, "csv": read_table}


def read(kind: str, text: str) -> Bank:
    """Read a text as a file of this kind."""
    bank = Bank(f"bank.{kind}")
    READERS[kind](text, bank)
    return bank


def reasons(bank: Bank) -> list[str]:
    """Return what can't be carried over, with its line."""
    return [f"{fault.line}: {fault.message}" for fault in bank.faults]


@pytest.mark.parametrize(
    ("text", "kind", "options"),
    [
        ("Q?{=yes#good ~no#bad}", "single", [("yes", True, "good"), ("no", False, "bad")]),
        ("Q?{~%50%a ~%50%b ~%-100%c}", "multiple", [("a", True, ""), ("b", True, ""), ("c", False, "")]),
        ("Q.{F#wrong#right}", "true-false", [("True", False, "wrong"), ("False", True, "right")]),
        ("Q?{=two =2 =TWO}", "short", [("two", True, ""), ("2", True, "")]),
        ("Q?{#1822}", "short", [("1822", True, "")]),
        ("Q?{=a\\=b\\~c ~\\{d\\}\\#}", "single", [("a=b~c", True, ""), ("{d}#", False, "")]),
        ("[html]<p>Q?</p>{=a &amp; b ~<b>c</b>}", "single", [("a & b", True, ""), ("c", False, "")]),
    ],
)
def test_gift_is_read(text: str, kind: str, options: list[tuple[str, bool, str]]) -> None:
    """Each kind of question, with feedback, escaped signs and HTML."""
    bank = read("gift", text)
    [entry] = bank.entries
    assert (bank.faults, entry.kind, entry.prompt[:1]) == ([], kind, "Q")
    assert [(each.text, each.correct, each.feedback) for each in entry.options] == options


def test_gift_has_titles_categories_gaps_and_comments() -> None:
    """Comments are skipped, a category is a group, and a gap is shown in the prompt."""
    bank = read("gift", "// hello\n$CATEGORY: $course$/top/Birds\n\n::One::A {=b ~c} d.####Why\n")
    [entry] = bank.entries
    assert (entry.line, entry.name, entry.group) == (4, "One", "Birds")
    assert entry.prompt == "A _____ d.####Why"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("\nQ?{}", "2: an essay has no answer to compare with"),
        ("Just a text", "1: this is a description, without a question"),
        ("Q?{=a ~b", "1: the braces don't match"),
        ("Q {=a} and {=b}", "1: it has more than one gap"),
        ("Q?{=a ~b =c}", "1: several answers are right, but people could only pick one"),
        ("Q?{#3:1}", "1: `3:1` is a range or has a tolerance, and answers must be exact"),
        ("Q?{=a -> b\n= -> c}", "1: `-> c` is missing one half of the pair"),
        ("Q <img src=x>{T}", "1: it has a picture, a sound or a video"),
        ("Q?{just text}", "1: its answers don't begin with ~ or ="),
        ("Q?{~%1.2.3%a =b}", "1: `1.2.3` isn't a percentage"),
    ],
)
def test_gift_that_cannot_be_carried_over_is_listed(text: str, reason: str) -> None:
    """With its line and the reason."""
    bank = read("gift", text)
    assert (bank.entries, reasons(bank), bank.found) == ([], [reason], 1)


def test_what_is_lost_of_a_question_is_listed() -> None:
    """Half credit and wildcards don't exist here."""
    assert reasons(read("gift", "Q?{=a ~%50%b ~c}")) == ["1: `b` was worth 50%, and now it counts as wrong"]
    assert reasons(read("gift", "Q?{=a =*}")) == ["1: `*` stands for any text, so it isn't carried over"]
    shares = "1: its right answers had different weights, and now they all count the same"
    assert reasons(read("gift", "Q?{~%60%a ~%40%b ~c}")) == [shares]


def test_trivia_is_read_as_it_is_written() -> None:
    """`Yes`, `1` and `1.50` are answers, not values. The author is kept, and settings aren't."""
    bank = read("yaml", "AUTHOR: Kim\nCONFIG: {delay: 1}\nOK?:\n- Yes\n- 1\n- 1.50\nNone?: []\n")
    assert [each.text for each in bank.entries[0].options] == ["Yes", "1", "1.50"]
    assert bank.author == "Kim"
    assert reasons(bank) == ["2: CONFIG has no place in a course", "7: `None?` has no list of answers"]


def test_more_answers_than_fit_are_listed() -> None:
    """The first ten are kept."""
    bank = read("yaml", "Which?:\n" + "".join(f"- answer {n}\n" for n in range(12)))
    assert len(bank.entries[0].options) == 10
    assert reasons(bank) == [f"1: more than 10 answers, so `answer {n}` isn't one of them" for n in (10, 11)]


def test_a_simple_table_is_read() -> None:
    """A question, its answer, and wrong ones. What has no place is listed by its column."""
    bank = read("csv", "question;answer;wrong 1;wrong 2;points\nBest?;a;b;c;3\nTyped?;d;;;\n")
    assert [(each.kind, [o.text for o in each.options]) for each in bank.entries] == [
        ("single", ["a", "b", "c"]),
        ("short", ["d"]),
    ]
    [said] = reasons(bank)
    assert said.startswith("2: unknown column `points`, so `3` isn't carried over; columns are `question`")


def test_a_table_cannot_run_formulas() -> None:
    """A spreadsheet shows what begins like a formula as text, and it comes back as it was."""
    course = load_course(SMALL)
    question = next(iter(course.questions.values()))
    risky = question.model_copy(update={"prompt": "=HYPERLINK(1)"})
    text = write_table([risky])
    assert "'=HYPERLINK(1)" in text
    assert read("csv", text).entries[0].prompt == "=HYPERLINK(1)"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return two courses with questions of all kinds."""
    folder = tmp_path_factory.mktemp("courses")
    new_course(folder / "starter")
    shutil.copytree(SMALL, folder / "bakery")
    return [folder / "starter", folder / "bakery"]


@pytest.mark.parametrize("form", ["gift", "csv"])
@pytest.mark.parametrize("place", [0, 1])
def test_what_is_exported_comes_back_the_same(
    sources: list[Path], form: str, place: int, tmp_path: Path
) -> None:
    """The same questions with the same ids, levels and texts, except those that the format doesn't have."""
    text, left_out = export_course(sources[place], form)
    (tmp_path / f"bank.{form}").write_text(text, "utf-8")
    _, faults = import_files([tmp_path / f"bank.{form}"], tmp_path / "back")
    assert faults == []
    before, after = load_course(sources[place]).questions, load_course(tmp_path / "back").questions
    missing = {each.split(":")[0] for each in left_out if not each.startswith("the assessment")}
    assert missing == {q.id for q in before.values() if form == "gift" and q.kind == "order"}
    assert after.keys() == before.keys() - missing
    assert {name: shown(question) for name, question in after.items()} == {
        name: shown(before[name]) for name in after
    }


def shown(question: Question) -> object:
    """Return what a learner sees, and the level."""
    options = tuple((o.text, o.correct, o.match, o.feedback) for o in question.options)
    return question.kind, question.level, question.invented, question.prompt, options, question.explanation


def test_markdown_has_every_question(sources: list[Path]) -> None:
    """To read and to print."""
    text, _ = export_course(sources[0], "markdown")
    assert all(question.prompt in text for question in load_course(sources[0]).questions.values())
    assert "- [x] Let them tell you the rules: Recalling is what makes it stick." in text


def test_a_large_bank_becomes_several_lessons(tmp_path: Path) -> None:
    """Sixty questions each. What's left after twenty lessons is listed, line by line."""
    file = tmp_path / "big.yaml"
    file.write_text("".join(f"Question {n}?:\n- answer {n}\n" for n in range(1203)))
    said, faults = import_files([file], tmp_path / "course")
    assert said == [f"{file}: 1200 of 1203 questions imported"]
    assert [fault.line for fault in faults] == [2401, 2403, 2405]
    report = check_course(tmp_path / "course")
    assert report.faults == ()
    assert report.course
    assert len(report.course.lessons) == 20


def test_the_command_lists_every_loss(tmp_path: Path) -> None:
    """Two files in, one course out, and a line for each thing that didn't come through."""
    (tmp_path / "a.gift").write_text("Q?{=a ~b}\n\nEssay?{}\n")
    (tmp_path / "a.yaml").write_text(f"Q2?:\n- yes\nToo long?:\n- {'x' * 101}\n")
    (tmp_path / "b.docx").write_text("")
    files = [str(tmp_path / name) for name in ("a.gift", "a.yaml", "b.docx")]
    done = CliRunner().invoke(app, ["import", *files, "--to", str(tmp_path / "course")])
    assert done.exit_code == 0
    lines = done.output.replace(f"{tmp_path}/", "").splitlines()
    assert lines[0] == "a.gift:3:1: an essay has no answer to compare with"
    assert lines[1].startswith("a.yaml:3:1: option 1 is longer than 100 characters: ")
    assert lines[2].startswith("b.docx:1:1: the name must end in .gift")
    assert lines[3:6] == [
        "a.gift: 1 of 2 questions imported",
        "a.yaml: 1 of 2 questions imported",
        "b.docx: 0 of 0 questions imported",
    ]
    assert check_course(tmp_path / "course").faults == ()
    done = CliRunner().invoke(app, ["export", str(tmp_path / "course"), "--format", "markdown"])
    assert "- [x] a: That's right." in done.output


def test_refusals_are_in_plain_words(tmp_path: Path) -> None:
    """Each one names the part of the question that's wrong, and says what's wrong with it."""
    (tmp_path / "a.csv").write_text("question,answer,wrong 1,kind\n,a,b,\nQ?,a,b,essay\nQ2?,a,A,\nQ3?,a,b,\n")
    _, faults = import_files([tmp_path / "a.csv"], tmp_path / "course")
    assert [fault.message for fault in faults] == [
        "the question is empty",
        "the kind: `essay` isn't one of single, multiple, true-false, order, match or short",
        "two options have the same text",
    ]


def test_control_characters_do_not_break_the_course(tmp_path: Path) -> None:
    """A course can't have them, so a question with one is left out, and they're left out of a title."""
    bank = tmp_path / "b.gift"
    bank.write_text("$CATEGORY: Bi\ufeffrds\n\nOne?{=a ~b\a}\n\nTwo?{=a ~b}\n\n", encoding="utf-8")
    _, [fault] = import_files([bank], tmp_path / "made")
    assert (fault.line, fault.message) == (3, "it has the control character U+0007: remove it")
    [lesson] = load_course(tmp_path / "made").units.values()
    assert (lesson.title, [each.prompt for each in lesson.questions]) == ("Birds", ["Two?"])


def test_nothing_is_written_if_nothing_comes_through(tmp_path: Path) -> None:
    """And a folder with something in it stays as it is."""
    (tmp_path / "bad.gift").write_text("Essay?{}")
    with pytest.raises(ConfigurationError, match="essay"):
        import_files([tmp_path / "bad.gift"], tmp_path / "course")
    assert not (tmp_path / "course").exists()
    (tmp_path / "good.gift").write_text("Q?{T}")
    with pytest.raises(ConfigurationError, match="isn't empty"):
        import_files([tmp_path / "good.gift"], tmp_path)


SIGNS = "{ } = ~ # #### -> :: \\ %50% % T // $CATEGORY: [html] <b> ' \" , ; &a *a question answer a é \0"
PIECES = st.sampled_from([*SIGNS.split(" "), "\n", "\n\n", ": ", "- ", " "])


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60), st.sampled_from(sorted(READERS)))
def test_no_text_breaks_a_reader(tmp_path: Path, text: str, kind: str) -> None:
    """Whatever a file has in it, it's read, or refused with a reason. What comes of it is a sound course."""
    folder, file = tmp_path / "course", tmp_path / f"bank.{kind}"
    shutil.rmtree(folder, ignore_errors=True)
    file.write_text(text, "utf-8", newline="")
    try:
        import_files([file], folder)
    except ConfigurationError:
        return
    assert check_course(folder).faults == ()


@settings(deadline=None, max_examples=100)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_any_text_survives_gift(text: str) -> None:
    """Escaped and read again, it's the same, except for spaces around it."""
    [entry] = read("gift", f"[markdown]Q {{={escape(f'x{text}x')} ~b}}").entries
    assert entry.options[0] == ImportedOption(f"x{text}x", correct=True)


def test_each_format_has_a_name() -> None:
    """The command offers exactly these."""
    help_text = CliRunner().invoke(app, ["export", "--help"]).output
    assert all(form in help_text for form in FORMATS)


def test_a_quiz_sites_table_comes_through(tmp_path: Path) -> None:
    """Numbered answers, and a column with the number or the text of the right one."""
    (tmp_path / "quiz.csv").write_text(
        "Question,Answer 1,Answer 2,Answer 3,Answer 4,Time limit,Correct answer(s)\n"
        '"Which one is red, usually?",Sky,Brick,Grass,Milk,,2\n'
        "Which is blue?,Sky,Brick,Grass,,,Sky\n"
        'Which two are food?,Bread,Brick,Cheese,Sand,20,"1,3"\n',
        encoding="utf-8-sig",
    )
    said, faults = import_files([tmp_path / "quiz.csv"], tmp_path / "made")
    assert said == [f"{tmp_path / 'quiz.csv'}: 3 of 3 questions imported"]
    assert ["time limit" in fault.message for fault in faults] == [True]
    [lesson] = load_course(tmp_path / "made").units.values()
    right = [[option.text for option in each.options if option.correct] for each in lesson.questions]
    assert right == [["Brick"], ["Sky"], ["Bread", "Cheese"]]


def test_pairs_keep_the_format_of_their_question(tmp_path: Path) -> None:
    """In plain text, a tag is what it says."""
    (tmp_path / "tags.gift").write_text("[plain]Which tag does what?{=<b> -> bold =<i> -> italics}\n")
    import_files([tmp_path / "tags.gift"], tmp_path / "made")
    [lesson] = load_course(tmp_path / "made").units.values()
    assert [option.text for option in lesson.questions[0].options] == ["<b>", "<i>"]


def test_the_most_frequent_reasons_come_first(tmp_path: Path) -> None:
    """If nothing comes through. Each fault is still listed."""
    (tmp_path / "bad.gift").write_text("One?{#3:2}\n\nEssay?{}\n\nTwo?{}\n\nThree?{}\n\n")
    with pytest.raises(ConfigurationError) as refused:
        import_files([tmp_path / "bad.gift"], tmp_path / "course")
    lines = str(refused.value).splitlines()
    assert lines[0] == "Nothing could be imported. The most frequent reasons:"
    assert lines[1].startswith("- 3 times: ")
    assert "essay" in lines[1]
    assert len(lines) == 2 + 4


def imported(path: Path, name: str, text: str) -> tuple[list[tuple[str, str, str]], list[str]]:
    """Return the cards in a file, each with its group, prompt and answer, and what wasn't carried over."""
    (path / name).write_text(text, "utf-8")
    bank = read_bank(path / name)
    assert bank.found >= len(bank.entries)
    assert all(entry.kind == "short" for entry in bank.entries)
    cards = [(entry.group, entry.prompt, entry.options[0].text) for entry in bank.entries]
    return cards, reasons(bank)


def test_a_set_from_quizlet_is_read(tmp_path: Path) -> None:
    """A definition asks for its term, quotation marks are kept, and other lines are listed."""
    text = 'osmosis\tWater "moves"\nthrough a wall\n\nalgae\t\nle chien\tthe dog\tm.\nla vache\tthe cow\n'
    cards, faults = imported(tmp_path, "set.txt", text)
    assert cards == [("", 'Water "moves"', "osmosis"), ("", "the cow", "la vache")]
    assert [fault.partition(":")[0] for fault in faults] == ["2", "4", "5"]
    assert "`through a wall`. If it's the rest of the card above, that one is cut off" in faults[0]


ANKI = """#separator:tab
#html:true
#guid column:1
#notetype column:2
#deck column:3
#tags column:6
O)z]`K\tBasic\tFrench::Animals\tthe <b>dog</b> &amp; cat\tle chien\teasy
b\tBasic\tFrench::Food\t"She said ""oui""
and left"\tyes\t
c\tCloze\tFrench::Food\tdu {{c1::pain}}\t\t
d\tBasic\tFrench::Food\t"<img src=""apple.jpg"">"\tla pomme\t
e\tBasic\tFrench::Food\tcheese\tle fromage[sound:fromage.mp3]\t
f\tBasic\tFrench::Food\tonly one\t\t
"""


def test_notes_from_anki_are_read(tmp_path: Path) -> None:
    """Decks are lessons, HTML goes, quoted fields span lines, and what a card can't have is listed."""
    cards, faults = imported(tmp_path, "notes.txt", ANKI)
    assert cards == [("Animals", "the dog & cat", "le chien"), ("Food", 'She said "oui"\nand left', "yes")]
    assert [fault.partition(":")[0] for fault in faults] == ["10", "11", "12", "13", "1"]
    for fault, part in zip(faults, ("cloze", "picture", "sound", "`only one`", "tags"), strict=True):
        assert part in fault


def test_notes_with_other_separators_are_read(tmp_path: Path) -> None:
    """A deck for all, a third field that's listed, and a separator that doesn't exist."""
    head = "#separator:Semicolon\n#html:false\n#deck:Capitals\n"
    cards, faults = imported(tmp_path, "caps.csv", f'{head}France;<Paris>;Light\n"Congo; DR";Kinshasa;\n')
    assert cards == [("Capitals", "France", "<Paris>"), ("Capitals", "Congo; DR", "Kinshasa")]
    assert faults == ["4: field 3 isn't carried over: `Light`"]
    assert "unknown separator `odd`" in imported(tmp_path, "odd.txt", "#separator:odd\na\tb\n")[1][0]
    cards, faults = imported(tmp_path, "torn.txt", '#separator:tab\na\tb\n"c\td\n')
    assert (len(cards), faults[0][:24]) == (1, "3: the rest can't be rea")


def test_gift_and_tables_are_not_taken_for_flashcards(tmp_path: Path) -> None:
    """GIFT may have tabs, and a table's first row says which column is which."""
    assert not are_flashcards("// Birds\n\nQ? {\n\t=a\n\t~b\n}\n")
    assert not are_flashcards("Q?\t{=a ~b}\n")
    cards, faults = imported(tmp_path, "table.tsv", "question\tanswer\nWhat?\tThat\n")
    assert (cards, faults) == ([("", "What?", "That")], [])
