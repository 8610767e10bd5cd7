"""Tells numbers that are no figures by their own form: names, codes, legal references, phones, clock times, chains."""

from __future__ import annotations

import re

from audit.facts._reading import Rejected
from audit.facts.scan.reasons import Reasons

# Marks that tie digits to what follows; without one they are no reference, chain or ratio.
_TIES = frozenset("/-+:")
_LEGAL = re.compile(r"\d+(?:/\d{4})?/[^\W\d_][\w-]*(?:[/-][\w-]+)*|\d+-[^\W\d_]{2,4}/[^\W\d_]+")
_LEGAL_LETTERS = re.compile(r"\d+(?:/\d{4})?[/-](?:[A-ZĐ]{2}|[A-ZĐ][\w]*[-/]?[A-ZĐ])")
_PHONE = re.compile(r"\+?\(?(?:0|84)\d{1,4}\)?(?:[ .-]?\d{2,4}){2,4}(?!\d)")
_PHONE_GROUPS = re.compile(r"\d{3}\)? ?-?\d{3}-\d{4}(?!\d)")
# Digits after a word for a telephone.
_CALLED = re.compile(r"\d{3,}(?:[ .-]\d{2,4}){0,4}(?!\d)")
_PHONE_DIGITS = 9
# So many digits the parts of a telephone number have at the least that does not begin with 0.
_DIALLED = 3
_TOKEN = re.compile(r"[^\s\"“”‘’()\[\],;]{1,120}")
_WEB = re.compile(r"https?:|www\.|@|\.(?:com|vn|net|org|gov|edu|html?)\b|[=&?]")
_RATIO = re.compile(r"\d{1,4}:\d{1,6}(?![\d:])")
_CLOCK_DIGITS = 2
# How far before an hour the one stands that it goes on from: `7 giờ - 22 giờ`.
_CLOCK_BACK = 8
_CLOCK = re.compile(r"(\d{1,2})[:](\d{2})(?::\d{2}(?:[+-]\d{2}(?::?\d{2})?)?)?(?!\d)")
# Numbers tied to others that make no quantity.
_CHAIN = re.compile(
    "|".join(
        (
            r"24/(?:24|7)(?![\d/])",
            r"\d{1,4}-[a-z]{2,3}-\d{1,4}(?!\d)",  # 2-for-1, 9-to-5
            r"\d{1,2}\+\d{1,2}(?![\d%])",  # 2+2
            r"\d{1,7}/0{1,7}(?![\d.,/])",  # 1/0
            r"\d(?:-\d){2,9}(?!-|[\d%]|[.,/]\d)",  # 3-4-3
            r"\d{1,6}(?:/\d{1,6}){3,}",  # 1/2/3/4
            r"\d{1,6}(?:-\d{1,6}){3,}",
            r"\d{2,3}-(?:1[3-9]|[2-9]\d|1\d\d)-\d{2,3}(?![\d%-]|[.,]\d)",  # 86-62-94
        )
    )
)
_AN_ITEM = r"(?:[.)/:]|\s?[-–]) ?(?=[\"“]?[A-ZĐÀ-Ỹ])"
_LIST_ITEM, _SECOND_ITEM = re.compile(rf"(\d\d?){_AN_ITEM}"), re.compile(f"2{_AN_ITEM}")
_DECIMAL = re.compile(r"\d{1,2}[.,]\d(?!\d)")
_DIGITS = re.compile(r"\d+")
_DIGIT = re.compile(r"\d")
_WORD_BEFORE_DOT = re.compile(r"(?<!\w)[^\W_]{1,3}$")
_REACH = 60


def by_form(
    text: str,
    low: str,
    run: tuple[int, int],
    within: tuple[int, int, int],
    words: list[str],
    money: bool,
    known: Reasons,
) -> Rejected | None:
    """What a run of digits is by its own form and the letters it touches: names, codes, phones, times.

    `within` is the start of its sentence, how far that is read, and its end; `words` stand before it, or `money`,
    so that `$US5` is no name.
    """
    (start, end), (first, _, limit) = run, within
    tied = end < limit and low[end] in _TIES
    if start > first and low[start - 1] != " " and not money and (found := _glued(text, low, start, within)):
        return found
    if tied and (found := _legal(text, start, limit)):
        return found
    dialled = end - start >= _DIALLED or low[start] == "0"
    if dialled and (found := _phone(text, low, start, limit, known.calls(words))):
        return found
    if tied and (found := _chain(low, start, limit)):
        return found
    if end - start <= _CLOCK_DIGITS and (found := _clock(text, low, run, limit, words, known)):
        return found
    return _ratio(low, start, limit) if tied else None


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


def _clock(text: str, low: str, run: tuple[int, int], limit: int, words: list[str], known: Reasons) -> Rejected | None:
    start, end = run
    match = _CLOCK.match(low, start, limit) if low.startswith(":", end) else None
    if match and int(match[1]) < 25 and int(match[2]) < 60:
        return Rejected(start, match.end(), "time_of_day")
    if known.timed.match(low, start, limit) is None:
        return None
    match = known.clock.match(text, start, limit)
    if match and int(match[1]) < 25:
        return Rejected(start, match.end(), "time_of_day")
    match = known.clock_hour.match(low, start, limit)
    if match and int(match[1]) < 25 and known.clock_on.search(low, max(0, start - _CLOCK_BACK), start):
        return Rejected(start, match.start("after") if match["after"] else match.end(), "time_of_day")
    if match and int(match[1]) < 25 and (match[1].startswith("0") or match["after"] or known.clock_before.of(words)):
        return Rejected(start, match.start("after") if match["after"] else match.end(), "time_of_day")
    return None


def _ratio(low: str, start: int, limit: int) -> Rejected | None:
    match = _RATIO.match(low, start, limit)
    return Rejected(start, match.end(), "other") if match else None


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


def list_items(text: str, start: int, end: int) -> set[int]:
    """Where the numbers of a list `1. ... 2. ... 3. ...` stand in a block: counting up by one before capitals."""
    if _SECOND_ITEM.search(text, start, end) is None and text.find("\n", start, end) < 0:
        return {start} if _LIST_ITEM.match(text, start, end) else set()
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
