"""String templates of Great Expectations are read once, from left to right, as text."""

from __future__ import annotations

import string

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.suite import told
from audit.suite.prose import Piece, pieces, state

BADGE = {"params": {"a": {"classes": ["badge"]}, "column": {"classes": ["badge"]}}}
TICK = '<i class="fas fa-check-circle text-success" aria-hidden="true"></i>'


def read(template: str, styling: dict | None = None, **params: object) -> list[tuple[str, str]]:
    given = {"template": template, "params": params, "styling": styling or {}}
    return [(piece.kind, piece.text) for piece in pieces(given)]


@pytest.mark.parametrize(
    ("template", "params", "expected"),
    [
        ("$a is ${a}.", {"a": 1}, [("value", "1"), ("text", " is "), ("value", "1"), ("text", ".")]),
        ("$column!", {"column": "x"}, [("column", "x"), ("text", "!")]),
        ("$unknown $$ $ ${", {"a": 1}, [("text", "$unknown $$ $ ${")]),
        ("$a", {"a": "$b <i> ${a}", "b": "no"}, [("value", "$b <i> ${a}")]),
        ("one\ntwo", {}, [("text", "one"), ("break", ""), ("text", "two")]),
        ("$a", {"a": None}, []),
        ("$html_success_icon", {"html_success_icon": TICK}, [("held", "")]),
        ("$html_success_icon", {"html_success_icon": "<script>"}, [("text", "<script>")]),
    ],
)
def test_pieces(template, params, expected):
    assert read(template, BADGE, **params) == expected


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("../expectations/facts.html", True),
        ("facts.html#facts-kinds", True),
        ("javascript:alert(1)", False),
        ("//evil.example/a.html", False),
        ("http://evil.example/a.html", False),
        ("a.html?x=javascript:1", False),
        ("../../../../../../../../../../../etc/passwd", False),
        ("\njavascript:alert(1)//a.html", False),
    ],
)
def test_links_lead_to_pages_of_the_site_only(link, kept):
    styling = {"params": {"a": {"tag": "a", "attributes": {"href": link}}}}
    (piece,) = pieces({"template": "$a", "params": {"a": "name"}, "styling": styling})
    assert piece.link == (link if kept else "")
    assert piece.text == "name"


def test_the_state_of_a_cell_is_that_of_its_icon():
    styling = {"params": {"icon": {"classes": ["fas", "fa-times"], "tag": "i"}}}
    assert state({"string_template": {"template": "$icon", "params": {"icon": ""}, "styling": styling}}) == "failed"
    assert state("fa-times") == ""
    assert state({"string_template": {"template": "fa-times"}}) == ""


@pytest.mark.parametrize(
    ("sentence", "figure", "expected"),
    [
        ("short 5% here", "5%", "short 5% here"),
        ("a" * 300, "5%", "a" * 200 + "…"),
        ("a" * 300 + "5%", "5%", "…" + "a" * 198 + "5%"),
        ("5%" + "a" * 300, "5%", "5%" + "a" * 198 + "…"),
        ("a" * 300 + "5%" + "b" * 300, "5%", "…" + "a" * 100 + "5%" + "b" * 98 + "…"),
    ],
)
def test_a_long_sentence_is_cut_around_its_figure(sentence, figure, expected):
    frame = pd.DataFrame({"quote": [figure], "sentence": [sentence]})
    assert told.place(frame, ["quote", "sentence"], 0)["sentence"] == expected


NAMES = st.text(string.ascii_lowercase, min_size=1, max_size=3)
TEXTS = st.text(alphabet="$ab{}<&\n", max_size=12)


@settings(derandomize=True, max_examples=200)
@given(TEXTS, st.dictionaries(NAMES, TEXTS, max_size=3))
def test_nothing_is_lost_and_values_are_not_read_again(template, params):
    def spelled(piece: Piece) -> str:
        return "\n" if piece.kind == "break" else piece.text

    whole = template.strip()
    expected = ""
    while whole:
        for name in sorted(params, key=len, reverse=True):
            marks = [f"${{{name}}}", f"${name}"]
            found = next((mark for mark in marks if whole.startswith(mark)), None)
            if found and (found.endswith("}") or not whole[len(found) : len(found) + 1].isalnum()):
                expected, whole = expected + params[name], whole[len(found) :]
                break
        else:
            expected, whole = expected + whole[0], whole[1:]
    given = {"template": template, "params": params}
    assert "".join(map(spelled, pieces(given))) == expected
