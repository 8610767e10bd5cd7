"""How sources write: cells that claim nothing, codes with the place that they lie in, the form in which to return them.

`Not provided` is no value; `T1/B22` is the gate that others print as `B22`; of `B22` and `Gate B22` one is returned.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from audit import languages
from audit.scores._values import tails

# Marks and words of programs that stand where nothing is claimed; the words of people are those of the languages.
EMPTY = frozenset(("", "-", "--", "---", "—", "–", "?", "n/a", "nan", "null", "#n/a", "<na>", "nat"))
# A source is taken to have made so many claims beforehand whose form can be compared, half of them in the usual one.
PRIOR = 1.0


@cache
def nothing() -> frozenset[str]:
    """What is written, in lower case, where nothing is claimed."""
    return EMPTY.union(*(languages.load(tongue)["scores"].get("nothing", []) for tongue in languages.codes()))


def claims_nothing(text: pd.Series[str]) -> pd.Series[bool]:
    """Which cells, without blanks around them, say only that nothing is known, or by whom nothing was provided."""
    lowered = text.str.lower()
    told = lowered.str.contains(" by ", regex=False)
    return lowered.where(~told, lowered[told].map(lambda one: one.partition(" by ")[0])).isin(nothing())


def within(item: npt.NDArray[Any], key: npt.NDArray[Any], text: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Keys of codes, where a code with the place that it lies in has the key of the code alone, if one prints that.

    Of an item with `B22`, `T1/B22` is that gate; where nobody prints `B22` alone it keeps its own key.
    """
    shorter = {value: tails(value) for value in dict.fromkeys(text)}
    alone = {(at, one) for at, one, value in zip(item, key, text, strict=True) if not shorter[value]}
    keys = key.copy()
    for row in np.flatnonzero([bool(shorter[value]) for value in text]):
        if (item[row], key[row]) not in alone:
            keys[row] = next((one for one in shorter[text[row]] if (item[row], one) in alone), key[row])
    return keys


def cells(frame: pd.DataFrame) -> dict[tuple[Any, Any], Any]:
    """The form in which to return each value of an item, of a table of item, key, text, cell and source.

    It is the most frequent one; of equally frequent ones that of the sources which elsewhere write as most do, then
    the first in alphabetical order. A text is returned without blanks around it, and with its entities decoded.
    """
    forms = frame.groupby(["item", "key", "text"], sort=True)
    form = forms.ngroup().to_numpy()
    best = forms.agg(n=("cell", "size"), cell=("cell", "first")).reset_index()
    value = best.groupby(["item", "key"], sort=False).ngroup().to_numpy()
    best["usual"] = np.bincount(form, _habit(frame["source"].to_numpy(), form, value, best["n"].to_numpy()), len(best))
    best["usual"] = (best["usual"] / best["n"]).round(9)
    best = best.sort_values(["n", "usual"], ascending=False, kind="stable").drop_duplicates(["item", "key"])
    shown = [text if isinstance(cell, str) else cell for cell, text in zip(best["cell"], best["text"], strict=True)]
    return dict(zip(zip(best["item"], best["key"], strict=True), shown, strict=True))


def _habit(
    source: npt.NDArray[Any], form: npt.NDArray[Any], value: npt.NDArray[Any], n: npt.NDArray[Any]
) -> npt.NDArray[np.float64]:
    """For each claim how often its source writes in the most frequent form, where a value has several, 0 to 1."""
    several = (np.bincount(value) > 1)[value][form]
    most = np.zeros(int(value.max()) + 1)
    np.maximum.at(most, value, n)
    usual = (n == most[value])[form] & several
    seen = np.bincount(source, several)
    share = (np.bincount(source, usual) + PRIOR / 2) / (seen + PRIOR)
    return np.asarray(share[source], dtype=float)
