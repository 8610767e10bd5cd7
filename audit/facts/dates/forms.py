"""The forms a date takes in a language, compiled from `[dates]` of its word list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from audit import languages
from audit.facts._phrases import Ending, Starting, begun, either, trie

_HOLE = re.compile(r"<([demoyzqQnMNw])>")
_DIGIT_HOLES = frozenset("dmynqQz")
_LEADING_WORDS = re.compile(r"\(\?:([^()]*)\)|([^\W\d_]+)")
_NAMED = re.compile(r"\(\?P<\w+>")
_OPTIONAL = re.compile(r"(?<!\\)\((?!\?)")


class Shapes:
    """Some forms with the shape of each. `any` matches where one of them does: one look tells where none does.

    `heads` are patterns that many of the forms begin with: what stands for one of them is read once for all of those.
    """

    def __init__(self, forms: Sequence[tuple[str, re.Pattern[str]]], heads: Iterable[str] = ()) -> None:
        self.forms = tuple(forms)
        known = [_NAMED.sub("(?:", head) for head in heads]
        tails: dict[str, list[str]] = {}
        for _, pattern in forms:
            form = _NAMED.sub("(?:", pattern.pattern)
            head = next((head for head in known if form.startswith(head)), "")
            tails.setdefault(head, []).append(form.removeprefix(head))
        self.any = re.compile("|".join(f"{head}(?:{'|'.join(rest)})" for head, rest in tails.items()))


@dataclass(frozen=True, slots=True)
class Forms:
    """The date forms of one language: those that start with a digit and those that start with a word."""

    by_digit: Shapes
    by_word: Mapping[str, Shapes]
    leads: Ending[bool]
    day_names: Ending[bool]
    bare_day: Ending[bool]
    may_lead: Ending[bool]
    closings: Closings
    lunar: Lunar | None
    month_named: frozenset[str]
    month_leads: frozenset[str]
    month_lead: Ending[bool]
    year_lead: Ending[bool]
    year_never: Ending[bool]
    year_named: Ending[bool]
    month_never: Ending[bool]
    quarter_never: Ending[bool]
    spans: Ending[bool]
    since: Ending[bool]
    plural: Ending[bool]
    fresh_leads: Ending[int]
    onward: frozenset[str]
    now: Starting[None]
    relative: Starting[tuple[str, int]]
    months: Mapping[str, int]
    quarters: Mapping[str, int]
    years: Mapping[str, int]
    small: Mapping[str, int]
    join: re.Pattern[str]
    hour: re.Pattern[str]
    days: re.Pattern[str]
    upcoming: re.Pattern[str]
    future: re.Pattern[str]
    past: re.Pattern[str] | None
    until: Ending[bool]
    day_first: bool | None
    tense: Tense | None
    starts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lunar:
    """Days of a lunar month: the number with what makes it one, and words before it that do so without."""

    day: re.Pattern[str]
    leads: Ending[bool]


@dataclass(frozen=True, slots=True)
class Closings:
    """The words before a day printed with a dash, the days of a week, a term: `đến 27-8`, `tuần 14-20/8`, `kỳ hạn`."""

    dashed: Ending[int]
    weeks: frozenset[str]
    no_week: Ending[bool]
    week_ends: Ending[bool]
    terms: Ending[bool]


@dataclass(frozen=True, slots=True)
class Tense:
    """The words that tell which weekday is meant, the last one or the next: verbs, and words right before it."""

    verbs: re.Pattern[str]
    future: frozenset[str]
    next: Ending[bool]
    last: Ending[bool]
    names: Ending[bool]


_DAYS = frozenset({"day", "weekday"})
_DASH = r" ?[-–—] ?"
_Patterns = list[tuple[str, re.Pattern[str]]]


@cache
def forms(code: str) -> Forms:
    """The date forms of a language."""
    words = languages.load(code)
    said: dict[str, Any] = words["dates"]
    small = {**words["numbers"]["digits"], **words["numbers"]["teens"], **words["numbers"]["tens"]}
    quarters = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4, **said["quarters"]}
    holes = _holes(said, small, quarters)
    by_digit, by_word, opening = _compiled(said, small, quarters, holes)
    relative = {phrase: (unit, offset) for unit, table in said["relative"].items() for phrase, offset in table.items()}
    names = [phrase for phrase, (unit, _) in relative.items() if unit in _DAYS]
    hour = f"(?<!\\d)\\d{{1,2}} ?(?:{either(words['units']['duration']['h'])}|:)(?:\\d{{2}})? "
    starts = {*relative, *said["now"], *said["onward"], *opening}
    return Forms(
        by_digit=Shapes(by_digit, holes.values()),
        by_word={word: Shapes(found) for word, found in by_word.items()},
        leads=Ending(
            {
                **dict.fromkeys([*said["leads"], *(names if said.get("day_first") else ())], True),
                **dict.fromkeys(said.get("no_leads", ()), False),
            }
        ),
        day_names=_ending(names),
        bare_day=_ending(said["bare_day"]),
        may_lead=_ending(said["may_lead"]),
        closings=_closings(said),
        lunar=_lunar(said),
        month_named=frozenset(said["month_named"]),
        month_leads=frozenset({*said["year_lead"], *said["month_named_leads"]}),
        month_lead=_ending(said["month_lead"]),
        year_lead=_ending(said["year_lead"]),
        year_never=_ending(said["year_never"]),
        year_named=_ending(said["year_named"]),
        month_never=_ending(said["month_never"]),
        quarter_never=_ending(said["quarter_never"]),
        spans=_ending(said["spans"]),
        since=_ending(said["since"]),
        plural=_ending(said["plural"]),
        fresh_leads=Ending(said["fresh_leads"]),
        onward=frozenset(said["onward"]),
        now=Starting(dict.fromkeys([*said["now"], *said["onward"]])),
        relative=Starting(relative),
        months=said["months"],
        quarters=quarters,
        years=said["years"],
        small=small,
        join=_join(said, hour),
        hour=re.compile(f"{hour}$"),
        days=re.compile(
            f"(\\d{{1,2}})(?: ?[-–] ?| {either([*said['until'], *words['numbers']['and']])} )"
            r"(\d{1,2})([/.-])(\d{1,2})(?:\3(\d{4}))?(?!\d|[/,.]\d)"
        ),
        upcoming=re.compile(f" ?{either(said['upcoming'])}"),
        future=re.compile(begun(said["future"])),
        past=re.compile(begun(said["past"])) if said["past"] else None,
        until=_ending(said["deadline"]),
        day_first=said.get("day_first"),
        tense=_tense(said),
        starts=frozenset(starts),
    )


def _lunar(said: dict[str, Any]) -> Lunar | None:
    if not said.get("lunar"):
        return None
    moon, never = either(said["lunar"]), either(said["lunar_never"])
    day = f"(\\d{{1,2}})(?![\\d/-]|[.,]\\d)(?P<moon> {moon}(?!\\w))?(?! ?{never})"
    return Lunar(re.compile(day), _ending(said["lunar_leads"]))


def _closings(said: dict[str, Any]) -> Closings:
    return Closings(
        dashed=Ending(said.get("dashed", {})),
        weeks=frozenset(said.get("weeks", ())),
        no_week=_ending(said.get("no_week", ())),
        week_ends=_ending(said.get("week_ends", ())),
        terms=_ending(said.get("terms", ())),
    )


def _tense(said: dict[str, Any]) -> Tense | None:
    known: dict[str, Any] | None = said.get("tense")
    if known is None:
        return None
    verbs = either({*said["future"], *said["past"], *known["future"], *known["past"]})
    passive = "".join(f"(?<!{re.escape(word)} )" for word in known["passive"])
    present = "".join(f"(?<!{re.escape(word)} )" for word in known["present"])
    return Tense(
        re.compile(f"(?<!\\w){passive}(?:{verbs}|{present}[^\\W\\d_]{{2,20}}{known['ending']}(?!\\w))"),
        frozenset({*said["future"], *known["future"]}),
        _ending(known["next"]),
        _ending(known["last"]),
        _ending(known["names"]),
    )


def _ending(phrases: Iterable[str]) -> Ending[bool]:
    return Ending(dict.fromkeys(phrases, True))


def _join(said: dict[str, Any], hour: str) -> re.Pattern[str]:
    """What stands between the two dates of a range, with the time of day and the words that lead the second one."""
    led = [*said["leads"], *said["month_lead"], *said["year_lead"]]
    return re.compile(f" ?{either(said['until'])} (?:{hour})?(?:{trie(led)} ?)?|{_DASH}")


def _holes(said: dict[str, Any], small: Iterable[str], quarters: Iterable[str]) -> dict[str, str]:
    """The pattern of each hole that a date form can have."""
    return {
        "d": r"(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)",
        "e": r"(?P<e>3[01]|[12]\d|0?[1-9])(?!\d)",
        "m": r"(?P<m>1[0-2]|0?[1-9])(?!\d|[.,]\d{1,2}(?!\d))",
        "o": r"(?P<o>1[0-2]|0?[1-9])(?!\d|[.,]\d)",
        "y": r"(?P<y>(?:1[5-9]|20|21)\d\d)(?!\d|[.,]\d|[-–]\d\d(?!\d))",
        "z": r"(?P<z>(?:(?:1[5-9]|20|21)\d\d|\d\d))(?!\d)",
        "q": f"(?P<q>{either(quarters)})",
        "Q": r"(?P<q>[1-4])",
        "n": f"(?P<n>\\d{{1,2}}|{either(small)})(?![\\w.,]{{0,40}}\\d)",
        "M": f"(?P<M>{either(said['months'])})",
        "N": f"(?P<N>{either(said['months'])})",
        "w": f"(?P<w>{either(said['years'])})",
    }


def _compiled(
    said: dict[str, Any], small: Mapping[str, int], quarters: Mapping[str, int], holes: Mapping[str, str]
) -> tuple[_Patterns, dict[str, _Patterns], set[str]]:
    """The forms that start with digits, those that start with a word, by that word, and the words they open with."""
    tables = {"M": said["months"], "n": small, "q": quarters}
    by_digit: _Patterns = []
    by_word: dict[str, _Patterns] = {}
    opening: set[str] = set()
    for shape, templates in said["forms"].items():
        for template in templates:
            filled = _HOLE.sub(lambda hole: holes[hole[1]], template)
            pattern = re.compile(_OPTIONAL.sub("(?:", filled) + r"(?!\w)")
            first = _HOLE.match(template)
            if first and first[1] in _DIGIT_HOLES:
                by_digit.append((shape, pattern))
            for phrase in _starts(template, tables):
                opening.add(phrase)
                by_word.setdefault(phrase.split()[0], []).append((shape, pattern))
    return by_digit, by_word, opening


def _starts(template: str, tables: Mapping[str, Mapping[str, int]]) -> list[str]:
    """The words that a form can start with: the first one, or all of a phrase."""
    hole = _HOLE.match(template)
    if hole:
        return [phrase.split()[0] for phrase in tables.get(hole[1], ()) if not phrase[0].isdigit()]
    match = _LEADING_WORDS.match(template)
    if match is None:
        return []
    return [word.strip() for word in (match[1] or match[2]).split("|")]
