"""What sellers say, by kind: they ask the reader to act, say where, promise, and name an offer.

None of these tells an advertisement alone: a bank's hotline, a sale and a promise stand in news too. The kinds are kept
apart, so that `_adverts` can ask for several of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from audit.blocks._reach import addresses, is_public, numbers
from audit.blocks._syllables import CAPITALS
from audit.blocks._words import any_of, listed

_ICON = "\u2190-\u21ff\u2460-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f"
_LOUD = re.compile(f"!|[{_ICON}]")
_QUOTE = re.compile('["“”«»]')
_QUOTED = re.compile('"[^"\n]{0,400}"|[“«][^”»\n]{0,400}[”»]')
_MONEY = r"(?:[$£€]\s?\d[\d.,]*|\d[\d.,]*\s?(?:k|nghìn|ngàn|triệu|tr|tỷ|đồng|đ|vnđ|usd|euros?|dollars?|pounds?)(?!\w))"
_PUBLIC = 3  # an address of a public body tells as much as three other signs of a report
_NONE = r"(?:no|zero|không)(?:\s\w{2,12}){1,3}"
ALWAYS = ("24/7", "24/24", "100%")


@dataclass(frozen=True, slots=True)
class Pitch:
    """What a paragraph says as sellers do, by kind and as printed; `told` counts what only reports have."""

    calls: tuple[str, ...]
    pressed: tuple[str, ...]
    readers: tuple[str, ...]
    promises: tuple[str, ...]
    offers: tuple[str, ...]
    reach: tuple[str, ...]
    apps: tuple[str, ...]
    loud: int
    told: int


def pitch_of(text: str) -> Pitch:
    """What is found in a paragraph; what it quotes is nobody's pitch."""
    quotes = bool(_QUOTE.search(text))
    text = _QUOTED.sub(" ", text)
    lower = text.lower()
    lower = lower if len(lower) == len(text) else text
    found = {kind: _found(pattern, text, lower) for kind, pattern in _patterns().items()}
    reached = addresses(lower)
    others = [address for address in reached if not is_public(address)]
    return Pitch(
        **found,
        reach=(*numbers(text), *others, *(match[1] for match in _code().finditer(text))),
        loud=len(_LOUD.findall(text)),
        told=quotes + _told(text, lower) + _PUBLIC * (len(reached) - len(others)),
    )


def readers_in(text: str) -> tuple[str, ...]:
    """The words with which a text that quotes nobody speaks to its reader."""
    return () if _QUOTE.search(text) else tuple(_patterns()["readers"].findall(text.lower()))


def _told(text: str, lower: str) -> int:
    """How often a paragraph credits somebody, speaks of others, or of what its publisher offers."""
    return len(_reported().findall(lower)) + len(_credited().findall(text))


def _found(pattern: re.Pattern[str], text: str, lower: str) -> tuple[str, ...]:
    """What the group of a pattern for small letters matches, as printed; of equal ones the first."""
    return tuple(dict.fromkeys(text[match.start(1) : match.end(1)] for match in pattern.finditer(lower)))


def _any(*keys: str) -> str:
    return any_of(phrase for key in keys for phrase in listed("pitch", key))


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    """How each kind is found, in small letters, as the first group."""
    acts, start = _any("acts"), rf"(?m:^\W{{0,3}}|[.!?:;…)|{_ICON}]\s{{0,2}}|\s[-–—]\s|(?<!\w)(?:{_any('leads')})\s)"
    pressed = rf"(?:{acts})(?:\s[^\s.!?]{{1,15}}){{0,4}}[\s,]{{1,2}}(?:{_any('at_once')})"
    offer = rf"(?:{_any('from')})\s{_MONEY}|(?:{_any('cut')})\s\d[\d.,]*\s?%|\d[\d.,]*\s?%\s(?:{_any('off')})"
    offer = rf"{offer}|(?:{_MONEY}|\d[\d.,]*\s?%)\s?(?:{_any('each')})"
    promise = rf"{any_of(ALWAYS)}|{_NONE}(?=,|\.|!|\sand\sno\s|\skhông\s)"
    return {
        "calls": re.compile(rf"{start}({acts})(?!\w)"),
        "pressed": re.compile(rf"(?<!\w)({pressed}|{_any('urges')})(?!\w)"),
        "readers": re.compile(rf"(?<!\w)({_any('readers')})(?!\w)"),
        "promises": re.compile(rf"(?<!\w)({promise}|{_any('promises')})(?!\w)"),
        "offers": re.compile(rf"(?<![\w.,])({offer}|{_any('offers')})(?!\w)"),
        "apps": re.compile(rf"(?<!\w)({_any('apps')})(?!\w)"),
    }


@cache
def _code() -> re.Pattern[str]:
    """Finds a code to be entered: `code WIN50`, `Nhập mã HE2024`."""
    return re.compile(rf"(?<!\w)(?i:{_any('codes')})\s(?:\w{{1,10}}\s)?((?=[A-Z\d]{{0,11}}[A-Z])[A-Z\d]{{3,12}})(?!\w)")


@cache
def _reported() -> re.Pattern[str]:
    """Finds, in small letters, what reports say, and sentences that begin with those whom they speak of."""
    return re.compile(rf"(?m:^|[.!?…]\s{{1,2}})(?:{_any('subjects')})(?!\w)|(?<!\w)(?:{_any('told')})(?!\w)")


@cache
def _credited() -> re.Pattern[str]:
    """Finds who is credited, by a word before a name: `Theo Bộ Y tế`, `ông Phan`."""
    return re.compile(rf"(?<!\w)(?i:{_any('credits')})\s[{CAPITALS}]")
