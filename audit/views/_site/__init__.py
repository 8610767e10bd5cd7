"""The review pages: one static site that a colleague opens to decide which figures may be printed.

It works from a folder, without a server, a network or JavaScript. Every page is made of an audit alone, so that equal
audits give equal bytes; a page whose inputs did not change is taken over from the site before.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from audit.config import Config
from audit.model import Audit
from audit.views._paged import paged
from audit.views._site.book import Book, Known
from audit.views._site.every import every
from audit.views._site.pages import MANIFEST, assets, take_over
from audit.views._site.since import Past
from audit.views._site.written import write

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
    few = len(book.articles) < len(book.whole.articles)
    same = {"site": title, "few": book.say("few_pages", most=len(book.articles)) if few else ""}
    pages, scripts = every(book, same, past, checks)
    names = {**{one.file: one.inputs for one in pages}, **{one.file: one.inputs for one in scripts}}
    known = _read(before / MANIFEST) if before else {}
    kept = {file for file, name in names.items() if before and known.get(file) == name and (before / file).is_file()}
    for below in {file.rpartition("/")[0] for file in names}:
        (folder / below).mkdir(parents=True, exist_ok=True)
    for file in sorted(kept):
        take_over(file, before or folder, folder)
    new = [page for page in pages if page.file not in kept]
    write(new, folder, book.words.language, same)
    beside = {script.file: script.make() for script in scripts if script.file not in kept}
    for file, content in {**assets(book.words.language), **beside}.items():
        (folder / file).write_bytes(content)
    (folder / MANIFEST).write_text(json.dumps(names, sort_keys=True), encoding="utf8")
    return {"made": len(new), "kept": len(pages) - len(new)}


def _read(file: Path) -> dict[str, Any]:
    """The manifest of a site before; an empty one where there is none that can be read."""
    with suppress(OSError, ValueError):
        found = json.loads(file.read_text(encoding="utf8"))
        if isinstance(found, dict):
            return found
    return {}
