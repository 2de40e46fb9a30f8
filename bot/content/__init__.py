"""From YAML files to the domain model, with every fault at its place.

A course folder is untrusted input: `load_course` answers with a course or raises `CourseUnusable`,
`check_course` answers with a report, and neither does anything else whatever the folder holds.
"""

from bot.content.assembly import load_course, load_courses
from bot.content.fault import Fault
from bot.content.report import Report, accept_meanings, check_course, check_courses, printable
from bot.content.schema import schema

__all__ = [
    "Fault",
    "Report",
    "accept_meanings",
    "check_course",
    "check_courses",
    "load_course",
    "load_courses",
    "printable",
    "schema",
]
