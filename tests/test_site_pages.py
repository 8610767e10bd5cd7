"""The review pages as they are written: linked, escaped, alone, in both languages, and the same for the same audit."""

from __future__ import annotations

import dataclasses
import json
import re
import string
from pathlib import Path
from urllib.parse import unquote, urljoin

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from site_audit import (
    BAD,
    GOOD,
    PROBES,
    built,
    copied_audit,
    live_audit,
    own_words_audit,
    small_audit,
)

from audit import languages, views
from audit.config import Config
from audit.views._site.book import Book
from audit.views._site.differing import differing
from audit.views._site.names import passage, web
from audit.views._site.quantity import Quantities, _pointed

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"
TAGS = """html head meta title link script body a header nav div input button main section aside p span h1 h2 b q mark
ol ul li dl dt dd table thead tbody tr th td small form label select option output footer blockquote details summary
code pre svg g path line text i"""
NAME = re.compile(r"index\.html|(findings|quantities)(-\d+)?\.html|[aqsr]/[0-9a-f]{12}\.html")


def pages(folder: Path) -> dict[str, html.HtmlElement]:
    parser = html.HTMLParser(encoding="utf8")
    files = sorted(folder.rglob("*.html"))
    return {file.relative_to(folder).as_posix(): html.parse(str(file), parser).getroot() for file in files}


def words(root: html.HtmlElement) -> str:
    return " ".join(root.text_content().split())


def of_kind(folder: Path, kind: str) -> list[html.HtmlElement]:
    return [root for name, root in pages(folder).items() if name.startswith(f"{kind}/")]


@pytest.mark.parametrize("which", ["site", "hostile", "many"])
def test_every_link_leads_somewhere_and_every_id_is_one(which, request):
    folder = request.getfixturevalue(which)
    known = pages(folder)
    ids = {name: [node.get("id") for node in root.iter() if node.get("id")] for name, root in known.items()}
    links = 0
    for name, root in known.items():
        assert NAME.fullmatch(name)
        assert len(ids[name]) == len(set(ids[name])), name
        for node in root.iter("a"):
            href = node.get("href")
            if href.startswith("https://"):
                continue
            target, _, anchor = urljoin(name, href).partition("#")
            if target.startswith("checks/"):
                continue
            assert target in known, (name, href)
            assert not anchor or "=" in anchor or unquote(anchor) in ids[target], (name, href)
            links += 1
    assert links > 50


