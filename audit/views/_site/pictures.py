"""Pictures as SVG, made by Altair and drawn by vl-convert, without a browser or a network.

All pictures are drawn at once, as the items of one chart, so that the engine sets itself up once and not for each; the
drawing is then cut apart.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from markupsafe import Markup, escape

from audit.views._site.charts import LAYERS, chart
from audit.views._site.placed import LABELS, WIDTH, Item, Rows, height, placed
from audit.views._site.visible import visible
from audit.views._words import Words

Want = tuple[str, Rows, str]  # the kind of picture, its rows, what it shows in words

_EDGE, _AXIS = 12, 34
_SPACE = "http://www.w3.org/2000/svg"
_LAYER = re.compile(r"\blayer_(\d+)_marks\b")  # what the engine calls the items of a layer
_PLACE = re.compile(r"-?\d+\.\d+")
_PLACED = ("d", "transform", "x2", "y2")
_SVG = Markup(
    '<svg viewBox="{} {} {} {}" width="{}" height="{}" class="picture {}" role="img" fill="none" aria-label="{}">'
)
# What an element takes from the group around it, so that it need not be said of each.
_LOOKS = ("stroke", "stroke-width", "fill", "text-anchor")
_PLAIN = {"opacity": "1", "stroke-width": "1", "transform": "translate(0,0)", "x2": "0", "y2": "0"}
_KEPT = frozenset((*_LOOKS, *_PLACED, "opacity", "stroke-dasharray"))


def drawn(wanted: Sequence[Want], language: str) -> list[str]:
    """The pictures as `svg` elements that a page may hold; numbers are written as the language writes them."""
    words = Words(language)
    items = [placed(kind, rows, words) for kind, rows, _ in wanted]
    layers = {name: iter(found) for name, found in _drawing(items).items()}
    return [_alone(want, own, layers) for want, own in zip(wanted, items, strict=True)]


def _drawing(pictures: Iterable[Sequence[Item]]) -> dict[str, list[Any]]:
    """The elements of all pictures by layer, in the order of the items."""
    import vl_convert
    from lxml import etree

    tables: dict[str, list[Item]] = {name: [] for name in LAYERS}
    for at, picture in enumerate(pictures):
        for item in picture:  # lines of different pictures are different lines
            tables[item["layer"]].append({**item, "of": f"{at} {item['of']}"} if "of" in item else item)
    found: dict[str, list[Any]] = {name: [] for name in LAYERS}
    if not any(tables.values()):
        return found
    spec = json.loads(_template())
    for table in spec["data"]:
        if table["name"] in tables:
            table["values"] = tables[table["name"]]
    drawing = vl_convert.vega_to_svg(spec)
    root = etree.fromstring(drawing.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    for marks in root.iter(f"{{{_SPACE}}}g"):
        if layer := _LAYER.search(marks.get("class", "")):
            found[LAYERS[int(layer[1])]] += list(marks)
    return found


@cache
def _template() -> str:
    """The Vega specification of the chart, its tables to be filled."""
    import vl_convert

    return json.dumps(vl_convert.vegalite_to_vega(chart()))


def _alone(want: Want, items: Sequence[Item], layers: Mapping[str, Iterator[Any]]) -> str:
    """One picture as an element of its own, which says in words what it shows."""
    kind, rows, said = want
    high, wide = height(kind, rows) + _EDGE + _AXIS, LABELS + WIDTH + 2 * _EDGE
    parts: list[str] = [_SVG.format(-LABELS - _EDGE, -_EDGE, wide, high, wide, high, kind, visible(said))]
    counts = Counter(item["layer"] for item in items)
    counts["line"] = len({item["of"] for item in items if item["layer"] == "line"})  # an element for all of its points
    for name in LAYERS:
        found = [_light(node) for node in islice(layers[name], counts[name])]
        for looks, group in groupby(found, key=itemgetter(0)):
            parts.append(_grouped(looks, [own for _, own in group]))
    return "".join((*parts, "</svg>"))


def _light(node: Any) -> tuple[str, tuple[str, str, str]]:
    """An element without what says nothing once a picture stands alone: its looks; its name, places and text."""
    looks, places = "", ""
    stroked = node.get("stroke")
    for name, given in node.items():
        value = _PLACE.sub(_shorter, given) if name in _PLACED else given
        if name not in _KEPT or _PLAIN.get(name) == value or (name == "stroke-width" and not stroked):
            continue
        if name in _LOOKS:
            looks += f' {name}="{escape(value)}"'
        else:
            places += f' {name}="{escape(value)}"'
    return looks, (node.tag.rpartition("}")[2], places, escape(visible(node.text or "")))


def _grouped(looks: str, nodes: Sequence[tuple[str, str, str]]) -> str:
    """Elements that look alike as one; a single one as it is."""
    alone = len(nodes) == 1
    inside = "".join(
        f"<{tag}{places}{looks if alone else ''}{f'>{text}</{tag}>' if text else '/>'}" for tag, places, text in nodes
    )
    return inside if alone else f"<g{looks}>{inside}</g>"


def _shorter(match: re.Match[str]) -> str:
    return f"{float(match[0]):.1f}".removesuffix(".0")
