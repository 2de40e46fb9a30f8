"""Load courses from YAML files, and report every error with its file, line and column.

A course folder is untrusted input. Whatever it contains, `load_course` either returns a course or raises
`CourseUnusable`, and `check_course` returns a report.
"""

from bot.content.assembly import load_course
from bot.content.banks import FORMATS, export_course, import_files
from bot.content.convert import convert
from bot.content.fault import Fault
from bot.content.loader import CourseLoader
from bot.content.new_course import new_course
from bot.content.report import Report, accept_meanings, check_course, check_courses, diagrams, printable
from bot.content.schema import schema

__all__ = [
    "FORMATS",
    "CourseLoader",
    "Fault",
    "Report",
    "accept_meanings",
    "check_course",
    "check_courses",
    "convert",
    "diagrams",
    "export_course",
    "import_files",
    "load_course",
    "new_course",
    "printable",
    "schema",
]
