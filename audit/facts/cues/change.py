"""Whether a figure is a level or a change, and which way: `tăng lên 86%` is a level, `tăng 8%` a change.

A change word governs the figure that follows it in its clause, until a word of level stands between
(`[change] level`: lên, còn, đạt, to) or another figure has taken it. A list of figures that is only joined by
commas or `và` shares the word before it. Folds (`gấp đôi`, threefold) and signed percentages are changes always.
"""

from __future__ import annotations

from typing import NamedTuple

from audit.facts._reading import Date, Figure
from audit.facts.cues.comparison import apposed
from audit.facts.cues.falls import besides, measures_no_change, set_apart
from audit.facts.cues.hedge import RELATIVE, exceeds, measures, money
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import COMPARED, WORD, Cue, words

# Words that may stand between a change word and a figure of another unit than percent: "tăng vốn thêm 500 tỷ" may,
# "giảm nghèo cho toàn bộ các huyện được 500 tỷ" may not.
_OBJECT_WORDS = 4
_LIST = 80
# How far before a figure the word stands that says by how much.
_LEAD = 20
# How many words say in what something changed: `về giá trị`.
_RESPECT = 3
# The marks behind which a clause says more of the one before.
_ASIDE = ",("
# How far behind a sum the word stands that tells where it led to: `thêm 500 đồng/lít, lên 20.000 đồng`.
_LED_TO = 16
# How far before a share the word stands that makes it what another came from.
_FROM = 8
_LEFT = frozenset(["from", "left"])
# How far before the verb of a growth that has moved its noun stands.
_GROWTH = 48
# What a sign makes of a share, and of what stands alone in brackets: `(+23,000)`; degrees below zero are a level.
_SIGNS, _HEAT = {"+": "up", "-": "down"}, "degC"
# How many words stand between a figure and the noun of its change.
_BETWEEN = 2
# How many words the name of the next one in a list has.
_NAME = 3
# Spans of time change only where nothing stands between: `the fastest rise in eight years` tells none.
_TIME = ("s", "min", "h", "d", "wk", "mo", "a")
_MOVES, _RATE, _LEVEL = frozenset(["up", "down"]), frozenset(["rate"]), frozenset(["level"])
# Without one of the first no word makes a change of the figure behind it; the others say what a word reaches.
_CHANGES = _MOVES | {"excess"}
_REACHING = _CHANGES | {"by", "stop", "base", "level", "from"}
_FOLLOWING = frozenset(["weak", "up_after", "down_after"])
_MOVING = _CHANGES | _FOLLOWING
_LEAVES = frozenset(["from", "reckoned"])
_RECKONED = frozenset(["reckoned"])


class Kind(NamedTuple):
    """`quantity` or `change`, the direction of a change, how sure, and the cue that says so."""

    kind: str = "quantity"
    direction: str | None = None
    confidence: float = 1.0
    cue: Cue | None = None


def change(figure: Figure, scene: Scene, before: tuple[Figure, Kind] | None) -> Kind:
    """The kind of a figure; `before` is the figure before it in the sentence, with its kind."""
    if figure.fold:
        return _multiple(figure, scene)
    if figure.unit in RELATIVE or (figure.unit != _HEAT and scene.text(figure.start - 2, figure.start - 1) == "("):
        sign = "-" if figure.sign < 0 else scene.text(figure.start - 1, figure.start)
        if sign in _SIGNS:
            return Kind("change", _SIGNS[sign], 0.9)
    if measures_no_change(figure, scene):
        return Kind()
    told = None if scene.roles.isdisjoint(_MOVING) else _behind(figure, scene) or _in_front(figure, scene)
    if told is None and (way := set_apart(figure, scene)) is not None:
        return Kind("change", way, 0.8)
    told = told or _shared(figure, scene, before)
    return told or _rate_before(figure, scene) or _alike(figure, scene, before) or Kind()


