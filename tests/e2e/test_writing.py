"""Practice messages, reflections and checklists, by people who write whatever they like, on two devices."""

from dataclasses import replace

import aiohttp

from bot.domain.course.library import Library
from bot.domain.writing.drafts import LearnerDraft
from discord_sandbox.clients.person import Modal, Person, Reply
from tests.e2e.answering import finish, more
from tests.e2e.bot_fixture import BotHarness
from tests.e2e.learners import checklists_of, draft_in, drafts_of, journal_of, reflection_in
from tests.e2e.test_privacy import CONTAINER, FILE, erase, stored

ERASE = "Delete this reflection"
MINE = "Liebe @everyone,\n> **das** <@1> Brot ||heißt|| `anders`\n# Danke!"


async def form(person: Person, reply: Reply, button: str) -> Modal:
    """The form that a button opens."""
    shown = await person.press(reply, button)
    assert isinstance(shown, Modal), shown
    return shown


async def fill(person: Person, reply: Reply, button: str, text: str) -> Reply:
    """What comes of typing a text into the one field of a form."""
    shown = await form(person, reply, button)
    answer = await person.submit(shown, {shown.fields[0].custom_id: text})
    assert isinstance(answer, Reply)
    return answer


async def drafts(harness: BotHarness, person: Person) -> list[LearnerDraft]:
    """The person's drafts as they are stored."""
    record = harness.record
    return list(await record.drafts(int(person.user["id"]), harness.library.default.id))


async def database_file(reply: Reply) -> str:
    """The text of the file that a message carries."""
    return (await content_of(reply)).decode()


async def content_of(reply: Reply) -> bytes:
    """The file that a message carries."""
    [card] = [part for part in reply.raw["components"] if part["type"] == CONTAINER]
    [file] = [part["file"] for part in card["components"] if part["type"] == FILE]
    async with aiohttp.ClientSession() as session, session.get(file["url"]) as response:
        assert response.status == 200
        return await response.read()


async def test_a_message_is_written_checked_revised_and_shared(harness: BotHarness) -> None:
    """The model comes after the learner's own version, both versions stay, and sharing is up to them."""
    tomasz, adaeze = await harness.person("tomasz"), await harness.person("adaeze")
    task = harness.library.default.lessons[0].draft
    assert task is not None
    start = await draft_in(tomasz)
    assert start.private
    assert task.prompt in start.text
    writing = await form(tomasz, start, "Write it ▸")
    assert task.prompt in writing.text
    first = await tomasz.submit(writing, {"Your message": MINE})
    assert task.model not in start.text + first.text
    checking = await form(tomasz, first, "Check it ▸")
    assert [each.label for each in checking.fields[0].options] == list(task.rubric)
    missing = await tomasz.submit(checking, {"points": ["0", "2"]})
    assert missing.text.startswith(f"**2 of 5 points.** Not there yet:\n- {task.rubric[1]}\n")
    assert task.model not in missing.text
    model = await tomasz.press(missing, "See one way to do it ▸")
    assert task.model in model.text
    assert task.rubric[1] not in model.text
    assert task.comment not in model.text
    back = await tomasz.press(model, "Back")
    assert back.text == missing.text
    model = await tomasz.press(back, "See one way to do it ▸")
    assert MINE.splitlines()[-1] not in model.text
    why = await tomasz.press(model, "Why?")
    assert task.comment in why.text
    model = await tomasz.press(why, "Back")
    revising = await form(tomasz, model, "Revise mine ▸")
    assert revising.fields[0].default == MINE
    both = await tomasz.submit(revising, {"Your message": "Wie soll es heißen?"})
    checking = await form(tomasz, both, "Check the revision")
    assert checking.fields[0].default == ["0", "2"]
    done = await tomasz.submit(checking, {"points": ["0", "1"]})
    assert "2 of 5 points, then 2 of 5" in done.text
    assert task.rubric[1] not in done.text
    assert f"{task.rubric[2].rstrip('.')}: only in the first version" in done.text
    assert f"- {task.rubric[3]}" in done.text
    assert "Wie soll es heißen?" not in done.text
    both = await more(tomasz, done, "Read both versions")
    assert isinstance(both, Reply)
    for own in ("Brot", "> Wie soll es heißen?"):
        assert own in both.text
    shared = await tomasz.press(done, "Share in this channel")
    assert not shared.private
    for own in ("\\> \\*\\*das\\*\\* \\<\\@1\\> Brot", "> \\# Danke!", "> Wie soll es heißen?"):
        assert own in shared.text
    sent = [each for each in harness.requests() if "First version" in str(each["request"])][-1]
    assert "mentions" not in str(sent["response"]) or not sent["response"].get("mentions")
    other = await adaeze.press(await adaeze.hear("Shared by"), "Write your own ▸")
    assert other.private
    assert task.prompt in other.text
    assert "Wie soll es heißen?" not in other.text
    [kept] = await drafts(harness, tomasz)
    assert [each.text for each in kept.versions] == [MINE, "Wie soll es heißen?"]