@pytest.mark.parametrize("which", ["site", "hostile"])
def test_every_page_is_alone_and_says_so(which, request):
    folder = request.getfixturevalue(which)
    for name, root in pages(folder).items():
        (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy == POLICY
        up = "../" * name.count("/")
        assert root.xpath("//script/@src") == [f"{up}script.js"]
        assert not "".join(root.xpath("//script/text()")).strip()
        assert root.xpath("//link/@href") == ["data:,", f"{up}style.css"]
        assert not root.xpath("//style | //iframe | //object | //embed | //img | //base | //*[@style]")
        assert not [key for node in root.iter() if isinstance(node.tag, str) for key in node.attrib if key[:2] == "on"]
        assert root.get("lang") == "en"
    for name in ("style.css", "script.js"):
        assert not re.search(r"https?:|url\(|@import|innerHTML|eval\(", (folder / name).read_text(encoding="utf8"))


def test_long_lists_stand_on_several_sheets_with_each_row_once(many):
    known = pages(many)
    for name, rows, sheets in (("findings", 480, 3), ("quantities", 600, 2)):
        files = sorted(file for file in known if file.startswith(name))
        assert len(files) == sheets
        listed = [node for file in files for node in known[file].xpath("//*[@data-item]")]
        assert len(listed) == rows
        for file in files:
            assert {f"{name}.html", f"{name}-{sheets}.html"} <= set(known[file].xpath("//nav[@class='pager']//a/@href"))
    seen = [node.get("id") for file in known if file.startswith("findings") for node in known[file].xpath("//li[@id]")]
    assert len(seen) == len(set(seen)) == 480
    assert "critical" in words(known["findings.html"].xpath("//li[@data-item]")[0])


def test_a_list_is_indexed_for_filters_only_where_it_has_several_sheets(many, site):
    assert not (site / "findings.js").exists()
    told = json.loads((many / "findings.js").read_text(encoding="utf8").removeprefix("auditList(").removesuffix(");\n"))
    assert len(told["rows"]) == 480
    assert told["facets"]["severity"] == ["critical", "warning", "info"]
    assert sorted(told["facets"]["source"]) == ["Bad", "Good"]
    assert max(len(row[0][2]) for row in told["rows"]) == 2  # a contradiction is one of both sources


def test_hostile_text_is_text_on_every_page(hostile):
    seen = dict.fromkeys(PROBES, 0)
    for name, root in pages(hostile).items():
        for href in root.xpath("//@href | //@src"):
            assert not re.match(r"\s*(?!https:|data:,)[a-z]+:", href, re.IGNORECASE), (name, href)
            assert "alert" not in href.partition("#")[0], (name, href)
        assert {node.tag for node in root.iter() if isinstance(node.tag, str)} <= set(TAGS.split())
        text = words(root)
        assert "49" not in text.split()
        for probe in PROBES:
            seen[probe] += probe in text
    assert all(n >= len(pages(hostile)) // 2 for n in seen.values()), seen


def test_hostile_text_stays_in_the_search_index(hostile):
    content = (hostile / "search.js").read_text(encoding="utf8")
    assert content.startswith("auditIndex({")
    assert content.endswith("});\n")
    assert "\n" not in content[:-1]


def test_the_overview_says_what_was_found(site):
    text = words(pages(site)["index.html"])
    assert "Do not publish yet: 1 critical, 1 warning, 1 note." in text
    assert "3 figures: 0 in agreement with another source, 2 disputed, 1 in one source only." in text
    assert "1 waived" in text
    assert "1 passage of spam" in text
    assert "not enough to judge: 1 comparable figure" in text
    assert "spam was left in its text" in text


def test_every_figure_is_marked_by_its_state(site):
    marks = [node for root in of_kind(site, "a") for node in root.xpath("//a[contains(@class, 'mark')]")]
    said = sorted((node.get("class"), words(node)) for node in marks)
    assert said == [
        ("mark alone", "95% (in one source only)"),
        ("mark contradicted", "91,46% (contradicted)"),
        ("mark contradicted", "91,64% (contradicted)"),
    ]


def test_an_article_is_shown_as_published(site):
    shown = []
    for root in of_kind(site, "a"):
        for node in root.xpath("//a[contains(@class, 'mark')]/i | //*[contains(@class, 'why')]"):
            node.drop_tree()
        shown.append("".join(words(root.xpath("//section[contains(@class, 'text')]")[0]).split()))
    assert sorted(shown) == sorted("".join(text.split()) for text in (GOOD, BAD))


def test_spam_is_dimmed_with_its_reason(site):
    (dim,) = [node for root in of_kind(site, "a") for node in root.xpath("//span[contains(@class, 'dim spam')]")][:1]
    assert "spam: titles of other pages" in words(dim)


def test_a_quantity_shows_each_value_once_and_both_sentences(site):
    (root,) = of_kind(site, "q")
    assert len(root.xpath("//tr[@data-item]")) == 2
    assert len(root.xpath("//blockquote")) == 2
    assert root.xpath("//svg[@role='img' and @aria-label]")
    assert "contradicted" in words(root)
    assert {"".join(node.itertext()) for node in root.xpath("//blockquote")} <= {*"\n".join((GOOD, BAD)).split("\n")}


def test_copies_are_folded_under_their_original(tmp_path):
    (root,) = of_kind(built(copied_audit(), tmp_path / "docs"), "q")
    assert len(root.xpath("//tr[@data-item]")) == 1
    assert "Copies of it (1)" in words(root)
    assert "Bad" in words(root.xpath("//details")[0])


def test_what_a_copy_states_in_words_of_its_own_speaks_for_itself(tmp_path):
    (root,) = of_kind(built(own_words_audit(), tmp_path / "docs"), "q")
    assert len(root.xpath("//tr[@data-item]")) == 2
    assert not root.xpath("//details")


def test_numbers_that_are_no_figures_are_counted_with_their_reasons(tmp_path):
    found = dataclasses.replace(small_audit(), dropped={"good": {"phone": 2, "date": 1}, "bad": {"phone": 1}})
    folder = built(found, tmp_path / "docs")
    left = words(pages(folder)["index.html"].xpath("//section[@class='left']")[0])
    assert "4 numbers are no facts" in left
    assert "a telephone number (3); in the date line (1)" in left
    told = [words(root) for root in of_kind(folder, "a")]
    assert (
        sum("Numbers that are not figures: a telephone number (2); in the date line (1)" in text for text in told) == 1
    )


def test_every_page_has_its_picture_however_many_there_are(many):
    for kind in ("q", "s"):
        roots = of_kind(many, kind)
        assert all(len(root.xpath("//svg[@role='img' and @aria-label and .//*]")) == 1 for root in roots)
    assert len(of_kind(many, "q")) == 600


def test_only_addresses_of_the_web_are_linked(tmp_path):
    folder = built(live_audit(), tmp_path / "docs")
    outside = {href for root in pages(folder).values() for href in root.xpath("//a/@href") if ":" in href}
    assert outside
    assert all(href.startswith("https://example.org/tin/nuoc-sach.html?a=1") for href in outside)
    assert any("#:~:text=" in href for href in outside)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "https://", "//example.org", "https://u:p@example.org/", "file:///etc",
     "https://example.org/\u202ex", 'https://example.org/"x', "https://[::1", "http://exa mple.org", None, ""],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_no_link(url):
    assert web(url) is None


def test_a_text_fragment_names_the_ends_of_a_sentence():
    assert passage("https://a.vn/x#y", "một hai-ba") == "https://a.vn/x#:~:text=một%20hai%2Dba"
    assert passage("https://a.vn/x", "a,b \u202e<&%").endswith("text=a%2Cb%20%E2%80%AE%3C%26%25")
    long = " ".join(f"w{n}" for n in range(20))
    assert passage("https://a.vn/x", long).endswith("#:~:text=w0%20w1%20w2%20w3,w16%20w17%20w18%20w19")


def test_the_figure_is_pointed_to_where_it_differs():
    pieces = list(_pointed(differing("đạt 6,39% trong quý", "đạt 6,93% trong quý"), "6,39%"))
    assert "".join(text for text, _ in pieces) == "đạt 6,39% trong quý"
    assert "".join(text for text, kind in pieces if "here" in kind) == "6,39%"
    assert {kind for text, kind in pieces if text in "đạt trong quý"} == {""}
    assert any(kind == "here differs" for _, kind in pieces)
    assert "".join(text for text, kind in _pointed([("a b", True)], "zzz") if "here" in kind) == ""


def test_a_series_holds_periods_of_one_length(tmp_path):
    found = small_audit()
    groups = pd.concat([found.groups.head(1)] * 3, ignore_index=True)
    groups = groups.assign(group_id=["one", "two", "three"], period=["2025-Q1", "2025-Q2", "2025-H1"])
    groups["fact_ids"] = [[name] for name in found.facts["fact_id"]]
    days = ["2025-01-01", "2025-04-01", "2025-01-01"]
    facts = found.facts.assign(period=groups["period"], period_start=days, period_end=days)
    book = Book(dataclasses.replace(found, groups=groups, facts=facts), Config(root=tmp_path))
    told = {group["period"]: Quantities(book).page(group)["series"] for group in book.groups}
    assert [one["code"] for one in told["2025-Q1"]["periods"]] == ["2025-Q1", "2025-Q2"]
    assert [one["period"] for one in told["2025-Q1"]["periods"]] == ["Q1 2025", "Q2 2025"]
    assert told["2025-H1"] is None


def test_a_quantity_of_one_period_runs_over_time_only_where_a_source_tells_of_several_days(tmp_path):
    found = small_audit()
    days = ["2025-01-01", "2025-01-02", "2025-01-03"]
    facts = found.facts.assign(period_start=days, period_end=days)
    groups = found.groups.copy()
    for members, runs in ((facts["fact_id"][:2], False), (facts["fact_id"], True)):
        groups["fact_ids"] = [list(members)]
        book = Book(dataclasses.replace(found, groups=groups, facts=facts), Config(root=tmp_path))
        assert bool(Quantities(book).page(book.groups[0])["series"]) == runs


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=60, derandomize=True, deadline=None)
def test_pieces_of_a_sentence_are_the_sentence(sentence, other):
    assert "".join(text for text, _ in differing(sentence, other)) == sentence
    assert not any(differs for _, differs in differing(sentence, sentence))


