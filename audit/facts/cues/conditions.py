"""Words that say how a figure stands only under a condition: a fine, a fund, a `sẽ`, a price that is set."""

from __future__ import annotations

from collections.abc import Callable

from audit.facts._reading import Figure
from audit.facts.cues.comparison import opened, starts
from audit.facts.cues.hedge import money
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, Cue, anywhere, words

# How far before a word the ones stand that say what it means, in its clause and further back.
_BACK, _FAR = 40, 120
# A word for a regulation governs a figure no more words away: "quy định mức học phí là 2 triệu đồng".
_STATUTE = 8
# How far before another one the word of a comparison begins.
_NEXT = 12
# How much of what follows an expectation tells what it is.
_ACT = 16
# What is given to each is said this close behind a figure.
_EACH = 16
_MOVES = frozenset({"up", "down"})
_ASKED, _RATES = frozenset({"asks"}), frozenset({"tariff", "levy"})
DURATIONS = frozenset({"a", "mo", "wk", "d", "h", "min"})
# Words that name a rate, a price or a sum that is set, and what that makes of a figure.
PRICED = {"tariff": "rule", "opening": "rule", "due": "rule", "support": "rule", "budget": "target"}


def _able(figure: Figure, cue: Cue, scene: Scene) -> str | None:
    return "forecast" if _expected(cue, scene) else None


def _must(figure: Figure, cue: Cue, scene: Scene) -> str | None:
    loose = words(scene.sentence.language, "loose")
    return "target" if all(word in loose for word in WORD.findall(scene.text(cue.end, figure.start))) else None


def _statute(figure: Figure, cue: Cue, scene: Scene) -> str | None:
    """A regulation sets what stands close behind it, unless it was broken: `giao trái quy định 71 lô đất`."""
    lead = WORD.findall(scene.text(cue.start - _NEXT, cue.start))[-1:]
    broken = bool(lead) and lead[0] in words(scene.sentence.language, "breaches")
    near = len(WORD.findall(scene.text(cue.end, figure.start))) <= _STATUTE
    return "rule" if near and not broken and not scene.split(cue.end, figure.start) else None


def priced(figure: Figure, cue: Cue, scene: Scene, role: str) -> bool:
    """Whether a figure is the rate or price that a word names: money or a share in its clause, and no rise.

    What is owed is a share, a budget is money, and a support is a rate where each of many is given it.
    """
    if not (money(figure) and role != "due") and not (figure.unit == "percent" and role in ("due", "tariff")):
        return False
    if role == "support" and not _to_each(figure, cue, scene):
        return False
    if role == "opening" and opened(cue.end, figure, scene):
        return True
    between = scene.after(cue.end, figure.start - cue.end)
    if between and between[-1].roles & {"up", "down"}:
        return False
    return not scene.split(cue.end, figure.start) or starts(figure, scene)


def _assigned(figure: Figure, cue: Cue, scene: Scene) -> str | None:
    """A sum that an office is given to spend is a plan: `được Thủ tướng giao 94 tỷ đồng`."""
    start, _ = scene.clause(cue.start)
    lead = WORD.findall(scene.text(max(start, cue.start - _BACK), cue.start))
    given = not words(scene.sentence.language, "passive").isdisjoint(lead)
    return _must(figure, cue, scene) if given and money(figure) else None


def to_do(cue: Cue, scene: Scene) -> bool:
    """Whether what follows an expectation is something that one does, and so a plan: `dự kiến đấu giá 8 lô`."""
    behind = f"{scene.text(cue.end, cue.end + _ACT).strip()} "
    return any(behind.startswith(f"{act} ") for act in words(scene.sentence.language, "acts"))


def _funds(figure: Figure, cue: Cue, scene: Scene) -> str | None:
    """What a project is to cost is a plan: `dự án có tổng vốn 5 tỷ đồng`; what was given or spent is none."""
    start, _ = scene.clause(cue.start)
    around = scene.text(max(start, cue.start - _FAR), figure.start)
    language = scene.sentence.language
    licensed = scene.text(scene.start, figure.start)
    if any(phrase in around for phrase in words(language, "given")):
        return None
    if any(phrase in licensed for phrase in words(language, "licensed")):
        return None  # what investors have signed up for
    planned = any(phrase in scene.lower for phrase in words(language, "projects"))
    return PRICED["budget"] if planned and priced(figure, cue, scene, "budget") else None


def _fined(figure: Figure, cue: Cue, scene: Scene) -> str | None:
    """A fine that may be more or less is that of a rule: `phạt 200.000-400.000 đồng`; what somebody paid is one sum."""
    open_ended = figure.value_to is not None and money(figure)
    named = scene.rejected_before(figure.start) if open_ended else None
    by_law = named is not None and named.reason == "legal_reference" and named.start > cue.end
    return "rule" if open_ended and (by_law or _must(figure, cue, scene)) else None


