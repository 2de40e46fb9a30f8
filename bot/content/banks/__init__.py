"""Question banks of other programs: Moodle GIFT, Red trivia lists, and CSV."""

from bot.content.banks.exporting import FORMATS, export_course
from bot.content.banks.importing import import_files

__all__ = ["FORMATS", "export_course", "import_files"]
