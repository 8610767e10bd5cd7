"""Tells numbers that are no figures: names, codes, ordinals, phones, clock times, scores, ages, legal references."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from audit import languages
from audit.facts._phrases import Ending, Starting, either
from audit.facts._reading import Rejected

_LEGAL = re.compile(r"\d+(?:/\d{4})?/[^\W\d_][\w-]*(?:[/-][\w-]+)*|\d+-[^\W\d_]{2,4}/[^\W\d_]+")
_LEGAL_LETTERS = re.compile(r"\d+(?:/\d{4})?[/-](?:[A-ZĐ]{2}|[A-ZĐ][\w]*[-/]?[A-ZĐ])")
_PHONE = re.compile(r"\+?\(?(?:0|84)\d{1,4}\)?(?:[ .-]?\d{2,4}){2,4}(?!\d)")
_TOKEN = re.compile(r"[^\s\"“”‘’()\[\],;]{1,120}")
_WEB = re.compile(r"https?:|www\.|@|\.(?:com|vn|net|org|gov|edu|html?)\b|[=&?]")
_AGE = re.compile(r"\d{2}(?=, [^\W\d])")
_PHONE_GROUPS = re.compile(r"\d{3}\)? ?-?\d{3}-\d{4}(?!\d)")
_SCORE = re.compile(r"(\d{1,2})(?: ?[-–] ?|:)(\d{1,2})(?![\d%]|[-–]\d)")
_RATIO = re.compile(r"\d{1,4}:\d{1,6}(?![\d:])")
_LIST_ITEM = re.compile(r"(\d{1,2})(?:[.)/:]|\s?[-–]) ?(?=[\"“]?[A-ZĐÀ-Ỹ])")
_CLOCK = re.compile(r"(\d{1,2})[:](\d{2})(?::\d{2})?(?!\d)")
# Digits after a word for a telephone, and numbers chained by one mark: `3-4-3`, `1/2/3/4`.
_CALLED = re.compile(r"\d{3,}(?:[ .-]\d{2,4}){0,4}(?!\d)")
_CHAIN = re.compile(
    r"24/(?:24|7)(?![\d/])|\d{1,4}-[a-z]{2,3}-\d{1,4}(?!\d)|\d{1,2}\+\d{1,2}(?![\d%])|\d{1,7}/0{1,7}(?![\d.,/])|\d(?:-\d){2,9}(?!-|[\d%]|[.,/]\d)|\d{1,6}(?:/\d{1,6}){3,}|\d{1,6}(?:-\d{1,6}){3,}"
)
_DECIMAL = re.compile(r"\d{1,2}[.,]\d(?!\d)")
_DIGITS = re.compile(r"\d+")
_DIGIT = re.compile(r"\d")
_PHONE_DIGITS = 9
# How much of a sentence tells whether it is a headline.
_HEADLINE = 120
_REACH = 60


@dataclass(frozen=True, slots=True)
class Reasons:
    """The words of a language that tell what a number is when it is no figure."""

    before: Ending[str]
    always: Ending[bool]
    before_bare: Ending[str]
    unless: Ending[bool]
    after: Starting[str]
    clock: re.Pattern[str]
    clock_hour: re.Pattern[str]
    clock_before: Ending[bool]
    scores: re.Pattern[str]
    ages_apposed: bool
    stops: frozenset[str]


@cache
def reasons(code: str) -> Reasons:
    """The reject words of a language."""
    said: dict[str, Any] = languages.load(code)["reject"]
    hours, minutes = either(said["time"]["clock"]), either(said["time"]["minute"])
    attached = "|".join(re.escape(word) for word in said["time"]["attached"])
    return Reasons(
        before=Ending(_by_phrase(said["before"])),
        always=Ending(dict.fromkeys(said["always"]["before"], True)),
        before_bare=Ending(_by_phrase(said["before_bare"])),
        unless=Ending(dict.fromkeys(said["except"]["before"], True)),
        after=Starting(_by_phrase(said["after"])),
        clock=re.compile(
            f"(\\d{{1,2}})(?:(?:{attached or '(?!)'})(\\d{{2}})?(?!\\w)"
            f"| ?{hours} (\\d{{1,2}})(?: ?{minutes})?(?![\\d%.,]\\d|\\d))"
        ),
        clock_hour=re.compile(f"(\\d{{1,2}})(?:[.:]\\d{{2}})? ?{hours}(?P<after> {either(said['time']['after'])})?"),
        clock_before=Ending(dict.fromkeys(said["time"]["before"], True)),
        ages_apposed=said["ages_apposed"],
        stops=frozenset(languages.load(code)["units"]["nouns"]["stops"]),
        scores=re.compile(f"(?<!\\w){either(said['score']['words'])}"),
    )


def _by_phrase(table: dict[str, list[str]]) -> dict[str, str]:
    """Phrases and their reasons; those under `figure` have none, so that `xếp hạng` is not taken for `hạng`."""
    return {phrase: reason if reason != "figure" else "" for reason, phrases in table.items() for phrase in phrases}


def by_form(
    text: str, low: str, start: int, within: tuple[int, int, int], words: list[str], money: bool, known: Reasons
) -> Rejected | None:
    """What a run of digits is by its own form and the letters it touches: names, codes, phones, times.

    `within` is the start of its sentence, how far that is read, and its end; `words` stand before it, or `money`,
    so that `$US5` is no name.
    """
    _, _, limit = within
    return (
        (None if money else _glued(text, low, start, within))
        or _legal(text, start, limit)
        or _phone(text, low, start, limit, known.before.of(words) == "phone")
        or _chain(low, start, limit)
        or _clock(text, low, start, limit, words, known)
        or _ratio(low, start, limit)
    )


def _glued(text: str, low: str, start: int, within: tuple[int, int, int]) -> Rejected | None:
    """A number tied to letters before it: `U23`, `Covid-19`, `TP.10`, `45+2`."""
    first, done, limit = within
    before = text[start - 1] if start > first else " "
    if before.isalpha() or before in "_@#=&?~":
        return token(text, low, start, (done, limit), "name")
    if start - 1 <= first:
        return None
    if before == "+" and text[start - 2].isdigit():
        match = _DIGITS.match(text, start, limit)
        return Rejected(start, match.end() if match else start + 1, "other")
    if before in "-./" and _glued_name(text, start, first):
        return token(text, low, start, (done, limit), "legal_reference" if before == "/" else "name")
    return None


def _legal(text: str, start: int, limit: int) -> Rejected | None:
    match = _LEGAL_LETTERS.match(text, start, limit)
    if match is None:
        return None
    whole = _LEGAL.match(text, start, limit)
    return Rejected(start, whole.end() if whole else match.end(), "legal_reference")


def _phone(text: str, low: str, start: int, limit: int, called: bool) -> Rejected | None:
    match = (_CALLED.match(low, start, limit) if called else None) or _PHONE_GROUPS.match(text, start, limit)
    if match is None and low[start] == "0":
        match = _PHONE.match(text, start, limit)
        if match and _DIGIT.subn("", match[0])[1] < _PHONE_DIGITS:
            match = None
    return Rejected(start, match.end(), "phone") if match else None


def _chain(low: str, start: int, limit: int) -> Rejected | None:
    match = _CHAIN.match(low, start, limit)
    return Rejected(start, match.end(), "other") if match else None


_WORD_BEFORE_DOT = re.compile(r"(?<!\w)[^\W_]{1,3}$")


def _glued_name(text: str, start: int, first: int) -> bool:
    """Whether the mark before a number ties it to a name: `Covid-19`, `U.23`, but not `tốt.10 người`."""
    letter = text[start - 2]
    if not (letter.isalpha() or letter.isdigit()):
        return False
    if text[start - 1] == "-" and _DECIMAL.match(text, start):
        return False
    if text[start - 1] == ".":
        word = _WORD_BEFORE_DOT.search(text, max(first, start - 6), start - 1)
        return word is not None and (len(word[0]) == 1 or word[0][0].isupper())
    return letter.isalpha()


def token(text: str, low: str, start: int, within: tuple[int, int], reason: str) -> Rejected:
    """The whole word that digits stand in."""
    begin, (first, limit) = start, within
    while (
        begin > max(first, start - _REACH) and not text[begin - 1].isspace() and text[begin - 1] not in "()[]“”\"‘’',;"
    ):
        begin -= 1
    match = _TOKEN.match(text, begin, limit)
    end = max(match.end() if match else start + 1, start + 1)
    while end > start + 1 and not text[end - 1].isalnum():
        end -= 1
    return Rejected(begin, end, "identifier" if _WEB.search(low, begin, end) else reason)


def _clock(text: str, low: str, start: int, limit: int, words: list[str], known: Reasons) -> Rejected | None:
    match = _CLOCK.match(low, start, limit)
    if match and int(match[1]) < 25 and int(match[2]) < 60:
        return Rejected(start, match.end(), "time_of_day")
    match = known.clock.match(text, start, limit)
    if match and int(match[1]) < 25:
        return Rejected(start, match.end(), "time_of_day")
    match = known.clock_hour.match(low, start, limit)
    if match and int(match[1]) < 25 and (match[1].startswith("0") or match["after"] or known.clock_before.of(words)):
        return Rejected(start, match.start("after") if match["after"] else match.end(), "time_of_day")
    return None


def told_as_score(low: str, start: int, end: int, within: tuple[int, int], known: Reasons) -> bool:
    """Whether words of play stand before or right after two numbers."""
    first, limit = within
    if known.scores.search(low, max(first, start - _REACH), start):
        return True
    return end + 1 < limit and known.scores.match(low, end + 1, limit) is not None


def _ratio(low: str, start: int, limit: int) -> Rejected | None:
    match = _RATIO.match(low, start, limit)
    return Rejected(start, match.end(), "other") if match else None


def unmatched(low: str, start: int, limit: int) -> tuple[int, int] | None:
    """Where the second of two small numbers that no range makes, as in `2-1`, starts and ends."""
    match = _SCORE.match(low, start, limit)
    return match.span(2) if match and int(match[1]) >= int(match[2]) else None


def between_names(text: str, start: int, end: int, limit: int) -> bool:
    """Whether capitalised words stand on both sides: `Newcastle 2-3 Brentford`."""
    if start < 2 or end + 1 >= limit or text[start - 1] != " " or text[end] != " ":
        return False
    begin = text.rfind(" ", max(0, start - _REACH), start - 1) + 1
    return text[begin].isupper() and text[end + 1].isupper()


def apposed_age(text: str, start: int, within: tuple[int, int], known: Reasons) -> bool:
    """Whether a number stands between commas after a name, as English papers print ages: `Smith, 64, said`."""
    first, limit = within
    before = known.ages_apposed and start - 3 >= first and text[start - 2 : start] == ", " and text[start - 3].isalpha()
    return bool(before and _AGE.match(text, start, limit))


def by_context(low: str, end: int, limit: int, words: list[str], known: Reasons) -> str | None:
    """The reason why a bare number is no figure, by the words around it; None where it may be one."""
    after = known.after.at(low, end, limit)
    if after:
        return after[1]
    if words and known.unless.of(words):
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


def quoted(text: str, start: int, end: int, within: tuple[int, int]) -> bool:
    """Whether a number stands alone in quotation marks, after a plus or before a prime: `"1414"`, `ASEAN+3`, `37'`."""
    first, limit = within
    before, after = text[start - 1] if start > first else " ", text[end] if end < limit else " "
    if after in "'’″" and before not in "\"“‘'":
        return True
    return before == "+" or (before in "\"“‘'" and after in "\"”’'")


def _headline(text: str, first: int, limit: int) -> bool:
    """Whether most words of a sentence start with a capital, which then mark no names."""
    words = text[first : min(limit, first + _HEADLINE)].split()
    return sum(word[0].isupper() for word in words) * 3 > len(words) * 2


def _after_name(text: str, start: int, first: int) -> bool:
    """Whether the word right before is capitalised inside a sentence."""
    if start - first < 3 or text[start - 1] != " ":
        return False
    begin = text.rfind(" ", max(first, start - _REACH), start - 1) + 1
    opens = begin <= first or text[begin - 2] in ":;.!?-–•|…" or not text[begin].isalnum()
    return not opens and text[start - 2].isalnum() and any(map(str.isupper, text[begin : start - 1]))


def before_name(text: str, end: int, limit: int) -> bool:
    """Whether a plain Latin name follows, as in `15 Pro`: a counted noun is no such name in Vietnamese."""
    return _PLAIN_NAME.match(text, end, limit) is not None


_PLAIN_NAME = re.compile(r" [A-Z][a-z]+(?!\w)")


def list_items(text: str, start: int, end: int) -> set[int]:
    """Where the numbers of a list `1. ... 2. ... 3. ...` stand in a block: counting up by one before capitals."""
    items: set[int] = set()
    run: list[int] = []
    for match in _LIST_ITEM.finditer(text, start, end):
        if match.start() > start and (text[match.start() - 1].isalnum() or text[match.start() - 1] in ".,/-–"):
            continue
        number = int(match[1])
        if match.start() == start or text[match.start() - 1] == "\n":
            items.add(match.start())
        if run and number == len(run) + 1:
            run.append(match.start())
        elif number == 1:
            items.update(run if len(run) > 1 else ())
            run = [match.start()]
    items.update(run if len(run) > 1 else ())
    return items
