"""What `audit init` starts a project with: a commented configuration, the files people edit, three sample articles.

The samples are about one subject, agree with each other, and are nobody else's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from audit import config
from audit.errors import ConfigError

CONFIGURATION = "audit.toml"
_IGNORED = "reports/"


def planned(folder: Path, language: str) -> dict[Path, bytes]:
    """The files to write into a folder, in their order, the configuration last; none that is there but .gitignore.

    Sample articles are planned only where there is no folder of that name. Raises ConfigError where the folder has a
    configuration or is a file.
    """
    if folder.exists() and not folder.is_dir():
        raise ConfigError("is a file", file=folder, mend="name a folder")
    origin = config.load(folder).origin
    if origin != "defaults":
        mend = "edit it; audit config shows what is in force"
        raise ConfigError("this folder is set up already", file=origin, mend=mend)
    start = files(__package__)
    content = {
        "expectations/sources.csv": start.joinpath("sources.csv").read_bytes(),
        "expectations/waivers.toml": start.joinpath(language, "waivers.toml").read_bytes(),
        "expectations/audit.schema.json": config.schema(),
    }
    if not (folder / "articles").exists():
        content |= dict(_below(start.joinpath("articles"), "articles"))
    plan = {folder / name: written for name, written in content.items() if not (folder / name).exists()}
    if ignored := _ignoring(folder / ".gitignore"):
        plan[folder / ".gitignore"] = ignored
    return plan | {folder / CONFIGURATION: start.joinpath(language, CONFIGURATION).read_bytes()}


def _below(place: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """The files below a folder of this package, by their path in the project."""
    for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _below(entry, path)
        else:
            yield path, entry.read_bytes()


def _ignoring(file: Path) -> bytes | None:
    """What .gitignore holds with a line for the reports; None where it has one."""
    before = file.read_bytes() if file.exists() else b""
    if any(line.strip().strip(b"/") == b"reports" for line in before.splitlines()):
        return None
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    return before + gap + f"{_IGNORED}\n".encode()
