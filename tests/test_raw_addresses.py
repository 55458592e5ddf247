"""Addresses as people write them, with Japanese in them, over a socket: under waitress, under gunicorn, and from the test client."""

import json
import re
import shutil
import socket
import subprocess
import threading
from contextlib import contextmanager
from urllib.parse import unquote_to_bytes

import pytest
from apps import client_of
from blog import post, searcher_of
from gunicorns import gunicorn, with_gunicorn
from hypothesis import given
from hypothesis import strategies as st

from web.app import create_app
from web.serving.requestline import percent_encoded
from web.serving.server import listen

POST = post("ラーメン", "味噌ラーメン", "味噌ラーメンを食べる。", tags=("麺,汁", "冬"))
SEARCH = "/api/v1/search?q=味噌&tag=冬"


@contextmanager
def waitress(place):
    server, address = listen(create_app(searcher_of(place, [POST])), host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield int(address.rstrip("/").rpartition(":")[2])
    server.task_dispatcher.shutdown()
    server.close()
    thread.join()


@contextmanager
def several(place):
    searcher_of(place, [POST])
    with gunicorn(place) as (port, _):
        yield port


@pytest.fixture(scope="module", params=["waitress", pytest.param("gunicorn", marks=with_gunicorn)])
def port(request, tmp_path_factory):
    serving = {"waitress": waitress, "gunicorn": several}[request.param]
    with serving(tmp_path_factory.mktemp("raw") / "idx") as port:
        yield port


def sent(port, target, version=b"HTTP/1.1"):
    """The answer to a request whose target is exactly these bytes: its status, its type and its text."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
        client.sendall(b"GET " + target + b" " + version + b"\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        head, _, body = b"".join(iter(lambda: client.recv(65536), b"")).partition(b"\r\n\r\n")
    kind = re.search(rb"content-type: ([^\r;]+)", head, re.IGNORECASE)
    return int(head.split()[1]), kind[1].decode(), body.decode()


@pytest.mark.parametrize(
    ("target", "status", "says"),
    [
        (SEARCH, 200, '"total":1'),
        ("/api/v1/suggest?q=味", 200, "味噌ラーメン"),
        ("/api/v1/facets/tags?prefix=冬", 200, '"value":"冬"'),
        ("/search?q=味噌", 200, "<mark>味噌</mark>"),
        ("/search?q=味噌#下", 200, "<mark>味噌</mark>"),
        ("/feed.atom?q=味噌", 200, "味噌ラーメン"),
        ("/記事", 404, "見つかりません"),
        ("/api/v1/記事", 404, '"code":"not_found"'),
    ],
)
def test_utf8_as_it_is(port, target, status, says):
    found, _, body = sent(port, target.encode())
    assert found == status
    assert says in re.sub(r"\s+(?=<)", "", body)


BROKEN = [b"\xe5\x91", b"\xff", b"\x96\xa1\x91\x58", b"\xed\xa0\x80", b"\x01", b"\x7f", b"\x00", b"\x1b[2J", b"a b"]


@pytest.mark.parametrize("broken", BROKEN)
def test_what_cannot_be_read_is_told_to_programs(port, broken):
    status, kind, body = sent(port, b"/api/v1/search?lang=en&q=" + broken)
    assert (status, kind) == (400, "application/problem+json")
    (error,) = json.loads(body)["errors"]
    assert (error["param"], error["code"]) == ("q", "invalid_utf8")
    assert "percent-encoded" in error["message"]
    status, kind, body = sent(port, b"/api/v1/" + broken)
    assert (status, kind) == (400, "application/problem+json")
    assert "UTF-8" in json.loads(body)["detail"]


@pytest.mark.parametrize("broken", BROKEN)
def test_what_cannot_be_read_is_told_to_people(port, broken):
    status, kind, body = sent(port, b"/search?q=" + broken)
    assert (status, kind) == (200, "text/html")
    assert "UTF-8 として読めない" in body
    status, kind, body = sent(port, b"/" + broken)
    assert (status, kind) == (400, "text/html")
    assert "UTF-8 として読めない" in body


@pytest.mark.parametrize("target", [b"/\rX", b"/\nX", b"/ HTTP/1.1\nX: y", b"http://[x"])
def test_what_ends_a_line_never_becomes_part_of_an_address(port, target):
    assert sent(port, target)[0] == 400


def test_the_test_client_takes_them_too():
    client = client_of()
    assert client.get("/api/v1/search?q=味噌").json["total"] > 0
    for raw in ({"QUERY_STRING": "q=\xff"}, {"PATH_INFO": "/\xff"}):
        assert "UTF-8 として読めない" in client.get("/search", environ_overrides=raw).text


@pytest.mark.parametrize(
    ("line", "same"),
    [
        (b"GET /search?q=%E5%91%B3 HTTP/1.1", True),
        ("GET /味 HTTP/1.1".encode(), False),
        ("GET /味".encode(), False),
        (b"", True),
    ],
)
def test_only_a_whole_line_is_changed(line, same):
    assert (percent_encoded(line) == line) is same


@given(st.binary(min_size=1).filter(lambda target: not set(target) & set(b"\r\n")))
def test_any_target_is_printable_and_means_the_same(target):
    method, encoded, version = percent_encoded(b"GET " + target + b" HTTP/1.1").split(b" ")
    assert (method, version) == (b"GET", b"HTTP/1.1")
    assert re.fullmatch(rb"[!-~]+", encoded)
    known = re.sub(rb"[\x00-\x20\x7f]", b"\xff", target)
    assert unquote_to_bytes(encoded) == unquote_to_bytes(known)


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl here")
def test_curl(port):
    url = f"http://127.0.0.1:{port}{SEARCH}"
    run = subprocess.run(["curl", "-sf", url], capture_output=True, check=True)
    assert json.loads(run.stdout)["total"] == 1
