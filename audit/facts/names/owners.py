"""Whose a figure is, and who says so: the names of persons and organisations in a sentence."""

from __future__ import annotations

import re
import unicodedata

from audit.facts._reading import Reading, Sentence
from audit.facts.names.lexicon import ADJUNCT, CONNECTIVE, FIGURE, LIGHT, PREDICATE, SUBSTANCE, TIME
from audit.facts.names.marks import Marks
from audit.facts.names.subject import Span, Topic
from audit.facts.names.tokens import CLAUSE

# A Vietnamese syllable, its marks apart: `Cổng`, `Nghị`, but not `Ronaldo`.
_SYLLABLE = re.compile(
    "(?:ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?(?:[aeiouy][\u0300-\u036f]{0,2}){1,3}(?:ch|ng|nh|[cmnpt])?"
)
_HEADS = frozenset({"subjects.organisations", "subjects.persons"})
_STOPS = (PREDICATE, CONNECTIVE, FIGURE, TIME)
_JOINING = (ADJUNCT, LIGHT)  # `về`, `và` inside a name, a capital after them
_MOST_WORDS = 12
_DOCUMENT_WORDS = 8  # words of a document's name and number: `Nghị định số 131/2018/NĐ-CP`
_MOST_QUOTED = 8  # sentences of one quotation
_LEAST_NAMES = 2  # words of a person's full name
_LOWER_WORDS = 5  # words in small letters that may follow the head of an organisation's name


def entity(topic: Topic, marks: Marks) -> Span | None:
    """The organisation, person, product or group a figure is about, in the phrase nearest to what it measures."""
    for span in (topic.thing, topic.other, topic.actor):
        found = (_name(span, marks) or _group(span, marks)) if span else None
        if found:
            return found
    return None


def _group(span: Span, marks: Marks) -> Span | None:
    """A group that a phrase speaks of: `thuế của nhóm doanh nghiệp tư nhân`."""
    for at in range(*span) if "subjects.groups" in marks.held else ():
        end = head = marks.starts(at, "subjects.groups")
        while end and end < span[1] and marks.roles[end] == SUBSTANCE and not marks.words.breaks[end]:
            end += 1
        if end > head or (head and not marks.syllables):
            return at, min(end, at + _MOST_WORDS)
    return None


def owner(span: Span, marks: Marks) -> Span | None:
    """The organisation that a phrase is said to belong to, a place or a state aside: `xuất khẩu của Samsung`."""
    first = marks.starts(span[1], "subjects.possessives")
    if not first or first >= len(marks.roles):
        return None
    named = _name((first, min(len(marks.roles), first + 2)), marks)
    if not named or named[0] != first or marks.starts(first, "areas.national"):
        return None
    place = any(start == first for start, _, _ in marks.places) or marks.starts(first, "areas.levels")
    return None if place else named


def speaker(marks: Marks) -> Span | None:
    """Who is credited in a sentence: before a verb of saying, or after `theo`, `according to`."""
    speech = marks.of("subjects.speech")
    for first in sorted({*speech, *marks.of("subjects.credits")}):
        said = _speaking(first, marks) if first in speech and _speaks(first, marks) else None
        after = marks.starts(first, "subjects.credits")
        if said is None and after and after < len(marks.roles) and not marks.words.breaks[after]:
            said = _credited(after, marks)
        if said:
            return said
    return None


def tells(marks: Marks) -> bool:
    """Whether somebody tells or is credited in a sentence, and does not only ask or demand."""
    return "subjects.tells" in marks.held or "subjects.credits" in marks.held


def _speaks(first: int, marks: Marks) -> bool:
    """Whether a verb of saying is one: not part of a name or of another word, and nothing that is said of a thing."""
    raw, roles = marks.words.raw, marks.roles
    if first == 0 or roles[first] != PREDICATE or (raw[first][0].isupper() and not marks.shout):
        return False
    return not marks.ended(first, "subjects.passives")


def _speaking(first: int, marks: Marks) -> Span | None:
    """Who stands before a verb of saying: `ông Lê Văn A, giám đốc Công ty B, cho biết` names the person."""
    breaks = marks.words.breaks
    start = _start(marks, first)
    comma = breaks[first]
    if comma:
        start = _segment(first - 1, marks)
    if start and breaks[start]:
        before = _segment(start - 1, marks)
        office = (_headed(at, start, marks) for at in range(before, start) if comma)
        named = _person(before, start, marks) or next((span for span in office if span and span[1] == start), None)
        if named:
            return named
    return _person(start, first, marks) if comma else _last(start, first, marks)


