"""Every state of the page, looked at by axe-core and kept as a picture in tests/output/pages.

The states are of the sample blog, loaded at once or reached by typing. axe-core comes with axe-playwright-python.
"""

import gzip
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from apps import settings_of
from browser import serving

from index.build import build
from index.document import document_id
from search.querylog import Asked, QueryLog, Tally
from search.request import RelatedRequest
from search.searcher import open_searcher
from web.app import create_app
from web.counter import QueryCounter

# The server of these tests leaves a file open where the browser has gone on before it came.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "tests/output/pages"
POST = document_id("_posts/2021-02-07-tezukuri-miso-2nen.md")
STATES = {
    "start": "/",
    "results": "/search?q=味噌",
    "filters": "/search?tag=味噌&category=料理&year=2021&year=2020",
    "pages": "/search?sort=-date&page=2",
    "relaxed": "/search?q=味噌+自転車+量子",
    "nothing": "/search?q=ヌペロッホ&category=料理",
    "spellings": "/search?q=引越し",
    "note": "/search?q=猫&sort=newest&page=x",
    "english": "/search?q=味噌&tag=味噌&category=料理&lang=en",
    "code": f"/p/{document_id('_posts/2022-11-06-git-memo.md')}?q=git",
    "table": f"/p/{document_id('_posts/2024-07-28-takahashi-curry.md')}?q=カレー",
    "help": "/help",
    "docs": "/api/v1/docs#search",
    "tags": "/tags",
    "tags by name": "/tags?order=name&q=味噌&contains=ほぞん",
    "error": "/nope",
    "editor": "/editor/",
    "editor check": "/editor/check?code=T003",
    "editor duplicates": "/editor/duplicates",
    "editor overlap": "/editor/overlap",
    "editor tags": "/editor/tags",
    "editor queries": "/editor/queries",
    "editor timeline": "/editor/timeline?q=猫",
    "editor choose": "/editor/posts?q=猫",
    "editor post": f"/editor/posts/{POST}",
    "editor english": f"/editor/posts/{POST}?lang=en",
}
SOUGHT = [("味噌", 12, 0, 40), ("postgre", 4, 4, 30), ("引越", 3, 0, 700), ("みそずけ", 2, 2, 30)]
LIVE = ["味噌", "味噌 自転車 量子", "ヌペロッホ", "引越し", ""]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    place = tmp_path_factory.mktemp("sample") / ".sakuin"
    build(ROOT / "web/sample", place)
    searcher = open_searcher(place)
    make_reports(searcher)
    counter = QueryCounter(log_of(place))
    with serving(create_app(searcher, settings_of(queries=True), read_here=True, queries=counter)) as address:
        yield address
    counter.close()


def make_reports(searcher):
    """All that pages for editors show, so that none of them says that it is being made."""
    editor = searcher.editor()
    editor.overlap(most=200)
    editor.post(POST, related=RelatedRequest(), at_least=0.8)


def log_of(place):
    """A log of queries of which some find nothing, some rise and some are slow."""
    log = QueryLog(place / "queries.db", retention_days=90, min_count=2)
    for ago, (query, times, nothing, ms) in product((0, 20), SOUGHT):
        log.add({Asked(date.today() - timedelta(ago), query, "page"): Tally(times, nothing, ms)})
    return log


@pytest.mark.parametrize("state", [*STATES, "post"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 1200), ("light", 320), ("dark", 320)])
def test_each_state(open_page, axe, state, scheme, width):
    with open_page(STATES.get(state, "/search?q=味噌"), color_scheme=scheme, width=width) as page:
        if state == "post":
            page.locator(".hit h2 a").first.click()
            page.wait_for_selector(".post")
        for folded in page.locator(".diff").all():
            folded.evaluate("details => details.open = true")
        look(page, axe, f"{state}-{scheme}-{width}")


@pytest.mark.parametrize("state", STATES)
def test_each_state_on_a_phone(open_page, axe, state):
    with open_page(STATES[state], width=390, has_touch=True, is_mobile=True) as page:
        look(page, axe, f"{state}-phone")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_state_by_typing(open_page, axe, scheme):
    with open_page("/", color_scheme=scheme) as page:
        for number, text in enumerate(LIVE):
            page.locator("#q").fill(text)
            page.wait_for_function("text => document.title.startsWith(text.slice(0, 2))", arg=text or "踏切")
            look(page, axe, f"live{number}-{scheme}")


def test_the_page_weighs_little(open_page):
    with open_page("/") as page:
        for address in STATES.values():
            html = page.request.get(page.url.rstrip("/") + address).text().encode()
            assert len(gzip.compress(html)) < 15_000, address
            assert len(html) < (100_000 if address == STATES["docs"] else 60_000), (
                address
            )  # a manual with whole answers


def look(page, axe, name):
    """Keep a picture, and have nothing to complain of."""
    page.wait_for_timeout(1100)  # the line of status speaks once a second
    width = page.viewport_size["width"]
    page.set_viewport_size({"width": width, "height": 800})
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": height})  # full_page would forget that this is a phone
    page.screenshot(path=PICTURES / f"{name}.png")
    found = axe.run(page).response["violations"]
    assert [(problem["id"], [node["html"] for node in problem["nodes"]]) for problem in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
