"""The words of each language: number words, hedges, cues, labels and messages, read from `xx.toml`."""

from __future__ import annotations

import string
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DEFAULT = "en"


@cache
def codes() -> tuple[str, ...]:
    """The languages there are, Vietnamese first."""
    return tuple(sorted((path.stem for path in HERE.glob("*.toml")), key=lambda code: (code != "vi", code)))


@cache
def load(code: str) -> dict[str, Any]:
    """The whole table of one language."""
    return tomllib.loads((HERE / f"{code}.toml").read_text(encoding="utf8"))


def message(code: str, section: str, key: str, /, **fields: object) -> str:
    """The template `[section] key` of a language, filled; English where the language has none.

    Raises KeyError for a template or a field that does not exist: a message with a hole helps nobody.
    """
    for language in (code, DEFAULT):
        template = load(language).get(section, {}).get(key)
        if isinstance(template, str):
            return _Formatter().format(template, **fields)
    raise KeyError(f"no template [{section}] {key} in audit/languages/{code}.toml")


class _Formatter(string.Formatter):
    """Plain `{name}` fields only: article text must never reach attribute or index access."""

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, str]:
        if not field_name.isidentifier():
            raise KeyError(f"a message field is a plain name, not {field_name!r}")
        return kwargs[field_name], field_name
