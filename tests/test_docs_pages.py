"""Data Docs: plain pages that anybody can open, whatever stood in the articles."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin

import pandas as pd
import pytest

from audit import suite
from audit.config import Config
from audit.errors import AuditError
from audit.model import Hit, Result

PROBES = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "</style><svg/onload=alert(1)>",
    "<!-- ]]> --!>",
    "{{ 7*7 }} {% raw %} {# x #}",
    "$icon ${column} $$PARAMETER $html_success_icon",
    "[x](javascript:alert(1)) **bold**",
    "=cmd()|'/c calc'!A1",
    "\u202etxt.exe\u0000\u001b[31m",
)
PROBE = " ".join(PROBES)
# What our own templates are made of.
TAGS = """html head meta title link style body header nav main section footer h1 h2 h3 h4 p a b br code details summary
div span ol ul li dl dt dd table thead tbody tr th td"""
ATTRIBUTES = (
    """lang charset http-equiv content name rel href class id tabindex role aria-label aria-current scope open"""
)


class Page(HTMLParser):
    """The tags, attributes, links and words of a page."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file
        self.source = file.read_text(encoding="utf8")
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.styles: list[str] = []
        self._in_style = False
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._in_style = tag == "style"

    def handle_endtag(self, tag):
        self._in_style = False

    def handle_data(self, data):
        (self.styles if self._in_style else self.words).append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def pages(folder: Path) -> list[Page]:
    return [Page(file) for file in sorted(folder.rglob("*.html"))]


def results(folder: Path, frame: pd.DataFrame, *entries: dict) -> tuple[Result, ...]:
    (folder / "expectations").mkdir(exist_ok=True)
    content = {"name": "facts", "expectations": [{"severity": "warning", **entry} for entry in entries]}
    (folder / "expectations/facts.json").write_text(json.dumps(content), encoding="utf8")
    return suite.validate({"facts": frame}, Config(root=folder))


def entry(kind: str, rule_id: str, description: str | None = None, **kwargs: object) -> dict:
    return {"type": kind, "kwargs": kwargs, "meta": {"rule_id": rule_id}, "description": description, "notes": None}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    """A site of results with a probe in every value, column name, description, note, rule and title."""
    folder = tmp_path_factory.mktemp("hostile")
    frame = pd.DataFrame({PROBE: [PROBE, *PROBES], "quote": [*PROBES, PROBE], "value": range(len(PROBES) + 1)})
    kinds = [
        entry("expect_column_values_to_be_in_set", PROBE, PROBE, column=PROBE, value_set=[PROBE[:-3]]),
        entry("expect_column_values_to_not_be_in_set", "forbidden", column=PROBE, value_set=list(PROBES)),
        entry("expect_column_values_to_match_regex", "regex", column=PROBE, regex=re.escape(PROBE) + "$x"),
        entry("expect_column_values_to_match_json_schema", "schema", column="quote", json_schema={PROBE: PROBE}),
        entry("expect_column_values_to_be_between", "typed", column=PROBE, min_value=3),
        entry("expect_column_to_exist", "gone", column=PROBE + "!"),
        entry("expect_column_most_common_value_to_be_in_set", "common", column=PROBE, value_set=[PROBES[0]]),
        entry("expect_table_columns_to_match_set", "columns", column_set=[*PROBES], exact_match=True),
        entry("expect_table_columns_to_match_ordered_list", "order", column_list=[*PROBES]),
        entry("expect_column_values_to_be_between", "missing", column=PROBES[0], min_value=3),
        entry("expect_compound_columns_to_be_unique", "compound", column_list=[PROBE, "quote"]),
        entry("expect_column_pair_values_to_be_equal", "pair", column_A=PROBE, column_B="quote"),
    ]
    noted = [{**kind, "notes": [PROBE, PROBES[0]]} for kind in kinds]
    every = [*results(folder, frame, *noted), rule_result()]
    suite.build_docs(every, folder / "docs", title=PROBE)
    return folder / "docs"


