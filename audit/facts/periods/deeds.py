"""When the deeds were of which a court or the police report: sums hold in their years, not on the day of the verdict.

What court and police do themselves is of its day: how long somebody goes to prison, what has to be paid back or is
seized.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from itertools import islice

from audit.facts._reading import Date, Figure, Reading
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import anywhere, words
from audit.facts.dates import iso as _iso
from audit.facts.dates.calendar import published_on

_SHAPES = frozenset({"year", "years", "months", "month", "half", "quarter"})
# Mentions of a court that make a report one of it, and the sentences in which they are looked for.
_COURT, _FRONT = 2, 8
# How far behind a length of time stands that it is one in prison, and how far before a sum what the court does with it.
_BEHIND, _BACK = 20, 60
_LEAD = 24
# How far behind those who are sentenced the words for their terms stand.
_TERMS = 80


class Deeds:
    """Whether an article reports from a court, and the years that it names for what was done."""

    def __init__(self, reading: Reading, published: date) -> None:
        self._starts: list[int] = []
        self._dates: list[Date] = []
        self.court = _of_court(reading)
        if not self.court:
            return
        for sentence in reading.sentences:
            for item in sentence.dates:
                if item.shape in _SHAPES and not item.event and _over(item, published) and not _born(item, reading):
                    self._starts.append(item.start)
                    self._dates.append(item)

    def at(self, place: int) -> Date | None:
        """The last such time that is named before a place, else the first behind it."""
        if not self._dates:
            return None
        return self._dates[max(0, bisect_left(self._starts, place) - 1)]


def of_verdict(figure: Figure, scene: Scene) -> bool:
    """Whether a court decides a figure: a length of time in prison, or what is fined and paid back."""
    language = scene.sentence.language
    if in_prison(figure, scene) or _sentenced(figure, scene):
        return True
    known = anywhere(language, "verdicts")
    near = scene.text(max(scene.start, figure.start - _BACK), figure.start)
    return known is not None and known.search(near) is not None


def _sentenced(figure: Figure, scene: Scene) -> bool:
    """Whether a figure counts those who are sentenced: `8 bị cáo còn lại lĩnh từ 4 đến 22 năm tù`."""
    known, prison = (anywhere(scene.sentence.language, name) for name in ("defendants", "prison"))
    if known is None or prison is None or not known.match((figure.counted or "").lower()):
        return False
    return prison.search(scene.text(figure.end, figure.end + _TERMS)) is not None


def ordered(figure: Figure, scene: Scene) -> bool:
    """Whether a court orders what somebody has to pay, and nobody only asks for it: `tòa buộc ông phải bồi thường`."""
    orders, asks = (anywhere(scene.sentence.language, name) for name in ("orders", "asks"))
    before = scene.text(scene.start, figure.start)
    told = orders is not None and orders.search(before) is not None
    return told and (asks is None or asks.search(before) is None) and of_verdict(figure, scene)


def in_prison(figure: Figure, scene: Scene) -> bool:
    """Whether a length of time is one that somebody is to spend in prison."""
    known = anywhere(scene.sentence.language, "prison")
    return known is not None and known.search(scene.text(figure.end, figure.end + _BEHIND)) is not None


def _of_court(reading: Reading) -> bool:
    language = reading.sentences[0].language if reading.sentences else ""
    known = anywhere(language, "court")
    if known is None or not reading.holds(words(language, "court")):
        return False
    told = (sentence for sentence in reading.sentences[:_FRONT] if known.search(sentence.text.lower()))
    return len(list(islice(told, _COURT))) == _COURT


def _over(item: Date, published: date) -> bool:
    last = published_on(_iso.last(item.period))
    return last is not None and last < published


def _born(item: Date, reading: Reading) -> bool:
    """Whether a year is the one in which somebody was born or something founded, by the words before it."""
    lead = reading.view.normal[max(0, item.start - _LEAD) : item.start].lower()
    known = anywhere(reading.sentences[0].language, "born")
    return known is not None and known.search(lead) is not None