def _supposed(figure: Figure, cue: Cue, scene: Scene) -> str | None:
    """An example where `nếu` supposes a rise or fall (`nếu lãi suất tăng 4%`) and does not say how it is reckoned."""
    if scene.split(cue.end, figure.start) or scene.figure_between(cue.end, figure.start):
        return None
    if not scene.after(cue.end, figure.start - cue.end, _MOVES):
        return None
    first = WORD.search(scene.text(cue.end, figure.start))
    reckons = first is not None and first[0] in words(scene.sentence.language, "reckoning")
    return None if reckons else "example"


def _to_each(figure: Figure, cue: Cue, scene: Scene) -> bool:
    """Whether so much is given to each: `hỗ trợ mỗi hộ 20 triệu đồng`, `hỗ trợ 20 triệu đồng cho mỗi hộ`."""
    near = WORD.findall(scene.text(cue.end, figure.start)) + WORD.findall(scene.text(figure.end, figure.end + _EACH))
    return figure.per is not None or not words(scene.sentence.language, "each").isdisjoint(near)


def future(figure: Figure, cue: Cue, scene: Scene) -> str:
    """`sẽ tăng` expects, `sẽ hoàn thành` promises: by the verb that follows."""
    return "target" if "commit" in cue.roles and not _expected(cue, scene) else "forecast"


def _expected(cue: Cue, scene: Scene) -> bool:
    """Whether the verb behind a word like `sẽ` or `có thể` tells what becomes of something, not what someone does."""
    word = WORD.search(scene.text(cue.end, cue.end + 16))
    return word is not None and word[0] in words(scene.sentence.language, "expected_verbs")


def _admits(figure: Figure, cue: Cue, scene: Scene) -> str | None:
    """How many are to be taken in: persons or places right behind the word."""
    noun = WORD.findall((figure.counted or "").lower())[:1]
    known = words(scene.sentence.language, "taken_in")
    return _must(figure, cue, scene) if noun and noun[0] in known else None


def _asks(figure: Figure, cue: Cue, scene: Scene) -> str | None:
    """What is asked for is a target, but not what is to be looked into: `đề nghị làm rõ dòng tiền 5 tỷ đồng`."""
    known = anywhere(scene.sentence.language, "not_asked")
    looked_into = known is not None and known.search(scene.text(cue.end, figure.start)) is not None
    return None if looked_into else "target"


def _taken(figure: Figure, cue: Cue, scene: Scene) -> str | None:
    """A sum that somebody took is so, whatever is asked for another: `A bị đề nghị 5 năm tù; B nhận 2 tỷ đồng`."""
    if not money(figure) or scene.split(cue.end, figure.start):
        return None
    asked = scene.before(cue.start, _FAR, _ASKED)[:1]
    return "actual" if asked and scene.split(asked[0].end, cue.start) else None


def _limit(figure: Figure, cue: Cue, scene: Scene) -> str | None:
    """A time within which something has to be done is set by a rule: `trong thời hạn 30 ngày`."""
    if figure.unit not in DURATIONS or not _must(figure, cue, scene):
        return None
    return "target" if scene.before(cue.start, _FAR, _ASKED) else "rule"


def _levy(figure: Figure, cue: Cue, scene: Scene) -> str | None:
    """A tax on each unit, or the rate of one, is set; what it brings in is not: `thuế nhập khẩu đang là 10%`."""
    if not priced(figure, cue, scene, "tariff") or (money(figure) and figure.per is None):
        return None
    if scene.figure_between(cue.end, figure.start):
        return None
    said = WORD.findall(scene.text(cue.end, figure.start))[-1:]
    stands = bool(said) and said[0] in words(scene.sentence.language, "in_force")
    return "rule" if money(figure) or stands else None


def in_force(cue: Cue, scene: Scene) -> bool:
    """Whether a word of the present only says that a rate is the one that is set: `mức thuế hiện nay là 10%`."""
    if scene.text(cue.start, cue.end) not in words(scene.sentence.language, "present"):
        return False
    rate = scene.before(cue.start, _BACK, _RATES)[:1]
    return bool(rate) and not scene.split(rate[0].end, cue.start) and not scene.between(rate[0].end, cue.start)


# What decides of the words that say how a figure stands only under a condition.
ON_TERMS: dict[str, Callable[[Figure, Cue, Scene], str | None]] = {
    "able": _able,
    "future": future,
    "must": _must,
    "statute": _statute,
    "assigned": _assigned,
    "admits": _admits,
    "funds": _funds,
    "fined": _fined,
    "supposed": _supposed,
    "asks": _asks,
    "taken": _taken,
    "limit": _limit,
    "levy": _levy,
}
