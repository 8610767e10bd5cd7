"""Times reading and splitting of plain text, and the search for copies, on one core.

usage: python bench/blocks.py [TEXT_FILE_OR_FOLDER] [--articles N]

Reads the seed articles where no text is given, repeated to some megabytes. The articles of the search for copies are
made up: 500 words each, one in fifty repeats half of its neighbour, one in twenty is a reprint of one story. With
datasketch installed, the pairs of its MinHash index stand beside ours.
"""

from __future__ import annotations

import argparse
import importlib
import random
import resource
import time
from collections.abc import Sequence
from pathlib import Path

from audit.articles import whole
from audit.blocks import split
from audit.blocks.copies import copies
from audit.model import Article

SEEDS = Path(__file__).parent.parent / "seeds"
MEGABYTES = 4
WORDS = 500


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("text", nargs="?", type=Path, default=SEEDS)
    options.add_argument("--articles", type=int, default=10_000)
    given = options.parse_args()
    files = sorted(given.text.glob("*.txt")) if given.text.is_dir() else [given.text]
    print(f"split       {speed([file.read_text(encoding='utf8') for file in files]):8.2f} MB/s")
    search(made_up(given.articles))


def speed(texts: Sequence[str]) -> float:
    """Megabytes of UTF-8 a second."""
    size = sum(len(text.encode()) for text in texts)
    times = max(1, MEGABYTES * 1_000_000 // size)
    start = time.process_time()
    for _ in range(times):
        for text in texts:
            split(whole(Article(text=text)))
    return size * times / 1e6 / (time.process_time() - start)


def made_up(count: int) -> list[Article]:
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdeghiklmnoqrstuvxy", k=chance.randint(2, 6))) for _ in range(20_000)]
    texts = [" ".join(chance.choices(words, k=WORDS)) for _ in range(count)]
    for i in range(0, count - 1, 50):
        texts[i + 1] = " ".join(texts[i].split()[: WORDS // 2] + texts[i + 1].split()[WORDS // 2 :])
    texts[-count // 20 :] = [texts[3]] * (count // 20)
    return [Article(text=text, article_id=f"{i:07}") for i, text in enumerate(texts)]


def search(articles: Sequence[Article]) -> None:
    start = time.process_time()
    found = len(copies(articles))
    took = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"copies      {took:8.2f} s for {len(articles):,} articles, {found} pairs, {memory:.2f} GB")
    try:
        datasketch = importlib.import_module("datasketch")
    except ImportError:
        print("datasketch  not installed")
        return
    start = time.process_time()
    index = datasketch.MinHashLSH(threshold=0.5, num_perm=64)
    for article in articles:
        words = article.text.split()
        print_of = datasketch.MinHash(num_perm=64)
        print_of.update_batch([" ".join(words[i : i + 8]).encode() for i in range(len(words) - 7)])
        index.insert(article.article_id, print_of)
    print(f"datasketch  {time.process_time() - start:8.2f} s to index them")


if __name__ == "__main__":
    main()