def _in_front(figure: Figure, scene: Scene) -> Kind | None:
    """A change word before the figure, with its object at most between them."""
    if scene.roles.isdisjoint(_CHANGES):
        return None
    level = False
    for cue in scene.before(figure.start, 90, _REACHING):
        gap = scene.text(cue.end, figure.start)
        if scene.split(cue.end, figure.start) or scene.figure_between(cue.end, figure.start):
            return None
        way = _direction(cue)
        if "by" in cue.roles:
            way = way or _verb(cue, scene)
        if way:
            told = (level and "rate" not in cue.roles) or ("dimension" in cue.roles and measures(figure, scene))
            if "weak" in cue.roles and not (told or _counts(figure, scene)) and not _loose(gap, scene):
                continue  # `giảm thuế thêm 1.000 đồng`
            return _growth_to(figure, cue, scene) if told else _governed(cue, way, gap, figure, scene)
        if "excess" in cue.roles:
            return Kind("change", "up", 0.85, cue) if exceeds(figure, scene) else None
        if "stop" in cue.roles or ("base" in cue.roles and not _loose(gap, scene)):
            return None
        ranged = figure.value_to is not None and figure.unit in RELATIVE  # `tăng từ 10 đến 15%` is no level
        level = level or "level" in cue.roles or ("from" in cue.roles and not ranged)
    return None


def _growth_to(figure: Figure, moved: Cue, scene: Scene) -> Kind | None:
    """The growth that a share is which has moved itself: `growth slowed to 2.1%`."""
    for cue in scene.before(moved.start, _GROWTH, _RATE)[:1]:
        if not scene.split(cue.end, moved.start) and not scene.figure_between(cue.end, moved.start):
            return Kind("change", _direction(cue), 0.8, cue) if figure.unit == "percent" else None
    return None


def _loose(gap: str, scene: Scene) -> list[str]:
    """The words of a gap that say more than how exactly or how fast."""
    known = words(scene.sentence.language, "loose")
    return [word for word in WORD.findall(gap) if word not in known]


def _governed(cue: Cue, way: str, gap: str, figure: Figure, scene: Scene) -> Kind | None:
    """A change word whose object stands between it and the figure must not reach a level by mistake."""
    loose = _loose(_besides_base(cue.end, figure.start, scene) if "outdoes" in cue.roles else gap, scene)
    if "weak" in cue.roles and not _counts(figure, scene):
        return None
    if loose and figure.unit in _TIME:
        return None
    rate = "rate" in cue.roles and (figure.unit in RELATIVE or figure.counted is None)
    if not loose or rate:
        return Kind("change", way, 0.95 if not loose else 0.85, cue)
    if "adjacent" in cue.roles or "dimension" in cue.roles:
        return None
    moved = {loose[0], *WORD.findall(scene.text(cue.start, cue.end))[-1:]}
    priced = money(figure) and not moved.isdisjoint(words(scene.sentence.language, "movable"))
    if len(loose) <= _OBJECT_WORDS * (2 if figure.unit in RELATIVE else int(priced)):
        return Kind("change", way, 0.8, cue)
    return None


def _counts(figure: Figure, scene: Scene) -> bool:
    """Whether a word like `thêm` makes a change of a figure: a share, what is kept, or a sum that led to a level."""
    if figure.unit in RELATIVE or held(figure, scene) or _said_as_share(figure, scene):
        return True
    if figure.unit == "count" and (figure.counted or "").lower() in words(scene.sentence.language, "points"):
        return True
    behind = scene.after(figure.end, _LED_TO)[:1]
    return (
        money(figure)
        and bool(behind)
        and scene.text(behind[0].start, behind[0].end) in words(scene.sentence.language, "led_to")
    )


