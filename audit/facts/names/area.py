"""Where a figure holds: the place named with it, else the one its paragraph opens with, else that of the article.

A name counts as a place only where it is one: not inside another name (`đường Hà Nội`, `Đại học Cần Thơ`), not a
trading partner (`xuất khẩu sang Mỹ`), and names that are also common words only where no doubt is left.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from audit import languages
from audit.facts._reading import Date, Figure, Reading, Sentence
from audit.facts.names import outlet as _outlet
from audit.facts.names.lexicon import ADJUNCT, CONNECTIVE, FIGURE, HOME, PREDICATE, SUBSTANCE, Place, lexicon
from audit.facts.names.marks import Marks, beginning, marks, may_name_place, may_open_with_place
from audit.facts.names.tokens import CLAUSE, fold
from audit.model import Indicator

_OPENING_WORDS = 6
_OPENING_CHARACTERS = 40
_OPENERS = 3  # words at the start of a sentence among which one of place must stand
_OPENING_SENTENCES = 2
_MOST_ROW = 12  # places of one row
_MOST_FIGURES = 40  # figures of a sentence that pairs them with places
_LEAD = 12  # characters before a country in which the word stands that makes what is told its own
_ROW = 2  # words that may stand between two places of one row
_AGENCY = 4  # words of the name of an agency

_FIRST = itemgetter(0)
Spot = tuple[int, int, Place]


class Where(NamedTuple):
    """ISO 3166 code of a place, null where the text does not make it clear; how it was told, and by which words.

    `words` is a span of the normal text.
    """

    code: str | None = None
    rule: str = ""
    words: tuple[int, int] | None = None


def area(mention: Figure | Date, sentence: Sentence, reading: Reading, indicators: tuple[Indicator, ...]) -> Where:
    """The place where a mention holds; what is traded with another country holds in the one that the report is of."""
    found = _named(mention, sentence, reading, indicators)
    home = HOME.get(sentence.language)
    abroad = found.code is not None and found.words is not None and home is not None and found.code[:2] != home
    if not abroad or not _is_partner(found, sentence, reading):
        return found
    about = _article(reading, indicators).code
    return Where(about, "area-partner", found.words) if about and about[:2] == home else found


def _is_partner(found: Where, sentence: Sentence, reading: Reading) -> bool:
    """Whether a country is only one that is traded with, in a report on trade: `thị trường Mỹ chiếm 23% kim ngạch`."""
    said = languages.load(sentence.language).get("areas", {})
    trade = said.get("trade")
    if not trade or found.words is None:
        return False
    known = reading.cache.get("trade")
    if known is None:
        opening = " ".join(one.text for one in reading.sentences[:_OPENING_SENTENCES]).lower()
        known = reading.cache["trade"] = any(word in opening for word in trade)
    before = reading.view.normal[max(0, found.words[0] - _LEAD) : found.words[0]].lower().split()
    return bool(known) and not (before and before[-1] in said["inside"])


def _named(mention: Figure | Date, sentence: Sentence, reading: Reading, indicators: tuple[Indicator, ...]) -> Where:
    """The place that is named with a mention, before it, or by the article."""
    made = marks(sentence, reading, indicators)
    first, after = made.words.at(mention.start, mention.end)
    start, end = made.clause(first, after)
    found = _places(made)
    shared = _respectively(mention, sentence, reading, indicators)
    if shared:
        return shared
    low = bisect_left(found, start, key=_FIRST)
    high = bisect_left(found, end, low, key=_FIRST)
    here = [spot for spot in found[low:high] if _reaches(spot, after, made)]
    led = any(spot[1] <= first for spot in here)
    here = [spot for spot in here if spot[0] < after or not (led and _contrasts(spot, after, made))]
    home = HOME.get(sentence.language)
    if here:
        return _nearest(here, first, after, made, "area-clause")
    national = _named_in("areas.national", start, end, made) if home else None
    if national is not None:
        about = _article(reading, indicators).code
        abroad = about[:2] if about and about[:2] != home else home
        return Where(abroad, "area-national", _printed_at(national, made.starts(national, "areas.national"), made))
    earlier = found[max(0, low - _MOST_ROW) : low]
    before = _nearest(earlier, first, after, made, "area-sentence") if earlier else Where()
    if before.code:
        return before
    heading = _heading(sentence, reading, indicators)
    if heading.code:
        return heading
    wide = _named_in("areas.worldwide", start, end, made)
    if wide is not None:
        return Where(None, "area-worldwide", _printed_at(wide, made.starts(wide, "areas.worldwide"), made))
    return _article(reading, indicators)


def _printed_at(first: int, after: int, made: Marks) -> tuple[int, int]:
    """A span of words as a span of the normal text."""
    return made.words.starts[first], made.words.ends[after - 1]


def _respectively(
    mention: Figure | Date, sentence: Sentence, reading: Reading, indicators: tuple[Indicator, ...]
) -> Where | None:
    """The place in a row that a figure's place in its row means: `Hà Nội và Huế lần lượt có 43 và 12 trường`.

    The row may stand a sentence or two before: `hai thành phố này lần lượt có ...`.
    """
    if not isinstance(mention, Figure) or not _ROW <= len(sentence.figures) <= _MOST_FIGURES:
        return None
    made = marks(sentence, reading, indicators)
    told = next(iter(made.of("areas.respectively")), None)
    if told is None:
        return None
    row = [one.start for one in sentence.figures if one.start > made.words.starts[told] and one.unit == mention.unit]
    found = _places(made)
    if not found and _points_back(told, made):
        found, made = _row_before(sentence, reading, indicators)
    apart = [at for at, (one, other) in enumerate(pairwise(found), start=1) if not _together(one, other, made)]
    found = _from_front(found[apart[-1] if apart else 0 :], len(row), made)
    if not _ROW <= len(found) <= len(row) or mention.start not in row[: len(found)]:
        return None
    first, after, place = found[row.index(mention.start)]
    return Where(place.code, "area-row", _printed_at(first, after, made))


def _points_back(told: int, made: Marks) -> bool:
    """Whether a sentence speaks of places named before it, up to a word: `hai thành phố này lần lượt có ...`."""
    return not made.syllables or any(at < told for at in made.of("areas.back"))


def _from_front(found: list[Spot], most: int, made: Marks) -> list[Spot]:
    """A row with the places at its front whose names alone could be other words: `Đức, Ý và Pháp`."""
    for spot in sorted(made.places, key=lambda one: -one[0]) if len(found) < most else ():
        if found and len(found) < most and spot[1] <= found[0][0] and _together(spot, found[0], made):
            found = [spot, *found]
    return found


def _row_before(sentence: Sentence, reading: Reading, indicators: tuple[Indicator, ...]) -> tuple[list[Spot], Marks]:
    """The places of the nearest sentence before that names any, in the same paragraph and not far, and its marks."""
    at = _order(reading)[sentence.start]
    for before in reversed(reading.sentences[max(0, at - _OPENING_SENTENCES) : at]):
        if "\n" in reading.view.normal[before.end : sentence.start]:
            break
        made = marks(before, reading, indicators)
        found = _places(made)
        if found:
            return found, made
    return [], marks(sentence, reading, indicators)


def _places(made: Marks) -> list[Spot]:
    """The places of a sentence where something can hold, the longest name where names overlap, in order."""
    known = made.spots
    if known is None:
        known, taken = [], -1
        for spot in sorted(made.places, key=lambda spot: (spot[0], -spot[1])):
            if spot[0] >= taken:
                taken = spot[1]
                if _is_place(spot, made):
                    known.append(spot)
        made.spots = known
    return known


def _is_place(spot: Spot, made: Marks) -> bool:
    first, after, _ = spot
    raw, breaks = made.words.raw, made.words.breaks
    if made.starts(first, "areas.others") > after or made.roles[first] == FIGURE:
        return False  # the sign of `US$3bn` is no place
    if _dateline(first, after, made) or _names_agency(after, made):
        return False
    if not breaks[first]:
        level = made.ended(first, "areas.levels")
        namesake = made.ended(first, "areas.namesakes") and not level  # `thành phố` is no street (`phố`)
        if namesake or made.ended(first, "areas.partners"):
            return False
        if level or made.ended(first, "areas.within") or made.ended(first, "areas.bodies"):
            return True
    doubtful = made.starts(first, "areas.uncertain") == after
    if made.shout:
        return not doubtful
    joined = after < len(raw) and not breaks[after] and raw[after][0].isupper()
    joined = joined and made.words.starts[after] == made.words.ends[after - 1] + 1  # `Anh (BOE)`
    led = first > 0 and not breaks[first] and raw[first - 1][0].isupper() and _leads(first - 1, made)
    described = not made.syllables and "-" in spot[2].code and _describes(after, made)
    return not (joined or led or described or (doubtful and (first == 0 or breaks[first] >= CLAUSE)))


def _names_agency(after: int, made: Marks) -> bool:
    """Whether a country only begins the name of a body that tells of all the world: `the U.S. Geological Survey`."""
    for at in range(after, min(after + _AGENCY, len(made.words.raw))) if "areas.agencies" in made.held else ():
        if at > after and made.words.breaks[at]:
            return False
        if "areas.agencies" in made.opening[at]:
            return True
        if not made.words.raw[at][0].isupper():
            return False
    return False


def _describes(after: int, made: Marks) -> bool:
    """Whether the name of a town stands before a noun, as where someone is from: `the New York bank said`."""
    return after < len(made.roles) and not made.words.breaks[after] and made.roles[after] == SUBSTANCE


def _leads(at: int, made: Marks) -> bool:
    """Whether a capital is part of a name: not where a clause just starts with `The` or `Theo`."""
    return made.words.breaks[at] < CLAUSE or made.roles[at] == SUBSTANCE


def _dateline(first: int, after: int, made: Marks) -> bool:
    """Whether a name only says where a report was written: `NEW YORK — `, `HÀ NỘI (TTXVN) - `."""
    breaks = made.words.breaks
    capitals = all(word.isupper() for word in made.words.raw[first:after]) and not made.shout
    return first == 0 and capitals and after < len(breaks) and breaks[after] > 0


def _reaches(spot: Spot, after: int, made: Marks) -> bool:
    """Whether a place after a figure is the figure's own: no comma or `and` between them starts another matter."""
    if spot[0] < after or made.ended(spot[0], "areas.within"):
        return True
    part = slice(after, spot[0] + 1)
    return not any(made.words.breaks[part]) and not any("subjects.joins" in lists for lists in made.opening[part])


