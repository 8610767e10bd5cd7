"""Times reading and splitting of plain text on one core.

usage: python bench/blocks.py [TEXT_FILE_OR_FOLDER]

Reads the seed articles where no text is given, repeated to some megabytes.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from audit.articles import whole
from audit.blocks import split
from audit.model import Article

SEEDS = Path(__file__).parent.parent / "seeds"
MEGABYTES = 4


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("text", nargs="?", type=Path, default=SEEDS)
    given = options.parse_args()
    files = sorted(given.text.glob("*.txt")) if given.text.is_dir() else [given.text]
    print(f"split       {speed([file.read_text(encoding='utf8') for file in files]):8.2f} MB/s")


def speed(texts: Sequence[str]) -> float:
    """Megabytes of UTF-8 a second."""
    size = sum(len(text.encode()) for text in texts)
    times = max(1, MEGABYTES * 1_000_000 // size)
    start = time.process_time()
    for _ in range(times):
        for text in texts:
            split(whole(Article(text=text)))
    return size * times / 1e6 / (time.process_time() - start)


if __name__ == "__main__":
    main()
