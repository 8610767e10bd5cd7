"""The key of the measured thing, so that two articles that name it alike get one key.

The id of the indicator where one is known; the size of a change of an indicator's level has the key `ID change`, in
percent `ID percent change`. Else
`thing of base @ entity : unit`: the folded words of the phrase that names the thing, of the phrase it is a share of,
and of the name in them, abbreviations written out (`thuế thu nhập doanh nghiệp @ v1000 : VND`). A change has a key of
its own (`: percent change`). Precision comes first: the name is part of the key, so that two companies never share
one, and where no phrase names the thing there is no key.
"""

from __future__ import annotations

from audit.facts._reading import Date, Figure
from audit.facts.names.lexicon import ADJUNCT, FIGURE, LIGHT, PREDICATE, TIME
from audit.facts.names.marks import Marks
from audit.facts.names.subject import Span, Topic, doing, is_money

_UNSAID = frozenset({FIGURE, TIME})
_MOST_WORDS = 8
_BASE_WORDS = 4
# A noun of no more words says too little: `10 doanh nghiệp`, `three companies`. By whether words have syllables.
_BARE_WORDS = {True: 2, False: 1}


def measure(mention: Figure | Date, topic: Topic, entity: Span | None, marks: Marks) -> str | None:
    """A key of subject, base, entity and unit class, null where nothing names the thing."""
    if isinstance(mention, Date):
        return _date_key(topic, marks)
    thing = _words(_head(topic, marks), marks)[:_MOST_WORDS]
    if thing and topic.follows and mention.unit == "count":
        thing += _words(doing(topic, marks), marks)[:_BASE_WORDS]
        if len(thing) <= _BARE_WORDS[marks.syllables] and not entity:
            return None
    if not thing:
        return None
    seen = set(thing)
    bare = len(thing) <= _BARE_WORDS[marks.syllables] or seen <= set(_words(entity, marks))
    if bare and not topic.follows and topic.verb and not _of_level(topic.verb[0], mention, marks):
        thing += _words(topic.verb, marks)[:_BASE_WORDS]
    shares = not topic.follows and (mention.unit in ("percent", "ratio") or is_money(mention.unit))
    base = [word for word in _words(topic.other, marks) if word not in seen][:_BASE_WORDS] if shares else []
    named = [word for word in _words(entity, marks) if word not in seen and word not in base][:_MOST_WORDS]
    key = " ".join(thing)
    key += f" of {' '.join(base)}" if base else ""
    key += f" @ {' '.join(named)}" if named else ""
    return f"{key} : {mention.unit}{' change' if is_change(mention, marks) else ''}"


def _of_level(verb: int, figure: Figure, marks: Marks) -> bool:
    """Whether a verb only tells a level: `doanh thu đạt 5 tỷ`, `doanh thu tăng từ 5 tỷ`."""
    moves = marks.starts(verb, "measures.changes") > 0
    return marks.starts(verb, "measures.links") > 0 or (moves and not is_change(figure, marks))


def _head(topic: Topic, marks: Marks) -> Span | None:
    """The phrase that names the thing, after a figure only up to its first preposition: `hit to profits` is a hit."""
    if not topic.thing or not topic.follows:
        return topic.thing
    first, after = topic.thing
    return first, next((at for at in range(first, after) if marks.roles[at] == ADJUNCT), after)


def _date_key(topic: Topic, marks: Marks) -> str | None:
    """The key of an event: the document it dates by its number, else what is done and to what."""
    if not topic.thing:
        return None
    keys = marks.words.keys
    for at in range(*topic.thing):
        number = marks.starts(at, "measures.documents")
        while number and number < topic.thing[1] and marks.roles[number] == LIGHT:
            number += 1
        if number and number < topic.thing[1] and keys[number].isdigit():
            return f"{keys[at]} {' '.join(keys[at + 1 : marks.starts(at, 'measures.documents')])} {keys[number]} : date"
    words = _words(topic.verb, marks) + _words(topic.thing, marks)
    return f"{' '.join(words[:_MOST_WORDS])} : date" if words else None


def is_change(figure: Figure, marks: Marks) -> bool:
    """Whether a figure is the size of a change: right after a verb of change that no word of arrival follows."""
    if figure.fold:
        return True
    at = marks.words.at(figure.start, figure.end)[0]
    while at > 0 and not marks.words.breaks[at]:
        if marks.ended(at, "measures.ends"):
            return False
        if marks.ended(at, "measures.changes"):
            return True
        if marks.roles[at - 1] not in (LIGHT, ADJUNCT) or marks.starts(at - 1, "subjects.joins"):
            return False
        at -= 1
    return False


def changes(name: int, figure: Figure, marks: Marks) -> bool:
    """Whether the verb before a name changes it by a figure: `giảm thu ngân sách 16 tỷ`, but not `giảm ... còn`."""
    first = marks.words.at(figure.start, figure.end)[0]
    verb = marks.ended(name, "measures.changes")
    return verb and name < first and not any(role == PREDICATE for role in marks.roles[name:first])


def _words(span: Span | None, marks: Marks) -> list[str]:
    """The folded words of a phrase, without figures, dates and words that only join others."""
    if not span:
        return []
    part = slice(*span)
    said = zip(marks.words.keys[part], marks.roles[part], marks.opening[part], strict=False)
    return [key for key, role, lists in said if role not in _UNSAID and "subjects.fillers" not in lists]
