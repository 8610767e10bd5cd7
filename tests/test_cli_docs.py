"""`audit docs`: where the pages are, and a server that shows them to nobody else."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from audit.cli import app
from audit.cli._serve import HOST, Server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    docs = tmp_path / "docs"
    (docs / "a").mkdir(parents=True)
    (docs / "index.html").write_text("<p>news", encoding="utf8")
    (docs / ".secret").write_text("x", encoding="utf8")
    (tmp_path / "outside.txt").write_text("x", encoding="utf8")
    (docs / "link.txt").symlink_to(tmp_path / "outside.txt")
    with Server(docs) as started:
        threading.Thread(target=started.serve_forever, daemon=True).start()
        yield started
        started.shutdown()


def answer(server: Server, path: str, method: str = "GET", **headers: str) -> tuple[int, str, str | None]:
    connection = http.client.HTTPConnection(HOST, server.server_port, timeout=10)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    told = connection.getresponse()
    return told.status, told.read().decode(), told.getheader("X-Content-Type-Options")


def test_the_pages_are_served_on_the_loopback_address(server):
    assert server.server_address[0] == "127.0.0.1"
    assert answer(server, "/") == (200, "<p>news", "nosniff")
    assert answer(server, "/index.html", "HEAD")[0] == 200


@pytest.mark.parametrize(
    "path", ["/a/", "/../outside.txt", "/%2e%2e/outside.txt", "/link.txt", "/.secret", "/none.html"]
)
def test_nothing_else_is_served(server, path):
    status, content, _ = answer(server, path)
    assert status == 404
    assert content != "x"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_written(server, method):
    assert answer(server, "/index.html", method)[0] == 501


def test_a_name_of_another_machine_is_refused(server):
    assert answer(server, "/", Host=f"evil.example:{server.server_port}")[0] == 404
    assert answer(server, "/", Host=f"localhost:{server.server_port}")[0] == 200


def test_the_command_says_where_the_pages_are(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "audit.toml").write_text('language = "en"\n', encoding="utf8")
    missing = CliRunner().invoke(app, ["docs"])
    assert missing.exit_code == 3
    page = tmp_path / "reports/data_docs/index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>", encoding="utf8")
    told = CliRunner().invoke(app, ["docs"])
    assert told.exit_code == 0
    assert told.stdout.strip().endswith("data_docs/index.html")
