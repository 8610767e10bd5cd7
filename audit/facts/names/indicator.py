"""Which indicator of `expectations/indicators.csv` a figure reports, if any: a wrong one costs more than none.

The name of the indicator must stand where the figure's thing stands, and the figure must have its unit. A figure that
is one organisation's own (`kim ngạch xuất khẩu của Samsung`), a share of the thing (`chiếm 65% tổng tín dụng`) or the
size of its change (`giảm 32 người chết`) is not the indicator.
"""

from __future__ import annotations

from audit.facts._reading import Figure
from audit.facts.names.lexicon import ADJUNCT, CONNECTIVE, FIGURE, LIGHT, PREDICATE, SUBSTANCE, Alias
from audit.facts.names.marks import Marks
from audit.facts.names.owners import owner
from audit.facts.names.subject import Span, Topic, last_verb
from audit.facts.names.tokens import CLAUSE, spelled
from audit.model import Indicator

_NEAR = 5  # words between a figure and the end of a name that spans it
_BOUNDS = (CONNECTIVE, FIGURE)
_ENDS = (PREDICATE, *_BOUNDS)
_AROUND, _THING, _BEYOND = 3, 2, 1  # how well the place of a name ties it to a figure


def indicator(figure: Figure, topic: Topic, marks: Marks, *, relative: bool = False) -> tuple[Indicator, Span] | None:
    """The indicator and the words that name it; the longest name wins, then the better placed, then the nearer one.

    `relative` asks for the indicator of another unit whose level a percentage changes (`giá dầu Brent giảm 2%`); where
    one name is that of two such indicators there is none.
    """
    if not marks.aliases:
        return None
    span = first, after = marks.words.at(figure.start, figure.end)
    noun = _noun(figure, after, marks) if figure.unit == "count" else []
    best: tuple[tuple[int, int, int], Indicator, Span] | None = None
    rivals = False
    for start, end, alias in marks.aliases_near(first, after):
        if not (_is_level(alias) if relative else _fits(figure, alias, noun)):
            continue
        place = _place((start, end), alias, figure, span, topic, marks)
        if not place or _excluded(alias, marks, (start, end), span) or owner((start, end), marks):
            continue
        if _with_partner(end, marks):
            continue
        rank = (alias.length, place, -abs(start - first))
        if best is None or rank > best[0]:
            best, rivals = (rank, alias.indicator, (start, end)), False
        elif rank == best[0] and alias.indicator is not best[1]:
            rivals = True
    return best[1:] if best and not (relative and rivals) else None


def _is_level(alias: Alias) -> bool:
    """Whether an indicator is a level that a percentage can change, not a share or a rate of growth."""
    return alias.indicator.unit not in ("percent", "percentage_point", "ratio")


def _fits(figure: Figure, alias: Alias, noun: list[str]) -> bool:
    """Whether a figure's unit and counted noun can be the indicator's; a multiple can be of anything but a count."""
    if figure.unit == "ratio" and figure.fold:
        return alias.indicator.unit != "count"
    if figure.unit != alias.indicator.unit:
        return False
    return not (alias.counted and noun) or any(within(noun, phrase) for phrase in alias.counted)


def _noun(figure: Figure, after: int, marks: Marks) -> list[str]:
    """The folded words of what a figure counts: the words that follow, else as the reader found them."""
    roles, breaks, end = marks.roles, marks.words.breaks, after
    limit = min(len(roles), after + _NEAR)
    while end < limit and not breaks[end] and roles[end] in (SUBSTANCE, LIGHT):
        end += 1
    return marks.words.keys[after:end] or list(spelled(figure.counted or "", {}))


def _place(name: Span, alias: Alias, figure: Figure, span: Span, topic: Topic, marks: Marks) -> int:
    """How well the place of a name ties it to a figure: around it, in its thing, further in its clause, or not (0)."""
    (start, end), (first, after) = name, span
    if start < first and end > after:
        tail = end - alias.tail
        ends_in_verb = tail >= after and marks.starts(tail, "measures.changes") > 0
        near = tail - after <= _NEAR and FIGURE not in marks.roles[after:tail]
        near = near and not any(marks.words.breaks[after : tail + 1])
        return _AROUND if near and not ends_in_verb else 0
    if start >= after:
        return _following(name, figure, span, topic, marks)
    if not topic.thing or topic.follows or not _meet(name, topic.thing):
        return 0
    between = range(end, first)
    if (
        alias.tail
        and any(marks.roles[at] == FIGURE for at in between)
        and any(marks.words.breaks[at] for at in between)
    ):
        return 0  # the end of the name stands beside another figure
    return 0 if _first_of_several(end, topic.thing[1], marks) else _THING


