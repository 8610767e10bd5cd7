"""The day that an article tells of, and the days that its paragraphs tell of for a while.

An account names its day once, in its title or lead; where a paragraph names another, what follows in the paragraph
holds then. `Trước đó` goes back to a day that was named before. A date that is only compared with is none of these.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice

from audit.facts._reading import Date, Reading, Sentence
from audit.facts.cues.comparison import began, compared
from audit.facts.cues.scene import Scene, lowered
from audit.facts.cues.spots import WORD, words
from audit.facts.dates import iso as _iso
from audit.facts.dates.calendar import published_on
from audit.facts.dates.numeric import WEEK
from audit.facts.periods.paragraphs import paragraphs
from audit.facts.periods.repeat import Said
from audit.facts.periods.sofar import ends_sum

# Sentences in which an article says what it is about: the title and what comes first.
LEAD = 4
# An account appears within so long after its event.
_AFTER = timedelta(days=8)
# A report appears within so long after the day up to which it counts.
_COUNTED = timedelta(days=16)
# A line this short is no sentence of an account: a byline, a word of a menu.
_SCRAP = 24
# How far back a day lies that a paragraph may go to.
_LONG = timedelta(days=200)
# The words for what was before stand at the front of a sentence.
_FRONT = 24
# How far before a day the verb stands of what was said on it: `officials said on Friday`.
_SAID = 12
# How far before a day the word stands since which something is so.
_SINCE = 90


def lead(reading: Reading) -> list[Sentence]:
    """The sentences that say what an article is about: the title and what comes first, scraps of a page aside."""
    known: list[Sentence] | None = reading.cache.get("lead")
    if known is None:
        told = (part for part in reading.sentences if part.block == "title" or len(part.text) > _SCRAP)
        known = reading.cache["lead"] = list(islice(told, LEAD))
    return known


def last_day(reading: Reading) -> str | None:
    """The last day that an article speaks of, which stands in for that of an article without a day of publication."""
    told = (date for sentence in reading.sentences for date in sentence.dates)
    days = [date.period for date in told if date.shape == "day" and date.period and "/" not in date.period]
    return max(days, default=None)


class Days:
    """The days of one article by the place where they are told."""

    def __init__(self, reading: Reading, said: Sequence[Said], published: date) -> None:
        self.published = published
        self._scenes = {one.scene.start: one.scene for one in said}
        self._ends = self._closing(reading)
        self.whole = self._of_lead(reading) or self._today(reading)
        self._starts: list[int] = []
        self._days: list[Date | None] = []
        self._levels: list[Date | None] = []
        self._earlier: dict[int, Date | None] = {}
        self._walk(reading)

    def counted_to(self, item: Date) -> bool:
        """Whether a day is the one up to which something was counted: `tính đến 20-8`."""
        return item.start in self._ends

    def _of_lead(self, reading: Reading) -> Date | None:
        """The first day of the lead, or, where papers tell how things stand, the last one that it goes on to."""
        days = [item for part in lead(reading) for item in part.dates]
        fresh = [item for item in days if item.shape == "day" and (self._fresh(item) or self._closed(item))]
        if not fresh or "day" not in words(reading.sentences[0].language, "stands_on"):
            return next(iter(fresh), None)
        fresh = [item for item in fresh if not self._began(item, reading)]
        told = [item for item in fresh if not self._spoken(item, reading)] or fresh
        return max(told, key=lambda item: (_iso.last(item.period) or "", -item.start), default=None)

    def _closing(self, reading: Reading) -> frozenset[int]:
        """Where the days start up to which papers count, where they tell how things stand."""
        days = ((item, part) for part in reading.sentences for item in part.dates if item.shape == "day")
        return frozenset(item.start for item, part in days if ends_sum(item, part))

    def _began(self, item: Date, reading: Reading) -> bool:
        """Whether a day is only the one on which something began."""
        scene = self._of(item, reading)
        before = WORD.findall(scene.text(max(scene.clause(item.start)[0], item.start - _SINCE), item.start))
        return began(item, scene) or not words(scene.sentence.language, "since_behind").isdisjoint(before)

    def _spoken(self, item: Date, reading: Reading) -> bool:
        """Whether a day is only the one on which somebody spoke."""
        scene = self._of(item, reading)
        near = [*scene.before(item.start, _SAID), *scene.after(item.end, 1)]
        return any("speech" in cue.roles for cue in near)

    def _of(self, item: Date, reading: Reading) -> Scene:
        return self._scene(next(part for part in lead(reading) if part.start <= item.start < part.end))

    def _scene(self, sentence: Sentence) -> Scene:
        return self._scenes.get(sentence.start) or Scene(sentence)

    def _today(self, reading: Reading) -> Date | None:
        """The day of publication, where an article without another day speaks of `sáng nay`."""
        now = self.published.isoformat()
        days = (item for part in reading.sentences for item in part.dates)
        return next((item for item in days if item.rule == "relative-date" and item.period == now), None)

    def _fresh(self, item: Date) -> bool:
        last = published_on(_iso.last(item.period))
        return last is not None and self.published - _AFTER <= last <= self.published

    def _closed(self, item: Date) -> bool:
        """Whether a day is the one up to which a report counts, which appears within weeks."""
        last = published_on(_iso.last(item.period))
        return self.counted_to(item) and last is not None and self.published - _COUNTED <= last <= self.published

    def _past(self, item: Date) -> bool:
        last = published_on(_iso.last(item.period))
        return last is not None and self.published - _LONG <= last <= self.published

    def _walk(self, reading: Reading) -> None:
        """Notes for every sentence the days that earlier ones of its paragraph leave it, and for each date its own."""
        local: Date | None = None
        level: Date | None = None
        before: Date | None = None
        event: Date | None = None
        begun = paragraphs(reading)
        for sentence in reading.sentences:
            if sentence.start in begun:
                local = level = None
            if self._goes_back(sentence):
                self._earlier[sentence.start] = local = level = before
            elif event is not None and self._at_event(sentence):
                local = level = event
            self._note(sentence.start, local, level)
            for item in sentence.dates:
                if item.shape != "day" or not item.period or ("/" in item.period and not self._of_week(item)):
                    continue
                if self._older(item) and before is None:
                    before = item
                if self._older(item) and self._fresh(item):
                    event = min(event or item, item, key=lambda day: day.period or "")
                if self._past(item) and not self._set_against(item, sentence):
                    local, level = item, level if item.event else item
                    self._note(item.end, local, level)
            if any(item is self.whole for item in sentence.dates):
                local = level = self.whole

    def _of_week(self, item: Date) -> bool:
        """Whether a stretch of days is the week that a report counts, just over when it appeared."""
        return item.rule == WEEK and _iso.is_week(item.period) and self._fresh(item)

    def _note(self, place: int, local: Date | None, level: Date | None) -> None:
        self._starts.append(place)
        self._days.append(local)
        self._levels.append(level)

    def _older(self, item: Date) -> bool:
        return self.whole is not None and (item.period or "") < (self.whole.period or "")

    def _goes_back(self, sentence: Sentence) -> bool:
        return lowered(sentence.text[:_FRONT]).startswith(tuple(words(sentence.language, "before_that")))

    def _at_event(self, sentence: Sentence) -> bool:
        """Whether a sentence goes back to the hour of what is reported on: `khi nhận tin báo`, `thời điểm cháy`."""
        low = lowered(sentence.text)
        return any(map(low.__contains__, words(sentence.language, "at_event")))

    def _set_against(self, item: Date, sentence: Sentence) -> bool:
        """Whether a date is only compared with, of the figure in brackets behind it, or only the start of a count."""
        scene = self._scene(sentence)
        if scene.lead(item) in words(sentence.language, "since_behind"):
            return True
        return compared(item, scene) or scene.text(item.end, item.end + 2).lstrip().startswith("(")

    def at(self, place: int, level: bool = False) -> Date | None:
        """The day that a place of the text is told of; with `level` only one at which something was counted."""
        at = bisect_left(self._starts, place + 1) - 1
        if at < 0:
            return None
        return self._levels[at] if level else self._days[at]

    def back(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of what was before."""
        return sentence.start in self._earlier
