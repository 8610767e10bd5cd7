"""Calls to action said over and over: `Đăng ký ngay! Nạp ngay! Truy cập ngay!`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from audit.blocks._lines import Line
from audit.blocks._page import Page, Span
from audit.blocks._words import any_of, listed

_TIMES = 3
_SENTENCE = re.compile(r"[^.!?…|•]+")


def calls(line: Line, page: Page) -> Iterator[Span]:
    """The line, where most of its sentences call to action or repeat one another, or it is repeated over the page."""
    sentences = [sentence for part in _SENTENCE.findall(line.text.lower()) if (sentence := part.strip(" \t,:;-–\"'“”"))]
    repeated = max(Counter(sentences).values(), default=0)
    urging = sum(bool(_verbs().match(sentence)) for sentence in sentences)
    if not urging:
        return
    if repeated >= _TIMES and repeated * 2 >= len(sentences):
        yield Span(line.start, line.end, "calls", f"the same call to action {repeated} times")
    elif urging >= _TIMES and urging * 3 >= 2 * len(sentences):
        yield Span(line.start, line.end, "calls", f"{urging} calls to action in a row")
    elif page.repeated[line.text] >= _TIMES:
        yield Span(line.start, line.end, "calls", f"the same call to action on {page.repeated[line.text]} lines")


@cache
def urging() -> re.Pattern[str]:
    """Finds sentences of a page that begin with a verb that calls to action."""
    verbs = any_of(form for verb in listed("calls") for form in (verb, verb.capitalize(), verb.upper()))
    return re.compile(rf"(?:^|[.!?…|•])\W{{0,3}}(?:{verbs})(?!\w)", re.MULTILINE)


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(listed('calls'))})(?!\w)")
