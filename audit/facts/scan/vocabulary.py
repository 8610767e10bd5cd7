"""The words that the walk over a text stops at, and how it takes them: one compiled look-up for each question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from audit import languages
from audit.facts._phrases import Ending, Starting, either, trie
from audit.facts.dates.forms import Forms, forms
from audit.facts.numbers.joins import Joins, joins
from audit.facts.numbers.words import Grammar, grammar
from audit.facts.scan.reasons import Reasons, reasons


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language that a walk needs; `opening` are those that a number in words may begin with."""

    anchor: re.Pattern[str]
    opening: frozenset[str]
    folds: Starting[float]
    bare_folds: frozenset[str]
    fold_leads: Ending[bool]
    halves: Starting[None]
    no_half: Ending[bool]
    bare: tuple[str, ...]
    no_bare: Ending[bool]
    not_after: Mapping[str, Ending[bool]]
    never: Starting[None]
    part: Starting[None]
    parts: re.Pattern[str]
    part_sizes: Mapping[str, int]
    part_after: Ending[bool]
    one_of: Starting[None]
    points: Starting[None]
    point_parts: Starting[int]
    stands_after: Ending[bool]
    stands_before: Starting[None]
    ones: Starting[None]
    one_after: Ending[bool]
    ones_listed: tuple[re.Pattern[str], re.Pattern[str]]
    demonstrative: Starting[None]
    lasts: Ending[bool]
    records: re.Pattern[str]
    spent_on: re.Pattern[str]
    soon: tuple[Starting[None], Starting[None], frozenset[str]]
    ago_before: Ending[bool]
    period_before: Ending[bool]
    period_after: Starting[None]
    list_join: re.Pattern[str]
    plain_names: bool
    day_lead: list[str]
    grammar: Grammar
    forms: Forms
    joins: Joins
    reasons: Reasons


@cache
def vocabulary(code: str) -> Vocabulary:
    """The words of a language, compiled."""
    said = languages.load(code)
    numbers = said["numbers"]
    rules, dates = grammar(code), forms(code)
    starts = {*rules.digits, *rules.teens, *rules.tens, *rules.several, *numbers["bare"]}
    starts |= {phrase.split()[0] for phrase in (*numbers["folds"], *numbers["halves"])}
    never, folds = Starting(dict.fromkeys(numbers["never"])), Starting(numbers["folds"])
    halves = Starting(dict.fromkeys(numbers["halves"]))
    return Vocabulary(
        anchor=_anchor(code, starts, rules, dates),
        opening=frozenset().union(never.heads, folds.heads, halves.heads, rules.article, rules.words),
        folds=folds,
        bare_folds=frozenset(numbers.get("bare_folds", ())),
        fold_leads=Ending(dict.fromkeys(numbers.get("fold_leads", ()), True)),
        halves=halves,
        no_half=Ending(dict.fromkeys(numbers["not_halves_after"], True)),
        bare=tuple(numbers["bare"]),
        no_bare=Ending(dict.fromkeys(numbers["bare_never"], True)),
        not_after={word: Ending(dict.fromkeys(before, True)) for word, before in numbers["not_after"].items()},
        never=never,
        part=Starting(dict.fromkeys(numbers["part"])),
        parts=re.compile(f"[ -]({either(numbers['parts'])})"),
        part_sizes=numbers["parts"],
        part_after=Ending(dict.fromkeys(numbers["part_after"], True)),
        one_of=Starting(dict.fromkeys(numbers["one_of"])),
        points=Starting(dict.fromkeys(numbers["points"]), gap="[ -]?"),
        point_parts=Starting(numbers["point_parts"]),
        stands_after=Ending(dict.fromkeys(numbers["stands_after"], True)),
        stands_before=Starting(dict.fromkeys(numbers["stands_before"])),
        ones=Starting(dict.fromkeys(numbers["ones"])),
        one_after=Ending(dict.fromkeys(numbers["one_after"], True)),
        ones_listed=(re.compile(_ones_told(numbers) or "(?!)"), re.compile(_ones_joined(numbers) or "(?!)")),
        demonstrative=Starting(dict.fromkeys(numbers["demonstrative"])),
        lasts=Ending(dict.fromkeys(said["reject"]["period"]["lasts"], True)),
        records=_records(said),
        spent_on=_spent_on(said),
        soon=_soon(said["reject"]["period"]),
        ago_before=Ending(dict.fromkeys(said["reject"]["period"]["ago_before"], True)),
        period_after=Starting(dict.fromkeys(said["reject"]["period"]["after"])),
        list_join=re.compile(f", ?| & | {either([*numbers['and'], *numbers['or']])} "),
        period_before=Ending(dict.fromkeys(said["reject"]["period"]["before"], True)),
        plain_names=not said["units"]["nouns"]["head_last"],
        day_lead=said["dates"]["leads"][0].split(),
        grammar=rules,
        forms=dates,
        joins=joins(code),
        reasons=reasons(code),
    )


