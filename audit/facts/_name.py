"""What a figure is about: the thing measured, whose it is, who says so, and where."""

from __future__ import annotations

from audit.facts._reading import Date, Figure, Name, Reading, Sentence
from audit.model import Indicator


def name(
    mention: Figure | Date, sentence: Sentence, reading: Reading, indicators: tuple[Indicator, ...]
) -> Name:
    """The name of what a mention measures in its sentence."""
    return Name()
