"""Grouping of a large run: the same steps over partitions that each fit into memory, in as many processes as there are.

What is told in the articles goes to disk, article by article. After that this process holds numbers: which articles
may have met, which facts are to be judged, which edges there are. A partition reads what it needs of the disk: some
neighbours in time, and those from other times that its pairs name. The groups are those of `group`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from functools import partial
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING, Any

import numpy as np

from audit import table
from audit.errors import AuditError
from audit.groups import _shelf
from audit.groups._blocking import Name, names_of, unit_of
from audit.groups._facts import text_or
from audit.groups._heard import Heard
from audit.groups._joining import joined, to_join
from audit.groups._judging import judged, to_judge
from audit.groups._meetings import keys_of, when
from audit.groups._met import Spread, met
from audit.groups._told import Told, told

if TYPE_CHECKING:
    import pandas as pd

# So many facts are told at once.
TOLD_AT_ONCE = 10_000


def group_partitions(
    facts: pd.DataFrame,
    articles: pd.DataFrame,
    texts: Mapping[str, str],
    copies: Mapping[str, str],
    trust: Mapping[str, float] | None,
    own: Set[str],
    spread: Spread,
) -> pd.DataFrame:
    """See `group`. Raises AuditError where the disk takes no more."""
    with _folder() as folder:
        rows = _rows(facts, articles, texts, folder)
        heard = [one for chunk in spread(_tell, rows) for one in chunk]
        return _grouped(heard, copies, trust, _by_article(facts, own), spread)


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder for what is told, removed at the end."""
    try:
        with TemporaryDirectory(prefix="audit-") as folder:
            yield Path(folder)
    except OSError as error:
        what = f"grouping needs some space for a while: {error.strerror or error}"
        raise AuditError(what, file=gettempdir(), mend="free some, or name another folder in TMPDIR") from error


def _grouped(
    heard: list[Heard],
    copies: Mapping[str, str],
    trust: Mapping[str, float] | None,
    own: Mapping[str, Set[str]],
    spread: Spread,
) -> pd.DataFrame:
    near, events = met(heard, spread)
    bases = [0, *accumulate(len(one.units) for one in heard)]
    asked = to_judge(heard, bases, events, near)
    found = [np.concatenate(column) for column in zip(*spread(judged, asked), strict=True)]
    columns: dict[str, list[Any]] = {column.name: [] for column in table.GROUPS}
    first: list[int] = []
    job = partial(joined, trust=trust)
    for places, made in spread(job, to_join(heard, bases, found, events, near, copies, own)):
        first += places
        for name, cells in made.items():
            columns[name] += cells
    order = sorted(range(len(first)), key=lambda i: (-columns["n_sources"][i], first[i]))
    data = {c.name: table.cells([columns[c.name][i] for i in order], c.dtype) for c in table.GROUPS}
    return table.framed(data, len(order))


def _rows(
    facts: pd.DataFrame, articles: pd.DataFrame, texts: Mapping[str, str], folder: Path
) -> Iterator[tuple[pd.DataFrame, pd.DataFrame, dict[str, str], Path]]:
    """The rows of some articles at a time, in the order of `Traits.order`, and the file that they are to be told to."""
    places = facts.groupby("article_id", sort=False).indices
    names, days = articles["article_id"].tolist(), [text_or(day) for day in articles["published"]]
    order = sorted(range(len(names)), key=lambda i: (days[i] or "9999", names[i]))
    none = np.empty(0, np.int64)
    chunk: list[int] = []
    held = 0
    for nth, i in enumerate(order, 1):
        chunk.append(i)
        held += 1 + len(places.get(names[i], none))
        if held >= TOLD_AT_ONCE or nth == len(order):
            own = np.concatenate([places.get(names[at], none) for at in chunk])
            rows = articles.iloc[chunk][["article_id", "title", "published"]]
            yield facts.iloc[own], rows, {names[at]: texts.get(names[at], "") for at in chunk}, folder / str(nth)
            chunk, held = [], 0


def _tell(rows: tuple[pd.DataFrame, pd.DataFrame, dict[str, str], Path]) -> list[Heard]:
    """Write down what is told in some articles."""
    facts, articles, texts, file = rows
    every = [
        Told(one.story, tuple(sorted(one.facts, key=lambda fact: fact.order))) for one in told(facts, articles, texts)
    ]
    return [
        Heard(
            place, when(one.story), keys_of(one.story), [unit_of(fact) for fact in one.facts],
            [
                (_digest(name), at, fact.period, fact.figure.value if fact.figure else 0.0)
                for at, fact in enumerate(one.facts) for name in names_of(fact)
            ],
        )
        for place, one in zip(_shelf.put(file, every), every, strict=True)
    ]  # fmt: skip


def _digest(name: Name) -> int:
    digest = blake2b("\x1f".join(name).encode("utf8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _by_article(facts: pd.DataFrame, own: Set[str]) -> dict[str, set[str]]:
    """The facts in `own`, by article."""
    found: dict[str, set[str]] = defaultdict(set)
    for fact, article in zip(facts["fact_id"], facts["article_id"], strict=True):
        if fact in own:
            found[article].add(fact)
    return found
