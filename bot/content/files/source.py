"""Read the text of an untrusted course file: limit its size, decode it, and refuse control characters."""

import codecs
import re
import stat
from pathlib import Path

from bot.content.fault import Fault

FILE_BYTES = 1 << 20
"""Largest file, in bytes: 1 MiB, ten times as much as a long lesson."""

FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Characters that YAML doesn't allow, and a byte order mark in the middle of a file."""


class FileUnreadable(Exception):
    """The file can't be read at all. `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def read_text(path: Path) -> str:
    """Return the file's text without a byte order mark. Raises Unreadable. Never read more than 1 MiB."""
    data = _read_bytes(path).removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        message = f"byte 0x{data[error.start]:02x} isn't UTF-8: save the file as UTF-8"
        raise FileUnreadable(_fault_after(path, before, message)) from None
    if found := FORBIDDEN.search(text):
        message = f"control character U+{ord(found.group()):04X}: remove it"
        raise FileUnreadable(_fault_after(path, text[: found.start()], message))
    return text


def _read_bytes(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe or device might never end
            raise FileUnreadable(Fault(str(path), 1, 1, "not a file"))
        with path.open("rb") as file:
            data = file.read(FILE_BYTES + 1)
    except OSError as error:
        raise FileUnreadable(Fault(str(path), 1, 1, f"can't be read: {error.strerror or error}")) from None
    if len(data) > FILE_BYTES:
        raise FileUnreadable(Fault(str(path), 1, 1, "the file is larger than 1 MiB: split the course"))
    return data


def _fault_after(path: Path, before: str, message: str) -> Fault:
    lines = re.split("\r\n|\r|\n", before)
    return Fault(str(path), len(lines), len(lines[-1]) + 1, message)
