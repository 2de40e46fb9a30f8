"""A person at a chat client, who knows the sandbox by its address alone."""

from .form import Modal
from .person import Choice, Person
from .reply import Reply

__all__ = ["Choice", "Modal", "Person", "Reply"]
