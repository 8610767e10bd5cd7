"""What something is compared with: the base of a change, the start of a rise, `so với cùng kỳ`, compared with May."""

from __future__ import annotations

from itertools import pairwise

from audit.facts._reading import Date, Figure
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import COMPARED, WORD, Cue, words

# How far apart the two ends of a rise stand.
_PAIR, _BACK = 100, 56
# How far a word of comparison reaches to its date, and how far from a change its comparison stands.
_DATE_REACH = 64
_CHANGE_REACH = 120
_FIGURE_REACH = 40
_ORIGIN_REACH, _THAN_REACH = 28, 8
# The unit or noun of the first figure may stand between it and the share that says it again.
_UNIT = 2
# How many words name whose plan it is that brackets put a number to.
_NAME = 8
# How far before `since` the word of a record stands.
_RECORD_REACH, _RECORD_WORDS = 48, 6
_BASES = frozenset(["base", "year_ago", "unit_ago"])
_AGO = frozenset(["year_ago", "unit_ago"])
_OUTDOES = frozenset(["outdoes"])
_COMPARING = _BASES | _OUTDOES
# How far before a figure the word stands behind which it names the time that it is held against.
_OUTDONE = 48
_BASE, _FROM, _REACHED = frozenset(["base"]), frozenset(["from"]), frozenset(["reach"])
_MOVES = frozenset(["up", "down"])
_AGAINST = COMPARED | {"than"}
# The role of prepositions, which may lead a date.
_LEVEL = frozenset(["level"])
# A word that compares and one that says how long before stand this close to be one phrase.
_PHRASE = 5
# How far behind a word that compares a share stands that is only set beside another.
_BESIDE = 24
_POSSESSIVE = ("'s", "’s")


def based(figure: Figure, scene: Scene) -> bool:
    """Whether a level is what a change is counted from, or the start of a rise: it has a date of its own or none.

    A level that another is only higher or lower than (`cao hơn con số 25,9% của nhóm B`) holds when that one does.
    """
    return is_base(figure, scene, _BASE) or starts(figure, scene)


def starts(figure: Figure, scene: Scene) -> bool:
    """Whether a figure is the A of `từ A lên B`, `from A to B` or `to B, from A`."""
    if "from" not in scene.roles:
        return False
    for cue in scene.before(figure.start, _FIGURE_REACH, _FROM)[:1]:
        if scene.split(cue.end, figure.start) or scene.figure_between(cue.end, figure.start):
            return False
        if scene.after(cue.end, figure.start - cue.end, _MOVES) or scene.between(cue.end, figure.start):
            return False
        at = scene.figure_index(figure)
        figures = scene.sentence.figures
        end = figures[at + 1].start if at + 1 < len(figures) else figure.end
        rises = bool(scene.after(figure.end, min(_PAIR, end - figure.end), _REACHED))
        back = at > 0 and figure.start - figures[at - 1].end <= _BACK
        left = at > 0 and figures[at - 1].unit == figure.unit and _moved(cue, scene)
        return rises or left or (back and reached(figures[at - 1], scene))
    return False


def _moved(cue: Cue, scene: Scene) -> bool:
    """Whether a word of change opens the clause in which a level is left: `75%, tăng từ mức 72%`."""
    near = scene.before(cue.start, _PHRASE)[:1]
    opens = bool(near) and bool(near[0].roles & _MOVES) and near[0].end >= cue.start - 1
    return opens and scene.clause(near[0].start)[0] >= near[0].start - 2


def reached(figure: Figure, scene: Scene) -> bool:
    """Whether a figure is the B of `to B, from A`."""
    near = scene.before(figure.start, _BACK) if "reach" in scene.roles else []
    return bool(near) and "reach" in near[0].roles


def again(figure: Figure, scene: Scene) -> int:
    """Where a figure ends, with one right behind it that says it again: `tăng 8.300 tỷ đồng (0,8%) so với`.

    A sum may be said again for a share of stock: `$365 million, or $1.08 a share, a year earlier`.
    """
    at = scene.figure_index(figure) + 1
    behind = scene.sentence.figures[at : at + 1]
    share = behind and behind[0].unit in ("percent", "percentage_point") and behind[0].unit != figure.unit
    each = behind and behind[0].unit == figure.unit and figure.per is None and behind[0].value < figure.value
    return behind[0].end if (share or each) and apposed(figure.end, behind[0].start, scene) else figure.end


def apposed(start: int, end: int, scene: Scene) -> bool:
    """Whether a figure says the one before it as a share: `giảm 5 điểm (0,5%)`, `1,175 points, or 4.6 percent`."""
    gap = scene.text(start, end)
    joins, says = words(scene.sentence.language, "joins"), words(scene.sentence.language, "apposition")
    found = WORD.findall(gap)
    more = [word for word in found if word not in joins and word not in says]
    return len(more) <= _UNIT and (gap.rstrip(" -−–").endswith("(") or any(word in says for word in found))


