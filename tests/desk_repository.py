"""A desk's git repository with articles, for the tests of the gate."""

from __future__ import annotations

import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Lan", "-c", "user.email=lan@example.org")
    done = subprocess.run(["git", "-C", str(folder), *identity, *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def article(folder: Path, name: str, text: str, published: str) -> None:
    file = folder / "bai" / f"{name}.txt"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf8")
    file.with_suffix(".json").write_text(f'{{"source": "Paper {name}", "published": "{published}"}}')


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "articles")


def desk(folder: Path, text: str, published: str) -> Path:
    """A repository with a configuration and one article, `a`, on the branch main."""
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    (folder / "audit.toml").write_text('paths = ["bai"]\nlanguage = "en"\n')
    (folder / ".gitignore").write_text("reports/\n")
    article(folder, "a", text, published)
    commit(folder)
    return folder
