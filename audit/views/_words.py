"""The words of a report in the reader's language: sentences, counts and numbers."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from audit import languages
from audit.model import SEVERITIES


@dataclass(frozen=True, slots=True)
class Words:
    """Speaks one language through the templates of `[report]` in `audit/languages`."""

    language: str

    def say(self, key: str, /, **fields: object) -> str:
        """A sentence. Numbers among the fields are written as the language writes them."""
        return languages.message(
            self.language, "report", key, **{name: self._field(value) for name, value in fields.items()}
        )

    def count(self, number: int, noun: str) -> str:
        """A number and its noun: `1 finding`, `2 findings`."""
        return self.say(f"{noun}_one" if number == 1 else noun, n=number)

    def severities(self, found: Iterable[str] | Mapping[str, int]) -> str:
        """Severities, or how many there are of each, counted and worst first: `2 critical, 1 note`."""
        counts = Counter(found)
        return self.several([self.count(counts[severity], severity) for severity in SEVERITIES if counts[severity]])

    def several(self, parts: list[str]) -> str:
        """Parts that are not empty, in a row."""
        return ", ".join(part for part in parts if part)

    def amount(self, value: float) -> str:
        """A number as it is read most easily: `752.37 trillion`, where that says all of its digits."""
        return _amount(self.language, value)

    def span(self, low: float, high: float) -> str:
        """From one number to another."""
        return self.say("between", low=self.amount(low), high=self.amount(high))

    def named(self, kind: str, code: str) -> str:
        """The name of a code in a table of `[report]`, as `units`; the code itself where it has none."""
        return str(languages.load(self.language).get("report", {}).get(kind, {}).get(code, code))

    def area(self, code: str) -> str:
        """The name of a place in the reader's language; its code where none is known."""
        foreign = self.language != "vi" and not code.startswith("VN-")  # whose names may be Vietnamese
        return next((name for name in _areas().get(code, ()) if name.isascii() or not foreign), code)

    def explained(self, rule: str) -> str:
        """What a rule of extraction read, and how, in a few words; its id where it has none."""
        return str(languages.load(self.language).get("trace", {}).get(rule, rule))

    def number(self, value: float, digits: int = 10) -> str:
        """A number to so many significant digits, with the separators of the language."""
        plain = f"{value:,.{digits}g}" if abs(value) < 10**digits else f"{value:,.0f}"
        if "e" in plain:
            return plain.replace(".", self.say("decimal"))
        return plain.translate(_separators(self.language))

    def _field(self, value: object) -> object:
        return self.number(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


@cache
def _separators(language: str) -> dict[int, str]:
    """What a language writes for the separators of English."""
    words = Words(language)
    return str.maketrans({",": words.say("thousands"), ".": words.say("decimal")})


@lru_cache(maxsize=1 << 16)
def _amount(language: str, value: float) -> str:
    words = Words(language)
    for scale, word in _scales(language):
        if abs(value) >= scale and round(value / scale, 3) == value / scale:
            return f"{words.number(value / scale)} {word}"
    return words.number(value)


@cache
def _scales(language: str) -> Sequence[tuple[float, str]]:
    return [(scale, word) for scale, word in languages.load(language).get("report", {}).get("scales", ())]


@cache
def _areas() -> Mapping[str, list[str]]:
    """The names of each place by its code."""
    with (languages.HERE / "areas.csv").open(encoding="utf8", newline="") as file:
        return {row["code"]: [row["name"], *row["aliases"].split("|")] for row in csv.DictReader(file)}
