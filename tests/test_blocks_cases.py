"""Blocks by example: what is spam, what only looks like it, and the label of each line."""

from __future__ import annotations

import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from audit.blocks import split
from audit.model import LABELS, Article, Block

CASES = Path(__file__).parent / "cases" / "blocks"


def cases(*names: str) -> list[Any]:
    found = []
    for name in names:
        content = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf8"))
        found += [pytest.param(case, id=f"{name}: {case['name']}") for case in content["case"]]
    return found


def blocks(case: dict[str, Any]) -> list[Block]:
    return split(Article(text=case["text"], title=case.get("title")))


def spam(case: dict[str, Any]) -> list[Block]:
    return [block for block in blocks(case) if block.label == "spam"]


@pytest.mark.parametrize("case", cases("injected", "links"))
def test_spam_is_found_to_the_character(case: dict[str, Any]) -> None:
    found = spam(case)
    assert [case["text"][block.start : block.end] for block in found] == case["spam"]
    assert case["kind"] in {str(block.reason).partition(":")[0] for block in found}


@pytest.mark.parametrize("case", cases("injected", "links"))
def test_without_the_spam_nothing_is_spam(case: dict[str, Any]) -> None:
    text = case["text"]
    for piece in case["spam"]:
        text = text.replace(piece, "", 1)
    assert spam({"text": text}) == []


@pytest.mark.parametrize("case", cases("legitimate"))
def test_what_only_looks_like_spam_stays(case: dict[str, Any]) -> None:
    assert [case["text"][block.start : block.end] for block in spam(case)] == []


@pytest.mark.parametrize("case", cases("labels"))
def test_labels(case: dict[str, Any]) -> None:
    assert [block.label for block in blocks(case)] == case["labels"]


@pytest.mark.parametrize("case", cases("injected", "links", "legitimate", "labels"))
def test_every_label_that_removes_text_says_why(case: dict[str, Any]) -> None:
    for block in blocks(case):
        assert block.label in LABELS
        if block.label in ("spam", "boilerplate"):
            kind, _, why = str(block.reason).partition(": ")
            assert kind.isalpha()
            assert why
        else:
            assert block.reason is None


@pytest.mark.parametrize("case", cases("injected", "links", "labels"))
@pytest.mark.parametrize("form", ["NFD", "crlf"])
def test_the_way_a_text_is_encoded_changes_no_label(case: dict[str, Any], form: str) -> None:
    text = case["text"].replace("\n", "\r\n") if form == "crlf" else unicodedata.normalize("NFD", case["text"])
    other = split(Article(text=text, title=case.get("title")))
    assert [(block.label, block.reason) for block in other] == [(block.label, block.reason) for block in blocks(case)]
    plain = [unicodedata.normalize("NFC", text[block.start : block.end]) for block in other]
    assert plain == [case["text"][block.start : block.end] for block in blocks(case)]
