"""How many typed search phrases are found in the sentences of clean articles, and how many clean articles are touched.

usage: python bench/phrases.py FOLDER PHRASES [--times N]

FOLDER holds clean Vietnamese articles (*.txt), PHRASES one search phrase a line; an empty line or one that starts with
`#` parts groups, which are reported one by one. Each phrase is put into N places of the articles, most of them behind
a comma; it counts as found where at least half of it is taken out. What is decidable and what is not shows best with
phrases that none of the word lists was written for.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from audit.blocks import split
from audit.model import Article

SEAM = re.compile(r"(?<=[\w,]) (?=\w)")
LONG, EDGE = 120, 15
BEHIND_COMMA = 0.75


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("phrases", type=Path)
    options.add_argument("--times", type=int, default=4)
    given = options.parse_args()
    texts = [file.read_text(encoding="utf8") for file in sorted(given.folder.glob("*.txt"))]
    touched = sum(bool(taken(text)) for text in texts)
    print(f"clean articles touched  {touched} of {len(texts)}")
    chance = random.Random(1)
    for name, phrases in groups(given.phrases.read_text(encoding="utf8").splitlines()):
        tries = [typed_into(chance, texts, phrase) for phrase in phrases for _ in range(given.times)]
        found = sum(is_found(*attempt) for attempt in tries)
        print(f"{name:23} {found / len(tries):.2f} of {len(tries)}")


def groups(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    name, phrases = "phrases", list[str]()
    for line in [*lines, "#"]:
        if line.strip() and not line.startswith("#"):
            phrases.append(line.strip())
            continue
        if phrases:
            yield name, phrases
        name, phrases = line.strip("# ") or name, []


def typed_into(chance: random.Random, texts: Sequence[str], phrase: str) -> tuple[str, int, int]:
    """A text with the phrase inside a sentence, and where it starts and ends."""
    while True:
        text = chance.choice(texts)
        comma = chance.random() < BEHIND_COMMA
        lines = [match for match in re.finditer(r"[^\n]+", text) if len(match[0]) > LONG]
        if not lines:
            continue
        line = chance.choice(lines)
        seams = [match.start() for match in SEAM.finditer(text, line.start() + EDGE, line.end() - EDGE)]
        seams = [seam for seam in seams if not comma or text[seam - 1] == ","]
        if seams:
            at = chance.choice(seams)
            return f"{text[:at]} {phrase}{text[at:]}", at + 1, at + 1 + len(phrase)


def taken(text: str) -> set[int]:
    spam = (block for block in split(Article(text=text)) if block.label == "spam")
    return {place for block in spam for place in range(block.start, block.end)}


def is_found(text: str, start: int, end: int) -> bool:
    return 2 * len(taken(text) & set(range(start, end))) >= end - start


if __name__ == "__main__":
    main()
