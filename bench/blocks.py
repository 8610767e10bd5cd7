"""Times reading and splitting of plain text on one core, beside two public tools on the same text, in turn.

usage: python bench/blocks.py [TEXT_FILE_OR_FOLDER]

Reads the seed articles where no text is given. What stands beside ours is the search for words alone (`re`, the least
that anything that reads words takes) and ftfy's `fix_text`, which reads a text for wrong encodings only. Of every
text the best of some rounds counts, so that other work on the machine counts little.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable
from pathlib import Path

import ftfy

from audit.articles import whole
from audit.blocks import split
from audit.model import Article

SEEDS = Path(__file__).parent.parent / "seeds"
ROUNDS = 7


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("text", nargs="?", type=Path, default=SEEDS)
    given = options.parse_args()
    files = sorted(given.text.glob("*.txt")) if given.text.is_dir() else [given.text]
    texts = [file.read_text(encoding="utf8") for file in files]
    tools: dict[str, Callable[[str], object]] = {
        "ours": ours,
        "words": re.compile(r"\w+").findall,
        "ftfy": ftfy.fix_text,
    }
    took = {name: [seconds(tool, text) for text in texts] for name, tool in tools.items()}
    for _ in range(ROUNDS):
        for name, tool in tools.items():
            took[name] = [min(best, seconds(tool, text)) for best, text in zip(took[name], texts, strict=True)]
    ours_took = sum(took["ours"])
    size = sum(len(text.encode()) for text in texts) / 1e6
    for name, total in zip(took, map(sum, took.values()), strict=True):
        print(f"{name:11} {size / total:8.2f} MB/s  {total / ours_took:6.2f} of our time")


def ours(text: str) -> object:
    return split(whole(Article(text=text)))


def seconds(tool: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    tool(text)
    return time.process_time() - start


if __name__ == "__main__":
    main()
