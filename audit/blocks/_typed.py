"""A phrase as people type it into a search box, inside a sentence that was edited, whatever the phrase is about.

Edited text does not put what shoppers and searchers look for side by side without a word of grammar, in small letters
throughout, in words that the rest of the article never uses. None of these habits tells alone; each adds to a sum, and
a phrase is taken out where the sum is high enough. The weights are rounded log-odds of a logistic regression that tells
phrases typed into clean articles from all other stretches of these articles that hold a cue; `bench/phrases.py`
measures them. Where a page speaks of goods and services itself, more is asked.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from audit.blocks._cues import Cue, cues
from audit.blocks._lines import Line
from audit.blocks._page import Page, Span
from audit.blocks._phrases import matter
from audit.blocks._stretches import Stretches
from audit.blocks._syllables import reads_vietnamese
from audit.blocks._tokens import EDGE, Token
from audit.blocks._words import listed

_WEIGHTS = {"telling": 3.2, "common": 1.7, "usual": 0.0, "name": 5.6, "bare": 5.4, "foreign": 2.4}
_MOST_CUES = 3
_NEW, _MOST_NEW = 1.3, 6
# That a word stands nowhere else says all it can on a page of so many other words, and nothing on one of none.
_ENOUGH_ELSE = 60
_COVERED, _ALL_COVERED = 1.8, 1.4
_PARTED, _CLOSED_UP = 1.8, 2.0
_CARRIED_ON, _LED, _CLAUSE = -1.5, -1.0, 0.8
_DENSE, _MOST_DENSE, _STEADY = 100.0, 8.0, 50
_ENOUGH = 10.0
_GAP = 3
_WORDS, _MOST_WORDS, _FOREIGN = 3, 16, 3
_AROUND = 4
_MENTIONS = 2
_RUN = 3
_QUOTATION = 200
_QUOTES = re.compile('["“”«»„]')
_ENCLOSED = '"“«„(['
_WHY = "a phrase as it is typed into a search box, inside a sentence"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens of a sentence from `first` to before `last`, from the first cue among them to the end of the last."""

    first: int
    last: int
    cues: tuple[Cue, ...]

    def words(self, sequence: Sequence[Token]) -> list[str]:
        """Its words without the marks around them."""
        return [token.core for token in sequence[self.first : self.last]]

    @property
    def covered(self) -> int:
        """How many of its words are cues."""
        return sum(cue.last - cue.first for cue in self.cues)


def typed(line: Line, page: Page) -> Iterator[Span]:
    """The search phrases in a line of edited Vietnamese; none that is quoted, enclosed or announced by a colon."""
    if not reads_vietnamese(line.text):
        return
    for phrase, sequence in _phrases(line, page):
        apart = len(sequence) - (phrase.last - phrase.first) >= _AROUND
        if apart and not _enclosed(phrase, sequence, line) and _is_typed(phrase, sequence, page):
            last = sequence[phrase.last - _borrowed(phrase, sequence, page) - 1]
            yield Span(sequence[phrase.first].start, last.start + len(last.text.rstrip(EDGE)), "spliced", _WHY)


def _borrowed(phrase: Phrase, sequence: Sequence[Token], page: Page) -> int:
    """How many words at the end of a phrase are a term of the article itself, with which its sentence goes on."""
    words, count = phrase.words(sequence), 0
    times = page.mentions(words)
    for before, cue in zip(phrase.cues[-2::-1], phrase.cues[:0:-1], strict=False):
        own = words[cue.first - phrase.cues[0].first : cue.last - phrase.cues[0].first]
        if page.mentions(own) <= max(1, times):
            break
        count = phrase.cues[-1].last - before.last
    return count


def _phrases(line: Line, page: Page) -> Iterator[tuple[Phrase, Sequence[Token]]]:
    """Where cues stand near each other in a stretch of words, and the sentence of each."""
    first, last = (bisect_left(page.phrases, place) for place in (line.start, line.end))
    if first == last:
        return
    words, done, sentence = page.split, 0, (0, 0)
    sequence: Sequence[Token] = ()
    stretches = Stretches(words, line.start, line.end)
    for place in page.phrases[first:last]:
        at = words.index(place)
        if at < done:
            continue
        start, done = stretches.stretch(at)
        groups = list(_groups(words.cores(start, done)))
        if groups and stretches.sentence(at) != sentence:
            sentence = stretches.sentence(at)
            sequence = words.tokens(*sentence)
        before = bisect_left(sequence, words.ends[start], key=attrgetter("end")) if groups else 0
        for group in groups:
            yield Phrase(before + group[0].first, before + group[-1].last, tuple(group)), sequence


def _groups(words: Sequence[str]) -> Iterator[list[Cue]]:
    """The cues in a stretch of words, those together that stand near each other."""
    near: list[list[Cue]] = []
    for cue in cues(words):
        if near and cue.first - near[-1][-1].last <= _GAP:
            near[-1].append(cue)
        else:
            near.append([cue])
    for group in map(_trimmed, near):
        if _WORDS <= group[-1].last - group[0].first <= _MOST_WORDS and not _is_loan(group):
            yield group


