"""Units of one kind of thing, of which a figure has one."""

from __future__ import annotations

SHARES = ("percent", "percentage_point")
MEASURES = (
    ("g", "kg", "t"),
    ("mm", "cm", "m", "km"),
    ("m2", "ha", "km2"),
    ("L", "m3", "mL"),
    ("W", "kW", "MW", "GW"),
    ("kWh", "MWh", "GWh"),
)
TIMES = ("s", "min", "h", "d", "wk", "mo", "a")
_CURRENCY = 3


def currency(unit: str) -> bool:
    """Whether a unit is money: three capitals are an ISO 4217 code."""
    return len(unit) == _CURRENCY and unit.isalpha() and unit.isupper()


def rivals(one: str, other: str, families: tuple[tuple[str, ...], ...] = (SHARES, *MEASURES, TIMES)) -> bool:
    """Whether two different units are of one kind of thing: two currencies, two weights."""
    both = currency(one) and currency(other)
    return one != other and (both or any(one in family and other in family for family in families))
