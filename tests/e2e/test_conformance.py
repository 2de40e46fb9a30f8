"""What the bot sends, against Discord's own description of its HTTP API.

The description is looked for beside the repository; where it is missing the test skips and says so.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from bot.chat.interaction.cooldown import Cooldown
from discord_sandbox.clients.person import Person, Reply
from discord_sandbox.clients.person.typed import usages
from tests.e2e.answering import entries, has, more
from tests.e2e.bot_fixture import BotHarness, open_bot
from tests.e2e.learners import answer_to_the_end, checklists_of, draft_in, reflection_in

DESCRIPTION = Path(__file__).parents[2].parent / "shared" / "discord-api" / "openapi.json"
PREFIX = "/api/v10"
ROOT = "urn:discord"


def as_described(request: Any) -> Any:
    """Return the request with ids as text. discord.py sends some as numbers, unlike Discord's description."""
    if isinstance(request, list):
        return [as_described(part) for part in request]
    if not isinstance(request, dict):
        return request
    fixed = {key: as_described(value) for key, value in request.items()}
    for named in (*(fixed.get("attachments") or ()), *(fixed.get("default_values") or ())):
        named["id"] = str(named["id"])
    if "recipient_id" in fixed:
        fixed["recipient_id"] = str(fixed["recipient_id"])
    for kind in ("roles", "users"):
        allowed = fixed.get("allowed_mentions") or {}
        allowed |= {kind: [str(each) for each in allowed[kind]]} if kind in allowed else {}
    return fixed


async def use_everything(harness: BotHarness) -> None:
    """Bring the bot to send one of each thing that it can send."""
    tomasz = await harness.person("tomasz")
    maren = await harness.person("maren")
    harness.bot.responder._cooldown = Cooldown(burst=1000)
    await through_a_test(tomasz)
    for usage in usages(await tomasz.commands()):
        if "<" not in usage.line:
            line = usage.line.partition(" [")[0]
            await maren.run(line)
            if not usage.moderators:
                await tomasz.run(line)
            if not usage.moderators and not line.startswith("/class"):
                await tomasz.run(line, channel="dm")
    await daily_posts(await harness.person("adaeze"), maren)
    await tomasz.complete("/lesson", "lesson", "vor")
    await through_a_lesson(maren)
    await tomasz.select(await tomasz.run("/case"), ["Die Umbenennung"])
    await write(maren)
    await through_a_quiz(await harness.person("adaeze"))
    for wish in entries(await tomasz.run("/help"), "I want to…"):
        await tomasz.select(await tomasz.run("/help"), [wish], "I want to…")
    await harness.bot.messenger.warn_inactive(int(tomasz.user["id"]), 20_000, 1_800_000_000_000)
    await tomasz.press(await tomasz.hear("will be erased", "dm"), "Keep my progress")
    me = await tomasz.run("/me")
    await tomasz.submit(await tomasz.press(me, "Change settings"), {"Time zone": "Berlin"})
    await tomasz.press(await tomasz.press(me, "What's stored about me"), "Get a copy of my data")
    stored = await tomasz.press(await tomasz.run("/me"), "What's stored about me")
    await tomasz.press(await tomasz.press(stored, "Erase everything"), "Yes, erase everything")
    await harness.bot.on_guild_join(harness.bot.guilds[0])
    harness.bot.responder._patience = 0
    await tomasz.press(await tomasz.run("/lesson"), "Next: lesson 1 ▸")


async def write(maren: Person) -> None:
    """A draft through all its forms, a reflection exported, and a checklist."""
    form = await maren.press(await draft_in(maren), "Write it ▸")
    check = await maren.press(await maren.submit(form, {"text": "Brot"}), "Check it ▸")
    form = await maren.press(await maren.submit(check, {"points": ["1"]}), "Revise mine ▸")
    await maren.press(await maren.submit(form, {"text": "Brote"}), "Share in this channel")
    form = await maren.press(await reflection_in(maren), "Write ▸")
    journal = await maren.press(await maren.submit(form, {"text": "So"}), "All reflections")
    await more(maren, journal, "Get it all as a file")
    page = await maren.select(await checklists_of(maren), ["Vor einem neuen Namen"])
    page = await maren.press(page, "Tick 1")
    item = await maren.select(page, [page.control("Sources and your notes").options[0].value])
    await maren.submit(await maren.press(item, "Add a note"), {"note": "Ana"})


