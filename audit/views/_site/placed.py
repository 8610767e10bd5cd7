"""Where everything of a picture stands: the items that `_charts` draws, in pixels, for each kind of picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from audit.views._site.axis import Axis
from audit.views._words import Words

Item = dict[str, Any]
Rows = Sequence[Mapping[str, Any]]

LABELS, WIDTH, ROW, LINES = 190, 450, 26, 190
FOOT = 17  # from the end of the picture down to the feet of the labels of its axis
# The lines of a picture over time: their colours in the style sheet, and the forms of their points.
LINE = [f"line{n}" for n in range(1, 7)]
SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"]
_NAMES = {"sources": "name", "claims": "who", "parts": "name"}  # the column that a picture has a row for each of
_LONGEST = 28  # characters of a label


def placed(kind: str, rows: Rows, words: Words) -> list[Item]:
    """The items of a picture: what lies below comes first. Its top left corner, right of its names, is (0, 0)."""
    return list({"sources": _whiskers, "claims": _claims, "parts": _waterfall, "time": _time}[kind](rows, words))


def height(kind: str, rows: Rows) -> int:
    """How high a picture is, without its axis."""
    return LINES if kind == "time" else ROW * max(1, len(_lines(kind, rows)))


def _lines(kind: str, rows: Rows) -> dict[str, float]:
    """The middle of the line of each name, in the order that they come in."""
    names = dict.fromkeys(row[_NAMES[kind]] for row in rows if _NAMES[kind] in row)
    return {name: (at + 0.5) * ROW for at, name in enumerate(names)}


def _whiskers(rows: Rows, words: Words) -> Iterator[Item]:
    """A dot a source at its score, a whisker over its 90% interval."""
    lines, axis = _lines("sources", rows), Axis.of_scores(WIDTH)
    yield from _across(axis, len(lines) * ROW, words, grid=True)
    for row in rows:
        at = lines[row["name"]]
        if row["low"] is not None and row["high"] is not None:
            yield _rule(axis.at(row["low"]), at, axis.at(row["high"]), at, "soft", 2)
        yield _point(axis.at(row["score"]), at, "accent")
    yield from _named(lines)


def _claims(rows: Rows, words: Words) -> Iterator[Item]:
    """A row a voice: what its figure claims as a bar, what it prints as a dot; lines for what is agreed and known."""
    lines = _lines("claims", rows)
    axis = Axis.over([row[end] for row in rows for end in ("value", "low", "high") if end in row], WIDTH, words)
    foot = len(lines) * ROW
    yield from _across(axis, foot, words)
    for row in rows:
        at = axis.at(row["value"])
        if row["role"] == "agreed":
            yield {"layer": "dash", "x": at, "y": 0, "y2": foot, "color": "var(--ink)"}
        elif row["role"] == "reference":
            yield _rule(at, 0, at, foot, "accent", 2)
    claims = [row for row in rows if row["role"] == "claim"]
    for row in claims:
        ends = {"x": axis.at(row["low"]), "x2": axis.at(row["high"])}
        yield {"layer": "bar", **ends, "y": lines[row["who"]], "color": f"var(--{_colour(row)})"}
    for row in claims:
        shape = "diamond" if row["state"] == "contradicted" else "circle"
        yield _point(axis.at(row["value"]), lines[row["who"]], _colour(row), shape)
    yield from _named(lines)


def _waterfall(rows: Rows, words: Words) -> Iterator[Item]:
    """A bar a component, each beginning where the one before ended; the pale part was not earned."""
    lines, axis = _lines("parts", rows), Axis.of_scores(WIDTH)
    yield from _across(axis, len(lines) * ROW, words, grid=True)
    for colour, end in (("line", "edge"), ("accent", "end")):
        for row in rows:
            at = lines[row["name"]]
            yield _rule(axis.at(row["start"]), at, axis.at(row[end]), at, colour, 14)
    yield from _named(lines)


def _time(rows: Rows, words: Words) -> Iterator[Item]:
    """A line a source over time; along the axis stand the periods that fit beside each other."""
    axis = Axis.over([row["value"] for row in rows], LINES, words)
    days = {row["day"]: date.fromisoformat(row["day"]).toordinal() for row in rows}
    first, last = min(days.values()), max(days.values())
    across = {day: round(WIDTH * (at - first) / max(1, last - first), 1) for day, at in days.items()}
    for value, label in axis.labels(words):
        at = round(LINES - axis.at(value), 1)
        yield _rule(0, at, WIDTH, at, "line")
        yield _label(-8, at + 4, label, "soft", "end")
    told = {row["day"]: row["label"] for row in rows}
    yield from _along([(across[day], told[day]) for day in sorted(across)], LINES)
    points = Counter(row["line"] for row in rows)
    for row in rows:
        place = {"x": across[row["day"]], "y": round(LINES - axis.at(row["value"]), 1)}
        if points[row["line"]] > 1:
            yield {"layer": "line", **place, "color": f"var(--{row['line']})", "of": row["line"]}
        yield _point(place["x"], place["y"], row["line"], SHAPES[LINE.index(row["line"])])


def _across(axis: Axis, foot: float, words: Words, *, grid: bool = False) -> Iterator[Item]:
    """The axis at the foot of a picture, its lines through the picture or only ticks."""
    labels = [(axis.at(value), label) for value, label in axis.labels(words)]
    for at, _ in labels:
        yield _rule(at, 0 if grid else foot, at, foot + (0 if grid else 5), "line")
    yield from _feet(labels, foot)
    if not grid:
        yield _rule(0, foot, WIDTH, foot, "line")


def _along(labels: Sequence[tuple[float, str]], foot: float) -> Iterator[Item]:
    """An axis with as many of these labels as find room."""
    chosen: list[tuple[float, str]] = []
    for at, label in labels:
        if not chosen or at - chosen[-1][0] >= Axis.room(label, chosen[-1][1]):
            chosen.append((at, label))
    for at, _ in chosen:
        yield _rule(at, foot, at, foot + 5, "line")
    yield from _feet(chosen, foot)
    yield _rule(0, foot, WIDTH, foot, "line")


def _feet(labels: Sequence[tuple[float, str]], foot: float) -> Iterator[Item]:
    for at, label in labels:
        yield _label(at, foot + FOOT, label, "soft", "end" if at + Axis.room(label) / 2 > WIDTH + 20 else "middle")


def _named(lines: Mapping[str, float]) -> Iterator[Item]:
    for name, at in lines.items():
        yield _label(-8, at + 4, name, "ink", "end")


def _rule(x: float, y: float, to_x: float, to_y: float, colour: str, width: int = 1) -> Item:
    place = {"x": x, "y": y, "x2": to_x, "y2": to_y}
    return {"layer": "rule", **place, "color": f"var(--{colour})", "width": width}


def _point(x: float, y: float, colour: str, shape: str = "circle") -> Item:
    return {"layer": "point", "x": x, "y": y, "color": f"var(--{colour})", "shape": shape}


def _label(x: float, y: float, text: str, colour: str, anchor: str) -> Item:
    shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return {"layer": anchor, "x": x, "y": y, "text": shown or " ", "color": f"var(--{colour})"}


def _colour(row: Mapping[str, Any]) -> str:
    return "critical" if row["state"] == "contradicted" else "good"
