"""How exactly a figure is claimed: the hedge that stands at it, before or after.

A hedge is read where only words of `[particles] between` part it from its figure (`trên mức 5%`, `more than a third`).
Of stacked hedges the one nearest the figure says the direction (`khoảng hơn 18 triệu` is more than). An estimate
verb (`ước`, `estimated`) reaches further, to the first figure of its clause that has no hedge of its own.
"""

from __future__ import annotations

from typing import NamedTuple

from audit.facts._reading import Figure
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import COMPARED, WORD, Cue, words

RELATIVE = ("percent", "percentage_point", "ratio")
# `vượt 16%` is an excess of 16%, but `vượt 100%` is more than all of it.
WHOLE = 100
BEFORE = ("gt", "ge", "lt", "le", "approx", "below")
AFTER = {"gt_after": "gt", "ge_after": "ge", "lt_after": "lt", "le_after": "le", "approx_after": "approx"}
_FRONT, _AFTER = frozenset(BEFORE), frozenset(AFTER)
_PLAN, _APPROX, _ESTIMATE = frozenset(["plan"]), frozenset(["approx"]), frozenset(["estimate"])
# Without one of these roles in its sentence a figure is exact.
_HEDGING = _FRONT | _AFTER | _ESTIMATE
# A hedge stands no further from its figure than this, fillers included.
_NEAR = 32
# A hedge that follows stands behind the unit or the counted noun: "10 tỷ đồng trở lên", "15 tuổi trở lên".
_BEHIND = 24
# How near behind such words another figure stands that they belong to.
_NEXT = 8
# What is more or less than `the 50 percent needed`, or above it, says nothing of how exactly that figure is meant.
_PASSED = frozenset(["than", "compare", "gt", "below"])
# How far behind a difference its comparison stands: "dài hơn 2 km so với cầu cũ".
_COMPARISON = 40
# How far before such words their verb is denied.
_DENIED = 36
# How far before a figure the name of a share stands.
_RATE = 80


class Hedge(NamedTuple):
    """A comparator, whether it keeps near the figure (`gần`, not `dưới`), and the cue that says so."""

    comparator: str = "eq"
    near: bool = True
    cue: Cue | None = None
    estimate: bool = False


_EXACT = Hedge()


def hedge(figure: Figure, scene: Scene) -> Hedge:
    """The hedge of a figure; `eq` where there is none."""
    if scene.roles.isdisjoint(_HEDGING):
        return _EXACT
    return (
        _inside(figure, scene)
        or _behind(figure, scene)
        or (_in_front(figure, scene) if scene.before(figure.start, _NEAR, _FRONT) else None)
        or _estimate(figure, scene)
        or _EXACT
    )


def measures(figure: Figure, scene: Scene) -> bool:
    """Whether `dài hơn 31 km` tells a length and no difference: no share, money or counted noun, and no comparison."""
    counts = figure.unit == "count" and figure.counted is not None
    return not (counts or figure.unit in RELATIVE or money(figure) or _compared(figure, scene))


def money(figure: Figure) -> bool:
    """Whether a figure is an amount of money: its unit an ISO 4217 code."""
    return len(figure.unit) == 3 and figure.unit.isalpha() and figure.unit.isupper()


def exceeds(figure: Figure, scene: Scene) -> bool:
    """Whether `vượt 16%`, `vượt 200 lượt so với kế hoạch` tells by how much, and not what was passed."""
    if _compared(figure, scene):
        return True
    return figure.unit in RELATIVE and figure.value < WHOLE and not _of_rate(figure, scene)


def _of_rate(figure: Figure, scene: Scene) -> bool:
    """Whether a share names itself before its figure, and no plan behind: `tỷ lệ hộ dùng nước sạch vượt 57,5%`."""
    before = scene.text(max(scene.clause(figure.start)[0], figure.start - _RATE), figure.start)
    rate = any(name in before for name in words(scene.sentence.language, "rates"))
    return rate and not scene.after(figure.end, _COMPARISON, _PLAN)


def _compared(figure: Figure, scene: Scene) -> bool:
    near = scene.after(figure.end, _COMPARISON, COMPARED)
    return bool(near) and not scene.figure_between(figure.end, near[0].start)


