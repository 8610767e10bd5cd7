"""Classes of words: `<name>` in a cue phrase stands for each word of a list of [classes] of its language."""

from __future__ import annotations

import re
from typing import Any

import pytest

from audit import languages
from audit.facts._phrases import spread
from audit.facts.cues.spots import PARTICLES, SECTIONS, lexicon, words

CLASSES = {"same": ["same", "corresponding"], "span": ["month", "<long>"], "long": ["year", "half year"]}
# Compiling the cue phrases is part of the start of every run: as many as this take a few hundredths of a second.
MOST = 4000


def test_a_phrase_is_spread_over_the_classes_that_it_names() -> None:
    assert spread(["the <same> <span>", "since"], CLASSES) == [
        "the same month",
        "the same year",
        "the same half year",
        "the corresponding month",
        "the corresponding year",
        "the corresponding half year",
        "since",
    ]


def test_a_sign_is_no_class() -> None:
    assert spread(["<", ">", "< 5"], CLASSES) == ["<", ">", "< 5"]


def test_a_class_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match="spam"):
        spread(["the <spam>"], CLASSES)


def lists(code: str) -> list[str]:
    table: dict[str, Any] = languages.load(code)
    named = [*table.get("classes", {}).values()]
    named += [one for name in (*SECTIONS, PARTICLES) for one in table[name].values() if isinstance(one, list)]
    return [phrase for one in named for phrase in one]


@pytest.mark.parametrize("code", languages.codes())
def test_every_class_of_a_language_is_used_and_none_is_missing(code: str) -> None:
    used = {name for phrase in lists(code) for name in re.findall(r"<(\w+)>", phrase)}
    assert used == set(languages.load(code).get("classes", {}))


@pytest.mark.parametrize("code", languages.codes())
def test_the_cue_phrases_stay_few_enough_to_be_compiled_at_the_start(code: str) -> None:
    assert len(lexicon(code).roles) <= MOST
    assert not any("<" in phrase and ">" in phrase for phrase in lexicon(code).roles)


@pytest.mark.parametrize(
    ("phrase", "role"),
    [
        ("more than a year ago", "year_ago"),
        ("lower than the prior year", "down_after"),
        ("compared with last year", "year_ago"),
        ("the comparable quarter of the previous year", "year_ago"),
        ("the same fiscal quarter last year", "year_ago"),
        ("versus the preceding quarter", "unit_ago"),
        ("from the week before", "unit_ago"),
        ("the corresponding month of", "base"),
    ],
)
def test_a_composed_phrase_has_its_role(phrase: str, role: str) -> None:
    assert role in lexicon("en").roles[phrase]


def test_particles_name_classes_too() -> None:
    assert words("en", "daily") >= {"bitcoin", "tokens"}
    assert words("en", "traded") >= {"nasdaq", "gilts", "yen", "brent", "ether"}
