"""Which files become which articles, and what happens to those that cannot be read."""

from __future__ import annotations

import os
import random
from itertools import permutations
from pathlib import Path

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


def test_links_out_of_the_folder_and_loops_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "in/a.txt", "out/secret.txt")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "out" / "secret.txt")
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "self.txt").symlink_to(tmp_path / "in" / "self.txt")
    (tmp_path / "in" / "again.txt").symlink_to(tmp_path / "in" / "a.txt")
    assert ids(tmp_path / "in") == ["a"]


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
