"""A sentence prepared for questions about its figures: its cues, its clauses, and what stands next to what."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from operator import attrgetter

from audit.facts._reading import Date, Figure, Rejected, Sentence
from audit.facts.cues.spots import WORD, Cue, lexicon, scan, words

# One character first: what a pattern starts with is looked for fastest.
_BREAK = re.compile(r"[-,;:()\[\]\n–—…](?:(?<!-)|(?<=\s-)(?=\s))")
_BRACKET = re.compile(r"[()\[\]]")
_STRONG = ";\n"
# Brackets that are passed over on the way to a date.
_ASIDE = 3
# How far before a date the word stands that leads it.
_LEAD = 16
# No cue is looked for further from its figure than this many characters: what stands further says something else.
REACH = 160
# The roles of whatever cue there is.
ANY: frozenset[str] = frozenset()
_START = attrgetter("start")
_Filed = tuple[list[Cue], list[int]]


class Scene:
    """A sentence prepared for questions about its figures: its cues, clauses and neighbours, all by position.

    Cues are found once, filed by the roles that are asked for, and looked up by bisection: a question that turns on
    words which the sentence does not hold costs one look. `roles` are all that its cues play.
    """

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.start, self.end = sentence.start, sentence.start + len(sentence.text)
        self.lower = lowered(sentence.text)
        self.dates = [date for date in sentence.dates if date.shape != "now" or not self._compound(date)]
        self.items: list[Figure | Date] = [*sentence.figures, *self.dates]
        if self.dates:
            self.items.sort(key=_START)
        self.rejected_starts = [item.start for item in sentence.rejected]
        self.item_starts = [item.start for item in self.items]
        self.figure_starts = [figure.start for figure in sentence.figures]
        self.cues = scan(sentence.text, self.lower, sentence.start, lexicon(sentence.language))
        self.roles = ANY.union(*[cue.roles for cue in self.cues])
        self._filed: dict[frozenset[str], _Filed] = {ANY: (self.cues, [cue.start for cue in self.cues])}
        self._leads: dict[int, str] = {}
        self._held: dict[str, bool] = {}
        self._find_breaks()
        self._find_brackets()

    def lead(self, date: Date) -> str:
        """The word right before a date, or before the `năm`, `tháng` that lead it; empty where none stands there."""
        known = self._leads.get(date.start)
        if known is None:
            lead = WORD.findall(self.text(date.start - _LEAD, date.start))[-2:]
            if len(lead) == 2 and lead[1] in words(self.sentence.language, "date_unit"):
                lead.pop()
            known = self._leads[date.start] = lead[-1] if lead else ""
        return known

    def _compound(self, date: Date) -> bool:
        """Whether a word of the present is the end of another word: `thực hiện tại 63 tỉnh`."""
        lead = WORD.findall(self.text(date.start - 8, date.start))[-1:]
        return bool(lead) and lead[0] in words(self.sentence.language, "compound")

    def text(self, start: int, end: int) -> str:
        """A stretch of the sentence in lower case, by offsets of the normal text."""
        base = self.start
        return self.lower[start - base if start > base else 0 : end - base if end > base else 0]

    def says(self, name: str, start: int, end: int) -> bool:
        """Whether a word of a list of particles stands between two offsets; for an empty list nothing is read."""
        known = words(self.sentence.language, name)
        return bool(known) and not known.isdisjoint(WORD.findall(self.text(start, end)))

    def holds(self, name: str) -> bool:
        """Whether the letters of some phrase of a list stand anywhere: one look may save many for where it stands."""
        known = self._held.get(name)
        if known is None:
            phrases = words(self.sentence.language, name)
            known = self._held[name] = any(map(self.lower.__contains__, phrases))
        return known

    def printed(self, start: int, end: int) -> str:
        """A stretch of the sentence as it is printed."""
        return self.sentence.text[max(0, start - self.start) : max(0, end - self.start)]

    def clause(self, offset: int) -> tuple[int, int]:
        """The clause around an offset: from the break before it to the break after it."""
        at = bisect_right(self.breaks, offset)
        start = self.breaks[at - 1] if at else self.start
        return start, self.breaks[at] if at < len(self.breaks) else self.end

    def split(self, start: int, end: int) -> bool:
        """Whether a clause ends between two offsets."""
        at = bisect_left(self.breaks, start)
        return at < len(self.breaks) and self.breaks[at] < end

    def split_outside(self, start: int, end: int) -> bool:
        """Whether a clause ends between two offsets, brackets that open and close between them aside."""
        at = bisect_left(self.breaks, start)
        for _ in range(_ASIDE):
            if at == len(self.breaks) or self.breaks[at] >= end:
                return False
            inside = bisect_right(self._bracket_starts, self.breaks[at]) - 1
            if inside < 0 or self.brackets[inside][0] < start or not self.breaks[at] < self.brackets[inside][1] <= end:
                return True
            at = bisect_left(self.breaks, self.brackets[inside][1], at)
        return True

    def parted(self, start: int, end: int) -> bool:
        """Whether a clause of its own begins between two offsets: behind a semicolon, or a word like `while`."""
        at = bisect_left(self.strong, start)
        return at < len(self.strong) and self.strong[at] < end

    def apart(self, aside: int, offset: int) -> bool:
        """Whether `aside` stands in brackets that `offset` is outside of."""
        at = bisect_right(self._bracket_starts, aside) - 1
        return at >= 0 and aside < self.brackets[at][1] and not self.brackets[at][0] <= offset < self.brackets[at][1]

    def figure_between(self, start: int, end: int) -> bool:
        """Whether a figure stands between two offsets."""
        at = bisect_left(self.figure_starts, start)
        return at < len(self.figure_starts) and self.figure_starts[at] < end

    def figures(self, start: int, end: int) -> list[Figure]:
        """The figures that start between two offsets."""
        first = bisect_left(self.figure_starts, start)
        return self.sentence.figures[first : bisect_left(self.figure_starts, end)]

    def between(self, start: int, end: int) -> list[Figure | Date]:
        """The figures and dates that start between two offsets."""
        first = bisect_left(self.item_starts, start)
        return self.items[first : bisect_left(self.item_starts, end)]

    def figure_before(self, offset: int) -> Figure | None:
        """The last figure that starts before an offset."""
        at = bisect_left(self.figure_starts, offset)
        return self.sentence.figures[at - 1] if at else None

    def rejected_before(self, offset: int) -> Rejected | None:
        """The last run of digits before an offset that is no figure."""
        at = bisect_left(self.rejected_starts, offset)
        return self.sentence.rejected[at - 1] if at else None

    def rejected_between(self, start: int, end: int) -> bool:
        """Whether a number that is no figure starts between two offsets."""
        at = bisect_left(self.rejected_starts, start)
        return at < len(self.rejected_starts) and self.rejected_starts[at] < end

    def figure_index(self, figure: Figure) -> int:
        """The place of a figure among those of the sentence."""
        return bisect_left(self.figure_starts, figure.start)

    def before(self, offset: int, reach: int = REACH, roles: frozenset[str] = ANY) -> list[Cue]:
        """The cues of some roles that end at or before an offset, nearest first, no further away than `reach`."""
        cues, starts = self._filed.get(roles) or self._file(roles)
        if not cues:
            return cues
        at = bisect_left(starts, offset)
        if at and cues[at - 1].end > offset:
            at -= 1
        return cues[bisect_left(starts, offset - reach, 0, at) : at][::-1]

    def after(self, offset: int, reach: int = REACH, roles: frozenset[str] = ANY) -> list[Cue]:
        """The cues of some roles that start at or after an offset, nearest first, no further away than `reach`."""
        cues, starts = self._filed.get(roles) or self._file(roles)
        if not cues:
            return cues
        first = bisect_left(starts, offset)
        return cues[first : bisect_right(starts, offset + reach, first)]

    def _file(self, roles: frozenset[str]) -> _Filed:
        """The cues that play one of some roles, and where they start."""
        filed: _Filed = ([], [])
        if not self.roles.isdisjoint(roles):
            cues = [cue for cue in self.cues if not cue.roles.isdisjoint(roles)]
            filed = cues, [cue.start for cue in cues]
        self._filed[roles] = filed
        return filed

    def _find_breaks(self) -> None:
        """Clauses end at marks outside figures and dates, and before words that begin a new one."""
        spans = sorted((item.start, item.end) for item in (*self.items, *self.sentence.rejected))
        starts = [start for start, _ in spans]
        self.strong = [cue.start for cue in self.cues if "break" in cue.roles]
        self.breaks = list(self.strong)
        for match in _BREAK.finditer(self.lower):
            offset = self.start + match.start()
            at = bisect_right(starts, offset) - 1
            if at < 0 or spans[at][1] <= offset:
                self.breaks.append(offset)
                if match[0] in _STRONG:
                    self.strong.append(offset)
        self.breaks.sort()
        self.strong.sort()

    def _find_brackets(self) -> None:
        """The outermost brackets of the sentence."""
        self.brackets: list[tuple[int, int]] = []
        self._bracket_starts: list[int] = []
        if "(" not in self.lower and "[" not in self.lower:
            return
        opened: list[int] = []
        for match in _BRACKET.finditer(self.lower):
            if match[0] in "([":
                opened.append(self.start + match.start())
            elif opened:
                first = opened.pop()
                if not opened:
                    self.brackets.append((first, self.start + match.end()))
        self._bracket_starts = [first for first, _ in self.brackets]


def lowered(text: str) -> str:
    """The text in lower case, character for character: the one capital that lowers to two is kept single."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text.replace("İ", "i").lower()
