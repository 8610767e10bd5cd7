"""Words in disguise inside a sentence: in a script that its readers do not read, in letters that only look like others,
in digits for letters, or in codes for characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audit.blocks._lines import Line
from audit.blocks._markers import LETTERS
from audit.blocks._page import Page, Span
from audit.blocks._tokens import Token

_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_LOOKALIKES = "\u03bf\u0391\u0392\u0395\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a7\u0400-\u052f"
_MIXED = re.compile(f"[{_LATIN}][{_LOOKALIKES}]|[{_LOOKALIKES}][{_LATIN}]")
_OTHER_WORD = re.compile(f"[{LETTERS}]+")
_ALPHABET = re.compile("[\u0400-\u052f\u0590-\u06ff]")
_CODES = re.compile(
    r"(?:[A-Za-z0-9._~+-]{0,30}%[0-9A-Fa-f]{2}){6,}[A-Za-z0-9._~+-]{0,30}|(?:&#x?[0-9A-Fa-f]{2,6};){6,}"
)
_ADDRESS = re.compile(r"://|www\.|[?=/]$")
_TURNS = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")
_MEASURE = re.compile(r"\d{1,4}[a-z]{1,3}\d{0,2}[a-z]?")
_SIGNS, _MANY = 2, 3
_BEFORE = 60
_LETTERS, _ALPHABETIC = 4, 8
_ENCLOSING = "\"'“”‘’«»()[]（）【】〔〕《》「」:："


def disguised(line: Line, page: Page) -> Iterator[Span]:
    """The words of a line that are written so as not to be recognised, or not to be read by its readers."""
    found = [*_coded(line), *_written_otherwise(page.tokens(line))]
    done = line.start
    for span in sorted(found, key=lambda span: span.start):
        if span.start >= done:
            yield span
            done = span.end


def is_disguised(word: str) -> bool:
    """Whether a word may be part of such words."""
    return is_leet(word) or word.count("%") > _SIGNS or word.count("&#") > _SIGNS


def is_leet(word: str) -> bool:
    """Whether digits may stand for letters, as in `c4s1n0`: digits and letters take turns."""
    return _turns(word) >= _SIGNS and not _MEASURE.fullmatch(word)


def _turns(word: str) -> int:
    plain = word.isascii() and word.isalnum() and word.islower()
    return len(_TURNS.findall(word)) if plain else 0


def _coded(line: Line) -> Iterator[Span]:
    for match in _CODES.finditer(line.text):
        before = line.text[max(0, match.start() - _BEFORE) : match.start()].rsplit(" ", maxsplit=1)[-1]
        if not _ADDRESS.search(before):
            yield Span(
                line.start + match.start(), line.start + match.end(), "blob", "text written in codes of characters"
            )


def _written_otherwise(sequence: Sequence[Token]) -> Iterator[Span]:
    """Runs of words of which each is in disguise, or stands between two that are."""
    kinds = [_kind(token.text) for token in sequence]
    i = 0
    while i < len(kinds):
        kind = kinds[i]
        last = i
        while kind and last + 1 < len(kinds) and kind in kinds[last + 1 : last + 3]:
            last += 1 + (kinds[last + 1] != kind)
        if kind and _is_told(kind, sequence[i : last + 1]) and not _is_enclosed(sequence, i, last):
            yield Span(sequence[i].start, sequence[last].end, _LABELS[kind], _WHY[kind])
        i = last + 1


_LABELS = {"mixed": "disguised", "leet": "disguised", "other": "foreign"}
_WHY = {
    "mixed": "words of Latin letters and others that look like them",
    "leet": "words with digits for letters",
    "other": "words in another script than the sentence's",
}


def _kind(word: str) -> str:
    if word.isascii():
        return "leet" if is_leet(word.strip(_ENCLOSING + ".,;!?")) else ""
    if _MIXED.search(word):
        return "mixed"
    return "other" if _OTHER_WORD.search(word) else ""


def _is_told(kind: str, run: Sequence[Token]) -> bool:
    """Whether a run is long enough for its kind; a name in an alphabet has a capital, other scripts have none."""
    if kind != "other":
        turning = kind == "mixed" or any(_turns(token.core) >= _MANY for token in run)
        return turning and sum(_kind(token.text) == kind for token in run) >= _SIGNS
    text = "".join("".join(_OTHER_WORD.findall(token.text)) for token in run)
    fewest = _ALPHABETIC if _ALPHABET.search(text) else _LETTERS
    return len(text) >= fewest and not any(letter.isupper() for letter in text)


def _is_enclosed(sequence: Sequence[Token], first: int, last: int) -> bool:
    """Whether quotation marks or brackets stand around a run, or a colon announces it."""
    before = sequence[first - 1].text[-1] if first else " "
    after = sequence[last + 1].text[0] if last + 1 < len(sequence) else " "
    own = sequence[first].text[0] + sequence[last].text.rstrip(".,;!?")[-1:]
    return any(mark in _ENCLOSING for mark in (before, after, *own))
