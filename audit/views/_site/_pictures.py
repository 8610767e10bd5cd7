"""Pictures as SVG, made by Altair and drawn by vl-convert, without a browser or a network.

Starting the drawing engine takes longer than drawing, and a picture is drawn once: many go on one sheet, which is cut
apart, and those of an earlier run are kept under a name made of what they show. Colours are variables of the page's
style sheet, so that one picture serves light and dark.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import blake2s
from typing import Any

Rows = Sequence[Mapping[str, Any]]
Want = tuple[str, Rows, str]  # the kind of picture, its rows, what it shows in words

MOST = 40  # pictures drawn in one run: so many take about two seconds
LABELS, WIDTH, ROW, LINES = 210, 520, 26, 190
_EDGE, _AXIS = 12, 34
_SHEET = 20
# The lines of a picture over time: their colours in the style sheet, and the forms of their points.
LINE = [f"line{n}" for n in range(1, 7)]
SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"]
_LONGEST = 32  # characters of a label


def name(want: Want) -> str:
    """A name made of what a picture shows."""
    return blake2s(json.dumps([want, _form()], sort_keys=True).encode(), digest_size=8).hexdigest()


def drawn(wanted: Mapping[str, Want]) -> dict[str, str]:
    """The pictures by name, as `svg` elements that a page may hold."""
    names = list(wanted)
    found: dict[str, str] = {}
    for at in range(0, len(names), _SHEET):
        found |= _sheet({one: wanted[one] for one in names[at : at + _SHEET]})
    return found


def _sheet(wanted: Mapping[str, Want]) -> dict[str, str]:
    import vl_convert
    from lxml import etree

    charts = [_chart(kind, rows) | {"name": f"p{at}"} for at, (kind, rows, _) in enumerate(wanted.values())]
    sheet = {
        "$schema": _schema(),
        "config": CONFIG,
        "vconcat": charts,
        "resolve": {"scale": dict.fromkeys("xy", "independent")},
    }
    root = etree.fromstring(
        vl_convert.vegalite_to_svg(sheet).encode(), etree.XMLParser(resolve_entities=False, no_network=True)
    )
    found = {}
    for at, (one, (kind, rows, said)) in enumerate(wanted.items()):
        (part,) = (node for node in root.iter("{*}g") if f"p{at}_group" in (node.get("class") or "").split())
        found[one] = _alone(part[0], kind, rows, said)
    return found


def _alone(part: Any, kind: str, rows: Rows, said: str) -> str:
    """One picture of a sheet as an element of its own, which says in words what it shows."""
    from lxml import etree

    height = _height(kind, rows) + _EDGE + _AXIS
    width = LABELS + WIDTH + 2 * _EDGE
    svg = etree.Element(
        "svg", viewBox=f"{-LABELS - _EDGE} {-_EDGE} {width} {height}", role="img", width=str(width), fill="none"
    )
    svg.set("height", str(height))
    svg.set("class", f"picture {kind}")
    svg.set("aria-label", said)
    inner = copy.deepcopy(part)
    del inner.attrib["transform"]
    for node in inner.iter():
        for attribute in ("style", "aria-hidden", "aria-roledescription", "role", "aria-label"):
            node.attrib.pop(attribute, None)
    svg.append(inner)
    etree.cleanup_namespaces(svg)
    return str(etree.tostring(svg, encoding="unicode")).replace(' xmlns="http://www.w3.org/2000/svg"', "")


CONFIG: Mapping[str, Any] = {
    "aria": False, "background": None, "view": {"stroke": None}, "font": "inherit",
    "axis": {
        "labelColor": "var(--soft)", "labelFontSize": 12, "tickColor": "var(--line)", "domainColor": "var(--line)",
        "gridColor": "var(--line)", "labelFont": "inherit", "titleColor": "var(--soft)",
    },
}  # fmt: skip


@cache
def _form() -> str:
    """What all pictures depend on, as text."""
    return json.dumps(
        [CONFIG, LABELS, WIDTH, ROW, LINES, *map(_template, ("sources", "claims", "parts", "time"))], sort_keys=True
    )


@cache
def _schema() -> str:
    import altair

    return str(altair.SCHEMA_URL)


def _chart(kind: str, rows: Rows) -> dict[str, Any]:
    chart = copy.deepcopy(_template(kind))
    shown = [{at: _short(value) if isinstance(value, str) else value for at, value in row.items()} for row in rows]
    return chart | {"data": {"values": shown}, "height": _height(kind, rows), "width": WIDTH}


def _height(kind: str, rows: Rows) -> int:
    if kind == "time":
        return LINES
    names = {"sources": "name", "claims": "who", "parts": "name"}
    return ROW * max(1, len({row[names[kind]] for row in rows if names[kind] in row}))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


@cache
def _template(kind: str) -> dict[str, Any]:
    """The picture of a kind as Altair makes it, without its rows."""
    import altair

    made = {"sources": _whiskers, "claims": _claims, "parts": _waterfall, "time": _time}[kind](altair)
    spec: dict[str, Any] = made.to_dict()
    return {part: value for part, value in spec.items() if part in ("layer", "mark", "encoding")}


def _names(alt: Any, field: str) -> Any:
    axis = alt.Axis(
        title=None,
        ticks=False,
        domain=False,
        labelLimit=LABELS - 10,
        minExtent=LABELS,
        maxExtent=LABELS,
        labelColor="var(--ink)",
    )
    return alt.Y(f"{field}:N", sort=None, axis=axis)


def _whiskers(alt: Any) -> Any:
    """A dot a source at its score, a whisker over its 90% interval."""
    axis = alt.Axis(title=None, values=[0, 25, 50, 75, 100], gridOpacity=0.6, domain=False, ticks=False)
    base = alt.Chart(alt.Data(values=[])).encode(y=_names(alt, "name"))
    x = alt.X("low:Q", axis=axis, scale=alt.Scale(domain=[0, 100]))
    lines = base.mark_rule(strokeWidth=2, color="var(--soft)").encode(x=x, x2="high:Q")
    return lines + base.mark_point(filled=True, size=90, color="var(--accent)", opacity=1).encode(x="score:Q")


def _claims(alt: Any) -> Any:
    """A row a voice: what its figure claims as a bar, what it prints as a dot; lines for what is agreed and known."""
    axis = alt.Axis(title=None, grid=False, tickCount=5, ticks=True, domain=True, labelFlush=True)
    base = alt.Chart(alt.Data(values=[]))
    own = base.transform_filter("datum.role == 'claim'").encode(y=_names(alt, "who"))
    x = alt.X("low:Q", axis=axis, scale=alt.Scale(zero=False, nice=True, padding=8))
    color = alt.condition("datum.state == 'contradicted'", alt.value("var(--critical)"), alt.value("var(--good)"))
    shape = alt.condition("datum.state == 'contradicted'", alt.value("diamond"), alt.value("circle"))
    bars = own.mark_rule(strokeWidth=7, opacity=0.3, strokeCap="butt").encode(x=x, x2="high:Q", color=color)
    dots = own.mark_point(filled=True, size=80, opacity=1).encode(x="value:Q", color=color, shape=shape)
    agreed = (
        base.transform_filter("datum.role == 'agreed'")
        .mark_rule(color="var(--ink)", strokeDash=[4, 3])
        .encode(x="value:Q")
    )
    known = (
        base.transform_filter("datum.role == 'reference'")
        .mark_rule(color="var(--accent)", strokeWidth=2)
        .encode(x="value:Q")
    )
    return agreed + known + bars + dots


def _waterfall(alt: Any) -> Any:
    """A bar a component, each beginning where the one before ended; the pale part was not earned."""
    axis = alt.Axis(title=None, values=[0, 25, 50, 75, 100], gridOpacity=0.6, domain=False, ticks=False)
    base = alt.Chart(alt.Data(values=[])).encode(y=_names(alt, "name"))
    x = alt.X("start:Q", axis=axis, scale=alt.Scale(domain=[0, 100]))
    could = base.mark_bar(color="var(--line)", height=14).encode(x=x, x2="edge:Q")
    return could + base.mark_bar(color="var(--accent)", height=14).encode(x="start:Q", x2="end:Q")


def _time(alt: Any) -> Any:
    """A line a source over time."""
    base = alt.Chart(alt.Data(values=[]))
    y = alt.Y(
        "value:Q",
        axis=alt.Axis(
            title=None, tickCount=4, domain=False, ticks=False, gridOpacity=0.6, minExtent=LABELS, maxExtent=LABELS
        ),
        scale=alt.Scale(zero=False, nice=True),
    )
    x = alt.X("day:T", axis=alt.Axis(title=None, grid=False, tickCount=5, format="%Y-%m"))
    line = alt.Color("line:N", legend=None, scale=alt.Scale(domain=LINE, range=[f"var(--{name})" for name in LINE]))
    shape = alt.Shape("line:N", legend=None, scale=alt.Scale(domain=LINE, range=SHAPES))
    lines = base.mark_line(strokeWidth=2).encode(x=x, y=y, color=line)
    return lines + base.mark_point(filled=True, size=70, opacity=1).encode(
        x="day:T", y="value:Q", color=line, shape=shape
    )
