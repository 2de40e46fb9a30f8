"""The question of the day: answered with one press on the post, with results once enough people have."""

from dataclasses import replace

import pytest

from bot.domain.course.library import Library
from bot.domain.questions.question import Question
from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e.answering import lead, more
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.test_servers import call


async def press(person: Person, reply: Reply, control: str) -> Reply:
    """Press a button that answers with a message."""
    answer = await person.press(reply, control)
    assert not isinstance(answer, Modal)
    return answer


async def choose(person: Person, reply: Reply, menu: str, *values: str) -> Reply:
    """Choose in a menu that answers with a message."""
    answer = await person.select(reply, values, menu)
    assert not isinstance(answer, Modal)
    return answer


def one_question(library: Library, *ids: str) -> Library:
    """The same course, whose first lesson asks only these questions."""
    course = library.default
    first = course.lessons[0]
    asked = tuple(first.by_id[each] for each in ids)
    lesson = first.model_copy(update={"questions": asked})
    return Library([replace(course, lessons=(lesson, *course.lessons[1:]), extra=())])


@pytest.fixture
async def question(harness: BotHarness) -> Question:
    """The only question that the course asks, whose options are short."""
    await harness.restart_bot(one_question(harness.library, "vorher-fragen-01"))
    return harness.library.default.questions["vorher-fragen-01"]


async def post_now(harness: BotHarness) -> tuple[Person, Reply]:
    """Return a moderator, and the post they asked for."""
    maren = await harness.person("maren")
    line = "/daily set channel:lessons time:08:30 zone:Europe/Berlin what:questions"
    reply = await maren.run(line)
    assert not isinstance(reply, Modal)
    await press(maren, reply, "Post it now")
    return maren, await maren.hear("Question of the day", "lessons")


def option(question: Question, *, right: bool) -> str:
    """Return the text of the first right or wrong option."""
    return next(each.text for each in question.options if each.correct is right)


async def seen(person: Person, post: Reply) -> Reply:
    """The post as this person sees it."""
    [found] = [each for each in await person.messages("lessons") if each.id == post.id]
    return found


async def learner(harness: BotHarness, name: str) -> Person:
    """Someone who just joined."""
    await call(harness, "POST", "/sandbox/users", {"username": name})
    return await harness.person(name)


async def test_a_press_on_the_post_answers(harness: BotHarness, question: Question) -> None:
    """The reply is private and starts with the verdict. Later presses change nothing."""
    _, post = await post_now(harness)
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    right, wrong = option(question, right=True), option(question, right=False)
    feedback = await press(tomasz, await seen(tomasz, post), right)
    assert feedback.private
    assert lead(feedback).startswith(f'✅ **Right: "{right}')
    assert feedback.id not in {message.id for message in await adaeze.messages("lessons")}
    again = await press(tomasz, await seen(tomasz, post), wrong)
    assert lead(again).startswith(f'✅ **Right: "{right}')
    assert "Your first answer counts" in again.text
    missed = await press(adaeze, await seen(adaeze, post), wrong)
    assert lead(missed).startswith(f'❌ **Not "{wrong}')
    assert (await seen(tomasz, post)).text == post.text
    for person, score in ((tomasz, 100), (adaeze, 0)):
        [kept] = await harness.record.answers(int(person.user["id"]), harness.library.default.id)
        assert (kept.mode, kept.score) == ("daily", score)


async def test_an_answer_to_an_older_wording_is_not_kept(harness: BotHarness, question: Question) -> None:
    """If the course has changed since the post, a press shows the question's new wording."""
    _, post = await post_now(harness)
    tomasz = await harness.person("tomasz")
    course = harness.library.default
    worded = question.model_copy(update={"prompt": "Wen hat sie gefragt?"})
    lessons = [each.model_copy(update={"questions": (worded,)}) for each in course.lessons[:1]]
    await harness.restart_bot(Library([replace(course, lessons=(*lessons, *course.lessons[1:]))]))
    asked = await press(tomasz, await seen(tomasz, post), option(question, right=True))
    assert "Wen hat sie gefragt?" in asked.text
    assert "answer once more" in asked.text
    assert lead(await press(tomasz, asked, option(question, right=True))).startswith("✅")


