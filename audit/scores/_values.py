"""What the values of an attribute are: numbers, amounts with a unit, days, times, codes, lists of people, or names.

Sources write one value in several ways: `75`, `75 °F`; `12:35 PM`, `2011-12-01 12:35`; `C30`, `Terminal C, Gate 30`;
`Doe, Jane; Roe, R.`, `R. Roe and Jane Doe`. Values that say the same share a key, or a number where they can be
ordered. The kind of an attribute is what nearly all of its values can be read as, tried in that order.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from audit.dates import iso

# An attribute is of a kind where so large a part of its claims can be read as it; names are what is left.
MOST = 0.9
# An attribute is one of people where so many values name several.
SEVERAL = 0.15
# Times this close, in minutes, tell of one event: of its gate or of its runway (Li, Dong et al., "Truth finding on the
# deep web", VLDB 2013); numbers within this share of their value are prints of nearly one.
MINUTES, SHARE = 10.0, 0.01
# Whole numbers that all lie here are years: they are not nearly equal to any other.
YEARS = (1500, 2100)
# Of so many distinct values a sample is tried first: what hardly any of it can be read as the attribute is not.
MANY, SAMPLE, UNLIKELY = 5000, 500, 0.8
# Whole numbers are codes where so large a part of all claims are codes of letters and digits: `22` beside `B22`.
CODED = 0.02

_AMOUNT = re.compile(r"([^\w\s.,+-]{0,2}|[A-Z]{3})\s?([+-]?\d[\d,]{0,20}(?:\.\d{1,12})?)\s?([^\d,;:]{0,20})")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(
    r"(?<![\d:])([01]?\d|2[0-4])[:h]([0-5]\d)(?::[0-5]\d)?(?:\.\d+)?\s?([ap])?\.?(?:m\b)?", re.IGNORECASE
)
_CODED = re.compile(r"[A-Z]{1,3}-?\d{1,5}[A-Z]?", re.IGNORECASE)
_PIECE = re.compile(r"[^\W_]+")
_CODE_LETTERS, _CODE_LENGTH = 2, 12
_LISTED = re.compile(r"\s*(?:[;|&\n]|\s(?:and|with|và)\s)\s*", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]{0,60}\)|\[[^\[\]]{0,60}\]")
_NO_NAMES = frozenset(("jr", "sr", "ii", "iii", "phd", "ph", "md", "by", "dr", "prof", "author", "editor", "ed", "eds"))

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Values:
    """The distinct values of an attribute: the number of each, NaN where it is none; the key that equal ones share.

    `ordered` where they can be averaged and said to lie between two others. Numbers that differ by `near`, or by
    `share` of their value, are nearly one.
    """

    kind: str
    number: Floats
    key: Sequence[str]
    near: float = 0.0
    share: float = 0.0

    @property
    def ordered(self) -> bool:
        """Whether values are numbers, days or times."""
        return self.kind in ("number", "day", "time")


def read(values: Sequence[str], counts: npt.NDArray[np.intp]) -> Values:
    """The kind of some distinct values, each claimed so often, and what each of them is."""
    some = sorted(values)[:: max(1, len(values) // SAMPLE)] if len(values) > MANY else ()
    for kind, job in (("number", _numbers), ("number", _amounts), ("day", _days), ("time", _times)):
        if some and np.isnan(job(some)).mean() > UNLIKELY:
            continue
        number = job(values)
        if kind == "number" and _among_codes(values, counts, number):
            continue
        if counts[~np.isnan(number)].sum() >= MOST * counts.sum():
            key = [
                plain(value) if math.isnan(one) else repr(one)
                for one, value in zip(number.tolist(), values, strict=True)
            ]
            return Values(kind, number, key, MINUTES if kind == "time" else 0.0, _share(kind, number))
    nothing = np.full(len(values), math.nan)
    codes = [code(value) for value in values]
    if counts[[one is not None for one in codes]].sum() >= MOST * counts.sum():
        return Values("code", nothing, [one or plain(value) for one, value in zip(codes, values, strict=True)])
    lists = [people(value) for value in values]
    if counts[[len(one) > 1 for one in lists]].sum() >= SEVERAL * counts.sum():
        return Values("people", nothing, [" / ".join(one) or plain(v) for one, v in zip(lists, values, strict=True)])
    return Values("name", nothing, [plain(value) for value in values])


def plain(value: str) -> str:
    """A value without case, with single spaces, and without the marks around it."""
    return " ".join(unicodedata.normalize("NFKC", value).casefold().split()).strip(" .,;:'\"") or value


def code(value: str) -> str | None:
    """A short code such as that of a gate, without the words that say what it is; None for what is none."""
    return _joined(_pieces(value)) if len(value) <= 4 * _CODE_LENGTH else None


def tails(value: str) -> list[str]:
    """The codes that a code of several pieces ends in, the longest first: what lies in a place named before it."""
    pieces = _pieces(value) if any(letter.isalpha() for letter in value) else []
    ends = (_joined(pieces[at:]) for at in range(1, len(pieces)))
    return [end for end in ends if end]


def _pieces(value: str) -> list[str]:
    """The parts of a code, without words."""
    found = _PIECE.findall(unicodedata.normalize("NFKC", value).casefold())
    return [piece for piece in found if len(piece) <= _CODE_LETTERS or not piece.isalpha()]


def _joined(pieces: Sequence[str]) -> str | None:
    joined = "".join(pieces)
    short = len(joined) <= _CODE_LENGTH and any(letter.isdigit() for letter in joined)
    return (joined.lstrip("0") or "0") if short else None


def people(value: str) -> tuple[str, ...]:
    """The people a value names, each as last name and first initial, in alphabetical order."""
    pieces = [piece for piece in _LISTED.split(_ASIDE.sub(" ", value)) if piece]
    several = [name for piece in pieces for name in _separated(piece)]
    return tuple(sorted({name for name in map(_person, several) if name}))


def _separated(piece: str) -> list[str]:
    """The names between commas, where a comma parts people and not the last name of one from the first."""
    names = [name.strip() for name in piece.split(",") if name.strip()]
    if len(names) > 1 and all(" " in name for name in names):
        return names
    pairs = len(names) > 2 and len(names) % 2 == 0
    return [", ".join(names[at : at + 2]) for at in range(0, len(names), 2)] if pairs else [piece]


def _person(name: str) -> str:
    last, comma, first = name.partition(",")
    words = [word for word in _PIECE.findall(plain(last)) if word not in _NO_NAMES]
    given = [word for word in _PIECE.findall(plain(first)) if word not in _NO_NAMES]
    if not comma or not given:
        words, given = words[-1:], words[:-1]
    return " ".join(words) + (f" {given[0][0]}" if given else "")


def _among_codes(values: Sequence[str], counts: npt.NDArray[np.intp], number: Floats) -> bool:
    """Whether whole numbers stand beside codes such as `B22`: then they are codes themselves, and not amounts."""
    unread = np.isnan(number)
    if unread.all() or not unread.any() or (number[~unread] != np.round(number[~unread])).any():
        return False
    coded = [bool(_CODED.fullmatch(values[int(at)])) for at in np.flatnonzero(unread)]
    return bool(counts[unread][coded].sum() >= CODED * counts.sum())


def _numbers(values: Sequence[str]) -> Floats:
    return np.array([_number(value) for value in values])


def _number(value: str) -> float:
    try:
        number = float(value.replace(",", "") if _GROUPED.fullmatch(value) else value)
    except ValueError:
        return math.nan
    return number if math.isfinite(number) else math.nan


def _amounts(values: Sequence[str]) -> Floats:
    """Numbers with a unit, where all that have one have the same."""
    read = [_AMOUNT.fullmatch(value) for value in values]
    units = {re.sub(r"[\s.°º]+", "", match[1] + match[3]).casefold() for match in read if match} - {""}
    if len(units) > 1:
        return np.full(len(values), math.nan)
    return np.array([_number(match[2].replace(",", "")) if match else math.nan for match in read])


def _days(values: Sequence[str]) -> Floats:
    """Days since 1970 of dates in any usual form, without a time; midnight is what programs write for none."""
    days = [value if _DAY.fullmatch(value) else _day(value) for value in values]
    return np.array([float(np.datetime64(day, "D").astype(int)) if _is_day(day) else math.nan for day in days])


def _day(value: str) -> str:
    """The date of a value that holds one and no time but midnight."""
    day, _, time = (iso(value) or "" if _dated(value) else "").partition("T")
    return "" if time.strip("0:Z+-") else day


def _dated(value: str) -> bool:
    """Whether a value may be a date: it holds a year and something else, and is short."""
    return len(value) <= 40 and bool(re.search(r"(?<!\d)(?:19|20)\d\d", value)) and not value.isdigit()


def _is_day(day: str) -> bool:
    if not _DAY.fullmatch(day):
        return False
    try:
        np.datetime64(day, "D")
    except ValueError:
        return False
    return True


def _times(values: Sequence[str]) -> Floats:
    """Minutes since midnight, whatever day is printed beside the time."""
    return np.array([_minutes(value) for value in values])


def _minutes(value: str) -> float:
    found = _TIME.findall(value) if len(value) <= 40 else []
    if len(found) != 1:
        return math.nan
    hour, minute, half = int(found[0][0]), int(found[0][1]), found[0][2].lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (half == "p")
    return float(60 * (hour % 24) + minute)


def _share(kind: str, number: Floats) -> float:
    """The share of its value that a number may be off from another that is nearly one with it."""
    known = number[~np.isnan(number)]
    years = bool((known == np.round(known)).all() and known.min() >= YEARS[0] and known.max() <= YEARS[1])
    return 0.0 if kind != "number" or years else SHARE
