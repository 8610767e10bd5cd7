"""Pictures as SVG, made by Altair and drawn by vl-convert, without a browser or a network.

All pictures of a kind are one Vega specification over a list of their rows, so that the engine sets itself up once and
not for each; the sheet is then cut apart. A picture of an earlier run is kept under a name made of what it shows.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2s
from typing import Any

from audit import languages
from audit.views._site import _charts
from audit.views._site._charts import LABELS, LINES, ROW, WIDTH
from audit.views._words import Words

Rows = Sequence[Mapping[str, Any]]
Want = tuple[str, Rows, str]  # the kind of picture, its rows, what it shows in words

MOST = 600  # new pictures in one run: so many take about two seconds, beside the rest
_EDGE, _AXIS = 12, 34
_SHEET = 200
_LONGEST = 28  # characters of a label
_NAMES = {"sources": "name", "claims": "who", "parts": "name"}  # the column that a picture has a line for each of
_SPACE = "http://www.w3.org/2000/svg"
_PLACE = re.compile(r"-?\d+\.\d+")
# What says nothing once a picture stands alone.
_IDLE = ("class", "pointer-events", "font-family", "font-size", "style", "aria-hidden", "aria-roledescription", "role")
_PLACED = ("transform", "d", "x2", "y2")
_PLAIN = {"opacity": "1", "stroke-width": "1", "transform": "translate(0,0)", "x2": "0", "y2": "0"}


def name(want: Want) -> str:
    """A name made of what a picture shows."""
    return blake2s(json.dumps(want).encode() + _form(), digest_size=8).hexdigest()


def drawn(wanted: Mapping[str, Want], language: str) -> dict[str, str]:
    """The pictures by name, as `svg` elements that a page may hold; numbers are written as the language writes them."""
    found: dict[str, str] = {}
    for kind, names in _by_kind(wanted).items():
        for at in range(0, len(names), _SHEET):
            found |= _sheet(kind, {one: wanted[one] for one in names[at : at + _SHEET]}, language)
    return found


def _by_kind(wanted: Mapping[str, Want]) -> dict[str, list[str]]:
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for one, want in wanted.items():
        kinds[want[0]].append(one)
    return kinds


def _sheet(kind: str, wanted: Mapping[str, Want], language: str) -> dict[str, str]:
    import vl_convert
    from lxml import etree

    spec = json.loads(_template(kind))
    spec["data"] = [{"name": "pictures", "values": [_picture(want, language) for want in wanted.values()]}]
    words = Words(language)
    separators = {"decimal": words.say("decimal"), "thousands": words.say("thousands"), "grouping": [3]}
    drawing = vl_convert.vega_to_svg(spec, format_locale=separators | {"currency": ["", ""]})
    root = etree.fromstring(drawing.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    (sheet,) = (node for node in root.iter("{*}g") if "sheet" in (node.get("class") or "").split())
    return {one: _alone(part, want) for part, (one, want) in zip(sheet, wanted.items(), strict=True)}


def _alone(part: Any, want: Want) -> str:
    """One picture of a sheet as an element of its own, which says in words what it shows."""
    from lxml import etree

    kind, rows, said = want
    height, width = _height(kind, rows) + _EDGE + _AXIS, LABELS + WIDTH + 2 * _EDGE
    svg = etree.Element(f"{{{_SPACE}}}svg", nsmap={None: _SPACE})
    told = {"viewBox": f"{-LABELS - _EDGE} {-_EDGE} {width} {height}", "width": str(width), "height": str(height)}
    for attribute, value in (told | {"class": f"picture {kind}", "role": "img", "fill": "none"}).items():
        svg.set(attribute, value)
    svg.set("aria-label", said)
    svg.append(part)
    _lighten(part)
    etree.cleanup_namespaces(svg)
    return str(etree.tostring(svg, encoding="unicode")).replace(f' xmlns="{_SPACE}"', "", 1)


def _lighten(part: Any) -> None:
    """Take out of a picture what cannot be seen, and digits that no screen shows."""
    for node in reversed(list(part.iterdescendants())):
        above, group = node.getparent(), node.tag.endswith("g")
        for attribute, value in node.attrib.items():
            told = _PLACE.sub(_shorter, value) if attribute in _PLACED else value
            if attribute in _IDLE or _PLAIN.get(attribute) == told:
                del node.attrib[attribute]
            else:
                node.set(attribute, told)
        if not node.get("stroke"):
            node.attrib.pop("stroke-width", None)
        hidden = node.tag.endswith("path") and not (node.get("fill") or node.get("stroke"))
        if hidden or (group and not len(node)):
            above.remove(node)
        elif group and not node.attrib:
            above[above.index(node) : above.index(node) + 1] = list(node)
    part.attrib.clear()


def _shorter(match: re.Match[str]) -> str:
    return f"{float(match[0]):.1f}".removesuffix(".0")


def _picture(want: Want, language: str) -> dict[str, Any]:
    """The rows of a picture, and what they share."""
    kind, rows, _ = want
    shown = [{at: _short(value) if isinstance(value, str) else value for at, value in row.items()} for row in rows]
    amounts = [abs(row["value"]) for row in rows if kind in ("claims", "time") and math.isfinite(row["value"])]
    divisor, scale = next(_scales(max(amounts, default=0.0), language), (1.0, ""))
    for row in shown:
        if "day" in row:  # as milliseconds: what a text means would depend on the time zone
            row["day"] = 1000 * int(datetime.fromisoformat(row["day"]).replace(tzinfo=UTC).timestamp())
    return {"rows": shown, "high": _height(kind, rows), "divisor": divisor, "scale": scale and f" {scale}"}


def _scales(largest: float, language: str) -> Iterator[tuple[float, str]]:
    known = languages.load(language)["report"]["scales"]
    return ((value, word) for value, word in known if largest >= value)


def _height(kind: str, rows: Rows) -> int:
    if kind == "time":
        return LINES
    return ROW * max(1, len({row[_NAMES[kind]] for row in rows if _NAMES[kind] in row}))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


@cache
def _template(kind: str) -> str:
    """The Vega specification of all pictures of a kind, without their rows: a group a picture, of its own height."""
    import vl_convert

    one = vl_convert.vegalite_to_vega(_charts.chart(kind))
    group: dict[str, Any] = {part: one[part] for part in ("marks", "scales", "axes") if part in one}
    shared = {"height": "parent.high", "divisor": "parent.divisor", "scale": "parent.scale"}
    source, *derived = one["data"]
    group |= {
        "type": "group", "name": "sheet", "data": derived,
        "from": {"facet": {"name": source["name"], "data": "pictures", "field": "rows"}},
        "signals": [{"name": name, "update": update} for name, update in shared.items()],
        "encode": {"update": {"width": {"value": WIDTH}, "height": {"field": "high"}}},
    }  # fmt: skip
    kept = {part: one[part] for part in ("$schema", "config") if part in one}
    return json.dumps(kept | {"width": WIDTH, "height": ROW, "padding": 0, "marks": [group]})


@cache
def _form() -> bytes:
    """What all pictures depend on, as a digest."""
    told = [LABELS, WIDTH, ROW, LINES, _IDLE, *map(_charts.chart, ("sources", "claims", "parts", "time"))]
    words = [languages.load(code)["report"]["scales"] for code in languages.codes()]
    return blake2s(json.dumps([told, words], sort_keys=True).encode(), digest_size=8).digest()
