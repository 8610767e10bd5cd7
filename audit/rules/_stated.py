"""Changes that a sentence states together with the two values they are between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audit.rules._sentence import Figure, ends, has, words
from audit.rules._words import alike

# A cue stands at most this many words before its figure: "từ mức hơn 50", "so với con số 50"; the name of an earlier
# time a few more: "cùng kỳ năm trước là 50".
_CUE, _GAP, _TIME = 4, 7, 7
# So many characters behind a value in brackets end them; a comparison that is further off is of other values.
_BRACKET, _NEARLY = 40, 1.6


@dataclass(frozen=True, slots=True)
class Turned:
    """Two values of which the words say that one rose or fell (`up`, `down`) to the other."""

    before: Figure
    after: Figure
    direction: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A change and the two values it is between."""

    change: Figure
    before: Figure
    after: Figure


def stated(figures: list[Figure]) -> Iterator[Stated]:
    """Triples of neighbours: a change and two quantities of one unit, told apart by the words before them."""
    for three in zip(figures, figures[1:], figures[2:], strict=False):
        changes = [figure for figure in three if figure.kind == "change"] or _restated(three)
        values = [figure for figure in three if figure not in changes]
        if len(changes) == 1 and len(values) == 2 and _alike(*values) and _joined(three):
            order = _order(three, changes[0], *values)
            if order:
                yield Stated(changes[0], *order)


def turned(figures: list[Figure]) -> Iterator[Turned]:
    """Pairs of neighbours of one unit: `5%, down from 7%`, `fell from 7% to 5%`, `fell to 5% from 7%`.

    Rates of exchange, which rise where a currency falls, and ranks are left out.
    """
    for at, (one, two) in enumerate(pairwise(figures)):
        if (
            not _alike(one, two)
            or not _joined((one, two))
            or "down" in (one.direction, two.direction)
            or _ranked(one, two)
        ):
            continue
        onward = at + 2 < len(figures) and has(figures[at + 2].before, "change_to", _CUE)
        for direction, verb in (("up", "rise"), ("down", "fall")):
            if ends(one.before, f"{verb}_from") and has(two.before, "change_to", _CUE):
                yield Turned(one, two, direction)
            elif (ends(two.before, f"{verb}_from") and not onward) or (
                ends(one.before, f"{verb}_to") and ends(two.before, "change_from")
            ):
                yield Turned(two, one, direction)


def _ranked(one: Figure, two: Figure) -> bool:
    told = f"{one.before} {two.before} {two.after}"
    return (
        has(told, "ranks") or has(told, "exchanged") or any(figure.counted in words("ranks") for figure in (one, two))
    )


def _order(three: tuple[Figure, ...], change: Figure, one: Figure, two: Figure) -> tuple[Figure, Figure] | None:
    """The earlier and the later value; None where the words do not say which is which."""
    starts = [has(figure.before, "change_from", _CUE) for figure in (one, two)]
    ends = [has(figure.before, "change_to", _CUE) for figure in (one, two)]
    if starts == [True, False] and ends[1]:
        tail = three[-1] is change and has(change.after[:40], "change_than")
        return None if tail else (one, two)
    if starts == [False, True] and ends[0]:
        return two, one
    than = has(two.before, "change_than", _CUE) or starts[1] or _folded(change, two) or _bracketed(change, two)
    if three[1] is change and than and not starts[0]:
        return two, one
    if three[2] is change and than and not starts[0] and not has(change.after[:40], "change_than"):
        return two, one
    if three[2] is not change:
        return None
    return _compared(change, one, two) or _timed(change, one, two)


def _bracketed(change: Figure, value: Figure) -> bool:
    """Whether a value stands alone in brackets behind its time: `tăng 28% so với quý III (56,6 triệu)`."""
    said, bracket, name = value.before.rpartition("(")
    behind = value.after.lstrip()
    closed = ")" in behind[:_BRACKET] and len(behind.split(")")[0].split()) <= _CUE
    if not bracket or not closed or len(name.split()) > _CUE:
        return False
    past = change.unit == "ratio" and has(said, "change_past", _TIME)
    named = not name.strip() and (past or has(said, "change_than", _TIME))
    return named or (len(said.split()) <= _CUE and has(name, "change_past"))


def _compared(change: Figure, one: Figure, two: Figure) -> tuple[Figure, Figure] | None:
    """A value, and the one right behind it that is said to be so much higher or lower: `520, 780, cao hơn 50%`."""
    if has(change.after, "change_than") or has(change.after, "change_past") or len(change.before.split()) > _CUE:
        return None
    a, b = one.claim.value, two.claim.value
    higher, lower = has(change.before, "change_higher", _CUE), has(change.before, "change_lower", _CUE)
    if change.unit != "percent" or higher == lower or a <= 0 or higher != (b > a) or a == b:
        return None
    implied = abs(b / a - 1) * 100
    near = max(implied, change.claim.value) <= _NEARLY * min(implied, change.claim.value)
    return (one, two) if near else None


def _restated(three: tuple[Figure, ...]) -> list[Figure]:
    """A share that says a rise or fall once more: `từ 50.000 đồng lên 60.000 đồng, tương đương 20%`."""
    share = three[2]
    again = share.unit == "percent" != three[0].unit and has(share.before, "change_again", _CUE)
    return [share] if again else []


def _folded(change: Figure, value: Figure) -> bool:
    """Whether a value stands right behind "double": `gấp đôi con số 750`."""
    return change.unit == "ratio" and len(value.before.split()) <= _CUE and has(value.before, "change_of")


def _timed(change: Figure, one: Figure, two: Figure) -> tuple[Figure, Figure] | None:
    """The earlier and the later of two values of which one is said to be that of an earlier time."""
    if has(change.after, "change_than"):
        return None
    past = [has(figure.before, "change_past", _TIME) for figure in (one, two)]
    return {(True, False): (one, two), (False, True): (two, one)}.get((past[0], past[1]))


def _alike(one: Figure, two: Figure) -> bool:
    ranges = one.claim.value_to is not None or two.claim.value_to is not None
    return one.unit == two.unit and alike(one.counted, two.counted) and not ranges


def _joined(figures: Sequence[Figure]) -> bool:
    """Whether nothing between the figures begins another statement."""
    return all(_goes_on(figure) for figure in figures[1:])


def _goes_on(figure: Figure) -> bool:
    """Whether the words before a figure go on with what the one before it says; a value may name its earlier time."""
    past = figure.kind != "change" and has(figure.before, "change_past")
    breaks = has(figure.before, "change_breaks") and not past
    return len(figure.before.split()) <= _GAP + past * _CUE and not breaks and ";" not in figure.before
