"""Levels that are only held against one another: `17,4 triệu người bỏ phiếu đi, so với 16,1 triệu người ở lại`.

Nothing says that the second was before the first: both hold at one time.
"""

from __future__ import annotations

from audit.facts._comparison import starts
from audit.facts._cues import WORD, words
from audit.facts._reading import Figure
from audit.facts._repeat import Said
from audit.facts._scene import Scene

# How far behind the second figure a word of time stands, and how far apart the two are.
_BEHIND, _APART = 60, 90


def held_against(one: Said, figure: Figure, scene: Scene) -> bool:
    """Whether a figure is set against the level before it, and nothing tells of another time."""
    earlier = words(scene.sentence.language, "earlier")
    if not earlier or one.scene is not scene or one.kind.kind != "quantity" or one.figure.unit != figure.unit:
        return False
    if figure.start - one.figure.end > _APART or starts(figure, scene):
        return False
    _, end = scene.clause(figure.end)
    said = WORD.findall(scene.text(one.figure.end, min(end, figure.end + _BEHIND)))
    return earlier.isdisjoint(said)
