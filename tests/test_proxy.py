"""Behind a reverse proxy."""

import json
import re
import threading
import urllib.request

import pytest
from apps import app_of
from apps import client_of as client
from fakes import POSTS, FakeSearcher, post
from flask import request

from web.serving.server import listen

MANY = FakeSearcher(
    tuple(post(f"_posts/2024-01-{n % 28 + 1:02}-p{n}.md", f"猫{n}", "猫", url="/a/") for n in range(30))
)
PAGES = ["/", "/search?q=猫&page=2&year=2024", "/search?q=量子&tag=猫", f"/p/{POSTS[0].id}?q=味噌", "/nope"]


@pytest.mark.parametrize("searcher", [FakeSearcher(), MANY], ids=["read elsewhere", "read here"])
@pytest.mark.parametrize("url", PAGES)
def test_every_address_of_a_page_lies_below_the_prefix(searcher, url):
    html = client(searcher, url_prefix="/blog/find").get(f"/blog/find{url}").text
    own = [to for to in re.findall(r'(?:href|action|src)="([^"]*)"', html) if not to.startswith(("http", "#", "?"))]
    assert own
    assert [to for to in own if not to.startswith("/blog/find/")] == []


@pytest.mark.parametrize("url", PAGES)
def test_without_a_prefix_nothing_changes(url):
    with_prefix = client(MANY, url_prefix="/find").get(f"/find{url}").text
    assert with_prefix.replace('"/find/', '"/') == client(MANY).get(url).text


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/find/", 200),
        ("/find", 200),
        ("/find/healthz", 200),
        ("/find/static/style.css", 200),
        ("/", 404),
        ("/search", 404),
        ("/findings", 404),
        ("/static/style.css", 404),
    ],
)
def test_what_lies_outside_is_not_ours(url, status):
    with client(url_prefix="/find").get(url, follow_redirects=True) as answer:
        assert answer.status_code == status


def test_redirects_stay_below_the_prefix():
    assert client(url_prefix="/find").get("/find/search?q=味噌&page=9").location == "/find/search?q=%E5%91%B3%E5%99%8C"


def test_the_api_stays_below_the_prefix():
    answer = client(MANY, url_prefix="/find").get("/find/api/v1/search?q=猫&limit=5&offset=5")
    found = json.loads(answer.text)
    assert found["next"].startswith("/find/api/v1/search?")
    assert found["prev"].startswith("/find/api/v1/search?")
    assert answer.headers.getlist("Link")[0].startswith("</find/api/v1/search?")
    problem = client(url_prefix="/find").get("/find/api/v1/search?limit=x")
    assert json.loads(problem.text)["instance"] == "/find/api/v1/search?limit=x"


@pytest.mark.parametrize(
    ("trusted", "forwarded_for", "seen"),
    [
        (0, "203.0.113.9", ("127.0.0.1", "http://localhost/")),
        (1, "203.0.113.9", ("203.0.113.9", "https://blog.example.jp/")),
        (1, "198.51.100.1, 203.0.113.9", ("203.0.113.9", "https://blog.example.jp/")),  # the first may be a lie
        (2, "198.51.100.1, 203.0.113.9", ("198.51.100.1", "http://localhost/")),  # one alone named host and scheme
    ],
)
def test_who_asks(trusted, forwarded_for, seen):
    app = app_of(FakeSearcher(), trusted_proxies=trusted)
    app.add_url_rule("/who", "who", lambda: f"{request.remote_addr} {request.host_url}")
    headers = {
        "X-Forwarded-For": forwarded_for,
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "blog.example.jp",
    }
    assert app.test_client().get("/who", headers=headers).text == " ".join(seen)


@pytest.mark.parametrize(("trusted", "seen"), [(0, "127.0.0.1"), (1, "203.0.113.9")])
def test_waitress_hands_on_what_is_trusted(trusted, seen):
    app = app_of(trusted_proxies=trusted, url_prefix="/find")
    app.add_url_rule("/who", "who", lambda: str(request.remote_addr))
    server, address = listen(app, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    asked = urllib.request.Request(f"{address}who", headers={"X-Forwarded-For": "203.0.113.9"})
    with urllib.request.urlopen(asked, timeout=10) as answer:
        assert answer.read().decode() == seen
    server.close()


@pytest.mark.parametrize("url", ["/", "/search?q=味噌", "/api/v1/search"])
def test_what_lies_outside_is_refused_in_our_look(url):
    answer = client(url_prefix="/find").get(url)
    assert answer.status_code == 404
    assert "Content-Security-Policy" in answer.headers
    assert "X-Request-Id" in answer.headers
    if not url.startswith("/api/"):
        assert 'action="/find/search"' in answer.text


def test_the_prefix_alone_is_the_first_page():
    answer = client(url_prefix="/find").get("/find", headers={"Host": "evil.test"})
    assert (answer.status_code, "evil.test" in answer.text) == (200, False)


@pytest.mark.parametrize("scheme", ["javascript", "", "https, http"])
def test_no_scheme_but_those_of_the_web(scheme):
    answer = client(trusted_proxies=1).get("/feed.atom", headers={"X-Forwarded-Proto": scheme})
    assert answer.status_code in {200, 400}
    assert b"javascript" not in answer.data
