"""Tells numbers that are no figures by what stands around them: ordinals, names, ages, scores, quoted numbers."""

from __future__ import annotations

import re

from audit.facts.scan.reasons import Reasons

_AGE = re.compile(r"\d{2}(?=, [^\W\d])")
# The same where what follows alone says less, so that a name in capitals must stand before it.
_AGE_OF_NAMED = re.compile(r"\d{1,2}(?=, ?[-–—]|[;)]|\.(?:\s|$)| and [A-Z]|,$)")
_NAMED = re.compile(r"[A-Z][^\W\d_]* [A-Z][\w'’-]*$")
_SCORE = re.compile(r"(?:(\d{1,2})(?: ?[-–] ?|:)(\d{1,2})|(\d{3})[-–](\d{2,3}))(?![\d%]|[-–]\d)")
_PLAIN_NAME = re.compile(r" [A-Z][a-z]+(?!\w)")
# How much of a sentence tells whether it is a headline.
_HEADLINE = 120
_STREET = re.compile(r" [^\W\d_]+ [^\W\d_]+(?![^\W\d_])")
_REACH = 60
# The rest of a line such as `Lakers 102, Celtics 96 (OT)`; of how many words a name is, and of how many digits a score.
_LISTED_SCORE = re.compile(r", (?:[A-Z][\w.'’&-]* ){1,4}(\d{1,3})(?=\.?(?: ?\([^()\n]{1,20}\))?\s*$)", re.MULTILINE)
_NAMES, _DIGITS = 4, 3


def by_context(low: str, end: int, limit: int, words: list[str], known: Reasons) -> str | None:
    """The reason why a bare number is no figure, by the words around it; None where it may be one."""
    after = known.after.at(low, end, limit)
    if after:
        return after[1]
    older = known.younger.match(low, end, limit)
    upper = known.after.at(low, older.end(), limit) if older else None
    if upper and upper[1] == "age":
        return "age"  # `từ 5 đến dưới 12 tuổi`
    if words and known.unless.of(words):
        return None
    if words and known.between[0].of(words) and known.between[1].at(low, end, limit):
        return "name"
    if words and words[-1] in known.sends and known.sent.at(low, end, limit):
        return None
    return known.before.of(words) or None


def soft(text: str, start: int, within: tuple[int, int], words: list[str], known: Reasons) -> str | None:
    """A reason that holds only where no counted noun follows: `đội 2`, `Boeing 737`, `Nhi Đồng 1`."""
    first, limit = within
    reason = known.before_bare.of(words) or _institution(words, known)
    if reason:
        return None if known.unless.of(words) else reason
    return "name" if _after_name(text, start, first) and not _headline(text, first, limit) else None


def _institution(words: list[str], known: Reasons) -> str | None:
    """The name of an institution that runs up to the number: `Bệnh viện Quân y 175`."""
    for back in (1, 2):
        named = len(words) > back and known.before_bare.of(words[:-back]) == "name"
        if named and not any(word in known.stops for word in words[-back:]):
            return "name"
    return None


def _after_name(text: str, start: int, first: int) -> bool:
    """Whether the word right before is capitalised inside a sentence."""
    if start - first < 3 or text[start - 1] != " ":
        return False
    begin = text.rfind(" ", max(first, start - _REACH), start - 1) + 1
    opens = begin <= first or text[begin - 2] in ":;.!?-–•|…" or not text[begin].isalnum()
    return not opens and text[start - 2].isalnum() and any(map(str.isupper, text[begin : start - 1]))


def _headline(text: str, first: int, limit: int) -> bool:
    """Whether most words of a sentence start with a capital, which then mark no names."""
    words = text[first : min(limit, first + _HEADLINE)].split()
    return sum(word[0].isupper() for word in words) * 3 > len(words) * 2


