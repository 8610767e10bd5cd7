"""Dates behind a figure that are those of the next verb: `ordered 50 jets and will take ten in 2026`.

So is the year of `is 2.4 km long and opened in 2018`, and that for which many have pledged something: `70 countries
have pledged to cut emissions by 2050`.
"""

from __future__ import annotations

from audit.facts._reading import Figure
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, anywhere, words
from audit.facts.periods.bound import Bound

# How far behind a count the verb stands by which many undertake something, and how many words before a date its verb.
_VERB, _LEAD = 32, 3
_FUTURE = frozenset({"future"})


def of_next_verb(at: Bound | None, figure: Figure, scene: Scene) -> bool:
    """Whether a date behind a figure belongs to another verb, which is joined to that of the figure."""
    named = at.date if at is not None else None
    if named is None or named.start < figure.end or named.start < scene.start:
        return False
    joins = words(scene.sentence.language, "next_verb")
    if not joins:
        return False
    for verb in scene.after(figure.end, named.start - figure.end, _FUTURE):
        if joins.intersection(WORD.findall(scene.text(figure.end, verb.start))[-1:]):
            return True
    said = WORD.findall(scene.text(figure.end, named.start))
    begun = len(said) > _LEAD - 1 and said[-3] in joins and said[-2] in words(scene.sentence.language, "begun_in")
    return begun or _undertaken(figure, scene)


def _undertaken(figure: Figure, scene: Scene) -> bool:
    """Whether those who are counted have pledged or agreed to do something."""
    known = anywhere(scene.sentence.language, "undertake") if figure.unit == "count" else None
    return known is not None and known.search(scene.text(figure.end, figure.end + _VERB)) is not None
