"""How often one client may ask the API."""

import pytest
from fakes import FakeSearcher
from hypothesis import given
from hypothesis import strategies as st

from web.app import create_app
from web.serving.limit import MOST_CLIENTS, WINDOW, RateLimit, client_of
from web.settings import Serving

SEARCH = "/api/v1/search?q=味噌"


class Clock:
    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


def client(**serving):
    return create_app(FakeSearcher(), serving=Serving(**serving)).test_client()


def told(answer):
    return {name: answer.headers.get(name) for name in ("RateLimit-Policy", "RateLimit", "Retry-After")}


def test_without_the_setting_nothing_is_said_of_it():
    assert set(told(client().get(SEARCH)).values()) == {None}


def test_until_there_is_nothing_left():
    asks = client(rate_limit=2)
    assert told(asks.get(SEARCH)) == {
        "RateLimit-Policy": '"default";q=2;w=60',
        "RateLimit": '"default";r=1;t=30',
        "Retry-After": None,
    }
    assert asks.get(SEARCH).status_code == 200
    refused = asks.get(SEARCH, headers={"Accept-Language": "en"})
    assert (refused.status_code, refused.content_type) == (429, "application/problem+json")
    assert (refused.json["code"], refused.json["detail"]) == ("rate_limited", "Try again in 30 seconds.")
    assert (refused.headers["Retry-After"], refused.headers["RateLimit"]) == ("30", '"default";r=0;t=30')


@pytest.mark.parametrize("url", ["/", "/search?q=味噌", "/static/style.css", "/healthz", "/feed.atom", "/suggest?q=味"])
def test_people_are_not_counted(url):
    asks = client(rate_limit=1)
    for _ in range(3):
        with asks.get(url) as answer:
            assert (answer.status_code, answer.headers.get("RateLimit")) == (200, None)


def test_what_a_browser_asks_beforehand_is_not_counted():
    asks = client(rate_limit=1, cors="*")
    assert [asks.options(SEARCH).status_code for _ in range(3)] == [200, 200, 200]
    assert "RateLimit" in asks.get(SEARCH).headers["Access-Control-Expose-Headers"]


def test_each_client_has_its_own():
    asks = client(rate_limit=1)
    answers = [
        asks.get(SEARCH, environ_overrides={"REMOTE_ADDR": address})
        for address in ("192.0.2.1", "192.0.2.2", "192.0.2.1")
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 429]


@pytest.mark.parametrize(("proxies", "second"), [(0, 429), (1, 200)])
def test_who_asks_is_told_by_the_proxies_that_are_trusted(proxies, second):
    asks = client(rate_limit=1, trusted_proxies=proxies)
    assert asks.get(SEARCH, headers={"X-Forwarded-For": "192.0.2.1"}).status_code == 200
    assert asks.get(SEARCH, headers={"X-Forwarded-For": "192.0.2.2"}).status_code == second


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::2", True),  # one household
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("", "", True),
        ("unix:", "unix:", True),
    ],
)
def test_who_is_one_client(one, other, same):
    assert (client_of(one) == client_of(other)) == same


@given(st.integers(1, 200), st.lists(st.floats(0, 200), max_size=60))
def test_never_more_than_the_bucket_and_what_flows_into_it(most, pauses):
    clock = Clock()
    limit = RateLimit(most, now=clock)
    granted = 0
    for pause in pauses:
        clock.seconds += pause
        granted += limit.spend("one").granted
        assert granted <= most + clock.seconds * most / WINDOW + 1e-6


@given(st.integers(1, 200))
def test_whoever_waits_as_told_is_let_in(most):
    clock = Clock()
    limit = RateLimit(most, now=clock)
    for _ in range(most):
        assert limit.spend("one").granted
    refused = limit.spend("one")
    assert (refused.granted, refused.left) == (False, 0)
    clock.seconds += refused.seconds
    assert limit.spend("one").granted


def test_what_is_remembered_is_bounded():
    limit = RateLimit(1)
    for number in range(MOST_CLIENTS + 10):
        assert limit.spend(str(number)).granted
    assert len(limit._buckets) == MOST_CLIENTS
