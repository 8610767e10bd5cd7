"""The words of each language: number words, hedges, cues, labels and messages, read from `xx.toml`."""

from __future__ import annotations

import re
import string
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DEFAULT = "en"
_PLACE = re.compile(r"\{(\d)\}")
LONGEST = 1000  # characters of a message; what is longer quotes something that no template foresees


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
            return "".join(text + (format(fields[name], spec) if name else "") for text, name, spec in _parts(template))
    raise KeyError(f"no template [{section}] {key} in audit/languages/{code}.toml")


def told(code: str, text: str) -> str:
    """What an error says, in a language: by the templates of [errors], whose keys are the English words.

    A message that the language has no template for stays as it is, as does what stands in a place of one.
    """
    for words, pattern, template in _errors(code) if len(text) <= LONGEST else ():
        if all(word in text for word in words) and (found := pattern.fullmatch(text)):
            return "".join(found[f"p{part}"] if at % 2 else part for at, part in enumerate(_PLACE.split(template)))
    return text


@cache
def _errors(code: str) -> tuple[tuple[list[str], re.Pattern[str], str], ...]:
    """The templates of errors, those with most words of their own first; the words save most of the matching."""
    templates = load(code).get("errors", {})
    found = []
    for key in sorted(templates, key=lambda key: (-len(_PLACE.sub("", key)), key)):
        split = _PLACE.split(key)
        parts = [rf"(?P<p{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(split)]
        found.append((split[::2], re.compile("".join(parts), re.DOTALL), templates[key]))
    return tuple(found)


@lru_cache(maxsize=1 << 12)
def _parts(template: str) -> tuple[tuple[str, str | None, str], ...]:
    """A template as texts, each with the field behind it: plain names only, never an attribute or item of a field."""
    found = [(text, name, spec or "") for text, name, spec, _ in string.Formatter().parse(template)]
    for _, name, _ in found:
        if name is not None and not name.isidentifier():
            raise KeyError(f"a message field is a plain name, not {name!r}")
    return tuple(found)