def _anchor(code: str, starts: set[str], rules: Grammar, dates: Forms) -> re.Pattern[str]:
    """Finds where a number or a date may start: digits, and words that numbers and dates begin with."""
    numbers = languages.load(code)["numbers"]
    counted = either([*rules.scales, *rules.hundred, *numbers["parts"], *numbers["point_parts"]])
    dated = {word for word in dates.starts if " " not in word} - starts
    phrases = {phrase for phrase in dates.starts if phrase.split()[0] not in dated | starts}
    one = {word for word, value in rules.digits.items() if value == 1}
    told = f"|{_ones_told(numbers)}|{_joined_one(numbers, one)}" if _ones_told(numbers) else ""
    after_one = f"(?:[ -](?={either(_after_one(code))})|{_behind_one(numbers['one_after'], one)}{told})"
    kinds: tuple[tuple[Iterable[str], Callable[[list[str]], str]], ...] = (
        (rules.article, lambda rest: f"{trie(rest)}(?= {counted})"),
        (dated, lambda rest: f"{trie(rest)}\\b"),
        (starts - one, lambda rest: f"{trie(rest)}\\b(?! \\d)"),
        (one, lambda rest: f"{trie(rest)}{after_one}"),
        (phrases, lambda rest: f"(?={either(rest)})\\w*"),
    )
    # The look at one letter first saves trying most places, and all words that begin with it stand together.
    begun: dict[str, list[str]] = {}
    for words, pattern in kinds:
        rests: dict[str, list[str]] = {}
        for word in sorted(words):
            rests.setdefault(word[0], []).append(word[1:])
        for letter, rest in rests.items():
            begun.setdefault(letter, []).append(pattern(rest))
    letters = sorted(begun)
    branches = "|".join(f"{re.escape(letter)}(?:{'|'.join(begun[letter])})" for letter in letters)
    return re.compile(f"(?=[\\d{''.join(map(re.escape, letters))}])(?:\\d+|\\b(?:{branches}))")


def _records(said: dict[str, Any]) -> re.Pattern[str]:
    """What leads to how far back a record reaches: `the lowest level in`, `for the first time in more than`."""
    known = said["reject"]["period"].get("records")
    if not known:
        return re.compile("(?!)")
    hedges = either(said["reject"]["period"]["record_hedges"])
    other = f"(?!{either(said['reject']['period']['no_records'])}(?!\\w))[a-z]{{2,12}}est"
    return re.compile(f"(?<!\\w)(?:{either(known)}|{other})(?: [\\w'’-]+){{0,4}} in (?:{hedges} )?$")


def _spent_on(said: dict[str, Any]) -> re.Pattern[str]:
    """What makes a span itself what is told: the noun of what it was spent on, right behind it."""
    lead, never = (said["reject"]["period"].get(name) for name in ("spent_on", "not_spent_on"))
    return re.compile(f" {lead} (?!{either(never)}(?!\\w))[a-z]" if lead else "(?!)")


def _soon(said: dict[str, Any]) -> tuple[Starting[None], Starting[None], frozenset[str]]:
    """What follows minutes that tell how soon something came, what does so behind a verb, and words that are none."""
    always, behind = (Starting(dict.fromkeys(said.get(name, ()))) for name in ("soon", "soon_behind"))
    return always, behind, frozenset(said.get("opens_clause", ()))


def _behind_one(before: list[str], one: set[str]) -> str:
    """A pattern that holds behind a `one` which stands right after one of some words."""
    return "|".join([f"(?<= {lead} {word})(?= )" for lead in before for word in sorted(one)]) or "(?!)"


def _ones_told(numbers: dict[str, Any]) -> str:
    """A pattern for what follows a `one` that counts: the next number of a list, or what became of that one.

    `one child, two infants`, `one Danish tourist died`; empty for a language that has no such words.
    """
    if not numbers.get("ones_became"):
        return ""
    more = f"(?:,|,? {either(numbers['and'])}) (?:{_small(numbers)}(?!\\w)|\\d)"
    return f"(?= [a-z][\\w'’-]*(?: [a-z][\\w'’-]*){{0,1}}(?:{more}| {either(numbers['ones_became'])}(?!\\w)))"


def _ones_joined(numbers: dict[str, Any]) -> str:
    """A pattern for what leads to a `one` that is the last number of a list: `two women and one man`."""
    if not numbers.get("ones_became"):
        return ""
    number = f"(?<![\\w.,$€£])(?:{_small(numbers)}|\\d{{1,3}})"
    return f"{number}(?: [a-z][\\w'’-]*){{1,2}}(?:,|,? {either(numbers['and'])}) $"


def _joined_one(numbers: dict[str, Any], one: set[str]) -> str:
    """A pattern that holds behind a `one` which goes on after a comma or a word like `and`."""
    leads = [", ", *(f" {word} " for word in numbers["and"])]
    return "|".join(f"(?<={lead}{word})(?= )" for lead in leads for word in sorted(one))


def _small(numbers: dict[str, Any]) -> str:
    """A pattern for the number words above one."""
    return either([word for kind in ("digits", "teens", "tens") for word, value in numbers[kind].items() if value > 1])


def _after_one(code: str) -> list[str]:
    """What makes a `one` more than an article: scales, units, parts and halves."""
    said = languages.load(code)
    numbers, units = said["numbers"], said["units"]
    words = [
        *numbers["scales"],
        *numbers["dozens"],
        *numbers["hundred"],
        *numbers["point"],
        *numbers["part"],
        *numbers["parts"],
    ]
    words += [
        phrase
        for group in ("currency", "measure", "duration")
        for phrases in units[group].values()
        for phrase in phrases
    ]
    words += [phrase for kind in ("percent", "percentage_point", "per_mille") for phrase in units[kind]]
    words += [*numbers["ones"], *numbers["out_of"], *numbers["out_of_few"], *numbers["half_of"], *numbers["half_more"]]
    return [word.lstrip("- ") for word in words]
