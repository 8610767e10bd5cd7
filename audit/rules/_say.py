"""How a finding speaks: templates of the reader's language, filled with fields that are safe to print."""

from __future__ import annotations

import math
import string
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from numbers import Real

from audit import languages

LONGEST = 80


def says(code: str, section: str, name: str, *known: Mapping[str, object]) -> str:
    """The template `[section] name`, on one line, of the fields that are known; the first that knows one says it.

    Numbers are written as the language writes them; text loses line breaks and control characters, and is cut
    at 80 characters. Raises KeyError for a template or a field that does not exist.
    """
    filled: dict[str, str] = {}
    for key in _needed(code, section, name):
        for fields in known:
            if key in fields:
                filled[key] = plain(fields[key], code)
                break
    return languages.message(code, section, name, **filled)


@lru_cache(maxsize=1000)
def template(code: str, section: str, *names: str) -> str | None:
    """The first of the names that has a template, in the language or in the default one."""
    return next((name for name in names if _text(code, section, name) is not None), None)


def _text(code: str, section: str, name: str) -> str | None:
    found = (languages.load(at).get(section, {}).get(name) for at in (code, languages.DEFAULT))
    return next((text for text in found if isinstance(text, str)), None)


@cache
def _needed(code: str, section: str, name: str) -> tuple[str, ...]:
    """The fields of a template. Only these are made printable: a row may hold the text of a whole article."""
    parts = string.Formatter().parse(_text(code, section, name) or "")
    return tuple(key for _, key, _, _ in parts if key)


def plain(value: object, code: str) -> str:
    """A field as it is printed: a number in the language's digits, anything else as one short line."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    if not isinstance(value, str) and isinstance(value, float | int | Real):
        return number(float(value), code)
    if isinstance(value, list | tuple):
        value = ", ".join(plain(item, code) for item in value[:LONGEST])
    text = str(value)[: 4 * LONGEST]
    if not text.isprintable():
        text = "".join(char if unicodedata.category(char)[0] != "C" else " " for char in text)
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def number(value: float, code: str) -> str:
    """At most four decimals, thousands grouped: 1,234.5 in English is 1.234,5 in Vietnamese."""
    if not math.isfinite(value):
        return "" if math.isnan(value) else ("∞" if value > 0 else "-∞")
    text = f"{value:,.4f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else f"{value:.6g}"
    return text.translate(_marks(code))


@cache
def _marks(code: str) -> Mapping[int, str]:
    told = {".": languages.message(code, "report", "decimal"), ",": languages.message(code, "report", "thousands")}
    return str.maketrans(told)
