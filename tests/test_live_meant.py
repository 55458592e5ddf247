"""Of what is typed only what was meant is counted: what stood for a while, was submitted, or led to a post."""

import sqlite3
import time

import pytest
from apps import settings_of
from browser import serving
from fakes import POSTS, FakeSearcher
from live import CATS, STEPS, Ime, at, box, status

from search.querylog import QueryLog
from web.app import create_app
from web.counter import QueryCounter

# The server of these tests leaves a file open where the browser has gone on before it came.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

STOOD = 2600  # ms: two seconds, and some for the answer


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return QueryLog(tmp_path_factory.mktemp("meant") / "queries.db", retention_days=90, min_count=1)


@pytest.fixture(scope="module")
def site(log):
    counter = QueryCounter(log)
    app = create_app(FakeSearcher((*POSTS, *CATS)), settings_of(queries=True), queries=counter)
    with serving(app) as address:
        yield address
    counter.close()


@pytest.fixture
def counted(log):
    """What is counted in a test: each query with how often."""
    if log.path.exists():
        with sqlite3.connect(log.path, timeout=10) as file:
            file.execute("DELETE FROM queries")
        file.close()
    return lambda: dict(log.times(1))


def soon(counted, expected):
    end = time.monotonic() + 10
    while counted() != expected and time.monotonic() < end:
        time.sleep(0.05)
    assert counted() == expected


def test_what_stood_for_a_while_and_nothing_on_the_way_to_it(open_live, counted):
    with open_live("/") as page:
        for typed in ("味", "味噌", "味", "猫"):
            box(page).fill(typed)
            page.wait_for_timeout(500)  # each is searched, and shown
        assert counted() == {}
        soon(counted, {"猫": 1})
        page.wait_for_timeout(STOOD)
        page.keyboard.press("Enter")
        page.wait_for_timeout(500)
        assert counted() == {"猫": 1}


def test_what_is_submitted_counts_at_once_and_once(open_live, counted):
    with open_live("/") as page:
        box(page).fill("味噌")
        page.keyboard.press("Enter")
        status(page, "「味噌」の検索結果")
        soon(counted, {"味噌": 1})
        page.wait_for_timeout(STOOD)
        assert counted() == {"味噌": 1}


def test_what_led_to_a_post(open_live, counted):
    with open_live("/", loads_again=True) as page:
        box(page).fill("味噌")
        status(page, "「味噌」の検索結果")
        page.route("https://blog.example.jp/**", lambda route: route.fulfill(body="a post"))
        page.locator(".hit a").first.click(no_wait_after=True)
        page.wait_for_url("https://blog.example.jp/**")
        soon(counted, {"味噌": 1})
        page.go_back()


def test_filters_pages_and_going_back_are_no_searches(open_live, counted):
    with open_live("/search?q=猫") as page:
        soon(counted, {"猫": 1})
        page.locator(".sorts").get_by_role("link", name="古い順").click()
        at(page, "/search?q=猫&sort=date")
        page.locator(".facet a").first.click()
        page.wait_for_function("() => location.search.includes('tag=')")
        page.go_back()
        at(page, "/search?q=猫&sort=date")
        page.wait_for_timeout(STOOD)
        assert counted() == {"猫": 1}
        box(page).fill("味噌")
        soon(counted, {"猫": 1, "味噌": 1})
        page.go_back()
        page.wait_for_timeout(STOOD)
        assert counted() == {"猫": 1, "味噌": 1}


def test_what_is_composed_counts_when_it_is_confirmed(open_live, counted):
    with open_live("/") as page:
        ime = Ime(page)
        box(page).focus()
        for text in STEPS:
            ime.compose(text)
            page.wait_for_timeout(STOOD)  # shown already, but not yet meant
        assert counted() == {}
        ime.confirm("味噌")
        soon(counted, {"味噌": 1})


def test_nothing_found_is_told_too(open_live, counted, log):
    with open_live("/") as page:
        box(page).fill("量子")
        soon(counted, {"量子": 1})
        assert log.sought(1).queries[0].without_hits == 1


def test_a_page_tells_nothing_where_nothing_is_counted(chromium):
    with serving(create_app(FakeSearcher(), settings_of())) as address:
        page = chromium.new_page()
        methods = []
        page.on("request", lambda request: methods.append(request.method))
        page.goto(address)
        box(page).fill("味噌")
        page.wait_for_timeout(STOOD)
        page.close()
        assert set(methods) == {"GET"}