def _segment(at: int, marks: Marks) -> int:
    """Where the stretch between two marks starts that holds a word."""
    start = at
    while start > 0 and at - start < _MOST_WORDS and not marks.words.breaks[start]:
        start -= 1
    return start


def _person(first: int, after: int, marks: Marks) -> Span | None:
    """The person that a stretch ends with: `ông Trần Văn Chín`, `Phó giám đốc Lê Thị B`."""
    at = after
    while at > first and capital(at - 1, marks):
        at -= 1
    while at < after and not _surname(at, marks) and not marks.closing[at]:
        at += 1
    titled = marks.ended(at, "subjects.persons")
    if after - at < _LEAST_NAMES or not (titled or _surname(at, marks)):
        return None
    return (at - 1 if titled and marks.starts(at - 1, "subjects.persons") == at else at), after


def quotations(reading: Reading) -> dict[int, Sentence]:
    """For the start of each sentence of a quotation that runs over several, the sentence that ends it."""
    known: dict[int, Sentence] | None = reading.cache.get("quotations")
    if known is None:
        known = {}
        open_ones: list[Sentence] = []
        for sentence in reading.sentences:
            ends = _open_at_end(sentence.text, bool(open_ones))
            if ends and len(open_ones) < _MOST_QUOTED:
                open_ones.append(sentence)
            elif open_ones:
                known.update({quoted.start: sentence for quoted in open_ones})
                open_ones = []
        reading.cache["quotations"] = known
    return known


def _open_at_end(text: str, opened: bool) -> bool:
    """Whether a quotation is open where a sentence ends."""
    if text.count('"') % 2:
        opened = not opened
    last = max(text.rfind("“"), text.rfind("”"))
    return opened if last < 0 else text[last] == "“"


def _credited(first: int, marks: Marks) -> Span | None:
    """The source after a word of credit: `theo số liệu của Bộ Tài chính`."""
    while True:
        after = marks.starts(first, "subjects.sources")
        if not after or after >= len(marks.roles):
            break
        if marks.words.breaks[after]:
            return None  # `theo kế hoạch, Tổng thống ...` credits nobody
        first = after
    if marks.starts(first, "subjects.norms") or marks.starts(first, "measures.documents"):
        return None
    end = _end(marks, first)
    named = _name((first, end), marks)
    return named if named and named[0] - first <= _LOWER_WORDS else None


def _start(marks: Marks, first: int) -> int:
    roles, breaks, start = marks.roles, marks.words.breaks, first
    while start > 0 and first - start < _MOST_WORDS and not breaks[start]:
        if roles[start - 1] in _STOPS and not _titled(start - 1, marks):
            break
        start -= 1
    return start


def _titled(at: int, marks: Marks) -> bool:
    """Whether a verb is part of a name by its capital: `Bộ Thông tin và Truyền thông`."""
    raw, roles = marks.words.raw, marks.roles
    return raw[at][0].isupper() or (at > 0 and roles[at - 1] == PREDICATE and raw[at - 1][0].isupper())


def _end(marks: Marks, after: int) -> int:
    roles, breaks, end = marks.roles, marks.words.breaks, after
    while end < len(roles) and end - after < _MOST_WORDS and (end == after or not breaks[end]):
        if roles[end] in _STOPS:
            break
        end += 1
    return end


def _name(span: Span, marks: Marks) -> Span | None:
    """The first name in a span: a person's title or an organisation's head with what follows, or a row of capitals."""
    raw, skip = marks.words.raw, span[0]
    for at, lists in enumerate(marks.opening[slice(*span)], start=span[0]):
        if "measures.documents" in lists:
            skip = at + _DOCUMENT_WORDS
        if at < skip or at in marks.codes:
            continue
        found = None if _HEADS.isdisjoint(lists) else _headed(at, span[1], marks)
        found = found or (_row(at, span[1], marks) if raw[at][0].isupper() and capital(at, marks) else None)
        if found and _says_who(found, marks):
            return found
    return None


def _says_who(span: Span, marks: Marks) -> bool:
    """Whether capitals name somebody: not a lone letter, not a lone word of relation that begins a sentence."""
    first, after = span
    return after - first > 1 or (len(marks.words.raw[first]) > 1 and marks.roles[first] == SUBSTANCE)