async def test_what_was_typed_is_never_lost(harness: BotHarness) -> None:
    """A form from before a restart works, a second device goes on, a form sent twice is one draft."""
    tomasz = await harness.person("tomasz")
    writing = await form(tomasz, await draft_in(tomasz), "Write it ▸")
    await harness.restart_bot()
    await harness.at_once(*(tomasz.submit(writing, {"text": MINE}) for _ in range(2)))
    assert len(await drafts(harness, tomasz)) == 1
    elsewhere = await draft_in(tomasz, channel="dm")
    model = await tomasz.submit(await form(tomasz, elsewhere, "Check it ▸"), {})
    assert "0 of 5 points" in model.text
    one, two = [await form(tomasz, model, "Revise mine ▸") for _ in range(2)]
    await tomasz.submit(one, {"text": "Here"})
    assert "1 version in between" in (await tomasz.submit(two, {"text": "There"})).text
    assert "There" in (await draft_in(tomasz)).text
    assert (await tomasz.submit(writing, {"text": "   "})).text.count(MINE) == 0
    [kept] = await drafts(harness, tomasz)
    assert [each.text for each in kept.versions] == [MINE, "Here", "There"]


async def test_a_form_that_comes_during_a_shutdown_is_kept(harness: BotHarness) -> None:
    """Its text is nowhere else any more."""
    tomasz = await harness.person("tomasz")
    writing = await form(tomasz, await draft_in(tomasz), "Write it ▸")
    await harness.bot.responder.drain(0)
    assert "Saved." in (await tomasz.submit(writing, {"Your message": MINE})).text
    assert len(await drafts(harness, tomasz)) == 1


async def test_drafts_are_kept_until_they_are_deleted(harness: BotHarness) -> None:
    """Writing again begins another; one is deleted after a question; what was typed for it is given back."""
    tomasz = await harness.person("tomasz")
    first = await fill(tomasz, await draft_in(tomasz), "Write it ▸", "One")
    model = await tomasz.submit(await form(tomasz, first, "Check it ▸"), {})
    late = await form(tomasz, model, "Revise mine ▸")
    second = await fill(tomasz, await more(tomasz, model, "Write a new one"), "Write it ▸", "Two")
    listed = await more(tomasz, second, "My messages for this lesson")
    assert "2 messages" in listed.text
    one = await tomasz.select(listed, [listed.control("Open a message").options[1].value])
    kept = await tomasz.press(await more(tomasz, one, "Delete this message"), "Keep it")
    assert "0 of 5 points" in kept.text
    asked = await more(tomasz, kept, "Delete this message")
    assert len(await drafts(harness, tomasz)) == 2
    left = await tomasz.press(asked, "Yes, delete it")
    assert "Deleted." in left.text
    assert "1 message" in left.text
    given_back = await tomasz.submit(late, {"text": "Long thought about"})
    assert "```\nLong thought about\n```" in given_back.text
    assert [each.first.text for each in await drafts(harness, tomasz)] == ["Two"]