def _besides_base(start: int, end: int, scene: Scene) -> str:
    """The words between a change and its figure without those for a time: `cao hơn cùng kỳ 40%`, a 5% yearly rise."""
    spans = [(one.start, one.end) for one in scene.after(start, end - start, COMPARED)]
    spans += [(item.start, item.end) for item in scene.between(start, end)]
    said, at = [], start
    for first, last in sorted(spans):
        said.append(scene.text(at, max(at, first)))
        at = max(at, last)
    units = words(scene.sentence.language, "date_unit")
    gap = WORD.findall(" ".join([*said, scene.text(at, end)]))
    return " ".join(word for word in gap if not (spans and word in units))


def held(figure: Figure, scene: Scene) -> bool:
    """Whether what is counted is kept, so that more or less of it is a change: `added 5,000 jobs`."""
    nouns = WORD.findall((figure.counted or "").lower())
    return figure.unit == "count" and not words(scene.sentence.language, "held").isdisjoint(nouns)


def _said_as_share(figure: Figure, scene: Scene) -> bool:
    """Whether a percentage says a figure again, which then is a change: `added 3.5 cents, or 1.3%`."""
    at = scene.figure_index(figure) + 1
    behind = scene.sentence.figures[at : at + 1]
    return bool(behind) and behind[0].unit == "percent" and apposed(figure.end, behind[0].start, scene)


def _behind(figure: Figure, scene: Scene) -> Kind | None:
    """`a 5% rise`, `18 percent earnings surge`, `8% higher`: the change word follows."""
    for cue in scene.after(figure.end, 32, _FOLLOWING):
        gap = _without_have(WORD.findall(scene.text(figure.end, cue.start)), scene)
        if (
            scene.split(figure.end, cue.start)
            or (len(gap) > _BETWEEN and len(_besides_base(figure.end, cue.start, scene).split()) > _BETWEEN)
            or scene.figure_between(figure.end, cue.start)
            or not words(scene.sentence.language, "begins").isdisjoint(gap)
        ):
            return None
        alone = besides(figure, cue, scene) or _acts(figure, cue, gap, scene)
        if "weak" in cue.roles and held(figure, scene) and _passive(gap, scene):
            return Kind("change", _direction(cue), 0.85, cue)
        for role, way in () if alone else (("up_after", "up"), ("down_after", "down")):
            if role in cue.roles and not scene.figure_between(cue.end, cue.end + 3):
                return Kind("change", way, 0.85, cue)
    return None


def _acts(figure: Figure, cue: Cue, gap: list[str], scene: Scene) -> bool:
    """Whether what is counted does what the word behind it tells: `two doses cut cases`, but `a 300 job cut`."""
    if (
        figure.unit != "count"
        or not gap
        or scene.text(cue.start, cue.end) not in words(scene.sentence.language, "acting")
    ):
        return False
    return figure.value > 1 and gap[-1].endswith("s") and not held(figure, scene)


def _without_have(gap: list[str], scene: Scene) -> list[str]:
    """The words of a gap without `have` before `been`: `4,000 jobs have been created`."""
    been = bool(gap) and gap[-1] in words(scene.sentence.language, "been")
    return [word for word in gap if not been or word not in words(scene.sentence.language, "holds")]


def _passive(gap: list[str], scene: Scene) -> bool:
    """Whether what is counted was added or lost: `9,000 jobs were added`."""
    return bool(gap) and gap[-1] in words(scene.sentence.language, "been")


def _shared(figure: Figure, scene: Scene, before: tuple[Figure, Kind] | None) -> Kind | None:
    """`tăng lần lượt 5% và 8%`: figures of one list share the word before the first."""
    if before is None or before[1].kind != "change":
        return None
    if _growth_left(figure, scene, before[0]):
        return before[1]._replace(confidence=0.7)
    other = before[0].unit != figure.unit
    if other and (figure.unit not in RELATIVE or not apposed(before[0].end, figure.start, scene)):
        return None
    if _by_too(before[0], figure, scene):
        return before[1]._replace(confidence=0.7)
    noun = before[1].cue is not None and "rate" in before[1].cue.roles
    joined = other or _joined(before[0].end, figure.start, scene, noun) or _of_next_name(before[0], figure, scene)
    if figure.start - before[0].end > _LIST or not joined:
        return None
    return before[1]._replace(confidence=0.8)