def _contrasts(spot: Spot, after: int, made: Marks) -> bool:
    """Whether something else is told of a place behind a figure: `in Germany by 2%, while in France by 1%`."""
    return any(made.words.breaks[after : spot[0] + 1])


def _nearest(found: list[Spot], first: int, after: int, made: Marks, rule: str) -> Where:
    """The place nearest to a figure; several in one row of names are the country they share."""
    distance = [first - spot[1] if spot[1] <= first else spot[0] - after for spot in found]
    at = distance.index(min(distance))
    low = high = at
    while low > 0 and _together(found[low - 1], found[low], made):
        low -= 1
    while high + 1 < len(found) and _together(found[high], found[high + 1], made):
        high += 1
    code = _shared({spot[2].code for spot in found[low : high + 1]})
    return Where(code, rule, _printed_at(found[low][0], found[high][1], made))


def _shared(codes: set[str]) -> str | None:
    """The one place of some, where the country of another says no more; else the country they share."""
    countries = {code[:2] for code in codes}
    within = sorted(codes - countries)
    if len(countries) > 1:
        return None
    return within[0] if len(within) == 1 else countries.pop()


def _together(one: Spot, other: Spot, made: Marks) -> bool:
    """Whether two places stand in one row of names: `Hà Nội và TP.HCM`, `Bắc Ninh, Bắc Giang`."""
    between = made.roles[one[1] : other[0]]
    return len(between) <= _ROW and not any(role in (PREDICATE, CONNECTIVE, FIGURE, ADJUNCT) for role in between)


