"""A person with a chat client. It knows the sandbox only by its address."""

from discord_sandbox.clients.person.crowd import Crowd, Use
from discord_sandbox.clients.person.form import Modal
from discord_sandbox.clients.person.person import Choice, Person
from discord_sandbox.clients.person.reply import Reply

__all__ = ["Choice", "Crowd", "Modal", "Person", "Reply", "Use"]