def rule_result() -> Result:
    """The result of a rule whose hit carries probes, as it comes out of validation."""
    from audit.suite.wire import to_wire

    hit = Hit(0, {"value": PROBE, PROBE: [PROBE, {"a": PROBE}]}, variant=PROBE)
    place = {"source": PROBE, "path": PROBE, "quote": PROBE, PROBE: PROBE}
    hits = [{**to_wire(hit), "place": place, "related_places": [place, {PROBE: PROBE}]}]
    kind = sorted(suite.classes().values(), key=lambda kind: kind.rule.id)[0]
    configuration = {"type": kind.expectation_type, "kwargs": {}, "meta": {"rule_id": PROBE}, "severity": "info"}
    document = {
        "success": False,
        "expectation_config": configuration,
        "result": {"observed_value": PROBE, "element_count": 1, "details": {"hits": hits}},
        "exception_info": {"raised_exception": False, "exception_message": None, "exception_traceback": None},
    }
    return Result("blocks", PROBE, kind.expectation_type, "info", False, 1, (hit,), document=document)


def test_hostile_text_is_text_on_every_page(hostile):
    found = pages(hostile)
    assert len(found) == 5
    for page in found:
        assert {tag for tag, _ in page.tags} <= {*TAGS.split()}, page.file
        assert {name for _, attributes in page.tags for name in attributes} <= {*ATTRIBUTES.split()}, page.file
        assert not page.all("script")
        assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", page.source), page.file
        for attributes in page.all("a"):
            link = attributes["href"] or ""
            assert re.fullmatch(r"(\.\./)?[a-z]*/?[a-z]+\.(html(#[\w-]+)?|json)", link), link


def test_hostile_text_can_still_be_read(hostile):
    by_name = {str(page.file.relative_to(hostile)): page.text for page in pages(hostile)}
    for name, text in by_name.items():
        shown = [*PROBES[:-1], "\ufffdtxt.exe\ufffd\ufffd[31m"]
        absent = [probe for probe in shown if probe not in text]
        assert not absent, name
    assert "49" not in by_name["index.html"], "a template expression was evaluated"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """A site of the shipped facts suite over a table that breaks some of it."""
    from audit import table

    folder = tmp_path_factory.mktemp("site")
    same = {"unit": "percent", "line": 1, "block": "body", "kind": "quantity", "comparator": "eq", "status": "actual"}
    empty = dict.fromkeys(column.name for column in table.FACTS)
    rows = [
        {**empty, **same, "fact_id": f"f{i}", "value": float(i), "start": i, "end": i + 2, "quote": f"{i}%",
         "sentence": f"{i}% of it", "confidence": i / 2}
        for i in range(5)
    ]  # fmt: skip
    frame = table.frame(rows, table.FACTS)
    found = suite.validate({"facts": frame, "groups": table.frame([], table.GROUPS)}, Config(root=folder))
    suite.build_docs(found, folder / "docs", title="A site")
    return folder / "docs"


