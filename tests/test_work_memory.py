"""Texts that wait on disk are the same texts; what a run returns does not depend on where they are."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import newswire
import pandas as pd
import pytest

import audit
from audit import table
from audit.errors import AuditError
from audit.model import Article
from audit.work import memory

TEXTS = {"a": "một\nhai", "b": "", "c": "a\udc80\u2028\x00", "d": "🙂" * 5000}


def shelved(named: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> Mapping[str, str]:
    monkeypatch.setattr(memory, "LARGE", 0)
    return memory.texts([Article(text=text, article_id=name) for name, text in named.items()])


def test_few_texts_stay_in_memory() -> None:
    assert isinstance(memory.texts([Article(text="một", article_id="a")]), dict)


def test_texts_on_disk_are_those_that_were_put_there(monkeypatch: pytest.MonkeyPatch) -> None:
    found = shelved(TEXTS, monkeypatch)
    assert isinstance(found, memory.Shelved)
    assert dict(found) == TEXTS
    assert (list(found), len(found), found.get("e"), "e" in found, "a" in found) == (list("abcd"), 4, None, False, True)
    with pytest.raises(KeyError):
        found["e"]


def test_several_threads_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    named = {f"{nth:03}": f"{nth} " * nth for nth in range(200)}
    found = shelved(named, monkeypatch)
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(found.__getitem__, [*named] * 5)) == [*named.values()] * 5


def test_a_run_with_texts_on_disk_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = list(newswire.wire(40))
    before = audit.run(articles)
    monkeypatch.setattr(memory, "LARGE", 0)
    after = audit.run(articles)
    assert isinstance(after.texts, memory.Shelved)
    assert dict(after.texts) == before.texts
    for name in table.TABLES:
        pd.testing.assert_frame_equal(getattr(after, name), getattr(before, name))


def test_no_space_for_texts_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(memory, "TemporaryFile", full)
    with pytest.raises(AuditError, match="No space left"):
        shelved(TEXTS, monkeypatch)


def test_memory_is_given_back_where_the_system_takes_it() -> None:
    memory.release()
