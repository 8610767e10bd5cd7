"""Editor tags of link farms: a note in another script than the page's, such as `(责任编辑:…)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.blocks._lines import Line
from audit.blocks._page import Span

LETTERS = "\u1100-\u11ff\u0400-\u052f\u0590-\u06ff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_ANY = re.compile(f"[{LETTERS}]")
_TAG = re.compile(
    f"[(（\\[【〔][^()（）\\[\\]【】]{{0,10}}[{LETTERS}][^()（）\\[\\]【】:：]{{0,20}}[:：][^()（）\\[\\]【】]{{0,60}}[)）\\]】〕]"
)
_HEADING = re.compile(f"[{LETTERS}]{{2,12}}\\s?[:：]")
_FOREIGN_PAGE = 0.2


def is_other(word: str) -> bool:
    """Whether a word has a letter of one of these scripts."""
    return bool(_ANY.search(word))


def is_foreign(text: str) -> bool:
    """Whether a page is itself written in one of these scripts, so that they mark nothing."""
    return len(_ANY.findall(text[:20_000])) > _FOREIGN_PAGE * len(text[:20_000])


def markers(line: Line) -> Iterator[Span]:
    """The tags of a line; the whole line where it is written in another script."""
    letters = sum(character.isalpha() for character in line.text)
    if len(_ANY.findall(line.text)) * 2 > letters or (_HEADING.match(line.text) and len(line.words) < 12):
        yield Span(line.start, line.end, "marker", "a line in another script than the article's")
        return
    for match in _TAG.finditer(line.text):
        yield Span(
            line.start + match.start(), line.start + match.end(), "marker", "a tag in another script than the article's"
        )
