"""The words of a language that tell what a number is when it is no figure, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from audit import languages
from audit.facts._phrases import Ending, Starting, begun, either


@dataclass(frozen=True, slots=True)
class Reasons:
    """The words of a language that tell what a number is when it is no figure."""

    before: Ending[str]
    always: Ending[bool]
    before_bare: Ending[str]
    unless: Ending[bool]
    after: Starting[str]
    sends: frozenset[str]
    sent: Starting[None]
    timed: re.Pattern[str]
    clock: re.Pattern[str]
    clock_hour: re.Pattern[str]
    clock_before: Ending[bool]
    clock_on: re.Pattern[str]
    scores: re.Pattern[str]
    younger: re.Pattern[str]
    ages_apposed: bool
    stops: frozenset[str]
    between: tuple[Ending[bool], Starting[None]]
    named: Starting[None]
    dialled: frozenset[str]
    dialled_on: frozenset[str]

    def calls(self, words: list[str]) -> bool:
        """Whether words before a number say that it is to be called: `call`, `call the police on`."""
        if self.before.of(words) == "phone":
            return True
        return bool(words) and words[-1] in self.dialled_on and not self.dialled.isdisjoint(words[:-1])


@cache
def reasons(code: str) -> Reasons:
    """The reject words of a language."""
    said: dict[str, Any] = languages.load(code)["reject"]
    hours, minutes = either(said["time"]["clock"]), either(said["time"]["minute"])
    attached = "|".join(re.escape(word) for word in said["time"]["attached"])
    return Reasons(
        before=Ending(_by_phrase(said["before"])),
        always=Ending(dict.fromkeys(said["always"]["before"], True)),
        before_bare=Ending(_by_phrase(said["before_bare"])),
        unless=Ending(dict.fromkeys(said["except"]["before"], True)),
        after=Starting(_by_phrase(said["after"])),
        sends=frozenset(said.get("sent", {}).get("before", ())),
        sent=Starting(dict.fromkeys(said.get("sent", {}).get("after", ()))),
        timed=re.compile(f"\\d{{1,2}}(?:[.:]\\d{{2}})? ?(?:{attached or '(?!)'}|{hours})"),
        clock=re.compile(
            f"(\\d{{1,2}})(?:(?:{attached or '(?!)'})(\\d{{2}})?(?!\\w)"
            f"| ?{hours} (\\d{{1,2}})(?: ?{minutes})?(?![\\d%.,]\\d|\\d))"
        ),
        clock_hour=re.compile(f"(\\d{{1,2}})(?:[.:]\\d{{2}})? ?{hours}(?P<after> {either(said['time']['after'])})?"),
        clock_on=re.compile(f"\\d ?(?:{hours}|{attached or '(?!)'}) ?[-–—] ?$"),
        clock_before=Ending(dict.fromkeys(said["time"]["before"], True)),
        ages_apposed=said["ages_apposed"],
        stops=frozenset(languages.load(code)["units"]["nouns"]["stops"]),
        between=_between(said.get("between", {})),
        named=Starting(dict.fromkeys([*said["named"]["days"], *said["named"]["calls"]]), gap=""),
        dialled=frozenset(said["dialled"]["verbs"]),
        dialled_on=frozenset(said["dialled"]["on"]),
        younger=re.compile(f" {either(said['younger'])} \\d{{1,2}}(?!\\d)") if said["younger"] else re.compile("(?!)"),
        scores=re.compile(begun(said["score"]["words"])),
    )


def _between(said: dict[str, list[str]]) -> tuple[Ending[bool], Starting[None]]:
    """The words before and behind a number that together make it a name."""
    before = {**dict.fromkeys(said.get("before", ()), True), **dict.fromkeys(said.get("not_before", ()), False)}
    return Ending(before), Starting(dict.fromkeys(said.get("after", ())))


def _by_phrase(table: dict[str, list[str]]) -> dict[str, str]:
    """Phrases and their reasons; those under `figure` have none, so that `xếp hạng` is not taken for `hạng`."""
    return {phrase: reason if reason != "figure" else "" for reason, phrases in table.items() for phrase in phrases}
