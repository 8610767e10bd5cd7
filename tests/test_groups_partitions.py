"""A large run is grouped in partitions on disk: the same groups, whatever the partitions are."""

from __future__ import annotations

import errno
from pathlib import Path

import newswire
import pandas as pd
import pytest

import audit
from audit import groups, work
from audit.errors import AuditError
from audit.groups import _joining, _judging, _met, _partitions, _shelf


@pytest.fixture(scope="module")
def found() -> audit.Audit:
    return audit.run(list(newswire.wire(200)), rules=False)


def grouped(found: audit.Audit, **options: object) -> pd.DataFrame:
    return groups.group(
        found.facts, found.articles, found.texts, found.copies, {"Outlet 07": 0.5}, found.own, **options
    )


@pytest.mark.parametrize("size", [1, 60, 100_000])
def test_any_partitions_give_the_same_groups(found: audit.Audit, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = grouped(found)
    monkeypatch.setattr(groups, "LARGE", 0)
    monkeypatch.setattr(_partitions, "TOLD_AT_ONCE", size)
    monkeypatch.setattr(_met, "MET_AT_ONCE", size)
    monkeypatch.setattr(_judging, "JUDGED_AT_ONCE", size)
    monkeypatch.setattr(_joining, "JOINED_AT_ONCE", size)
    pd.testing.assert_frame_equal(grouped(found), expected)


def test_shuffled_rows_give_the_same_groups(found: audit.Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = grouped(found)
    monkeypatch.setattr(groups, "LARGE", 0)
    articles = found.articles.sample(frac=1, random_state=3).reset_index(drop=True)
    place = {name: at for at, name in enumerate(articles["article_id"])}
    order = found.facts["article_id"].map(place).argsort(kind="stable")
    facts = found.facts.iloc[order].reset_index(drop=True)
    shuffled = groups.group(facts, articles, found.texts, found.copies, {"Outlet 07": 0.5}, found.own)
    pd.testing.assert_frame_equal(shuffled, expected)


def test_processes_give_the_same_groups(found: audit.Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = grouped(found)
    monkeypatch.setattr(groups, "LARGE", 0)
    with work.Workers(2) as workers:
        pd.testing.assert_frame_equal(grouped(found, spread=workers.map), expected)


def test_a_full_disk_is_an_error(found: audit.Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(file: Path, _: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(file))

    monkeypatch.setattr(groups, "LARGE", 0)
    monkeypatch.setattr(_shelf, "put", full)
    with pytest.raises(AuditError, match="No space left"):
        grouped(found)


def test_nothing_is_left_on_disk(found: audit.Audit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(groups, "LARGE", 0)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    grouped(found)
    assert not list(tmp_path.iterdir())
