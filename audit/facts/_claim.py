"""How exactly a figure is claimed, whether it was reached or planned, and when it holds."""

from __future__ import annotations

from audit.facts._reading import Claim, Date, Figure, Reading, Sentence


def claim(mention: Figure | Date, sentence: Sentence, reading: Reading) -> Claim:
    """The claim a mention makes in its sentence."""
    if isinstance(mention, Date):
        return Claim("event_date", period=mention.period, period_start=mention.first, period_end=mention.last)
    return Claim(low=mention.value - mention.step / 2, high=mention.value + mention.step / 2)
