"""What the country of a paper says of its figures: where they hold, and whose dollars they are."""

from __future__ import annotations

import pytest

import audit
from audit.facts.names.outlet import country
from audit.model import Article

TEXT = """Mill in Ontario makes a loss

The mill in Ontario lost $14 million in 2024. It had 300 looms.

It owes lenders in the United States $7 million.
"""


def units(text: str, source: str | None) -> dict[str, tuple[str | None, str | None]]:
    rows = audit.extract(text, published="2025-02-01", language="en", source=source).to_dict("records")
    return {row["quote"]: (row["unit"], row["area"]) for row in rows}


def test_plain_dollars_are_those_of_the_place() -> None:
    found = units(TEXT, "news.paper.ca")
    assert found["$14 million"] == ("CAD", "CA-ON")
    assert found["$7 million"] == ("USD", "US")


@pytest.mark.parametrize("more", ["It was C$3 million in debt.", "Lenders gave C$9."])
def test_papers_that_write_local_dollars_in_full_mean_american_ones(more: str) -> None:
    assert units(f"{TEXT}\n{more}\n", "news.paper.ca")["$14 million"][0] == "USD"


def test_papers_that_write_american_dollars_in_full_mean_local_ones() -> None:
    found = units(TEXT.replace("$7", "US$7"), None)
    assert found["$14 million"][0] == "CAD"
    assert found["US$7 million"][0] == "USD"


def test_a_paper_that_names_no_country_means_its_own_dollars() -> None:
    plain = "Mill makes a loss\n\nThe mill lost $14 million in 2024.\n"
    assert units(plain, "www.paper.com.au")["$14 million"] == ("AUD", None)
    assert units(plain, "www.paper.com")["$14 million"][0] == "USD"
    assert units(f"{plain}\nIt sells to Wall Street.\n", "www.paper.com.au")["$14 million"][0] == "USD"


def test_a_paper_elsewhere_means_american_dollars() -> None:
    assert units(TEXT, "news.paper.co.uk")["$14 million"][0] == "USD"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://www.paper.com.au/news/1", "AU"),
        ("paper.co.uk", "GB"),
        ("www.paper.com", None),
        ("Toronto Paper", "CA"),
        ("Evening Paper", None),
        (None, None),
    ],
)
def test_the_end_of_an_address_names_the_country(address: str | None, code: str | None) -> None:
    assert country(Article("", source=address), "en") == code


def test_the_country_of_a_paper_holds_where_the_article_names_it() -> None:
    plain = "Shops shut\n\nSome 40 shops shut. In France 3 mills shut. Few in Canada will hire.\n"
    assert units(plain, "news.paper.ca")["40"][1] == "CA"
    assert units(plain, "news.paper.com")["40"][1] is None
    assert units(plain.replace("Canada", "town"), "news.paper.ca")["40"][1] is None
