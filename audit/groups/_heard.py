"""What one process keeps in mind of the articles of a large run while what is told in them lies on disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from audit.groups._blocking import Name
from audit.groups._meetings import Near
from audit.groups._shelf import Place


@dataclass(frozen=True, slots=True)
class Heard:
    """One article: its place on disk, its `when`, its keys, how many facts, their names.

    A name is a digest, with the place of the fact in the order of its article, its period and its value.
    """

    place: Place
    when: tuple[date, str]
    keys: list[str]
    units: list[Name]
    names: list[tuple[int, int, str, float]]


def near_of(heard: list[Heard], articles: Iterable[int], near: Mapping[str, Near]) -> dict[str, Near]:
    names = (heard[i].when[1] for i in articles)
    return {name: near[name] for name in names if name in near}
