"""Times the extraction of figures on one core, beside two libraries that read numbers or dates.

usage: python bench/extract.py [TEXT_FILE_OR_FOLDER]

Reads the seed articles where no text is given, repeated to a megabyte. `pip install quantulum3 dateparser` adds the
rows to compare with; all rows are measured in turn, in the same minute, and the median of three is printed.
"""

from __future__ import annotations

import importlib
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from audit import catalog
from audit.articles import whole
from audit.blocks import split
from audit.config import load
from audit.facts import extract
from audit.model import Article

SEEDS = Path(__file__).parent.parent / "seeds"
MEGABYTE = 1_000_000
# One line each: text that makes a careless pattern quadratic.
HOSTILE = {"digits": "7", "separators": "1.", "words": "triệu ", "brackets": "(", "dates": "1/", "spaces": " "}


def texts(where: Path) -> list[str]:
    files = sorted(where.glob("*.txt")) if where.is_dir() else [where]
    return [file.read_text(encoding="utf8") for file in files]


def ours() -> Callable[[str], int]:
    known = catalog.indicators(load().reading("indicators.csv"))

    def count(text: str) -> int:
        article = whole(Article(text=text, published="2020-02-12"))
        return len(extract(article, split(article), known))

    return count


def theirs() -> Iterator[tuple[str, Callable[[str], int]]]:
    for name, module, call in (
        ("quantulum3", "quantulum3.parser", lambda m, text: len(m.parse(text))),
        ("dateparser", "dateparser.search", lambda m, text: len(m.search_dates(text, languages=["vi"]) or ())),
    ):
        try:
            found = importlib.import_module(module)
        except ImportError:
            print(f"{name:12} not installed")
        else:
            yield name, lambda text, m=found, c=call: c(m, text)


def rate(count: Callable[[str], int], corpus: list[str]) -> tuple[float, int]:
    """Megabytes a second, and what was found."""
    start = time.perf_counter()
    found = sum(count(text) for text in corpus)
    return sum(len(text.encode()) for text in corpus) / MEGABYTE / (time.perf_counter() - start), found


def main() -> None:
    sample = texts(Path(sys.argv[1]) if len(sys.argv) > 1 else SEEDS)
    size = sum(len(text.encode()) for text in sample)
    count = ours()
    count(sample[0])
    runs = {"audit": (count, sample * max(1, MEGABYTE // size))}
    runs |= {name: (read, sample) for name, read in theirs()}
    measured: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(3):
        for name, (read, corpus) in runs.items():
            measured[name].append(rate(read, corpus)[0])
    for name, rates in measured.items():
        median = statistics.median(rates)
        ratio = statistics.median(measured["audit"]) / median
        print(f"{name:12} {median:8.3f} MB/s   audit is {ratio:.1f} times as fast")
    print("\none hostile line, seconds for 0.25 and for 1 MB (linear: 4 times)")
    for name, piece in HOSTILE.items():
        small, large = (timed(count, (piece * n)[:n]) for n in (MEGABYTE // 4, MEGABYTE))
        print(f"{name:12} {small:8.2f} {large:8.2f}   {large / small:.1f} times")


def timed(count: Callable[[str], int], text: str) -> float:
    start = time.perf_counter()
    count(text)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
