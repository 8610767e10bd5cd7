"""Text that no one wrote: Vietnamese with its marks scrambled, and runs of random characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.blocks._lines import Line
from audit.blocks._page import Page, Span
from audit.blocks._syllables import MARKED, TONED, VOWELS, is_syllable, reads_vietnamese
from audit.blocks._tokens import Token, tokens

_TONED = "".join(sorted(TONED))
_ANY_TONED = _TONED + _TONED.upper()
TWO_TONES = re.compile(f"[{_ANY_TONED}][aăâeêioôơuưyAĂÂEÊIOÔƠUƯY]?[{_ANY_TONED}]")
_FEWEST = 3
_DOUBLED = 2
_SHARE = 0.05
_BLOB = 24
_BLOB_WHY = "a string of random characters"
_ONE_NUCLEUS = re.compile(f"[^{VOWELS}]*[{VOWELS}]+[^{VOWELS}]*")
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
_STRING = re.compile(rf"(?<![^\W_])[A-Za-z0-9+/=_-]{{{_BLOB},}}(?![^\W_])")
_CLASSES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[+/=_-]+")
_JOINED = re.compile(r"[-+/=_]+")
_MIXED = 0.35
_READABLE = re.compile("[A-Za-z]{4}")
_SIGNS = re.compile(r"[#$%^&*@!~`?<>(){}\[\]|\\\\]+")
_WEB = re.compile(r"://|www\.|@\w+\.|^[#@]\w+$")
_LINKED = re.compile(r"://|www\.|@|[A-Za-z0-9-]\.$")
_VOWEL = re.compile("[aeiouy]")
_SHORT_NOISE, _CHANGES, _MUTE = 8, 6, 5
_HEX = re.compile(r"(?:[0-9a-f]{32,}|[0-9A-F]{32,})")


def scrambled(line: Line, page: Page) -> Iterator[Span]:
    """The sentences of a line whose marks stand where Vietnamese has none: two tones on a vowel, a toned stop."""
    if not reads_vietnamese(line.text):
        return
    sequence = tokens(line.text, line.start)
    bad = [token for token in sequence if _impossible(token.core.lower())]
    doubled = sum(bool(TWO_TONES.search(token.core)) for token in bad)
    if len(bad) < max(_FEWEST, _SHARE * len(sequence)) or doubled < _DOUBLED:
        return
    start, end = _sentences(line, bad)
    whole = (end - start) * 2 >= len(line.text)
    span = (line.start, line.end) if whole else (start, end)
    yield Span(*span, "scrambled", f"{len(bad)} words with marks that Vietnamese does not write")


def blobs(line: Line, page: Page) -> Iterator[Span]:
    """Strings of random characters; the whole line where they fill most of it."""
    found = [match for match in _STRING.finditer(line.text) if _random(match[0]) and not _in_address(line.text, match)]
    if sum(len(match[0]) for match in found) * 2 >= len(line.text):
        yield Span(line.start, line.end, "blob", _BLOB_WHY)
        return
    for match in found:
        yield Span(line.start + match.start(), line.start + match.end(), "blob", _BLOB_WHY)


def noise(line: Line, page: Page) -> Iterator[Span]:
    """The whole line, where half of it stands in words that nobody can read."""
    if sum(len(word) for word in line.text.split() if is_noise(word)) * 2 >= len(line.text):
        yield Span(line.start, line.end, "blob", _BLOB_WHY)


def is_noise(word: str) -> bool:
    """Whether letters, digits and signs alternate in a word, or it has no vowel."""
    return (_alternates(word) or _mute(word)) and not _WEB.search(word)


def _alternates(word: str) -> bool:
    """Whether letters, capitals, digits and signs change places often in a word, and no four letters can be read.

    Numbers of models have no small letters, formulas and lines of code have words in them.
    """
    return (
        word.isascii()
        and len(word) >= _SHORT_NOISE
        and not _READABLE.search(word)
        and any(map(str.islower, word))
        and any(map(str.isupper, word))
        and len(_CLASSES.findall(word)) + len(_SIGNS.findall(word)) >= _CHANGES
    )


def _mute(word: str) -> bool:
    """Whether a word in lower case has five letters and no vowel."""
    return len(word) >= _MUTE and word.isascii() and word.isalpha() and word.islower() and not _VOWEL.search(word)


def _impossible(word: str) -> bool:
    """Whether a word has Vietnamese marks but no Vietnamese spelling, and is not two words in one."""
    if MARKED.isdisjoint(word) or is_syllable(word):
        return False
    return bool(TWO_TONES.search(word)) or bool(_ONE_NUCLEUS.fullmatch(word) and len(word) > 2)


def _sentences(line: Line, bad: list[Token]) -> tuple[int, int]:
    """From the start of the sentence of the first bad word to the end of the sentence of the last."""
    ends = [line.start + match.end() for match in _SENTENCE_END.finditer(line.text)]
    start = max((end for end in ends if end <= bad[0].start), default=line.start)
    end = min((end for end in ends if end >= bad[-1].end - 1), default=line.end)
    return start + (len(line.text[start - line.start :]) - len(line.text[start - line.start :].lstrip())), end


def _random(text: str) -> bool:
    """Whether letters, capitals and digits alternate as chance has it, or the string is a long hexadecimal number.

    Only changes inside a part count: compounds, chemical names and numbers of documents change from part to part.
    """
    changes = sum(len(_CLASSES.findall(part)) - 1 for part in _JOINED.split(text) if part)
    return bool(_HEX.fullmatch(text)) or changes >= _MIXED * len(text)


def _in_address(text: str, match: re.Match[str]) -> bool:
    start = text.rfind(" ", 0, match.start()) + 1
    return bool(_LINKED.search(text, start, match.start()))
