"""Times the search for copies on one core, and measures its memory.

usage: python bench/copies.py [--articles N] [--same N]

The articles are made up: 500 words each, one in fifty repeats half of its neighbour, one in twenty is a reprint of one
story. `--same` articles more are one text, over and over. With rensa or datasketch installed, the time that their index
of MinHash signatures takes for the same articles stands beside ours, measured in the same minute.
"""

from __future__ import annotations

import argparse
import importlib
import random
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from audit.blocks.copies import copies
from audit.model import Article

WORDS, RUN, HASHES = 500, 8, 64


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=10_000)
    options.add_argument("--same", type=int, default=10_000)
    given = options.parse_args()
    articles = made_up(given.articles)
    print(f"articles    {memory():8.2f} GB")
    report("copies", articles, lambda: len(copies(articles)))
    same = [replace(articles[0], article_id=f"s{i:07}") for i in range(given.same)]
    report("one story", same, lambda: len(copies(same)))
    for name, index in (("rensa", rensa), ("datasketch", datasketch)):
        try:
            module = importlib.import_module(name)
        except ImportError:
            print(f"{name:11} not installed")
            continue
        report(name, articles, lambda index=index, module=module: index(module, articles))


def report(name: str, articles: Sequence[Article], search: Callable[[], int]) -> None:
    start = time.process_time()
    found = search()
    took = time.process_time() - start
    print(f"{name:11} {took:8.2f} s for {len(articles):,} articles, {found:,} pairs, at most {memory():.2f} GB")


def memory() -> float:
    """The most memory that the process has used so far, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def made_up(count: int) -> list[Article]:
    """Articles of random words with known copies among them, the same at every call."""
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdeghiklmnoqrstuvxy", k=chance.randint(2, 6))) for _ in range(20_000)]
    texts = [" ".join(chance.choices(words, k=WORDS)) for _ in range(count)]
    for i in range(0, count - 1, 50):
        texts[i + 1] = " ".join(texts[i].split()[: WORDS // 2] + texts[i + 1].split()[WORDS // 2 :])
    texts[-count // 20 :] = [texts[3]] * (count // 20)
    return [Article(text=text, article_id=f"{i:07}") for i, text in enumerate(texts)]


def shingles(article: Article) -> list[str]:
    words = article.text.split()
    return [" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1)]


def datasketch(module: Any, articles: Sequence[Article]) -> int:
    """Pairs of an article with the later ones that the index finds; it estimates resemblance, not containment."""
    index, found = module.MinHashLSH(threshold=0.5, num_perm=HASHES), 0
    for article in articles:
        signature = module.MinHash(num_perm=HASHES)
        signature.update_batch([shingle.encode() for shingle in shingles(article)])
        found += len(index.query(signature))
        index.insert(article.article_id, signature)
    return found


def rensa(module: Any, articles: Sequence[Article]) -> int:
    index, found = module.RMinHashLSH(threshold=0.5, num_perm=HASHES, num_bands=16), 0
    for i, article in enumerate(articles):
        signature = module.RMinHash(num_perm=HASHES, seed=1)
        signature.update(shingles(article))
        found += len(index.query(signature))
        index.insert(i, signature)
    return found


if __name__ == "__main__":
    main()
