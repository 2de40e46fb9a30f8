"""The whole way: a demo in a process of its own, killed in mid-quiz, and the shipped course."""

import asyncio
import re
import signal
from pathlib import Path

import aiohttp

from discord_sandbox.clients.person import Person
from tests.e2e.answering import has
from tests.e2e.learners import answer_to_the_end
from tests.e2e.program import interpreted, line_with
from tests.e2e.test_program import free_port


async def test_a_quiz_survives_the_death_of_everything(tmp_path: Path) -> None:
    """Killed with -9 in mid-quiz and started again: the quiz goes on, and the old message's buttons work."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    async with interpreted(tmp_path, "demo", "--port", str(port)) as demo:
        await line_with(demo.stderr, "Online")
        async with aiohttp.ClientSession() as session, session.get(url) as page:
            assert page.status == 200
            assert "text/html" in page.headers["Content-Type"]
        async with Person(url, "tomasz") as tomasz:
            reply = await tomasz.run("/lesson 3")
            while "Quiz · 1 of 5" not in reply.text:
                wanted = "I don't know" if has(reply, "I don't know") else 1
                reply = await tomasz.press(reply, wanted)
            feedback = await tomasz.press(reply, "I don't know")
            demo.send_signal(signal.SIGKILL)
            await demo.wait()
    async with interpreted(tmp_path, "demo", "--port", str(port)) as demo:
        await line_with(demo.stderr, "Online")
        async with Person(url, "tomasz") as tomasz:
            assert "Quiz · 2 of 5" in (await tomasz.run("/quiz 3")).text
            old = next(message for message in await tomasz.messages() if message.id == feedback.id)
            result = await answer_to_the_end(tomasz, await tomasz.press(old, "Next ▸"))
            [right] = re.findall(r"(\d) of 5", result.text)
            assert result.text.count("🟩") == int(right)
            details = await tomasz.press(await tomasz.run("/progress"), "Details")
            assert re.search(rf"\b{right}/\d+ right", details.text)
        demo.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            assert await demo.wait() == 0
