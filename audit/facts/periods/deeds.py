"""When the deeds were of which a court or the police report: sums hold in their years, not on the day of the verdict.

What court and police do themselves is of its day: how long somebody goes to prison, what has to be paid back or is
seized.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from itertools import islice

from audit.facts._reading import Date, Figure, Reading
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, anywhere, words
from audit.facts.dates import iso as _iso
from audit.facts.dates.calendar import published_on
from audit.facts.periods.repeat import Said

_SHAPES = frozenset({"year", "years", "months", "month", "half", "quarter"})
# Mentions of a court that make a report one of it, and the sentences in which they are looked for.
_COURT, _FRONT = 2, 8
# How far behind a length of time stands that it is one in prison, and how far before a sum what the court does with it.
_BEHIND, _BACK = 20, 60
_LEAD = 24
# How far behind those who are sentenced the words for their terms stand.
_TERMS = 80
# How long somebody is sent to prison is told in years or months; what goes on a list of terms stands this near.
_YEARS, _APART = frozenset({"a", "mo"}), 160
# How far before a term the verb stands that tells what a court does, and how many words it has.
_VERB, _PHRASE = 24, 3
# A term with its unit closes its clause, or goes on to the next one.
_CLOSES = re.compile(r" ?\w+(?: ?[,.;:)]| và\b|$)")


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

    def terms(self, said: Sequence[Said]) -> frozenset[int]:
        """Where terms in prison start, and those that go on a list of them: `A 14 năm tù, B 3 năm`."""
        found: set[int] = set()
        last: Said | None = None
        for one in said if self.court else ():
            near = last is not None and one.figure.start - last.figure.end <= _APART
            if in_prison(one.figure, one.scene) or (_closes(one) and (near or _sent(one))):
                found.add(one.figure.start)
                last = one
        return frozenset(found)

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


def own_day(one: Said) -> Date | None:
    """The day that a sentence names before a term it tells of, in the same part of it: `hôm 20/12 đề nghị 5 năm tù`."""
    scene = one.scene
    days = [date for date in scene.dates if date.shape == "day" and date.end <= one.figure.start and date.period]
    return days[-1] if days and not scene.parted(days[-1].end, one.figure.start) else None


def _closes(one: Said) -> bool:
    """Whether a length of time closes its clause, as a term does that goes on a list."""
    behind = one.scene.text(one.figure.end, one.figure.end + _BEHIND)
    return one.figure.unit in _YEARS and _CLOSES.match(behind) is not None


def _sent(one: Said) -> bool:
    """Whether the verb before a length of time is one of a court, in a sentence that speaks of prison."""
    language = one.scene.sentence.language
    known, prison = words(language, "sentences"), anywhere(language, "prison")
    said = WORD.findall(one.scene.text(one.figure.start - _VERB, one.figure.start))
    told = any(" ".join(said[-count:]) in known for count in range(1, _PHRASE + 1))
    return told and prison is not None and prison.search(one.scene.lower) is not None


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
    if known is None or not reading.holds(words(language, "court"), _FRONT):
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
