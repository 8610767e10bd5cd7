"""Times reading of web pages against trafilatura alone, in turn, on one core.

usage: python bench/web.py [--pages N]

The pages are made up: menus, scripts, an article of some paragraphs with a table, related links, a footer. The ratio
that is printed is the time of bare trafilatura (`trafilatura.extract` with its own defaults) over ours: 1.0 is as
fast, less is slower.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable

import trafilatura
from trafilatura.meta import reset_caches

from audit.articles.html import article_of

ROUNDS = 5
WORDS = (
    *("hộ", "dân", "của", "xã", "đã", "được", "dùng", "điện", "lưới", "quốc", "gia", "từ", "tuần", "này", "sau"),
    *("hai", "năm", "chờ", "đợi", "theo", "ủy", "ban", "nhân", "dân", "huyện", "tỉnh", "trong", "quý", "này"),
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=40)
    pages = [page(number) for number in range(options.parse_args().pages)]
    size = sum(map(len, pages)) / 1e6
    ours, theirs = (sum(column) for column in zip(*map(best, pages), strict=True))
    print(f"pages        {len(pages)}, {size / len(pages) * 1000:.0f} kB each")
    print(f"ours         {size / ours:8.2f} MB/s")
    print(f"trafilatura  {size / theirs:8.2f} MB/s")
    print(f"ratio        {theirs / ours:8.2f}")


def best(content: bytes) -> tuple[float, float]:
    """Seconds that a page takes us and takes them, the best of some rounds, so that other work counts little."""
    rounds = [(seconds(article_of, content), seconds(trafilatura.extract, content)) for _ in range(ROUNDS)]
    return min(ours for ours, _ in rounds), min(theirs for _, theirs in rounds)


def seconds(job: Callable[[bytes], object], content: bytes) -> float:
    """The time of one call, after trafilatura has forgotten what it remembers of the last one."""
    reset_caches()
    start = time.process_time()
    job(content)
    return time.process_time() - start


def page(number: int) -> bytes:
    chance = random.Random(number)

    def words(count: int) -> str:
        return " ".join(chance.choices(WORDS, k=count)).capitalize()

    def links(count: int) -> str:
        return "".join(f'<li><a href="/{chance.random()}">{words(8)}</a></li>' for _ in range(count))

    body = "".join(
        f"<p>{words(60)}, tăng {chance.randint(1, 99)}%. {words(30)}.</p>" for _ in range(chance.randint(6, 30))
    )
    rows = "".join(f"<tr><td>{words(2)}</td><td>{chance.randint(1, 999)}</td></tr>" for _ in range(6))
    script = f"<script>var a={[chance.random() for _ in range(200)]};</script>"
    head = f'<meta property="og:title" content="{words(10)}"><meta property="og:description" content="{words(25)}">'
    dated = '<meta property="article:published_time" content="2021-03-05T09:12:00+07:00">'
    return (
        f"<!doctype html><html lang=vi><head><meta charset=utf-8><title>{words(10)}</title>{head}{dated}{script}</head>"
        f"<body><nav><ul>{links(40)}</ul></nav><article><h1>{words(10)}</h1><h2 class=sapo>{words(30)}</h2>"
        f"<div class=content>{body}<table>{rows}</table></div></article><aside><ul>{links(30)}</ul></aside>{script}"
        f"<footer><ul>{links(20)}</ul><p>© 2021 {words(12)}</p></footer></body></html>"
    ).encode()


if __name__ == "__main__":
    main()
