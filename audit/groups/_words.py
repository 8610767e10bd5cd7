"""The words of a text as two facts are held against each other by them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import chain, pairwise, zip_longest
from sys import intern

from audit import languages

# Words, and names that mix letters and digits: V1000, 17/NQ-CP.
_WORD = re.compile(r"(?:\d{1,9}[/-]?)?[^\W\d_]\w*(?:[./'’-]\w+){0,3}")
# An English word keeps so many letters; one of more than the second many loses its s.
_STEM, _PLURAL = 6, 3
# The number of the fate of those who help.
HELPERS = 0
# So many characters on either side of a count say what becomes of those counted, up to the next part of the sentence.
_NEAR, _CLAUSE = 60, re.compile(r"[,;:]\s|\s(?:và|and)\s")
# So many words before a figure say that it is added.
_BESIDE = 2
# Words are kept of so many facts: a large run holds each against others of its days.
KEPT = 20_000
_NONE: frozenset[str] = frozenset()


def words(text: str) -> list[str]:
    """The words of a text that carry meaning: lower case, abbreviations written out, no digits, no function words."""
    text = text.lower() if text.isascii() else unicodedata.normalize("NFC", text).lower()
    return list(chain.from_iterable(map(_MEANING.__getitem__, _WORD.findall(text))))


class _Meaning(dict[str, tuple[str, ...]]):
    """What each word carries of meaning, found once: nothing, its stem, or those of the words that it is short for."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= KEPT:
            self.clear()
        empty = _listed("function_words")
        found = tuple(_stem(long) for long in _abbreviations().get(word, (word,)) if long not in empty)
        self[word] = found
        return found


_MEANING = _Meaning()


def grams(tokens: list[str]) -> frozenset[str]:
    """Single words and pairs of neighbours: most Vietnamese words are two syllables. Each is kept once."""
    return frozenset(map(intern, chain(tokens, map(" ".join, pairwise(tokens)))))


@lru_cache(maxsize=KEPT)
def said(sentence: str) -> frozenset[str]:
    """The grams of a sentence, found once for the figures in it: a long table is one sentence with many."""
    return grams(words(sentence))


@lru_cache(maxsize=KEPT)
def plain(text: str) -> frozenset[str]:
    """The words of a name."""
    return frozenset(words(text))


@lru_cache(maxsize=KEPT)
def part_of(name: str) -> frozenset[str]:
    """The words that tell a part of a whole from its other parts: "tư nhân" of "nhóm doanh nghiệp tư nhân".

    None where the name has no head that names parts, or nothing behind it.
    """
    said, heads = f"{' '.join(words(name))} ", _heads()
    rest = said
    while head := next((head for head in heads if rest.startswith(head)), ""):
        rest = rest[len(head) :]
    behind = rest.split()
    if rest == said or not behind:
        return frozenset()
    return frozenset(f"{a} {b}" for a, b in pairwise(behind)) if len(behind) > 1 else frozenset(behind)


@lru_cache(maxsize=KEPT)
def is_added(before: str, after: str) -> bool:
    """Whether the words on either side say that a figure comes on top of another one: "thêm 2", "2 more people"."""
    told = (*_WORD.findall(before.lower())[-_BESIDE:], *_WORD.findall(after.lower())[:1])
    return "than" not in told and not _listed("added").isdisjoint(told)


@lru_cache(maxsize=KEPT)
def fates(before: str, after: str) -> frozenset[int]:
    """What becomes of those counted between these words, by the number of the fate: killed, hurt, missing ...

    Those who are sent to help are `HELPERS`.
    """
    told = f"{_CLAUSE.split(before[-_NEAR:])[-1]} | {_CLAUSE.split(after[:_NEAR], maxsplit=1)[0]}".lower()
    any_fate, each = _fates()
    if not any_fate.search(told):
        return frozenset()
    return frozenset([number for number, words in enumerate(each) if words.search(told)])


@cache
def _fates() -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]:
    """The words for any fate, and those for each."""
    sections = [languages.load(code).get("groups", {}).get("fates", []) for code in languages.codes()]
    each = [list(_listed("forces")), *(list(chain(*same)) for same in zip_longest(*sections, fillvalue=()))]
    return _any_of(chain(*each)), tuple(map(_any_of, each))


def tells_poll(text: str) -> bool:
    """Whether a text tells of a poll."""
    return _phrases("polls").search(text.lower()) is not None


@lru_cache(maxsize=KEPT)
def is_past(opening: str) -> bool:
    """Whether a sentence opens with an earlier time: "bốn năm trước", "four years ago"."""
    return _phrases("past").search(opening.lower()) is not None


@lru_cache(maxsize=KEPT)
def tells_parts(sentence: str) -> bool:
    """Whether a sentence tells parts of a whole: "15 xe, trong đó có 3 xe chi viện"."""
    return _phrases("of_whole").search(sentence.lower()) is not None


@cache
def _phrases(listed: str) -> re.Pattern[str]:
    return _any_of(_listed(listed))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Some words in a text in lower case: to make it so takes less time than to look for words in any case."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(map(str.lower, words))))})(?!\w)")


@cache
def clause() -> re.Pattern[str]:
    """What opens a clause of its own: a comma, or one of the words that set two things against each other."""
    openers = "|".join(re.escape(word) for word in sorted(_listed("clauses")))
    return re.compile(rf",\s|\s(?:{openers})\s")


def counted_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two counted nouns may be words for one thing: they share a word, or one is a general word for the other.

    A noun of which nothing is known may be any.
    """
    if not one or not other or one & other:
        return True
    general = _general()
    return any(
        not general.get(word, _NONE).isdisjoint(them) for us, them in ((one, other), (other, one)) for word in us
    )


def particular(nouns: frozenset[str]) -> frozenset[str]:
    """Those of the words for the counted that are not general: of "người" nearly every story has some."""
    return nouns.difference(_general())


@cache
def _general() -> dict[str, frozenset[str]]:
    """What each general word for the counted may stand for."""
    sections = (languages.load(code).get("groups", {}).get("general", {}) for code in languages.codes())
    return {
        stem: frozenset(word for special in specials for word in words(special))
        for section in sections
        for general, specials in section.items()
        for stem in words(general)
    }


def _stem(word: str) -> str:
    """An English word without its ending, by truncation: "manufacturers" and "manufacturing" are one word.

    Vietnamese words have no endings, and its syllables are hardly ever so long.
    """
    if len(word) <= _PLURAL or not word.isascii():
        return word
    return word[:_STEM] if len(word) > _STEM else word.removesuffix("s")


@cache
def _heads() -> tuple[str, ...]:
    return tuple(f"{' '.join(words(head))} " for head in sorted(_listed("parts")))


@cache
def _abbreviations() -> dict[str, tuple[str, ...]]:
    """The words that each abbreviation stands for."""
    sections = (languages.load(code).get("subjects", {}).get("abbreviations", {}) for code in languages.codes())
    return {short.lower(): tuple(long.lower().split()) for section in sections for short, long in section.items()}


@cache
def _listed(key: str) -> frozenset[str]:
    sections = (languages.load(code).get("groups", {}) for code in languages.codes())
    return frozenset(word for section in sections for word in section.get(key, ()))