def ago(figure: Figure, scene: Scene) -> Cue | None:
    """The comparison that a figure stands in: `so với cùng kỳ`, `compared with May`, behind it, else before it."""
    if scene.roles.isdisjoint(_COMPARING):
        return None
    if (nearest := _outdone_ago(figure, scene) or _outdone(figure, scene)) is not None:
        return nearest
    end = again(figure, scene)
    for cue in scene.after(end, _CHANGE_REACH, _BASES)[:1]:
        if "base" in cue.roles and _with_forecast(cue, scene):
            return None
        if not scene.figure_between(end, cue.start) and not _leads_on(end, cue, scene):
            return None if _growth_alike(figure, cue, scene) else _said_in_full(cue, scene)
    for cue in scene.before(figure.start, _CHANGE_REACH, _BASES)[:1]:
        if any(not scene.apart(item.start, figure.start) for item in scene.figures(cue.end, figure.start)):
            return None
        other = scene.figure_before(cue.start)
        taken = other is not None and not scene.split(other.end, cue.start)
        itself = not scene.between(cue.end, figure.start)
        return None if "base" in cue.roles and (taken or itself) else cue
    return _outdone(figure, scene)


def _outdone(figure: Figure, scene: Scene) -> Cue | None:
    """The word before a time that something is more or less than: `giá đắt hơn đầu năm khoảng 1.500 đồng`."""
    for cue in scene.before(figure.start, _OUTDONE, _OUTDOES)[:1]:
        between = scene.between(cue.end, figure.start)
        named = between[0] if len(between) == 1 else None
        if isinstance(named, Date) and named.start - cue.end <= _THAN_REACH and not scene.split(cue.end, figure.start):
            return cue
    return None


def _outdone_ago(figure: Figure, scene: Scene) -> Cue | None:
    """How long before was what a figure says something is more or less than: `thấp hơn tháng trước đó 5,5%`."""
    for cue in scene.before(figure.start, _OUTDONE, _AGO)[:1] if "outdoes" in scene.roles else ():
        loose = words(scene.sentence.language, "loose")
        units = words(scene.sentence.language, "date_unit")
        gap = WORD.findall(scene.text(cue.end, figure.start))
        known = [word for word in gap if word not in loose and word not in units and not word[0].isdigit()]
        outdone = any(other.end == cue.start - 1 for other in scene.before(cue.start, 2 * _THAN_REACH, _OUTDOES)[:1])
        return cue if outdone and not known and not scene.figure_between(cue.end, figure.start) else None
    return None


def _with_forecast(cue: Cue, scene: Scene) -> bool:
    """Whether something is compared with what was expected, and with no other time: `versus forecasts for a draw`."""
    behind = WORD.findall(scene.text(cue.end, cue.end + _BESIDE))[:2]
    return not words(scene.sentence.language, "expectations").isdisjoint(behind)


def _growth_alike(figure: Figure, cue: Cue, scene: Scene) -> bool:
    """Whether growth is only set beside other growth: `rose 3%, up from 2% in May` is not counted from May."""
    first = scene.between(cue.end, cue.end + _BESIDE)[:1]
    other = first[0] if first and isinstance(first[0], Figure) else None
    rates = other is not None and other.per is None and figure.per is not None and figure.unit == "count"
    beside = other is not None and other.unit == figure.unit and (figure.unit == "percent" or rates)
    return beside and not cue.roles & _AGO


def _leads_on(end: int, cue: Cue, scene: Scene) -> bool:
    """Whether a comparison behind a figure is that of the next one: `tăng 2%, và so với cùng kỳ tăng 3%`."""
    gap = WORD.findall(scene.text(end, cue.start))
    if not gap or gap[-1] not in words(scene.sentence.language, "adds"):
        return False
    for other in scene.after(cue.end, _FIGURE_REACH):
        if scene.split(cue.end, other.start) or scene.figure_between(cue.end, other.start):
            return False
        if other.roles & _MOVES:
            return True
    return False


def _said_in_full(cue: Cue, scene: Scene) -> Cue:
    """The words that say how long before right behind one that only compares: `compared with a year before`."""
    behind = scene.after(cue.end, _PHRASE)[:1]
    return behind[0] if "base" in cue.roles and behind and behind[0].roles & _BASES else cue


def is_base(figure: Figure, scene: Scene, roles: frozenset[str]) -> bool:
    """Whether a figure stands right behind a word of some roles, with no clause or figure between."""
    if scene.roles.isdisjoint(roles):
        return False
    near = scene.before(figure.start, _FIGURE_REACH, roles)[:1]
    apart = near and (scene.split(near[0].end, figure.start) or scene.figure_between(near[0].end, figure.start))
    return bool(near) and not apart