async def test_a_blank_message_is_answered(harness: BotHarness) -> None:
    """Nothing is stored, and the form is one press away: for a first version, and for a revision."""
    tomasz = await harness.person("tomasz")
    blank = await fill(tomasz, await draft_in(tomasz), "Write it ▸", " \n ")
    assert "That was blank" in blank.text
    assert await drafts(harness, tomasz) == []
    first = await fill(tomasz, blank, "Write it ▸", "One")
    check = await form(tomasz, first, "Check it ▸")
    model = await tomasz.submit(check, {check.fields[0].custom_id: []})
    blank = await fill(tomasz, model, "Revise mine ▸", "  ")
    assert "That was blank" in blank.text
    assert "Two" in (await fill(tomasz, blank, "Revise mine ▸", "Two")).text


async def test_the_journal_is_written_edited_exported_and_erased(harness: BotHarness) -> None:
    """From a lesson's card to "my plan", which has all of it; erased it is gone."""
    tomasz = await harness.person("tomasz")
    lesson = harness.library.default.lessons[0]
    empty = await tomasz.run("/plan")
    assert empty.text.endswith("You haven't written anything yet. Your first message takes five minutes.")
    assert "0 " not in empty.text
    card = await tomasz.press(await tomasz.run("/lesson 1"), "Next ▸")
    assert "Write it yourself" in [each.label for each in card.control("More…").options]
    entry = await more(tomasz, card, "Write a reflection")
    assert lesson.reflection in entry.text
    written = await fill(tomasz, entry, "Write ▸", "Wir fragen *zuerst*.")
    assert "> Wir fragen \\*zuerst\\*." in written.text
    stale = await form(tomasz, written, "Edit")
    edited = await fill(tomasz, written, "Edit", "Wir fragen im Mai.")
    both = await tomasz.submit(stale, {"text": "Und im Juni."})
    assert "im Mai" in edited.text
    assert "> Wir fragen im Mai.\n> \n> Und im Juni." in both.text
    await fill(tomasz, await draft_in(tomasz), "Write it ▸", MINE)
    lists = await checklists_of(tomasz)
    list_ = await tomasz.select(lists, [harness.library.default.checklists[0].title])
    await tomasz.press(list_, "Tick 1")
    assert "✅ written" in (await journal_of(tomasz)).text
    overview = await tomasz.run("/plan")
    for part in ("1 practice message", "1 reflection", "1 of 2 checklist items"):
        assert part in overview.text
    exported = await more(tomasz, overview, "Get it all as a file")
    assert exported.private
    plan = await database_file(exported)
    item, other = harness.library.default.checklists[0].groups[0].items
    for part in ("# My plan", "> Wir fragen im Mai.", "- [x] Den Verkauf", "- [ ] Drei Antworten", "Why: "):
        assert part in plan
    assert item.reason.split(",")[0] in plan
    assert other.reason.split(",")[0] in plan
    late = await form(tomasz, await reflection_in(tomasz), "Edit")
    gone = await tomasz.press(await more(tomasz, await reflection_in(tomasz), ERASE), "Yes, delete it")
    assert "Nothing written yet" in gone.text
    assert "Deleted." in gone.text
    assert "Mai" not in await database_file(await more(tomasz, overview, "Get it all as a file"))
    given_back = await tomasz.submit(late, {"text": "Wir fragen im Mai, *spätestens*."})
    assert "Not saved." in given_back.text
    assert "> Wir fragen im Mai, \\*spätestens\\*." in given_back.text
    assert "Nothing written yet" in (await tomasz.press(given_back, "See what's there ▸")).text