def test_every_page_is_alone_and_says_so(site):
    for page in pages(site):
        (style,) = page.styles
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = next(m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy")
        assert f"default-src 'none'; style-src 'sha256-{digest}'" in (policy or "")
        assert "unsafe" not in (policy or "")
        assert [link["href"] for link in page.all("link")] == ["data:,"]
        assert not re.search(r"https?:|url\(|@import|//", "".join(page.styles)), page.file
        assert "http" not in "".join(str(attributes) for _, attributes in page.tags).replace("http-equiv", "")
        assert page.all("html") == [{"lang": "en"}]


def test_every_link_leads_somewhere(site):
    known = {page.file.relative_to(site).as_posix(): page for page in pages(site)}
    ids = {name: {a["id"] for _, a in page.tags if a.get("id")} for name, page in known.items()}
    links = 0
    for name, page in known.items():
        for attributes in page.all("a"):
            target, _, anchor = urljoin(name, attributes["href"] or "").partition("#")
            if target.endswith(".json"):
                assert (site / target).is_file(), (name, attributes)
                continue
            assert target in known, (name, attributes)
            assert not anchor or unquote(anchor) in ids[target], (name, attributes)
            links += 1
    assert links > 20
    for name, page in known.items():
        every = [attributes["id"] for _, attributes in page.tags if attributes.get("id")]
        assert len(every) == len(set(every)), name


def test_the_index_says_how_each_table_went(site):
    text = Page(site / "index.html").text
    assert "A site" in text
    assert "facts-confidence" in text
    assert "groups nothing to check 0" in text
    counts = re.search(r"facts could not judge 5 (\d+) (\d+) (\d+) (\d+)", text)
    assert counts, text
    checks, held, failed, errors = map(int, counts.groups())
    assert checks == held + failed + errors
    assert failed >= 1


def test_a_page_shows_the_evidence(site):
    text = Page(site / "validations/facts.html").text
    assert "A binding is sure to a degree from 0 to 1." in text
    assert re.search(r"Unexpected Value Count Index 1\.5 1 3 2\.0 1 4", text), text
    suites = Page(site / "expectations/facts.html").text
    assert "values must be greater than or equal to 0.0 and less than or equal to 1.0" in suites


def test_results_and_suites_are_stored_as_great_expectations_stores_them(site):
    from great_expectations import ExpectationSuite
    from great_expectations.core.expectation_validation_result import expectationSuiteValidationResultSchema

    content = json.loads((site / "expectations/facts.json").read_text(encoding="utf8"))
    rules = [expectation.meta["rule_id"] for expectation in ExpectationSuite(**content).expectations]
    stored = json.loads((site / "validations/facts.json").read_text(encoding="utf8"))
    found = expectationSuiteValidationResultSchema.load(stored)
    assert [result["expectation_config"]["meta"]["rule_id"] for result in found["results"]] == rules
    assert (found["success"], found["suite_name"]) == (False, "facts")
    confidence = next(r for r in found["results"] if r["expectation_config"]["meta"]["rule_id"] == "facts-confidence")
    assert confidence["result"]["unexpected_index_list"] == [3, 4]


def test_the_view_serves_a_plain_great_expectations_project(tmp_path):
    """Somebody's own project and GX's own site builder, with only the view exchanged; probes in all that it names."""
    import great_expectations as gx
    from great_expectations.core.run_identifier import RunIdentifier

    context = gx.get_context(mode="ephemeral")
    for name in context.get_site_names():
        context.delete_data_docs_site(name)
    view = {"module_name": "audit.suite.view", "class_name": "PageView"}
    backend = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(tmp_path / "site")}
    builders = {"expectations": {"view": view}, "validations": {"view": view}}
    site = {"class_name": "SiteBuilder", "store_backend": backend, "site_section_builders": builders}
    context.add_data_docs_site("safe", site)
    asset = context.data_sources.add_pandas("mine").add_dataframe_asset("claims")
    in_set = gx.expectations.ExpectColumnValuesToBeInSet
    checks = gx.ExpectationSuite(
        name="<script>alert(2)<script>",
        expectations=[
            in_set(column=PROBE, value_set=[PROBE]),
            in_set(column=PROBE, value_set=["a"], description=PROBE, notes=PROBE),
        ],
    )
    run = gx.ValidationDefinition(
        name="claims", data=asset.add_batch_definition_whole_dataframe("all"), suite=context.suites.add(checks)
    )
    named = RunIdentifier(run_name="<script>alert(3)<script>")  # a path of files: GX takes no slash in it
    frame = pd.DataFrame({PROBE: list(PROBES)})
    context.validation_definitions.add(run).run(batch_parameters={"dataframe": frame}, run_id=named)
    context.build_data_docs(site_names=["safe"])
    found = [page for page in pages(tmp_path / "site") if page.file.name != "index.html"]
    assert len(found) == 2
    for page in found:
        assert not page.all("script")
        assert {tag for tag, _ in page.tags} <= {*TAGS.split()}
        assert {name for _, attributes in page.tags for name in attributes} <= {*ATTRIBUTES.split()}
        assert PROBES[0] in page.text
        assert "<script>alert(2)<script>" in page.text
    assert any("<script>alert(3)<script>" in page.text for page in found)


def test_the_same_results_give_the_same_pages(tmp_path):
    frame = pd.DataFrame({"value": [1, 2]})
    kind = entry("expect_column_values_to_be_between", "a", column="value", max_value=1)
    for name in ("one", "two"):
        suite.build_docs(results(tmp_path, frame, kind), tmp_path / name, title="t")
    one, two = ({p.file.relative_to(tmp_path / n): p.source for p in pages(tmp_path / n)} for n in ("one", "two"))
    assert one == two
    suite.build_docs(results(tmp_path, frame * 0, kind), tmp_path / "two", title="t")
    assert Page(tmp_path / "two/index.html").source != one[Path("index.html")]


def test_an_earlier_site_is_replaced_as_a_whole(tmp_path):
    frame = pd.DataFrame({"value": [1]})
    kind = entry("expect_column_values_to_be_between", "a", column="value", max_value=1)
    found = results(tmp_path, frame, kind)
    docs = tmp_path / "reports/data_docs"
    suite.build_docs(found, docs, title="first")
    (docs / "left.html").write_text("left over")
    index = suite.build_docs(found, docs, title="second")
    assert index == docs / "index.html"
    assert not (docs / "left.html").exists()
    assert [path.name for path in docs.parent.iterdir()] == ["data_docs"]


