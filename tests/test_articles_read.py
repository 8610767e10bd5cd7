"""Which files become which articles, and what happens to those that cannot be read."""

from __future__ import annotations

import io
import os
import random
import re
import sys
from itertools import permutations
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from audit.articles import read
from audit.config import Config
from audit.errors import InputError, NothingToAudit
from audit.model import Article

TEXT = "Xã vùng cao có điện lưới\n\nHơn 300 hộ dân đã có điện.\n"
CONFIG = Config(root=Path(__file__).parent / "no such folder")


def write(folder: Path, *names: str, text: str = TEXT) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf8")
    return paths


def ids(*inputs: str | Path | Article) -> list[str]:
    return [article.article_id for article in read(list(inputs), CONFIG)]


def test_folders_are_read_without_hidden_and_unknown_files(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "x/a.md", ".hidden.txt", ".git/c.txt", "d.exe", "README")
    write(tmp_path, "b.json", text="{}")
    assert ids(tmp_path) == ["a", "b"]


def test_the_tables_and_reports_of_audit_itself_are_no_articles(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "expectations/sources.csv", "reports/facts.csv", text="glob,source,name,url,kind\n")
    assert [article.article_id for article in read(tmp_path, Config(root=tmp_path))] == ["a"]


def test_reports_of_a_run_made_elsewhere_are_no_articles(tmp_path: Path) -> None:
    write(tmp_path, "news/a.txt", "news/reports/facts.csv", "news/reports/data_docs/index.html", text=TEXT)
    write(tmp_path, "news/reports/findings.json", text="[]")
    assert ids(tmp_path) == ["a"]
    assert len(ids(tmp_path / "news" / "reports" / "facts.csv", tmp_path / "news" / "a.txt")) == 2


def test_a_file_named_by_the_user_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    assert ids(*write(tmp_path, "bài viết")) == ["bài viết"]


def test_paths_stay_as_the_user_named_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "in/a.txt")
    monkeypatch.chdir(tmp_path)
    assert [article.path for article in read("in", CONFIG)] == ["in/a.txt"]
    assert [article.path for article in read(Path("./in/a.txt"), CONFIG)] == ["in/a.txt"]


def test_one_file_named_twice_is_one_article(tmp_path: Path) -> None:
    (path,) = write(tmp_path, "a.txt")
    assert ids(path, tmp_path, tmp_path / "." / "a.txt") == ["a"]


def test_names_that_collide_take_their_folders(tmp_path: Path) -> None:
    write(tmp_path, "x/1/a.txt", "y/1/a.txt", "y/2/a.txt", "y/2/b.txt", "z/c.txt", "z/c.md")
    assert ids(tmp_path) == ["2/a", "b", "c.md", "c.txt", "x/1/a", "y/1/a"]


def test_paths_that_differ_only_in_how_they_are_written_get_names_of_their_own(tmp_path: Path) -> None:
    write(tmp_path, "b/x.txt", "c/b/x.txt")
    names = ids(tmp_path / "b" / "x.txt", tmp_path / "b" / ".." / "c" / ".." / "c" / "b" / "x.txt")
    assert len(set(names)) == 2


def test_the_order_of_the_paths_changes_nothing(tmp_path: Path) -> None:
    paths = write(tmp_path, "x/a.txt", "y/a.txt", "b.txt")
    in_memory = [Article(text="Tin một", title="Tin"), Article(text="Tin hai", title="Tin"), Article(text="Tin ba")]
    first = read([*paths, *in_memory], CONFIG)
    for order in list(permutations([*paths, *in_memory]))[:: random.Random(7).randint(20, 40)]:
        assert read(list(order), CONFIG) == first
    assert len({article.article_id for article in first}) == 6


def test_equal_articles_in_memory_are_told_apart() -> None:
    assert len(set(ids(Article(text="Tin"), Article(text="Tin"), Article(text="Tin", title="A")))) == 3


def test_a_single_article_or_path_needs_no_list(tmp_path: Path) -> None:
    assert read(Article(text="Tin"), CONFIG)
    assert read(str(write(tmp_path, "a.txt")[0]), CONFIG)


def test_links_out_of_the_folder_and_loops_are_not_followed_and_named(tmp_path: Path) -> None:
    write(tmp_path, "in/a.txt", "out/secret.txt")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "out" / "secret.txt")
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "self.txt").symlink_to(tmp_path / "in" / "self.txt")
    (tmp_path / "in" / "again.txt").symlink_to(tmp_path / "in" / "a.txt")
    said = {article.article_id: article.problem for article in read(tmp_path / "in", CONFIG)}
    assert said == {
        "a": None,
        "folder": "is a link to a folder elsewhere; name that folder too",
        "link": "is a link out of its folder; name the file that it leads to",
        "self": "is a link that leads nowhere; mend or remove it",
    }


