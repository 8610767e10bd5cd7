"""Which period reaches a figure from outside its clause: the next paragraph, and the level that a change began with.

Papers that part their sentences into paragraphs of one or two say the period of a report once, near its front. It
holds for what later paragraphs tell of the past (`Sales rose 4%`), not for what they say of now.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import timedelta

from audit.facts._reading import Figure
from audit.facts.cues.comparison import starts
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, Cue, anywhere, words
from audit.facts.cues.status import Status
from audit.facts.dates import iso as _iso
from audit.facts.dates.calendar import published_on
from audit.facts.periods.asides import FRONT
from audit.facts.periods.bound import Bound
from audit.facts.periods.repeat import Said

# A period that ended longer ago is history, and not what a report is about.
_RECENT = timedelta(days=460)
_SURE = 0.5
# How far before a figure, and how many words before it, the verb of being stands.
_BEING, _BE = 40, 4
# How far before a price the word stands of what is traded.
_BACK = 130
# How far behind a word like `but` the verb stands whose subject is that of the clause before.
_VERB = 12
# The change that a level began stands this near before it.
_CHANGES = 4


def onward(carried: Bound | None, language: str, published: str | None) -> Bound | None:
    """What one paragraph hands on to the next, where papers write short ones; null for what is long over.

    `Last year` is said of what stands beside it, and hands nothing on.
    """
    day, last = published_on(published), published_on(_iso.last(carried.period)) if carried else None
    if carried is None or carried.shape not in words(language, "onward") or day is None or last is None:
        return None
    if not day - _RECENT <= last <= day:
        return None
    if carried.shape == "year" and carried.date is not None and carried.date.rule == "relative-date":
        return None
    return carried._replace(confidence=min(_SURE, carried.confidence), far=True)


def latest(handed: Bound | None, told: Bound | None) -> Bound | None:
    """What a paragraph hands on, but the period of the report where that only looked back from it.

    A report of October may have a paragraph on September and goes on to tell of October.
    """
    if handed is None or told is None:
        return handed
    now, before = _iso.last(handed.period), _iso.last(told.period)
    return told if now and before and now < before else handed


def within(carried: Bound | None, told: Bound | None, scene: Scene) -> Bound | None:
    """What a sentence hands on inside its paragraph: a month that it only looks back at gives way to the report's."""
    if told is not None and any(date.period == told.period and date.shape == told.shape for date in scene.dates):
        return told
    opens = carried is not None and carried.date is not None and carried.date.start - scene.start <= FRONT
    return carried if opens or carried is None or carried.shape != "month" else latest(carried, told)


def told_of_past(figure: Figure, stands: Status, scene: Scene) -> bool:
    """Whether a verb of the past governs a level in its clause."""
    cue = stands.cue
    if stands.status != "actual" or cue is None or not stands.near or cue.start < scene.start:
        return False
    said = scene.text(cue.start, cue.end)
    return said not in words(scene.sentence.language, "present") and not traded(figure, scene)


def up_to_now(at: Bound | None, scene: Scene, published: str | None) -> Bound | None:
    """A level of a year that is counted so far: from its first day up to publication; null for any other."""
    named = at.date if at is not None and at.shape == "year" else None
    if at is None or named is None or not published or at.period != published[:4]:
        return None
    said = scene.text(named.start, named.end)
    if not any(phrase in said for phrase in words(scene.sentence.language, "to_date")):
        return None
    return at._replace(period=f"{at.period}-01-01/{published[:10]}")


def under_way(figure: Figure, scene: Scene) -> bool:
    """Whether a sentence tells up to a figure of what goes on now: `đang điều trị 210 ca, trong đó 35 ca nặng`."""
    known = anywhere(scene.sentence.language, "ongoing")
    return known is not None and known.search(scene.text(scene.start, figure.start)) is not None


def is_now(figure: Figure, scene: Scene) -> bool:
    """Whether a verb of being in the present stands before a figure: `There are 2 million guns`."""
    lead = WORD.findall(scene.text(max(scene.clause(figure.start)[0], figure.start - _BEING), figure.start))
    return not words(scene.sentence.language, "being").isdisjoint(lead[-_BE:])


def said_of_now(stands: Status, scene: Scene, name: str = "present") -> bool:
    """Whether a verb of the present, of the list with a name, governs a figure of its sentence: `It has 12 stores`."""
    cue = stands.cue
    if cue is None or not stands.near or cue.start < scene.start:
        return False
    return scene.text(cue.start, cue.end) in words(scene.sentence.language, name)


def traded(figure: Figure, scene: Scene) -> bool:
    """Whether what moves is a price on a market, which is told of a day."""
    language = scene.sentence.language
    if not (words(language, "traded") or words(language, "traded_names")):
        return False
    at = bisect_left(scene.strong, figure.start)
    if at and _goes_on(scene.strong[at - 1], scene):
        at -= 1
    begin = max(figure.start - _BACK, scene.strong[at - 1] if at else scene.start)
    before = _outside_figures(begin, figure.start, scene)
    if not words(language, "traded").isdisjoint(WORD.findall(before)):
        return True
    return any(name in before for name in words(language, "traded_names"))


def _outside_figures(start: int, end: int, scene: Scene) -> str:
    """The words between two offsets without its figures, whose currencies are not traded: `42% to 5 billion yuan`."""
    said, at = [], start
    for figure in scene.figures(start, end):
        said.append(scene.text(at, max(at, figure.start)))
        at = max(at, figure.end)
    return " ".join([*said, scene.text(at, end)])


def _goes_on(offset: int, scene: Scene) -> bool:
    """Whether a clause has the subject of the one before: `shares have lost 20% in a year, but rose 3%`."""
    near = scene.after(offset, _VERB)
    return len(near) > 1 and near[0].start == offset and near[1].start == near[0].end + 1 and _moves(near[1])


def _moves(cue: Cue) -> bool:
    return bool(cue.roles & {"up", "down"})


def priced(figure: Figure, scene: Scene) -> bool:
    """Whether what moves is a price on a market, and nothing that is made, sold or earned there: `oil output fell`."""
    if not traded(figure, scene):
        return False
    before = WORD.findall(scene.text(max(scene.start, figure.start - _BACK), figure.start))
    return words(scene.sentence.language, "untraded").isdisjoint(before)


def began_with(figure: Figure, said: Sequence[Said]) -> Bound | None:
    """The start of `rose 2% to 11.1 from 10.9`: it holds where the change before it is counted from."""
    for one in reversed(said[-_CHANGES:]):
        if one.kind.kind == "change":
            at = one.at
            if at is None or not at.period or "/" not in at.period or not starts(figure, one.scene):
                return None
            return at._replace(period=at.period.split("/")[0].replace("..", "/"), confidence=0.6, near=False)
    return None
