"""A person at a chat client, who knows the sandbox by its address alone."""

from discord_sandbox.clients.person.form import Modal
from discord_sandbox.clients.person.person import Choice, Person
from discord_sandbox.clients.person.reply import Reply

__all__ = ["Choice", "Modal", "Person", "Reply"]
