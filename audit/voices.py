"""Which articles speak with the voice of another one that they repeat, and what they state in words of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.model import Article, Block

if TYPE_CHECKING:
    import pandas as pd

    from audit.blocks.copies import Original

# An article of which this share stands in another one speaks with the other's voice.
COPIED = 0.5


@dataclass(frozen=True, slots=True)
class Voices:
    """`copied`: what each article that repeats another one repeats; `own`: facts (ids) it states outside of that."""

    copied: Mapping[str, Original]
    own: frozenset[str]

    @property
    def originals(self) -> dict[str, str]:
        """The article that each of these repeats; both by id."""
        return {name: copy.original for name, copy in self.copied.items()}


def voices(articles: Sequence[Article], parts: Mapping[str, Sequence[Block]], facts: pd.DataFrame) -> Voices:
    """The voices of some articles; `parts` are their blocks by id, `facts` the rows of their facts."""
    from audit.blocks.copies import originals

    copied = originals(articles, parts, COPIED)
    columns = (facts[name] for name in ("fact_id", "article_id", "start", "end"))
    own = frozenset(
        fact_id
        for fact_id, article_id, start, end in zip(*columns, strict=True)
        if article_id in copied and not copied[article_id].repeats(start, end)
    )
    return Voices(copied, own)