def test_what_differs_is_marked_by_characters():
    pieces = differing("tăng trưởng GDP đạt 6,39% trong quý", "tăng trưởng GDP đạt 6,93% trong quý")
    assert 1 <= len("".join(text for text, differs in pieces if differs)) <= 3
    assert differing("abc def", "hoàn toàn khác nhau ở đây") == [("abc def", False)]


def test_the_same_audit_gives_the_same_bytes(site, tmp_path):
    found = small_audit()
    turned = {
        name: getattr(found, name).iloc[::-1].reset_index(drop=True)
        for name in ("articles", "blocks", "facts", "groups", "findings", "scores")
    }
    again = built(dataclasses.replace(found, **turned), tmp_path / "docs")
    names = sorted(file.relative_to(site) for file in site.rglob("*") if file.is_file())
    assert names == sorted(file.relative_to(again) for file in again.rglob("*") if file.is_file())
    assert not [name for name in names if (site / name).read_bytes() != (again / name).read_bytes()]


def test_only_what_changed_is_made_anew(site, tmp_path):
    config = Config(root=site.parent, language="en")
    (tmp_path / "same").mkdir()
    same = views.site(small_audit(), config, tmp_path / "same", title="news", before=site)
    assert same == {"made": 0, "kept": len(pages(site))}
    found = small_audit()
    scores = found.scores.assign(reason=["another reason", *found.scores["reason"][1:]])
    (tmp_path / "other").mkdir()
    other = views.site(dataclasses.replace(found, scores=scores), config, tmp_path / "other", title="news", before=site)
    assert other == {"made": 2, "kept": len(pages(site)) - 2}
    assert "another reason" in (tmp_path / "other/index.html").read_text(encoding="utf8")


