"""What a whole article's figures say, read as a user reads them: `audit.extract` on a text.

A case lists every quote that is a fact, in order, and under `says` the fields that matter of some of them; a key is
the quote, with `#2` behind it for its second mention. `-` stands for a field that the text does not fill.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import audit

CASES = sorted((Path(__file__).parent / "cases" / "facts").glob("whole_*.toml"))


def load() -> list[Any]:
    cases = []
    for path in CASES:
        table = tomllib.loads(path.read_text(encoding="utf8"))
        cases += [pytest.param(table, case, id=f"{path.stem}-{case['name']}") for case in table["case"]]
    return cases


@pytest.mark.parametrize(("table", "case"), load())
def test_case(table: dict[str, Any], case: dict[str, Any]) -> None:
    published = case.get("published", table.get("published")) or None
    found = audit.extract(case["text"], published=published, language=table["language"])
    rows = found.astype(object).where(found.notna(), None).to_dict("records")
    assert [row["quote"] for row in rows] == case["quotes"]
    for key, fields in case.get("says", {}).items():
        quote, _, nth = key.partition("#")
        row = [row for row in rows if row["quote"] == quote][int(nth or 1) - 1]
        assert {name: "-" if row[name] is None else row[name] for name in fields} == fields, key
