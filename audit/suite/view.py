"""The view that turns Great Expectations' rendered documents into pages: escaped, offline, without JavaScript.

GX's own view builds HTML by pasting strings and loads files from other hosts. This one has templates of its own
with escaping on for everything, and a Content-Security-Policy that allows the page's own style sheet and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from great_expectations.render.components import RenderedDocumentContent
from great_expectations.render.view.view import DefaultJinjaPageView
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from audit import languages
from audit.suite.prose import pieces, state
from audit.suite.told import SHOWN

HERE = Path(__file__).parent / "templates"
# Control characters, and those that turn the direction of the text around them: shown as a sign, never obeyed.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class PageView(DefaultJinjaPageView):
    """A GX page view, for `data_docs_sites` of any GX project too."""

    def __init__(
        self,
        custom_styles_directory: str | None = None,
        custom_views_directory: str | None = None,
        language: str = "en",
    ) -> None:
        self.env = environment(language)

    def render(self, document: Any, template: str | None = None, **kwargs: Any) -> str:
        """The page of a rendered document, as HTML."""
        self._validate_document(document)
        content = document.to_json_dict() if isinstance(document, RenderedDocumentContent) else document
        return self.env.get_template(template or "document.j2").render(
            document=content, site=kwargs.get("site"), here=kwargs.get("here")
        )


@cache
def environment(language: str) -> Environment:
    """Our templates, and only ours, in one language."""

    def say(key: str, **fields: object) -> str:
        return languages.message(language, "pages", key, **fields)

    words: dict[str, str] = languages.load(language)["pages"].get("words", {})

    style = (HERE / "style.css").read_text(encoding="utf8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    env = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        finalize=visible,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"pieces": pieces, "state": state, "slug": slug, "with_state": with_state}
    env.filters["word"] = lambda text: words.get(text, text)  # what GX says in English only
    env.tests |= {"checks": _is_checks, "has_checks": _has_checks}
    env.globals |= {
        "say": say,
        "language": language,
        "style": style,
        "policy": policy,
        "rows": SHOWN,
        "named": lambda head, row: dict(zip(head[3:], row[3:], strict=False)),  # the columns we asked GX for
    }
    return env


def visible(value: Any) -> Any:
    """A value as it may stand on a page, before it is escaped."""
    if isinstance(value, Markup):  # comes out of a template of ours, where this was done
        return value
    return _UNSEEN.sub("\ufffd", value) if isinstance(value, str) else value


def with_state(rows: list[list[Any]], *states: str) -> list[list[Any]]:
    """The rows of a GX table of results that went one of these ways; a row without an icon held."""
    return [row for name in states for row in rows if (state(row[0]) or "held") == name]


def _is_checks(head: list[Any]) -> bool:
    return head[:2] == ["Status", "Expectation"]


def _has_checks(blocks: list[dict[str, Any]]) -> bool:
    return any(_is_checks(block.get("header_row") or []) for block in blocks)


def slug(name: object) -> str:
    """A name as an anchor."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", str(name)).strip("-") or "x"
