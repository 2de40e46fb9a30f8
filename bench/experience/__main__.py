"""Measure what a learner goes through, and compare it with the goals.

    python -m bench.experience                          everything; about two minutes
    QUICK=1 python -m bench.experience                  the first lesson, and four days
    python -m bench.experience --json                   all figures as JSON
    python -m bench.experience --write docs/experience.md

Exit status 1 means that a goal isn't reached.
"""

import argparse
import asyncio
import json
import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from bench.experience.figures import FULL, SHORT, measure
from bench.experience.goals import judge
from bench.experience.page import markdown, terminal


def main(arguments: Sequence[str]) -> int:
    """Measure, and show the figures as the arguments say."""
    parser = argparse.ArgumentParser(prog="bench.experience", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--json", action="store_true", help="print all figures as JSON")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write them as a page of Markdown, too")
    parser.add_argument("--seed", type=int, default=1, help="another number gives the learners other luck")
    chosen = parser.parse_args(arguments)
    logging.basicConfig(level="ERROR")
    figures = asyncio.run(measure(SHORT if os.environ.get("QUICK") else FULL, chosen.seed))
    goals = judge(figures)
    if chosen.write:
        chosen.write.write_text(markdown(figures, goals), "utf-8")
    if chosen.json:
        found = {"goals": [asdict(goal) for goal in goals], "figures": asdict(figures)}
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print(terminal(figures, goals))
    return 0 if all(goal.reached for goal in goals) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
