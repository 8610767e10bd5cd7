"""The key of the measured thing where no indicator names it, so that two articles that name it alike get one key.

A key reads `thing of other @ entity : unit`, each part the folded words of substance of its phrase, abbreviations written
out: `thuế thu nhập doanh nghiệp @ v1000 : VND`. Precision comes first: the entity is part of the key, so that two companies
never share one; a change has a key of its own (`: percent change`); where no phrase names the thing there is no key.
"""

from __future__ import annotations

from audit.facts._marks import SUBSTANCE, Marks
from audit.facts._reading import Date, Figure
from audit.facts._subject import Span, Topic
from audit.facts._tokens import spelled
from audit.model import Indicator

_MOST_WORDS = 8


def measure(
    mention: Figure | Date, known: Indicator | None, topic: Topic, entity: str | None, marks: Marks
) -> str | None:
    """The indicator's id where there is one, else a key of subject, entity and unit class, else null."""
    changed = isinstance(mention, Figure) and is_change(mention, marks)
    if known:
        return known.indicator
    thing = _key(topic.thing, marks, set())
    if not thing:
        return None
    seen = set(thing)
    other = _key(topic.other, marks, seen) if isinstance(mention, Figure) and not topic.follows else []
    of = [word for word in spelled(entity or "", {}) if word not in seen]
    parts = [" ".join(thing)]
    if other:
        parts.append(f"of {' '.join(other)}")
    if of:
        parts.append(f"@ {' '.join(of[:_MOST_WORDS])}")
    unit = mention.unit if isinstance(mention, Figure) else "date"
    return f"{' '.join(parts)} : {unit}{' change' if changed else ''}"


def is_change(figure: Figure, marks: Marks) -> bool:
    """Whether a figure is the size of a change: right after a verb of change that no word of arrival follows."""
    if figure.fold:
        return True
    at = marks.words.at(figure.start, figure.end)[0]
    while at > 0 and marks.roles[at - 1] in "LA" and not marks.words.breaks[at]:
        if any(after == at and name == "measures.ends" for _, after, name in marks.cues):
            return False
        at -= 1
    if marks.words.breaks[at : at + 1] != [0]:
        return False
    ending = {name for _, after, name in marks.cues if after == at}
    return "measures.changes" in ending and "measures.ends" not in ending


def _key(span: Span | None, marks: Marks, without: set[str]) -> list[str]:
    if not span:
        return []
    keys, roles = marks.words.keys, marks.roles
    kept = [keys[at] for at in range(*span) if roles[at] == SUBSTANCE and keys[at] not in without]
    return list(dict.fromkeys(kept))[:_MOST_WORDS]