def _inside(figure: Figure, scene: Scene) -> Hedge | None:
    """`vài nghìn`, `a few hundred`: the number words themselves say that they are vague."""
    for cue in scene.after(figure.start, 0, _APPROX):
        if cue.end < figure.end:
            return Hedge("approx", True, cue)
    return None


def _in_front(figure: Figure, scene: Scene) -> Hedge | None:
    edge = figure.start
    between = words(scene.sentence.language, "between")
    for cue in scene.before(figure.start, _NEAR):
        if not _only(scene.text(cue.end, edge), between):
            return None
        if cue.roles & _PASSED and _known(scene.text(cue.end, edge), scene) and not _of_mark(figure, scene):
            return None
        for role in BEFORE:
            if role in cue.roles:
                if "duration" in cue.roles and not _counts_time(figure, cue, scene):
                    return None
                if "excess" in cue.roles and exceeds(figure, scene):
                    return None
                if "dimension" in cue.roles and not measures(figure, scene):
                    return None
                estimate = "estimate" in cue.roles
                said = "le" if role == "gt" and _denied(cue, scene) else "lt" if role == "below" else role
                return Hedge(said, role != "below", cue, estimate)
        if not _only(scene.text(cue.start, cue.end), between):
            return None
        edge = cue.start
    return None


def _denied(cue: Cue, scene: Scene) -> bool:
    """Whether a verb that is denied leads to words for too much: `sẽ không tăng giá điện quá 5%`."""
    language = scene.sentence.language
    if scene.text(cue.start, cue.end) not in words(language, "too_much"):
        return False
    lead = WORD.findall(scene.text(max(scene.clause(cue.start)[0], cue.start - _DENIED), cue.start))
    return not words(language, "denials").isdisjoint(lead)


def _known(gap: str, scene: Scene) -> bool:
    """Whether an article tells that a figure is a known one that is passed: `above the $12 billion expected`."""
    return not words(scene.sentence.language, "definite").isdisjoint(WORD.findall(gap))


def _of_mark(figure: Figure, scene: Scene) -> bool:
    """Whether a figure is a mark on a scale that is passed: `fell below the $6,000 mark`."""
    behind = WORD.findall(scene.text(figure.end, figure.end + _BEHIND))[:1]
    return bool(behind) and behind[0] in words(scene.sentence.language, "marks")


def _behind(figure: Figure, scene: Scene) -> Hedge | None:
    for cue in scene.after(figure.end, _BEHIND, _AFTER)[:1]:
        role = next(AFTER[role] for role in AFTER if role in cue.roles)
        alone = not scene.split(figure.end, cue.start) and not scene.figure_between(figure.end, cue.start)
        alone = alone and not scene.rejected_between(figure.end, cue.start) and not _goes_on(cue, scene)
        return Hedge(role, True, cue) if alone else None
    return None


def _goes_on(cue: Cue, scene: Scene) -> bool:
    """Whether words like `and above` lead on to another figure: `462 a year earlier and above the 443 expected`."""
    ahead = scene.between(cue.end, cue.end + _NEXT)
    return bool(ahead) and isinstance(ahead[0], Figure) and not scene.split(cue.end, ahead[0].start)


def _estimate(figure: Figure, scene: Scene) -> Hedge | None:
    """`ước đạt 525 tỷ`, `estimates that the charge equals 11 percent`: an estimate verb earlier in the clause."""
    for cue in scene.before(figure.start, roles=_ESTIMATE)[:1]:
        if not scene.split(cue.end, figure.start) and not scene.figure_between(cue.end, figure.start):
            return Hedge("approx", True, cue, True)
    return None


def _only(gap: str, allowed: frozenset[str]) -> bool:
    """Whether a gap holds nothing but spaces and words of a list."""
    return all(word in allowed for word in WORD.findall(gap)) and not any(mark in gap for mark in ",;:()\n")


def _counts_time(figure: Figure, cue: Cue, scene: Scene) -> bool:
    """Whether `over` before a span of time means more than it, and not during it: `for over ten years`."""
    if figure.unit not in ("s", "min", "h", "d", "wk", "mo", "a"):
        return True
    word = WORD.findall(scene.text(cue.start - 16, cue.start))
    return bool(word) and word[-1] in words(scene.sentence.language, "time_lead")
