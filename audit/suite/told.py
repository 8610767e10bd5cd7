"""What the pages of Great Expectations show of a rule: its words, its options, and the rows it hit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from great_expectations.render.components import (
    CollapseContent,
    RenderedStringTemplateContent,
    RenderedTableContent,
    TextContent,
)

from audit.model import Hit, Rule
from audit.suite.wire import plain

FIRST = ("quote", "sentence", "source", "path", "line")  # what a reader wants to see of a row before anything else
# Says nothing to a reader beside path and line, or far too much.
MACHINE = ("article_id", "fact_id", "group_id", "start", "end", "text")
RELATED = 3  # rows that are shown below a hit
LEFT_OUT = ("Options", "References")  # of the page of a rule: `audit explain` has them
LONGEST = 200
SHOWN = 50  # rows of evidence on a page; the findings hold them all


def summary(page: str | None) -> str:
    """The first line of a rule's page, which is the docstring of its module."""
    return (page or "").strip().partition("\n")[0]


def rule(described: Rule, page: str | None, options: Mapping[str, Any]) -> RenderedStringTemplateContent:
    """A rule in one sentence, with the options that are in force."""
    template = "$audit_rule: $audit_summary" + "".join(f"\n{name} = ${name}" for name in options)
    values = {"audit_rule": described.id, **{name: str(value) for name, value in options.items()}}
    return _template(template, {**values, "audit_summary": summary(page)}, badges=values)


def about(page: str | None) -> CollapseContent:
    """A rule's page, to unfold: what it does, why it matters, how to fix what it found."""
    _, *parts = (page or "").split("\n## ")
    titled = [part.partition("\n") for part in parts if not part.startswith(LEFT_OUT)]
    texts = [
        TextContent(header=title, text=[_marked(paragraph) for paragraph in body.strip().split("\n\n")])
        for title, _, body in titled
    ]
    return CollapseContent(collapse_toggle_link="About this rule", collapse=texts)


def columns(described: Rule) -> list[str]:
    """The columns of its table that are kept beside each hit of a rule, so that a page can show them."""
    return [name for name in dict.fromkeys((*FIRST, *described.needs)) if name not in MACHINE]


def place(frame: pd.DataFrame, names: Sequence[str], row: int) -> dict[str, Any]:
    """The cells of a row under these names, long ones cut, without lists. Row -1 is the table as a whole."""
    cells = {name: plain(frame[name].iat[row]) for name in names} if row >= 0 else {}
    figure = str(cells.get("quote") or "")
    return {name: _cut(cell, figure) for name, cell in cells.items() if not isinstance(cell, list | dict)}


def places(frame: pd.DataFrame, described: Rule, hits: Sequence[Hit]) -> list[dict[str, Any]]:
    """Of each hit, the place of its row and those of the first related rows it has a note on.

    Only of as many hits as a page shows.
    """
    names = [name for name in columns(described) if name in frame.columns]
    found: list[dict[str, Any]] = []
    for hit in hits[:SHOWN]:
        noted = [row for row, note in hit.related if note][:RELATED]
        others = [place(frame, names, row) for row in noted]
        found.append({"place": place(frame, names, hit.row), "related_places": others})
    return [*found, *({"place": {}, "related_places": []} for _ in hits[SHOWN:])]


def evidence(hits: Sequence[Mapping[str, Any]], left: int = 0) -> RenderedTableContent:
    """Hits as a table: where each stands, then what the rule says of it, then the rest that is known of the row.

    Rows related to a hit stand below it, with an arrow. The table holds the first hits, and under `table_options` how
    many are left, of these and of `left` more.
    """
    shown = hits[:SHOWN]
    known = dict.fromkeys(name for hit in shown for name, cell in hit["place"].items() if cell is not None)
    first = [name for name in FIRST if name in known]
    said = sorted({name for hit in shown for name in hit["fields"]} - set(first))
    names = [*first, *said, *(name for name in known if name not in (*first, *said))]
    cells = [row for hit in shown for row in _rows(hit, names)]
    return RenderedTableContent(table=cells, header_row=names, table_options={"left": len(hits) - len(shown) + left})


def _rows(hit: Mapping[str, Any], names: Sequence[str]) -> Iterator[list[str]]:
    told = {**hit["place"], **hit["fields"]}
    yield [_cell(told.get(name)) for name in names]
    for other in hit.get("related_places", ()):
        cells = [_cell(other.get(name)) for name in names]
        yield [f"↳ {cells[0]}", *cells[1:]] if cells else []


def _cut(value: Any, figure: str) -> Any:
    """A long text cut to the part around the figure, else to its beginning."""
    if not isinstance(value, str) or len(value) <= LONGEST:
        return value
    start = max(0, min(value.find(figure) - LONGEST // 2, len(value) - LONGEST))
    end = start + LONGEST
    return f"{'…' if start else ''}{value[start:end].strip()}{'…' if end < len(value) else ''}"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_cell(item) for item in value)
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def _marked(paragraph: str) -> RenderedStringTemplateContent:
    """A paragraph of a docstring; what stands between backticks becomes a value."""
    parts = {f"audit_{index}": part for index, part in enumerate(" ".join(paragraph.split()).split("`"))}
    return _template("".join(f"${{{name}}}" for name in parts), parts, badges=list(parts)[1::2])


def _template(template: str, params: Mapping[str, str], badges: Iterable[str]) -> RenderedStringTemplateContent:
    styling = {"params": {name: {"classes": ["badge"]} for name in badges}}
    return RenderedStringTemplateContent(
        string_template={"template": template, "params": dict(params), "styling": styling}
    )
