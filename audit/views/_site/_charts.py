"""The kinds of pictures as Altair charts. Colours are variables of the style sheet: one picture serves light and dark.

Labels are laid out by the browser, in the size that the style sheet gives them: measuring them here would take ten
times as long as all else. So each is anchored where it belongs, and short enough for its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LABELS, WIDTH, ROW, LINES = 190, 450, 26, 190
# The lines of a picture over time: their colours in the style sheet, and the forms of their points.
LINE = [f"line{n}" for n in range(1, 7)]
SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"]
CONFIG: Mapping[str, Any] = {
    "aria": False, "background": None, "view": {"stroke": None},
    "axis": {
        "labelColor": "var(--soft)", "labelFontSize": 0, "tickColor": "var(--line)", "domainColor": "var(--line)",
        "gridColor": "var(--line)",
    },
    # Where the foot of a label stands: the engine takes labels for flat.
    "axisX": {"labelPadding": 12}, "axisY": {"labelOffset": 4, "labelPadding": 8},
}  # fmt: skip
# `divisor` and `scale` are given with each picture: 1.3 billion, and not 1,300,000,000.
AMOUNT = "format(datum.value / divisor, ',.12~r') + scale"


def chart(kind: str) -> dict[str, Any]:
    """A kind of picture as Vega-Lite, without its rows."""
    import altair

    made = {"sources": _whiskers, "claims": _claims, "parts": _waterfall, "time": _time}[kind](altair)
    spec: dict[str, Any] = made.to_dict()
    parts = {part: value for part, value in spec.items() if part in ("layer", "mark", "encoding")}
    return {"$schema": altair.SCHEMA_URL, "config": CONFIG, "width": WIDTH, "height": ROW, **parts}


def _names(alt: Any, field: str) -> Any:
    axis = alt.Axis(
        title=None, ticks=False, domain=False, minExtent=LABELS, maxExtent=LABELS, labelColor="var(--ink)",
        labelOverlap=False,
    )  # fmt: skip
    return alt.Y(f"{field}:N", sort=None, axis=axis)


def _whiskers(alt: Any) -> Any:
    """A dot a source at its score, a whisker over its 90% interval."""
    axis = alt.Axis(
        title=None, values=[0, 25, 50, 75, 100], labelOverlap=False, gridOpacity=0.6, domain=False, ticks=False
    )
    base = alt.Chart(alt.Data(values=[])).encode(y=_names(alt, "name"))
    x = alt.X("low:Q", axis=axis, scale=alt.Scale(domain=[0, 100]))
    lines = base.mark_rule(strokeWidth=2, color="var(--soft)").encode(x=x, x2="high:Q")
    return lines + base.mark_point(filled=True, size=90, color="var(--accent)", opacity=1).encode(x="score:Q")


def _claims(alt: Any) -> Any:
    """A row a voice: what its figure claims as a bar, what it prints as a dot; lines for what is agreed and known."""
    axis = alt.Axis(title=None, grid=False, tickCount=4, labelOverlap=False, labelExpr=AMOUNT)
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
    axis = alt.Axis(
        title=None, values=[0, 25, 50, 75, 100], labelOverlap=False, gridOpacity=0.6, domain=False, ticks=False
    )
    base = alt.Chart(alt.Data(values=[])).encode(y=_names(alt, "name"))
    x = alt.X("start:Q", axis=axis, scale=alt.Scale(domain=[0, 100]))
    could = base.mark_bar(color="var(--line)", height=14).encode(x=x, x2="edge:Q")
    return could + base.mark_bar(color="var(--accent)", height=14).encode(x="start:Q", x2="end:Q")


def _time(alt: Any) -> Any:
    """A line a source over time."""
    base = alt.Chart(alt.Data(values=[]))
    axis = alt.Axis(
        title=None, tickCount=4, domain=False, ticks=False, gridOpacity=0.6, minExtent=LABELS, maxExtent=LABELS,
        labelOverlap=False, labelExpr=AMOUNT,
    )  # fmt: skip
    y = alt.Y("value:Q", axis=axis, scale=alt.Scale(zero=False, nice=True))
    x = alt.X(
        "day:T",
        scale=alt.Scale(type="utc"),
        axis=alt.Axis(title=None, grid=False, tickCount=4, labelOverlap=False, format="%Y-%m"),
    )
    line = alt.Color("line:N", legend=None, scale=alt.Scale(domain=LINE, range=[f"var(--{name})" for name in LINE]))
    shape = alt.Shape("line:N", legend=None, scale=alt.Scale(domain=LINE, range=SHAPES))
    lines = base.mark_line(strokeWidth=2).encode(x=x, y=y, color=line)
    return lines + base.mark_point(filled=True, size=70, opacity=1).encode(
        x="day:T", y="value:Q", color=line, shape=shape
    )
