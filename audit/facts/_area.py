"""Where a figure holds: the place named with it, else the one its paragraph opens with, else that of the article.

A name counts as a place only where it is one: not inside another name (`đường Hà Nội`, `Đại học Cần Thơ`), not a trading
partner (`xuất khẩu sang Mỹ`), and short names that are also common words only after a word of place (`tại Anh`).
"""

from __future__ import annotations

from collections import Counter

from audit.facts._marks import Marks, Place, marks
from audit.facts._reading import Date, Figure, Reading, Sentence
from audit.facts._tokens import CLAUSE
from audit.model import Indicator

_HOME = {"vi": "VN"}
_OPENING_WORDS = 6

Spot = tuple[int, int, Place]


def area(mention: Figure | Date, sentence: Sentence, reading: Reading, indicators: tuple[Indicator, ...]) -> str | None:
    """ISO 3166 code of the place where a mention holds, or null where the text does not make it clear."""
    made = marks(sentence, reading, indicators)
    first, after = made.words.at(mention.start, mention.end)
    start, end = made.clause(first, after)
    here = [spot for spot in spots(made) if spot[0] < end and spot[1] > start]
    near = _nearest(here, first, after, made)
    if near:
        return near
    if _national(made, start, end) and sentence.language in _HOME:
        return _HOME[sentence.language]
    earlier = [spot for spot in spots(made) if spot[1] <= start]
    return (
        (_nearest(earlier, first, after, made) if earlier else None)
        or _heading(sentence, reading, indicators)
        or _article(reading, indicators)
    )


def spots(made: Marks) -> list[Spot]:
    """The places of a sentence that can be where something holds, longest name first where names overlap."""
    found: list[Spot] = []
    for spot in sorted(made.places, key=lambda spot: (spot[0] - spot[1], spot[0])):
        if all(spot[1] <= other[0] or spot[0] >= other[1] for other in found) and _is_place(spot, made):
            found.append(spot)
    return sorted(found, key=lambda spot: spot[0])


def _is_place(spot: Spot, made: Marks) -> bool:
    first, after, _ = spot
    before = _cues_before(made, first)
    if "areas.namesakes" in before or "areas.partners" in before:
        return False
    if "areas.within" in before or "areas.levels" in before or "areas.bodies" in before:
        return True
    raw, breaks = made.words.raw, made.words.breaks
    joined = after < len(raw) and not breaks[after] and raw[after][0].isupper()
    led = first > 0 and not breaks[first] and raw[first - 1][0].isupper()
    uncertain = any(cue[:2] == (first, after) and cue[2] == "areas.uncertain" for cue in made.cues)
    return not (joined or led or (uncertain and (first == 0 or breaks[first] == CLAUSE)))


def _cues_before(made: Marks, first: int) -> set[str]:
    """The kinds of the cue words right before a word."""
    if made.words.breaks[first]:
        return set()
    return {name for _, after, name in made.cues if after == first and name.startswith("areas.")}


def _nearest(found: list[Spot], first: int, after: int, made: Marks) -> str | None:
    """The place nearest to a figure; several in one row of names are the country they share."""
    if not found:
        return None
    distance = [min(abs(first - spot[1]), abs(spot[0] - after)) for spot in found]
    at = distance.index(min(distance))
    row = [found[at]]
    for step in (-1, 1):
        other = at + step
        while 0 <= other < len(found) and _together(row[-1] if step > 0 else row[0], found[other], made):
            row.insert(len(row) if step > 0 else 0, found[other])
            other += step
    codes = list(dict.fromkeys(spot[2].code for spot in row))
    countries = list(dict.fromkeys(code[:2] for code in codes))
    if len(codes) == 1:
        return codes[0]
    return countries[0] if len(countries) == 1 else None


def _together(one: Spot, other: Spot, made: Marks) -> bool:
    """Whether two places stand in one row of names: `Hà Nội và TP.HCM`, `Bắc Ninh, Bắc Giang`."""
    low, high = (one, other) if one[0] < other[0] else (other, one)
    return high[0] - low[1] <= 2 and not any(role in "PCF" for role in made.roles[low[1] : high[0]])


def _national(made: Marks, start: int, end: int) -> bool:
    return any(name == "areas.national" and start <= first < end for first, _, name in made.cues)


def _heading(sentence: Sentence, reading: Reading, indicators: tuple[Indicator, ...]) -> str | None:
    """The place that opens the figure's paragraph (`Tại Đồng Tháp, ...`) or a sentence since."""
    if "heading" not in sentence.cache:
        _fill_headings(reading, indicators)
    heading: str | None = sentence.cache["heading"]
    return heading


def _fill_headings(reading: Reading, indicators: tuple[Indicator, ...]) -> None:
    text, heading, last = reading.view.normal, None, 0
    for sentence in reading.sentences:
        if "\n" in text[last : sentence.start]:
            heading = None
        last = sentence.end
        made = marks(sentence, reading, indicators)
        opening = next((spot for spot in spots(made) if spot[0] <= _OPENING_WORDS), None)
        if opening and "areas.within" in _cues_before(made, opening[0]):
            heading = opening[2].code
        elif _national(made, 0, _OPENING_WORDS):
            heading = None
        sentence.cache["heading"] = heading


def _article(reading: Reading, indicators: tuple[Indicator, ...]) -> str | None:
    """The place that an article is about: the one its title or first sentence names, else its language's home country."""
    if "area" not in reading.cache:
        reading.cache["area"] = _about(reading, indicators)
    about: str | None = reading.cache["area"]
    return about


def _about(reading: Reading, indicators: tuple[Indicator, ...]) -> str | None:
    codes: Counter[str] = Counter()
    opening: list[str] = []
    language = reading.sentences[0].language if reading.sentences else ""
    for number, sentence in enumerate(reading.sentences):
        found = [spot[2].code for spot in spots(marks(sentence, reading, indicators))]
        codes.update(found)
        if number < 2:
            opening += found
    home = _HOME.get(language)
    total = sum(codes.values())
    for code in dict.fromkeys(opening):
        if codes[code] >= 2 and codes[code] * 2 > total and len(set(opening)) == 1:
            return code
    if home:
        return home
    countries = Counter(code[:2] for code in codes.elements())
    country, count = countries.most_common(1)[0] if countries else ("", 0)
    return country if count >= 3 and count * 3 >= 2 * total else None
