"""The choice of figures by source, indicator and period, and how one is said in words."""

from __future__ import annotations

import pytest
from views_audit import small_audit

from audit.errors import ConfigError
from audit.table import FACTS
from audit.views._reading import reading
from audit.views._terminal.facts import Choice, days
from audit.views._words import Words


@pytest.mark.parametrize(
    ("choice", "quotes"),
    [
        (Choice(), ["91,64%", "95%", "91,46%"]),
        (Choice(source="bad"), ["91,64%", "95%"]),
        (Choice(source="G*"), ["91,46%"]),
        (Choice(indicator="clean_?ater"), ["91,64%", "95%", "91,46%"]),
        (Choice(indicator="gdp"), []),
        (Choice(period="2020-H2", source="good"), ["91,46%"]),
        (Choice(period="2021/2022-06"), ["95%"]),
        (Choice(period="2020-12-31/2021"), ["91,64%", "91,46%"]),
    ],
)
def test_a_choice_keeps_what_matches(choice: Choice, quotes: list[str]) -> None:
    assert [row["quote"] for row in choice.of(small_audit())] == quotes


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2013", "2013-01-01", "2013-12-31"),
        ("2013-Q3", "2013-07-01", "2013-09-30"),
        ("2013-H1", "2013-01-01", "2013-06-30"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2013-10-23", "2013-10-23", "2013-10-23"),
        ("2012/2013-Q1", "2012-01-01", "2013-03-31"),
    ],
)
def test_a_period_is_its_days(period: str, first: str, last: str) -> None:
    assert days(period) == (first, last)


@pytest.mark.parametrize(
    "period", ["", "13", "2013-13", "2013-00", "2013-02-30", "0000", "2013-Q5", "Q3", "2013/", "2013//2014", "../2013"]
)
def test_what_is_no_period_is_refused(period: str) -> None:
    with pytest.raises(ConfigError):
        days(period)


def test_a_figure_whose_period_is_open_meets_what_follows() -> None:
    audit = small_audit()
    audit.facts["period_end"] = None
    assert Choice(period="2030").of(audit)
    audit.facts["period_start"] = None
    assert not Choice(period="2030").of(audit)


READINGS = [
    (
        {"value": 6.3e12, "unit": "VND", "per": "a", "comparator": "gt"},
        "> 6.3 trillion dong/year",
        "> 6.300 tỷ đồng/năm",
    ),
    ({"value": 62.0, "denominator": 63.0, "unit": "count", "counted": "tỉnh"}, "62/63 tỉnh", "62/63 tỉnh"),
    (
        {"value": 10.0, "value_to": 12.0, "unit": "percent", "comparator": "approx"},
        "~ 10-12 percent",
        "~ 10-12 phần trăm",
    ),
    ({"value": 2.0, "unit": "ratio", "direction": "up"}, "2 times", "2 lần"),
    ({"value": 3.1, "unit": "percent", "direction": "down"}, "-3.1 percent", "-3,1 phần trăm"),
    ({"value": 30.0, "unit": "percent", "status": "target"}, "30 percent · target", "30 phần trăm · chỉ tiêu"),
    (
        {"value": 5.0, "unit": "a", "area": "VN", "period": "2019"},
        "5 years · Vietnam · 2019",
        "5 năm · Việt Nam · 2019",
    ),
    ({"area": "VN", "period": "2019-03-07"}, "7 March 2019", "7/3/2019"),
    ({"value": 4.0, "unit": "m2"}, "4 m²", "4 m²"),
]


@pytest.mark.parametrize(("known", "english", "vietnamese"), READINGS)
def test_a_figure_is_said_in_a_few_words(known: dict[str, object], english: str, vietnamese: str) -> None:
    fact = {column.name: None for column in FACTS} | known
    assert (reading(fact, Words("en")), reading(fact, Words("vi"))) == (english, vietnamese)