def _by_too(before: Figure, figure: Figure, scene: Scene) -> bool:
    """Whether a figure is by how much the next thing moved too: `cut cases by 94% and severe ones by 92%`."""
    if figure.unit != before.unit or figure.start - before.end > _LIST:
        return False
    gap = WORD.findall(scene.text(before.end, figure.start))
    joins = words(scene.sentence.language, "also")
    return (
        bool(gap)
        and gap[0] in joins
        and len(gap) <= _OBJECT_WORDS + 2
        and _led_by(before, scene)
        and _led_by(figure, scene)
    )


def _led_by(figure: Figure, scene: Scene) -> bool:
    """Whether a word like `by` stands before a figure, words of how exactly aside."""
    return any(
        "by" in cue.roles and not _loose(scene.text(cue.end, figure.start), scene)
        for cue in scene.before(figure.start, _LEAD)
    )


def _rate_before(figure: Figure, scene: Scene) -> Kind | None:
    """Growth that a clause of its own puts a number to: `tăng trưởng tốt nhất vùng, đạt 6,2%`, `(6,2%)`."""
    if figure.unit != "percent" or "rate" not in scene.roles:
        return None
    start, _ = scene.clause(figure.start)
    opens = scene.text(start, start + 1) in _ASIDE
    lead = WORD.findall(scene.text(start, figure.start))
    level = scene.before(figure.start, figure.start - start, _LEVEL)
    if not opens or (lead and (not level or lead[0] not in scene.text(level[-1].start, level[-1].end))):
        return None
    for cue in scene.before(start, _LIST, _RATE):
        if scene.split(cue.end, start) or scene.figure_between(cue.end, start):
            return None
        way = _direction(cue)
        if way:
            return Kind("change", way, 0.75, cue)
    return None


def _alike(figure: Figure, scene: Scene, before: tuple[Figure, Kind] | None) -> Kind | None:
    """Growth of another place, told beside the first: `A đạt tốc độ tăng trưởng 5,6% và các nước B ở mức 2,6%`."""
    if before is None or figure.unit != "percent" or before[0].unit != "percent":
        return None
    cue = before[1].cue
    if cue is None or "rate" not in cue.roles or figure.start - before[0].end > _LIST:
        return None
    language = scene.sentence.language
    between = WORD.findall(scene.printed(before[0].end, figure.start))
    loose = words(language, "loose")
    while between and between[-1] in loose and between[-1] not in words(language, "at_level"):
        between.pop()
    opened = scene.text(before[0].end, figure.start).rstrip().endswith("(")
    if not opened and not (between and between[-1] in words(language, "at_level")):
        return None
    known = words(language, "groups") | words(language, "joins") | words(language, "at_level")
    named = [word for word in between if not word[0].isupper() and not word[0].isdigit() and word not in known]
    return None if named else before[1]._replace(confidence=0.7)


def _of_next_name(before: Figure, figure: Figure, scene: Scene) -> bool:
    """Whether a share is that of the next name in a list: `Ether was down 21% and Ripple 25%`."""
    raw = scene.sentence.text[before.end - scene.start : figure.start - scene.start]
    names = [word for word in WORD.findall(raw) if word.lower() not in words(scene.sentence.language, "joins")]
    if not 0 < len(names) <= _NAME or not all(name[0].isupper() for name in names):
        return False
    return figure.unit == before.unit == "percent" and not scene.parted(before.end, figure.start)


