"""Which of several dates is whose, where one list of them stands beside one of figures.

`Năm 2016, 2017 và 2018, công ty lãi lần lượt 10 tỷ, 12 tỷ và 15 tỷ đồng`: the first date is of the first figure. Lists
of two say so with a word such as `lần lượt`, `respectively`; longer ones of one length need none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.facts._reading import Date, Figure
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, words

# The members of a list stand this near each other; two of them need a word that pairs them.
_GAP, _PAIR = 28, 2
_MOST_WORDS = 3


def respective(scene: Scene) -> dict[int, Date]:
    """For the start of each figure of such a list its own date."""
    if len(scene.dates) < _PAIR:
        return {}
    lists = [run for run in _lists(scene) if len(run) >= _PAIR]
    dates = next((run for run in lists if isinstance(run[0], Date)), None)
    if dates is None:
        return {}
    named = not words(scene.sentence.language, "respective").isdisjoint(WORD.findall(scene.lower))
    found: dict[int, Date] = {}
    for figures in lists:
        fits = isinstance(figures[0], Figure) and len(figures) == len(dates)
        if fits and (named or (len(dates) > _PAIR and dates[-1].end <= figures[0].start)):
            found |= {item.start: date for item, date in zip(figures, dates, strict=True) if isinstance(date, Date)}
    return found


def _lists(scene: Scene) -> Iterator[Sequence[Figure | Date]]:
    """The items of a sentence, those of one list together."""
    run: list[Figure | Date] = []
    for item in scene.items:
        if run and not _goes_on(run[-1], item, scene):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _goes_on(before: Figure | Date, item: Figure | Date, scene: Scene) -> bool:
    """Whether two items are dates of one form, or figures of one unit, with hardly more than a comma between."""
    if isinstance(before, Date) and isinstance(item, Date):
        alike = before.shape == item.shape and before.period is not None and item.period is not None
    elif isinstance(before, Figure) and isinstance(item, Figure):
        alike = before.unit == item.unit
    else:
        return False
    gap = scene.text(before.end, item.start)
    said = WORD.findall(gap)
    joined = "," in gap or not words(scene.sentence.language, "adds").isdisjoint(said)
    return alike and joined and len(gap) <= _GAP and len(said) <= _MOST_WORDS
