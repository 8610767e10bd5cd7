"""What stands behind the rows of an audit, read again from what its report keeps."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path

import audit
from audit.config import Config
from audit.evidence import compared, dropped
from audit.run import run
from audit.work import Cache

BODY = (
    "Trong chín tháng đầu năm 2023, tỉnh Quảng Trị đón 1,83 triệu lượt khách, tăng 21,4% so với cùng kỳ năm trước.\n"
    "Doanh thu du lịch của tỉnh trong thời gian này đạt 1.642 tỷ đồng, theo Sở Văn hóa và Du lịch Quảng Trị.\n"
)
OTHER = "Quảng Trị đón 1,83 triệu lượt khách trong chín tháng đầu năm 2023; doanh thu du lịch đạt 1.624 tỷ đồng.\n"


def test_copies_are_known_again_where_only_tables_and_texts_were_kept() -> None:
    articles = [
        audit.Article(text=f"{title}\n\n{body}", source=source, published=f"2023-10-0{day}", title=title)
        for day, (source, title, body) in enumerate(
            [
                ("a", "Khách đến Quảng Trị tăng", BODY),
                ("copy", "Khách đến Quảng Trị tăng", BODY),
                ("b", "Du lịch", OTHER),
            ],
            1,
        )
    ]
    found = audit.run(articles, rules=False)
    assert found.copies
    kept = dataclasses.replace(found, copies={}, own=frozenset())
    assert compared(kept, Config()) == compared(found, Config())
    of = dict(zip(found.facts["fact_id"], found.facts["source"], strict=True))
    held = {
        source: {of[name] for one in figures for name, _ in one.others}
        for source, figures in compared(kept, Config()).items()
    }
    assert held == {"a": {"b"}, "copy": {"b"}, "b": {"a"}}


def test_a_run_counts_the_numbers_that_are_no_figures(tmp_path: Path) -> None:
    text = "Thứ tự 2\n\nHôm 20/3, đội nhận 12 tấn gạo. Gọi 0901 234 567 lúc 7 giờ 30.\n"
    articles = [audit.Article(text=text, source="a", published="2023-03-21"), audit.Article(text=BODY, source="b")]
    kept = Cache(tmp_path / "cache")
    for _ in range(2):  # the second time from the cache
        found = run(articles, config=Config(), rules=False, kept=kept)
        counts = Counter((number.article_id, number.reason) for number in dropped(found))
        assert counts
        assert {(name, reason): n for name, told in found.dropped.items() for reason, n in told.items()} == counts
