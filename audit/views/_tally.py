"""What a reader of the report counts: findings by severity, comparable figures, checks that could not judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from audit.config import Config
from audit.model import SEVERITIES, Audit, Result
from audit.views._rows import Row, arranged, column, plain, values

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Tally:
    """The counts behind a verdict. Only findings that are new and sure enough count: `sure` is the table of these.

    `owned` counts them by article and severity, `rules` are theirs. `states` counts all findings by what was decided of
    them before: new, waived, baseline, untouched. `broken` checks could not judge; `idle` ones had nothing to look at.
    """

    sure: pd.DataFrame
    owned: Mapping[tuple[str | None, str], int]
    by_severity: Mapping[str, int]
    rules: frozenset[str]
    states: Mapping[str, int]
    unsure: int
    broken: tuple[Result, ...]
    idle: tuple[Result, ...]

    @cached_property
    def counted(self) -> tuple[Row, ...]:
        """What counts as rows: those of a large run take more memory than all of its tables."""
        return tuple(plain(self.sure, "findings"))

    def brief(self, *columns: str) -> Iterator[Row]:
        """The rows of what counts with these columns only, and `at`, the position of each."""
        told = [range(len(self.sure)), *(values(self.sure, "findings", name) for name in columns)]
        return (dict(zip(("at", *columns), cells, strict=True)) for cells in zip(*told, strict=True))

    def rows(self, positions: Sequence[int]) -> list[Row]:
        """The whole rows at these positions."""
        return list(plain(self.sure.iloc[list(positions)], "findings"))

    def fails(self, fail_on: str) -> bool:
        """Whether a finding is at or above a severity; `never` lets everything pass."""
        if fail_on not in SEVERITIES:
            return False
        return any(self.by_severity[severity] for severity in SEVERITIES[: SEVERITIES.index(fail_on) + 1])


def tally(audit: Audit, config: Config) -> Tally:
    """The counts of an audit under a configuration; findings come worst first."""
    import numpy as np

    found = arranged(audit, "findings")
    states, names = (values(found, "findings", name) for name in ("state", "finding_id"))
    confidences = values(found, "findings", "confidence")
    new = [state in ("new", None) for state in states]
    kept = [
        fresh and (sure if sure is not None else 1.0) >= config.min_confidence
        for fresh, sure in zip(new, confidences, strict=True)
    ]
    sure = found[np.array(kept, np.bool_)]
    owned = Counter(zip(*(values(sure, "findings", name) for name in ("article_id", "severity")), strict=True))
    counts: Counter[str] = Counter()
    for (_, severity), n in owned.items():
        counts[severity] += n
    return Tally(
        sure=sure,
        owned=owned,
        by_severity={severity: counts[severity] for severity in SEVERITIES},
        rules=frozenset(values(sure, "findings", "rule")),
        states=_states(audit, states, names),
        unsure=sum(new) - len(sure),
        broken=tuple(result for result in audit.results if result.error and not _empty(audit, result)),
        idle=tuple(
            result for result in audit.results if not result.looked_at and (not result.error or _empty(audit, result))
        ),
    )


def _states(audit: Audit, states: Sequence[str | None], names: Sequence[str]) -> dict[str, int]:
    elsewhere = audit.triage.untouched
    counts = Counter(
        "untouched" if state == "baseline" and name in elsewhere else state or "new"
        for state, name in zip(states, names, strict=True)
    )
    return {state: counts[state] for state in ("new", "waived", "baseline", "untouched")}


def _empty(audit: Audit, result: Result) -> bool:
    """Whether the table has no rows: there is nothing to judge in a folder of articles without a figure."""
    return getattr(audit, result.table, None) is not None and not len(getattr(audit, result.table))


def comparable(audit: Audit) -> frozenset[str]:
    """The ids of the facts that another independent source speaks of too: a copy is no second source."""
    groups = zip(column(audit, "groups", "n_independent"), column(audit, "groups", "fact_ids"), strict=True)
    return frozenset(name for sources, names in groups if (sources or 0) > 1 for name in names)


def standing(audit: Audit) -> dict[str, int]:
    """How many figures agree with another source, are disputed by a warning or worse, or stand in one source only.

    A finding that is known already disputes its figures as before; one that is waived does not.
    """
    states = zip(*(column(audit, "findings", name) for name in ("severity", "state", "fact_ids")), strict=True)
    disputed = {name for severity, state, names in states if severity != "info" and state != "waived" for name in names}
    known = set(column(audit, "facts", "fact_id"))
    agree = (comparable(audit) & known) - disputed
    disputed &= known
    return {"agree": len(agree), "disputed": len(disputed), "alone": len(known) - len(agree) - len(disputed)}
