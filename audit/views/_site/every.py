"""Every page of a site and the scripts beside them, each with the digest of what it is made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from audit import registry
from audit.views._site.article import article
from audit.views._site.book import Book
from audit.views._site.inputs import Inputs, digest
from audit.views._site.lists import Listing, findings, quantities
from audit.views._site.names import page
from audit.views._site.overview import overview, rules
from audit.views._site.pages import Page, Script
from audit.views._site.quantity import Quantities
from audit.views._site.rule import rule
from audit.views._site.search import index
from audit.views._site.since import Past
from audit.views._site.source import source


def every(
    book: Book, same: Mapping[str, str], past: Past, checks: Mapping[str, str]
) -> tuple[list[Page], list[Script]]:
    """The pages and the scripts of a site, all of which show `same`.

    None is put together yet but the overview, which is made from everything.
    """
    inputs, groups = Inputs(book, same), Quantities(book)
    told = {group["group_id"]: inputs.quantity(group, groups.series(group)) for group in groups.groups}
    listings = (
        findings(book, inputs.page("findings", [inputs.finding(row) for row in book.ranked])),
        quantities(book, groups.groups, inputs.page("quantities", told)),
    )
    pages = [
        _overview(book, inputs, past),
        *(sheet for listing in listings for sheet in _sheets(listing)),
        *_articles(book, inputs),
        *_quantities(groups, inputs, told),
        *_sources(book, inputs),
        *_rules(book, inputs, checks),
    ]
    articles = inputs.page("search", [inputs.article(name) for name in book.articles])
    scripts = [Script("search.js", articles, partial(index, book))]
    scripts += [Script(f"{one.name}.js", one.inputs, one.script) for one in listings if one.count > 1]
    return pages, scripts


def _overview(book: Book, inputs: Inputs, past: Past) -> Page:
    shown = overview(book, past)
    return Page("index.html", "overview.j2", inputs.page("overview", digest(shown)), lambda: shown)


def _sheets(listing: Listing) -> Iterator[Page]:
    for at in range(listing.count):
        yield Page(listing.file(at), f"{listing.name}.j2", listing.inputs, partial(listing.sheet, at))


def _articles(book: Book, inputs: Inputs) -> Iterator[Page]:
    for name, row in book.articles.items():
        yield Page(
            page("a", name), "article.j2", inputs.page("article", inputs.article(name)), partial(article, book, row)
        )


def _quantities(groups: Quantities, inputs: Inputs, told: Mapping[str, str]) -> Iterator[Page]:
    for group in groups.groups:
        name = group["group_id"]
        yield Page(page("q", name), "quantity.j2", inputs.page("quantity", told[name]), partial(groups.page, group))


def _sources(book: Book, inputs: Inputs) -> Iterator[Page]:
    for name in sorted({*book.articles_of, *book.scores}):
        yield Page(
            page("s", name), "source.j2", inputs.page("source", inputs.source(name)), partial(source, book, name)
        )


def _rules(book: Book, inputs: Inputs, checks: Mapping[str, str]) -> Iterator[Page]:
    for name in sorted({row["rule"] for row in rules(book)}):
        found = book.by_rule.get(name, ())
        module = registry.members("rules").get(name)
        told = [name, module and module.__doc__, checks.get(name), [inputs.finding(row) for row in found]]
        yield Page(page("r", name), "rule.j2", inputs.page("rule", told), partial(rule, book, name, checks))
