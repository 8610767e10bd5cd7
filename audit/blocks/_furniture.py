"""What belongs to the page and not to the article: menus, sharing buttons, copyright lines, adverts, related links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from audit.blocks._lines import Line
from audit.blocks._words import any_of, listed

KINDS = {
    "navigation": "a menu of the page",
    "share": "an invitation to share or save the page",
    "comment": "a heading of the readers' comments",
    "copyright": "a copyright line",
    "advert": "an advertisement",
    "related": "a heading or link to other articles",
    "contact": "how to reach the publisher",
    "tags": "the page's tags",
}
_SHORT = 60
_ITEM, _ITEM_WORDS = 30, 4
_IMAGE = re.compile(r"^(?:!\[[^\]]{0,200}\]\([^)]{0,500}\)[\s|]{0,5}){1,20}$|^\[?(?:image|img)\]?$", re.IGNORECASE)
_LINK = re.compile(
    r"^(?:[-*•>»]\s{0,3})?\[[^\]]{1,200}\]\([^)]{1,500}\)$|^(?:[-*•>»]\s{0,3})?(?:https?://|www\.)\S{1,500}$"
)
_COPYRIGHT = re.compile(r"\W{0,3}(?:©|\([cC]\)|[cC]opyright)\W{0,3}(?:[cC]opyright\W{0,3})?(?:19|20)\d\d\b")
_RULE = re.compile(r"^[\s|:=_*~#.•·–—-]+$")
_MENU = re.compile(r"[|›»→]")
_LONGEST = 600
_MAY_BE_LONG = ("copyright", "contact", "tags", "related")
_MENU_WORDS = 3
_SHAPES = (
    ("image", "an image without a caption", _IMAGE),
    ("navigation", "a ruling line", _RULE),
    ("related", "nothing but a link", _LINK),
    ("copyright", KINDS["copyright"], _COPYRIGHT),
)
# What any of these fits: one look tells of most lines that none does.
_SHAPED = re.compile("|".join(pattern.pattern for _, _, pattern in _SHAPES), re.IGNORECASE)


def furniture(line: Line) -> tuple[str, str] | None:
    """The kind of a line that is page furniture, and why; None for the article's own lines."""
    if len(line.text) > _LONGEST:
        return None
    if _SHAPED.match(line.text):
        for kind, why, pattern in _SHAPES:
            if pattern.match(line.text):
                return kind, why
    worded = None if line.prose else _worded(line.text)
    return (worded, KINDS[worded]) if worded else None


def is_item(line: Line) -> bool:
    """Whether a line could be an entry of a menu: a few words, no figure, no mark at its end."""
    text = line.text
    return (
        len(text) <= _ITEM and text.count(" ") < _ITEM_WORDS and text[-1].isalpha() and not any(map(str.isdigit, text))
    )


def _worded(text: str) -> str | None:
    """The kind of furniture whose words a line begins with."""
    short = len(text) <= _SHORT
    if _is_menu(text, short):
        return "navigation"
    fitting = (kind for kind, pattern in _patterns().items() if (short or kind in _MAY_BE_LONG) and pattern.match(text))
    return next(fitting, None)


def _is_menu(text: str, short: bool) -> bool:
    """Whether short items stand side by side: `Tiếng Việt | English`, `Trang chủ › Thời sự`.

    A long line may be the head of a table, unless its first item is one of menus.
    """
    items = [item.strip() for item in _MENU.split(text) if item.strip()]
    return (
        len(items) > 1
        and all(len(item.split()) <= _MENU_WORDS and not any(map(str.isdigit, item)) for item in items)
        and (short or bool(_patterns()["navigation"].match(items[0])))
    )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """How lines of each kind start. A phrase that ends in `$` must be the whole line."""
    return {kind: _starting(listed("furniture", kind)) for kind in KINDS if listed("furniture", kind)}


def _starting(phrases: Sequence[str]) -> re.Pattern[str]:
    whole = any_of(phrase.removesuffix("$") for phrase in phrases if phrase.endswith("$"))
    begun = any_of(phrase for phrase in phrases if not phrase.endswith("$"))
    ways = ([rf"(?:{whole})\W*$"] if whole else []) + ([rf"(?:{begun})(?!\w)"] if begun else [])
    return re.compile(rf"\W{{0,4}}(?:{'|'.join(ways)})", re.IGNORECASE)