async def daily_posts(adaeze: Person, maren: Person) -> None:
    """A post of each kind with all that can be done with it, the settings, and a reminder."""
    kinds = {"questions": "Question", "facts": "Fact", "lessons": "Lesson", "mix": "Card"}
    for what, kind in kinds.items():
        line = (
            f"/daily set channel:lessons time:08:30 zone:Europe/Berlin what:{what} role:Learners thread:yes"
        )
        screen = await maren.run(line)
        await maren.press(await maren.press(screen, "Post it now"), "Preview the next one")
        post = await adaeze.hear(f"{kind} of the day", "lessons")
        if what == "questions":
            await through_the_question(adaeze, post)
        else:
            await adaeze.press(post, "Keep reading")
    menu = (await maren.run("/daily pause")).controls[0]
    await maren.select(await maren.run("/daily show"), [menu.options[0].value])
    settings = await maren.run("/server settings")
    await maren.select(settings, ["staff"], "Staff channel")
    await maren.select(settings, ["Teacher"], "Teacher role")
    await adaeze.run("/me zone:Europe/Berlin")
    times = await adaeze.press(await adaeze.press(await adaeze.run("/me"), "Reminders"), "Turn on")
    await adaeze.select(times, ["8:00 AM"])


async def through_a_lesson(person: Person) -> None:
    """Every card, everything in each card's menu, and a shared card."""
    for entry in entries(await person.run("/lesson 2")):
        await more(person, await person.run("/lesson 2"), entry)
    card = await person.run("/lesson 1")
    while has(card, "Next ▸"):
        card = await person.press(card, "Next ▸")
    for entry in entries(await person.press(card, "I don't know")):
        first = await person.run("/lesson 1")
        feedback = await person.press(await person.press(first, "Next ▸"), "Next ▸")
        await more(person, feedback, entry)


async def through_the_question(person: Person, post: Reply) -> None:
    """Answer the question of the day and look how the others did."""
    early = await person.press(post, "Results")
    shown = await person.press(early, "Answer")
    await person.press(shown, "I don't know")
    await person.press(post, "Results")


async def through_a_test(person: Person) -> None:
    """The test before the course, and what came of it."""
    tests = await more(person, await person.run("/progress"), "My assessments")
    begun = await person.press(tests, tests.controls[0].label)
    await answer_to_the_end(person, await person.press(begun, "I don't know"))
    await more(person, await person.run("/progress"), "My assessments")


async def through_a_quiz(person: Person) -> Reply:
    """Every kind of question, the form, the feedback and the result."""
    reply = await person.run("/quiz questions:20")
    form = await more(person, await person.press(reply, "I don't know"), "Report this question")
    reply = await person.press(await person.submit(form, {"text": "Why?"}), "Back to the quiz")
    result = await answer_to_the_end(person, reply)
    await more(person, result, "Share")
    return result


def schema_of(description: dict[str, Any], method: str, path: str) -> str | None:
    """A pointer to the schema of a request's body; None where it has none. Fails for an unknown route."""
    for template, operations in description["paths"].items():
        if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path) and method.lower() in operations:
            content = operations[method.lower()].get("requestBody", {}).get("content", {})
            if "application/json" not in content:
                return None
            parts = (
                "paths",
                template,
                method.lower(),
                "requestBody",
                "content",
                "application/json",
                "schema",
            )
            return "/".join(part.replace("~", "~0").replace("/", "~1") for part in parts)
    raise AssertionError(f"Discord has no route {method} {path}")


def faults(description: dict[str, Any], lines: list[dict[str, Any]]) -> Iterator[str]:
    """What the description says against the requests."""
    resource = Resource.from_contents(description, default_specification=DRAFT202012)
    registry = Registry().with_resource(ROOT, resource)
    for line in lines:
        path = line["path"].split("?")[0].removeprefix(PREFIX)
        pointer = schema_of(description, line["method"], path)
        if pointer is None or line["request"] is None:
            continue
        validator = Draft202012Validator({"$ref": f"{ROOT}#/{pointer}"}, registry=registry)
        for error in validator.iter_errors(as_described(line["request"])):
            yield f"{line['method']} {path}: {error.json_path}: {error.message[:300]}"


@pytest.mark.skipif(not DESCRIPTION.is_file(), reason="Discord's description of its API is not here")
async def test_what_the_bot_sends_is_what_discord_describes(tmp_path: Path) -> None:
    """Every request, of every screen, is valid."""
    async with open_bot(tmp_path) as harness:
        await use_everything(harness)
        lines = harness.requests()
    assert len(lines) > 40
    found = list(faults(json.loads(DESCRIPTION.read_text()), lines))
    assert found == [], "\n".join(found)


@pytest.mark.skipif(not DESCRIPTION.is_file(), reason="Discord's description of its API is not here")
def test_the_description_would_find_a_fault() -> None:
    """The comparison can fail: a label that is a number, and a route that isn't there."""
    description = json.loads(DESCRIPTION.read_text())
    request = {"content": 5}
    line = {"method": "POST", "path": f"{PREFIX}/channels/1/messages", "request": request}
    assert list(faults(description, [line]))
    with pytest.raises(AssertionError, match="no route"):
        list(faults(description, [{"method": "GET", "path": f"{PREFIX}/nowhere", "request": None}]))
