"""Two values of a sentence that another article gives the other way round: `A 12, B 15` and `A 15, B 12`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from audit.rules._kin import Kin, Told
from audit.rules._sentence import Figure
from audit.rules._words import telling

# So many words on each side of a figure name what it is of; so many of them must have changed places.
_NEAR, _CROSSED = 6, 3
# So many figures of a sentence are paired.
_MANY = 30
_Pair = tuple[Figure, Figure]
# Two values, and their unit and kind.
_Values = tuple[float, float, str, str]


@dataclass(frozen=True, slots=True)
class _Paired:
    """The pairs of the sentences of an article, each by its values, and these with both figures first."""

    pairs: Sequence[tuple[_Values, _Pair]]
    both_ways: Mapping[_Values, Sequence[_Pair]]


def exchanged(articles: Kin, order: Sequence[str]) -> Iterator[tuple[Figure, Figure, str]]:
    """Each first figure of such a sentence, the figure that stands in its place elsewhere, and the source of that one.

    Of two articles the one that more sources stand against is told, else the later one; `order` is when each row was
    published.
    """
    against: dict[tuple[int, int], dict[str, tuple[_Pair, _Pair]]] = {}
    paired = {name: _paired(articles.articles[name]) for name in articles.compared}
    for told in articles.articles.values():
        for name in articles.near.get(told.article, ()):
            other = articles.articles[name]
            if other.source != told.source:
                for own, rival in _crossed(paired[told.article], paired[name]):
                    against.setdefault((own[0].row, own[1].row), {}).setdefault(other.source, (own, rival))
    for rows, sources in against.items():
        for source, ((figure, _), (first, second)) in sources.items():
            theirs = against.get((min(first.row, second.row), max(first.row, second.row)), {})
            mine = (len(sources), order[rows[0]], rows[0])
            if mine > (len(theirs), order[first.row], first.row):
                yield figure, second, source
                break


def _crossed(told: _Paired, other: _Paired) -> Iterator[tuple[_Pair, _Pair]]:
    """Pairs of one sentence with those of the other article that have their values, and the words of each other."""
    for values, own in told.pairs:
        for rival in other.both_ways.get(values, ()):
            if _turned(own, rival):
                yield own, rival


def _paired(told: Told) -> _Paired:
    pairs = [(_values(pair), pair) for pair in _pairs(told)]
    both_ways: dict[_Values, list[_Pair]] = {}
    for values, (one, two) in pairs:
        both_ways.setdefault(values, []).append((one, two))
        both_ways.setdefault(_values((two, one)), []).append((two, one))
    return _Paired(pairs, both_ways)


def _values(pair: _Pair) -> _Values:
    one, two = pair
    return one.claim.value, two.claim.value, one.unit, one.kind


def _pairs(told: Told) -> Iterator[_Pair]:
    """Two figures of one kind and of two values, of one sentence."""
    for sentence in told.sentences:
        for one, two in combinations(sentence[:_MANY], 2):
            alike = one.unit == two.unit and one.kind == two.kind and one.claim.value_to is None is two.claim.value_to
            if alike and one.claim.value != two.claim.value:
                yield one, two


def _turned(own: _Pair, rival: _Pair) -> bool:
    """Whether the words of each figure stand at the other one elsewhere, and none at the same one."""
    kept, there, back = 0, 0, 0
    counted = {word for figure in (*own, *rival) for word in telling(figure.after)[:1]}
    for behind in (False, True):
        (x, y), (a, b) = (_said(pair, behind, counted) for pair in (own, rival))
        kept += len(x & a) + len(y & b)
        there, back = there + len(x & b), back + len(y & a)
    return not kept and min(there, back) > 0 and there + back >= _CROSSED


def _said(pair: _Pair, behind: bool, counted: set[str]) -> tuple[set[str], set[str]]:
    """The words on one side of each of two figures that do not stand at both, but for nouns that are counted."""
    one, two = (set(telling(f.after)[:_NEAR] if behind else telling(f.before)[-_NEAR:]) - counted for f in pair)
    return one - two, two - one
