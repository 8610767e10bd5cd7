"""Calls to action said over and over: `Đăng ký ngay! Nạp ngay! Truy cập ngay!`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from audit import languages
from audit.blocks._lines import Line
from audit.blocks._page import Span

_TIMES = 3
_SENTENCE = re.compile(r"[^.!?…|•]+[.!?…|•]*")
_WORD = re.compile(r"[^\W_]+")


def calls(line: Line, seen: Counter[str]) -> Iterator[Span]:
    """The line, where most of its sentences call to action or repeat one another, or it is repeated over the page."""
    if not _urging().search(line.text.lower()):
        return
    sentences = [" ".join(_WORD.findall(part.lower())) for part in _SENTENCE.findall(line.text)]
    sentences = [sentence for sentence in sentences if sentence]
    repeated = max(Counter(sentences).values(), default=0)
    urging = sum(bool(_urging().match(sentence)) for sentence in sentences)
    if repeated >= _TIMES and repeated * 2 >= len(sentences):
        yield Span(line.start, line.end, "calls", f"the same call to action {repeated} times")
    elif urging >= _TIMES and urging * 3 >= 2 * len(sentences):
        yield Span(line.start, line.end, "calls", f"{urging} calls to action in a row")
    elif seen[line.text] >= _TIMES and urging:
        yield Span(line.start, line.end, "calls", f"the same call to action on {seen[line.text]} lines")


def repetitions(lines: Sequence[Line]) -> Counter[str]:
    """How often each line stands in the page."""
    return Counter(line.text for line in lines)


@cache
def _urging() -> re.Pattern[str]:
    verbs = [verb for code in languages.codes() for verb in languages.load(code).get("blocks", {}).get("calls", ())]
    return re.compile("(?<!\\w)(?:" + "|".join(sorted(map(re.escape, verbs), key=lambda v: (-len(v), v))) + ")(?!\\w)")
