"""What link farms offer, typed as a query into a sentence of edited English: `online casino no deposit bonus`.

No term of the list tells alone, and an article may speak of any of them. A query shows by its grammar: terms side by
side with nothing between them, in small letters, which the words around neither lead to nor join to anything, and of
which the article says no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from audit.blocks._lines import Line
from audit.blocks._page import Page, Span
from audit.blocks._syllables import reads_vietnamese
from audit.blocks._words import any_of, listed

_FEWEST, _WORDS = 2, 3
_BEFORE = 40
_AFTER = re.compile(r"\s([a-z]+)")
_LAST = re.compile(r"([\w'’]+)(\W*)$")
_WHY = "a phrase as it is typed into a search box, inside a sentence"


def offered(line: Line, page: Page) -> Iterator[Span]:
    """The offers in a line of English prose; none that is quoted, joined to its sentence, or its article's matter."""
    if not line.prose or reads_vietnamese(line.text):
        return
    for match in _queries().finditer(line.text):
        terms = [found[0] for found in _term().finditer(match[0])]
        words = match[0].split()
        goods = sum(term in _goods() for term in terms)
        if len(terms) >= _FEWEST and len(words) >= _WORDS and goods and _is_apart(line.text, match):
            own = [word for word in words if word.isalpha()]
            if page.mentions(own) <= 1 and not any(page.once(_spoken_of).count(term) > 1 for term in terms):
                yield Span(line.start + match.start(), line.start + match.end(), "spliced", _WHY)


def _is_apart(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence neither leads to the words nor joins them to what follows."""
    after = _AFTER.match(text, match.end())
    before = _LAST.search(text[max(0, match.start() - _BEFORE) : match.start()])
    if after is None or before is None or after[1] in listed("offered", "joining"):
        return False
    word, marks = before[1].lower(), before[2].strip()
    if marks == ",":
        return after[1] not in listed("offered", "verbs")
    return not marks and word not in listed("offered", "leading")


def _spoken_of(page: Page) -> list[str]:
    """Every term in a page, as often as it stands there."""
    return [found[0] for line in page.lines for found in _term().finditer(line.text.lower())]


@cache
def _goods() -> frozenset[str]:
    return frozenset(listed("offered", "goods"))


@cache
def offers() -> re.Pattern[str]:
    """Finds what is offered."""
    return re.compile(rf"(?<![\w-])(?:{any_of(listed('offered', 'goods'))})(?![\w-])")


@cache
def _term() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of((*listed('offered', 'goods'), *listed('offered', 'asked')))})(?![\w-])")


@cache
def _queries() -> re.Pattern[str]:
    """Finds terms side by side."""
    terms = any_of((*listed("offered", "goods"), *listed("offered", "asked")))
    return re.compile(rf"(?<![\w-])(?:{terms})(?: (?:{terms})(?![\w-])){{1,8}}")
