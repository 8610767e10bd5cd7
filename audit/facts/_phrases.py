"""Looks up the words of a language at one place of a text: which phrase starts here, which one ends here.

All lookups take the lower-case text and positions in it, and cost the same wherever the place is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

Meaning = TypeVar("Meaning")

# How far back words are looked for; longer words before a figure say nothing about it.
_REACH = 40
_CLASS = re.compile(r"<(\w+)>")
_WORDLY = r"\w"
# What a phrase begins with: a number, or letters up to a mark or a space.
_HEAD = re.compile(r"\d+|\w*")
_PARTING = re.compile(r"[\"“”‘’'()\[\],;:!?…|]")


def spread(phrases: Iterable[str], classes: Mapping[str, Sequence[str]]) -> list[str]:
    """The phrases with every class of words in them, `the <same> <span> last year`, replaced by each of its members.

    Members may name classes themselves. Raises KeyError for a class that is not there.
    """
    found: list[str] = []
    for phrase in phrases:
        hole = _CLASS.search(phrase)
        if hole is None:
            found.append(phrase)
        else:
            parts = spread(classes[hole[1]], classes)
            found += spread((f"{phrase[: hole.start()]}{part}{phrase[hole.end() :]}" for part in parts), classes)
    return found


def trie(phrases: Iterable[str]) -> str:
    """A pattern for the longest of some phrases, factored by common beginnings so that a miss costs one look."""
    root: dict[str, Any] = {}
    for phrase in phrases:
        node = root
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _pattern(root)


def _pattern(node: dict[str, Any]) -> str:
    branches = [re.escape(letter) + _pattern(child) for letter, child in node.items() if letter]
    if not branches:
        return ""
    if "" in node:
        return f"(?:{'|'.join(branches)})?"
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def either(phrases: Iterable[str]) -> str:
    """A pattern for the longest of some phrases that ends where a word ends."""
    phrases = list(phrases)
    words = [phrase for phrase in phrases if phrase[-1:].isalnum()]
    signs = [phrase for phrase in phrases if not phrase[-1:].isalnum()]
    parts = [f"(?:{trie(words)})(?!\\w)"] if words else []
    parts += [f"(?:{trie(signs)})"] if signs else []
    return f"(?:{'|'.join(parts)})" if parts else "(?!)"


def begun(phrases: Iterable[str]) -> str:
    """A pattern for the longest of some phrases where a word begins and one ends.

    What stands before a phrase is looked at behind its first letter: what a pattern starts with is looked for fastest.
    """
    rests: dict[str, list[str]] = {}
    for phrase in phrases:
        rests.setdefault(phrase[0], []).append(phrase[1:])
    if not rests or not all(map(all, rests.values())):
        return f"(?<!\\w){either(letter + rest for letter, own in rests.items() for rest in own)}"
    parts = ((re.escape(letter), either(own)) for letter, own in rests.items())
    return f"(?:{'|'.join(f'{first}(?<!{_WORDLY}{first}){rest}' for first, rest in parts)})"


class Starting(Generic[Meaning]):
    """Phrases and what they mean, found where they start, after one space or none (or another `gap`).

    `heads` are the numbers and words that phrases begin with: none starts where another number or plain word stands.
    """

    def __init__(self, meanings: Mapping[str, Meaning], gap: str = " ?") -> None:
        self.meanings = dict(meanings)
        self.heads = frozenset(match[0] for match in map(_HEAD.match, self.meanings) if match)
        self._find = re.compile(f"{gap}({either(list(self.meanings))})").match

    def at(self, low: str, start: int, limit: int) -> tuple[int, Meaning] | None:
        """Where the longest phrase at `start` ends, and what it means."""
        match = self._find(low, start, limit)
        return (match.end(), self.meanings[match[1]]) if match else None

    def of_word(self, word: str, low: str, start: int, limit: int) -> tuple[int, Meaning] | None:
        """The same where a word stands at `start`, which tells mostly that no phrase does."""
        return self.at(low, start, limit) if word in self.heads or not word.isalpha() else None


class Ending(Generic[Meaning]):
    """Phrases of up to four words and what they mean, found where they end, right before a place."""

    def __init__(self, meanings: Mapping[str, Meaning]) -> None:
        self.meanings = dict(meanings)
        # How many words the longest phrase has that ends with a word.
        self._most: dict[str, int] = {}
        for phrase in self.meanings:
            last = phrase.rsplit(" ", 1)[-1]
            self._most[last] = max(self._most.get(last, 0), phrase.count(" ") + 1)

    def of(self, words: list[str]) -> Meaning | None:
        """The meaning of the longest phrase that ends a list of words."""
        if not words or (most := self._most.get(words[-1])) is None:
            return None
        if most > 1:
            for count in range(min(most, len(words)), 1, -1):
                meaning = self.meanings.get(" ".join(words[-count:]))
                if meaning is not None:
                    return meaning
        return self.meanings.get(words[-1])


def lowered(text: str) -> str:
    """The text in lower case, letter by letter where the whole would change its length."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def words_before(low: str, start: int, limit: int, count: int = 4) -> list[str]:
    """The last words before a place, up to the last mark that parts clauses."""
    return _PARTING.split(low[max(limit, start - _REACH) : start])[-1].split()[-count:]
