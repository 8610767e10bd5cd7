"""The review pages in Chromium: the way of an editor through them, and what a browser would complain about."""

from __future__ import annotations

import dataclasses
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from site_audit import built, many_audit, small_audit

from audit.views._site.names import passage

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = """--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
--disable-component-update --disable-sync"""
KINDS = ("index.html", "findings.html", "quantities.html", "a", "q", "s", "r")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield started
        started.close()


class Seen(list[str]):
    """What a page complained about or asked for from elsewhere."""

    def watch(self, page: Page) -> Page:
        page.on("console", lambda message: self.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.append(f"error: {error}"))
        page.on("dialog", lambda dialog: self.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: self._asked(request.url))
        page.on("requestfailed", lambda request: self.append(f"failed: {request.url}"))
        return page

    def _asked(self, url: str) -> None:
        if not url.startswith(("file:", "data:")):
            self.append(f"request: {url}")


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def page(browser, seen) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield seen.watch(context.new_page())
    context.close()
    assert list(seen) == []


def every_kind(folder: Path) -> list[Path]:
    """The largest page of each kind."""
    found = [folder / kind if kind.endswith(".html") else None for kind in KINDS]
    below = [
        sorted((folder / kind).glob("*.html"), key=lambda file: (-file.stat().st_size, file.name)) for kind in "aqsr"
    ]
    return [file for file in found if file] + [files[0] for files in below]


def test_from_the_overview_to_a_contradiction_to_both_sentences_and_back(page, site):
    page.goto((site / "index.html").as_uri())
    card = page.locator(".card.critical").first
    assert "91,64 and 91,46 differ" in card.inner_text()
    assert card.locator("q mark").all_inner_texts() == ["91,64%", "91,46%"]
    card.locator(".on a").click()
    page.wait_for_url("**/q/*.html")
    assert page.locator("blockquote").count() == 2
    page.locator("tr[data-item] a[data-open]").first.click()
    page.wait_for_url("**/a/*.html#m-*")
    mark = page.locator(".mark:target")
    assert mark.inner_text().startswith("91,")
    assert mark.bounding_box()["y"] >= 0
    mark.click()
    page.wait_for_url("**/a/*.html#f-*")
    figure = page.locator(".figures > :target")
    figure.locator("a", has_text="The quantity").click()
    page.wait_for_url("**/q/*.html#c-*")
    page.locator(".card .where").first.click()
    page.wait_for_url("**/a/*.html#*")
    page.go_back()
    page.locator("header.bar .home").click()
    page.wait_for_url("**/index.html")


def test_filters_are_kept_in_the_address(page, site):
    page.goto((site / "findings.html").as_uri())
    everything = page.locator("#list > li:visible").count()
    assert everything == 4
    page.select_option("select[name=severity]", "critical")
    assert page.url.endswith("#severity=critical")
    assert page.locator("#list > li:visible").count() == 1
    assert page.locator("#shown").inner_text() == "1 of 4 shown"
    page.reload()
    assert page.locator("#list > li:visible").count() == 1
    assert page.input_value("select[name=severity]") == "critical"
    page.click("button[type=reset]")
    expect(page.locator("#shown")).to_have_text("4 of 4 shown")
    page.goto((site / "findings.html").as_uri() + "?state=waived")
    assert page.locator("#list > li:visible").count() == 1
    page.goto((site / "findings.html").as_uri() + "#rule=spam-links&severity=critical")
    assert page.locator("#list > li:visible").count() == 0
    page.goto((site / "index.html").as_uri())
    page.locator(".rules td a").first.click()
    page.wait_for_url("**/findings.html#rule=contradiction&severity=critical")
    assert page.locator("#list > li:visible").count() == 1


