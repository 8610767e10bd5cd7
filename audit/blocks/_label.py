"""One label for each line of a page, and the spam inside the lines that are the article's own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from audit.blocks._adverts import adverts
from audit.blocks._calls import calls
from audit.blocks._collapsed import collapsed
from audit.blocks._disguised import disguised
from audit.blocks._furniture import furniture
from audit.blocks._garbled import blobs, noise, scrambled
from audit.blocks._glued import glued
from audit.blocks._lines import Line, lines_of
from audit.blocks._links import links
from audit.blocks._margins import Removed, after_the_end, menus, under_headings
from audit.blocks._markers import is_foreign, markers
from audit.blocks._offered import offered
from audit.blocks._page import Page, Span
from audit.blocks._roles import is_byline, is_caption, title_of, unclosed_caption
from audit.blocks._suspects import Suspects, suspects
from audit.blocks._syllables import reads_vietnamese
from audit.blocks._typed import typed
from audit.dates import dateline

Detectors = tuple[tuple[str, Callable[[Line, Page], Iterator[Span]]], ...]


class Labelled(NamedTuple):
    """A stretch of a page with its label; `reason` where the label removes it."""

    start: int
    end: int
    label: str
    reason: str | None = None
    score: float = 1.0


def labelled(text: str, title: str | None) -> list[Labelled]:
    """The lines of a page in order, each with its label, and after each the spam inside it."""
    lines = lines_of(text)
    look = suspects(text, lines, vietnamese=reads_vietnamese(text))
    spans = _found(_ALONE, look, Page(lines, title, look.words))
    if look.lines["foreign"] and not is_foreign(text):
        _merge(spans, {line.number: list(markers(line)) for line in look.lines["foreign"]})
    if look.lines["disguised"] and not is_foreign(text):
        page = Page(lines, title, look.words)
        free = [line for line in look.lines["disguised"] if line.number not in spans or not spans[line.number]]
        _merge(spans, {line.number: list(disguised(line, page)) for line in free})
    removed = _removed(lines, spans)
    spam = {number for number, (label, _) in removed.items() if label == "spam"}
    own = _own([line for line in lines if line.number not in spam], title, look)
    advertised = adverts(look.pitched, own)
    spans |= advertised
    _merge(spans, _found(_AMONG, look, own, skip=spam | spans.keys()))
    removed = {number: label for number, label in removed.items() if number in spam or number not in spans}
    removed |= after_the_end(lines, removed)
    roles = _roles([line for line in lines if line.number not in removed and line.number not in advertised], title)
    return [part for line in lines for part in _parts(line, removed, roles, spans)]


def _own(lines: Sequence[Line], title: str | None, look: Suspects) -> Page:
    """The page without its spam lines, and the cues in what is left."""
    starts = [line.start for line in lines]

    def left(places: Sequence[int]) -> list[int]:
        return [place for place in places if (i := bisect_right(starts, place)) and place < lines[i - 1].end]

    return Page(lines, title, look.words, left(look.cues), left(look.phrases))


# What the line itself shows, and what shows only beside the rest of the article, the surest kind first.
_ALONE: Detectors = (("scrambled", scrambled), ("long", blobs), ("noisy", noise), ("urging", calls))
_AMONG: Detectors = (("long", collapsed), ("joined", glued), ("typed", typed), ("offered", offered))


def _found(detectors: Detectors, look: Suspects, page: Page, skip: Collection[int] = ()) -> dict[int, list[Span]]:
    """The spam in each line, by the first kind that finds any: what is garbled is not searched for phrases."""
    found: dict[int, list[Span]] = {}
    for kind, find in detectors:
        for line in look.lines[kind]:
            if line.number not in found and line.number not in skip and (spans := list(find(line, page))):
                found[line.number] = spans
    return found


def _merge(spans: dict[int, list[Span]], more: dict[int, list[Span]]) -> None:
    for number, added in more.items():
        if added:
            spans[number] = sorted([*spans.get(number, []), *added], key=lambda span: span.start)


def _removed(lines: Sequence[Line], spans: dict[int, list[Span]]) -> Removed:
    """The lines that are no part of the article: number to label and reason."""
    removed: Removed = {}
    for line in lines:
        if label := _by_itself(line, spans.get(line.number, [])):
            removed[line.number] = label
    tagged = {number for number, (_, reason) in removed.items() if reason.startswith("marker:")}
    for line in links(lines, removed, tagged):
        removed[line.number] = "spam", "links: titles of other pages that have nothing to do with the article"
    return removed | under_headings(lines, removed) | menus(lines, removed)


def _by_itself(line: Line, spans: list[Span]) -> tuple[str, str] | None:
    whole = next((span for span in spans if span.start <= line.start and span.end >= line.end), None)
    if whole:
        return "spam", f"{whole.kind}: {whole.why}"
    if spans:
        return None
    if dateline(line.text):
        return "date", "date: when the page was published"
    if found := furniture(line):
        return "boilerplate", "{}: {}".format(*found)
    return None


def _roles(own: Sequence[Line], title: str | None) -> dict[int, str]:
    """The labels of the article's own lines that are not body."""
    roles: dict[int, str] = {}
    head = title_of(own, title)
    last = max((i for i, line in enumerate(own) if line.prose), default=len(own))
    for i, line in enumerate(own):
        before, after = own[i - 1] if i else None, own[i + 1] if i + 1 < len(own) else None
        if line is head:
            roles[line.number] = "title"
        elif is_caption(line) or unclosed_caption(before, line, after):
            roles[line.number] = "caption"
        elif (i > last or (before is head and head is not None)) and is_byline(line):
            roles[line.number] = "byline"
    return roles


def _parts(line: Line, removed: Removed, roles: dict[int, str], inside: dict[int, list[Span]]) -> Iterator[Labelled]:
    if line.number in removed:
        label, reason = removed[line.number]
        yield Labelled(line.start, line.end, label, reason if label != "date" else None)
        return
    spans = inside.get(line.number, [])
    if not any(span.start <= line.start and line.end <= span.end for span in spans):
        yield Labelled(line.start, line.end, "body" if spans else roles.get(line.number, "body"))
    for span in spans:
        yield Labelled(span.start, span.end, "spam", f"{span.kind}: {span.why}", span.score)