def _named_in(name: str, start: int, end: int, made: Marks) -> int | None:
    """The first phrase of a list between two words: where something national (`cả nước`) or worldwide is named."""
    if name not in made.held:
        return None
    return next((at for at, lists in enumerate(made.opening[start:end], start) if name in lists), None)


def _heading(sentence: Sentence, reading: Reading, indicators: tuple[Indicator, ...]) -> Where:
    """The place that opens the figure's paragraph or a sentence of it since: `Tại Đồng Tháp, ...`."""
    if "heading" not in sentence.cache:
        _fill_headings(sentence, reading, indicators)
    heading: Where = sentence.cache["heading"]
    return heading


def _fill_headings(sentence: Sentence, reading: Reading, indicators: tuple[Indicator, ...]) -> None:
    """Finds the headings of a sentence and of those before it in its paragraph that have none yet."""
    sentences = reading.sentences
    first = last = _order(reading)[sentence.start]
    while _goes_on(first, reading) and "heading" not in sentences[first - 1].cache:
        first -= 1
    heading: Where = sentences[first - 1].cache["heading"] if _goes_on(first, reading) else Where()
    for one in sentences[first : last + 1]:
        heading = one.cache["heading"] = _opened(one, reading, indicators) or heading


def _goes_on(at: int, reading: Reading) -> bool:
    """Whether a sentence stands in one paragraph with the sentence before it."""
    return at > 0 and "\n" not in reading.view.normal[reading.sentences[at - 1].end : reading.sentences[at].start]


