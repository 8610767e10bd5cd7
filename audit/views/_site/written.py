"""Pages put together, illustrated and written, a few hundred at a time: their pictures are drawn at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from audit.views._site.pages import Page, made
from audit.views._site.pictures import Want, drawn

BATCH = 400
_KINDS = {"overview.j2": "sources", "quantity.j2": "claims", "source.j2": "parts"}  # of the picture of a page

Shown = Mapping[str, Any]


def write(pages: Sequence[Page], folder: Path, language: str, same: Shown) -> None:
    """Write these pages into a folder that has all folders of theirs; `same` is what every page shows."""
    series: dict[str, str] = {}  # drawn for one period, and shown for each
    for batch in _batches(pages):
        shown = [(page, {**same, **page.show()}) for page in batch]
        wanted = {name: want for page, told in shown for _, name, want in _wants(page, told) if name not in series}
        pictures = series | dict(zip(wanted, drawn(list(wanted.values()), language), strict=True))
        for page, told in shown:
            own = {slot: pictures[name] for slot, name, _ in _wants(page, told)}
            with open(f"{folder}/{page.file}", "wb") as file:  # noqa: PTH123 - thousands of files, each path once
                file.write(made(page, told, language, own))
        series |= {name: pictures[name] for name, (kind, _, _) in wanted.items() if kind == "time"}


def _batches(pages: Sequence[Page]) -> Iterator[Sequence[Page]]:
    return (pages[at : at + BATCH] for at in range(0, len(pages), BATCH))


def _wants(page: Page, shown: Shown) -> Iterator[tuple[str, str, Want]]:
    """The pictures of a page, each with its place there and a name of its own."""
    if shown.get("picture"):
        yield "picture", page.file, (_KINDS[page.template], shown["picture"], shown["picture_said"])
    if series := shown.get("series"):
        yield "series", series["name"], ("time", series["rows"], series["said"])