def test_a_damaged_manifest_is_no_error(site, tmp_path):
    (tmp_path / "old").mkdir()
    (tmp_path / "old/pages.json").write_text('{"pages": ', encoding="utf8")
    (tmp_path / "new").mkdir()
    made = views.site(small_audit(), Config(root=site.parent), tmp_path / "new", title="news", before=tmp_path / "old")
    assert made["kept"] == 0


def test_the_pages_speak_vietnamese(tmp_path):
    folder = built(small_audit(), tmp_path / "docs", "vi")
    for root in pages(folder).values():
        assert root.get("lang") == "vi"
    assert "Tổng quan" in words(pages(folder)["index.html"])
    assert "bị phản bác" in words(of_kind(folder, "q")[0])
    assert "contradicted" not in words(of_kind(folder, "q")[0])


def test_passages_in_another_language_than_the_page_say_so(site):
    for root in of_kind(site, "a"):
        assert root.xpath("//section[contains(@class, 'text')]/@lang") == ["vi"]
    assert {lang for root in of_kind(site, "q") for lang in root.xpath("//blockquote/@lang")} == {"vi"}


def test_what_moved_since_the_last_run_is_told(tmp_path):
    past = {
        "runs": [{"run": 1, "articles": 1, "facts": 3}],
        "rules": [{"run": 1, "rule": "contradiction", "findings": 4}],
        "scores": [{"run": 1, "source": "Good", "score": 60.0}, {"run": 1, "source": "Bad", "score": 31.2}],
    }
    folder = built(small_audit(), tmp_path / "docs", past=past)
    text = words(pages(folder)["index.html"].xpath("//section[@class='changes']")[0])
    assert "articles: 1 → 2" in text
    assert "4 → 1" in text
    assert "Good: 60 → 71" in text
    assert "Bad" not in text


def test_a_rule_leads_to_its_result(tmp_path):
    folder = built(small_audit(), tmp_path / "docs", checks={"contradiction": "validations/facts.html#contradiction"})
    root = next(root for root in of_kind(folder, "r") if "contradiction" in words(root))
    assert root.xpath("//a[@href='../checks/validations/facts.html#contradiction']")
    assert "How to fix" in words(root)


def test_every_sentence_of_the_pages_is_there_in_every_language_and_used():
    own = {code: languages.load(code)["site"] for code in languages.codes()}
    here = Path(views.__file__).parent / "_site"
    source = "".join(file.read_text(encoding="utf8") for file in here.rglob("*") if file.suffix in (".py", ".j2"))
    made = {"severity", "state", "label", "count", "why"}
    for code, section in own.items():
        assert set(section) == set(own["en"]), code
        for key, template in section.items():
            if isinstance(template, dict):
                assert set(template) == set(own["en"][key])
                continue
            names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
            assert names == {name for _, name, _, _ in string.Formatter().parse(own["en"][key]) if name}, key
            assert f'"{key}"' in source or key.partition("_")[0] in made or key in ("source", "rule", "indicator"), key
