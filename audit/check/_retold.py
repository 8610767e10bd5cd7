"""The sentence of a source that a sentence of a draft retells, and where the draft says something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.check._doubt import Doubt
from audit.check._names import WORD
from audit.check._print import NUMBER, beside, parts
from audit.check._sources import Sentence, Sources
from audit.check._words import alternatives, denials, one_of, spelled, tokens

# A sentence of a source is the one that a draft retells where it has so much of its words; to miss a denial of it, a
# draft must also retell so much of it.
RETOLD = 0.75
# Sentences of the sources that are held against one of the draft.
MOST = 200


def turns(text: str, span: tuple[int, int], sources: Sources) -> Iterator[Doubt]:
    """Doubts about a sentence: it denies what is said, it says the contrary, it has another number in one place."""
    words = list(WORD.finditer(text, *span))
    own = tuple(spelled(match[0]) for match in words)
    said = _retold(own, sources)
    if said is None:
        return
    where = dict(zip(reversed(own), reversed(words), strict=True))
    denied = next((word for word in own if word in denials()), None)
    left_out = next((word for word in said.words if word in denials()), None)
    if denied and not left_out:
        yield Doubt(where[denied].start(), "denied", where[denied][0], said.source)
    if left_out and not denied and _share(said.known, frozenset(own)) >= RETOLD:
        yield Doubt(span[0], "asserted", _quoted((left_out,), said), said.source)
    here, there = f" {' '.join(own)} ", f" {' '.join(said.words)} "
    for phrases in alternatives():
        one, other = one_of(phrases, here), one_of(phrases, there)
        if len(one) == len(other) == 1 and one != other:
            first, last = where[one[0][0]], where[one[0][-1]]
            yield Doubt(first.start(), "other", text[first.start() : last.end()], said.source, _quoted(other[0], said))
    yield from _slots(text, span, said)


def _slots(text: str, span: tuple[int, int], said: Sentence) -> Iterator[Doubt]:
    """Numbers for which the source prints another one between the same words.

    Where every number differs, the year and what was counted in it, the sentence tells of something else.
    """
    theirs = [(match, beside(said.text, match.span())) for match in NUMBER.finditer(said.text)]
    own = list(NUMBER.finditer(text, *span))
    printed, drafted = ({tuple(parts(match[0])) for match in found} for found in ([one for one, _ in theirs], own))
    if len(drafted) > 1 and not drafted & printed:
        return
    for match in own:
        words = beside(text, match.span())
        for other, around in theirs if all(words) and tuple(parts(match[0])) not in printed else ():
            if around == words and tuple(parts(other[0])) not in drafted:
                yield Doubt(match.start(), "slot", match[0], said.source, other[0])


def _retold(own: Sequence[str], sources: Sources) -> Sentence | None:
    """The sentence of the sources that has most of the words of a sentence of the draft; its rarest words find it."""
    known = frozenset(own)
    listed = sorted((sources.sentences.get(word, ()) for word in sorted(known)), key=len)
    candidates = [sentence for sentences in listed for sentence in sentences][:MOST]
    best = max(candidates, default=None, key=lambda sentence: _share(known, sentence.known))
    return best if best and _share(known, best.known) >= RETOLD else None


def _quoted(phrase: Sequence[str], sentence: Sentence) -> str:
    """A phrase as a sentence prints it."""
    at = next(i for i in range(len(sentence.words)) if sentence.words[i : i + len(phrase)] == tuple(phrase))
    return " ".join(tokens(sentence.text)[at : at + len(phrase)])


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of words that others hold."""
    return len(one & other) / len(one) if one else 0.0
