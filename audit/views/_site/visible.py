"""Text as it may stand on a page, before it is escaped."""

from __future__ import annotations

import re
from typing import Any

# Control characters, and those that turn the direction of the text around them: shown as a sign, never obeyed.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(value: Any) -> Any:
    """A value with a sign for each character that nobody sees. Markup comes out of templates, where this was done."""
    if type(value) is str and not value.isprintable():
        return _UNSEEN.sub("\ufffd", value)
    return value
