"""Where a text says that somebody can be reached: telephone numbers, addresses of pages and people, codes to enter."""

from __future__ import annotations

import re

from audit.blocks._tokens import EDGE

_NUMBER = re.compile(
    r"(?<![\w.,/+-])(?:(?:\+\d|\(?0|1[89]00|1[ .-]8\d\d)[\d ().-]{4,16}\d(?![\w,/%]|[.-]\d)|\(\d{3}\) \d{3}-\d{4})"
)
_DATE = re.compile(r"\d\d?[./ -]\d\d?[./ -]\d{4}")
_FEWEST_DIGITS, _MOST_DIGITS = 8, 13
_DIALLED = re.compile(r"\+\d|\(?0\d{2}|1[89]00\d|1[89]00$|1-8\d\d|\(\d{3}\)")
_ADDRESS = re.compile(
    r"(?<![\w@.])(?:https?://|www\.)[\w./?=&%-]{4,200}"
    r"|(?<![\w@./-])[a-z0-9-]{3,40}(?:\.[a-z0-9-]{2,30}){0,2}\.[a-z]{2,10}(?![\w@]|\.\w)"
    r"|(?<![\w.])@[a-z]\w{3,30}|(?<![\w.@-])[\w.-]{2,40}@[\w-]{2,40}(?:\.\w{2,10}){1,3}"
)
_PUBLIC = re.compile(r"\.(?:gov|edu|ac|mil)(?:\.[a-z]{2})?(?![\w-])")


def numbers(text: str) -> list[str]:
    """Telephone numbers."""
    found = (match[0] for match in _NUMBER.finditer(text))
    return [
        number
        for number in found
        if _FEWEST_DIGITS <= sum(map(str.isdigit, number)) <= _MOST_DIGITS and not _DATE.search(number)
    ]


def addresses(text: str) -> list[str]:
    """Addresses of pages, people and accounts, in a text in small letters."""
    words = (word.strip(EDGE) for word in text.split())
    found = (_ADDRESS.search(word) for word in words if "." in word or "@" in word)
    return [match[0] for match in found if match]


def is_public(address: str) -> bool:
    """Whether an address is one of a public body or a school."""
    return bool(_PUBLIC.search(address))


def is_reach(word: str) -> bool:
    """Whether a word in small letters begins a telephone number or is an address."""
    return bool(_DIALLED.match(word) or _ADDRESS.search(word))
