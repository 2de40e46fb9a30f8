"""Set the weights of `/ask` on nine lists of questions, and print them for `bot/search/weights.py`.

python -m bench.fit_ask

Both sets are logistic regressions. One chooses a right passage among all of them. The other one chooses
between answering and declining.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

from bench.ask import load, load_search
from bot.search.index import BEST, CourseIndex

LISTS = ("questions", "typed", "practice", "kept", "last", "everyday", "chat", "third", "fourth")
STEPS, RATE, DECAY = 4000, 0.3, 0.002

Array: TypeAlias = np.ndarray[Any, Any]


def fit_rank(index: CourseIndex) -> Array:
    """Return the weights that make a right passage the likeliest, over all questions with an answer."""
    places = {passage.id: place for place, passage in enumerate(index.passages)}
    tables, rights = [], []
    for asked in (asked for name in LISTS for asked in load(name).answered):
        if fit := index.fit(asked.ask):
            tables.append(np.array(fit.passages))
            rights.append([places[each] for each in asked.right])
    weights = np.ones(tables[0].shape[1])
    for _ in range(STEPS // 4):
        slope: Any = DECAY * weights
        for table, right in zip(tables, rights, strict=True):
            likely = softmax(table @ weights)
            among = softmax(table[right] @ weights)
            slope += (likely @ table - among @ table[right]) / len(tables)
        weights -= 20 * RATE * slope
    return weights


def fit_answer(index: CourseIndex, rank: Array) -> Array:
    """Return the weights whose sum is above 0 for questions that the course answers."""
    rows: list[Sequence[float]] = []
    goals: list[int] = []
    for name in LISTS:
        questions = load(name)
        both = [(each.ask, 1) for each in questions.answered] + [(each, 0) for each in questions.declined]
        for question, answered in both:
            if fit := index.fit(question):
                ranks = np.array(fit.passages) @ rank
                best = np.argsort(-ranks, kind="stable")[:BEST].tolist()
                rows.append(index.judged(fit, best, float(ranks[best[0]])))
                goals.append(answered)
    table: Array = np.array(rows)
    goal: Array = np.array(goals)
    middle, spread = np.mean(table, axis=0), np.std(table, axis=0)
    middle[0], spread[0] = 0, 1  # the constant
    table = (table - middle) / spread
    weights = np.zeros(table.shape[1])
    for _ in range(STEPS):
        wrong = 1 / (1 + np.exp(-table @ weights)) - goal
        weights -= RATE * (table.T @ wrong / len(goal) + DECAY * weights)
    weights /= spread
    weights[0] -= weights[1:] @ middle[1:]
    return weights


def softmax(sums: Array) -> Array:
    """Return how likely each choice is."""
    powers: Array = np.exp(sums - sums.max())
    return np.asarray(powers / powers.sum())


def main() -> None:
    """Print both sets, with and without the embeddings."""
    for name, embedded in (("BY_MEANING", True), ("BY_WORDS", False)):
        search = load_search(embedded=embedded)
        index = search.indexes[0]
        rank = fit_rank(index).round(2)
        answer = fit_answer(index, rank)
        print(f"{name} = Weights(")
        for field, weights in (("rank", rank), ("answer", answer)):
            print(f"    {field}=({', '.join(f'{weight:.2f}' for weight in weights)}),")
        print(")")
        search.close()


if __name__ == "__main__":
    main()
