"""The widget on a blog: another site, with the search form and the one script that README tells to copy."""

import gzip
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from fakes import POSTS, FakeSearcher, post
from flask import Flask, request
from werkzeug.serving import make_server

from web.app import create_app

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
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


@contextmanager
def running(app):
    """The address of a running application."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def search():
    """The address of the search. What `api.cors` sets is set here by hand."""
    app = create_app(FakeSearcher((*POSTS, LONG, *MANY)))

    @app.after_request
    def allow(response):
        if request.path.startswith("/api/"):
            response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    with running(app) as address:
        yield address


@pytest.fixture(scope="module")
def blog(search):
    """The address of a blog with the form on each page."""
    app = Flask(__name__)

    @app.get("/<lang>/<kind>")
    def page(lang, kind):
        return BLOG.format(lang=lang, form=FORM.format(search=search, type=kind), script=SCRIPT.format(search=search))

    with running(app) as address:
        yield address


@pytest.fixture(scope="module")
def chromium():
    playwright = pytest.importorskip("playwright.sync_api", reason="no browser tests: playwright is not installed")
    if not CHROMIUM:
        pytest.skip("no browser tests: chromium is not installed (apt-get install chromium)")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS.split())
        yield browser
        browser.close()


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


@pytest.mark.parametrize("kind", ["search", "text"])
def test_it_becomes_a_combobox(open_blog, kind):
    with open_blog(f"/ja/{kind}") as page:
        list_id = box(page).get_attribute("aria-controls")
        assert page.locator(f"#{list_id}").get_attribute("role") == "listbox"
        assert box(page).get_attribute("aria-autocomplete") == "list"
        assert box(page).get_attribute("autocomplete") == "off"
        assert state(page) == (False, None)


def test_suggestions_are_links_and_none_is_chosen(open_blog, search):
    with suggesting(open_blog) as page:
        assert state(page) == (True, None)
        options = page.get_by_role("option")
        assert options.all_inner_texts()[:3] == ["#味噌 2件", "味噌ラーメンを作る", "味噌を仕込む"]
        assert [option.get_attribute("href") for option in options.all()][:2] == [
            f"{search}/search?tag=%E5%91%B3%E5%99%8C",
            POSTS[0].url,
        ]
        assert focus_is_in_the_input(page)


def test_in_english(open_blog):
    with suggesting(open_blog, address="/en/search") as page:
        assert page.get_by_role("listbox", name="Suggestions").is_visible()
        assert page.get_by_role("option").first.inner_text() == "#味噌 2"


def test_arrows_choose_round_and_round(open_blog):
    with suggesting(open_blog) as page:
        seen = []
        for _ in range(5):
            page.keyboard.press("ArrowDown")
            seen.append(state(page)[1])
        assert seen == ["#味噌 2件", "味噌ラーメンを作る", "味噌を仕込む", LONG.title, None]
        page.keyboard.press("ArrowUp")
        assert state(page) == (True, LONG.title)
        assert box(page).input_value() == "味噌"
        assert focus_is_in_the_input(page)


@pytest.mark.parametrize("key", ["ArrowLeft", "ArrowRight", "Home", "End"])
def test_keys_that_move_the_caret_choose_nothing(open_blog, key):
    with suggesting(open_blog) as page:
        page.keyboard.press("ArrowDown")
        page.keyboard.press(key)
        assert state(page) == (True, None)


def test_typing_on_chooses_nothing(open_blog):
    with suggesting(open_blog) as page:
        page.keyboard.press("ArrowDown")
        page.keyboard.insert_text("ラ")
        assert state(page)[1] is None
        page.wait_for_function("document.querySelectorAll('[role=option]').length === 1")
        assert state(page) == (True, None)


def test_enter_on_an_option_follows_it(open_blog):
    with suggesting(open_blog) as page:
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(POSTS[0].url)
        assert page.visited == [POSTS[0].url]


def test_enter_on_a_tag_finds_its_posts(open_blog, search):
    with suggesting(open_blog) as page:
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{search}/search?tag=**")
        assert "2件中" in page.get_by_role("status").inner_text()


@pytest.mark.parametrize("kind", ["search", "text"])
def test_enter_with_nothing_chosen_searches_once(open_blog, search, kind):
    with suggesting(open_blog, address=f"/ja/{kind}") as page:
        page.keyboard.press("Enter")
        page.wait_for_url(f"{search}/search?q=**")
        assert page.visited == [f"{search}/search?q=%E5%91%B3%E5%99%8C"]


def test_the_button_searches_whatever_was_chosen(open_blog, search):
    with suggesting(open_blog) as page:
        page.keyboard.press("ArrowDown")
        page.mouse.click(*middle(page.get_by_role("button")))
        page.wait_for_url(f"{search}/search?q=**")


def middle(locator):
    found = locator.bounding_box()
    return found["x"] + found["width"] / 2, found["y"] + found["height"] / 2


def test_a_click_follows_and_the_focus_stays_until_then(open_blog):
    with suggesting(open_blog) as page:
        page.mouse.move(*middle(page.get_by_role("option").nth(1)))
        page.mouse.down()
        assert focus_is_in_the_input(page)
        assert state(page)[0]
        page.mouse.up()
        page.wait_for_url(POSTS[0].url)


def test_escape_closes_and_then_clears(open_blog):
    with suggesting(open_blog) as page:
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Escape")
        assert (state(page), box(page).input_value()) == ((False, None), "味噌")
        page.keyboard.press("Escape")
        assert box(page).input_value() == ""
        page.wait_for_timeout(WAIT)
        assert state(page) == (False, None)
        assert focus_is_in_the_input(page)


def test_escape_with_nothing_to_close_is_left_to_the_page(open_blog):
    with open_blog() as page:
        box(page).focus()
        page.evaluate("addEventListener('keydown', event => { window.prevented = event.defaultPrevented; })")
        page.keyboard.press("Escape")
        assert page.evaluate("window.prevented") is False


@pytest.mark.parametrize("key", ["ArrowDown", "ArrowUp"])
def test_arrows_open_it_again(open_blog, key):
    with suggesting(open_blog) as page:
        page.keyboard.press("Escape")
        page.keyboard.press(key)
        page.get_by_role("listbox").wait_for()
        assert state(page) == (True, None)


def test_tab_goes_on_to_what_follows_the_input(open_blog):
    with suggesting(open_blog) as page:
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "BUTTON"
        assert state(page) == (False, None)


def test_nothing_fits(open_blog):
    with open_blog() as page:
        box(page).focus()
        with page.expect_response("**/api/v1/suggest?q=*"):
            page.keyboard.insert_text("量子")
        page.wait_for_timeout(50)
        assert state(page) == (False, None)


def test_it_asks_once_for_what_is_typed_quickly(open_blog, search):
    with open_blog() as page:
        box(page).press_sequentially("janome", delay=20)
        page.wait_for_timeout(WAIT)
        assert page.asked == [f"{search}/api/v1/suggest?q=janome"]


def test_what_is_asked_no_more_is_given_up(open_blog):
    with open_blog() as page:
        held, given_up = [], []
        page.route("**/api/v1/suggest?q=%E8%B1%86", lambda route: held.append(route))
        page.on("requestfailed", lambda request: given_up.append(request.url[-9:]))
        box(page).focus()
        page.keyboard.insert_text("豆")
        page.wait_for_timeout(WAIT)
        page.keyboard.press("Backspace")
        page.keyboard.insert_text("味噌")
        page.get_by_role("listbox").wait_for()
        assert given_up == ["%E8%B1%86"]
        held[0].fulfill(json={"suggestions": [{"text": "豆", "kind": "title", "url": "/"}]})
        assert page.get_by_role("option").first.inner_text() == "#味噌 2件"


def test_without_an_answer_it_is_a_form_all_the_same(open_blog, search):
    with open_blog() as page:
        page.route("**/api/**", lambda route: route.fulfill(status=503, headers={"Access-Control-Allow-Origin": "*"}))
        box(page).focus()
        page.keyboard.insert_text("味噌")
        page.wait_for_timeout(WAIT)
        assert state(page) == (False, None)
        page.complaints.clear()  # the browser's own line about the 503
        page.keyboard.press("Enter")
        page.wait_for_url(f"{search}/search?q=**")


def test_enter_that_ends_a_composition_neither_submits_nor_follows(open_blog, search):
    with open_blog() as page:
        box(page).focus()
        page.evaluate(
            "document.querySelector('input').addEventListener('keydown', event => (window.keys ??= []).push([event.key, event.isComposing, event.keyCode]))"
        )
        session = compose(page, "み", "みs", "みそ", "味噌")
        page.get_by_role("listbox").wait_for()  # after a second, while it still composes
        for key in ("ArrowDown", "ArrowDown", "Enter"):
            press_composing(session, key)
        assert page.evaluate("window.keys") == [
            ["ArrowDown", True, 229],
            ["ArrowDown", True, 229],
            ["Enter", True, 229],
        ]
        assert state(page) == (True, None)  # the arrows were for the candidates of the input method
        session.send("Input.insertText", {"text": "味噌"})
        page.wait_for_timeout(WAIT)
        assert (page.visited, box(page).input_value()) == ([], "味噌")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{search}/search?q=**")
        assert page.visited == [f"{search}/search?q=%E5%91%B3%E5%99%8C"]


def test_safari_ends_the_composition_before_it_tells_of_the_key(open_blog):
    with suggesting(open_blog) as page:
        page.keyboard.press("ArrowDown")
        for key in ("ArrowDown", "Escape"):
            page.evaluate(
                "key => document.querySelector('input').dispatchEvent(new KeyboardEvent('keydown', {key, keyCode: 229, bubbles: true, cancelable: true}))",
                key,
            )
        assert state(page) == (True, "#味噌 2件")


def test_it_waits_longer_while_somebody_composes(open_blog):
    with open_blog() as page:
        box(page).focus()
        session = compose(page, "み", "みそ", "味噌")
        page.wait_for_timeout(WAIT)
        assert page.asked == []
        session.send("Input.insertText", {"text": "味噌"})
        page.get_by_role("listbox").wait_for(timeout=WAIT)
        assert len(page.asked) == 1


def test_without_javascript_it_is_a_form(open_blog, search):
    with open_blog(java_script_enabled=False) as page:
        page.get_by_label("記事を検索").fill("味噌")
        page.get_by_role("button", name="検索").click()
        page.wait_for_url(f"{search}/search?q=**")
        assert page.get_by_role("status").inner_text().startswith("「味噌」の検索結果")


@pytest.mark.parametrize("width", [320, 768, 1200])
def test_nothing_is_wider_than_the_window(open_blog, width):
    with suggesting(open_blog, width=width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found, typed_in = page.get_by_role("listbox").bounding_box(), box(page).bounding_box()
        assert found["x"] >= 0
        assert found["x"] + found["width"] <= width
        assert found["y"] >= typed_in["y"] + typed_in["height"]
        assert page.get_by_role("listbox").evaluate("list => list.scrollWidth <= list.clientWidth")
        assert all(option.bounding_box()["height"] >= 44 for option in page.get_by_role("option").all())


def test_a_long_list_scrolls_to_what_is_chosen(open_blog):
    with suggesting(open_blog, "豆") as page:
        page.set_viewport_size({"width": 320, "height": 320})
        page.wait_for_function("document.querySelector('[role=listbox]').offsetHeight < 320")
        page.keyboard.press("ArrowUp")
        chosen, found = page.locator("[aria-selected=true]").bounding_box(), page.get_by_role("listbox").bounding_box()
        assert chosen["y"] + chosen["height"] <= found["y"] + found["height"] <= 320


def test_it_stays_below_its_input(open_blog):
    with suggesting(open_blog) as page:
        page.evaluate("document.body.style.minHeight = '3000px'; scrollTo(0, 10)")
        page.wait_for_function("scrollY === 10")
        page.wait_for_timeout(50)
        found, typed_in = page.get_by_role("listbox").bounding_box(), box(page).bounding_box()
        assert 0 <= found["y"] - typed_in["y"] - typed_in["height"] <= 8


def test_at_the_bottom_of_the_window_it_opens_upwards(open_blog):
    with suggesting(open_blog) as page:
        page.evaluate(
            "document.body.style.paddingTop = `${innerHeight - 80}px`; scrollTo(0, 0); dispatchEvent(new Event('resize'))"
        )
        found, typed_in = page.get_by_role("listbox").bounding_box(), box(page).bounding_box()
        assert found["y"] >= 0
        assert 0 <= typed_in["y"] - found["y"] - found["height"] <= 8


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_takes_the_colours_of_the_page(open_blog, scheme):
    with suggesting(open_blog, color_scheme=scheme) as page:
        dark = (
            page.get_by_role("listbox").evaluate("list => getComputedStyle(list).backgroundColor")
            != "rgb(255, 255, 255)"
        )
        assert dark == (scheme == "dark")


def test_any_site_may_load_the_script_and_it_alone():
    client = create_app(FakeSearcher()).test_client()
    script, style = (client.get(f"/static/{name}", buffered=True) for name in ("widget.js", "style.css"))
    assert script.mimetype == "text/javascript"
    assert script.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in style.headers


def test_it_is_small():
    client = create_app(FakeSearcher()).test_client()
    for name, most in (("widget.js", 6000), ("widget.css", 1000)):
        response = client.get(f"/static/{name}", headers={"Accept-Encoding": "gzip"}, buffered=True)
        assert response.headers.get("Content-Encoding") == "gzip"
        assert len(response.data) <= most
        assert gzip.decompress(response.data) == (STATIC / name).read_bytes()
