"""Sums of money that are called an increase and are none: what investors added is a kind of capital.

`535 lượt dự án tăng vốn với tổng vốn tăng thêm 3,79 tỷ USD` counts what was added, as `vốn cấp mới` what was new; only
what is compared with another time has changed: `vốn đăng ký tăng thêm 5,8 tỷ USD so với cùng kỳ`.
"""

from __future__ import annotations

from audit.facts._reading import Figure
from audit.facts.cues.change import Kind
from audit.facts.cues.comparison import ago
from audit.facts.cues.hedge import money
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, words

# How far before a sum its name begins.
_BACK = 60


def named(figure: Figure, kind: Kind, scene: Scene) -> Kind:
    """The kind of a figure; a sum right behind the name of added capital is a level, unless it is compared."""
    known = words(scene.sentence.language, "added_capital")
    if not known or kind.kind != "change" or kind.cue is None or not money(figure) or ago(figure, scene) is not None:
        return kind
    said = f" {' '.join(WORD.findall(scene.text(max(scene.start, figure.start - _BACK), figure.start)))} "
    begin, phrase = max(((said.rfind(f" {phrase} "), phrase) for phrase in known), default=(-1, ""))
    between = said[begin + len(phrase) + 2 :].split()
    loose = words(scene.sentence.language, "loose")
    return Kind() if begin >= 0 and all(word in loose for word in between) else kind
