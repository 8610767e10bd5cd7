"""An audit as its pages read it: rows by id, what belongs to what, how each figure stands, and where it is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Protocol

from markupsafe import Markup

from audit import catalog, languages
from audit.config import Config
from audit.model import SEVERITIES, Audit, Reference
from audit.text import Lines
from audit.views._reading import claim, held, reading
from audit.views._rows import Row, rows
from audit.views._site.names import anchor, key, page
from audit.views._tally import comparable, tally
from audit.views._when import when
from audit.views._words import Words

STATES = ("contradicted", "flagged", "waived", "supported", "alone")
# Rules that hold a figure against another one.
DISPUTES = frozenset((
    "contradiction", "scale-slip", "swapped-digits", "misrounded", "status-mismatch", "reference-mismatch",
    "stale-figure", "headline-mismatch", "falling-cumulative", "unit-mismatch", "retyped-figure", "period-mismatch",
))  # fmt: skip


class Known(Protocol):
    """Values known to be right, as `audit.catalog.References` has them."""

    def of(self, fact: Mapping[str, Any], anywhere: bool = False) -> Reference | None:
        """The one that a figure speaks of, if any."""
        ...


class Book:
    """One audit, indexed once for all of its pages. Every link is relative to the folder of the site.

    Where the audit is a part of a large one, `whole` is that one, and the counts of the first page are its own.
    """

    SHEET = 200  # findings of a page of their list

    def __init__(self, audit: Audit, config: Config, right: Known | None = None, whole: Audit | None = None) -> None:
        self.audit, self.config, self.right, self.whole = audit, config, right, whole or audit
        self.words, self.tally = Words(config.speaks), tally(self.whole, config)
        self.articles = {row["article_id"]: row for row in rows(audit, "articles")}
        self.facts = {row["fact_id"]: row for row in rows(audit, "facts")}
        self.groups, self.scores = rows(audit, "groups"), {row["source"]: row for row in rows(audit, "scores")}
        self.findings = sorted(rows(audit, "findings"), key=lambda row: row["state"] not in ("new", None))
        self.texts = audit.texts
        self._lines: dict[str, Lines] = {}
        self._tags: dict[str | None, Markup] = {}
        self._states: dict[str, str] = {}
        self._said: dict[str, tuple[str, str, str]] = {}

    def say(self, name: str, /, **fields: object) -> str:
        """A sentence of the pages, numbers written as the language writes them."""
        said = {
            at: self.words.number(value) if isinstance(value, int | float) else value for at, value in fields.items()
        }
        return languages.message(self.words.language, "site", name, **said)

    def day(self, published: str | None) -> str:
        """The day of a time, as the language writes it."""
        return when((published or "")[:10], self.words)

    def tag(self, lang: str | None) -> Markup:
        """The attribute of a passage in another language than the page."""
        if lang not in self._tags:
            known = lang and lang != self.words.language
            self._tags[lang] = Markup(' lang="{}"').format(lang) if known else Markup("")
        return self._tags[lang]

    def published(self, fact: Row) -> str:
        """The day that the article of a figure was published on."""
        return self.day(self.articles[fact["article_id"]]["published"])

    def owner(self, row: Row | None) -> str:
        """Whose an article or figure is: its source, else the article itself stands for it."""
        return "" if row is None else str(row["source"] or row["article_id"])

    def lines(self, article_id: str) -> Lines:
        """The lines of an article."""
        if article_id not in self._lines:
            self._lines[article_id] = Lines(self.texts[article_id])
        return self._lines[article_id]

    @cached_property
    def facts_of(self) -> Mapping[str, list[Row]]:
        """The facts of each article, in its order."""
        return _by(self.facts.values(), "article_id")

    @cached_property
    def blocks_of(self) -> Mapping[str, list[Row]]:
        """The blocks of each article."""
        return _by(rows(self.audit, "blocks"), "article_id")

    @cached_property
    def articles_of(self) -> Mapping[str, list[Row]]:
        """The articles of each source."""
        found: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.articles.values():
            found[self.owner(row)].append(row)
        return found

    @cached_property
    def group_of(self) -> Mapping[str, Row]:
        """The group that each fact belongs to, by the fact's id."""
        return {name: group for group in self.groups for name in group["fact_ids"]}

    @cached_property
    def findings_on(self) -> Mapping[str, list[Row]]:
        """The findings that speak of each fact, by the fact's id."""
        found: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.findings:
            for name in row["fact_ids"]:
                found[name].append(row)
        return found

    @cached_property
    def findings_in(self) -> Mapping[str, list[Row]]:
        """The findings that point into each article, first or as a related place."""
        found: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.findings:
            places = (row["article_id"], *(place.get("article_id") for place in row["related"]))
            for name in dict.fromkeys(place for place in places if place):
                found[name].append(row)
        return found

    @cached_property
    def by_rule(self) -> Mapping[str, list[Row]]:
        """The findings of each rule."""
        return _by(self.findings, "rule")

    @cached_property
    def ranked(self) -> list[Row]:
        """All findings, worst first."""
        return sorted(self.findings, key=ranking)

    @cached_property
    def _listed(self) -> Mapping[str, str]:
        return {row["finding_id"]: sheet("findings", at // self.SHEET) for at, row in enumerate(self.ranked)}

    def listed(self, row: Row) -> str:
        """The link to a finding in the list of all."""
        return f"{self._listed[row['finding_id']]}#{key(row['finding_id'])}"

    def kind(self, reason: str | None) -> str:
        """What kind of passage was left out, in the reader's language; else the reason as it stands."""
        kind, _, why = (reason or "").partition(": ")
        return str(languages.load(self.words.language)["site"]["kinds"].get(kind, why or kind))

    @cached_property
    def comparable(self) -> frozenset[str]:
        """The facts that another independent source speaks of too."""
        return comparable(self.audit)

    @cached_property
    def _marks(self) -> Mapping[tuple[str, int, int], Row]:
        return {(row["article_id"], row["start"], row["end"]): row for row in self.facts.values()}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The names of the indicators."""
        file = self.config.reading("indicators.csv")
        return {one.indicator: one.label for one in catalog.indicators(file)} if file.is_file() else {}

    def state(self, fact: Row) -> str:
        """How a figure stands: contradicted by another, flagged by a rule, waived, supported or alone."""
        name = fact["fact_id"]
        if name not in self._states:
            self._states[name] = self._state(fact)
        return self._states[name]

    def said(self, fact: Row) -> tuple[str, str, str]:
        """What was read from a figure and the interval that it claims, in words; its period where the words differ."""
        name = fact["fact_id"]
        if name not in self._said:
            code = "" if held(fact, self.words) == fact["period"] else fact["period"] or ""
            self._said[name] = reading(fact, self.words), claim(fact, self.words), code
        return self._said[name]

    def _state(self, fact: Row) -> str:
        told = [row for row in self.findings_on.get(fact["fact_id"], ()) if row["severity"] != "info"]
        open_ = [row for row in told if row["state"] != "waived"]
        if open_:
            return "contradicted" if any(row["rule"] in DISPUTES for row in open_) else "flagged"
        if told:
            return "waived"
        return "supported" if fact["fact_id"] in self.comparable else "alone"

    def quantity(self, fact: Row) -> str | None:
        """The page of the quantity that a figure speaks of, where others speak of it too."""
        group = self.group_of.get(fact["fact_id"])
        return page("q", group["group_id"]) if group and len(group["fact_ids"]) > 1 else None

    def repeated(self, fact: Row) -> str | None:
        """The article whose voice a figure is a copy of: none where its article states it in words of its own."""
        return None if fact["fact_id"] in self.audit.own else self.audit.copies.get(fact["article_id"])

    def place(self, row: Row | Mapping[str, Any]) -> str | None:
        """The link to a place: the mark of a figure, else the line, else the article."""
        article = str(row.get("article_id"))
        if article not in self.articles:
            return None
        start, end = row.get("start"), row.get("end")
        if start is None or end is None or article not in self.texts:
            return page("a", article)
        fact = self._marks.get((article, start, end))
        if fact:
            return f"{page('a', article)}#m-{anchor(fact['fact_id'])}"
        if not 0 <= start <= len(self.texts[article]):
            return page("a", article)
        return f"{page('a', article)}#l{self.lines(article).number(start)}"


def sheet(name: str, at: int) -> str:
    """The file of a sheet of a list, counted from 0."""
    return f"{name}-{at + 1}.html" if at else f"{name}.html"


def ranking(row: Row) -> tuple[Any, ...]:
    """What of the findings comes first: what is new; of that the worst, what speaks of figures, the surest."""
    return (
        row["state"] not in ("new", None),
        SEVERITIES.index(row["severity"]) if row["severity"] in SEVERITIES else len(SEVERITIES),
        not row["fact_ids"], row["rule"], -(row["confidence"] or 0.0), row["finding_id"],
    )  # fmt: skip


def _by(found: Iterable[Row], column: str) -> dict[str, list[Row]]:
    """Rows by the value of a column, in their order."""
    made: dict[str, list[Row]] = {}
    for row in found:
        made.setdefault(row[column], []).append(row)
    return made
