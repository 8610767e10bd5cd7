"""Text of articles made harmless for a terminal: what would act on it is shown instead.

Control characters, escape sequences and bidirectional overrides can hide or rewrite what an editor reads
(Trojan Source, CVE-2021-42574). They come out as visible symbols; characters that print nothing are left out.
"""

from __future__ import annotations

import unicodedata

# Joiners among them: terminals disagree on how many cells a joined emoji takes, and carets must stand right.
_NOTHING = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_PLAIN = str.maketrans(
    {"đ": "d", "Đ": "D", "…": "~", "·": "-", "–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'"}
)


def safe(text: str, encoding: str = "utf-8") -> str:
    """The text as it can be printed on one line in an encoding. See `mapped`."""
    return "".join(shown(char, encoding) for char in text)


def mapped(text: str, encoding: str = "utf-8") -> tuple[str, list[int]]:
    """The text as it can be printed, and for each of its offsets (the end included) the offset in what is printed."""
    pieces: list[str] = []
    offsets = [0]
    for char in text:
        pieces.append(shown(char, encoding))
        offsets.append(offsets[-1] + len(pieces[-1]))
    return "".join(pieces), offsets


def shown(char: str, encoding: str = "utf-8") -> str:
    """One character as it is printed: itself, a visible symbol, its plain letters, or nothing."""
    visible = _visible(char)
    return visible if _fits(visible, encoding) else _folded(visible, encoding)


def _visible(char: str) -> str:
    if char.isprintable():
        return char
    if char == "\t" or unicodedata.category(char) == "Zs":
        return " "
    if char in _NOTHING:
        return ""
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _folded(text: str, encoding: str) -> str:
    """Letters without their marks, as Vietnamese is typed where marks cannot be had; `?` for the rest."""
    plain = unicodedata.normalize("NFD", text.translate(_PLAIN))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    if letters and _fits(letters, encoding):
        return letters
    return "" if not letters else f"^{chr(ord(letters) - 0x2400 + 0x40)}" if "␀" <= letters <= "␟" else "?"
