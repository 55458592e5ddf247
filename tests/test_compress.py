import gzip

import pytest
from apps import app_of

from web.serving.compress import WORTH_IT

PAGE, ANSWER, STYLE = "/search?q=味噌", "/api/v1/search?q=味噌", "/static/style.css"


@pytest.fixture(scope="module")
def client():
    return app_of().test_client()


def get(client, url, accepted="gzip", **headers):
    return client.get(url, headers={"Accept-Encoding": accepted, **headers}, buffered=True)


@pytest.mark.parametrize("url", [PAGE, ANSWER, STYLE, "/nowhere", "/api/v1/search?limit=0"])
def test_it_is_the_same_text(client, url):
    plain, packed = get(client, url, "identity"), get(client, url)
    if len(plain.data) < WORTH_IT:
        assert "Content-Encoding" not in packed.headers
        return
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.content_length == len(packed.data) < len(plain.data)
    assert len(gzip.decompress(packed.data)) == pytest.approx(len(plain.data), abs=50)  # the time it took is in it


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip, deflate, br", True),
        ("br;q=1.0, gzip;q=0.5", True),
        ("*", True),
        ("", False),
        ("br", False),
        ("gzip;q=0", False),
        ("identity", False),
    ],
)
def test_only_for_whoever_takes_it(client, accepted, packed):
    assert ("Content-Encoding" in get(client, PAGE, accepted).headers) == packed


@pytest.mark.parametrize("accepted", ["gzip", "identity"])
@pytest.mark.parametrize("url", [PAGE, ANSWER, STYLE])
def test_a_cache_is_told_that_it_depends(client, url, accepted):
    assert "Accept-Encoding" in get(client, url, accepted).vary


def test_what_is_short_is_left_alone(client):
    assert "Content-Encoding" not in get(client, "/healthz").headers


def test_a_packed_file_has_no_strong_etag_and_no_ranges(client):
    plain, packed = get(client, STYLE, "identity"), get(client, STYLE)
    assert plain.get_etag()[0] == packed.get_etag()[0]
    assert (plain.get_etag()[1], packed.get_etag()[1]) == (False, True)
    assert "Accept-Ranges" not in packed.headers


@pytest.mark.parametrize("accepted", ["gzip", "identity"])
def test_a_file_that_is_known_is_not_sent_again(client, accepted):
    known = get(client, STYLE, accepted).headers["ETag"]
    again = get(client, STYLE, accepted, **{"If-None-Match": known})
    assert (again.status_code, again.data) == (304, b"")
    assert "Accept-Encoding" in again.vary


def test_a_part_of_a_file_is_sent_as_it_is(client):
    part = get(client, STYLE, Range="bytes=0-9")
    assert (part.status_code, len(part.data)) == (206, 10)
    assert "Content-Encoding" not in part.headers


def test_head_tells_the_length_of_get(client):
    head = client.head(STYLE, headers={"Accept-Encoding": "gzip"}, buffered=True)
    assert (head.content_length, head.data) == (get(client, STYLE).content_length, b"")