def test_a_folder_of_the_users_is_never_replaced(tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work")
    with pytest.raises(AuditError, match="not a folder of pages"):
        suite.build_docs([], mine, title="t")
    with pytest.raises(AuditError, match="not a folder of pages"):
        suite.build_docs([], mine / "thesis.txt", title="t")
    assert (mine / "thesis.txt").read_text() == "years of work"


def test_a_failed_write_leaves_the_earlier_site(tmp_path, monkeypatch):
    found = results(tmp_path, pd.DataFrame({"value": [1]}), entry("expect_column_to_exist", "a", column="value"))
    suite.build_docs(found, tmp_path / "docs", title="first")

    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(AuditError, match="No space left"):
        suite.build_docs(found, tmp_path / "docs", title="second")
    assert "first" in Page(tmp_path / "docs/index.html").text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs", "expectations"]


def test_pages_speak_the_readers_language(tmp_path):
    found = results(tmp_path, pd.DataFrame({"value": [1]}), entry("expect_column_to_exist", "a", column="value"))
    suite.build_docs(found, tmp_path / "docs", title="t", language="vi")
    page = Page(tmp_path / "docs/index.html")
    assert page.all("html") == [{"lang": "vi"}]
    assert "Mọi phép kiểm tra đều đạt" in page.text


def test_hits_of_a_rule_are_cut_and_counted(tmp_path):
    import types

    from audit.model import Rule
    from audit.suite import expectation

    module = types.ModuleType("every-row", "Every row is hit.")
    module.RULE = Rule("every-row", "facts", "info", "validity", "ExpectNoRows", ("value",))
    module.check = lambda frame: [
        Hit(row, {"value": frame["value"][row]}, ((row // 2, "half"),)) for row in range(len(frame))
    ]
    expectation.make(module)
    frame = pd.DataFrame({"value": [f"value {n}" for n in range(500)]})
    (found,) = results(tmp_path, frame, {"type": "expect_no_rows", "kwargs": {}, "meta": {"rule_id": "every-row"}})
    assert [hit.row for hit in found.hits] == list(range(500))
    suite.build_docs([found], tmp_path / "docs", title="t")
    text = Page(tmp_path / "docs/validations/facts.html").text
    assert "value 49 ↳ value 24 and 450 rows more" in text
    assert "Every row is hit." in text


def test_long_evidence_is_cut_and_counted(tmp_path):
    frame = pd.DataFrame({"value": range(500)})
    found = results(tmp_path, frame, entry("expect_column_values_to_be_in_set", "a", column="value", value_set=[]))
    suite.build_docs(found, tmp_path / "docs", title="t")
    assert len((tmp_path / "docs/validations/facts.html").read_text(encoding="utf8")) < 50_000


def test_hostile_articles_are_text_from_end_to_end(tmp_path, monkeypatch):
    """Markup in the text, the figure's words, the title, the source, the address and the name of the file."""
    import audit

    monkeypatch.chdir(tmp_path)
    folder = Path("articles")
    folder.mkdir()
    for index, probe in enumerate(PROBES[:6]):
        name = probe.replace("/", "_")
        text = f"{probe}\n\nHà Nội, 12/2/2020 - {probe} tăng 10,{index}% lên 5.000 {probe}, 62/61 {probe}. {probe}\n"
        (folder / f"{name}.txt").write_text(text * 2, encoding="utf8")
        day = "2020-02-12" if index else probe  # a date that is none makes the first one an article with a problem
        known = {"source": f"{probe}{index % 2}", "url": "javascript:alert(1)", "published": day, "title": probe}
        (folder / f"{name}.json").write_text(json.dumps(known), encoding="utf8")
    found = audit.run([folder])
    assert len(found.facts) > 10
    assert len(found.findings) > 3
    suite.build_docs(found.results, tmp_path / "docs", title=PROBE)
    shown = ""
    for page in pages(tmp_path / "docs"):
        assert {tag for tag, _ in page.tags} <= {*TAGS.split()}, page.file
        assert {name for _, attributes in page.tags for name in attributes} <= {*ATTRIBUTES.split()}, page.file
        assert not [a for _, a in page.tags for value in a.values() if value and "javascript:" in value], page.file
        shown += page.text
    for probe in PROBES[:6]:
        assert f"articles/{probe.replace('/', '_')}.txt" in shown
