"""Which findings are drawn, and which of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from audit import registry
from audit.model import SEVERITIES
from audit.views._rows import Row
from audit.views._tally import Tally

MOST, MOST_ALIKE = 20, 2
_ASKED = ("severity", "rule", "article_id", "confidence", "fact_ids", "related")  # of a row, to choose it or not


def bundled(findings: Sequence[Row]) -> list[list[Row]]:
    """Findings that are drawn together: what one rule says of whole articles, or of one figure against several."""
    bundles: dict[object, list[Row]] = {}
    for number, row in enumerate(findings):
        figure = row["fact_ids"][0] if row["fact_ids"] and row["related"] else None
        of = None if whole(row["rule"]) else figure or number
        bundles.setdefault((row["severity"], row["rule"], of), []).append(row)
    return list(bundles.values())


def drawn(counted: Tally, everything: bool) -> tuple[list[list[Row]], list[Row]]:
    """As `chosen` of the findings that count, of which those that are not drawn have their severity and little more."""
    if everything:
        return chosen(counted.counted, everything)
    kept, others = chosen(list(counted.brief(*_ASKED)), everything)
    return [counted.rows([row["at"] for row in bundle]) for bundle in kept], others


def chosen(findings: Sequence[Row], everything: bool) -> tuple[list[list[Row]], list[Row]]:
    """What is drawn, in bundles and worst first, and the findings that are not.

    One rule speaks at most twice of one article, so that a noisy rule does not hide the contradiction below it, and
    notes wait until nothing worse is left.
    """
    bundles = bundled(sorted(findings, key=_weight))
    if everything:
        return bundles, []
    seen: Counter[tuple[object, object]] = Counter()
    kept: list[list[Row]] = []
    others: list[Row] = []
    for bundle in bundles:
        alike = (bundle[0]["rule"], bundle[0]["article_id"])
        seen[alike] += 1
        waits = bundle[0]["severity"] == "info" and bundles[0][0]["severity"] != "info"
        if waits or seen[alike] > MOST_ALIKE or len(kept) >= MOST:
            others.extend(bundle)
        else:
            kept.append(bundle)
    return kept, others


def _weight(row: Row) -> tuple[int, bool, bool, float]:
    """What comes first: the worst; of these, what speaks of figures, then of passages, then of articles; the surest."""
    return SEVERITIES.index(row["severity"]), whole(row["rule"]), not row["fact_ids"], -(row["confidence"] or 0.0)


def whole(rule: str) -> bool:
    """Whether a rule speaks of whole articles: then its place is a file and no line of it is evidence."""
    module = registry.members("rules").get(rule)
    return module is not None and module.RULE.table == "articles"
