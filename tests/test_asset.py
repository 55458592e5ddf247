"""Style, script and icon: kept by the browser for ever, and another address as soon as they are other."""

import re

import pytest
from apps import app_of

CLIENT = app_of().test_client()
ASSETS = re.findall(r'(?:href|src)="(/static/[^"]+)"', CLIENT.get("/").text)


def test_a_page_has_its_style_its_script_and_its_icon():
    assert {url.partition("?")[0] for url in ASSETS} == {
        "/static/style.css",
        "/static/search.js",
        "/static/facets.js",
        "/static/favicon.svg",
    }


@pytest.mark.parametrize("url", ASSETS)
def test_what_a_page_names_is_kept_for_ever(url):
    with CLIENT.get(url) as answer:
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "public, max-age=31536000, immutable")
    with CLIENT.get(url, headers={"If-None-Match": answer.headers["ETag"]}) as again:
        assert (again.status_code, again.headers["Cache-Control"]) == (304, answer.headers["Cache-Control"])


@pytest.mark.parametrize(
    "url", ["/static/style.css", "/static/style.css?v=0", "/static/widget.js", "/static/style.css?%80"]
)
def test_any_other_address_is_asked_for_again(url):
    with CLIENT.get(url) as answer:
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")


@pytest.mark.parametrize("url", ["/static/nothing.css?v=0", "/static/../app.py?v=0", "/static/%00?v=0"])
def test_no_such_file(url):
    assert CLIENT.get(url).status_code == 404
