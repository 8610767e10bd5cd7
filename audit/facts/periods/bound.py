"""What is known of the time a figure holds in, and what is left of it further on.

A period is bound to a figure by a date (`clause`), a paragraph or a report (`frame`); a figure of any year has none.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from audit.facts._reading import Date, Figure
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, words
from audit.facts.dates import iso as _iso
from audit.facts.periods.asides import TIGHT

# How far from a year the word of a price stands that has moved over it.
_PRICED = 120
# How many words behind a figure those stand that make it one of any year.
_HABIT = 4
# Periods that a paragraph stays in; a day or the present is soon left again.
CARRIED = ("year", "years", "half", "quarter", "months", "month")
# Growth over a whole year, half, quarter or the months so far is counted from the same months a year before.
YEARLY = ("year", "half", "quarter", "months")
# How much less sure a period is with each sentence that it is carried over, and when it is let go.
_FADING, _FADED = 0.1, 0.35
# Rules of years that run over two: `niên vụ 2017/2018`.
_SEASONS = frozenset({"years", "season"})
# Units of time that something may be counted per.
_SPANS = frozenset({"a", "mo", "wk", "d", "h", "min", "s"})


class Bound(NamedTuple):
    """A period, how sure it is that the figure holds in it, and the shape of the date it was read from.

    `near` is true where figure and date share a clause; one from further away gives in to what the clause says.
    `far` is true where another paragraph named it, `planned` where only plans have been told of it. `date` is that
    date, `base` the words that say what a change is counted from; null where none do.
    """

    period: str | None = None
    confidence: float = 1.0
    shape: str = ""
    near: bool = False
    date: Date | None = None
    base: tuple[int, int] | None = None
    far: bool = False
    planned: bool = False


NOWHERE = Bound()


@lru_cache(maxsize=1 << 12)
def phase(period: str | None, published: str | None) -> str | None:
    """Where a period, or the later side of a change, lies from the day of publication: over, running or ahead.

    One that ends more than a year later counts as ahead: what it comes to cannot be known. Today counts as over.
    """
    first, last = _iso.first(period), _iso.last(period)
    if not published or not last:
        return None
    today, far = published[:10], f"{int(published[:4]) + 1:04d}{published[4:10]}"
    return (
        "over"
        if last < today or first == last == today
        else "ahead"
        if (first and first > today) or last > far
        else "running"
    )


def carries(date: Date) -> bool:
    """Whether sentences to come may hold in a date: a period, or what has run from a day until now."""
    period = date.period or ""
    return date.shape in CARRIED or (date.shape == "since" and "/" in period and ".." not in period)


def faded(past: Bound | None) -> Bound | None:
    """What a sentence that names no period leaves of the one it was handed; that of a whole report stays."""
    if past is not None and past.far:
        return past
    if past is None or past.confidence - _FADING < _FADED:
        return None
    return past._replace(confidence=past.confidence - _FADING)


def habitual(figure: Figure, scene: Scene) -> bool:
    """Whether a figure is one of any year: `20 storms each year`, `mỗi năm có 20 cơn bão`."""
    before = _apart(scene.sentence.language, "habits")
    if before and figure.counted is not None:
        begin = max(scene.clause(figure.start)[0], figure.start - TIGHT)
        lead = f" {' '.join(WORD.findall(scene.text(begin, figure.start)))} "
        if any(map(lead.__contains__, before)):
            return True
    known = _apart(scene.sentence.language, "habitual")
    if not known or (figure.per is not None and figure.per not in _SPANS):
        return False  # `$1.19 per share`
    behind = f" {' '.join(WORD.findall(scene.text(figure.end, figure.end + TIGHT))[:_HABIT])} "
    return any(map(behind.__contains__, known))


@cache
def _apart(language: str, name: str) -> frozenset[str]:
    """The phrases of one list of particles, each between blanks."""
    return frozenset(f" {phrase} " for phrase in words(language, name))


def seasonal(at: Bound) -> bool:
    """Whether a period is a crop, school or sports year over two years, which is compared with the one before."""
    if at.shape != "years" or at.date is None or at.date.rule not in _SEASONS:
        return False
    first, _, last = (at.date.period or "").partition("/")
    return first.isdigit() and last.isdigit() and int(last) == int(first) + 1


def spanned(date: Date, scene: Scene) -> bool:
    """Whether a year up to a month is one over which a price has moved: `in the 12 months to May prices rose 3%`."""
    if date.rule not in ("months_to", "year_to") or date.shape != "year":
        return False
    near = WORD.findall(scene.text(date.start - _PRICED, date.end + _PRICED))
    return not words(scene.sentence.language, "priced").isdisjoint(near)
