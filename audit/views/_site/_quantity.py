"""The page of a quantity: its values on one axis, a row an independent source, and the sentences side by side."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from textwrap import shorten
from typing import Any

from audit.model import Reference
from audit.views._rows import Row
from audit.views._site._book import STATES, Book, ranking
from audit.views._site._cards import Context, card
from audit.views._site._differing import differing
from audit.views._site._names import key, page, web

MOST_SENTENCES, MOST_FINDINGS, MOST_ROWS, MOST_PERIODS, MOST_POINTS = 8, 6, 24, 60, 400
SIGNS = "●■▲◆✚▼"  # the points of the lines of a picture over time
_TWIN = 60  # a sentence of so many characters is not written twice by chance


_DIGIT = re.compile(r"\d")


class Quantities:
    """The groups that have a page, and the series that they are part of."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.groups = [group for group in book.groups if len(group["fact_ids"]) > 1]
        self._series: defaultdict[tuple[Any, ...], list[Row]] = defaultdict(list)
        self._told: dict[tuple[Any, ...], Context | None] = {}
        for group in book.groups:
            if group["measure"] and group["unit"] and group["period"]:
                self._series[_series(group)].append(group)

    def page(self, group: Row) -> Context:
        """What the page of one quantity shows."""
        book = self._book
        facts = [book.facts[name] for name in group["fact_ids"] if name in book.facts]
        voices = _voices(book, facts)
        right = next((found for fact in facts if book.right and (found := book.right.of(fact))), None)
        findings = {row["finding_id"]: row for fact in facts for row in book.findings_on.get(fact["fact_id"], ())}
        told = sorted((row for row in findings.values() if row["rule"] != "uncorroborated"), key=ranking)
        return {
            **(called := named(book, group, facts)),
            "picture_said": book.say("axis", name=called["name"]),
            "facets": _facets(book, group, facts),
            "value": _amount(book, group, "value"),
            "interval": _interval(book, group),
            "runner_up": _amount(book, group, "runner_up"),
            "share": None if group["share"] is None else round(100 * group["share"]),
            "sure": None if group["confidence"] is None else round(100 * group["confidence"]),
            "n_facts": len(facts), "n_independent": group["n_independent"] or 0,
            "reference": _reference(book, right),
            "voices": [_voice(book, voice) for voice in voices],
            "sentences": _sentences(book, group, voices),
            "findings": [
                card(book, row, quoted=False) | {"listed": book.listed(row)} for row in told[:MOST_FINDINGS]
            ],
            "more_findings": max(0, len(told) - MOST_FINDINGS),
            "picture": _drawn(book, group, voices, right),
            "series": self._over_time(group),
        }  # fmt: skip

    def _over_time(self, group: Row) -> Context | None:
        """The same quantity in other periods: a line a source, and the values of the periods next to this one."""
        key = _series(group)
        if not group["unit"] or key not in self._series:
            return None
        if key not in self._told:
            self._told[key] = self._told_of(sorted(self._series[key], key=lambda other: other["period"]))
        told = self._told[key]
        if told is None:
            return None
        here = [one["id"] for one in told["periods"]].index(group["group_id"]) if group["period"] else 0
        first = max(0, min(here - MOST_PERIODS // 2, len(told["periods"]) - MOST_PERIODS))
        near = told["periods"][first : first + MOST_PERIODS]
        return told | {"here": group["group_id"], "periods": near, "more": len(told["periods"]) - len(near)}

    def _told_of(self, groups: Sequence[Row]) -> Context | None:
        """What is told of a quantity over time, the same on the page of each of its periods."""
        rows = []
        for group in groups:
            for fact in (self._book.facts[name] for name in group["fact_ids"] if name in self._book.facts):
                day = fact["period_start"] or fact["period_end"]
                if day and fact["value"] is not None and math.isfinite(fact["value"]) and fact["kind"] == "quantity":
                    rows.append({"who": self._book.owner(fact), "day": day[:10], "value": fact["value"]})
        if len({row["day"] for row in rows}) < 2:
            return None
        days = Counter(row["who"] for row in rows)
        names = sorted(sorted(days), key=lambda name: -days[name])[: len(SIGNS)]
        unique = {(row["who"], row["day"], row["value"]): row for row in rows if row["who"] in names}
        drawn = [unique[at] | {"line": f"line{names.index(at[0]) + 1}"} for at in sorted(unique)]
        periods = [
            {"id": group["group_id"], "period": group["period"], "value": _amount(self._book, group, "value"),
             "link": page("q", group["group_id"]) if len(group["fact_ids"]) > 1 else None}
            for group in groups
        ]  # fmt: skip
        facts = [self._book.facts[name] for name in groups[0]["fact_ids"] if name in self._book.facts]
        said = self._book.say("time_axis", name=named(self._book, groups[0], facts)["name"])
        return {
            "said": said,
            "rows": drawn[:MOST_POINTS],
            "periods": periods,
            "names": list(zip(SIGNS, names, strict=False)),
        }


def named(book: Book, group: Row, facts: Sequence[Row]) -> Context:
    """What a quantity is called: the name of its indicator, else the words that most of its figures are named by.

    Names of indicators are English; to readers of another language an article's own words in it say more.
    """
    label = book.labels.get(group["measure"] or "")
    own = [fact for fact in facts if fact["subject"] and fact["language"] == book.words.language]
    if label and not (own and book.words.language != "en"):
        return {"name": label, "lang": "en", "indicator": group["measure"]}
    subjects = own or [fact for fact in facts if fact["subject"]]
    if subjects:
        times = Counter(fact["subject"].casefold() for fact in subjects)
        fact = max(subjects, key=lambda fact: times[fact["subject"].casefold()])
        name = " ".join(fact["subject"].split())
        return {"name": name, "lang": fact["language"] or "", "indicator": group["measure"] if label else ""}
    said = " ".join((facts[0]["sentence"] or facts[0]["quote"] or "").split()) if facts else ""
    return {
        "name": shorten(said, 90, placeholder=" …") or "?",
        "lang": facts[0]["language"] or "" if facts else "",
        "indicator": group["measure"] if label else "",
    }


def _series(group: Row) -> tuple[Any, ...]:
    """What the periods of one series share, the form of the period too: a quarter is no point between half years."""
    form = _DIGIT.sub("0", group["period"] or "")
    return (*(group[name] for name in ("measure", "area", "status", "unit")), form)


def _facets(book: Book, group: Row, facts: Sequence[Row]) -> list[tuple[str, str]]:
    unit = book.words.named("values", "count") if group["unit"] == "count" else group["unit"]
    whose = Counter(fact["entity"] for fact in facts if fact["entity"])
    values = {
        "entity": max(whose, key=lambda name: whose[name]) if whose else "",
        "area": book.area(group["area"]), "period": group["period"],
        "status": book.words.named("values", group["status"] or ""), "unit": book.words.named("units", unit or ""),
    }  # fmt: skip
    return [(book.words.named("fields", name), value) for name, value in values.items() if value]


def _amount(book: Book, group: Row, name: str) -> str:
    value = group[name]
    if value is None or not math.isfinite(value):
        return ""
    unit = "" if group["unit"] in (None, "count") else book.words.named("units", group["unit"])
    return f"{book.words.amount(value)} {unit}".strip()


def _interval(book: Book, group: Row) -> str:
    low, high = group["low"], group["high"]
    if low is None or high is None or low == high or not (math.isfinite(low) and math.isfinite(high)):
        return ""
    return book.words.say("between", low=book.words.amount(low), high=book.words.amount(high))


def _reference(book: Book, right: Reference | None) -> Context | None:
    if right is None:
        return None
    value = f"{book.words.amount(right.value)} {book.words.named('units', right.unit)}"
    return {"value": value, "publisher": right.publisher, "url": web(right.url)}


def _voices(book: Book, facts: Sequence[Row]) -> list[list[Row]]:
    """The facts of each independent source: copies stand with their original, the earliest article first."""
    owners = {fact["article_id"]: book.owner(fact) for fact in facts}
    found: dict[str, list[Row]] = {}
    twins: dict[tuple[str, str], str] = {}
    for fact in sorted(facts, key=lambda fact: _age(book, fact)):
        original = book.repeated(fact)
        voice = owners.get(original, f"copy of {original}") if original else book.owner(fact)
        said = (" ".join((fact["sentence"] or "").split()), fact["quote"])
        voice = twins.setdefault(said, voice) if len(said[0]) >= _TWIN else voice
        found.setdefault(voice, []).append(fact)
    return list(found.values())


def _age(book: Book, fact: Row) -> tuple[Any, ...]:
    article = book.articles.get(fact["article_id"], {})
    return book.repeated(fact) is not None, article.get("published") or "9999", fact["article_id"], fact["start"]


def _voice(book: Book, voice: Sequence[Row]) -> Context:
    owner = book.owner(voice[0])
    own = [fact for fact in voice if book.owner(fact) == owner]
    copies = [fact for fact in voice if book.owner(fact) != owner]
    return {
        "source": owner, "page": page("s", owner),
        "facts": [_mention(book, fact) for fact in own],
        "copies": [_mention(book, fact) for fact in copies],
    }  # fmt: skip


def _mention(book: Book, fact: Row) -> Context:
    read, claims = book.said(fact)
    return {
        "key": key(fact["fact_id"]), "quote": fact["quote"], "lang": fact["language"] or "",
        "state": book.state(fact), "reading": read, "claim": claims,
        "hedge": "" if fact["comparator"] in (None, "eq") else book.words.named("values", fact["comparator"]),
        "source": book.owner(fact), "published": (book.articles[fact["article_id"]]["published"] or "")[:10],
        "link": book.place(fact),
    }  # fmt: skip


def _sentences(book: Book, group: Row, voices: Sequence[Sequence[Row]]) -> list[Context]:
    """One sentence a voice, the first with the agreed value leading; the others show where they differ from it."""
    firsts = [min(voice, key=lambda fact: STATES.index(book.state(fact))) for voice in voices][:MOST_SENTENCES]
    if len(voices) == 1:
        firsts = list({" ".join((fact["sentence"] or "").split()): fact for fact in voices[0]}.values())[
            :MOST_SENTENCES
        ]
    leading = next((fact for fact in firsts if group["value"] is not None and fact["value"] == group["value"]), None)
    ordered = [leading, *(fact for fact in firsts if fact is not leading)] if leading else firsts
    return [_sentence(book, fact, ordered[0]) for fact in ordered]


def _sentence(book: Book, fact: Row, leading: Row) -> Context:
    sentence = " ".join((fact["sentence"] or "").split())
    other = " ".join((leading["sentence"] or "").split())
    pieces = [(sentence, False)] if fact is leading else differing(sentence, other)
    url = web(book.articles[fact["article_id"]]["url"])
    return {**_mention(book, fact), "pieces": list(_pointed(pieces, fact["quote"])), "live": url}


def _pointed(pieces: Sequence[tuple[str, bool]], quote: str) -> Iterator[tuple[str, str]]:
    """The pieces of a sentence, each with whether it differs and whether it belongs to the figure itself."""
    sentence, quote = "".join(text for text, _ in pieces), " ".join(quote.split())
    start = sentence.find(quote) if quote else -1
    end, at = start + len(quote) if start >= 0 else -1, 0
    for text, differs in pieces:
        cuts = sorted({0, len(text), *(cut - at for cut in (start, end) if 0 < cut - at < len(text))})
        for low, high in pairwise(cuts):
            kinds = ("here",) * (start <= at + low < end) + ("differs",) * differs
            yield text[low:high], " ".join(kinds)
        at += len(text)


def _drawn(book: Book, group: Row, voices: Sequence[Sequence[Row]], right: Reference | None) -> list[Row] | None:
    """The rows of the picture: a claim a voice, then the agreed and the known value. None without two claims."""
    claims = {
        (book.owner(voice[0]), fact["value"], fact["low"], fact["high"]): book.state(fact)
        for voice in voices
        for fact in voice
        if fact["value"] is not None and math.isfinite(fact["value"])
    }
    if len(claims) < 2:
        return None
    ends = [end for claim in claims for end in claim[1:] if end is not None and math.isfinite(end)]
    rows: list[Row] = [
        {"role": "claim", "who": who, "value": value, "low": _inside(low, min(ends)), "high": _inside(high, max(ends)),
         "state": state}
        for (who, value, low, high), state in list(claims.items())[:MOST_ROWS]
    ]  # fmt: skip
    if group["value"] is not None:
        rows.append({"role": "agreed", "value": group["value"]})
    if right is not None:
        rows.append({"role": "reference", "value": right.value})
    return rows


def _inside(end: float | None, edge: float) -> float:
    """An end of an interval; where it is open, the edge of the picture."""
    return edge if end is None or not math.isfinite(end) else end