def addressed(text: str, end: int, limit: int) -> bool:
    """Whether a street follows a number: `49 Trần Hưng Đạo`; words that a headline sets in capitals are none."""
    match = _STREET.match(text, end, limit)
    words = match[0].split() if match else []
    return bool(words) and all(word[0].isupper() and not word.isupper() for word in words)


_ROAD = re.compile(
    r" (?:[NSEW]{1,2}\.? |(?:North|South|East|West) )?(?:[A-Z][\w'’]*\.? |\d+(?:st|nd|rd|th) ){1,3}"
    r"(?:St|Ave|Blvd|Rd|Dr|Ln|Ct|Pl|Pkwy|Hwy|Street|Avenue|Boulevard|Road|Drive|Lane|Court|Place|Parkway|Highway|Way)(?!\w)"
)


def housed(text: str, end: int, limit: int) -> bool:
    """Whether an English street follows a number of a house: `1200 N. Water St.`, `45 Main Street`."""
    return _ROAD.match(text, end, limit) is not None


def before_name(text: str, end: int, limit: int) -> bool:
    """Whether a plain Latin name follows, as in `15 Pro`: a counted noun is no such name in Vietnamese."""
    return _PLAIN_NAME.match(text, end, limit) is not None


def quoted(text: str, start: int, end: int, within: tuple[int, int]) -> bool:
    """Whether a number stands alone in quotation marks, after a plus or before a prime: `"1414"`, `ASEAN+3`, `37'`."""
    first, limit = within
    before, after = text[start - 1] if start > first else " ", text[end] if end < limit else " "
    if after in "'’″" and before not in "\"“‘'":
        return True
    added = before == "+" and text[max(first, start - 2)] != "("
    return added or (before in "\"“‘'" and after in "\"”’'")


def apposed_age(text: str, start: int, within: tuple[int, int], known: Reasons) -> bool:
    """Whether a number stands between commas after a name, as English papers print ages: `Smith, 64, said`."""
    first, limit = within
    before = known.ages_apposed and start - 3 >= first and text[start - 2 : start] == ", " and text[start - 3].isalpha()
    if not before or _AGE.match(text, start, limit):
        return before
    named = _NAMED.search(text, max(first, start - _REACH), start - 2)
    return named is not None and _AGE_OF_NAMED.match(text, start, limit) is not None


def told_as_score(low: str, start: int, end: int, within: tuple[int, int], known: Reasons) -> bool:
    """Whether words of play stand before or right after two numbers."""
    first, limit = within
    if known.scores.search(low, max(first, start - _REACH), start):
        return True
    return end + 1 < limit and known.scores.match(low, end + 1, limit) is not None


def unmatched(low: str, start: int, limit: int) -> tuple[int, int] | None:
    """Where the second of two small numbers that no range makes, as in `2-1`, starts and ends."""
    match = _SCORE.match(low, start, limit)
    if match is None:
        return None
    first, second = (1, 2) if match[1] else (3, 4)
    return match.span(second) if int(match[first]) >= int(match[second]) else None


def listed_score(text: str, span: tuple[int, int], within: tuple[int, int]) -> int | None:
    """Where the second number ends of a line that is the score of a game: `Lakers 102, Celtics 96`."""
    (start, end), (first, limit) = span, within
    if start - first > _REACH or end - start > _DIGITS or not text.startswith(", ", end):
        return None
    match = _LISTED_SCORE.match(text, end, limit)
    names = text[first:start].split()
    named = 0 < len(names) <= _NAMES and all(name[0].isupper() for name in names)
    return match.end(1) if match and named else None


def between_names(text: str, start: int, end: int, limit: int) -> bool:
    """Whether capitalised words stand on both sides: `Newcastle 2-3 Brentford`."""
    if start < 2 or end + 1 >= limit or text[start - 1] != " " or text[end] != " ":
        return False
    begin = text.rfind(" ", max(0, start - _REACH), start - 1) + 1
    return text[begin].isupper() and text[end + 1].isupper()
