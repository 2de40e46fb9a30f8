"""From YAML files to the domain model, with every fault at its place."""

from bot.content.assembly import load_course, load_courses
from bot.content.fault import Fault

__all__ = ["Fault", "load_course", "load_courses"]
