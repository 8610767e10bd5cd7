"""What was read from a printed figure, in a few words."""

from __future__ import annotations

from audit.views._rows import Row
from audit.views._when import when
from audit.views._words import Words

_SIGNS = {"gt": "> ", "ge": ">= ", "lt": "< ", "le": "<= ", "approx": "~ "}


def reading(fact: Row, words: Words) -> str:
    """A fact in a few words: `6.93 percent · Vietnam · Q2 2024`."""
    status = words.say(f"status_{fact['status']}") if fact["status"] not in (None, "actual") else None
    area = words.area(fact["area"]) if fact["value"] is not None and fact["area"] else None
    return " · ".join(part for part in (_amount(fact, words), area, held(fact, words), status) if part)


def held(fact: Row, words: Words) -> str:
    """When a figure holds, in words."""
    return when(fact["period"], words, change=fact["kind"] == "change") if fact["period"] else ""


def claim(fact: Row, words: Words) -> str:
    """The interval that the printed figure claims: `claims 91.455 to 91.465`; nothing where it is the value itself."""
    low, high = fact["low"], fact["high"]
    if low is None or high is None or low == high or exact(fact):
        return ""
    return words.say("claims", low=words.amount(low), high=words.amount(high))


def exact(row: Row) -> bool:
    """Whether a fact or group counts things one by one: 12 people are 12, and not 11.5 to 12.5."""
    whole = row["value"] is not None and float(row["value"]).is_integer()
    return bool(whole and row["unit"] == "count" and row["high"] - row["low"] <= 1)


def _amount(fact: Row, words: Words) -> str:
    if fact["value"] is None:
        return ""
    number = words.amount(fact["value"])
    if fact["value_to"] is not None:
        number = f"{number}-{words.amount(fact['value_to'])}"
    if fact["denominator"] is not None:
        number = f"{number}/{words.amount(fact['denominator'])}"
    if fact["direction"] in ("up", "down") and fact["unit"] != "ratio":
        number = f"{'+' if fact['direction'] == 'up' else '-'}{number}"
    unit = fact["counted"] or "" if fact["unit"] == "count" else words.named("units", fact["unit"] or "")
    per = f"/{words.named('per', fact['per'])}" if fact["per"] else ""
    return f"{_SIGNS.get(fact['comparator'], '')}{number} {unit}{per}".strip()