def _trimmed(group: list[Cue]) -> list[Cue]:
    """A group without a usual cue apart at its end, which is more likely the sentence's own."""
    while len(group) > 1 and group[-1].kind == "usual" and group[-1].first > group[-2].last:
        group = group[:-1]
    return group


def _is_loan(group: Sequence[Cue]) -> bool:
    """Whether nothing but one or two foreign words strikes in a group, as in `quỹ venture capital`."""
    kinds = Counter(cue.kind for cue in group)
    return kinds["foreign"] < _FOREIGN and kinds["foreign"] + kinds["usual"] == len(group)


def _is_typed(phrase: Phrase, sequence: Sequence[Token], page: Page) -> bool:
    """Whether a phrase looks typed; what can be said without the rest of the page is said first."""
    words = phrase.words(sequence)
    before = sequence[phrase.first - 1] if phrase.first else None
    after = sequence[phrase.last] if phrase.last < len(sequence) and not sequence[phrase.last - 1].closes else None
    told = _seams(before, after) + _COVERED * phrase.covered / len(words)
    told += _ALL_COVERED * (phrase.covered == len(words) and len(phrase.cues) > 1)
    if told + _weight(phrase.cues) + _NEW * min(_MOST_NEW, len(words)) + _CLOSED_UP < _ENOUGH:
        return False
    own = [cue for cue in phrase.cues if not _elsewhere(cue, words, phrase.cues[0].first, page)]
    told += _weight(own) + _strangeness(words, len(own), page)
    if told < _ENOUGH <= told + _CLOSED_UP and before and after:
        return page.pairs[before.core.lower(), after.core.lower()] > 0
    return told >= _ENOUGH


def _weight(found: Sequence[Cue]) -> float:
    kinds = Counter(cue.kind for cue in found)
    return sum(_WEIGHTS[kind] * min(count, _MOST_CUES) for kind, count in kinds.items())


def _seams(before: Token | None, after: Token | None) -> float:
    """What the words around a phrase tell: whether it joins them. There is no word after one that a mark ends."""
    if after is None or after.core in _words("following"):
        told = _CARRIED_ON
    else:
        told = _CLAUSE if after.core in _words("opening") else 0.0
    if before and before.closes:
        return told + _PARTED
    return told + _LED if before and before.core in _words("leading") else told


def _strangeness(words: Sequence[str], found: int, page: Page) -> float:
    """How strange a phrase is to its page, which may speak of goods, games or sports itself."""
    own = Counter(words)
    new = [page.vocabulary[word] <= own[word] for word in words]
    once = all(new) or any(page.vocabulary[word] <= 1 for word in words)
    times = 1 if once else max(1, page.mentions(words))
    if times > 1:
        new = [page.vocabulary[word] <= times * own[word] for word in words]
    matters = len(matter().findall(" ".join(words)))
    if matters and page.once(_matters) - times * matters >= _MENTIONS:
        return -_ENOUGH
    others = max(0, len(page.cues) - times * found)
    known = min(1.0, (len(page.words) - len(words)) / _ENOUGH_ELSE)
    return _NEW * known * min(_MOST_NEW, sum(new)) - min(_MOST_DENSE, _DENSE * others / (len(page.words) + _STEADY))


def _elsewhere(cue: Cue, words: Sequence[str], offset: int, page: Page) -> bool:
    """Whether a foreign word stands in the article elsewhere than in copies of what it stands in here."""
    if cue.kind not in ("foreign", "bare") or cue.last - cue.first > 1:
        return False
    at = cue.first - offset
    count = page.vocabulary[words[at]]
    if count <= 1:
        return False
    around = (words[first : first + _RUN] for first in range(max(0, at + 1 - _RUN), at + 1))
    return count > max((page.mentions(copy) for copy in around if len(copy) == _RUN), default=1)


def _matters(page: Page) -> int:
    """How often a page speaks of sports results, lotteries, games or betting."""
    return sum(len(matter().findall(line.text.lower())) for line in page.lines)


def _enclosed(phrase: Phrase, sequence: Sequence[Token], line: Line) -> bool:
    """Whether a phrase opens or closes a quotation or brackets, or follows a colon.

    One without its marks may be a message that is quoted, and stands anywhere in the quotation.
    """
    first, last = sequence[phrase.first], sequence[phrase.last - 1]
    at = first.start - line.start
    before = line.text[max(0, at - 2) : at].rstrip()
    if before.endswith(":") or first.text[0] in _ENCLOSED or last.text.rstrip(".,;:!?")[-1:] in '"”»)]':
        return True
    if all(cue.kind != "bare" for cue in phrase.cues):
        return False
    marks = list(_QUOTES.finditer(line.text, max(0, at - _QUOTATION), at))
    return (
        bool(marks)
        and (marks[-1][0] in _ENCLOSED)
        and line.text[max(0, marks[-1].start() - 1) : marks[-1].start()] in ("", " ", "(")
    )


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(listed("queries", name))
