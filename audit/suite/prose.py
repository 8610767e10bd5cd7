"""Great Expectations' string templates as pieces of plain text, each with what it is; markup is left to our templates.

GX pastes values into HTML and HTML into values. Here a template is read once, from left to right: what stands in a
value is never read again, neither as markup nor as a `$name`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_NAME = re.compile(r"\$(?:\{([A-Za-z_][A-Za-z0-9_]*)\}|([A-Za-z_][A-Za-z0-9_]*))")
# Pages of the same site only, by relative path.
_LINK = re.compile(r"(?:\.\./){0,9}[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+){0,9}\.html(?:#[A-Za-z0-9_-]+)?")
# GX says how a check went by an icon of Font Awesome.
_ICONS = {"fa-check-circle": "held", "fa-times": "failed", "fa-exclamation-triangle": "error", "fa-comment": "note"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. `kind` is text, value, column, link, break or an icon: held, failed, error, note."""

    kind: str
    text: str = ""
    link: str = ""


def pieces(template: Mapping[str, Any]) -> Iterator[Piece]:
    """The pieces of a GX string template, in order. Line breaks are pieces of their own."""
    text = str(template.get("template") or "")
    params = template.get("params") or {}
    styling = template.get("styling") or {}
    for part in _parts(text.strip(), params):
        if isinstance(part, str):
            yield from _lines("text", part)
        else:
            yield from _value(part[0], params[part[0]], styling)


def state(cell: Any) -> str:
    """How a check went, from the icon in a cell of a GX table; empty where there is none."""
    if isinstance(cell, Mapping) and "string_template" in cell:
        return next((piece.kind for piece in pieces(cell["string_template"]) if piece.kind in _ICONS.values()), "")
    return ""


def _parts(text: str, params: Mapping[str, Any]) -> Iterator[str | tuple[str]]:
    """Stretches of text, and names of parameters as 1-tuples; a `$name` that is no parameter is text."""
    last = 0
    for match in _NAME.finditer(text):
        name = match[1] or match[2]
        if name in params:
            yield text[last : match.start()]
            yield (name,)
            last = match.end()
    yield text[last:]


def _value(name: str, value: Any, styling: Mapping[str, Any]) -> Iterator[Piece]:
    own = (styling.get("params") or {}).get(name) or {}
    classes = [*own.get("classes", ()), *_classes_in(name, value)]
    icon = next((_ICONS[item] for item in classes if item in _ICONS), None)
    if icon and (own.get("tag") == "i" or name == "html_success_icon"):
        yield Piece(icon)
        return
    link = str((own.get("attributes") or {}).get("href") or "") if own.get("tag") == "a" else ""
    if _LINK.fullmatch(link):
        yield Piece("link", str(value), link)
    elif value is not None:
        plain = "h6" in classes or (not own and "default" not in styling)
        yield from _lines("text" if plain else "column" if name == "column" else "value", str(value))


def _classes_in(name: str, value: Any) -> list[str]:
    """The class names of the one parameter that GX fills with markup of its own."""
    return re.findall(r"fa-[a-z-]+", str(value)[:200]) if name == "html_success_icon" else []


def _lines(kind: str, text: str) -> Iterator[Piece]:
    for index, line in enumerate(text.split("\n")):
        if index:
            yield Piece("break")
        if line:
            yield Piece(kind, line)
