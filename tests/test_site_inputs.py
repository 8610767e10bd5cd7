"""A page is taken over from the site before only where it would come out the same."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from site_audit import built, small_audit

from audit import table, views
from audit.config import Config
from audit.model import Audit, Reference
from audit.views._site import inputs as _inputs

Change = Callable[[Audit], Audit]
# A column that says whose a row is would take it out of the audit: changed, it is another audit.
NAMES = {"articles": {"article_id"}, "facts": {"fact_id", "article_id"}, "findings": {"fact_ids"}, "groups": set()}


def periods_audit() -> Audit:
    """The small audit with a quantity of two periods, a reason for what is left out, and a copy."""
    found = small_audit()
    later = found.facts.iloc[:2].assign(
        fact_id=["good-later", "bad-later"], start=[0, 0], end=[2, 4], period="2021", value=[93.0, 94.0],
        period_start="2021-01-01", period_end="2021-12-31", status="actual",
    )  # fmt: skip
    group = found.groups.assign(group_id="g2", period="2021", value=93.0, low=92.5, high=93.5, runner_up=94.0)
    group["fact_ids"] = [["good-later", "bad-later"]]
    groups = found.groups.assign(value=91.46, low=91.455, high=91.465, confidence=0.8)
    return dataclasses.replace(
        found,
        facts=pd.concat([found.facts, later], ignore_index=True),
        groups=pd.concat([groups, group], ignore_index=True),
        articles=found.articles.assign(url="https://example.org/a", title="Nước sạch"),
        dropped={"good": {"phone": 1}},
    )


LEGAL = {"status": "target", "severity": "warning", "state": "baseline", "related": []}  # where only some values are


def other(value: Any, dtype: str, column: str) -> Any:
    """Another value of the same kind."""
    if column in LEGAL:
        return LEGAL[column]
    if dtype == table.TEXT:
        return "vn" if value is None or pd.isna(value) else f"{value}x"
    if dtype == table.LIST:
        return list(value)[::-1][:1]
    return 1 if value is None or pd.isna(value) else value + 1


def columns() -> Iterator[tuple[str, str]]:
    for name, found in table.TABLES.items():
        for column in found:
            if column.name not in NAMES.get(name, ()):
                yield name, column.name


def changed(found: Audit, name: str, column: str, row: int) -> Audit:
    frame = getattr(found, name).copy()
    (dtype,) = (one.dtype for one in table.TABLES[name] if one.name == column)
    values = frame[column].tolist()
    values[row] = other(values[row], dtype, column)
    frame[column] = pd.Series(values, index=frame.index, dtype=frame[column].dtype)
    return dataclasses.replace(found, **{name: frame})


def files(folder: Path) -> Mapping[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


class Sites:
    """The site of an audit, to be built again with a change: on top of it, and from nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.audit = folder, periods_audit()
        self.config = Config(root=folder, language="en")
        self.first = built(self.audit, folder / "first")

    def stale(self, found: Audit, **more: Any) -> tuple[list[str], int]:
        """The files that come out other ones on top of the site before than from nothing; how many pages were made."""
        config = more.pop("config", self.config)
        for name in ("again", "anew"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
            (self.folder / name).mkdir()
        told = {"title": "news", **more}
        counts = views.site(found, config, self.folder / "again", before=self.first, **told)
        views.site(found, config, self.folder / "anew", **told)
        again, anew = files(self.folder / "again"), files(self.folder / "anew")
        return sorted(name for name in {*again, *anew} if again.get(name) != anew.get(name)), counts["made"]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return Sites(tmp_path_factory.mktemp("sites"))


@pytest.mark.parametrize("name", table.TABLES)
def test_no_page_is_stale_whatever_value_of_a_table_changes(sites: Sites, name: str) -> None:
    made, rows = {}, min(2, len(getattr(sites.audit, name)))
    for at, column in enumerate(column for of, column in columns() if of == name):
        stale, made[column] = sites.stale(changed(sites.audit, name, column, at % rows))
        assert stale == [], column
    assert sum(map(bool, made.values())) > len(made) / 2


def right(fact: Mapping[str, Any], anywhere: bool = False) -> Reference | None:
    """The known value of the water figures of 2020."""
    if fact["period"] != "2020":
        return None
    return Reference("clean_water", "VN", "2020", "actual", 91.5, "percent", "Statistics")


@dataclasses.dataclass(frozen=True)
class Known:
    of: Callable[..., Reference | None]


def retold(found: Audit, old: str, new: str) -> Audit:
    return dataclasses.replace(found, texts={name: text.replace(old, new) for name, text in found.texts.items()})


PAST: dict[str, list[Any]] = {"rules": [], "scores": []}
CHANGES: dict[str, tuple[Change, dict[str, Any]]] = {
    "text": (lambda found: retold(found, "nhà máy", "trạm bơm"), {}),
    "copies": (lambda found: dataclasses.replace(found, copies={"bad": "good"}), {}),
    "own": (lambda found: dataclasses.replace(found, copies={"bad": "good"}, own=frozenset(["bad-91,64%"])), {}),
    "dropped": (lambda found: dataclasses.replace(found, dropped={"bad": {"date": 2}}), {}),
    "results": (lambda found: dataclasses.replace(found, results=()), {}),
    "right": (lambda found: found, {"right": Known(right)}),
    "title": (lambda found: found, {"title": "other news"}),
    "checks": (lambda found: found, {"checks": {"contradiction": "validations/facts.html#contradiction"}}),
    "past": (lambda found: found, {"past": {"runs": [{"run": 1, "articles": 1, "facts": 1}], **PAST}}),
    "fewer": (lambda found: dataclasses.replace(found, findings=found.findings.iloc[1:]), {}),
    "waived": (lambda found: dataclasses.replace(found, findings=found.findings.assign(state="waived")), {}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_no_page_is_stale_whatever_else_changes(sites: Sites, name: str) -> None:
    change, more = CHANGES[name]
    stale, made = sites.stale(change(sites.audit), **more)
    assert stale == []
    assert made > 0


def test_another_language_other_labels_and_another_program_make_every_page_anew(
    sites: Sites, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = len(list(sites.first.rglob("*.html")))
    for config in (dataclasses.replace(sites.config, language="vi"), sites.config):
        if config is sites.config:
            monkeypatch.setattr(_inputs, "form", lambda: "another program")
        assert sites.stale(sites.audit, config=config) == ([], count)
    (sites.folder / "expectations").mkdir()
    header = "indicator,label,unit,counted,min,max,trend,aliases,excludes,description"
    (sites.folder / "expectations/indicators.csv").write_text(f"{header}\nclean_water,water,percent,,,,,,,\n")
    monkeypatch.undo()
    assert sites.stale(sites.audit) == ([], count)
    shutil.rmtree(sites.folder / "expectations")


def test_a_change_of_one_article_leaves_the_others_alone(sites: Sites) -> None:
    found = dataclasses.replace(sites.audit, findings=sites.audit.findings.iloc[1:])
    shutil.rmtree(sites.folder / "base", ignore_errors=True)
    base = built(found, sites.folder / "base")
    told = found.articles.assign(published=[*found.articles["published"][:1], "2021-04-01"])
    (sites.folder / "next").mkdir()
    views.site(
        dataclasses.replace(found, articles=told), sites.config, sites.folder / "next", title="news", before=base
    )
    before, after = files(base), files(sites.folder / "next")
    same = [name for name in after if name.startswith("a/") and before[name] == after[name]]
    assert len(same) == 1
    assert (base / same[0]).stat().st_ino == (sites.folder / "next" / same[0]).stat().st_ino
