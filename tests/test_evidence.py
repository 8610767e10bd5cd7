"""What stands behind the rows of an audit, read again from what its report keeps."""

from __future__ import annotations

import dataclasses

import audit
from audit.config import Config
from audit.evidence import compared

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
