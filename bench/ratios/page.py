"""The figures as text: for the terminal, and as a page of Markdown."""

from collections.abc import Sequence

from bench.ratios.compare import milliseconds, per_second
from bench.ratios.figures import Figures
from bench.ratios.filling import MANY
from bench.ratios.goals import RATIOS, Goal

BEGIN, END = "<!-- figures: bench.ratios writes from here -->", "<!-- figures: to here -->"


def terminal(figures: Figures, goals: Sequence[Goal]) -> str:
    """Return the goals, then the tables."""
    return "\n".join([*map(str, goals), "", markdown(figures)])


def markdown(figures: Figures) -> str:
    """Return the tables."""
    lines = [
        f"Measured on {figures.machine}, with {figures.extent.rounds} alternating rounds of"
        f" {figures.extent.people} interactions each. The ranges are the middle half of the rounds.",
        "",
        *_ratios(figures),
        "",
        *_counts(figures),
        "",
        *_resources(figures),
    ]
    if figures.growth:
        lines += ["", *_growth(figures)]
    return "\n".join(lines)


def insert(page: str, figures: Figures) -> str:
    """Return a page with its figures replaced. Raises ValueError if it doesn't say where they go."""
    before, _, rest = page.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise ValueError(f"put {BEGIN} and {END} around the place for the figures")
    return f"{before}{BEGIN}\n\n{markdown(figures)}\n\n{END}{after}"


def _ratios(figures: Figures) -> list[str]:
    lines = [
        "| interaction | of bare | range | goal | ours | bare | a second, ours | bare |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for each in figures.ratios:
        low, high = each.spread
        goal = f"{RATIOS[each.scene]:.2f}" if each.scene in RATIOS else ""
        lines.append(
            f"| {each.scene} | {each.ratio:.2f} | {low:.2f} to {high:.2f} | {goal} "
            f"| {milliseconds(each.ours):.2f} ms | {milliseconds(each.bare):.2f} ms "
            f"| {per_second(each.ours):.0f} | {per_second(each.bare):.0f} |"
        )
    return lines


def _counts(figures: Figures) -> list[str]:
    lines = ["| interaction | statements | transactions | hops |", "|---|---|---|---|"]
    for each in figures.counts:
        lines.append(f"| {each.scene} | {each.statements} | {each.transactions} | {each.hops} |")
    return lines


def _resources(figures: Figures) -> list[str]:
    ours, bare = figures.ours, figures.bare
    return [
        "| | ours | bare | more |",
        "|---|---|---|---|",
        f"| memory | {ours.memory:.0f} MiB | {bare.memory:.0f} MiB | {ours.memory - bare.memory:.0f} MiB |",
        f"| memory after `/ask` | {ours.asked:.0f} MiB | {bare.memory:.0f} MiB"
        f" | {ours.asked - bare.memory:.0f} MiB |",
        f"| start | {ours.start:.2f} s | {bare.start:.2f} s | {ours.start - bare.start:.2f} s |",
        "",
        f"Drawing the picture of `/progress` takes {figures.drawing:.1f} ms, in a thread.",
    ]


def _growth(figures: Figures) -> list[str]:
    few, *_, many = figures.extent.answers
    lines = [
        f"| command | {few:,} answers | {many:,} answers | times | with {MANY:,} of your own | times |",
        "|---|---|---|---|---|---|",
    ]
    for each in figures.growth:
        lines.append(
            f"| {each.command} | {each.few:.2f} ms | {each.many:.2f} ms | {each.factor:.2f} "
            f"| {each.own:.2f} ms | {each.own_factor:.2f} |"
        )
    return lines
