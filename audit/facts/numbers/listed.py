"""Numbers of a list that stand right behind a name: `Hà Nội có 3.841 ca, Bình Dương 2.100, Đồng Nai 638`.

What the first of them counts they all count, and their numbers are no part of the names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from audit.facts._phrases import either
from audit.facts._reading import Figure

Span = tuple[int, int]

_LONGEST = 112
# What stands behind a number that nothing but its name explains.
_ALONE = re.compile(r"[,;.)]?(?:\s|$)")
# How far before the first member its own name stands.
_BACK = 60
_WORD = re.compile(r"[^\W\d_]+")
# Words in small letters that may lead a name: `và tỉnh Long An`.
_LEADS = 2


def gap_of(joins: Sequence[str]) -> re.Pattern[str]:
    """From the member of a list before to a number: the rest of what that one counts, a mark, a name of a few words."""
    return re.compile(f"[^,;:()\\n\\d]{{0,48}}(?:[,;]| {either(joins)}) (?P<name>[^,;:()\\n\\d]{{2,60}}?) $")


def goes_on(gap: re.Pattern[str], text: str, last: Figure | None, span: tuple[int, int], within: Span) -> bool:
    """Whether a number goes on a list whose last member is a count of a noun.

    `span` is from where the number starts to where the text goes on behind it, `within` its sentence.
    """
    (start, end), (first, limit) = span, within
    if last is None or last.unit != "count" or not last.counted or start - last.end > _LONGEST:
        return False
    found = gap.match(text, last.end, start)
    if found is None or not _names(found["name"]) or not _alone(text, end, limit):
        return False
    lead = text[max(first, last.start - _BACK) : last.start]
    words = _WORD.findall(lead)[1:] if last.start - first <= _BACK else _WORD.findall(lead)
    return any(word[0].isupper() for word in words)


def member_of(joins: Sequence[str], leads: Sequence[str]) -> re.Pattern[str] | None:
    """A count of a list by place up to the next one, and the same word that leads to the place of that."""
    part = r"[^,;:.()\n\d]"
    joint = f"(?:,(?: {either(joins)})?| {either(joins)}) "
    member = f"{part}{{0,48}}? (?P<lead>{either(leads)}) {part}{{2,48}}?{joint}"
    return re.compile(member + "(?P<number>[^\\W\\d_]+) (?P=lead) ") if leads else None


def by_place(member: re.Pattern[str] | None, low: str, last: Figure | None, start: int) -> bool:
    """Whether a number without a noun goes on a count by place: `four people from France, two from Chile`."""
    if member is None or last is None or last.unit != "count" or start - last.end > _LONGEST:
        return False
    found = member.match(low, last.end)
    return found is not None and found.start("number") == start


def _alone(text: str, end: int, limit: int) -> bool:
    """Whether a clause ends behind a number, or brackets say more of it, or the list goes on with a word."""
    return _ALONE.match(text, end, limit) is not None and not text[end + 1 : end + 2].isdigit()


def _names(words: str) -> bool:
    """Whether words are a name, with at most a few small words before it."""
    found = _WORD.findall(words)
    small = next((at for at, word in enumerate(found) if word[0].isupper()), len(found))
    return small <= _LEADS and small < len(found) and all(word[0].isupper() for word in found[small:])