def _opened(sentence: Sentence, reading: Reading, indicators: tuple[Indicator, ...]) -> Where | None:
    """The place that a sentence opens with, for itself and what follows; one without a code ends what was opened."""
    known = lexicon(sentence.language, indicators)
    if known.openers.isdisjoint(map(fold, sentence.text[:_OPENING_CHARACTERS].split(None, _OPENERS)[:_OPENERS])):
        return None
    if not (sentence.figures or may_open_with_place(sentence, reading, indicators)):
        return None
    made = beginning(sentence, reading, indicators)
    opening = next((spot for spot in _places(made) if spot[0] <= _OPENING_WORDS), None)
    if opening and made.ended(opening[0], "areas.within"):
        return Where(opening[2].code, "area-heading", _printed_at(opening[0], opening[1], made))
    return Where() if _named_in("areas.national", 0, _OPENING_WORDS, made) is not None else None


def _order(reading: Reading) -> dict[int, int]:
    """The place of each sentence among those of its article, by its start."""
    known: dict[int, int] | None = reading.cache.get("order")
    if known is None:
        known = reading.cache["order"] = {one.start: at for at, one in enumerate(reading.sentences)}
    return known


def article_area(reading: Reading, indicators: tuple[Indicator, ...]) -> str | None:
    """The code of the place that an article is about, if it is clear."""
    return _article(reading, indicators).code


def _article(reading: Reading, indicators: tuple[Indicator, ...]) -> Where:
    """The place that an article is about, made once: the one its opening names, else its language's home country."""
    if "area" not in reading.cache:
        reading.cache["area"] = _about(reading, indicators)
    about: Where = reading.cache["area"]
    return about


def _only(opening: dict[str, tuple[int, int]], home: str | None) -> str | None:
    """The one place that some are: itself, the one part of the home country, or the one country abroad."""
    if len(opening) < _ROW:
        return next(iter(opening), None)
    parts = [code for code in opening if code != home]
    abroad = {code[:2] for code in parts}
    if home in abroad:
        return parts[0] if len(parts) == 1 else None
    return abroad.pop() if len(abroad) == 1 and home not in opening else None


def _about(reading: Reading, indicators: tuple[Indicator, ...]) -> Where:
    """The only place of the title and the first sentences, where most places beside figures are that one too.

    Several of one country abroad are that country, and the one part of the home country among them is that part.
    Without a home country, all places count.
    """
    home = HOME.get(reading.sentences[0].language) if reading.sentences else None
    opening: dict[str, tuple[int, int]] = {}
    titled = False
    codes: Counter[str] = Counter()
    for number, sentence in enumerate(reading.sentences):
        looked_at = number < _OPENING_SENTENCES or not home
        if sentence.figures or (looked_at and may_name_place(sentence, reading, indicators)):
            made = marks(sentence, reading, indicators)
            found = _places(made)
            codes.update(spot[2].code for spot in found)
            for first, after, place in found if number < _OPENING_SENTENCES else ():
                opening.setdefault(place.code, _printed_at(first, after, made))
            titled = titled or (sentence.block == "title" and bool(found))
    total = sum(codes.values())
    only = _only(opening, home)
    if only:
        named = sum(count for code, count in codes.items() if code == only or (only != home and code[:2] == only))
        words = next(span for code, span in opening.items() if code.startswith(only))
        if (named > 1 or titled) and named * 2 > total:
            return Where(only, "area-opening", words)
    part, most = codes.most_common(1)[0] if codes else ("", 0)
    if home and part.startswith(f"{home}-") and most > _OPENING_SENTENCES and most * 3 >= 2 * total:
        return Where(part, "area-most")
    if home or not codes:
        return Where(home, "area-home")
    countries = Counter(code[:2] for code in codes.elements())
    country, count = max(countries.items(), key=lambda item: item[1])
    if count > _OPENING_SENTENCES and count * 3 >= 2 * total:
        return Where(country, "area-most")
    outlet = _outlet.country(reading.article, reading.sentences[0].language)
    return Where(outlet, "area-outlet") if outlet and countries[outlet] * 2 >= total else Where()
