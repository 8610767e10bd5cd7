"""The terms of a merger: what is offered for a company is a rule, whether anybody has paid it yet or not.

Where the lead of an article tells that one company takes over another, sums of its deal are terms: the price in all,
for a share, with debt, and what is owed if it fails. Sums that were earned, sold or traded are not. So are the fee and
the clauses of a player's transfer from one club to another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from audit.facts._reading import Reading
from audit.facts.cues.hedge import money
from audit.facts.cues.spots import anywhere
from audit.facts.cues.status import Status
from audit.facts.periods.repeat import Said
from audit.facts.periods.told import lead

# How far before a sum the word of the deal stands in its clause, and how far behind it.
_BACK, _BEHIND = 70, 28
_SURE = 0.7
_OPEN = ("actual", "forecast")


def terms(said: Sequence[Said], reading: Reading) -> None:
    """Makes terms of the sums of a deal, where nothing says that they were reached or planned otherwise."""
    if not reading.sentences:
        return
    language = reading.sentences[0].language
    mergers, deal = anywhere(language, "mergers"), anywhere(language, "deal")
    if mergers is None or deal is None or not any(mergers.search(part.text.lower()) for part in lead(reading)):
        deal = _transferred(reading, language)
    if deal is None:
        return
    for one in said:
        open_ended = one.stands.status in _OPEN or one.stands.rule == "status-title"
        if open_ended and money(one.figure) and one.kind.kind == "quantity" and _of_deal(one, deal):
            one.stands = Status("rule", _SURE, rule="status-terms")


def _transferred(reading: Reading, language: str) -> re.Pattern[str] | None:
    """The words of the terms of a player's transfer, where the lead of an article tells of one."""
    players = anywhere(language, "transfers")
    told = players is not None and any(players.search(part.text.lower()) for part in lead(reading))
    return anywhere(language, "transfer_terms") if told else None


def _of_deal(one: Said, deal: re.Pattern[str]) -> bool:
    """Whether words of the deal stand beside a sum, and none of a market or of results."""
    scene, figure = one.scene, one.figure
    begin, _ = scene.clause(figure.start)
    apposed = not scene.text(begin, figure.start).strip(" ,(")  # `The price, $61.50 a share, ...`
    before = scene.text(max(scene.start if apposed else begin, figure.start - _BACK), figure.start)
    behind = scene.text(figure.end, figure.end + _BEHIND)
    paid = anywhere(scene.sentence.language, "paid_for_shares")
    if paid is not None and paid.match(behind, 1):
        return True  # `acquire all shares of the firm for $190 a share in cash`
    others = anywhere(scene.sentence.language, "results")
    if others is not None and others.search(before):
        return False
    return deal.search(before) is not None or deal.search(behind) is not None