async def test_results_show_from_three_answers_on(harness: BotHarness, question: Question) -> None:
    """Two aren't enough. A moderator can raise it to ten, which applies right away."""
    maren, post = await post_now(harness)
    right = option(question, right=True)
    people = [await learner(harness, name) for name in ("bo", "cy", "di")]
    for person in people[:2]:
        await press(person, await seen(person, post), right)
    bo = people[0]
    assert "results once 3 people have answered" in (await press(bo, await seen(bo, post), "Results")).text
    await press(people[2], await seen(people[2], post), right)
    shown = await press(bo, await seen(bo, post), "Results")
    assert shown.private
    assert "3 people answered" in shown.text
    settings = await maren.run("/server settings")
    assert not isinstance(settings, Modal)
    assert "results from 3 answers" in settings.text
    saved = await choose(maren, settings, "Results show from", "Results from 4 answers")
    assert "Saved." in saved.text
    assert "results from 4 answers" in saved.text
    assert "results once 4 people have answered" in (await press(bo, await seen(bo, post), "Results")).text
    preview = await maren.run("/daily preview")
    assert not isinstance(preview, Modal)
    assert "Last question" not in preview.text
    log = await press(maren, saved, "Who changed what")
    assert "results from 3 answers → 4 answers" in log.text


async def test_results_come_after_your_own_answer(harness: BotHarness, question: Question) -> None:
    """Before it, the question is offered instead."""
    _, post = await post_now(harness)
    tomasz = await harness.person("tomasz")
    early = await press(tomasz, await seen(tomasz, post), "Results")
    assert "Answer first" in early.text
    asked = await press(tomasz, early, "Answer")
    assert question.prompt in asked.text


async def test_the_post_lets_a_newcomer_in(harness: BotHarness, question: Question) -> None:
    """In private, for someone who has never used the bot."""
    _, post = await post_now(harness)
    bo = await learner(harness, "bo")
    assert (await press(bo, await seen(bo, post), "New here? Start ▸")).private


async def test_a_question_with_several_right_answers_opens_first(harness: BotHarness) -> None:
    """One press can't answer it: the options are in a menu, in private."""
    await harness.restart_bot(one_question(harness.library, "vorher-fragen-02"))
    question = harness.library.default.questions["vorher-fragen-02"]
    _, post = await post_now(harness)
    tomasz = await harness.person("tomasz")
    asked = await press(tomasz, await seen(tomasz, post), "Answer")
    assert asked.private
    [menu] = [control for control in asked.controls if control.options]
    wanted = [each.text for each in question.options if each.correct]
    labels = [each.label for each in menu.options if each.label[3:] in wanted]
    answered = await tomasz.select(asked, labels)
    assert not isinstance(answered, Modal)
    assert lead(answered).startswith("✅")


async def test_an_answer_of_the_day_can_be_a_guess(harness: BotHarness, question: Question) -> None:
    """As every answer: one press says so, another takes it back, and the record knows."""
    _, post = await post_now(harness)
    tomasz = await harness.person("tomasz")
    feedback = await press(tomasz, await seen(tomasz, post), option(question, right=True))
    for label, said in (("I was guessing", True), ("It wasn't a guess", False)):
        feedback = await more(tomasz, feedback, label)
        assert ("Noted as a guess" in feedback.text) is said
        [kept] = await harness.record.answers(int(tomasz.user["id"]), harness.library.default.id)
        assert kept.guessed is said


async def test_the_next_post_has_the_result_in_a_line(harness: BotHarness, question: Question) -> None:
    """The counts and the reason stay behind Results, in a picture with alt text."""
    maren, post = await post_now(harness)
    people = [await learner(harness, name) for name in ("bo", "cy", "di")]
    for person in people:
        await press(person, await seen(person, post), option(question, right=True))
    shown = await press(people[0], await seen(people[0], post), "Results")
    [picture] = shown.pictures
    assert "the right one: 100% (3)" in picture.description
    assert "100% (3)" not in shown.text
    assert question.explanation in shown.text
    line = f'Last question\'s answer: "{option(question, right=True)}." 3 people got it.'
    preview = await maren.run("/daily preview")
    assert not isinstance(preview, Modal)
    assert line in preview.text
    await press(maren, preview, "Post it now")
    following = await maren.hear("Last question", "lessons")
    assert line in following.text
    assert not following.pictures
    assert question.explanation not in following.text


async def test_a_post_from_elsewhere_explains_itself(harness: BotHarness, question: Question) -> None:
    """The button is well formed, but the course has lost its question."""
    _, post = await post_now(harness)
    tomasz = await harness.person("tomasz")
    course = harness.library.default
    empty = tuple(lesson.model_copy(update={"questions": ()}) for lesson in course.lessons)
    await harness.restart_bot(Library([replace(course, lessons=empty)]))
    lost = await press(tomasz, await seen(tomasz, post), option(question, right=True))
    assert "This post was deleted" in lost.text
