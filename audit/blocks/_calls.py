"""Calls to action said over and over: `Đăng ký ngay! Nạp ngay! Truy cập ngay!`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial

from audit.blocks._lines import Line
from audit.blocks._page import Page, Span
from audit.blocks._words import any_of, listed

_TIMES = 3
_LONGEST = 12
_MARKS = 2
_LOUD = re.compile("[!\u2190-\u2bff\U0001f000-\U0001faff]")
_BREAK = re.compile("[!?…|•*]+|[.](?=\\s|$)|\\s[-–—]\\s|[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]+")


def calls(line: Line, page: Page) -> Iterator[Span]:
    """The line, where most of its sentences call to action or repeat one another, or it is repeated over the page.

    Steps of a guide begin with the same verbs; calls to action have exclamation marks or pictures between them.
    """
    sentences = [part for piece in _BREAK.split(line.text.lower()) if (part := piece.strip(" \t,:;\"'“”"))]
    called = sum(bool(_verbs().match(sentence)) for sentence in sentences)
    repeated = max(max(Counter(sentences).values(), default=0), _period(line.text.lower().split()))
    if repeated >= _TIMES and repeated * 2 >= len(sentences):
        yield Span(line.start, line.end, "calls", f"the same call to action {repeated} times")
    elif called >= _TIMES and called * 3 >= 2 * len(sentences) and len(_LOUD.findall(line.text)) >= _MARKS:
        yield Span(line.start, line.end, "calls", f"{called} calls to action in a row")
    elif called and page.repeated[line.text] >= _TIMES:
        yield Span(line.start, line.end, "calls", f"the same call to action on {page.repeated[line.text]} lines")
    elif called:
        for match in _row().finditer(line.text):
            end = match.start() + len(match[0].rstrip())
            yield Span(line.start + match.start(), line.start + end, "calls", "calls to action in a row")


def _period(words: Sequence[str]) -> int:
    """How often a line says the same few words one after the other, from its start."""
    for length in range(2, min(_LONGEST, len(words) // _TIMES) + 1):
        if words[:length] == words[length : 2 * length] == words[2 * length : 3 * length]:
            return len(words) // length
    return 0


def urged(text: str, starts: Iterable[int]) -> list[int]:
    """Where verbs that call to action end which begin a line, at `starts`, or may begin a sentence inside one."""
    begun, opening = _urging()
    return sorted(
        {match.end() for match in (*map(partial(opening.match, text), starts), *begun.finditer(text)) if match}
    )


@cache
def _urging() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Finds verbs that call to action behind a mark, and by themselves."""
    verbs = any_of(form for verb in listed("calls") for form in (verb, verb.capitalize(), verb.upper()))
    mark = "[.!?…|•*:\u2190-\u2bff\U0001f000-\U0001faff\ufe0f–—-]\\s?"
    return re.compile(rf"{mark}(?:{verbs})(?!\w)"), re.compile(rf"(?:{verbs})(?!\w)")


@cache
def _row() -> re.Pattern[str]:
    """Finds three calls to action in a row, each with its exclamation mark, wherever in a line they stand."""
    verbs = any_of(listed("calls"))
    return re.compile(rf"(?:(?<!\w)(?:{verbs})(?!\w)[^.!?…]{{0,40}}!{{1,3}}\s{{0,2}}){{3,}}", re.IGNORECASE)


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(listed('calls'))})(?!\w)")
