"""What ties a paragraph to the rest of its page: words of meaning, and names, that stand elsewhere too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from audit.blocks._lines import Line
from audit.blocks._page import WORD, Page
from audit.blocks._phrases import function_words
from audit.blocks._syllables import CAPITALS, is_syllable, reads_vietnamese, without_marks
from audit.blocks._words import listed

_LONG_WORD = 4
_NAME = re.compile(rf"(?<![\w@./-])[{CAPITALS}][\w’'-]{{0,30}}(?:\s[{CAPITALS}][\w’'-]{{0,30}}){{0,5}}")
_BEGINS = re.compile(r"(?:^|[.!?:…\n][\"”’)]?\s{0,3}[\"“‘(•*-]{0,2}\s?)$")
_LONGEST = 3
_IN_ADDRESS, _LONGEST_NAME, _LABEL = 5, 20, 60


def shared(lines: Sequence[Line], page: Page) -> float:
    """Which share of the words of meaning of lines stands elsewhere in the page, other copies of the lines aside.

    In Vietnamese these are pairs of words, for most words are written as two syllables.
    """
    own = [word for line in lines for word in WORD.findall(line.text.lower())]
    times = _times(lines, page)
    empty = function_words()
    if reads_vietnamese(" ".join(own)):
        pairs = Counter(pair for pair in pairwise(own) if not any(word in empty or word.isdigit() for word in pair))
        return sum(page.pairs[pair] > times * count for pair, count in pairs.items()) / max(1, len(pairs))
    words = Counter(word for word in own if len(word) >= _LONG_WORD and word not in empty)
    return sum(page.vocabulary[word] > times * count for word, count in words.items()) / max(1, len(words))


def named(lines: Sequence[Line], page: Page) -> bool:
    """Whether lines name what the rest of the page names too, other copies of the lines aside."""
    known, times = page.once(_known), _times(lines, page)
    own = Counter(name for line in lines for name in names(line.text))
    return any(known[name] > times * count for name, count in own.items())


def called(lines: Sequence[Line], addresses: Sequence[str], page: Page) -> bool:
    """Whether an address in lines is called like what the rest of the page names."""
    known, times = page.once(_known), _times(lines, page)
    own = Counter(name for line in lines for name in names(line.text))
    called_so = (part for address in addresses if not address[-1:].isdigit() for part in _parts(address))
    return any(known[part] > times * own[part] for part in called_so)


def _parts(address: str) -> Iterator[str]:
    """What an address may be called after: every stretch of its first letters that is as long as a name."""
    label = without_marks(address)[:_LABEL]
    for first in range(len(label)):
        for last in range(first + _IN_ADDRESS, min(len(label), first + _LONGEST_NAME) + 1):
            yield label[first:last]


def _known(page: Page) -> Counter[str]:
    """How often the page has each name."""
    return Counter(name for line in page.lines for name in names(line.text))


def _times(lines: Sequence[Line], page: Page) -> int:
    """How many copies of lines the page has."""
    return max(1, min(page.repeated[line.text] for line in lines))


def names(text: str) -> Iterator[str]:
    """The names in a text and their parts, in small letters without blanks and marks.

    A word that begins a sentence is no name by itself, and neither is a Vietnamese syllable.
    """
    for match in _NAME.finditer(text):
        words = match[0].split()
        begins = bool(_BEGINS.search(text, max(0, match.start() - 8), match.start()))
        for first in range(len(words)):
            for last in range(first + 1, min(len(words), first + _LONGEST) + 1):
                part = words[first:last]
                if len(part) > 1 or _is_name(part[0], begins and first == 0):
                    yield without_marks("".join(part).lower())


def _is_name(word: str, begins: bool) -> bool:
    """Whether one word is a name: it has capitals inside, or another reason for its capital is missing."""
    if not word[1:].islower():
        return not word.isupper()
    lower = word.lower()
    return not begins and len(word) >= _LONG_WORD and not is_syllable(lower) and lower not in listed("pitch", "apps")
