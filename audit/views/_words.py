"""The words of a report in the reader's language: sentences, counts and numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

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

    def severities(self, found: Iterable[str]) -> str:
        """Severities counted, worst first: `2 critical, 1 note`."""
        counts = Counter(found)
        return self.several([self.count(counts[severity], severity) for severity in SEVERITIES if counts[severity]])

    def several(self, parts: list[str]) -> str:
        """Parts that are not empty, in a row."""
        return ", ".join(part for part in parts if part)

    def amount(self, value: float) -> str:
        """A number as it is read most easily: `752.37 trillion`, where that says all of its digits."""
        for scale, word in languages.load(self.language).get("report", {}).get("scales", ()):
            if abs(value) >= scale and round(value / scale, 3) == value / scale:
                return f"{self.number(value / scale)} {word}"
        return self.number(value)

    def named(self, kind: str, code: str) -> str:
        """The name of a code in a table of `[report]`, as `units`; the code itself where it has none."""
        return str(languages.load(self.language).get("report", {}).get(kind, {}).get(code, code))

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
