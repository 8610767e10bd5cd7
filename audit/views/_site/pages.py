"""Pages from templates, and the files beside them."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from audit import languages
from audit.model import SEVERITIES
from audit.views._site.book import STATES
from audit.views._site.visible import visible
from audit.views._words import Words

HERE = Path(__file__).parent
MANIFEST = "pages.json"
_SCRIPT = ("search", "search_hint", "show_more", "theme")  # the words of what the script adds to a page
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is made: its file, its template, the digest of what it is made from, and how that is found."""

    file: str
    template: str
    inputs: str
    show: Callable[[], Mapping[str, Any]]

    @property
    def root(self) -> str:
        """The way from the page to the folder of the site."""
        return "../" * self.file.count("/")


@dataclass(frozen=True, slots=True)
class Script:
    """A script beside the pages: its file, the digest of what it is made from, and how."""

    file: str
    inputs: str
    make: Callable[[], bytes]


def made(page: Page, shown: Mapping[str, Any], language: str, pictures: Mapping[str, str]) -> bytes:
    """The bytes of a page; `pictures` are its own, by the name of what they show."""
    template = environment(language).get_template(page.template)
    content = template.render(shown, root=page.root, file=page.file, pictures=pictures)
    return str(content).encode("utf8", "replace")


def take_over(file: str, before: Path, folder: Path) -> None:
    """Put a file of the site before into this one, without a second copy on the disk where it can be had."""
    old, new = f"{before}/{file}", f"{folder}/{file}"
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)


@cache
def environment(language: str) -> Any:
    """The templates in one language; everything is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    class Plain(Environment):
        def getattr(self, obj: Any, attribute: str) -> Any:
            """As the library does, the values of dictionaries first: pages are made of little else."""
            return obj[attribute] if type(obj) is dict and attribute in obj else super().getattr(obj, attribute)

    def in_language(code: str) -> str:
        """The attribute of a passage in another language than the page."""
        return Markup(' lang="{}"').format(code) if code and code != language else ""

    words = Words(language)
    env = Plain(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, finalize=visible, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    said = _speaker(language, words)
    env.globals |= {
        "say": said,
        "language": language,
        "policy": Markup(POLICY),
        "version": _version(),
    }
    for kind, names in (("severity", (*SEVERITIES, "good")), ("state", STATES)):
        tag = Markup('<span class="{} {}">{}</span>')
        env.globals[f"{kind}_of"] = {name: tag.format(kind, name, said(f"{kind}_{name}")) for name in names}
    env.globals["word_of"] = {name: said(f"state_{name}") for name in STATES}
    env.globals["in_language"] = in_language
    env.filters["number"] = words.number
    env.filters["say"] = said  # a filter of a constant is worked out once, when the template is compiled
    return env


def _speaker(language: str, words: Words) -> Callable[..., str]:
    plain: dict[str, str] = {}

    def say(key: str, **fields: object) -> str:
        if not fields:  # most are asked for on every page
            if key not in plain:
                plain[key] = languages.message(language, "site", key)
            return plain[key]
        told = {at: words.number(value) if isinstance(value, int | float) else value for at, value in fields.items()}
        return languages.message(language, "site", key, **told)

    return say


def assets(language: str) -> dict[str, bytes]:
    """The style sheet, and the script with its words."""
    found = {name: (HERE / "templates" / name).read_bytes() for name in ("style.css", "script.js")}
    told = json.dumps({name: languages.message(language, "site", name) for name in _SCRIPT}, ensure_ascii=False)
    return {**found, "script.js": f"globalThis.auditWords = {told};\n".encode() + found["script.js"]}


def _version() -> str:
    from audit import __version__

    return __version__
