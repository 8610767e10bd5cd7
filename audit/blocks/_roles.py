"""What each of the article's own lines is: title, body, caption or byline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from audit.blocks._lines import Line
from audit.blocks._syllables import CAPITALS
from audit.blocks._words import any_of, listed

_BYLINE = 60
_BYLINE_WORDS = 6
_CAPTION = 60
_CREDIT = 90
_LONGEST_CAPTION = 300
_NAME = re.compile(rf"[{CAPITALS}][\w.’'-]*")
_CELL = re.compile(r"[)\w]\s\|$")
_SQUASH = re.compile(r"[\W_]+")


def title_of(lines: Sequence[Line], known: str | None) -> Line | None:
    """The line that is the title: the one that the metadata gives, else a headline before everything else."""
    if known:
        wanted = _SQUASH.sub("", known).lower()
        for line in lines[:20]:
            if _SQUASH.sub("", line.text).lower() == wanted:
                return line
    first = lines[0] if lines else None
    if (
        first
        and first.headline
        and not first.bullet
        and not is_caption(first)
        and len(lines) > 1
        and not is_byline(first)
    ):
        return first
    return None


def is_caption(line: Line) -> bool:
    """Whether a line credits a picture, or ends in the cell mark that scrapers leave after one."""
    text = line.text
    if len(text) > 2 * _LONGEST_CAPTION:
        return False
    if text.endswith("|") and _CELL.search(text):
        return True
    begun, inside = _credit()
    if len(text) <= _CREDIT and begun.match(text):
        return True
    return inside.search(text, max(0, len(text) - _CREDIT)) is not None


def unclosed_caption(before: Line | None, line: Line, after: Line | None) -> bool:
    """Whether a sentence without its full stop stands alone between paragraphs, as captions do."""
    return (
        _CAPTION <= len(line.text) <= _LONGEST_CAPTION
        and line.headline
        and not line.bullet
        and line.text[-1].isalnum()
        and bool(before and before.prose)
        and bool(after and after.prose)
    )


def is_byline(line: Line) -> bool:
    """Whether a line is nothing but names and the words around them: `Phong Nhã`, `Nguyễn Tiến/THĐT`, `By Ann Lee`."""
    if len(line.text) > _BYLINE or line.text.endswith((":", "?", "!")):
        return False
    words = [word for word in re.split(r"[\s/,&–—()-]+", _cue().sub("", line.text, count=1).strip(" .")) if word]
    if not 1 <= len(words) <= _BYLINE_WORDS or any(character.isdigit() for character in line.text):
        return False
    return all(_NAME.fullmatch(word) or word.lower().strip(".") in _joiners() for word in words) and any(
        _NAME.fullmatch(word) for word in words
    )


@cache
def _joiners() -> frozenset[str]:
    return frozenset(listed("byline_joiners"))


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(rf"^\W{{0,3}}(?:{any_of(listed('byline_cues'))})\s{{0,2}}:?\s{{1,2}}", re.IGNORECASE)


@cache
def _credit() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What credits a picture at the start of a line, and inside one behind a mark."""
    cues = any_of(listed("picture_cues"))
    credit = rf"(?i:{cues})(?:\s{{0,2}}:|\s[{CAPITALS}])[^.]{{1,60}}(?:\.\w{{2,4}})?[)\]]?\.?\s{{0,2}}\|?$"
    return re.compile(credit), re.compile(rf"[(\[–—.-]\s{{0,2}}{credit}")
