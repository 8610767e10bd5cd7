"""A small audit built by hand, so that the views are tested without the stages that would make it."""

from __future__ import annotations

from typing import Any

from audit import table
from audit.model import Audit, Result

GOOD = (
    "Tỷ lệ hộ dân có nước sạch đạt 91,4%\n20/03/2021\n"
    "Đến cuối năm 2020, tỷ lệ hộ dân nông thôn của tỉnh được dùng nước sạch theo quy chuẩn đạt 91,46%, tăng từ "
    "88% năm 2019 nhờ đưa vào vận hành thêm bốn nhà máy nước mới ở các huyện phía tây.\n"
)
BAD = """Nước sạch nông thôn: 91,64% hộ dân đã có
Báo cáo của sở cho biết đã có 91,64% hộ dân nông thôn được dùng nước sạch; tỉnh đặt chỉ tiêu 95% vào năm 2022.
- Kèo nhà cái tối nay
- Soi cầu lô đề hôm nay
"""
SPAM_START = BAD.index("- Kèo")


def fact(article_id: str, text: str, quote: str, **more: Any) -> dict[str, Any]:
    start = text.index(quote)
    return {
        "fact_id": f"{article_id}-{quote}",
        "article_id": article_id,
        "source": article_id.title(),
        "path": f"news/{article_id}.txt",
        "line": text.count("\n", 0, start) + 1,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "sentence": text.splitlines()[text.count("\n", 0, start)],
        "block": "body",
        "language": "vi",
        "kind": "quantity",
        "indicator": "clean_water",
        "unit": "percent",
        "comparator": "eq",
        "status": "actual",
        "area": "VN",
        "period": "2020",
        "period_start": "2020-01-01",
        "period_end": "2020-12-31",
        "confidence": 0.9,
        "rule": "percent",
    } | more


def place(row: dict[str, Any], note: str) -> dict[str, Any]:
    return {key: row[key] for key in ("article_id", "path", "line", "start", "end")} | {"note": note}


def small_audit(**replaced: Any) -> Audit:
    """Two sources that disagree, one of them with spam; every severity; a finding on a whole article."""
    good = fact("good", GOOD, "91,46%", value=91.46, low=91.455, high=91.465)
    bad = fact("bad", BAD, "91,64%", value=91.64, low=91.635, high=91.645) | {"start": BAD.rindex("91,64%"), "line": 2}
    bad["end"] = bad["start"] + len(bad["quote"])
    target = fact("bad", BAD, "95%", value=95.0, status="target", period="2022")
    target |= {"period_start": "2022-01-01", "period_end": "2022-12-31"}
    spam = {
        "article_id": "bad",
        "start": SPAM_START,
        "end": len(BAD) - 1,
        "line": 3,
        "label": "spam",
        "reason": "links: a list",
        "score": 1.0,
    }
    findings = [
        {
            "finding_id": "f1",
            "rule": "contradiction",
            "severity": "critical",
            "confidence": 0.87,
            "dimension": "consistency",
            "message": "two sources give different values for one quantity: "
            "91,64 and 91,46 differ by 0,18 percentage points",
            "fact_ids": [bad["fact_id"], good["fact_id"]],
            "related": [place(good, "91.46 percent (two digits swapped?)")],
            "state": "new",
            **{key: bad[key] for key in ("article_id", "path", "line", "start", "end")},
        },
        {
            "finding_id": "f2",
            "rule": "spam-links",
            "severity": "warning",
            "confidence": 1.0,
            "dimension": "validity",
            "message": "2 link titles that belong to other pages",
            "fact_ids": [],
            "related": [],
            "state": "new",
            "article_id": "bad",
            "path": "news/bad.txt",
            "line": 3,
            "start": SPAM_START,
            "end": len(BAD) - 1,
        },
        {
            "finding_id": "f3",
            "rule": "missing-date",
            "severity": "info",
            "confidence": 1.0,
            "dimension": "completeness",
            "message": "no date of publication is known",
            "fact_ids": [],
            "related": [],
            "state": "new",
            "article_id": "bad",
            "path": "news/bad.txt",
            "line": None,
            "start": None,
            "end": None,
        },
        {
            "finding_id": "f4",
            "rule": "uncorroborated",
            "severity": "info",
            "confidence": 0.4,
            "dimension": "accuracy",
            "message": "no other source reports it",
            "fact_ids": [target["fact_id"]],
            "related": [],
            "state": "waived",
            **{key: target[key] for key in ("article_id", "path", "line", "start", "end")},
        },
    ]
    tables: dict[str, Any] = {
        "articles": [
            {
                "article_id": "good",
                "source": "Good",
                "path": "news/good.txt",
                "published": "2021-03-20",
                "language": "vi",
                "characters": len(GOOD),
                "lines": 3,
            },
            {
                "article_id": "bad",
                "source": "Bad",
                "path": "news/bad.txt",
                "language": "vi",
                "characters": len(BAD),
                "lines": 4,
            },
        ],
        "blocks": [spam],
        "facts": [good, bad, target],
        "groups": [
            {
                "group_id": "g1",
                "measure": "clean_water",
                "area": "VN",
                "period": "2020",
                "status": "actual",
                "unit": "percent",
                "fact_ids": [good["fact_id"], bad["fact_id"]],
                "n_facts": 2,
                "n_sources": 2,
                "n_independent": 2,
                "share": 0.5,
            },
        ],
        "findings": findings,
        "scores": [
            {
                "source": "Good",
                "score": 71.2,
                "low": 38.0,
                "high": 93.0,
                "n": 1,
                "agreement": 10.0,
                "consistency": 20.0,
                "integrity": 25.0,
                "provenance": 16.2,
                "reason": "not enough to judge: 1 comparable figure",
            },
            {
                "source": "Bad",
                "score": 31.0,
                "low": 9.0,
                "high": 60.0,
                "n": 1,
                "agreement": 5.0,
                "consistency": 15.0,
                "integrity": 5.0,
                "provenance": 6.0,
                "reason": "spam was left in its text",
            },
        ],
    }
    frames = {name: table.frame(tables[name], table.TABLES[name]) for name in tables}
    results = (
        Result("facts", "contradiction", "expect_sources_to_agree", "critical", False, 3),
        Result("groups", "schema", "expect_column_to_exist", "critical", True, 0),
    )
    return Audit(**(frames | {"texts": {"good": GOOD, "bad": BAD}, "results": results} | replaced))
