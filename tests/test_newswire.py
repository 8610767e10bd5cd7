"""The made-up newswire: the same articles everywhere, of the kinds that it promises."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import newswire
import pytest

import audit
from audit import table


def test_a_smaller_wire_is_the_start_of_a_larger_one() -> None:
    assert list(newswire.wire(40)) == list(islice(newswire.wire(400), 40))


def test_another_seed_tells_of_other_events() -> None:
    assert [a.text for a in newswire.wire(20)] != [a.text for a in newswire.wire(20, seed=2)]


@pytest.mark.parametrize(("full", "shortest", "longest"), [(False, 60, 600), (True, 500, 6000)])
def test_articles_are_as_long_as_they_are_called(full: bool, shortest: int, longest: int) -> None:
    lengths = [len(article.text) for article in newswire.wire(200, full=full)]
    assert shortest < min(lengths)
    assert max(lengths) < longest


def test_outlets_reprint_and_differ() -> None:
    found = audit.run(list(newswire.wire(300)), rules=False)
    assert 0.05 < len(found.copies) / len(found.articles) < 0.5
    assert found.groups["n_sources"].max() > 2
    assert found.facts["indicator"].notna().mean() > 0.01
    assert (found.blocks["label"] == "spam").any()
    assert Counter(found.articles["language"]).keys() == {"vi", "en"}
    assert [column.name for column in table.FACTS] == list(found.facts.columns)


def test_quantities_of_different_companies_stay_apart() -> None:
    """Reports of one kind share their words, and by chance a figure: no chain of them may make one quantity of all."""
    found = audit.run(list(newswire.wire(1000)), rules=False)
    known = set(found.facts.loc[found.facts["indicator"].notna(), "fact_id"])
    sizes = [row.n_facts for row in found.groups.itertuples() if known.isdisjoint(row.fact_ids)]
    assert max(sizes) <= 40
