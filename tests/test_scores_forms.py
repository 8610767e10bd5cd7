"""How sources write: what claims nothing, codes with the place they lie in, the form in which a value is returned."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import audit
from audit.errors import InputError
from audit.scores._forms import nothing
from audit.scores._values import read, tails


def claimed(*values: object) -> pd.DataFrame:
    """A source each for some claims on one item."""
    rows = [(f"s{at}", "o", "x", value) for at, value in enumerate(values)]
    return pd.DataFrame(rows, columns=["source", "object", "attribute", "value"])


def truth(*values: object) -> tuple[object, float]:
    """The value of one item and its voices."""
    row = audit.reconcile(claimed(*values), "vote")[0].iloc[0]
    return row["value"], row["support"]


@pytest.mark.parametrize(
    "word", ["Not provided", "Not available by phone", "TBD", "Unknown", "Không rõ", "đang cập nhật", " — ", "#N/A"]
)
def test_words_for_nothing_win_no_vote(word):
    assert truth(word, word, word, "B4") == ("B4", 1)


@pytest.mark.parametrize("word", ["Not Known to Sleep", "Stand by Me", "None of the Above", "Unknown Soldier"])
def test_names_that_begin_like_words_for_nothing_are_names(word):
    assert truth(word, word, "Other") == (word, 2)


def test_a_table_of_words_for_nothing_claims_nothing():
    with pytest.raises(InputError, match="every value is empty"):
        audit.reconcile(claimed("Not provided", "chưa có"))


def test_words_for_nothing_are_in_lower_case():
    assert all(word == word.lower().strip() for word in nothing())


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("B22", "T1/B22", "Terminal 1, Gate B22", "C3", "C3"), ("B22", 3)),
        (("C30", "Terminal C, Gate C30", "Terminal C, Gate 30", "30", "30"), ("C30", 3)),
        (("22", "Terminal 3, Gate 22", "24"), ("22", 2)),
        (("T1/B22", "T1/B22", "T2/B22", "C3"), ("T1/B22", 2)),
        (("10-12", "12", "12", "B9", "B9", "B9"), ("B9", 3)),
        (("0", "00", "B1"), ("0", 2)),
    ],
    ids=["before", "twice named", "numbers", "nobody without the place", "no place", "zero"],
)
def test_a_code_with_its_place_is_the_code_that_others_print(values, found):
    assert truth(*values) == found


@pytest.mark.parametrize(
    ("value", "ends"), [("T1/B22", ["b22"]), ("T-3 / G12", ["3g12", "g12"]), ("Gate B22", []), ("10-12", [])]
)
def test_what_a_code_ends_in(value, ends):
    assert tails(value) == ends


def test_numbers_beside_codes_are_codes():
    """One gate in twenty has a letter: the others are no amounts that 1% could make nearly equal."""
    values = [str(number) for number in range(100, 195)] + [f"B{number}" for number in range(5)]
    assert read(values, np.ones(100, dtype=int)).kind == "code"
    notes = ["closed", "see note", "12 or 13", "about 5", "x"]
    assert read(values[:95] + notes, np.ones(100, dtype=int)).kind == "number"
    assert read(["1.5", *values[1:]], np.ones(100, dtype=int)).kind == "number"


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        (("22A ", "22A\xa0", "22B"), "22A"),
        (("O&#39;Hara, Kim", "O'Hara, Kim", "Doe, Jane"), "O'Hara, Kim"),
        (("Roe, R. &amp; Doe, J.", "Jane Doe; Rick Roe", "Roe, R. &amp; Doe, J."), "Roe, R. & Doe, J."),
    ],
    ids=["blanks", "entities", "entities between names"],
)
def test_blanks_and_entities_are_no_part_of_a_value(values, shown):
    assert truth(*values) == (shown, 2 + (shown[-1] == "."))


def test_of_equally_frequent_forms_that_of_sources_that_write_as_most_do():
    """Source b writes as all others do; on the item of a and b alone, who comes first in the alphabet says nothing."""
    rows = [(name, f"o{at}", "x", f"Wing {at}") for name in "bcd" for at in range(6)]
    rows += [("a", f"o{at}", "x", f"WING {at}") for at in range(6)]
    rows += [("a", "last", "x", "WING 9"), ("b", "last", "x", "Wing 9")]
    claims = pd.DataFrame(rows, columns=["source", "object", "attribute", "value"])
    for table in (claims, claims[::-1]):
        assert list(audit.reconcile(table)[0]["value"]) == ["Wing 9", *(f"Wing {at}" for at in range(6))]
