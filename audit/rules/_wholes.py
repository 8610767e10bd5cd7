"""Shares of a whole that are more than the whole, and falls by more than all there was.

Which percentages are shares the words say: `112% số hộ`, `163 percent said`, `chiếm 120%`, `a share of 104%`. What is
set against a plan, a year before or a need may well be more than 100%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from audit.rules._columns import column, positions
from audit.rules._sentence import Figure, around, has

_NEEDS = ("article_id", "sentence", "start", "end", "quote", "value", "unit", "kind")
_ALL = 100.0
_WORD = re.compile(r"[^\W\d_]+")
# What is counted is a whole: "136% of the chain's 214 stores", "trong tổng số 214 cửa hàng"; a year is none.
_COUNTED = re.compile(
    r"\s{0,2}(?:of|trong tổng số|trong số)\s(?:[^\W\d_]{1,20}(?:['’]s?)?\s){0,3}"
    r"(?!(?:19|20)\d\d\b)\d[\d.,]{0,12}\s[^\W\d_]"
)
# Words behind a percentage up to its noun (`of the 240,000 homes`), words before it back to what it is a share of.
_AFTER, _BEFORE, _OPEN = 4, 8, 2


def beyond(frame: pd.DataFrame) -> Iterator[tuple[Figure, str]]:
    """Each such percentage that no indicator judges, and which it is: share or fall."""
    if not all(name in frame for name in _NEEDS):
        return
    limited = column(frame, "indicator_max").notna() & (column(frame, "indicator_unit", "percent") == "percent")
    large = (frame["unit"] == "percent") & (frame["value"] > _ALL) & ~limited
    large &= column(frame, "status", "actual") != "example"
    if not large.any():
        return
    for figure in around(frame, [positions(large)]).values():
        if figure.claim.low >= _ALL or figure.claim.comparator == "lt":
            if figure.kind == "quantity" and _share(figure):
                yield figure, "share"
            elif figure.direction == "down" and not has(f"{figure.before} {figure.after}", "signed"):
                yield figure, "fall"


def _share(figure: Figure) -> bool:
    """Whether the words next to a percentage say that it is a part of all."""
    before, after = _WORD.findall(figure.before)[-_BEFORE:], _WORD.findall(figure.after)
    near = " ".join((*before, "%", *after[: 2 * _AFTER]))
    if before and has(" ".join(before[-_AFTER:]), "makes_up", _OPEN) and has(" ".join(after[:_OPEN]), "made_up"):
        return not has(" ".join(after[_OPEN:]), "not_shares")
    if has(near, "not_shares"):
        return False
    if _COUNTED.match(figure.after):
        return True
    behind = after[:_OPEN]
    if after and has(after[0], "of_all"):
        behind = after[: _AFTER + 1]
    told = bool(behind) and (has(" ".join(behind), "members") or has(behind[0], "answers"))
    return told or has(" ".join(before[-_AFTER:]), "makes_up", _OPEN) or has(" ".join(before), "shares")
