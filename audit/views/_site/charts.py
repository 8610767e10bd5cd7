"""The one chart that all pictures are drawn as: rules, lines, points and labels, each where `_placed` put it.

Colours are variables of the style sheet: one picture serves light and dark. Labels are laid out by the browser, in the
size that the style sheet gives them: measuring them here would take ten times as long as all else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LAYERS = ("rule", "bar", "dash", "line", "point", "end", "middle")  # what lies over what; labels by their anchors
CONFIG: Mapping[str, Any] = {"aria": False, "background": None, "view": {"stroke": None}, "axis": None}


def chart() -> dict[str, Any]:
    """The chart as Vega-Lite, without its rows: a table a layer, a row an item, with its places and its looks.

    Places are pixels and looks are values of SVG, so that no scale has to be set up for each of many pictures.
    """
    import altair as alt

    def layer(name: str) -> Any:
        return alt.Chart(alt.NamedData(name=name)).encode(
            x=alt.X("x:Q", scale=None, axis=None), y=alt.Y("y:Q", scale=None, axis=None),
            color=alt.Color("color:N", scale=None, legend=None),
        )  # fmt: skip

    width = alt.StrokeWidth("width:Q", scale=None, legend=None)
    layers = {
        "rule": layer("rule").mark_rule(strokeCap="butt").encode(x2="x2:Q", y2="y2:Q", strokeWidth=width),
        "bar": layer("bar").mark_rule(strokeCap="butt", strokeWidth=7, opacity=0.3).encode(x2="x2:Q"),
        "dash": layer("dash").mark_rule(strokeDash=[4, 3]).encode(y2="y2:Q"),
        "line": layer("line").mark_line(strokeWidth=2).encode(detail="of:N"),
        "point": layer("point").mark_point(filled=True, size=81, opacity=1).encode(
            shape=alt.Shape("shape:N", scale=None, legend=None)
        ),
    }  # fmt: skip
    for name, align in (("end", "right"), ("middle", "center")):
        layers[name] = layer(name).mark_text(align=align, baseline="alphabetic", fontSize=0).encode(text="text:N")
    spec: dict[str, Any] = alt.layer(*(layers[name] for name in LAYERS)).to_dict()
    return {"$schema": alt.SCHEMA_URL, "config": CONFIG, "layer": spec["layer"]}
