"""`audit fetch` against a server of the tests' own: what is saved, and what is refused before any connection."""

from __future__ import annotations

import gzip
import ipaddress
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from audit.articles import read
from audit.config import Config
from audit.errors import InputError
from audit.fetch import Limits, fetch
from audit.fetch._address import public, target

BODY = "<p>Hơn 300 hộ dân của xã đã được dùng điện lưới quốc gia từ tuần này, sau hai năm chờ đợi điện về xã.</p>" * 3
PAGE = (
    f'<html><head><meta property="og:title" content="Xã có điện"></head><body><h1>Xã có điện</h1>{BODY}</body></html>'
)
LATIN = "<html><body><p>Café Łódź</p></body></html>"
PRIVATE = Limits(private=True)


class Site(BaseHTTPRequestHandler):
    seen: ClassVar[list[tuple[str, str, str]]] = []

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers["User-Agent"], self.headers["Host"]))
        getattr(self, f"get_{self.path.partition('?')[0].strip('/').partition('.')[0].replace('-', '_')}")()

    def answer(self, content: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.end_headers()

    def get_xa_co_dien(self) -> None:
        self.answer(PAGE.encode())

    def get_packed(self) -> None:
        self.answer(gzip.compress(b"a" * 30_000_000), Content_Encoding="gzip")

    def get_latin(self) -> None:
        self.answer(LATIN.encode("iso-8859-2"), "text/html; charset=iso-8859-2")

    def get_text(self) -> None:
        self.answer(b"Tin", "text/plain")

    def get_picture(self) -> None:
        self.answer(b"\x89PNG", "image/png")

    def get_moved(self) -> None:
        self.redirect("/xa-co-dien.html?a=1")

    def get_loop(self) -> None:
        self.redirect("/loop")

    def get_inside(self) -> None:
        self.redirect("http://169.254.169.254/latest/meta-data/")

    def get_file(self) -> None:
        self.redirect("file:///etc/hostname")

    def get_missing(self) -> None:
        self.send_error(404)

    def get_slow(self) -> None:
        for _ in range(100):
            self.wfile.write(b"H")
            time.sleep(0.05)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Site.seen.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_saved_with_what_is_known_of_it(site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1614910320")
    page = fetch(f"{site}/xa-co-dien.html", tmp_path / "in", PRIVATE)
    assert page.read_bytes() == PAGE.encode()
    assert json.loads(page.with_suffix(".json").read_text("utf8")) == {
        "url": f"{site}/xa-co-dien.html",
        "fetched": "2021-03-05T02:12:00+00:00",
        "title": "Xã có điện",
    }
    (article,) = read(page.parent, Config(root=tmp_path / "none"))
    assert (article.title, article.url) == ("Xã có điện", f"{site}/xa-co-dien.html")
    assert Site.seen[0][1].startswith("audit/")
    assert Site.seen[0][2] == site.removeprefix("http://")


def test_a_page_that_is_fetched_again_takes_its_own_place(site: str, tmp_path: Path) -> None:
    pages = {fetch(f"{site}/{name}", tmp_path, PRIVATE) for name in ("xa-co-dien.html", "moved", "xa-co-dien.html")}
    assert len(pages) == 2
    assert {json.loads(page.with_suffix(".json").read_text("utf8"))["url"] for page in pages} == {
        f"{site}/xa-co-dien.html",
        f"{site}/xa-co-dien.html?a=1",
    }


def test_what_only_the_server_says_of_the_letters_is_kept(site: str, tmp_path: Path) -> None:
    assert fetch(f"{site}/latin", tmp_path, PRIVATE).read_text("utf8") == LATIN
    assert fetch(f"{site}/text", tmp_path, PRIVATE).suffix == ".txt"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("packed", "is larger than 20 MB"),
        ("picture", "is image/png, which is no article"),
        ("loop", "redirects more than 5 times"),
        ("missing", "answers 404"),
        ("file", "is not an http or https address"),
    ],
)
def test_what_is_no_article_is_refused(site: str, tmp_path: Path, path: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as error:
        fetch(f"{site}/{path}", tmp_path / "in", PRIVATE)
    assert error.value.mend
    assert not (tmp_path / "in").exists()


def test_a_server_that_sends_byte_after_byte_holds_nothing_up(site: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"took longer than 0\.3 seconds"):
        fetch(f"{site}/slow", tmp_path, Limits(seconds=0.3, private=True))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0", "2130706433", "[::1]", "[::ffff:127.0.0.1]"])
def test_this_machine_is_not_connected_to_unasked(site: str, tmp_path: Path, host: str) -> None:
    with pytest.raises(InputError, match=r"not a public address|is not known") as error:
        fetch(site.replace("127.0.0.1", host), tmp_path)
    assert error.value.mend
    assert not Site.seen


def test_a_redirect_is_looked_at_like_the_first_address(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = public
    monkeypatch.setattr("audit.fetch._address.public", lambda address: str(address) == "127.0.0.1" or real(address))
    with pytest.raises(InputError, match=r"169\.254\.169\.254, which is not a public address"):
        fetch(f"{site}/inside", tmp_path)
    assert [path for path, *_ in Site.seen] == ["/inside"]


def test_the_address_that_was_looked_at_is_the_one_connected_to(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads to a public address first and to this machine a moment later."""
    answers = iter(["93.184.216.34", "127.0.0.1"])
    asked = socket.getaddrinfo

    def rebinding(host: str, port: int, *options: Any, **more: Any) -> Any:
        return asked(next(answers) if host == "rebind.example" else host, port, *options, **more)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    place = target(f"http://rebind.example:{site.rpartition(':')[2]}/x")
    assert place.urls[0].startswith("http://93.184.216.34:")
    assert place.host.startswith("rebind.example:")


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.100.100.200", False),
        ("169.254.169.254", False),
        ("168.63.129.16", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("fe80::1", False),
        ("fd00:ec2::254", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False),
        ("2001:0:4136:e378:8000:63bf:f5ff:fffe", False),
    ],
)
def test_which_addresses_are_public(address: str, allowed: bool) -> None:
    assert public(ipaddress.ip_address(address)) is allowed


@pytest.mark.parametrize(
    "url",
    [
        "ftp://tinxa.vn/a",
        "file:///etc/passwd",
        "tinxa.vn",
        "http://",
        "http://a:b@tinxa.vn/",
        "http://[::1",
        "http://a:99999/",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(InputError):
        target(url)


@pytest.mark.parametrize(
    "url", ["http://tinxa.vn/../../etc/passwd", "http://tinxa.vn/%2e%2e%2fx\x00.html", "http://tinxa.vn/" + "a" * 5000]
)
def test_an_address_never_leads_out_of_the_folder(url: str, tmp_path: Path) -> None:
    from audit.fetch._save import saved

    page = saved(url, url, "text/html", None, b"<html></html>", tmp_path)
    assert page.parent == tmp_path
    assert len(page.name) < 100
    assert page.name.isascii()


def test_the_command_saves_the_others_and_ends_with_2(site: str, tmp_path: Path) -> None:
    call = [sys.executable, "-m", "audit", "fetch", f"{site}/missing", f"{site}/xa-co-dien.html"]
    done = subprocess.run([*call, "--allow-private"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    (page,) = (tmp_path / "articles").glob("*.html")
    assert done.stdout == f"articles/{page.name}\n"
    assert done.stderr.startswith(f"error: {site}/missing: answers 404\n  mend: ")
    refused = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (refused.returncode, refused.stdout, refused.stderr.count("not a public address")) == (2, "", 2)


def test_without_the_library_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(InputError) as error:
        fetch("https://tinxa.vn", tmp_path)
    assert error.value.mend == "pip install 'audit[fetch]'"
