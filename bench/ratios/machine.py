"""What the machine says about a process: its processor time and its memory. This needs Linux."""

import platform
import time
from pathlib import Path


def processor_time(pid: int) -> float:
    """Return the seconds of processor time that a process has used, threads that have ended included.

    The clock's number is what `clock_getcpuclockid` makes of a process id on Linux.
    """
    return time.clock_gettime((~pid << 3) | 2)


def memory(pid: int) -> float:
    """Return the memory that a process takes now, in MiB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def described() -> str:
    """Return the machine in a few words."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} cores of {names[0]}, Linux {platform.release()}, Python {platform.python_version()}"
