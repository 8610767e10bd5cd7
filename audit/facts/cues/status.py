"""Whether a figure was reached, is aimed at, is expected, is set by a rule, or only serves as an example.

The nearest status cue before the figure governs it, over clause ends too, until another cue takes over: in
`phải đạt 30%, hiện nay chỉ mới 10,7%` the first is a target and the second is not. A verb of the future may also
follow its figure in the same clause (`14.000 cơ sở sẽ được liên thông`). A word for a plan is no cue where the
figure is measured against it: `đạt 66% kế hoạch`, `vượt mục tiêu`, `so với dự toán`.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from audit.facts._reading import Figure
from audit.facts.cues.anew import presumed, to_be_shown, told_anew
from audit.facts.cues.comparison import enclosed, is_base, starts
from audit.facts.cues.conditions import DURATIONS, ON_TERMS, PRICED, future, in_force, priced, to_do
from audit.facts.cues.foretold import aimed_at, bare_forecast, foretold, led_by_modal, spent
from audit.facts.cues.hedge import Hedge, money
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, Cue, anywhere, default, words

# A status cue governs no further than this many characters ahead, the length of a long sentence.
_SCOPE = 300
_AFTER, _BEHIND = 120, 40
# Words between a plan and its own figure: `mục tiêu trung hạn 2%`.
_PLAN = 2
# How far before a plan the word stands that tells to reach it.
_STRIVE = 32
# How far before another one the word of a comparison begins.
_NEXT = 12
# A counted noun and its unit may stand between a figure and `theo kế hoạch`.
_NOUN = 3
# How far before a share the word stands of who needs it, and what stands right behind it.
_LED, _SPACE, _TO = 32, 4, " to "
# How far behind the word of an expectation what was expected stands.
_RECKONED = 80
# How near behind a count those stand who were asked, and how many words behind one of some of them.
_ASKED, _ASKED_WORDS, _MOST_ASKED = 36, 4, 1000
# A figure with so many words behind it still opens the subject of a verb like `would`.
_SUBJECT = 6
# Words before a level that was so before another one.
_WAS, _LEFT = frozenset({"left"}), frozenset({"left", "base"})
# Words that say more of a figure than that it is estimated: what was once expected, and what only may come.
_KEPT = frozenset({"reckoned", "modal"})
# The rule of counts of those who were asked.
ASKED = "status-asked"
ROLES = ("target", "forecast", "rule", "example", "actual")
_RATE, _RECKONS, _TARGET = frozenset({"rate"}), frozenset({"reckoned"}), frozenset({"target"})
_MOVES, _SAYS_SO = frozenset({"up", "down"}), frozenset({"actual", "base"})
# Words behind a figure that say what it is aimed at or expected to be, and verbs behind it.
_ENDING = frozenset({"target_after", "forecast_after", "aim", "terms", "needed"})
_VERBS = frozenset({"future", "actual"})


class Status(NamedTuple):
    """The status, how sure, and the cue that says so, if any.

    A cue hands its status on to repeats of the figure; `rule` names how the status was told, `by` the words that told
    it of this figure alone.
    """

    status: str = "actual"
    confidence: float = 1.0
    cue: Cue | None = None
    near: bool = False
    rule: str = "status-plain"
    by: Cue | None = None


def status(figure: Figure, scene: Scene, hedge: Hedge, when: str | None, near: bool) -> Status:
    """The status of a figure whose period is `over`, `running` or `ahead` at publication, or unknown (None).

    `near` tells that the period stands in the figure's own clause: only then it speaks against a word like `đã`.
    """
    if _asked(figure, scene):
        return Status("actual", 0.8, rule=ASKED)
    found = _it_takes(figure, scene) or _planned(figure, scene)
    if found is None or (found.status == "forecast" and "forecast_after" in (found.cue.roles if found.cue else ())):
        governing = _governing(figure, scene)
        aimed = governing is not None and governing.status == "target" and governing.near
        found = governing if found is None or aimed else found
    found = found or _following(figure, scene)
    if found is None and hedge.cue is not None and "norm" in hedge.cue.roles:
        found = Status("rule", 0.7, hedge.cue, rule="status-hedge")
    if hedge.estimate and (found is None or found.status in ("actual", "forecast")):
        if found is not None and found.cue is not None and found.cue.roles & _KEPT and found.near:
            return found
        expected = "forecast" if when in ("running", "ahead") else "actual"
        return Status(expected, 0.8, hedge.cue, rule="status-estimate")
    if found is not None and found.status in ("target", "forecast") and _left(figure, scene, hedge, when, near):
        return Status("actual", 0.7, rule="status-start")
    if when == "ahead" and (found is None or (found.status == "actual" and near and not found.near)):
        natural = words(scene.sentence.language, "nature")
        weather = any(word in scene.lower for word in natural)
        status = "forecast" if weather else default(scene.sentence.language, "status", "ahead")
        return Status(status, 0.6, rule="status-ahead")
    return found or Status()


def _asked(figure: Figure, scene: Scene) -> bool:
    """Whether a count is of those who were asked what they expect: `three of the 12 analysts polled said it would`."""
    if figure.unit not in ("count", "ratio") or figure.value > _MOST_ASKED:
        return False
    known = words(scene.sentence.language, "asked")
    behind = WORD.findall(scene.text(figure.end, figure.end + _ASKED))[:_ASKED_WORDS] if known else []
    some = bool(behind) and behind[0] in words(scene.sentence.language, "of")
    return not known.isdisjoint(behind if some else behind[:1])


def _left(figure: Figure, scene: Scene, hedge: Hedge, when: str | None, near: bool) -> bool:
    """Whether a figure is where something came from, and so was reached."""
    if starts(figure, scene):
        term = anywhere(scene.sentence.language, "prison") if figure.unit in DURATIONS else None
        return term is None or term.search(scene.text(figure.end, figure.end + _BEHIND)) is None
    grows = bool(scene.before(figure.start, roles=_RATE))  # of a year that is over growth is reckoned
    past = _WAS if grows or hedge.estimate or not near else _LEFT
    return when == "over" and is_base(figure, scene, past)


def _governing(figure: Figure, scene: Scene) -> Status | None:
    for cue in scene.before(figure.start, _SCOPE, _GOVERNING):
        role = None if scene.apart(cue.start, figure.start) or spent(cue, scene) else _role(cue, figure, scene)
        if role == "actual" and (_only_compared(cue, scene) or led_by_modal(cue, scene) or in_force(cue, scene)):
            continue
        if role == "target" and "plan" in cue.roles and _plans(cue, figure, scene):
            return Status("target", 0.8, cue, True, "status-before")
        if role and _measured_against(cue, role, figure, scene):
            return Status("actual", 0.8, rule="status-against", by=cue)
        meant = role and _further(cue, role, scene)
        if meant:
            return meant
        if role:
            same = not scene.split(cue.end, figure.start)
            done = None if same or role == "actual" else _done(figure, scene)
            if done:
                return Status("actual", 0.8, rule="status-after", by=done)
            return Status(role, 0.95 if same else 0.8, cue, same, "status-before")
    return None


def _further(cue: Cue, role: str, scene: Scene) -> Status | None:
    """What words further back make of a verb of being, or of a rate."""
    noun = foretold(cue, scene) if role == "actual" else None
    aim = aimed_at(cue, scene) if role == "rule" and "tariff" in cue.roles else None
    if noun is not None:
        return Status("forecast", 0.8, noun, True, "status-before")
    if aim is None:
        return None
    return Status("target" if "target" in aim.roles else "forecast", 0.8, aim, True, "status-before")


def _only_compared(cue: Cue, scene: Scene) -> bool:
    """Whether a word of the present only says what something is compared with: `tăng 350.000 đồng so với hiện nay`."""
    near = scene.before(cue.start, _NEXT)
    return bool(near) and "base" in near[0].roles and near[0].end >= cue.start - 1


def _done(figure: Figure, scene: Scene) -> Cue | None:
    """The verb behind a figure that says that it is so: `19 vụ đã có quyết định`."""
    behind = scene.after(figure.end, _BEHIND)
    so = bool(behind) and "actual" in behind[0].roles and not scene.split(figure.end, behind[0].start)
    return behind[0] if so else None


def _role(cue: Cue, figure: Figure, scene: Scene) -> str | None:
    """What a cue says of a figure behind it; None where the figure lies outside its scope."""
    if "modal" in cue.roles and scene.parted(cue.end, figure.start):
        return None
    if "forecast" in cue.roles and (told_anew(cue, figure, scene) or presumed(cue, figure, scene)):
        return None
    if "actual" in cue.roles and to_be_shown(cue, scene):
        return None
    named, term, plain = _parts_of(cue.roles)
    if named:
        return PRICED[named] if priced(figure, cue, scene, named) else None
    if term:
        return ON_TERMS[term](figure, cue, scene)
    planned = "plan" in cue.roles or ("intends" in cue.roles and to_do(cue, scene))
    return "target" if planned else plain


@cache
def _parts_of(roles: frozenset[str]) -> tuple[str | None, str | None, str | None]:
    """Of the roles of a cue what it prices, under which condition it tells of a figure, and what it says by itself."""
    named, term, plain = (next((role for role in known if role in roles), None) for known in (PRICED, ON_TERMS, ROLES))
    return named, term, plain or ("forecast" if "intends" in roles else None)


# The roles of words that say how a figure behind them stands.
_GOVERNING = frozenset({*ROLES, *PRICED, *ON_TERMS, "plan", "intends"})


def _planned(figure: Figure, scene: Scene) -> Status | None:
    """`4,8% như kế hoạch`, `10.000 căn theo kế hoạch`, the $65.7 billion analysts expected."""
    for verb in scene.after(figure.end, _AFTER, _RECKONS)[:1]:
        if _by_forecasters(figure, verb, scene):
            return Status("forecast", 0.85, verb, rule="status-after")
    if "forecast" in scene.roles and money(figure) and (made := bare_forecast(figure, scene)) is not None:
        return Status("forecast", 0.85, made, rule="status-after")
    for cue in scene.after(figure.end, _BEHIND, _ENDING):
        role = "target" if "target_after" in cue.roles else "forecast" if "forecast_after" in cue.roles else None
        if role and not (scene.split(figure.end, cue.start) or scene.figure_between(figure.end, cue.start)):
            if role == "forecast" and _told(figure, cue, scene):
                return None
            near = len(WORD.findall(scene.text(figure.end, cue.start))) <= _NOUN
            return Status(role, 0.85, cue, rule="status-after") if near else None
        if "aim" in cue.roles and _aimed(figure, cue, scene):
            return Status("target", 0.85, cue, rule="status-after")
        if "needed" in cue.roles and _takes(figure, cue, scene):
            return Status("rule", 0.8, cue, rule="status-after")
        if "terms" in cue.roles and money(figure) and _aimed(figure, cue, scene):
            return Status("rule", 0.8, cue, rule="status-after")
    return None


def reckoned(stands: Status, figure: Figure, scene: Scene) -> bool:
    """Whether a forecast is one made before its time, whenever that was: `economists had expected 3%`."""
    if stands.status != "forecast":
        return False
    if stands.cue is not None and ("reckoned" in stands.cue.roles or _of_forecasters(stands.cue, scene)):
        return True
    near = scene.before(figure.start, _RECKONED, _RECKONS)
    return bool(near) and not scene.figure_between(near[0].end, figure.start)


def _of_forecasters(cue: Cue, scene: Scene) -> bool:
    """Whether those who expect what is to be published stand before the verb: `economists it polled expected`."""
    if scene.text(cue.start, cue.end) not in words(scene.sentence.language, "polled"):
        return False
    before = WORD.findall(scene.text(cue.start - _RECKONED, cue.start))
    return not words(scene.sentence.language, "forecasters").isdisjoint(before)


def _by_forecasters(figure: Figure, cue: Cue, scene: Scene) -> bool:
    """Whether those who expect a figure stand between it and the verb: `the 3% that those analysts had expected`."""
    if scene.split(figure.end, cue.start) or scene.figure_between(figure.end, cue.start):
        return False
    if _told(figure, cue, scene):
        return False
    between = WORD.findall(scene.text(figure.end, cue.start))
    return not words(scene.sentence.language, "forecasters").isdisjoint(between[: _NOUN + 1])


def _told(figure: Figure, cue: Cue, scene: Scene) -> bool:
    """Whether a verb of its own stands between a figure and a cue: `$4bn was better than analysts had expected`."""
    return bool(scene.after(figure.end, cue.start - figure.end - 1, _SAYS_SO))


def _aimed(figure: Figure, cue: Cue, scene: Scene) -> bool:
    """Whether a figure stands before its goal as an adjective: `the 2% inflation target`, not `80% of its target`."""
    gap = scene.text(figure.end, cue.start)
    between = WORD.findall(gap)
    apart = words(scene.sentence.language, "aside")
    return not scene.split(figure.end, cue.start) and len(between) <= 1 and apart.isdisjoint(between)


def _takes(figure: Figure, cue: Cue, scene: Scene) -> bool:
    """Whether something takes that share, or so many votes: `the 50 percent needed to win`, `60 votes required to`."""
    if scene.split(figure.end, cue.start) or scene.figure_between(figure.end, cue.start):
        return False
    between = WORD.findall(scene.text(figure.end, cue.start))
    if figure.unit == "count":
        return between[:1] != [] and between[0] in words(scene.sentence.language, "ballots")
    return figure.unit in ("percent", "ratio") and len(between) <= _NOUN


def _it_takes(figure: Figure, scene: Scene) -> Status | None:
    """A share that somebody needs for something: `Doe needed 50% to win outright`."""
    if figure.unit != "percent" or not scene.text(figure.end, figure.end + _SPACE).startswith(_TO):
        return None
    known = words(scene.sentence.language, "needs")
    lead = WORD.findall(scene.text(figure.start - _LED, figure.start)) if known else []
    return Status("rule", 0.8, rule="status-before") if not known.isdisjoint(lead[-_NOUN:]) else None


def _following(figure: Figure, scene: Scene) -> Status | None:
    if "future" not in scene.roles:
        return None
    _, end = scene.clause(figure.start)
    verb = scene.after(figure.end, min(_AFTER, max(0, end - figure.end)), _VERBS)[:1]
    if not verb or "future" not in verb[0].roles:
        return None
    cue, between = verb[0], WORD.findall(scene.text(figure.end, verb[0].start))
    thought = not words(scene.sentence.language, "thinking").isdisjoint(between)
    joined = not words(scene.sentence.language, "next_verb").isdisjoint(between[-1:])
    far = joined or ("close" in cue.roles and len(between) > _SUBJECT)
    return None if far or thought else Status(future(figure, cue, scene), 0.75, cue, rule="status-after")


def _plans(cue: Cue, figure: Figure, scene: Scene) -> bool:
    """Whether a figure is that of a plan which something else is measured against.

    It stands in brackets behind it (`76% kế hoạch (800 tỷ đồng)`), or right behind what is compared with (`so với mục
    tiêu lãi 2.400 tỷ đồng`), or the plan is still to be reached: `phấn đấu đạt mục tiêu tăng trưởng 12%`.
    """
    if enclosed(cue.end, figure, scene):
        return True
    language, lead = scene.sentence.language, WORD.findall(scene.text(cue.start - 24, cue.start))[-1:]
    if not lead or scene.split(cue.end, figure.start) or scene.figure_between(cue.end, figure.start):
        return False
    between = scene.after(cue.end, figure.start - cue.end)
    if any(other.roles & _MOVES and "rate" not in other.roles for other in between):
        return False
    if lead[0] in words(language, "set_against"):
        return len(WORD.findall(scene.text(cue.end, figure.start))) <= _PLAN
    return bool(scene.before(cue.start, _STRIVE, _TARGET)) and lead[0] in words(language, "against")


def _measured_against(cue: Cue, role: str, figure: Figure, scene: Scene) -> bool:
    """Whether a plan is only what something is measured against: after `vượt`, `so với`, or a share.

    A figure right behind the word is the plan's own, unless it says by how much it was passed.
    """
    if role != "target" or "plan" not in cue.roles:
        return False
    lead = WORD.findall(scene.text(cue.start - 24, cue.start))[-2:]
    if any(word in words(scene.sentence.language, "passed") for word in lead):
        return True
    share = scene.figure_before(cue.start)
    if share is not None and cue.start - share.end <= (24 if share.unit in ("percent", "ratio") else 1):
        return not scene.split(share.end, cue.start)
    if len(WORD.findall(scene.text(cue.end, figure.start))) <= _PLAN:
        return False
    if any(word in words(scene.sentence.language, "against") for word in lead):
        return True
    behind = WORD.findall(scene.text(cue.end, min(figure.start, cue.end + 24)))
    return any(word in words(scene.sentence.language, "fulfilled") for word in behind)
