"""What a fact brings to the question "which quantity is this": its cell, its print, and the words around it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import count, pairwise
from typing import TYPE_CHECKING, Any

from audit import compare, table
from audit.groups._names import names, parts
from audit.groups._once import Kept, once
from audit.groups._places import home_of, homes
from audit.groups._words import KEPT, clause, fates, grams, is_added, is_past, part_of, plain, said, tells_poll, words
from audit.model import Fact

if TYPE_CHECKING:
    import pandas as pd

_CODE = re.compile(r"\b\d{1,5}(?:/\d{4})?/[^\W\d_][\w-]{1,15}")
_DIGITS = re.compile(r"[^0-9]+")
_TURN = re.compile(r"[\n;:!?…]|[.](?=\s)")
# Results of a month or longer are told up to so many days before its end.
EARLY, MONTH = 5, 27
# So many characters open a sentence.
_OPENING = 40
# How many words each way stand near a figure, and how many characters are read to find them.
_BEFORE, _AFTER, _READ = 9, 6, 120
_NONE: frozenset[str] = frozenset()


@dataclass(eq=False, slots=True)
class Traits(Kept):
    """One fact, ready to be compared. Its words are read when it is held against another fact: most never are.

    Nobody changes one. It is not frozen, as that makes it take five times as long to make: a large run makes each anew
    in every process that asks for it.
    """

    fact_id: str
    article: str
    source: str
    kind: str
    unit: str
    per: str
    counted: str
    status: str
    direction: str
    area: str
    home: frozenset[str]
    period: str
    stated: bool
    assumed: str
    first: str
    last: str
    published: str
    indicator: str
    measure: str
    figure: compare.Printed | None
    before: str
    after: str
    sentence: str
    name: str
    entity: str
    speaker: str
    company: frozenset[str]
    quote: str
    heads: bool
    leads: bool
    asks: bool
    order: tuple[str, str, int]

    @once
    def near(self) -> frozenset[str]:
        """The words next to the figure, and pairs of neighbours."""
        return _near(self.before, self.after)

    @once
    def around(self) -> frozenset[str]:
        """The words of the sentence, and pairs of neighbours."""
        return said(self.sentence)

    @once
    def called(self) -> frozenset[str]:
        """Whom and what the sentence names, and the numbers of documents next to the figure."""
        return _called(self.sentence).union(self.documents)

    @once
    def documents(self) -> list[str]:
        """The numbers of documents next to the figure: 17/NQ-CP."""
        return [code.lower() for code in _CODE.findall(f"{self.before} {self.after}")]

    @once
    def named(self) -> frozenset[str]:
        """The words that name the measured thing and whose it is."""
        return plain(self.name)

    @once
    def part(self) -> frozenset[str]:
        """The words that tell a part of a whole from its other parts: those of "nhóm doanh nghiệp tư nhân"."""
        return part_of(self.entity) if self.entity else _NONE

    @once
    def nouns(self) -> frozenset[str]:
        """The words of the counted noun."""
        return plain(self.counted) if self.counted else _NONE

    @once
    def added(self) -> bool:
        """Whether the figure comes on top of another one."""
        return is_added(self.before, self.after)

    @once
    def fates(self) -> frozenset[int]:
        """What becomes of those counted, where the words beside the figure say it."""
        return fates(self.before, self.after) if self.unit == "count" else frozenset[int]()

    @once
    def so_far(self) -> bool:
        """Whether the words beside the figure say until when it counts."""
        return compare.dated(f"{self.before} {self.after}")

    @once
    def polled(self) -> bool:
        """Whether the figure is one of a poll."""
        return self.asks and tells_poll(self.sentence)

    @once
    def past(self) -> bool:
        """Whether the sentence opens with an earlier time that the period of the figure does not say."""
        return not self.period and is_past(self.sentence[:_OPENING])

    @once
    def print_(self) -> int:
        """A number that figures share which relate to any other one alike: all but when they were printed."""
        figure = self.figure
        if figure is None:
            return 0
        when = figure.published if figure.running else None
        return _number_of(
            figure.value, figure.low, figure.high, figure.step, figure.comparator, figure.value_to, figure.denominator,
            figure.quote, figure.running, when,
        )  # fmt: skip

    @once
    def said_by(self) -> frozenset[str]:
        """The words that name who said it."""
        return plain(self.speaker) if self.speaker else _NONE

    @once
    def day(self) -> str:
        """The day on which the fact holds: that of its article where it tells of now, empty where it is not known.

        A count so far holds when it is printed, on whatever day the event was, unless it says until when.
        """
        if self.figure and self.figure.running and self.period < self.published and not compare.dated(self.sentence):
            return self.published
        if self.period and len(self.period) != len("2024-03-07"):
            return ""
        told = self.period or (self.assumed if len(self.assumed) == len("2024-03-07") else "")
        return told or self.published

    @once
    def moment(self) -> str:
        """When the article of the fact was printed, to the minute where that is known."""
        return (self.figure.published if self.figure else None) or self.published

    @once
    def then(self) -> str:
        """The period that the fact tells of, of a change the one it leads to."""
        return self.period.rpartition("/")[2] if self.kind == "change" else self.period

    @once
    def now(self) -> bool:
        """Whether the fact speaks of the day of publication, or of no time at all."""
        return not self.period or self.period == self.published

    @once
    def deed(self) -> str:
        """What is said to happen on a date: the last two words of its measure."""
        return " ".join(_name(self.measure).split()[-2:])

    @once
    def kin(self) -> str:
        """The indicator that the measure is named by: that of exports, for a change of exports as well."""
        return "" if " : " in self.measure else self.measure.partition(" ")[0]


# Words are kept of so many facts: a large run holds each against others of its days.
@lru_cache(maxsize=KEPT)
def _near(before: str, after: str) -> frozenset[str]:
    return grams(words(before)[-_BEFORE:]) | grams(words(after)[:_AFTER])


_numbers = count(1)


@lru_cache(maxsize=KEPT)
def _number_of(*_: object) -> int:
    return next(_numbers)


@lru_cache(maxsize=KEPT)
def _called(sentence: str) -> frozenset[str]:
    return frozenset().union(*map(parts, names(sentence)))


def traits(facts: pd.DataFrame, articles: pd.DataFrame, texts: Mapping[str, str]) -> list[Traits]:
    """The traits of every fact, in the order of the table."""
    published = dict(zip(articles["article_id"], articles["published"], strict=True))
    names = [column.name for column in table.FACTS]
    columns = dict(zip(names, facts[names].to_numpy(dtype=object).T.tolist(), strict=True))
    spans = _neighbours(columns["article_id"], columns["start"], columns["end"])
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    asking = {article for article in set(columns["article_id"]) if tells_poll(texts.get(article, ""))}
    told = homes(((row["article_id"], text_or(row["area"])) for row in rows), texts)
    return [
        _traits(row, text_or(published.get(row["article_id"])), texts, span, company, told[row["article_id"]], asking)
        for row, span, company in zip(rows, spans, _company(rows), strict=True)
    ]


def traits_of(facts: Sequence[Fact], text: str) -> list[Traits]:
    """The traits of the facts of one undated text."""
    spans = _neighbours(
        [fact.article_id for fact in facts], [fact.start for fact in facts], [fact.end for fact in facts]
    )
    names = [column.name for column in table.FACTS]
    rows = ({name: getattr(fact, name) for name in names} for fact in facts)
    alone: frozenset[str] = frozenset()
    return [_traits(row, "", {row["article_id"]: text}, span, alone) for row, span in zip(rows, spans, strict=True)]


def text_or(cell: Any) -> str:
    """A text cell, empty where it is missing."""
    return cell if isinstance(cell, str) else ""


def _name(measure: str) -> str:
    """The words of a measure key, without its unit."""
    return measure.rpartition(" : ")[0].replace("_", " ") or measure.replace("_", " ")


def _neighbours(articles: list[str], starts: list[int], ends: list[int]) -> list[tuple[int, int]]:
    """For each fact, where the fact before it ends and the one after it starts: their words are not its own."""
    order = sorted(range(len(articles)), key=lambda i: (articles[i], starts[i]))
    spans = [(0, 1 << 60)] * len(order)
    for before, after in pairwise(order):
        if articles[before] == articles[after]:
            spans[before] = (spans[before][0], starts[after])
            spans[after] = (ends[before], spans[after][1])
    return spans


def _company(rows: Sequence[dict[str, Any]]) -> list[frozenset[str]]:
    """For each fact, the other figures of its sentence."""
    printed: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        printed.setdefault((row["article_id"], text_or(row["sentence"])), []).append(_print(row))
    return [frozenset(printed[row["article_id"], text_or(row["sentence"])]) - {_print(row), ""} for row in rows]


def _print(row: dict[str, Any]) -> str:
    value = row["value"]
    return "" if value is None or math.isnan(value) else f"{value:.12g} {row['unit']}"


def _traits(
    row: dict[str, Any],
    published: str,
    texts: Mapping[str, str],
    span: tuple[int, int],
    company: frozenset[str],
    told: tuple[str, frozenset[str]] = ("", frozenset()),
    asking: Set[str] = frozenset(),
) -> Traits:
    before, after = _context(row, texts.get(row["article_id"]), span)
    period, first, last = (text_or(row[name]) for name in ("period", "period_start", "period_end"))
    assumed = ""
    if row.get("period_from") == "article":  # what only the article as a whole says rules out no figures that agree
        assumed, period, first, last = period, "", "", ""
    return Traits(
        fact_id=row["fact_id"],
        article=row["article_id"],
        source=text_or(row["source"]) or row["article_id"],
        kind=row["kind"],
        unit="percent" if compare.share(row) else text_or(row["unit"]),
        per=text_or(row["per"]),
        counted=text_or(row["counted"]),
        status=_standing(text_or(row["status"]), first, last, published),
        direction=text_or(row["direction"]),
        area=text_or(row["area"]),
        home=home_of(text_or(row["area"]), told),
        period=period,
        stated=row.get("period_from") == "sentence",
        assumed=assumed,
        first=first,
        last=last,
        published=published[:10],
        indicator=text_or(row["indicator"]),
        measure=text_or(row["measure"]),
        figure=compare.printed(row, published or None),
        before=before,
        after=after,
        sentence=text_or(row["sentence"]),
        name=f"{text_or(row['subject'])} {text_or(row['entity'])} {_name(text_or(row['measure']))}",
        entity=text_or(row["entity"]),
        speaker=text_or(row["speaker"]),
        company=company,
        quote=_DIGITS.sub(" ", row["quote"]).strip(),
        heads=row["block"] == "title",
        leads=row["block"] == "title" or not span[0],
        asks=row["article_id"] in asking,
        order=(published or "9999", row["article_id"], int(row["start"])),
    )


def _standing(status: str, first: str, last: str, published: str) -> str:
    """The status, where a forecast of what is over when it is printed, or all but over, is an estimate of what was."""
    if status == "forecast" and last and published and last < _by(published[:10], EARLY if _long(first, last) else 0):
        return "actual"
    return status or "actual"


@lru_cache(maxsize=1000)
def _long(first: str, last: str) -> bool:
    """Whether a period is one whose results are told before its last days are over: a month or more."""
    return bool(first) and _by(first, MONTH) <= last


@lru_cache(maxsize=1000)
def _by(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day[:10]) + timedelta(days)).isoformat()
    except ValueError:
        return day


def _context(row: dict[str, Any], text: str | None, span: tuple[int, int]) -> tuple[str, str]:
    """What stands before and after a figure, up to the next figure, the next turn of the sentence, or the line end."""
    start, end = int(row["start"]), int(row["end"])
    if text is None:
        left, _, right = text_or(row["sentence"]).partition(text_or(row["quote"]) or "\n")
    else:
        left, right = text[max(span[0], start - _READ, 0) : start], text[end : min(span[1], end + _READ)]
        if span[1] < end + _READ:
            right = clause().split(right, maxsplit=1)[0]
    return _TURN.split(left)[-1], _TURN.split(right, maxsplit=1)[0]
