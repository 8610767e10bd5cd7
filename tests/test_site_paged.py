"""Of a large run the articles that most need to be looked at have pages, and the site says which have none."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urljoin

import newswire
import pytest
from test_site_pages import of_kind, pages, words

import audit
from audit import views
from audit.config import Config, load
from audit.model import Audit
from audit.views._paged import paged

MOST = 25


@pytest.fixture(scope="module")
def found() -> Audit:
    return audit.run(list(newswire.wire(120)), config=load())


@pytest.fixture(scope="module")
def site(found: Audit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large") / "docs"
    folder.mkdir()
    views.site(found, Config(root=folder.parent, language="en", docs_articles=MOST), folder, title="news")
    return folder


def test_what_fits_is_shown_as_it_is(found: Audit) -> None:
    assert paged(found, len(found.articles)) is found


def test_the_worst_findings_come_first(found: Audit) -> None:
    few = paged(found, MOST)
    assert len(few.articles) == MOST
    worst = found.findings[found.findings["severity"] == "critical"]["article_id"].drop_duplicates()
    assert set(worst[:MOST]) & set(few.articles["article_id"])
    assert worst.iloc[0] in set(few.articles["article_id"])
    assert set(few.facts["article_id"]) <= set(few.articles["article_id"]) == set(few.texts)
    assert {name for ids in few.groups["fact_ids"] for name in ids} == set(few.facts["fact_id"])


def test_without_findings_the_first_articles_are_shown(found: Audit) -> None:
    few = paged(Audit(**{n: getattr(found, n) for n in NAMES}, findings=found.findings[:0], texts=found.texts), 3)
    assert few.articles["article_id"].tolist() == sorted(found.articles["article_id"])[:3]


NAMES = ("articles", "blocks", "facts", "groups", "scores")


def test_the_site_counts_the_whole_and_says_what_has_no_pages(found: Audit, site: Path) -> None:
    assert len(of_kind(site, "a")) == MOST
    first = words(pages(site)["index.html"])
    assert f"{len(found.articles) - MOST} articles have no pages" in first
    assert "docs-articles" in first
    assert f"{len(found.facts)} figures" in first or f"{len(found.facts)} figure" in first
    assert all(f"{MOST} articles that most need" in words(root) for root in pages(site).values())


def test_every_link_leads_somewhere(site: Path) -> None:
    known = pages(site)
    links = {
        urljoin(name, unquote(href)).partition("#")[0]
        for name, root in known.items()
        for href in root.xpath("//a/@href")
        if ":" not in href and not href.startswith("#")
    }
    assert {link for link in links if not link.startswith("checks/")} <= set(known)


def test_a_small_site_says_nothing_of_pages_that_are_missing(found: Audit, tmp_path: Path) -> None:
    views.site(paged(found, 5), Config(root=tmp_path, language="en"), tmp_path, title="news")
    assert "most need" not in "".join(words(root) for root in pages(tmp_path).values())
