"""The terms of a merger: what is offered for a company is a rule, whether anybody has paid it yet or not.

Where the lead of an article tells that one company takes over another, sums of its deal are terms: the price in all,
for a share, with debt, and what is owed if it fails. Sums that were earned, sold or traded are not. So are the fee and
the clauses of a player's transfer from one club to another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from audit.facts._reading import Reading
from audit.facts.cues.conditions import DURATIONS
from audit.facts.cues.hedge import money
from audit.facts.cues.spots import anywhere, words
from audit.facts.cues.status import Status
from audit.facts.periods.repeat import Said
from audit.facts.periods.told import last_day, lead

# How far before a sum the word of the deal stands in its clause, and how far behind it.
_BACK, _BEHIND = 70, 28
_YEAR = len("2019")
# What no year is after, where an article has no day.
_EVER = "9999"
# How near a sum the year stands in which it was paid.
_NAMED = 60
_SURE = 0.7
_OPEN = ("actual", "forecast")
_RULE = "status-terms"


def terms(said: Sequence[Said], reading: Reading) -> None:
    """Makes terms of the sums of a deal, where nothing says that they were reached or planned otherwise."""
    if not reading.sentences:
        return
    language = reading.sentences[0].language
    mergers, deal = anywhere(language, "mergers"), anywhere(language, "deal")
    if mergers is None or deal is None or not any(mergers.search(part.text.lower()) for part in lead(reading)):
        deal = _transferred(reading, language)
        if deal is not None:
            _transfer(said, deal, (reading.article.published or last_day(reading) or "")[:_YEAR])
            _told_again(said)
        return
    for one in said:
        if _loose(one) and money(one.figure) and _of_deal(one, deal):
            one.stands = Status("rule", _SURE, rule=_RULE)
    _told_again(said)


def _told_again(said: Sequence[Said]) -> None:
    """A sum of the deal that is told again is the same sum, whatever words stand beside it there."""
    sums = {(one.figure.value, one.figure.unit) for one in said if one.stands.rule == _RULE and money(one.figure)}
    for one in said:
        if _loose(one) and one.stands.status == "actual" and (one.figure.value, one.figure.unit) in sums:
            one.stands = Status("rule", _SURE, rule=_RULE)


def _loose(one: Said) -> bool:
    """Whether no word tells that a level was reached or planned otherwise."""
    return (one.stands.status in _OPEN or one.stands.rule == "status-title") and one.kind.kind == "quantity"


def _transfer(said: Sequence[Said], deal: re.Pattern[str], year: str) -> None:
    """Makes terms of the sums of a transfer and of how long its contract runs; prices of years before were paid."""
    length = anywhere(said[0].scene.sentence.language, "contract_lengths") if said else None
    for one in said:
        if not _loose(one):
            continue
        behind = one.scene.text(one.figure.end, one.figure.end + _BEHIND)
        lasts = length is not None and one.figure.unit in DURATIONS and length.match(behind, 1) is not None
        near = (date.period for date in one.scene.dates if -_NAMED <= date.start - one.figure.end <= _NAMED)
        paid = any(period and period[:_YEAR] < (year or _EVER) for period in near)
        if lasts or (money(one.figure) and not paid and _beside(one, deal, None)):
            one.stands = Status("rule", _SURE, rule=_RULE)


def _transferred(reading: Reading, language: str) -> re.Pattern[str] | None:
    """The words of the terms of a player's transfer, where the lead of an article tells of one."""
    players = anywhere(language, "transfers")
    if players is None:
        return None
    opening = [part.text.lower() for part in lead(reading)]
    signings = anywhere(language, "signings")
    signed = signings is not None and any(map(signings.search, opening))
    plays = signed and reading.holds(words(language, "leagues") | words(language, "transfers"))
    told = plays or any(map(players.search, opening))
    return anywhere(language, "transfer_terms") if told else None


def _of_deal(one: Said, deal: re.Pattern[str]) -> bool:
    """Whether words of the deal stand beside a sum, and none of a market or of results."""
    return _beside(one, deal, anywhere(one.scene.sentence.language, "results"))


def _beside(one: Said, deal: re.Pattern[str], others: re.Pattern[str] | None) -> bool:
    scene, figure = one.scene, one.figure
    begin, _ = scene.clause(figure.start)
    apposed = not scene.text(begin, figure.start).strip(" ,(")  # `The price, $61.50 a share, ...`
    before = scene.text(max(scene.start if apposed else begin, figure.start - _BACK), figure.start)
    behind = scene.text(figure.end, figure.end + _BEHIND)
    paid = anywhere(scene.sentence.language, "paid_for_shares")
    if paid is not None and paid.match(behind, 1):
        return True  # `acquire all shares of the firm for $190 a share in cash`
    if others is not None and others.search(before):
        return False
    return deal.search(before) is not None or deal.search(behind) is not None
