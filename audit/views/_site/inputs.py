"""What each page is made from, as a digest: a page whose digest is that of the site before is not even put together.

A digest holds whole rows where a page shows some columns of them: it may change where the page does not, never the
other way round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from hashlib import blake2s
from importlib.metadata import version
from pathlib import Path
from typing import Any

from audit import languages
from audit.views._rows import Row
from audit.views._site.book import Book
from audit.views._site.cards import titled

_ENGINES = ("altair", "jinja2", "markupsafe", "vl-convert-python")
_PACKAGE = Path(languages.__file__).parent.parent


class Inputs:
    """The digests of one audit, each worked out once."""

    def __init__(self, book: Book, same: Mapping[str, str]) -> None:
        self._book = book
        titles = {rule: titled(book, rule) for rule in book.by_rule}  # of rules of other packages, too
        self._same = digest([same, book.words.language, book.labels, titles, form()])
        self._made: dict[tuple[str, str], str] = {}

    def page(self, template: str, *parts: Any) -> str:
        """The digest of a page that is made from these parts."""
        return digest([self._same, template, *parts])

    def article(self, name: str) -> str:
        """Of an article: its text, its figures, and all that was found in it."""
        return self._once("article", name, self._article)

    def fact(self, fact: Row) -> str:
        """Of a figure: how it was read, how it stands, and all that was found of it."""
        return self._once("fact", fact["fact_id"], lambda _: self._fact(fact))

    def finding(self, row: Row) -> str:
        """Of a finding: what it says, where it is listed, and the places that it names."""
        return self._once("finding", row["finding_id"], lambda _: self._finding(row))

    def quantity(self, group: Row, series: Any) -> str:
        """Of a quantity: its figures, and its values in other periods."""
        return self._once("quantity", group["group_id"], lambda _: self._quantity(group, series))

    def source(self, name: str) -> str:
        """Of a source: its score and its articles."""
        articles = [self.article(row["article_id"]) for row in self._book.articles_of.get(name, ())]
        return digest([name, self._book.scores.get(name), articles])

    def _once(self, kind: str, name: str, make: Callable[[str], Any]) -> str:
        if (kind, name) not in self._made:
            self._made[kind, name] = digest(make(name))
        return self._made[kind, name]

    def _head(self, name: str) -> str:
        """Of an article itself: what is known of it, and its text."""
        return self._once("head", name, lambda _: [self._book.articles.get(name), self._book.texts.get(name)])

    def _article(self, name: str) -> Any:
        book = self._book
        found = [self.finding(row) for row in book.findings_in.get(name, ())]
        facts = [self.fact(fact) for fact in book.facts_of.get(name, ())]
        return [self._head(name), book.blocks_of.get(name), book.audit.dropped.get(name), facts, found]

    def _fact(self, fact: Row) -> Any:
        book = self._book
        found = [self.finding(row) for row in book.findings_on.get(fact["fact_id"], ())]
        return [fact, book.state(fact), book.quantity(fact), book.place(fact), found]

    def _finding(self, row: Row) -> Any:
        book = self._book
        places = [(book.place(one), self._head(str(one.get("article_id")))) for one in (row, *row["related"])]
        first = book.facts.get(row["fact_ids"][0]) if row["fact_ids"] else None
        of = (first["indicator"], book.quantity(first)) if first else None
        return [row, book.listed(row), places, of]

    def _quantity(self, group: Row, series: Any) -> Any:
        book = self._book
        facts = [book.facts[name] for name in group["fact_ids"] if name in book.facts]
        told = [(self.fact(fact), self._head(fact["article_id"]), book.repeated(fact)) for fact in facts]
        right = [found for fact in facts if book.right and (found := book.right.of(fact))]
        return [group, told, right, series]


def digest(told: Any) -> str:
    """A name made of plain values."""
    return blake2s(repr(told).encode("utf8", "surrogatepass"), digest_size=12).hexdigest()


@cache
def form() -> str:
    """What all pages depend on: the templates, the words, the pages of the rules, the code and the engines."""
    found = blake2s(repr([version(name) for name in _ENGINES]).encode())
    for file in _sources():
        found.update(file.read_bytes())
    return found.hexdigest()


def _sources() -> Iterable[Path]:
    parts = (("views", ("*.py", "*.j2")), ("languages", ("*.toml", "*.csv")), ("rules", ("*.py",)))
    return (file for part, names in parts for name in names for file in sorted((_PACKAGE / part).rglob(name)))
