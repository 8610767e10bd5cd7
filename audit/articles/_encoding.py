"""From bytes to text: what encoding they are in, and what was done to them where it was not UTF-8."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from functools import cache

from audit import languages
from audit.articles._legacy import from_tcvn3, from_vni, from_windows_1258, tcvn3, vni, windows_1258
from audit.articles._page import UnreadableError

_HALVES = re.compile("[\ud800-\udfff]")
_MEND = "save it as UTF-8 text, or leave it out"
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_OLD: tuple[tuple[str, Callable[[bytes], str]], ...] = (("Windows-1258", windows_1258), ("TCVN3", tcvn3), ("VNI", vni))
_MISREAD: dict[str, Callable[[str], str]] = {"Windows-1258": from_windows_1258, "TCVN3": from_tcvn3, "VNI": from_vni}
_SAMPLE, _GLANCE = 4_000, 500
_NULS, _NO_NULS = 0.3, 0.02
_SHARE, _FEWEST = 0.04, 3
_MANGLED = re.compile("[ÃÂÄÆáâ][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
_WESTERN = re.compile("[\u00a1-\u00ff]")
_VIETNAMESE = re.compile("[\u1ea0-\u1ef9]")  # letters that no wrong reading gives
_WORD = re.compile(r"[^\W\d_]+")


def decode(data: bytes) -> tuple[str, str | None]:
    """The text of a file without its byte order mark, and what it was converted from; null for UTF-8 and for a mark.

    An old Vietnamese encoding is taken for what it is when the commonest words come out of it. `mojibake` is UTF-8 that
    was read as Western and saved again. Raises UnreadableError that names the line of the first byte that is no text.
    """
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", ""))
    unmarked = encoding or _unmarked(data)
    body = data[len(mark) :]
    try:
        text = body.decode(unmarked or "utf-8")
    except UnicodeDecodeError as error:
        if not unmarked and (old := _old(body)):
            return old
        line = body.count(b"\n", 0, error.start) + 1
        what = f"is not {(unmarked or 'utf-8').upper()} text: byte 0x{body[error.start]:02x} on line {line}"
        raise UnreadableError(what, _MEND) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableError(f"is not text: a NUL character on line {line}", _MEND)
    if unmarked and not encoding:
        return text, unmarked.upper()
    return mended(text) or (text, None)


def mended(text: str) -> tuple[str, str] | None:
    """A text that was read in the wrong encoding once and saved so, as it was before; None where it was not."""
    way = misread(text)
    fixed = converted(text, way) if way else text
    return (fixed, way) if way and fixed != text else None


def misread(text: str) -> str | None:
    """Which encoding a text is in that was read as Western, or `mojibake`; None where it reads as it stands."""
    sample = text[:_SAMPLE]
    if len(_VIETNAMESE.findall(sample[:_GLANCE])) >= _FEWEST or len(_WESTERN.findall(sample)) < _FEWEST or _reads(text):
        return None
    if len(_MANGLED.findall(sample)) >= _FEWEST:
        return "mojibake"
    shares = {name: _reads(reading(sample)) for name, reading in _MISREAD.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] else None


def converted(text: str, way: str) -> str:
    """A text or a piece of it as it was meant, by what `misread` said of the whole."""
    return _unmangled(text) if way == "mojibake" else _MISREAD[way](text)


def sound(text: str) -> str:
    """The text with U+FFFD in place of halves of characters, which JSON and file names can hold and no file can."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _HALVES.sub("\ufffd", text)
    return text


def _unmarked(data: bytes) -> str:
    """UTF-16 without a byte order mark: every second byte of most letters is zero, and always the same one."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or b"\0" not in sample:
        return ""
    half = len(sample) / 2
    first, second = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if first < _NO_NULS and second > _NULS:
        return "utf-16-le"
    return "utf-16-be" if second < _NO_NULS and first > _NULS else ""


def _old(data: bytes) -> tuple[str, str] | None:
    """The text of bytes in an old Vietnamese encoding, and its name; None where no reading gives Vietnamese."""
    read = [(text, name) for text, name in _readings(data) if "\0" not in text and _reads(text)]
    return max(read, key=lambda reading: _reads(reading[0]), default=None)


def _readings(data: bytes) -> Iterator[tuple[str, str]]:
    for name, reading in _OLD:
        try:
            yield reading(data), name
        except UnicodeDecodeError:
            continue


def _unmangled(text: str) -> str:
    from ftfy import fix_encoding

    return "\n".join(map(fix_encoding, text.split("\n")))


def _reads(text: str) -> float:
    """Which share of the words at the start of a text are among the commonest Vietnamese ones; 0 where few are."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    common = sum(word in _frequent() for word in words)
    return common / len(words) if common >= max(_FEWEST, _SHARE * len(words)) else 0.0


@cache
def _frequent() -> frozenset[str]:
    """Common words that have marks, which no wrong reading gives by chance."""
    tables = (languages.load(code).get("articles", {}) for code in languages.codes())
    return frozenset(word for table in tables for word in table.get("frequent", ()))