def test_filters_look_through_all_sheets_of_a_list(page, many):
    page.goto((many / "findings-2.html").as_uri())
    shown, output = page.locator(".cards:visible > li"), page.locator("#shown")
    assert (shown.count(), output.inner_text()) == (200, "200 of 480 shown")
    page.select_option("select[name=rule]", "missing-date")
    expect(page.locator("#shown")).to_have_text("120 of 480 shown")
    assert (shown.count(), page.locator(".pager:visible").count()) == (120, 0)
    assert "no date of publication is known" in shown.first.inner_text()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.className") == "where"
    page.locator(".cards:visible .rule").first.click()
    page.wait_for_url("**/findings-*.html#*")
    assert page.locator(".card:target").count() == 1
    page.goto((many / "findings.html").as_uri() + "#source=Good")
    expect(page.locator("#shown")).to_have_text("120 of 480 shown")
    page.click("button[type=reset]")
    expect(page.locator("#shown")).to_have_text("200 of 480 shown")
    assert shown.count() == 200
    page.select_option("select[name=state]", "new")
    expect(page.locator("#shown")).to_have_text("360 of 480 shown")
    assert shown.count() == 200
    assert page.locator("button.more").bounding_box()["y"] > shown.last.bounding_box()["y"]
    page.click("button.more")
    assert shown.count() == 360
    page.goto((many / "quantities.html").as_uri() + "#state=contradicted")
    expect(page.locator("#shown")).to_have_text("600 of 600 shown")
    assert page.locator("tr[data-item]:visible").count() == 200


def test_the_address_of_a_finding_leads_to_its_sheet(page, many):
    page.goto((many / "findings-3.html").as_uri())
    wanted = page.locator("#list > li").last.get_attribute("id")
    page.goto((many / "findings.html").as_uri() + f"#{wanted}")
    page.wait_for_url(f"**/findings-3.html#{wanted}")