def _first_of_several(after: int, end: int, marks: Marks) -> bool:
    """Whether another thing follows a name in its phrase: the figure is not, or not only, the first one's."""
    if marks.starts(after, "subjects.possessives"):
        return False
    for at in range(after, end):
        if marks.words.breaks[at] or marks.starts(at, "subjects.joins"):
            return SUBSTANCE in marks.roles[at:end]
    return False


def _following(name: Span, figure: Figure, span: Span, topic: Topic, marks: Marks) -> int:
    """How well a name after a figure is tied to it: `86,5% văn bản điện tử`, `63/63 tỉnh kết nối với Cổng`."""
    start, after, keys = name[0], span[1], marks.words.keys
    if _is_share(span[0], marks) or not _reached(after, start, marks):
        return 0
    noun = next((at for at in range(after, start) if marks.roles[at] == SUBSTANCE), start)
    if figure.unit == "count" and keys[noun] in keys[noun + 1 : start + 1]:
        return 0  # `160.000 người tìm người mất tích`: the missing are others
    phrase = topic.thing if topic.follows else topic.other
    if phrase and _meet(name, phrase):
        return _THING
    return _BEYOND if topic.follows else 0


def _reached(after: int, start: int, marks: Marks) -> bool:
    """Whether only the figure's noun, other members of its list and one verb stand between a figure and a name."""
    roles, breaks = marks.roles, marks.words.breaks
    verbs, shared = 0, False
    for at in range(after, start):
        if breaks[at] >= CLAUSE or roles[at] == CONNECTIVE:
            return False
        if roles[at] == FIGURE and roles[at - 1] != FIGURE:
            if not _joined(at, marks):
                return False
            shared = True
        if roles[at] == PREDICATE and roles[at - 1] != PREDICATE:
            verbs += 1
        if roles[at] == ADJUNCT and not verbs:
            return False
    acts = verbs == 1 or (verbs == 0 and (not shared or roles[start] == PREDICATE))
    return acts and (start == after or breaks[start] < CLAUSE)


def _joined(at: int, marks: Marks) -> bool:
    """Whether a word follows `và`, hedges aside: the figure there shares the verb of the one before it."""
    while at > 0 and marks.roles[at - 1] == LIGHT:
        at -= 1
        if marks.starts(at, "subjects.joins"):
            return True
    return False


def _is_share(first: int, marks: Marks) -> bool:
    """Whether a figure is a share of what follows it: `chiếm 65% tổng dư nợ`, `accounts for 30 percent of exports`."""
    verb = last_verb(marks, first)
    return verb is not None and any(marks.starts(at, "measures.shares") for at in range(*verb))


def _excluded(alias: Alias, marks: Marks, name: Span, figure: Span) -> bool:
    """Whether a word that makes it another thing stands in the clause, up to the next figure."""
    if not alias.excludes:
        return False
    low, high = _own(marks, min(name[0], figure[0]), max(name[1], figure[1]))
    keys = marks.words.keys[low:high]
    return any(within(keys, phrase) for phrase in alias.excludes)


def _with_partner(after: int, marks: Marks) -> bool:
    """Whether a name goes on with another country: `kim ngạch xuất khẩu sang Mỹ` is but a part of all exports."""
    if not marks.home or not marks.places:
        return False
    abroad = {start for start, _, place in marks.places if not place.code.startswith(marks.home)}
    for at in range(after, min(len(marks.roles), after + _NEAR)):
        if marks.words.breaks[at] or marks.roles[at] in _ENDS:
            return False
        partner = marks.starts(at, "areas.partners")
        if partner and (marks.starts(partner, "areas.levels") or partner) in abroad:
            return True
    return False


def _own(marks: Marks, first: int, after: int) -> Span:
    """The words of a clause that belong to a span: up to a connective, or the comma that ends another figure's."""
    roles, breaks = marks.roles, marks.words.breaks
    start, end = marks.clause(first, after)
    low, high = first, after
    while low > start and roles[low - 1] not in _BOUNDS:
        low -= 1
    while high < end and roles[high] not in _BOUNDS:
        high += 1
    if low > start and roles[low - 1] == FIGURE:
        low = next((at for at in range(low, first) if breaks[at]), low)
    if high < end and roles[high] == FIGURE:
        high = next((at for at in range(high, after - 1, -1) if breaks[at]), high)
    return low, high


def within(keys: list[str], phrase: tuple[str, ...]) -> bool:
    """Whether the words of a phrase stand in a list of words, in order and side by side."""
    size = len(phrase)
    return phrase[0] in keys and any(
        key == phrase[0] and tuple(keys[at : at + size]) == phrase for at, key in enumerate(keys)
    )


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
