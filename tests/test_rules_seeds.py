"""The rules on the annotated figures of the seed articles: one cut figure, and nothing else is wrong with them."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from audit import registry
from audit.table import FACTS, frame

GOLD = Path(__file__).parent / "gold" / "seeds" / "facts.jsonl"
SEEDS = Path(__file__).parent.parent / "seeds"
RULES = registry.members("rules")
# What these read is not in the annotations.
ELSEWHERE = {"uncorroborated"}


def annotated() -> pd.DataFrame:
    """The annotated figures as a facts table: intervals and groups are left to the rules."""
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf8").splitlines()]
    facts = []
    for row in (row for row in rows if row["kind"] != "not_fact"):
        text = (SEEDS / row["doc"]).read_bytes().decode("utf8")
        stops = [text.rfind(stop, 0, row["start"]) + len(stop) for stop in ("\n", ". ") if stop in text[: row["start"]]]
        start = max(stops, default=0)
        end = min(at for at in (text.find("\n", row["end"]), text.find(". ", row["end"]), len(text)) if at >= 0)
        about = {"article_id": row["doc"], "block": "body", "confidence": 1.0, "sentence": text[start:end]}
        names = [column.name for column in FACTS]
        facts.append({**dict.fromkeys(names), **about, **{key: row[key] for key in names if key in row}})
    return frame(facts, FACTS).assign(
        published=None,
        indicator_unit=None,
        indicator_trend=None,
        indicator_min=float("nan"),
        indicator_max=float("nan"),
        reference_value=float("nan"),
        reference_step=float("nan"),
        reference_by=None,
    )


@pytest.mark.parametrize("name", [n for n, m in RULES.items() if m.RULE.table == "facts" and n not in ELSEWHERE])
def test_only_the_cut_figure_is_reported(name: str) -> None:
    facts = annotated().drop(columns="group_id", errors="ignore")
    found = [facts["quote"][hit.row] for hit in RULES[name].check(facts)]
    assert found == (["10,7%"] if name == "misrounded" else [])
