"""The widget on a blog of another site: what its tests share."""

from contextlib import contextmanager
from pathlib import Path

import pytest
from browser import serving
from fakes import POSTS, FakeSearcher, post
from flask import Flask, request

from web.app import create_app

STATIC = Path(__file__).parents[1] / "web/static"

FORM = """<form action="{search}/search">
<label for="sakuin">記事を検索</label> <input id="sakuin" name="q" type="{type}"> <button>検索</button>
</form>"""
SCRIPT = '<script type="module" src="{search}/static/widget.js"></script>'
BLOG = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>台所</title>
<meta name="viewport" content="width=device-width"><style>
:root {{ color-scheme: light dark }} body {{ margin: 1rem; background: Canvas; color: CanvasText }}
</style></head><body><header>{form}</header><a id="next" href="#">次へ</a>{script}</body></html>"""

LONG = post(
    "2021-01-01-long.md", "味噌" + "とても長い題名の記事" * 12 + "https://example.jp/a/very/long/address/" * 3, ""
)
MANY = tuple(post(f"2020-01-{n:02}-n.md", f"豆の話{n}", "") for n in range(1, 20))
WAIT = 400  # ms: more than the time until suggestions are asked for


@pytest.fixture(scope="module")
def search():
    """The address of the search. What `api.cors` sets is set here by hand."""
    app = create_app(FakeSearcher((*POSTS, LONG, *MANY)))

    @app.after_request
    def allow(response):
        if request.path.startswith("/api/"):
            response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    with serving(app) as address:
        yield address


@pytest.fixture(scope="module")
def blog(search):
    """The address of a blog with the form on each page."""
    app = Flask(__name__)

    @app.get("/<lang>/<kind>")
    def page(lang, kind):
        return BLOG.format(lang=lang, form=FORM.format(search=search, type=kind), script=SCRIPT.format(search=search))

    with serving(app) as address:
        yield address


@pytest.fixture
def open_blog(chromium, blog):
    """Open the blog. The page knows its `complaints`, what it `visited` and what it `asked` the API."""

    @contextmanager
    def opened(address="/ja/search", *, width=1200, **options):
        context = chromium.new_context(viewport={"width": width, "height": 800}, locale="ja-JP", **options)
        context.route("https://blog.example.jp/**", lambda route: route.fulfill(body="a post"))
        page = context.new_page()
        page.complaints, page.visited, page.asked = [], [], []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: note(page, request))
        page.goto(blog + address)
        page.visited.clear()
        if options.get("java_script_enabled", True):
            page.locator("[role=combobox]").wait_for()
        yield page
        assert page.complaints == []
        context.close()

    return opened


def note(page, request):
    if request.is_navigation_request():
        page.visited.append(request.url)
    elif "/api/" in request.url:
        page.asked.append(request.url)


@contextmanager
def suggesting(open_blog, typed="味噌", **options):
    """The blog with that typed and the suggestions open: the tag, then titles."""
    with open_blog(**options) as page:
        box(page).focus()
        page.keyboard.insert_text(typed)
        page.get_by_role("listbox").wait_for()
        yield page


def box(page):
    return page.get_by_role("combobox", name="記事を検索")


def state(page):
    """Whether it is open, and the text of the option that is active."""
    active = box(page).get_attribute("aria-activedescendant")
    selected = page.locator("[role=option][aria-selected=true]")
    assert selected.count() == (active is not None)
    if active:
        assert selected.get_attribute("id") == active
    is_open = page.get_by_role("listbox").is_visible()
    assert box(page).get_attribute("aria-expanded") == ("true" if is_open else "false")
    return is_open, selected.inner_text() if active else None


def focus_is_in_the_input(page):
    return page.evaluate("document.activeElement.name") == "q"


def compose(page, *stages):
    """Type as an input method does, stage by stage."""
    session = page.context.new_cdp_session(page)
    for text in stages:
        session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    return session


def press_composing(session, key, code=229):
    """A key that the input method takes for itself."""
    for kind in ("rawKeyDown", "keyUp"):
        session.send("Input.dispatchKeyEvent", {"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code})
