"""The review pages: one static site that a colleague opens to decide which figures may be printed.

It works from a folder, without a server, a network or JavaScript. Every page is made of an audit alone, so that equal
audits give equal bytes; a page whose input did not change is taken over from the site before.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from audit.config import Config
from audit.model import Audit
from audit.views._paged import paged
from audit.views._site import _pictures
from audit.views._site._article import article
from audit.views._site._book import Book, Known
from audit.views._site._lists import findings, lists, quantities
from audit.views._site._names import page
from audit.views._site._overview import overview, rules
from audit.views._site._pages import MANIFEST, Page, assets, digest, made, take_over
from audit.views._site._quantity import Quantities
from audit.views._site._rule import rule
from audit.views._site._search import index
from audit.views._site._since import Past
from audit.views._site._source import source

__all__ = ["site"]


def site(
    audit: Audit,
    config: Config,
    folder: Path,
    *,
    title: str = "audit",
    past: Past | None = None,
    checks: Mapping[str, str] | None = None,
    right: Known | None = None,
    before: Path | None = None,
) -> dict[str, int]:
    """Write the pages of an audit into `folder`; returns how many were made, and how many taken over.

    `past` is the history of the runs before, `checks` maps a rule to the page of its Great Expectations result below
    `checks/`, `right` finds values known to be right, `before` is the folder of the site before this one. Of a large
    audit `config.docs_articles` articles have pages; what is counted on the first page is the whole.
    """
    with _uncollected():
        book = Book(paged(audit, config.docs_articles), config, right, audit)
        return _site(book, folder, title, past or {}, checks or {}, before)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: it would walk the millions of plain values of the pages again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _site(
    book: Book, folder: Path, title: str, past: Past, checks: Mapping[str, str], before: Path | None
) -> dict[str, int]:
    language = book.config.speaks
    pages = list(_pages(book, title, past, checks))
    known = _read(before / MANIFEST) if before else {}
    pages = _illustrated(book, pages, known.get("pictures", {}))
    names = {one.file: digest(one, language) for one in pages}
    kept = {
        one.file for one in pages
        if before and known.get("pages", {}).get(one.file) == names[one.file] and (before / one.file).is_file()
    }  # fmt: skip
    new = sorted((one for one in pages if one.file not in kept), key=_pictured)
    with ThreadPoolExecutor(1) as artist:  # the engine draws beside what is written meanwhile
        pictures = artist.submit(_draw, new, known.get("pictures", {}), language)
        for below in sorted({Path(one.file).parent for one in pages}):
            (folder / below).mkdir(parents=True, exist_ok=True)
        for one in pages:
            if before and one.file in kept:
                take_over(one, before, folder)
        for name, content in {**assets(language), "search.js": index(book), **lists(_lists(pages))}.items():
            (folder / name).write_bytes(content)
        for one in new:
            (folder / one.file).write_bytes(made(one, language, pictures.result() if _pictured(one) else {}))
    every = {**known.get("pictures", {}), **pictures.result()}
    used = sorted({one.shown[slot] for one in pages for slot, _ in _wants(one)} & set(every))
    manifest = {"pages": names, "pictures": {name: every[name] for name in used}}
    (folder / MANIFEST).write_text(json.dumps(manifest, sort_keys=True), encoding="utf8")
    return {"made": len(new), "kept": len(kept)}


def _pages(book: Book, title: str, past: Past, checks: Mapping[str, str]) -> Iterator[Page]:
    """Every page, with what it shows."""
    few = len(book.articles) < len(book.whole.articles)
    same: dict[str, Any] = {"site": title, "few": book.say("few_pages", most=len(book.articles)) if few else ""}
    groups = Quantities(book)
    yield Page("index.html", "overview.j2", same | overview(book, past))
    for file, shown in (*findings(book), *quantities(book, groups.groups)):
        yield Page(file, f"{shown['name']}.j2", same | shown)
    for row in book.articles.values():
        yield Page(page("a", row["article_id"]), "article.j2", same | article(book, row))
    for group in groups.groups:
        yield Page(page("q", group["group_id"]), "quantity.j2", same | groups.page(group))
    for name in sorted({*book.articles_of, *book.scores}):
        yield Page(page("s", name), "source.j2", same | source(book, name))
    for name in sorted({row["rule"] for row in rules(book)}):
        yield Page(page("r", name), "rule.j2", same | rule(book, name, checks))


def _lists(pages: list[Page]) -> list[Mapping[str, Any]]:
    return [one.shown for one in pages if one.template in ("findings.j2", "quantities.j2")]


def _illustrated(book: Book, pages: list[Page], known: Mapping[str, str]) -> list[Page]:
    """The pages with the names of their pictures. How many new ones are drawn is limited: what is disputed is first."""
    wants = [(at, slot, _pictures.name(want)) for at, one in enumerate(pages) for slot, want in _wants(one)]
    wants.sort(key=lambda item: _worth(pages[item[0]], item[1]))
    new = list(dict.fromkeys(name for _, _, name in wants if name not in known))
    chosen = {*known, *new[: _pictures.MOST]}
    shown = [dict(one.shown, picture_name=None, series_name=None) for one in pages]
    for at, slot, name in wants:
        shown[at][slot] = name if name in chosen else None
    if (left := len(new) - _pictures.MOST) > 0:
        shown[0]["left_out"] = [*shown[0]["left_out"], (book.say("undrawn_few", n=left), book.say("why_undrawn"))]
    return [Page(one.file, one.template, told) for one, told in zip(pages, shown, strict=True)]


def _wants(one: Page) -> Iterator[tuple[str, _pictures.Want]]:
    kinds = {"overview.j2": "sources", "quantity.j2": "claims", "source.j2": "parts"}
    if one.shown.get("picture"):
        yield "picture_name", (kinds[one.template], one.shown["picture"], one.shown["picture_said"])
    if one.shown.get("series"):
        yield "series_name", ("time", one.shown["series"]["rows"], one.shown["series"]["said"])


def _worth(one: Page, slot: str) -> tuple[Any, ...]:
    """Which pictures are drawn where not all are: the overview, disputed quantities, those of many sources."""
    order = {"overview.j2": 0, "quantity.j2": 1, "source.j2": 2}[one.template]
    disputed = one.template == "quantity.j2" and bool(one.shown["findings"])
    return order, not disputed, slot == "series_name", -(one.shown.get("n_independent") or 0), one.file


def _pictured(one: Page) -> bool:
    """Whether a page holds a picture."""
    return any(one.shown[slot] for slot, _ in _wants(one))


def _draw(pages: list[Page], known: Mapping[str, str], language: str) -> dict[str, str]:
    """The pictures of these pages, those that are not there yet drawn."""
    wanted = {one.shown[slot]: want for one in pages for slot, want in _wants(one) if one.shown[slot]}
    found = {name: known[name] for name in wanted if name in known}
    return found | _pictures.drawn({name: want for name, want in wanted.items() if name not in known}, language)


def _read(file: Path) -> dict[str, Any]:
    """The manifest of a site before; an empty one where there is none that can be read."""
    with suppress(OSError, ValueError):
        found = json.loads(file.read_text(encoding="utf8"))
        if isinstance(found, dict):
            return found
    return {}
