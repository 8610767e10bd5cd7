"""What grouping asks of an article, and of some articles together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from audit.groups._blocking import Name, unit_of
from audit.groups._cluster import Judge
from audit.groups._events import Events, Story, stories
from audit.groups._facts import traits
from audit.groups._meetings import Near
from audit.groups._traits import Traits

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Told:
    """What grouping asks of one article: its story, its facts as they stand in the table, its neighbours once known."""

    story: Story
    facts: tuple[Traits, ...]
    near: Near = field(default_factory=dict)

    def of_unit(self, *units: Name) -> Told:
        """The same with no facts but those of some units."""
        return replace(self, facts=tuple(fact for fact in self.facts if unit_of(fact) in units))


def told(facts: pd.DataFrame, articles: pd.DataFrame, texts: Mapping[str, str]) -> list[Told]:
    """What is told in some articles, in the order of their table; `facts` holds all facts of these articles."""
    every = traits(facts, articles, texts)
    own: dict[str, list[Traits]] = defaultdict(list)
    for fact in every:
        own[fact.article].append(fact)
    return [Told(story, tuple(own[story.article])) for story in stories(articles, texts, every)]


def judge_of(articles: Iterable[Told]) -> Judge:
    """The judge of the facts of some articles; positions are those of its `facts`."""
    held = list(articles)
    ordered = sorted((fact for one in held for fact in one.facts), key=lambda fact: fact.order)
    near = {one.story.article: one.near for one in held if one.near}
    return Judge(ordered, Events([one.story for one in held], near))