def test_a_linked_file_that_is_named_is_read(tmp_path: Path) -> None:
    write(tmp_path, "in/a.txt", "out/secret.txt")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "out" / "secret.txt")
    assert ids(tmp_path / "in" / "link.txt") == ["link"]


def test_standard_input_is_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (article,) = read("-", CONFIG)
    assert (article.article_id, article.path, article.text) == ("stdin", "stdin", TEXT)


def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path / "pipe.txt", tmp_path, Path(os.devnull)):
        with pytest.raises(InputError, match="neither a file nor a folder"):
            read(path, CONFIG)
    write(tmp_path, "a.txt")
    assert [bool(article.problem) for article in read([tmp_path, Path(os.devnull)], CONFIG)] == [False, True, True]


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt", "closed/b.txt")
    listed = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refusing)
    good, closed = read(tmp_path, CONFIG)
    assert good.problem is None
    assert closed.path == (tmp_path / "closed").as_posix()
    assert str(closed.problem).startswith("is a folder that cannot be listed: Permission denied")


def test_a_file_that_vanishes_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt", "b.txt")
    opened = Path.open

    def vanishing(path: Path, *options: Any, **more: Any) -> Any:
        if path.name == "b.txt":
            path.unlink()
        return opened(path, *options, **more)

    monkeypatch.setattr(Path, "open", vanishing)
    good, vanished = read(tmp_path, CONFIG)
    assert good.problem is None
    assert vanished.problem == "cannot be read: No such file or directory; check its permissions"


def test_what_is_too_large_is_refused_before_all_of_it_is_read(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    for name in ("b.txt", "c.html"):
        with (tmp_path / name).open("wb") as file:
            file.write(b"<html>")
            file.truncate(100_000_000)
    said = [article.problem for article in read(tmp_path, CONFIG)]
    assert said == [None, *["is larger than 20 MB; split it, or leave out what is no article"] * 2]


@pytest.mark.parametrize(
    ("head", "says"),
    [
        (b"PK\x03\x04 xl/", "is a ZIP archive; unpack it"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "is an old Office file, or one with a password; save it as .docx without one",
        ),
        (b"\x89PNG\r\n\x1a\n", "is a picture; save it as text, or leave it out"),
    ],
)
def test_a_file_of_another_kind_is_called_what_it_is(tmp_path: Path, head: bytes, says: str) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "b.txt").write_bytes(head)
    assert read(tmp_path, CONFIG)[1].problem == says


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt"):
        read([*write(tmp_path, "a.txt"), tmp_path / "nowhere.txt"], CONFIG)


def test_nothing_to_audit_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NothingToAudit, match=r"\.txt"):
        read(tmp_path, CONFIG)
    with pytest.raises(NothingToAudit):
        read([], CONFIG)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Tin\r\nhai\rba\u2028bốn\n".encode(), "Tin\r\nhai\rba\u2028bốn\n"),
        (b"\xef\xbb\xbf" + "Tin đầu".encode(), "Tin đầu"),
        ("Tin đầu".encode("utf-16"), "Tin đầu"),
        (b"\xfe\xff" + "Tin đầu".encode("utf-16-be"), "Tin đầu"),
    ],
)
def test_the_text_is_what_the_bytes_say(tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert read(tmp_path, CONFIG)[0].text == text


BAD = {
    "latin": b"Tin m\xf4t\nTin hai\xff",
    "nul": b"Tin\nmot\0hai",
    "empty": b"",
    "signs": b"-- \n ...\n",
    "utf16": b"\xff\xfea",
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD.keys())
def test_one_bad_file_alone_is_an_error_that_can_be_mended(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(InputError) as error:
        read(tmp_path, CONFIG)
    assert error.value.file == (tmp_path / "a.txt").as_posix()
    assert error.value.mend


@pytest.mark.parametrize("data", BAD.values(), ids=BAD.keys())
def test_one_bad_file_among_others_is_a_problem(tmp_path: Path, data: bytes) -> None:
    write(tmp_path, "good.txt")
    (tmp_path / "bad.txt").write_bytes(data)
    bad, good = read(tmp_path, CONFIG)
    assert (bad.article_id, bad.text, good.problem) == ("bad", "", None)
    assert bad.problem


def test_an_article_in_memory_without_a_word_is_an_error() -> None:
    with pytest.raises(InputError) as error:
        read(Article(text=" -- "), CONFIG)
    assert error.value.mend


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read anything")
def test_a_file_without_permission_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    (tmp_path / "b.txt").chmod(0)
    assert [bool(article.problem) for article in read(tmp_path, CONFIG)] == [False, True]


def tables(folder: Path, rows: list[dict[str, object]]) -> None:
    """The same articles in every format of tables."""
    frame = pd.DataFrame(rows)
    frame.to_json(folder / "t.jsonl", orient="records", lines=True, force_ascii=False)
    frame.to_csv(folder / "t.csv", index=False)
    frame.to_csv(folder / "t.tsv", index=False, sep="\t")
    frame.to_parquet(folder / "t.parquet")


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "tsv", "parquet"])
def test_tables_of_articles(tmp_path: Path, suffix: str) -> None:
    rows = [
        {
            "text": TEXT,
            "source": "www.tinxa.vn",
            "published": "12/02/2020",
            "title": 'Xã "vùng cao", có điện',
            "id": "x1",
        },
        {"text": "Tin hai\ncó dòng sau", "source": None, "published": None, "title": None, "id": None},
        {"text": "", "source": None, "published": None, "title": None, "id": None},
    ]
    tables(tmp_path, rows)
    second, third, first = read(tmp_path / f"t.{suffix}", CONFIG)
    assert [a.article_id for a in (first, second, third)] == ["t#x1", "t#2", "t#3"]
    assert (first.text, first.source, first.published) == (TEXT, "tinxa.vn", "2020-02-12")
    assert (first.title, first.source_from) == ('Xã "vùng cao", có điện', "page")
    assert (second.text, second.problem) == ("Tin hai\ncó dòng sau", None)
    assert "row 3" in str(third.problem)


