"""Characters of the article were lost or mixed up.

## What it does
Counts replacement characters (`�`), control characters, and runs that arise when UTF-8 is read as Windows-1252
(`Ä‘áº¿n` for `đến`). One finding for each article, at the first place.

## Why it matters
A digit, a sign or a unit may be among the lost characters, and names no longer match between articles.

## Example
`Sá»‘ liá»‡u nÄƒm 2019`.

## How to fix
Get the article again and save it as UTF-8. Do not mend it by hand: what looks mended may be another word.

## Options
`least`: articles with fewer such places are passed over; 2.

## References
Speer, ftfy: fixes text for you (2019), on how mixed up encodings look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from audit.model import Hit, Rule

RULE = Rule(
    "garbled-text", "articles", "warning", "validity", "ExpectCharactersToBeWhole",
    ("text",), {"least": 2}, together=("article_id",),
)  # fmt: skip
# What the bytes 80 to BF are in Windows-1252: the second and third bytes of letters with marks.
_TAIL = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_GARBLED = re.compile(
    "\ufffd"
    "|[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f-\u0084\u0086-\u009f]"
    f"|[\u00c3-\u00c6][\u0080-\u00a0\u00a1-\u00bf€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ‘](?![ \n])"
    f"|[áâ][º»€][{_TAIL}]"
    "|\u00c2[\u00a2-\u00aa\u00ac-\u00ba\u00bc-\u00bf]"  # a sign after the letter that its first byte looks like: `Â£`
)


def check(frame: pd.DataFrame, least: int = 2) -> Iterator[Hit]:
    """One hit for each article with so many garbled places."""
    for row, text in enumerate(frame["text"]):
        found = [match.span() for match in _GARBLED.finditer(text)] if isinstance(text, str) else []
        if len(found) >= max(1, least):
            start, end = found[0]
            around = text[max(0, start - 12) : end + 12]
            confidence = 0.95 if len(found) >= 2 * least else 0.7
            yield Hit(row, {"count": len(found), "around": around}, confidence=confidence, span=(start, end))
