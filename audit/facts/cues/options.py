"""Figures that are put to choose from: `chỉ tiêu bao nhiêu là vừa, 85% hay 90%?`."""

from __future__ import annotations

from itertools import pairwise

from audit.facts._reading import Figure
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import words

_TWO = 2


def to_choose(figure: Figure, scene: Scene) -> bool:
    """Whether a sentence asks which of two figures of one unit it should be, and this is one of them."""
    if len(scene.sentence.figures) < _TWO or not (scene.holds("wonders") or "?" in scene.lower):
        return False
    at = scene.figure_index(figure)
    near = scene.sentence.figures[max(0, at - 1) : at + 2]
    put = any(one.unit == other.unit and _or(scene.text(one.end, other.start), scene) for one, other in pairwise(near))
    return put and _asks(scene)


def _or(between: str, scene: Scene) -> bool:
    return between.strip() in words(scene.sentence.language, "either")


def _asks(scene: Scene) -> bool:
    text = scene.lower.rstrip(" \"'”’")
    return text.endswith("?") or any(f" {word} " in f" {text} " for word in words(scene.sentence.language, "wonders"))