def began(date: Date, scene: Scene) -> bool:
    """Whether a date only says when something came to be: `thành lập năm 1978`, launched in 2015."""
    if "origin" not in scene.roles:
        return False
    near = next((cue for cue in scene.before(date.start, _ORIGIN_REACH) if cue.roles != _LEVEL), None)
    return near is not None and "origin" in near.roles and not scene.split(near.end, date.start)


def happened_then(date: Date, scene: Scene) -> bool:
    """Whether words for `since` stand before what happened at a date: `tăng gấp đôi từ khi khai trương năm 2012`."""
    if not scene.holds("since_when"):
        return False
    start = max(scene.clause(date.start)[0], date.start - _CHANGE_REACH)
    lead = scene.text(start, date.start)
    last = max((lead.rfind(f"{word} ") for word in words(scene.sentence.language, "since_when")), default=-1)
    if last < 0 or scene.figure_between(start + last, date.start):
        return False
    return not _of_record(WORD.findall(lead[max(0, last - _RECORD_REACH) : last]), scene)


def _of_record(lead: list[str], scene: Scene) -> bool:
    """Whether words end in those of a record: `the deadliest`, `the first fall`."""
    known, hedges = (words(scene.sentence.language, name) for name in ("records", "no_records"))
    told = [word for before, word in pairwise(["", *lead]) if f"{before} {word}" not in hedges]
    return bool(known) and any(word in known or word.endswith("est") for word in told[-_RECORD_WORDS:])


def since_record(date: Date, scene: Scene) -> bool:
    """Whether a date only says since when something is a record: `the lowest since May`, `first since 2007`."""
    language = scene.sentence.language
    known = words(language, "records")
    lead = WORD.findall(scene.text(date.start - _RECORD_REACH, date.start)) if known else []
    while lead and lead[-1] in words(language, "date_unit"):
        lead.pop()
    if not lead or lead[-1] not in words(language, "since"):
        return False
    return _of_record(lead[:-1], scene)


def compared(date: Date, scene: Scene) -> bool:
    """Whether a date only says what something is compared with."""
    for cue in scene.before(date.end, _DATE_REACH, _AGAINST):
        if scene.split(cue.end, date.start):
            return False
        if "than" in cue.roles and date.start - cue.end <= _THAN_REACH:
            return True
        if cue.roles & COMPARED and ("adverb" not in cue.roles or cue.end > date.start):
            return True
    return bool(scene.after(date.start, date.end - date.start, COMPARED))


def opened(end: int, figure: Figure, scene: Scene) -> bool:
    """Whether a figure stands first in brackets right behind what ends at an offset: `quý I/2025 (661 tỷ đồng)`."""
    gap = scene.text(end, figure.start).lstrip()
    if not gap.startswith("("):
        return False
    return all(word in words(scene.sentence.language, "loose") for word in WORD.findall(gap))


def enclosed(end: int, figure: Figure, scene: Scene) -> bool:
    """Whether a figure stands first in brackets behind what is named: `chỉ tiêu của Bộ giao (67.000 tỷ đồng)`."""
    gap = scene.text(end, figure.start)
    name, opens, lead = gap.partition("(")
    if not opens or "(" in lead or scene.figure_between(end, figure.start) or any(mark in name for mark in ",;:.)"):
        return False
    known = words(scene.sentence.language, "loose")
    return len(WORD.findall(name)) <= _NAME and all(word in known for word in WORD.findall(lead))


def is_dated(date: Date, figure: Figure, scene: Scene) -> bool:
    """Whether a figure is that of the date right before it: `quý I/2025 (661 tỷ đồng)`, `than June's $864 billion`."""
    return opened(date.end, figure, scene) or scene.text(date.end, figure.start).strip() in _POSSESSIVE


def spells(date: Date, scene: Scene) -> bool:
    """Whether brackets say in full which days are meant: `trong 4 ngày nghỉ (từ 30/4 đến 3/5), có 62 vụ`."""
    stretch = date.shape == "day" and date.period is not None and "/" in date.period
    return stretch and scene.text(date.end, date.end + 1) == ")"


def parted_from(figure: Figure, date: Date, scene: Scene) -> bool:
    """Whether a clause ends between a figure and the date behind it; a bracket that opens with the date is no end."""
    gap = scene.text(figure.end, date.start)
    end = date.start - len(gap) + len(gap.rstrip()[:-1]) if gap.rstrip().endswith("(") else date.start
    return scene.split(figure.end, end)


def after_what(start: int, end: int, scene: Scene) -> bool:
    """Whether what is dated behind a figure came before it: `giá 12 tỷ, cao nhất sau thương vụ 14 tỷ năm 2012`."""
    return scene.says("later_than", start, end)
