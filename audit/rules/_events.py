"""Which articles may tell of one event, from the columns of the facts alone: cheap for any number of them.

Two articles do that share a quantity, or several values of two digits and more; what more than a few articles share
tells no event. What hangs together over others is one event, too; those that share most come together first, and an
event does not grow beyond some hundreds of articles: of very many, chance ties each to each.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from audit.rules._columns import NOISE

# So many values that two articles share tie them; a value or a quantity of more articles than these ties none.
FIGURES, COMMON = 3, 40
MOST = 500

Numbers = NDArray[np.int64]


def events(facts: pd.DataFrame) -> list[str]:
    """The event of each row: the id of the first article, in alphabetical order, of those that tell of it.

    `facts` has the columns article_id, group_id, value, unit and block.
    """
    article, names = pd.factorize(facts["article_id"], sort=True)
    groups, _ = pd.factorize(facts["group_id"])
    values = facts.groupby(["value", "unit"], sort=False, dropna=False).ngroup().to_numpy() + groups.max(initial=0) + 1
    grouped, exact = telling(facts)
    first = hung(
        len(names),
        _tied(
            np.concatenate((article[grouped], article[exact])), np.concatenate((groups[grouped], values[exact])),
            groups.max(initial=0), len(names),
        ),
    )  # fmt: skip
    held = list(names)
    return [held[first[at]] for at in article.tolist()]


def telling(facts: pd.DataFrame) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """The rows whose quantity ties their article to others, and those whose value does together with others."""
    told = (~facts["block"].isin(NOISE) & facts["value"].notna()).to_numpy()
    return told & facts["group_id"].notna().to_numpy(), told & _exact(facts["value"].to_numpy(float))


def _exact(values: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which values have two digits and more: 1.2 and 45, and not 3,000."""
    size = np.abs(np.nan_to_num(values, posinf=0.0, neginf=0.0))
    size[size == 0] = 1.0
    leading = size / 10.0 ** np.floor(np.log10(size))
    exact: NDArray[np.bool_] = ~np.isclose(leading, np.round(leading), rtol=1e-9)
    return exact


def _tied(articles: Numbers, marks: Numbers, alone: int, count: int) -> Iterable[tuple[int, int]]:
    """The pairs of articles that share enough, most first; a mark up to `alone` is enough by itself."""
    marks, articles = np.divmod(np.unique(marks * count + articles), count)
    often = np.bincount(marks, minlength=1)[marks]
    marks, articles = marks[often <= COMMON], articles[often <= COMMON]
    codes, weights = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for ahead in range(1, COMMON):
        same = np.flatnonzero(marks[ahead:] == marks[:-ahead])
        codes.append(articles[same] * count + articles[same + ahead])
        weights.append(np.where(marks[same] <= alone, FIGURES, 1))
    pairs, place = np.unique(np.concatenate(codes), return_inverse=True)
    shared = np.bincount(place, np.concatenate(weights), len(pairs))
    order = np.lexsort((pairs, -shared))
    return (divmod(code, count) for code in pairs[order[shared[order] >= FIGURES]].tolist())


def hung(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Of each of so many articles the first that it hangs together with, at most `MOST` of them.

    The pairs come in order: those that share most first, and of these the first ones.
    """
    first, sizes = list(range(count)), [1] * count

    def root(at: int) -> int:
        while first[at] != at:
            first[at] = first[first[at]]
            at = first[at]
        return at

    for one, other in pairs:
        a, b = sorted((root(one), root(other)))
        if a != b and sizes[a] + sizes[b] <= MOST:
            first[b] = a
            sizes[a] += sizes[b]
    return [root(at) for at in range(count)]
