"""An article was not UTF-8 and was converted.

## What it does
Reports each article whose bytes were in another encoding: UTF-16 without a byte order mark, Windows-1258, TCVN3 (ABC)
or VNI; and each that was UTF-8 once, was read in another encoding and saved so.

## Why it matters
The conversion is a guess, though one that made sense of the words. Offsets and quotations refer to the converted text,
not to the bytes of the file, and other programs will read the file differently.

## Example
`bao-cao.txt` holds `ViÖt Nam` in the encoding TCVN3, which reads `Việt Nam`.

## How to fix
Look at the text in the report, and save the article as UTF-8.

## Options
None.

## References
TCVN 5712:1993, the Vietnamese standard 8-bit code.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from audit.model import Hit, Rule

RULE = Rule(
    "encoding-mended", "articles", "info", "validity", "ExpectArticlesToBeUnicode",
    ("mended",), together=("article_id",),
)  # fmt: skip


def check(frame: pd.DataFrame) -> Iterator[Hit]:
    """One hit for each article that was converted."""
    for row, encoding in enumerate(frame["mended"]):
        if encoding == "mojibake":
            yield Hit(row, variant="mojibake")
        elif isinstance(encoding, str) and encoding:
            yield Hit(row, {"encoding": encoding})