def test_a_search_finds_figures_and_sentences_without_their_marks(page, site):
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("nuoc sach 91,64")
    first = page.locator("#results a").first
    first.wait_for()
    assert "91,64%" in first.inner_text()
    assert "contradicted" in first.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/a/*.html#m-*")
    assert page.locator(".mark:target").inner_text().startswith("91,64%")
    page.locator("#search").fill("zzz")
    page.locator("#results p").wait_for()
    assert page.locator("#results").inner_text() == "Nothing found."
    page.keyboard.press("Escape")
    assert page.locator("#results").is_hidden()


def test_keys_move_open_and_leave(page, site):
    page.goto((site / "findings.html").as_uri())
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.locator(".now").get_attribute("id") == page.locator("#list > li").first.get_attribute("id")
    page.keyboard.press("Escape")
    assert page.locator(".now").count() == 0
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/a/*.html#*")


def test_print_puts_a_summary_on_one_sheet(page, site, tmp_path):
    page.goto((site / "index.html").as_uri())
    file = tmp_path / "summary.pdf"
    file.write_bytes(page.pdf(format="A4"))
    document = pypdfium2.PdfDocument(file)
    assert len(document) == 1
    text = document[0].get_textpage().get_text_range()
    assert "Do not publish yet" in text
    assert "Search" not in text


def test_the_summary_of_much_is_one_sheet_too(browser, tmp_path):
    found = many_audit()
    scores = pd.concat([found.scores] * 30, ignore_index=True)
    scores = scores.assign(source=[f"{name} {at} {'với tên rất dài ' * 5}" for at, name in enumerate(scores["source"])])
    rules = [f"{name}-{at % 40}" for at, name in enumerate(found.findings["rule"])]
    past = {"runs": [{"run": 1, "articles": 1, "facts": 1}], "rules": [], "scores": []}
    crowded = dataclasses.replace(found, scores=scores, findings=found.findings.assign(rule=rules))
    page = browser.new_page()
    page.goto((built(crowded, tmp_path / "docs", past=past) / "index.html").as_uri())
    for paper in ("A4", "Letter"):
        assert len(pypdfium2.PdfDocument(page.pdf(format=paper))) == 1
    page.close()


def test_an_article_is_printed_whole(page, site):
    for file in (site / "a").glob("*.html"):
        page.goto(file.as_uri())
        figures = page.locator(".figures b").all_inner_texts()
        document = pypdfium2.PdfDocument(page.pdf(format="A4"))
        text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
        assert figures
        assert [figure for figure in figures if text.count(figure) < 2] == []  # in the text, and beside it
        assert "Search" not in text


def test_light_and_dark_can_be_chosen_and_stay_chosen(page, site):
    page.emulate_media(color_scheme="dark")
    page.goto((site / "index.html").as_uri())
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.click("#theme")
    light = page.evaluate(ground)
    assert light != dark
    page.goto((site / "findings.html").as_uri())
    assert page.evaluate(ground) == light


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_its_window(browser, seen, site, hostile, tmp_path, width, language):
    folders = (site, hostile) if language == "en" else (built(small_audit(), tmp_path / "docs", "vi"),)
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = seen.watch(context.new_page())
    wide = []
    for file in (file for folder in folders for file in every_kind(folder)):
        page.goto(file.as_uri())
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(file.relative_to(file.parent.parent).as_posix())
    context.close()
    assert (wide, list(seen)) == ([], [])


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 360)])
def test_no_kind_of_page_has_a_serious_fault_of_accessibility(browser, seen, site, hostile, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    # The policy of the pages is in force: axe comes in from outside, and must not fetch style sheets.
    options = {"resultTypes": ["violations"], "preload": False}
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = seen.watch(context.new_page())
    faults = []
    folders = (site, hostile) if (scheme, width) == ("light", 1280) else (site,)
    for file in (file for folder in folders for file in every_kind(folder)):
        page.goto(file.as_uri())
        faults += [
            (file.name, fault["id"], [node["html"][:120] for node in fault["nodes"][:3]])
            for fault in Axe().run(page, options=options).response["violations"]
            if fault["impact"] in ("serious", "critical")
        ]
    context.close()
    assert (faults, list(seen)) == ([], [])


def test_the_policy_of_the_pages_holds_in_the_browser(browser, site):
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((site / "index.html").as_uri())
    page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "globalThis.ran = true";
      document.head.append(script);
      const image = document.createElement("img");
      image.src = "https://example.org/x.png";
      document.body.append(image);
      document.body.setAttribute("onclick", "globalThis.ran = true");
      document.body.click();
    }""")
    page.wait_for_timeout(200)
    assert page.evaluate("globalThis.ran") is None
    assert sum("Content Security Policy" in text for text in said) >= 3
    context.close()


def test_a_text_fragment_finds_its_sentence_in_a_browser(browser, tmp_path):
    sentence = "Tỉnh có 91,46% hộ dân - kể cả vùng cao, hải đảo & biên giới - được dùng nước sạch trong năm 2020."
    file = tmp_path / "live.html"
    file.write_text(f"<meta charset=utf-8><div style='height:5000px'></div><p>{sentence}</p>", encoding="utf8")
    context = browser.new_context(java_script_enabled=True)
    page = context.new_page()
    page.goto(passage(file.as_uri(), sentence))
    page.wait_for_function("scrollY > 1000")
    page.goto("about:blank")
    page.goto(passage(file.as_uri(), "Không có câu nào như thế này ở trong trang này đâu nhé"))
    assert page.evaluate("scrollY") == 0
    context.close()


def test_hostile_text_does_nothing(page, hostile):
    for file in every_kind(hostile):
        page.goto(file.as_uri())
        assert page.evaluate("document.querySelectorAll('main script, main img').length") == 0
    page.goto((hostile / "index.html").as_uri())
    page.locator("#search").fill("script alert")
    page.locator("#results a").first.wait_for()
    assert page.evaluate("document.querySelectorAll('#results script, #results img').length") == 0


def test_without_javascript_everything_can_be_read(browser, site, many):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "findings.html").as_uri())
    assert page.locator("#list > li:visible").count() == 4
    assert page.locator("#search").is_hidden()
    assert page.locator("#filters").is_hidden()
    page.goto((many / "findings.html").as_uri())
    page.locator(".pager a").last.click()
    page.wait_for_url("**/findings-3.html")
    assert page.locator("#list > li:visible").count() == 80
    page.goto((site / "index.html").as_uri())
    assert re.search(r"Do not publish yet", page.locator("main").inner_text())
    context.close()