def _growth_left(figure: Figure, scene: Scene, before: Figure) -> bool:
    """Whether a share is growth that other came from, or was expected: `8%, from 7%`, `against estimates of 7%`."""
    if not figure.unit == before.unit == "percent" or scene.roles.isdisjoint(_LEAVES):
        return False
    lead = scene.before(figure.start, _FROM)[:1]
    if lead and lead[0].roles & _LEFT:
        return not WORD.findall(scene.text(lead[0].end, figure.start))
    gap = scene.before(figure.start, figure.start - before.end)
    if _forecast_behind(figure, scene):
        said = WORD.findall(scene.text(before.end, figure.start))
        return not words(scene.sentence.language, "passed").isdisjoint(said)
    expected = bool(gap) and "reckoned" in gap[0].roles
    return expected and any("base" in cue.roles for cue in gap) and not any("level" in cue.roles for cue in gap)


def _forecast_behind(figure: Figure, scene: Scene) -> bool:
    """Whether words right behind a share say that it was expected: `than the 1.9 percent economists had forecast`."""
    for verb in scene.after(figure.end, _LEAD * 2, _RECKONED)[:1]:
        return not scene.split(figure.end, verb.start) and not scene.figure_between(figure.end, verb.start)
    return False


def _joined(start: int, end: int, scene: Scene, noun: bool) -> bool:
    """Whether two figures belong to one list: between them only words that join, dates, and what they compare with.

    A word that a change is counted from belongs to its date: `rose 0.3% from May and 4% on the year`.

    Behind a noun of change a word of level joins too: `tăng trưởng năm 2013 đạt 5,4%, năm 2014 đạt 5,8%`.
    """
    joins = words(scene.sentence.language, "joins")
    passed = COMPARED | {"level"} if noun else COMPARED
    known = [(cue.start, cue.end) for cue in scene.after(start, end - start, passed)]
    known += [(_counted_from(item, scene), item.end) for item in scene.between(start, end)]
    at = start
    for left, right in [*sorted(known), (end, end)]:
        if not all(word in joins for word in _joining(scene.text(at, left), scene)):
            return False
        at = max(at, right)
    return True


def _joining(gap: str, scene: Scene) -> list[str]:
    """The words of a gap without those that say in what something changed: `giảm 33% về lượng và 25% về giá trị`."""
    said = WORD.findall(gap)
    respects, joins = (words(scene.sentence.language, name) for name in ("respects", "adds"))
    at = next((at for at, word in enumerate(said) if word in respects), None)
    if at is None:
        return said
    end = next((end for end in range(at + 1, len(said)) if said[end] in joins), len(said))
    return said[:at] + said[end:] if end - at - 1 <= _RESPECT else said


def _counted_from(item: Figure | Date, scene: Scene) -> int:
    """Where a date starts, with the word that makes it what a change is counted from."""
    lead = scene.text(item.start - 8, item.start).split(" ")[-2:-1]
    counts = isinstance(item, Date) and bool(lead) and lead[0] in words(scene.sentence.language, "counted_from")
    return item.start - len(lead[0]) - 1 if counts else item.start


def _multiple(figure: Figure, scene: Scene) -> Kind:
    """A fold: up, but for a word of falling before it. Without such a word it may compare two things of one time."""
    for cue in scene.before(figure.start, 40, _MOVES)[:1]:
        if not scene.split(cue.end, figure.start):
            return Kind("change", _direction(cue), 0.95, cue)
    return Kind("change", "down" if figure.value < 1 else "up", 0.9)


def _verb(by: Cue, scene: Scene) -> str | None:
    """The direction of the verb that `by` belongs to: `cut profit this year by about $5 billion`."""
    noun = None
    for cue in scene.before(by.start, 80, _MOVES):
        if scene.split(cue.end, by.start) or scene.figure_between(cue.end, by.start):
            return noun
        way = _direction(cue)
        if way and "rate" not in cue.roles:
            return way
        noun = noun or way
    return noun


def _direction(cue: Cue) -> str | None:
    return "up" if "up" in cue.roles else "down" if "down" in cue.roles else None