async def test_a_long_reflection_that_cannot_be_kept_is_given_back_whole(harness: BotHarness) -> None:
    """More of it than a message can show is in a file."""
    tomasz = await harness.person("tomasz")
    place = harness.library.places[0]
    await journal_of(tomasz)
    who = (int(tomasz.user["id"]), place.course.id, place.lesson.id)
    await harness.record.set_reflection(*who, "Lang. " * 600, 1, 0)
    late = await form(tomasz, await reflection_in(tomasz), "Edit")
    await tomasz.press(await more(tomasz, await reflection_in(tomasz), ERASE), "Yes, delete it")
    typed = "Noch *länger*.\n" * 230
    given_back = await tomasz.submit(late, {"text": typed})
    assert "All of it is in this file" in given_back.text
    assert await database_file(given_back) == typed


async def test_a_checklist_is_ticked_on_two_devices(harness: BotHarness) -> None:
    """Ticks from a screen that is out of date are added, not set over others; a note, and starting over."""
    tomasz = await harness.person("tomasz")
    title = harness.library.default.checklists[0].title
    here = await tomasz.select(await checklists_of(tomasz), [title])
    there = await tomasz.select(await checklists_of(tomasz, "dm"), [title])
    assert "0 of 2 ticked" in here.text
    await tomasz.press(here, "Tick 1")
    both = await tomasz.press(there, "Tick 2")
    assert "all 2 ticked" in both.text
    for taken_back in await harness.at_once(*(tomasz.press(both, "Untick 1") for _ in range(2))):
        assert "1 of 2 ticked" in taken_back.text
    again = await tomasz.select(await checklists_of(tomasz), [title])
    await harness.restart_bot()
    item = await tomasz.select(again, [again.control("Sources and your notes").options[1].value])
    noted = await fill(tomasz, item, "Add a note", "Ana, bis *Freitag*")
    assert "> Ana, bis \\*Freitag\\*" in noted.text
    back = await tomasz.press(noted, "Back to the list")
    kept = await tomasz.press(await more(tomasz, back, "Start over"), "Keep them")
    assert "Ana" in kept.text
    asked = await more(tomasz, kept, "Start over")
    assert "0 of 2 ticked" in (await tomasz.press(asked, "Yes, start over")).text


async def test_a_quiz_on_a_lesson_leads_to_its_message(harness: BotHarness) -> None:
    """The end of the quiz offers the task; where a lesson has none, it says what to do instead."""
    tomasz = await harness.person("tomasz")
    course = harness.library.default
    result = await finish(course, tomasz, await tomasz.run("/quiz 1 questions:1"))
    assert course.lessons[0].draft is not None
    task = await more(tomasz, result, "Write it yourself")
    assert course.lessons[0].draft.prompt in task.text
    bare = tuple(lesson.model_copy(update={"draft": None}) for lesson in course.lessons)
    await harness.restart_bot(Library([replace(course, lessons=bare)]))
    assert "no writing task" in (await tomasz.press(task, "Write it ▸")).text
    assert "no messages to practice" in (await drafts_of(tomasz)).text


async def test_what_was_written_is_counted_and_erased(harness: BotHarness) -> None:
    """`/me` knows of all of it and erasing takes it; an old form brings no draft back."""
    tomasz = await harness.person("tomasz")
    first = await fill(tomasz, await draft_in(tomasz), "Write it ▸", "One")
    model = await tomasz.submit(await form(tomasz, first, "Check it ▸"), {})
    late = await form(tomasz, model, "Revise mine ▸")
    await fill(tomasz, await reflection_in(tomasz), "Write ▸", "So")
    me = await stored(tomasz)
    for line in ("1 practice message", "1 reflection"):
        assert line in me.text
    await erase(tomasz)
    assert "```\nLate\n```" in (await tomasz.submit(late, {"text": "Late"})).text
    assert "Nothing is stored" in (await stored(tomasz)).text
    assert "✅ written" not in (await journal_of(tomasz)).text
