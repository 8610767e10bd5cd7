"""Finds the figures and dates of an article, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

from audit import languages
from audit.facts._phrases import lowered
from audit.facts._reading import Reading, Sentence
from audit.facts.dates.calendar import published_on
from audit.facts.dates.events import cues, mark
from audit.facts.dates.fiscal import fiscal
from audit.facts.dates.resumed import resume
from audit.facts.dates.seasons import seasons
from audit.facts.dates.titled import titled
from audit.facts.numbers.degrees import heat
from audit.facts.numbers.figures import UNNAMED
from audit.facts.numbers.pounds import weigh
from audit.facts.scan.sentences import READ, abbreviations, blanked, sentences, spans
from audit.facts.scan.shapes import list_items
from audit.facts.scan.walk import Scanner
from audit.model import Article, Block
from audit.text import view

# What one in the last digit of a number with a scale is worth at the least.
_SCALED = 1000
# How many sums of money an article names, and how large a number without a unit is, before that is money too.
_SEVERAL, _LEAST = 3, 100_000
_VIETNAMESE = frozenset("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")


def read(article: Article, blocks: Sequence[Block], others: Sequence[Block] = ()) -> Reading:
    """The sentences of an article's text blocks, each with its figures, dates and rejected numbers.

    Only title, body and caption blocks are read, and what is spam within them or belongs to `others` is passed over.
    """
    seen = view(article.text)
    cut = spans(seen, [*(block for block in blocks if block.label == "spam"), *others])
    text = blanked(seen.normal, cut)
    low = lowered(text)
    language = _language(article, low)
    published = published_on(article.published)
    scanner = Scanner(text, low, language, published)
    known, happens = abbreviations(language), cues(language)
    found = []
    for block in blocks:
        if block.label not in READ:
            continue
        start, end = seen.forth(block.start), seen.forth(block.end)
        items = list_items(text, start, end)
        for begin, stop in sentences(text, start, end, known):
            sentence = Sentence(text[begin:stop], begin, stop, block.label, language)
            scanner.read(sentence, items)
            if sentence.dates:
                mark(sentence, low, happens)
            found.append(sentence)
    _name_money(found, scanner.money)
    weigh(found, low, language)
    heat(found, low, language)
    seasons(found, low, language, published)
    fiscal(found, low, language, published)
    titled(found, low, language, published)
    resume(found, low, article.published)
    return Reading(article, seen, found, cut, {"lower": low})


def _name_money(sentences: Sequence[Sentence], money: str | None) -> None:
    """Give a scaled number without a unit the currency that the same number has elsewhere in the article.

    Where all other scaled numbers of the article are money of the language, one without a unit is money too.
    """
    if money is None:
        return
    scaled = [one for sentence in sentences for one in sentence.figures if one.step >= _SCALED or one.unit == money]
    bare = [figure for figure in scaled if figure.unit == "count" and figure.counted is None]
    if not bare:
        return
    known = {figure.value for figure in scaled if figure.unit == money}
    others = [figure for figure in scaled if figure.unit == money or figure.counted is not None]
    alone = len(others) >= _SEVERAL and all(figure.unit == money for figure in others)
    for figure in bare:
        if figure.value in known or (alone and figure.value >= _LEAST):
            figure.unit, figure.confidence = money, min(figure.confidence, UNNAMED)


def _language(article: Article, low: str) -> str:
    if article.language in languages.codes():
        return str(article.language)
    sample = low[:2000]
    return "vi" if sum(letter in _VIETNAMESE for letter in sample) * 50 > len(sample) else languages.DEFAULT
