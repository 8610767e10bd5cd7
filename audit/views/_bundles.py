"""Which findings are drawn, and which of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from audit import registry
from audit.views._rows import Row

MOST, MOST_ALIKE = 20, 2


def bundled(findings: Sequence[Row]) -> list[list[Row]]:
    """Findings that are drawn together: one rule that says the same of several whole articles says it once."""
    bundles: dict[object, list[Row]] = {}
    for number, row in enumerate(findings):
        bundles.setdefault((row["severity"], row["rule"]) if whole(row["rule"]) else number, []).append(row)
    return list(bundles.values())


def chosen(findings: Sequence[Row], everything: bool) -> tuple[list[list[Row]], int]:
    """What is drawn of findings that come worst first, in bundles, and how many findings are not.

    One rule speaks at most twice of one article, so that twenty spam links do not hide the contradiction below them.
    """
    bundles = bundled(findings)
    if everything:
        return bundles, 0
    seen: Counter[tuple[object, object]] = Counter()
    kept: list[list[Row]] = []
    for bundle in bundles:
        alike = (bundle[0]["rule"], bundle[0]["article_id"])
        seen[alike] += 1
        if seen[alike] <= MOST_ALIKE and len(kept) < MOST:
            kept.append(bundle)
    return kept, len(findings) - sum(map(len, kept))


def whole(rule: str) -> bool:
    """Whether a rule speaks of whole articles: then its place is a file and no line of it is evidence."""
    module = registry.members("rules").get(rule)
    return module is not None and module.RULE.table == "articles"
