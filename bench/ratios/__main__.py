"""Compare our bot with a bare discord.py bot that sends the same replies.

    python -m bench.ratios                          everything; some minutes
    QUICK=1 python -m bench.ratios                  fewer rounds, without growth; within a minute
    python -m bench.ratios --json                   all figures as JSON
    python -m bench.ratios --write docs/performance.md

Exit status 1 means that a goal isn't reached. This needs Linux.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bench.ratios.figures import FULL, SHORT, measure
from bench.ratios.goals import judge
from bench.ratios.page import insert, terminal


def main(arguments: Sequence[str]) -> int:
    """Measure, and show the figures as the arguments say."""
    parser = argparse.ArgumentParser(prog="bench.ratios", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--json", action="store_true", help="print all figures as JSON")
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="put the tables into a page of Markdown, too"
    )
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="lessonbot-bench-") as folder:
        extent = SHORT if os.environ.get("QUICK") else FULL
        figures = measure(Path(folder), extent, lambda what: print(f"… {what}", file=sys.stderr, flush=True))
    goals = judge(figures)
    if chosen.write:
        chosen.write.write_text(insert(chosen.write.read_text("utf-8"), figures), "utf-8")
    if chosen.json:
        found = {
            "goals": [asdict(goal) | {"reached": goal.reached} for goal in goals],
            "figures": asdict(figures),
        }
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print(terminal(figures, goals))
    return 0 if all(goal.reached for goal in goals) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
