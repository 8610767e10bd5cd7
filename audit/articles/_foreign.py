"""Files that are no articles, told by their first bytes, so that the user is told what they are."""

from __future__ import annotations

_UNPACK = "unpack it"
_TEXT = "save it as text, or leave it out"
_KINDS = (
    (b"PK\x03\x04", "is a ZIP archive", _UNPACK),
    (b"Rar!\x1a\x07", "is a RAR archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive", _UNPACK),
    (b"BZh", "is compressed with bzip2", _UNPACK),
    (b"\xfd7zXZ\x00", "is compressed with xz", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "is compressed with zstd", _UNPACK),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "is an old Office file, or one with a password",
        "save it as .docx without one",
    ),
    (b"{\\rtf", "is an RTF file", "save it as .docx"),
    (b"\x89PNG\r\n", "is a picture", _TEXT),
    (b"\xff\xd8\xff", "is a picture", _TEXT),
    (b"GIF8", "is a picture", _TEXT),
    (b"\x7fELF", "is a program", "leave it out"),
)


def foreign(head: bytes) -> tuple[str, str] | None:
    """What a file is and what to do about it, where it is of a kind that holds no article; None for all others."""
    return next(((what, mend) for magic, what, mend in _KINDS if head.startswith(magic)), None)
