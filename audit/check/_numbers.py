"""The numbers of a draft that are no facts: a day, a year, the number of a decree. They are looked up in the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from audit.check._figures import Judged
from audit.check._print import NUMBER
from audit.check._sources import Sources
from audit.model import Fact


def numbers(text: str, drafted: Sequence[Fact], sources: Sources) -> Iterator[Judged]:
    """The numbers of a draft outside of its facts, judged."""
    spans = sorted((fact.start, fact.end) for fact in drafted if fact.value is not None)
    for match in NUMBER.finditer(text):
        before = bisect_left(spans, (match.end(), 0))
        if before and spans[before - 1][1] > match.start():
            continue
        known = sources.prints(match[0])
        verdict, key = ("supported", "printed") if known else ("unsupported", "unprinted")
        yield Judged(*match.span(), verdict, key)