def _last(first: int, after: int, marks: Marks) -> Span | None:
    """The last name in a span, a person's where a family name stands in it: who speaks stands beside the verb."""
    for at in range(after - 1, first - 1, -1):
        if capital(at, marks) and marks.roles[at] in (SUBSTANCE, PREDICATE):
            start = at
            while start > first and capital(start - 1, marks) and not _surname(start, marks):
                start -= 1
            if start > first and marks.starts(start - 1, "subjects.persons") == start:
                start -= 1
            told = _body(first, start, after, marks)
            return told or (None if _is_where(first, start, marks) else (start, _tail(at + 1, after, marks)))
    for at in range(first, after):
        end = marks.starts(at, "subjects.persons")
        if end:
            return at, end
    return None


def _is_where(first: int, start: int, marks: Marks) -> bool:
    """Whether the name of a place only tells where somebody else is: `các nhà thầu ở Cửa Lò cho rằng`."""
    place = any(begin == start for begin, _, _ in marks.places)
    if start == first:
        return False
    return marks.roles[start - 1] == ADJUNCT or (place and not marks.starts(start - 1, "areas.levels"))


def _body(first: int, start: int, after: int, marks: Marks) -> Span | None:
    """The organisation whose name the capitals are part of: `Công an quận Liên Chiểu`; none where a person's starts."""
    if _surname(start, marks):
        return None
    found = (_headed(at, after, marks) for at in range(first, start + 1))
    return next((span for span in found if span and span[1] > start), None)


def _surname(at: int, marks: Marks) -> bool:
    """Whether a family name stands at a word, and no place: `Hồ Tấn Minh`, but not `TP Hồ Chí Minh`."""
    place = any(first <= at < after for first, after, _ in marks.places)
    return not place and marks.starts(at, "subjects.surnames") > 0


def _tail(at: int, limit: int, marks: Marks) -> int:
    """Where a name ends that goes on in small letters up to the verb: `Cục Viễn thông cho biết`."""
    plain = marks.syllables and limit - at <= _LOWER_WORDS
    return limit if plain and all(role == SUBSTANCE for role in marks.roles[at:limit]) else at


def _headed(at: int, limit: int, marks: Marks) -> Span | None:
    """A name that a head opens: `Bộ Tài chính`, `Tổng công ty Thăm dò khai thác dầu khí`, `ông Nguyễn Văn A`."""
    head = marks.starts(at, "subjects.organisations") or marks.starts(at, "subjects.persons")
    if head == limit and capital(at, marks):
        return at, head
    if not head or head >= limit:
        return None
    raw, roles, breaks = marks.words.raw, marks.roles, marks.words.breaks
    if not (raw[at][0].isupper() or raw[head][0].isupper()):
        return None
    end = head
    while end < limit and not breaks[end] and end - at < _MOST_WORDS:
        links = not marks.syllables or marks.starts(end, "subjects.links")
        opens = links and roles[end] in _JOINING and end + 1 < limit and raw[end + 1][0].isupper()
        verb = roles[end] == PREDICATE and roles[end - 1] == PREDICATE and raw[end - 1][0].isupper()
        if not (roles[end] == SUBSTANCE or raw[end][0].isupper() or opens or verb):
            break
        end += 1
    if any(word[0].isupper() for word in raw[head:end]):
        return at, end
    return (at, head) if head > at + 1 and capital(at, marks) else None


def _row(at: int, limit: int, marks: Marks) -> Span:
    """A row of capitals; a lone Vietnamese one goes on in small letters, as far as is known: `Quốc hội`."""
    known = marks.starts(at, "areas.national")
    if known:
        return at, min(known, limit)
    end = at + 1
    while end < limit and not marks.words.breaks[end] and capital(end, marks):
        end += 1
    short = marks.words.raw[at].isupper() and len(marks.words.raw[at]) > 1
    if (
        end == at + 1
        and marks.syllables
        and not short
        and _SYLLABLE.fullmatch(unicodedata.normalize("NFD", marks.words.keys[at]))
    ):
        limit = min(limit, at + _LOWER_WORDS)
        while end < limit and marks.roles[end] == SUBSTANCE and not marks.words.breaks[end]:
            end += 1
    return at, end


def capital(at: int, marks: Marks) -> bool:
    """Whether a word is printed as part of a name; the first of a clause only with another capital after it."""
    words = marks.words
    word = words.raw[at]
    if not word[0].isupper() or words.shared(at) or marks.shout:
        return False
    if marks.headline:
        return word in marks.capitals or (len(word) > 1 and word.isupper())
    if words.breaks[at] < CLAUSE and at:
        return True
    after = at + 1
    following = after < len(words.raw) and not words.breaks[after] and not words.shared(after)
    following = following and words.raw[after][0].isupper()
    owns = after < len(words.raw) and words.keys[after] == "s" and words.starts[after] == words.ends[at] + 1
    return following or owns or (len(word) > 1 and word.isupper()) or word in marks.capitals
