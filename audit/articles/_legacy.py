"""The Vietnamese encodings before Unicode: TCVN3 (also called ABC) and VNI, as their published code tables have them.

TCVN3 (TCVN 5712:1993, third form) has one byte for each small letter with its marks. VNI writes a plain letter and
after it a byte for all its marks. Windows-1258, which Python knows, writes tones as combining characters.
"""

from __future__ import annotations

import re
import unicodedata

_TCVN3_RUNS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_TCVN3 = {start + i: letter for start, letters in _TCVN3_RUNS.items() for i, letter in enumerate(letters)}

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_ROOF, _BREVE = "\u0302", "\u0306"
_VNI_SIGNS = {
    "ù": _ACUTE,
    "ø": _GRAVE,
    "û": _HOOK,
    "õ": _TILDE,
    "ï": _DOT,
    "â": _ROOF,
    "ê": _BREVE,
    "á": _ROOF + _ACUTE,
    "à": _ROOF + _GRAVE,
    "å": _ROOF + _HOOK,
    "ã": _ROOF + _TILDE,
    "ä": _ROOF + _DOT,
    "é": _BREVE + _ACUTE,
    "è": _BREVE + _GRAVE,
    "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_SIGNS |= {sign.upper(): marks for sign, marks in _VNI_SIGNS.items()}
_VNI_LETTERS |= {sign.upper(): letter.upper() for sign, letter in _VNI_LETTERS.items()}
_VNI = re.compile(f"([aeouyAEOUY]|[ôöÔÖ])([{''.join(_VNI_SIGNS)}])|([{''.join(_VNI_LETTERS)}])")


_HIGH = [bytes([byte]) for byte in range(0x80, 0x100)]
_PAIRS = [(byte.decode("cp1252", "ignore"), byte.decode("cp1258", "ignore")) for byte in _HIGH]
_WINDOWS = {ord(western): letter for western, letter in _PAIRS if western and letter and western != letter}
_WORD = re.compile(r"[^\W\d_]+")


def tcvn3(data: bytes) -> str:
    """The text of bytes in TCVN3."""
    return from_tcvn3(data.decode("latin-1"))


def vni(data: bytes) -> str:
    """The text of bytes in VNI. Raises UnicodeDecodeError for a byte that no Western code page has."""
    return from_vni(data.decode("cp1252"))


def windows_1258(data: bytes) -> str:
    """The text of bytes in Windows-1258. Raises UnicodeDecodeError for a byte that it has not."""
    return unicodedata.normalize("NFC", data.decode("cp1258"))


def from_tcvn3(text: str) -> str:
    """TCVN3 that was read as Western, as it was meant. Words typed in capitals are capitals throughout."""
    return _capitals(text.translate(_TCVN3))


def from_vni(text: str) -> str:
    """VNI that was read as Western, as it was meant."""
    return unicodedata.normalize("NFC", _VNI.sub(_letter, text))


def from_windows_1258(text: str) -> str:
    """Windows-1258 that was read as Western, as it was meant."""
    return unicodedata.normalize("NFC", text.translate(_WINDOWS))


def by_font(text: str, font: str) -> str | None:
    """What a run of text shows in a font of an old Vietnamese encoding; None for any other font.

    The fonts of TCVN3 are named `.Vn...`; those whose names end in H draw small letters as capitals, as the encoding
    has no capitals with a tone. The fonts of VNI are named `VNI-...`.
    """
    name = font.strip(" '\"").lower()
    if name.startswith(".vn"):
        return from_tcvn3(text).upper() if name.endswith("h") else from_tcvn3(text)
    return from_vni(text) if name.startswith(("vni-", "vni ")) else None


def _letter(match: re.Match[str]) -> str:
    base, sign, single = match.groups()
    return _VNI_LETTERS[single] if single else _VNI_LETTERS.get(base, base) + _VNI_SIGNS[sign]


def _capitals(text: str) -> str:
    """TCVN3 has capitals without a tone only: typed in capitals, `CỘNG HÒA` is saved as `CộNG HòA`."""
    return _WORD.sub(_capital, text)


def _capital(match: re.Match[str]) -> str:
    """A word in capitals, where at least two plain letters are capitals and none is small."""
    word = match[0]
    plain = [letter for letter in word if letter.isascii()]
    return word.upper() if len(plain) > 1 and all(letter.isupper() for letter in plain) else word
