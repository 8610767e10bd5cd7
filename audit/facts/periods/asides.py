"""Dates that dated no figure of their sentence: the day on which something was said, and what only was before.

`police said on Friday`, `hôm qua, ông Nam cho biết`; in September from August; `a gain of 9,000, after 8,000 in May`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import pairwise

from audit.facts._phrases import either
from audit.facts._reading import Date, Figure
from audit.facts.cues.scene import Scene
from audit.facts.cues.spots import WORD, Cue, words
from audit.facts.dates.settle import STRETCH

# A date that starts within so many characters stands at the front of its sentence.
FRONT = 12
# A date this close behind a figure in the same clause belongs to it and not to the next one.
TIGHT = 48
# How far before an earlier figure the word stands that says that it was before.
_SEQUEL = 24
# How near behind another date one stands that a step from it leads.
_STEP = 12
# A day this close behind a verb of saying is the day it was said: "said on Friday, Dec. 29".
_SPEECH, _SAYING = 24, 40
_LEAD = 16
# How far before a day the verb stands that reports a period on it, and the shapes of such periods.
_RESULTS = 80
_REPORTED = frozenset({"quarter", "half", "year", "months"})
_SPEAKS = frozenset({"speech"})
_COMMA = 2
# How far before a day the words for `since` stand that began what happened on it, and how few words name a day alone.
_EVENT, _FEW = 90, 3
# How far before a period the word stands that singles it out, and how many words back.
_REPORTED_LEAD, _LEAD_WORDS = 20, 3
# How far before a period the name of its report begins.
_REPORT = 40
# How far before a year the name of a law begins.
_NAMED = 60
# The rule of dates that words like "last" point to.
_POINTED = "relative-date"
# The rule of a year that no word names.
WHOLE = "whole_year"
# The rule of years and quarters of a business year that may start in any month.
_BUSINESS = "business"


def led_by(date: Date, role: str, scene: Scene) -> bool:
    """Whether a word of a role stands right before a date, or before the `năm`, `tháng` that lead it."""
    return scene.lead(date) in words(scene.sentence.language, role)


def of_relative_clause(date: Date, scene: Scene) -> bool:
    """Whether a date only tells of somebody or something named: `Smith, who called the vote in 2013, will go`."""
    known = words(scene.sentence.language, "relatives")
    begin = scene.clause(date.start)[0] if known else date.start
    first = WORD.findall(scene.text(begin, min(date.start, begin + _LEAD)))[:1] if known else []
    return bool(first) and first[0] in known


def outside_clause(date: Date, offset: int, scene: Scene) -> bool:
    """Whether a date only tells of somebody named, not of what stands at an offset: `France, who won in 1998, get`."""
    if date.shape not in ("year", "month") or not of_relative_clause(date, scene):
        return False
    return scene.split(min(date.start, offset), max(date.start, offset))


def of_when(offset: int, scene: Scene) -> Date | None:
    """The date right before a clause that tells what was so then: `since 1992, when all 167 people aboard died`."""
    known = words(scene.sentence.language, "when")
    if not known:
        return None
    begin, _ = scene.clause(offset)
    first = WORD.findall(scene.text(begin, min(offset, begin + _LEAD)))[:1]
    if not first or first[0] not in known:
        return None
    at = bisect_left(scene.item_starts, begin)
    named = scene.items[at - 1] if at else None
    return named if isinstance(named, Date) and begin - named.end <= _COMMA and named.period else None


def stepped_from(scene: Scene) -> set[int]:
    """Where dates start that only say from when to another one something moved: `in September from August`."""
    return {
        date.start
        for before, date in pairwise(scene.items)
        if isinstance(before, Date) and isinstance(date, Date) and date.start - before.end <= _STEP
        if led_by(date, "counted_from", scene)
    }


def attributive(scene: Scene) -> set[int]:
    """Where dates start that only tell which thing is meant: `broke a 1964 record`, `dầu Brent giao tháng 8`."""
    known = words(scene.sentence.language, "named_by_year")
    if not known:
        named = (date for date in scene.dates if of_delivery(date, scene) or _of_thing(date, scene))
        return {date.start for date in named} | {date.start for date in scene.dates if _of_plan(date, scene)}
    years = [date for date in scene.dates if date.shape in ("year", "years")]
    found = {
        date.start for date in years if not known.isdisjoint(WORD.findall(scene.text(date.end, date.end + _LEAD))[:1])
    }
    for before, date in pairwise(scene.dates):
        part = before.shape in ("quarter", "half") and (date.shape == "year" or date.rule == _BUSINESS)
        if part and scene.text(before.end, date.start).strip() in words(scene.sentence.language, "of"):
            found.add(date.start)
    return found


def _of_plan(date: Date, scene: Scene) -> bool:
    """Whether a year only tells which plan a share is one of: `đạt 48% kế hoạch cả năm`."""
    share = scene.figure_before(date.start) if date.rule == WHOLE else None
    if share is None or share.unit != "percent" or date.start - share.end > _REPORTED_LEAD:
        return False
    between = scene.after(share.end, date.start - share.end)
    return any("plan" in cue.roles for cue in between) and not scene.split(share.end, date.start)


def _of_thing(date: Date, scene: Scene) -> bool:
    """Whether a year only tells which thing is meant: `trận lũ lịch sử năm 2009`, `Luật Đất đai năm 2003`."""
    if date.shape != "year" or date.start - scene.start <= FRONT:
        return False
    said = WORD.findall(scene.text(date.start - _REPORT, date.start))
    while said and said[-1] in words(scene.sentence.language, "year_lead"):
        said.pop()
    named = words(scene.sentence.language, "named_before_year")
    if any(" ".join(said[-count:]) in named for count in (1, 2, 3, 4)):
        return True
    law = _law(scene.sentence.language)
    return law is not None and law.search(scene.printed(date.start - _NAMED, date.start)) is not None


@cache
def _law(language: str) -> re.Pattern[str] | None:
    """A law in capitals and the words up to its year: `Luật Bảo hiểm y tế năm 2014`."""
    heads = [word.capitalize() for word in sorted(words(language, "laws"))]
    said = either(sorted(words(language, "auxiliaries")))
    lead = either(sorted(words(language, "year_lead")))
    return re.compile(rf"(?<!\w){either(heads)}(?: (?!{said})[^\W\d_]+){{0,8}} (?:{lead} )?$") if heads else None


def of_report(date: Date, scene: Scene) -> bool:
    """Whether a period is that of a report which is named: `báo cáo tài chính quý I/2024 cho thấy ...`."""
    lead = scene.text(date.start - _REPORT, date.start).rstrip()
    return any(lead.endswith(phrase) for phrase in words(scene.sentence.language, "reports"))


def singled_out(date: Date, scene: Scene) -> bool:
    """Whether words single a period out of the one that is told of: `riêng tháng 6`, `chỉ riêng trong quý II`."""
    lead = WORD.findall(scene.text(date.start - _REPORTED_LEAD, date.start))[-_LEAD_WORDS:]
    return not words(scene.sentence.language, "singled_out").isdisjoint(lead)


def of_delivery(date: Date, scene: Scene) -> bool:
    """Whether a month only names a contract by when it delivers: `dầu Brent giao tháng 8`."""
    return date.shape == "month" and led_by(date, "delivered", scene)


def told_after(scene: Scene) -> set[int]:
    """Where dates start of what only was before: `added 9,000 jobs in June, after a gain of 8,000 in May`."""
    sequel = words(scene.sentence.language, "sequel")
    found = set()
    for before, date in pairwise(scene.items) if sequel else ():
        if isinstance(before, Figure) and isinstance(date, Date) and date.start - before.end <= TIGHT:
            lead = scene.text(max(scene.clause(before.start)[0], before.start - _SEQUEL), before.start)
            if not sequel.isdisjoint(WORD.findall(lead)):
                found.add(date.start)
    return found


def spoken(scene: Scene) -> set[int]:
    """Where the days start on which somebody said what the sentence tells."""
    days = (date for date in scene.dates if date.shape == "day" and date.rule != STRETCH and not date.event)
    longer = (date for date in scene.dates if _reports_that(date, scene) or _before_saying(date, scene))
    found = {date.start for date in days if _reported(date, scene)} | {date.start for date in longer}
    for before, date in pairwise(scene.dates):
        if before.start in found and scene.text(before.end, date.start) == " (":
            found.add(date.start)  # `on Friday (May 13)`
    return found


def _reports_that(date: Date, scene: Scene) -> bool:
    """Whether a month is the one in which something was said: `It said in October that ...`."""
    if date.shape != "month":
        return False
    that = WORD.findall(scene.text(date.end, date.end + _STEP))[:1]
    if not that or that[0] not in words(scene.sentence.language, "that"):
        return False
    return bool(scene.before(date.start, _LEAD, _SPEAKS))


def _before_saying(date: Date, scene: Scene) -> bool:
    """Whether a week or a month only tells when somebody spoke: `The club last week announced`, `He said last week`."""
    if date.rule != _POINTED or date.shape not in ("relative", "month"):
        return False
    if any(cue.start == date.end + 1 for cue in scene.after(date.end, _LEAD, _SPEAKS)):
        return True
    behind = next((cue for cue in scene.before(date.start, _LEAD, _SPEAKS) if cue.end == date.start - 1), None)
    return behind is not None and scene.text(behind.start, behind.end) in words(scene.sentence.language, "saying")


def spoken_on(scene: Scene) -> Date | None:
    """The one day on which somebody said what a sentence tells; null where it names none, or several."""
    days = [date for date in scene.dates if date.shape == "day" and date.period and not date.event]
    if len(days) > 1:
        began = since_events(scene)
        days = [date for date in days if date.start not in began]
    starts = spoken(scene) if len(days) == 1 else ()
    return days[0] if days and days[0].start in starts else None


def since_events(scene: Scene) -> set[int]:
    """Where days start on which only began what has gone on since: `85 have died since the storm hit on Monday`."""
    known = words(scene.sentence.language, "since_event")
    found, done = set(), scene.start
    for date in scene.dates if known else ():
        begin, done = max(done, date.start - _EVENT), date.end
        if date.shape != "day" or not date.period:
            continue
        gap = WORD.findall(scene.text(begin, date.start))
        at = max((place for place, word in enumerate(gap) if word in known), default=len(gap))
        happened = words(scene.sentence.language, "happened")
        told = any(word in happened or word.endswith("ed") for word in gap[at:])
        if len(gap) - at > _FEW and told and scene.says("holds", scene.start, scene.end):
            found.add(date.start)
    return found


def says(date: Date, scene: Scene) -> bool:
    """Whether a reported date is the day on which somebody says what follows, or the day of a law that is named."""
    if _due(date, scene):
        return False
    named = scene.rejected_before(date.start)
    if named is not None and named.reason == "legal_reference" and date.start - named.end <= _SPEECH:
        return True
    near = [cue for cue in scene.before(date.start, _SPEECH, _SPEAKS) if not scene.split(cue.end, cue.end + 1)]
    behind = scene.after(date.end, roles=_SPEAKS)[:1]
    return bool(near) or (bool(behind) and not scene.figure_between(date.end, behind[0].start))


def _due(date: Date, scene: Scene) -> bool:
    """Whether a day is the last one for something, or the first: `trước ngày 31/12`, `từ 1/1/2015`."""
    lead = WORD.findall(scene.text(date.start - _LEAD, date.start))[-2:]
    return not words(scene.sentence.language, "deadline").isdisjoint(lead)


def _reported(date: Date, scene: Scene) -> bool:
    """Whether a day stands right at a verb of saying: `said on Friday`, `hôm qua, ông Nam cho biết`."""
    if led_by(date, "until", scene) or _due(date, scene):
        return False
    near = [*scene.before(date.start, _SPEECH, _SPEAKS), *scene.after(date.end, _SAYING, _SPEAKS)]
    if any(not _told_apart(date, cue, scene) for cue in near):
        return True
    return _of_results(date, scene)


def _of_results(date: Date, scene: Scene) -> bool:
    """Whether a day is the one on which a period was reported: `announced its Q3 earnings late on Thursday`."""
    for cue in scene.before(date.start, _RESULTS, _SPEAKS)[:1]:
        if not scene.split(cue.end, date.start):
            between = scene.between(cue.end, date.start)
            return bool(between) and all(isinstance(one, Date) and one.shape in _REPORTED for one in between)
    return False


def _told_apart(date: Date, cue: Cue, scene: Scene) -> bool:
    """Whether a verb of saying behind a date is of another clause: `It shook the coast Saturday, police said`.

    A figure between them parts them, too: `42, officials said, up from 30 on Friday`, and so does a word that opens a
    clause: `closed at $116 on Friday before the deal was announced`. A date at the front of a sentence may be the day
    of what is said: `On Friday, police said ...`.
    """
    if scene.figure_between(date.end, cue.start) or scene.figure_between(cue.end, date.start):
        return True
    if cue.start < date.end or date.start - scene.start <= FRONT:
        return False
    opened = WORD.findall(scene.text(date.end, cue.start))[:1]
    return scene.split(date.end, cue.start) or (
        bool(opened) and opened[0] in words(scene.sentence.language, "subordinate")
    )
