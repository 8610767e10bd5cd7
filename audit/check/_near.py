"""Which of many articles a draft may be held against: those that tell of what it tells.

In a folder of some hundred articles nearly every number stands somewhere. One that is right in an article of something
else supports nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Set
from math import log

from audit.check._print import PIECE
from audit.check._words import spelled, tokens

# An article tells of a sentence where it has so much of what the one has that shares most with it.
SHARED = 0.7


def near(draft: str, texts: Mapping[str, str]) -> Set[str]:
    """The ids of the articles that share most with a sentence of the draft; rare words say more than frequent ones.

    Words are weighed by inverse document frequency (Spärck Jones, "A statistical interpretation of term specificity
    and its application in retrieval", 1972).
    """
    words = {name: _words(text) for name, text in texts.items()}
    frequency = Counter(word for known in words.values() for word in known)
    weight = {word: log((len(texts) + 1) / (count + 0.5)) for word, count in frequency.items()}
    return frozenset(name for piece in PIECE.finditer(draft) for name in _nearest(_words(piece[0]), words, weight))


def _nearest(
    own: Collection[str], words: Mapping[str, Collection[str]], weight: Mapping[str, float]
) -> Collection[str]:
    shared = {name: sum(weight[word] for word in own if word in known) for name, known in words.items()}
    most = max(shared.values(), default=0.0)
    return [name for name, much in shared.items() if most and much >= SHARED * most]


def _words(text: str) -> Collection[str]:
    """The words of a text, each once, in one order: sums of floats depend on it."""
    return dict.fromkeys(map(spelled, tokens(text)))
