"""Advertisements that stand in an article as paragraphs of their own, whatever they sell.

An advertisement speaks to the reader, asks to act, says where, promises, and names an offer; and its words have nothing
to do with the article around it. News of the same goods has one or two of these, and it has what advertisements lack:
who said so, quotations, words and names of other paragraphs. At least three kinds must come together, and each adds to
a sum, as in `_typed`. The weights are rounded log-odds of a logistic regression that tells advertisements written for
this purpose, put into clean articles, from all paragraphs of these articles and from news of the same goods; what ties
a paragraph to its page weighs more, for the last words of press releases, which are about what the page is about.
"""

from __future__ import annotations

from collections.abc import Sequence

from audit.blocks._appeals import ADVANTAGE, kinds_of
from audit.blocks._lines import Line
from audit.blocks._page import Page, Span
from audit.blocks._pitch import Pitch, pitch_of, readers_in
from audit.blocks._ties import called, named, shared
from audit.blocks._words import listed

_CALLED, _CALLED_AGAIN, _PRESSED = 3.0, 1.0, 3.0
_READER, _PROMISED, _OFFERED = 1.5, 2.0, 2.0
_MOST_PROMISES, _MOST_OFFERS = 3, 2
_REACHED, _APP = 3.0, 0.5
_LOUD, _MOST_LOUD = 0.5, 2
_TOLD, _MOST_TOLD = -3.0, 3
_TIED, _MOST_TIED, _NAMED = -15.0, 0.4, -8.0
_CALLED_SO, _GUIDE, _OFTEN = -14.0, -4.0, 2
_ENOUGH, _SURE, _FEWEST = 7.0, 14.0, 3
_UNSURE = 0.8
_FEWEST_WORDS, _LONGEST, _SHORT = 6, 800, 200
_ELSEWHERE = 40
_MOST_LINES = 8


def adverts(suspects: Sequence[int], page: Page) -> dict[int, list[Span]]:
    """The advertisements among lines: `suspects` are the numbers of those that address the reader.

    Short lines that follow each other are read as one, as the advantages of an offer are listed. A page that is little
    else is about what it sells, and nothing is taken out of it.
    """
    if not suspects:
        return {}
    at = {line.number: i for i, line in enumerate(page.lines)}
    found: dict[int, list[Span]] = {}
    for number in suspects:
        lines = _around(at[number], page) if number in at and number not in found else ()
        if lines and (why := _advert(lines, page)):
            found |= {line.number: [Span(line.start, line.end, "advert", *why)] for line in lines}
    if not found:
        return {}
    taken = sum(len(line.words) for line in page.lines if line.number in found)
    return found if len(page.words) - taken >= max(_ELSEWHERE, taken) else {}


def _around(at: int, page: Page) -> Sequence[Line]:
    """The line in which several kinds of pitch may come together, or it and short ones beside it."""
    kinds = _kinds(page.lines[at], page)
    if kinds.bit_count() >= _FEWEST or len(page.lines[at].text) > _SHORT:
        return page.lines[at : at + 1] if kinds.bit_count() >= _FEWEST else ()
    first, last = at, at + 1
    while first > 1 and last - first < _MOST_LINES and (more := _short_kinds(page.lines[first - 1], page)):
        first, kinds = first - 1, kinds | more
    while last < len(page.lines) and last - first < _MOST_LINES and (more := _short_kinds(page.lines[last], page)):
        last, kinds = last + 1, kinds | more
    if kinds.bit_count() < _FEWEST:
        return ()
    while first < at and _is_tied(page.lines[first], page):
        first += 1
    while last > at + 1 and _is_tied(page.lines[last - 1], page):
        last -= 1
    return page.lines[first:last]


def _is_tied(line: Line, page: Page) -> bool:
    return page.repeated[line.text] > 1 or named([line], page) or shared([line], page) > 0


def _short_kinds(line: Line, page: Page) -> int:
    """The kinds in a line that may go on a list of advantages, and that it does where it has a sign before it."""
    if len(line.text) > _SHORT or line.prose:
        return 0
    return _kinds(line, page) | (ADVANTAGE if not line.text[0].isalnum() else 0)


def _kinds(line: Line, page: Page) -> int:
    """The kinds of pitch that there may be in a line."""
    first, last = page.split.within(line.start, line.end)
    return kinds_of(page.split.texts[first:last]) if len(line.text) <= _LONGEST else 0


def _advert(lines: Sequence[Line], page: Page) -> tuple[str, float] | None:
    """Why lines together are an advertisement, and how sure that is; None where they are none."""
    text = "\n".join(line.text for line in lines)
    if len(text) > _LONGEST or text.count(" ") < _FEWEST_WORDS:
        return None
    pitch = pitch_of(text)
    said = _said(pitch)
    told = _weight(pitch)
    if len(said) < _FEWEST or told < _ENOUGH or not _sells(pitch):
        return None
    told += _tie(lines, pitch, page)
    if told < _ENOUGH:
        return None
    why = f"an advertisement that {', '.join(said[:-1])} and {said[-1]}, and has little to do with the article"
    return why, 1.0 if told >= _SURE else _UNSURE


def _sells(pitch: Pitch) -> bool:
    """Whether there is an offer, or a promise beyond what public bodies make too."""
    return bool(pitch.offers) or any(promise.lower() not in listed("pitch", "gratis") for promise in pitch.promises)


def _tie(lines: Sequence[Line], pitch: Pitch, page: Page) -> float:
    """What ties lines to the rest of the page, which may itself speak to the reader, as guides do."""
    own = sum(len(readers_in(line.text)) * page.repeated[line.text] for line in lines)
    return (
        _TIED * min(_MOST_TIED, shared(lines, page))
        + _NAMED * named(lines, page)
        + _CALLED_SO * called(lines, pitch.reach, page)
        + _GUIDE * (page.once(_spoken) - own >= _OFTEN)
    )


def _spoken(page: Page) -> int:
    """How often a page speaks to its reader."""
    return sum(len(readers_in(line.text)) for line in page.lines)


def _said(pitch: Pitch) -> list[str]:
    """The kinds of pitch that there are, in words, each with its first example."""
    kinds = (
        ("asks to act", (*pitch.pressed, *pitch.calls)),
        ("speaks to the reader", pitch.readers),
        ("says how to reach the seller", pitch.reach),
        ("promises", pitch.promises),
        ("makes an offer", pitch.offers),
    )
    return [f"{kind} (“{examples[0]}”)" for kind, examples in kinds if examples]


def _weight(pitch: Pitch) -> float:
    """The evidence in a paragraph itself."""
    return (
        _CALLED * bool(pitch.calls)
        + _CALLED_AGAIN * (len(pitch.calls) > 1)
        + _PRESSED * bool(pitch.pressed)
        + _READER * bool(pitch.readers)
        + _PROMISED * min(_MOST_PROMISES, len(pitch.promises))
        + _OFFERED * min(_MOST_OFFERS, len(pitch.offers))
        + _REACHED * bool(pitch.reach)
        + _APP * bool(pitch.apps)
        + _LOUD * min(_MOST_LOUD, pitch.loud)
        + _TOLD * min(_MOST_TOLD, pitch.told)
    )
