"""The joining words of a language: what ties two amounts into a range, a share or a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from audit import languages
from audit.facts._phrases import Ending, Starting, begun, either
from audit.facts.numbers.alongside import Alongside, alongside
from audit.facts.numbers.listed import gap_of, member_of


@dataclass(frozen=True, slots=True)
class Joins:
    """The words of a language that tie two amounts, or a number and its multiple.

    What `apposed` ties are no two amounts of one unit: `fell 79.88, or 0.2%` says one thing twice. `out_of` tells by
    its last group that its words are said of `few` (`4 in 10`), or that digits must follow (`bare`: `11 of 17`).
    """

    range: re.Pattern[str]
    share: re.Pattern[str]
    apposed: re.Pattern[str]
    between: Ending[bool]
    between_and: re.Pattern[str]
    changing: re.Pattern[str] | None
    changed: Ending[bool]
    foretold: re.Pattern[str] | None
    opening: Ending[bool]
    ranged: Ending[bool]
    beside: re.Pattern[str]
    out_of: re.Pattern[str]
    times_before: Ending[bool]
    times_after: Starting[None]
    times_lead: Ending[bool]
    money: re.Pattern[str]
    money_unit: str | None
    minus: Ending[bool]
    hedges: Ending[bool]
    alongside: Alongside
    one_of: bool
    listed: re.Pattern[str]
    by_place: re.Pattern[str] | None


@cache
def joins(code: str) -> Joins:
    """The joining words of a language."""
    numbers: dict[str, Any] = languages.load(code)["numbers"]
    units: dict[str, Any] = languages.load(code)["units"]
    return Joins(
        range=re.compile(f" ?(?:[-–—÷]|{either(numbers['range'])}) ?"),
        share=re.compile(f",? {either(numbers['share'])} "),
        apposed=re.compile(f", {either(numbers['or'])} "),
        between=Ending(dict.fromkeys(numbers["between"], True)),
        between_and=re.compile(f" {either(numbers['and'])} "),
        changing=re.compile(begun(numbers["changing"])) if numbers["changing"] else None,
        changed=Ending(dict.fromkeys([*numbers["changing"], *numbers["changed_by"]], True)),
        foretold=re.compile(begun(numbers["foretold"])) if numbers["foretold"] else None,
        opening=Ending(dict.fromkeys(numbers["from"], True)),
        ranged=Ending(dict.fromkeys(numbers.get("ranged", ()), True)),
        beside=re.compile(f",? (?:{either(numbers['beside'])}) (?:{either(numbers['before'])} ){{0,2}}[^\\w\\s]?"),
        out_of=re.compile(
            f" (?:{either(numbers['out_of'])}|(?P<few>{either(numbers['out_of_few'])})"
            f"|(?P<bare>{either(numbers['out_of_bare'])})(?= \\d)) "
        ),
        times_before=Ending(dict.fromkeys(units["times_before"], True)),
        times_after=Starting(dict.fromkeys(units["times_after"])),
        times_lead=Ending(dict.fromkeys(units["times_lead"], True)),
        money=re.compile(begun(units["money"])) if units["money"] else re.compile("(?!)"),
        money_unit=units.get("money_unit"),
        minus=Ending({**dict.fromkeys(numbers["minus"], True), **dict.fromkeys(numbers["not_minus"], False)}),
        hedges=Ending(dict.fromkeys(numbers["before"], True)),
        alongside=alongside(numbers),
        one_of=bool(numbers.get("one_of_set")),
        listed=gap_of(numbers["and"]),
        by_place=member_of(numbers["and"], numbers.get("place_leads", ())),
    )
