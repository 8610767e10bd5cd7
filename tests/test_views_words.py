"""The words of the report: the same templates with the same fields in every language, and none that nothing uses."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from audit import languages
from audit.check import VERDICTS
from audit.model import SEVERITIES, STATUSES
from audit.table import POINTS

PACKAGE = Path(languages.__file__).parent.parent
SECTION = languages.load("en")["report"]


def fields(template: str) -> set[str]:
    """The fields of a template but the count, which a language may write as a word."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name and name != "n"}


@pytest.mark.parametrize("code", languages.codes())
def test_a_language_has_every_template_with_every_field(code: str) -> None:
    own = languages.load(code)["report"]
    assert set(own) == set(SECTION)
    for key, template in SECTION.items():
        if isinstance(template, str):
            assert fields(own[key]) == fields(template), key


def test_every_template_is_used() -> None:
    rooms = (PACKAGE / "views", PACKAGE / "views" / "_terminal", PACKAGE / "cli")
    sources = [path for room in rooms for path in sorted(room.glob("*.py"))]
    quoted = set(re.findall(r"""["'](\w+)["']""", "".join(path.read_text(encoding="utf8") for path in sources)))
    made = {
        *SEVERITIES,
        *(f"verdict_{level}" for level in (*SEVERITIES, "good")),
        *(f"status_{name}" for name in STATUSES),
        *(f"component_{name}" for name in POINTS),
        *(f"check_{verdict}" for verdict in VERDICTS),
        *(f"origin_{kind}" for kind in ("default", "file", "option", "environment", "own", "shipped")),
    }
    line = (PACKAGE / "spark" / "_line.py").read_text(encoding="utf8")
    made |= {f"spark_{stage}" for stage in re.findall(r'said\("(\w+)"\)', line)}
    known = made | quoted | {f"column_{name}" for name in quoted}
    assert [key for key in SECTION if key.removesuffix("_one") not in known] == []
