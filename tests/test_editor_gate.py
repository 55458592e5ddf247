"""Who may see the pages for editors."""

from __future__ import annotations

import pytest
from apps import client_of
from fakes import FakeSearcher

from search.reports.check import CheckReport
from search.reports.duplicates import Duplicates
from search.reports.timeline import Timeline

TOKEN = "ひみつの=token"
HERE = {"REMOTE_ADDR": "127.0.0.1"}
PAGES = ("/editor/", "/editor/timeline", "/editor/timeline?q=味噌")


class Editing(FakeSearcher):
    def editor(self):
        return self

    @property
    def by_path(self):
        return {}

    def check(self):
        return CheckReport(posts=0, waiting=0, files_read=True, counts=(), findings=())

    def duplicates(self, *, at_least, diff):  # noqa: ARG002
        return Duplicates(at_least=at_least, clusters=(), parts=(), shared=())

    def timeline(self, query):
        return Timeline(query=query, total=0, undated=0, first=None, last=None, months=())


def status(client, address="/editor/", *, asking=HERE, **headers):
    return client.get(address, base_url="http://localhost", environ_base=asking, headers=headers).status_code


@pytest.mark.parametrize("page", PAGES)
def test_without_a_token_this_computer_alone(page):
    client = client_of(Editing())
    assert status(client, page) == 200
    assert status(client, page, asking={"REMOTE_ADDR": "203.0.113.9"}) == 403
    assert status(client, page, asking={"REMOTE_ADDR": ""}) == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "203.0.113.9"},
        {"X-Real-IP": "203.0.113.9"},
        {"Forwarded": "for=203.0.113.9"},
        {"Via": "1.1 proxy"},
        {"Host": "blog.example.jp"},
        {"Host": "localhost.example.jp"},
        {"Host": "127.0.0.1.example.jp:8787"},
    ],
)
def test_not_through_a_proxy_nor_under_another_name(headers):
    assert status(client_of(Editing()), **headers) == 403


@pytest.mark.parametrize("host", ["localhost", "localhost:8787", "127.0.0.1:8787", "[::1]", "[::1]:8787"])
def test_under_every_name_of_this_computer(host):
    assert status(client_of(Editing()), Host=host) == 200


@pytest.mark.parametrize("page", PAGES)
def test_with_a_token_nobody_comes_in_without_it(page):
    client = client_of(Editing(), admin_token=TOKEN)
    assert status(client, page) == 403
    assert status(client, page, Authorization="Bearer wrong") == 403
    assert status(client, page, Authorization=f"Basic {TOKEN}".encode().decode("latin-1")) == 403


def test_a_typed_token_opens_the_pages_until_the_browser_closes():
    client = client_of(Editing(), admin_token=TOKEN)
    entered = client.post("/editor/", data={"token": TOKEN}, base_url="http://localhost", environ_base=HERE)
    assert (entered.status_code, entered.headers["Location"]) == (303, "/editor/")
    cookie = entered.headers["Set-Cookie"]
    assert TOKEN not in cookie
    assert {"HttpOnly", "SameSite=Strict", "Path=/editor"} <= {part.strip() for part in cookie.split(";")}
    assert "Expires" not in cookie
    assert status(client) == 200


@pytest.mark.parametrize("typed", ["", "wrong", TOKEN[:-1], TOKEN + " "])
def test_a_wrong_token_says_no_more_than_that(typed):
    client = client_of(Editing(), admin_token=TOKEN)
    answer = client.post("/editor/", data={"token": typed}, base_url="http://localhost", environ_base=HERE)
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers


def test_a_program_sends_the_token():
    client = client_of(Editing(), admin_token="token")
    assert status(client, "/editor/timeline?q=a&format=csv", Authorization="Bearer token") == 200


@pytest.mark.parametrize("token", ["", "token"])
@pytest.mark.parametrize("page", [*PAGES, "/editor/timeline?q=a&format=json", "/editor/nothing"])
def test_nobody_keeps_them(token, page):
    client = client_of(Editing(), admin_token=token)
    answer = client.get(page, base_url="http://localhost", environ_base=HERE)
    if page != "/editor/nothing":
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers.getlist("X-Robots-Tag") == ["noindex, nofollow"]
    assert "ETag" not in answer.headers