def test_a_table_is_told_by_its_content(tmp_path: Path) -> None:
    tables(tmp_path, [{"text": TEXT}])
    (tmp_path / "t.jsonl").rename(tmp_path / "lines.txt")
    (tmp_path / "t.parquet").rename(tmp_path / "table.dat")
    assert ids(tmp_path / "lines.txt", tmp_path / "table.dat") == ["lines#1", "table#1"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", "body,title\nx,y\n", "has no column 'text'"),
        ("a.csv", 'text,title\n"x,y\n', "is not valid CSV"),
        ("a.csv", "text,title\nx,y,z\n", "row 1 has 3 cells"),
        ("a.csv", "", "has no column 'text'"),
        ("a.jsonl", '{"text": \n', "line 1, column 10 is not valid JSON"),
        ("a.jsonl", "[1]\n", "line 1 is no JSON object"),
        ("a.jsonl", "\n \n", "holds no line"),
        ("a.parquet", "PAR1 nothing PAR1", "is not a readable Parquet file"),
    ],
)
def test_a_table_that_cannot_be_read_says_where(tmp_path: Path, name: str, content: str, says: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf8")
    with pytest.raises(InputError, match=re.escape(says)):
        read(tmp_path, CONFIG)


def test_one_bad_line_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Tin một"}\n{"text": \n{"text": "Tin ba"}\n', encoding="utf8")
    assert [bool(article.problem) for article in read(tmp_path, CONFIG)] == [False, True, False]


def test_a_long_cell_is_read_whole(tmp_path: Path) -> None:
    text = "Một câu dài. " * 20_000
    (tmp_path / "a.csv").write_text(f'text\n"{text}"\n', encoding="utf8")
    assert read(tmp_path, CONFIG)[0].text == text


def test_two_articles_of_one_name_are_an_error() -> None:
    with pytest.raises(InputError, match="article_id of its own"):
        read([Article(text="Tin một", article_id="a"), Article(text="Tin hai", article_id="a")], CONFIG)


def test_halves_of_characters_do_not_reach_the_report(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"text": "Tin \\ud83d một", "title": "\\ude00", "id": "\\udfff1"}', encoding="utf8"
    )
    (tmp_path / os.fsdecode(b"t\xefn.txt")).write_text(TEXT, encoding="utf8")
    for article in [*read(tmp_path, CONFIG), *read(Article(text="Tin \ud83d"), CONFIG)]:
        assert str(article).isprintable()
        assert "\ufffd" in f"{article.text}{article.path}"


def test_a_column_of_pages_is_read_as_pages(tmp_path: Path) -> None:
    body = "<p>Hơn 300 hộ dân của xã đã được dùng điện lưới quốc gia từ tuần này, sau hai năm chờ đợi.</p>" * 3
    rows = [{"html": f"<html><body><h1>Xã có điện</h1>{body}</body></html>", "source": "tinxa.vn"}, {"html": "<p></p>"}]
    pd.DataFrame(rows).to_json(tmp_path / "a.jsonl", orient="records", lines=True)
    good, bad = read(tmp_path, CONFIG)
    assert (good.title, good.source) == ("Xã có điện", "tinxa.vn")
    assert "300 hộ dân" in good.text
    assert str(bad.problem).startswith("row 2 is a page")
