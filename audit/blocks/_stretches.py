"""The words of a page in stretches: words in small letters with no mark and no word of grammar between them.

A page is read into words once, what the form of a word tells is remembered, and only what lies around a cue is looked
at closer.
"""

from __future__ import annotations

from audit.blocks._cues import LONGEST, inner_words, inside_terms
from audit.blocks._phrases import grammar
from audit.blocks._tokens import EDGE, Remembered, Words

_OPENS, _CLOSES, _BREAKS, _MAY_BREAK = (1 << bit for bit in range(4))
_ENDS = tuple(".;:!?…")


class Stretches:
    """The stretches and sentences of a line, by the words they begin with and those after their last."""

    def __init__(self, words: Words, start: int, end: int) -> None:
        self._words = words
        self._first, self._last = words.within(start, end)
        self._sentence = 0, 0

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence that a word stands in; asked again for a word of the same one, it is not looked for again."""
        first, last = self._sentence
        if not first <= at < last:
            self._sentence = self._sentence_of(at)
        return self._sentence

    def _sentence_of(self, at: int) -> tuple[int, int]:
        texts, first, last = self._words.texts, at, at + 1
        while first > self._first and not texts[first - 1].endswith(_ENDS):
            first -= 1
        while last < self._last and not texts[last - 1].endswith(_ENDS):
            last += 1
        return first, last

    def stretch(self, at: int) -> tuple[int, int]:
        """The stretch that a word stands in; none where it breaks one."""
        if self._breaks(at):
            return at, at
        texts, first, last = self._words.texts, at, at + 1
        while first > self._first and not (
            _FORMS[texts[first]] & _OPENS or _FORMS[texts[first - 1]] & _CLOSES or self._breaks(first - 1)
        ):
            first -= 1
        while last < self._last and not (
            _FORMS[texts[last]] & _OPENS or _FORMS[texts[last - 1]] & _CLOSES or self._breaks(last)
        ):
            last += 1
        return first, last

    def _breaks(self, at: int) -> bool:
        """Whether a word parts stretches; a word of grammar does not in a listed term, as in `ngoại hạng anh`."""
        form = _FORMS[self._words.texts[at]]
        if not form & _MAY_BREAK:
            return bool(form & _BREAKS)
        begin, end = self.sentence(at)
        before = self._words.cores(max(begin, at + 1 - LONGEST), at)
        return len(before) not in inside_terms([*before, *self._words.cores(at, min(end, at + LONGEST))])


def _form_of(word: str) -> int:
    """Whether marks stand before and after a word, and whether it parts stretches of words."""
    if not word:
        return 0
    core = word.strip(EDGE)
    breaks = not core or core != core.lower() or (core in grammar() and core not in inner_words())
    form = _OPENS * (not word.startswith(core[:1])) | _CLOSES * (not word.endswith(core[-1:]))
    return form | _BREAKS * breaks | _MAY_BREAK * (not breaks and core in grammar())


_FORMS = Remembered(_form_of)
