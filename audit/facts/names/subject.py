"""The words that name a figure's thing: the noun phrase before its verb, or the one that follows the figure.

News puts the thing before the verb and the figure after it (`tỷ lệ hộ nghèo giảm còn 4,5%`, `exports rose 8%`), or the
figure before the thing (`86,5% văn bản điện tử`, `63/63 tỉnh`, `a $5 billion hit`). Words of relation (verbs of
measure, prepositions, connectives, commas) part a sentence into groups; the thing is the nearest group of substance.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from audit.facts._reading import Date, Figure
from audit.facts.names.lexicon import ADJUNCT, CONNECTIVE, FIGURE, LIGHT, PREDICATE, SUBSTANCE, TIME
from audit.facts.names.marks import PARTING, Marks
from audit.facts.names.tokens import CLAUSE, COMMA

Span = tuple[int, int]

_EDGE = (LIGHT, TIME, ADJUNCT)
_PARTING = PARTING
_MOST_GROUPS = 8
_TOLD = 2  # groups that tell what is measured, and who does it
_MOST_WORDS = 24
_REACH = 4 * _MOST_WORDS  # words before a figure that are looked at
_UNIT_WORDS = 2  # words of a noun that only repeats what is counted
_LISTED = 4  # words of one member of a list: `viễn thông, xây dựng và khoáng sản`


@dataclass(slots=True)
class Group:
    """A stretch of words between words of relation.

    `aside` where a preposition opens it or it belongs to another figure, `near` where no comma parts it from the
    figure, `touching` where no verb does.
    """

    first: int
    after: int
    aside: bool
    near: bool
    touching: bool


@dataclass(slots=True)
class Topic:
    """The phrases around a figure, as spans of words.

    `thing` names what is measured, `other` is the phrase on the figure's other side (what a share is a share of, who
    does what is counted), `verb` is the relation right before the figure, `actor` the phrase before that of the thing
    in its clause; `follows` where the thing stands after the figure.
    """

    thing: Span | None = None
    other: Span | None = None
    verb: Span | None = None
    actor: Span | None = None
    follows: bool = False


def topic(mention: Figure | Date, marks: Marks) -> Topic:
    """The phrases around a mention in its sentence."""
    first, after = marks.words.at(mention.start, mention.end)
    nearest, own = _own(marks, first)
    named = own[0] if own else None
    actor = (own[1].first, own[1].after) if len(own) > 1 and own[1].near else None
    if isinstance(mention, Date):
        return _event(marks, nearest, named, first, after)
    if _unit_follows(mention, marks, first, after):
        after = min(after + 1, len(marks.roles))
    right = None if mention.per else _following(marks, after)
    opens = named is None or not named.near or marks.starts(after, "subjects.owners") > 0
    counts = mention.unit == "count" and not (named and right and _states(marks, named, right, first))
    if right and (counts or opens or (mention.unit != "count" and _modifies(right, after, marks))):
        other = (named.first, named.after) if named else None
        return Topic(right, other, last_verb(marks, first), actor, follows=True)
    if named is None:
        return Topic(right, follows=True) if right else _acting(marks, after)
    return Topic((named.first, named.after), right, last_verb(marks, first), actor)


def is_money(unit: str) -> bool:
    """Whether a unit is a currency, an ISO 4217 code."""
    return len(unit) == len("VND") and unit.isupper()


def _unit_follows(figure: Figure, marks: Marks, first: int, after: int) -> bool:
    """Whether the word after a figure is its unit, outside the quote: `100 km`, `5 ha`."""
    plain = figure.unit in ("count", "percent", "percentage_point", "ratio") or is_money(figure.unit)
    if plain or after <= first:
        return False
    return marks.words.raw[after - 1][-1:].isdigit() or marks.starts(after - 1, "measures.scales") == after


def _states(marks: Marks, named: Group, right: Span, first: int) -> bool:
    """Whether a count is stated of the phrase before it: `dân số đạt 98 triệu người`, `số ca mắc là 100 ca`."""
    verb = last_verb(marks, first)
    linked = verb is not None and any(_states_or_changes(at, marks) for at in range(*verb))
    return linked and named.near and right[1] - right[0] <= _UNIT_WORDS


def _states_or_changes(at: int, marks: Marks) -> bool:
    return bool(marks.starts(at, "measures.links") or marks.starts(at, "measures.changes"))


def _event(marks: Marks, nearest: Group | None, named: Group | None, first: int, after: int) -> Topic:
    """What a date dates: the phrase it stands beside, else what is done in its sentence, else what was done before."""
    beside = nearest if nearest and nearest.touching and nearest.near else None
    if beside:
        return Topic((beside.first, beside.after), verb=last_verb(marks, beside.first))
    at, end = after, min(len(marks.roles), after + _MOST_WORDS)
    while at < end and marks.words.breaks[at] < CLAUSE:
        if marks.roles[at] == PREDICATE or marks.starts(at, "subjects.speech"):
            past = max(at + 1, marks.starts(at, "subjects.speech"))
            done = _following(marks, past)
            if done:
                return Topic(done, verb=(at, past), follows=True)
        at += 1
    return Topic((named.first, named.after), verb=last_verb(marks, first)) if named else Topic()


def _acting(marks: Marks, after: int) -> Topic:
    """What the counted do or suffer where nothing else names them: `80,000 were injured`."""
    past = after
    while past < len(marks.roles) and marks.roles[past] in (PREDICATE, LIGHT) and not marks.words.breaks[past]:
        past += 1
    said = next((at for at in range(after, past) if not marks.starts(at, "subjects.auxiliaries")), past)
    done = _following(marks, past) or ((said, past) if PREDICATE in marks.roles[said:past] else None)
    return Topic(done, verb=(after, past), follows=True) if done and past > after else Topic()


def _modifies(right: Span, after: int, marks: Marks) -> bool:
    """Whether a figure stands before its noun as an adjective does in English: `a $5 billion hit`, `35 percent tax`."""
    return right[0] == after and not marks.syllables


def _own(marks: Marks, first: int) -> tuple[Group | None, list[Group]]:
    """The group of substance nearest before a figure, and the nearest two that are no aside."""
    nearest: Group | None = None
    own: list[Group] = []
    for group in _before(marks, first):
        nearest = nearest or group
        if not group.aside:
            own.append(group)
            if len(own) == _TOLD:
                break
    return nearest, own


def _before(marks: Marks, first: int) -> Iterator[Group]:
    """The groups of substance before a figure, nearest first, up to the end of its clause."""
    roles, breaks, bounds = marks.roles, marks.words.breaks, marks.bounds
    end, near, touching, found = first, True, True, 0
    bracketed = first < len(breaks) and breaks[first] > 0
    here = bisect_left(bounds, first)
    for at in (*bounds[max(0, here - _REACH) : here][::-1], -1):
        if found >= _MOST_GROUPS or first - at >= _REACH:
            return
        over, role = at < 0 or breaks[at + 1] >= CLAUSE, roles[at]
        if not over and role == CONNECTIVE and at + 1 == end < first and roles[end] == CONNECTIVE:
            end = at  # the connective goes on
            continue
        comma = not over and breaks[at + 1] == COMMA and not _listed(marks, at, end)
        parts = role in _PARTING
        if over or comma or parts:
            attached = role == CONNECTIVE and not over and not comma and _attached(marks, at)
            group = _trim(marks, at + 1, end) if at + 1 < end else None
            if group:
                found += 1
                unit = touching or group[1] - group[0] <= _UNIT_WORDS
                unit = unit and not (not touching and marks.starts(at + 1, "subjects.joins"))
                taken = attached or (unit and not over and not comma and role == FIGURE)
                taken = taken or (not over and not comma and _credited(marks, at))
                yield Group(*group, aside=taken or _aside(marks, at + 1, end), near=near, touching=touching)
            leaves = role == CONNECTIVE and not attached and (found or touching)
            if over or leaves or _tells(marks, at):
                return
            end = at if parts else at + 1
            apart = comma and not (bracketed and at + 1 == first)
            near = near and (attached or role != CONNECTIVE) and not apart
            touching = touching and not parts and not apart


def _attached(marks: Marks, at: int) -> bool:
    """Whether a word is a connective that only goes on a phrase, no comma before it: `mức độ hài lòng khi đi tàu`."""
    if marks.roles[at] != CONNECTIVE or not marks.ended(at + 1, "subjects.attached"):
        return False
    while at > 0 and marks.roles[at - 1] == CONNECTIVE and not marks.words.breaks[at]:
        at -= 1
    return at > 0 and not marks.words.breaks[at]


def _tells(marks: Marks, at: int) -> bool:
    """Whether a verb of saying ends at a word: before it stands who speaks, not the thing."""
    return marks.ended(at + 1, "subjects.tells")


def _credited(marks: Marks, at: int) -> bool:
    """Whether a verb only credits a source or goes on a phrase: `theo báo cáo của Tổ công tác`, `khi tham gia`."""
    while at >= 0 and marks.roles[at] == PREDICATE:
        if marks.ended(at, "subjects.credits"):
            return True
        at -= 1
    return at >= 0 and _attached(marks, at)


def _listed(marks: Marks, at: int, end: int) -> bool:
    """Whether the comma after a word parts members of a list: short phrases of substance on both sides."""
    roles, breaks = marks.roles, marks.words.breaks
    if not 0 < end - at - 1 <= 3 * _LISTED or roles[at] != SUBSTANCE or SUBSTANCE not in roles[at + 1 : end]:
        return False
    if at > 0 and roles[at - 1] == FIGURE and not breaks[at]:
        return False  # `10 tấn, Quảng Bình 30`: the unit or noun of another figure
    member = start = at
    while start > 0 and at - start <= _MOST_WORDS and not breaks[start] and roles[start - 1] not in _PARTING:
        start -= 1
        member = start if start == member - 1 and roles[start] not in (LIGHT, ADJUNCT) else member
    if at - member > _LISTED or SUBSTANCE not in roles[member : at + 1] or _aside(marks, start, at + 1):
        return False
    opens = member == start and (start == 0 or breaks[start] >= CLAUSE)
    return not opens and not (start > 0 and _credited(marks, start - 1))


def _following(marks: Marks, after: int) -> Span | None:
    """The group of substance that a figure opens, with the further members of a list."""
    roles, breaks, bounds = marks.roles, marks.words.breaks, marks.bounds
    if after >= len(roles) or breaks[after] or marks.starts(after, "subjects.joins"):
        return None
    member, limit = after, min(len(roles), after + _MOST_WORDS)
    end = limit
    for bound in bounds[bisect_left(bounds, after) : bisect_left(bounds, limit)]:
        if roles[bound] in _PARTING:
            end = bound
            break
        ahead = bound + 1  # a break stands before it
        if ahead < limit and breaks[ahead]:
            if breaks[ahead] >= CLAUSE or ahead - member > _LISTED or not _short(marks, ahead):
                end = ahead
                break
            member = ahead
    return None if _aside(marks, after, end) else _trim(marks, after, end)


def _short(marks: Marks, first: int) -> bool:
    """Whether a short phrase of substance starts at a word: a further member of a list."""
    roles, breaks = marks.roles, marks.words.breaks
    end = first
    while end < len(roles) and end - first < _LISTED and roles[end] == SUBSTANCE and (end == first or not breaks[end]):
        end += 1
    return first < end and end - first < _LISTED and (end == len(roles) or roles[end] != FIGURE)


def _trim(marks: Marks, first: int, after: int) -> Span | None:
    """The part of a stretch between words that say nothing of a thing; none where no word has substance."""
    roles = marks.roles
    if SUBSTANCE not in roles[first:after]:
        return None
    while roles[first] in _EDGE:
        first += 1
    while roles[after - 1] in _EDGE:
        after -= 1
    return first, after


def _aside(marks: Marks, first: int, after: int) -> bool:
    """Whether a preposition opens a stretch: it says when, where or by whom, not what."""
    for at in range(first, after):
        if marks.roles[at] == ADJUNCT:
            return True
        if marks.roles[at] not in (LIGHT, TIME):
            return False
    return False


def doing(topic: Topic, marks: Marks) -> Span | None:
    """What the counted do, right after their noun: `10 doanh nghiệp nộp thuế nhiều nhất`."""
    roles, breaks = marks.roles, marks.words.breaks
    if not topic.thing or not topic.follows:
        return None
    start = at = topic.thing[1]
    while at < len(roles) and not breaks[at] and roles[at] in (PREDICATE, LIGHT):
        if marks.starts(at, "subjects.joins"):
            break
        at += 1
    if at == start + 1 and (at == len(roles) or breaks[at] or marks.starts(at, "subjects.joins")):
        return (start, at) if marks.starts(start, "measures.changes") == at else None
    while at < len(roles) and not breaks[at] and roles[at] == SUBSTANCE and at - start < _MOST_WORDS:
        at += 1
    return (start, at) if at > start and PREDICATE in roles[start:at] and SUBSTANCE in roles[start:at] else None


def last_verb(marks: Marks, first: int) -> Span | None:
    """The verb right before a word, hedges aside."""
    roles, breaks, end = marks.roles, marks.words.breaks, first
    while end > 0 and roles[end - 1] in (LIGHT, ADJUNCT) and not breaks[end]:
        if marks.syllables and marks.starts(end - 1, "subjects.joins"):
            return None  # `94 mã tăng và 210 mã giảm`: the verb is that of another figure
        end -= 1
    at = end
    while at > 0 and roles[at - 1] == PREDICATE and not breaks[at]:
        at -= 1
    return (at, end) if at < end else None
