"""Files that the tests of reading make: PDF, written by hand so that every letter stands where it is put, and WARC."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence

Placed = tuple[float, float, float, str]
WIDTH = 0.5  # of every letter, in sizes


def set_lines(lines: Sequence[str], *, left: float = 50, top: float = 750, size: float = 12) -> list[Placed]:
    """Lines under each other."""
    return [(left, top - 1.2 * size * number, size, line) for number, line in enumerate(lines)]


def pdf(
    pages: Sequence[Sequence[Placed]],
    info: Mapping[str, str] | None = None,
    *,
    locked: bool = False,
    scan: bool = False,
) -> bytes:
    """A PDF of placed lines. `locked` asks for a password, `scan` draws a shape in place of the letters."""
    tree = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    tree.append(
        "<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H /DescendantFonts [4 0 R]"
        " /ToUnicode 6 0 R >>"
    )
    tree.append(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /DW 500 /FontDescriptor 5 0 R"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    tree.append(
        "<< /Type /FontDescriptor /FontName /Plain /Flags 4 /FontBBox [0 -200 500 800] /ItalicAngle 0"
        " /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
    )
    tree.append(_stream(_to_unicode()))
    entries = " ".join(f"/{key} <{_hex(chr(0xFEFF) + value)}>" for key, value in (info or {}).items())
    tree.append(f"<< {entries} >>")
    tree.append(f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'00' * 32}> /U <{'11' * 32}> >>")
    kids = []
    for page in pages:
        drawn = "\n".join(f"BT /F {size} Tf {x} {y} Td <{_hex(text)}> Tj ET" for x, y, size, text in page)
        tree.append(_stream("10 10 100 100 re f" if scan else drawn))
        font = "/Resources << /Font << /F 3 0 R >> >>"
        tree.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(tree)} 0 R {font} >>")
        kids.append(f"{len(tree)} 0 R")
    tree[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    return _numbered(tree, "/Encrypt 8 0 R /ID [<00> <00>]" if locked else "")


def _numbered(tree: Sequence[str], more: str) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(tree, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(tree) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"<< /Size {len(tree) + 1} /Root 1 0 R /Info 7 0 R {more} >>"
    return data + f"{end}trailer {trailer}\nstartxref\n{len(data)}\n%%EOF\n".encode()


def _to_unicode() -> str:
    rows = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256)]
    blocks = [rows[at : at + 64] for at in range(0, 256, 64)]
    ranges = "\n".join(f"{len(block)} beginbfrange\n{chr(10).join(block)}\nendbfrange" for block in blocks)
    space = "1 begincodespacerange <0000> <FFFF> endcodespacerange"
    return f"/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def {space}\n{ranges}\nendcmap end"


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _hex(text: str) -> str:
    return text.encode("utf-16-be").hex()


def warc(records: Sequence[tuple[str, str, str, bytes]], *, packed: bool = False) -> bytes:
    """A WARC of records: type, address, headers of the answer (its status line first), content."""
    parts = []
    for kind, address, headers, content in records:
        block = (headers.replace("\n", "\r\n") + "\r\n\r\n").encode() + content if headers else content
        media = "application/http" if headers else "text/plain"
        named = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2021-03-06T01:02:03Z\r\n"
            f"Content-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        part = named.encode() + block + b"\r\n\r\n"
        parts.append(gzip.compress(part, mtime=0) if packed else part)
    return b"".join(parts)
