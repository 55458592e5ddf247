"""The page with JavaScript: it follows what is typed, in Japanese above all, and never gets in the way."""

import re
import time
from contextlib import contextmanager
from itertools import pairwise

import pytest
from apps import app_of
from browser import serving
from fakes import POSTS, FakeSearcher, post

from web.app import create_app

# The server of these tests leaves a file open where the browser has gone on before it came.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

CATS = tuple(
    post(f"_posts/{2022 + n % 3}-01-{n % 28 + 1:02}-p{n}.md", f"猫の記事{n}", "猫がいる。" * 40, tags=("猫", f"部屋{n % 15}"))
    for n in range(35)
)  # fmt: skip
STEPS = ("み", "みｓ", "みそ", "味噌")  # what an IME shows on the way to a word
FRAGMENTS = "**/search/fragment?*"
WATCH = """
    window.submits = 0; window.said = [];
    addEventListener("submit", () => window.submits++, true);
    addEventListener("DOMContentLoaded", () => {
        window.loaded = true;
        const line = document.querySelector("main [role=status]");
        const note = () => line.ariaLive === "off" || said.push([performance.now(), line.textContent, document.querySelectorAll(".hit").length]);
        if (line) new MutationObserver(note).observe(line, { childList: true });
    });
"""


@pytest.fixture(scope="module")
def site():
    with serving(create_app(FakeSearcher((*POSTS, *CATS)))) as address:
        yield address


@pytest.fixture
def open_live(open_page):
    """Open an address; the page counts its submits and what its line of status said, and must never be loaded again."""

    @contextmanager
    def opened(address, *, loads_again=False, **options):
        with open_page("/help", **options) as page:
            page.add_init_script(WATCH)
            page.goto(page.url.removesuffix("/help") + address)
            page.evaluate("window.first = true")
            yield page
            assert page.evaluate("window.first === true") is not loads_again
            assert page.complaints == []

    return opened


class Ime:
    """An input method, by the browser's own events."""

    def __init__(self, page):
        self.page = page
        self.browser = page.context.new_cdp_session(page)

    def compose(self, text):
        place = {"selectionStart": len(text), "selectionEnd": len(text)}
        self.browser.send("Input.imeSetComposition", {"text": text, **place})

    def key(self, name):
        """A key that the IME takes: the page sees 229."""
        for kind in ("keyDown", "keyUp"):
            key = {"type": kind, "key": name, "code": name, "windowsVirtualKeyCode": 229}
            self.browser.send("Input.dispatchKeyEvent", key)

    def confirm(self, text):
        self.key("Enter")
        self.browser.send("Input.insertText", {"text": text})


def box(page):
    return page.locator("input[name=q]")


def path(page):
    return page.evaluate("decodeURIComponent(location.pathname + location.search)")


def fragments(page):
    """The queries that were asked for without loading a page."""
    return [page.evaluate("url => new URL(url).searchParams.get('q') ?? ''", url) for url in page.requests if "/fragment?" in url]  # fmt: skip


def status(page, text):
    """Wait until the line of status says this."""
    page.wait_for_function(
        "text => document.querySelector('main [role=status]').innerText.replace(/\\s+/g, ' ').includes(text)", arg=text
    )


def at(page, address):
    page.wait_for_function("url => decodeURIComponent(location.pathname + location.search) === url", arg=address)


def focused(page):
    return page.evaluate(
        "document.activeElement.name || document.activeElement.role || document.activeElement.textContent"
    )


# ---- IME


def test_enter_that_confirms_a_conversion_does_nothing_else(open_live):
    with open_live("/") as page:
        ime = Ime(page)
        box(page).focus()
        for text in STEPS:
            ime.compose(text)
            ime.key("Enter")
        assert (page.evaluate("submits"), path(page)) == (0, "/")
        ime.confirm("味噌")
        page.wait_for_timeout(100)
        assert page.evaluate("submits") == 0
        page.keyboard.press("Enter")
        at(page, "/search?q=味噌")
        assert page.evaluate("submits") == 1


def test_composing_is_searched_late_and_confirmed_at_once(open_live):
    with open_live("/") as page:
        ime = Ime(page)
        box(page).focus()
        for text in STEPS:
            ime.compose(text)
            page.wait_for_timeout(300)
        assert fragments(page) == []
        confirmed = time.monotonic()
        ime.confirm("味噌")
        with page.expect_request(FRAGMENTS):
            pass
        assert time.monotonic() - confirmed < 0.3
        status(page, "「味噌」の検索結果 2件中")
        assert fragments(page) == ["味噌"]


def test_a_word_that_is_composed_for_long_is_searched(open_live):
    with open_live("/") as page:  # as Android composes each word, and never says when it ends
        box(page).focus()
        Ime(page).compose("味噌")
        status(page, "「味噌」の検索結果")
        assert box(page).input_value() == "味噌"


def test_the_box_stays_as_it_is_while_composing(open_live):
    with open_live("/search?q=猫") as page:
        page.locator(".sorts").get_by_role("link", name="古い順").click()
        at(page, "/search?q=猫&sort=date")
        page.evaluate("window.node = document.querySelector('[name=q]')")
        box(page).fill("")
        place = box(page).bounding_box()
        ime = Ime(page)
        ime.compose("みそ")
        status(page, "みそ")  # nothing is found, so the page is of another kind
        assert box(page).bounding_box() == place
        page.evaluate("history.back()")
        at(page, "/search?q=猫")
        status(page, "「猫」")
        assert page.evaluate("node === document.activeElement && node.isConnected")
        assert box(page).input_value() == "みそ"
        ime.confirm("味噌")
        status(page, "「味噌」")


def test_a_fetch_that_fails_waits_for_the_end_of_a_composition(open_live):
    with open_live("/", loads_again=True) as page:
        page.route(FRAGMENTS, lambda route: route.abort())
        box(page).focus()
        ime = Ime(page)
        with page.expect_request(FRAGMENTS):
            ime.compose("味噌")
        page.wait_for_timeout(300)
        assert (page.evaluate("first"), path(page), box(page).input_value()) == (True, "/", "味噌")
        page.complaints.clear()  # the browser tells of a failed request
        ime.confirm("味噌")
        status(page, "サーバーから答えがありません")
        assert path(page) == "/"
        box(page).press("Enter")
        at(page, "/search?q=味噌")
        page.complaints.clear()


@pytest.mark.parametrize(
    "taken", ["isComposing: true", "keyCode: 229"]
)  # the latter alone where Safari ends a composition
@pytest.mark.parametrize(("key", "target"), [("Escape", "q"), ("/", None), ("k", "q"), ("Enter", "q")])
def test_keys_that_an_ime_takes_are_not_ours(open_live, taken, key, target):
    with open_live("/search?q=猫") as page:
        element = "document.querySelector('[name=q]')" if target else "document.body"
        page.evaluate(f"{element}.focus()")
        event = f"{{ key: '{key}', ctrlKey: {str(key == 'k').lower()}, bubbles: true, cancelable: true, {taken} }}"
        assert page.evaluate(f"{element}.dispatchEvent(new KeyboardEvent('keydown', {event}))")
        assert (box(page).input_value(), page.evaluate("document.activeElement.name ?? null")) == ("猫", target)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("猫", ["猫"]),
        ("a", []),  # one letter is not enough
        ("ja", ["ja"]),
        ("ｊａ", ["ｊａ"]),
        ("みそk", ["みそ"]),  # an unfinished syllable
        ("みそｋ", ["みそ"]),
        ("味噌k", ["味噌k"]),
        ("みそky", ["みそky"]),
        ("  ", []),
    ],
)
def test_what_is_searched_while_typing(open_live, typed, asked):
    with open_live("/") as page:
        box(page).fill(typed)
        page.wait_for_timeout(600)
        assert fragments(page) == asked
        assert box(page).input_value() == typed


def test_a_submit_asks_for_all_that_is_typed(open_live):
    with open_live("/") as page:
        box(page).fill("みそk")
        box(page).press("Enter")
        at(page, "/search?q=みそk")
        assert fragments(page) == ["みそk"]


@pytest.mark.parametrize("typed", ["猫 ", "　猫", " 猫　"])
def test_what_means_the_same_is_not_searched_again(open_live, typed):
    with open_live("/search?q=猫") as page:
        box(page).fill(typed)
        page.wait_for_timeout(500)
        assert fragments(page) == []


# ---- answers


def test_the_last_key_counts(open_live):
    with open_live("/") as page:
        box(page).press_sequentially("Janome", delay=60)
        status(page, "「Janome」")
        assert fragments(page) == ["Janome"]


def test_a_late_answer_is_dropped(open_live):
    with open_live("/") as page:
        late = []
        page.route("**/search/fragment?q=%E7%8C%AB", lambda route: late.append(route))
        with page.expect_request(FRAGMENTS):
            box(page).fill("猫")
        box(page).fill("味噌")
        status(page, "「味噌」の検索結果 2件中")
        late[0].continue_()
        page.wait_for_timeout(300)
        assert page.locator(".hit h2").all_inner_texts() == ["味噌ラーメンを作る", "味噌を仕込む"]
        assert page.title() == "味噌 – 検索結果 – 台所と索引"
        at(page, "/search?q=味噌")


def test_a_late_answer_is_dropped_even_if_it_cannot_be_stopped(open_live):
    with open_live("/") as page:
        page.evaluate("AbortController.prototype.abort = () => {}")
        page.route("**/search/fragment?q=%E7%8C%AB", lambda route: (time.sleep(0.6), route.continue_()))
        with page.expect_request(FRAGMENTS):
            box(page).fill("猫")
        box(page).fill("味噌")
        page.wait_for_timeout(1500)
        assert [url.split("/")[-1] for url in page.requests if "/fragment?" in url] == [
            "fragment?q=%E7%8C%AB",
            "fragment?q=%E5%91%B3%E5%99%8C",
        ]
        assert page.title() == "味噌 – 検索結果 – 台所と索引"


FAILS = pytest.mark.parametrize("fail", [lambda route: route.abort(), lambda route: route.fulfill(status=503)])


@FAILS
def test_what_is_submitted_and_cannot_be_fetched_is_loaded(open_live, fail):
    with open_live("/", loads_again=True) as page:
        page.route(FRAGMENTS, fail)
        box(page).fill("味噌")
        box(page).press("Enter")
        at(page, "/search?q=味噌")
        status(page, "「味噌」の検索結果 2件中")
        assert box(page).input_value() == "味噌"
        page.complaints.clear()  # the browser tells of a failed request


@FAILS
def test_whoever_types_is_not_disturbed_by_what_cannot_be_fetched(open_live, fail):
    with open_live("/") as page:
        page.route(FRAGMENTS, fail, times=1)
        steps = page.evaluate("history.length")
        box(page).press_sequentially("味噌")
        status(page, "サーバーから答えがありません")
        assert (focused(page), path(page)) == ("q", "/")
        box(page).press_sequentially(" 大豆")
        status(page, "「味噌 大豆」の検索結果")
        assert (box(page).input_value(), page.evaluate("history.length")) == ("味噌 大豆", steps)
        page.complaints.clear()


def test_all_that_changes_is_changed(open_live):
    with open_live("/?lang=en") as page:
        box(page).fill("猫")
        status(page, "1–10 of 35")
        at(page, "/search?q=猫&lang=en")
        live = page.evaluate("[document.title, document.body.className, document.body.innerHTML]")
        page.goto(page.url)
        loaded = page.evaluate("[document.title, document.body.className, document.body.innerHTML]")
        page.evaluate("window.first = true")
    assert [plain(part) for part in live] == [plain(part) for part in loaded]


def plain(html):
    """HTML without what differs between a page that was loaded and one that was changed."""
    html = re.sub(r' (value|aria-busy|aria-live)="[^"]*"| class=""', "", html)
    return re.sub(r"\s+", "", html)


# ---- the line of status


def test_the_line_says_at_once_what_is_shown(open_live):
    """Whoever is led to the line by the focus reads of the page that is there."""
    with open_live("/search?q=猫") as page:
        page.evaluate(
            "document.addEventListener('focusin', event => { window.read = [event.target.innerText, document.querySelector('.hits').start] })"
        )
        for first in (11, 21, 31):
            page.get_by_role("link", name="次へ").press("Enter")
            page.wait_for_function("first => document.querySelector('.hits').start === first", arg=first)
            text, start = page.evaluate("read")
            assert start == first
            assert f"{first}〜" in text


def test_the_line_speaks_once_a_second_at_most_and_of_what_is_there(open_live):
    with open_live("/") as page:
        for text in ("猫", "猫が", "猫がい", "猫がいる", "味噌", "Janome"):
            box(page).fill(text)
            page.wait_for_timeout(350)
        page.wait_for_function("() => said.at(-1)?.[1].includes('「Janome」')")
        said = page.evaluate("said")
        assert len(fragments(page)) == 6
        assert len(said) < 6
        assert all(later[0] - sooner[0] > 990 for sooner, later in pairwise(said))
        assert said[0][2] == 10
        assert said[-1][2] == 1


def test_the_line_is_the_one_that_was_there(open_live):
    with open_live("/") as page:
        page.evaluate("window.line = document.querySelector('[role=status]')")
        for text, says in (("猫", "「猫」の検索結果"), ("猫 味噌", "すべての語を含む"), ("量子", "見つかりません"), ("", "38件の記事があります")):  # fmt: skip
            box(page).fill(text)
            status(page, says)
            assert page.evaluate("line.isConnected && line === document.querySelector('main [role=status]')")
            assert page.locator("[role=status]").count() == 1


# ---- history


def test_typing_makes_no_history_and_a_submit_does(open_live):
    with open_live("/") as page:
        before = page.evaluate("history.length")
        for text in ("猫", "味噌"):
            box(page).fill(text)
            at(page, f"/search?q={text}")
        assert page.evaluate("history.length") == before
        box(page).press("Enter")
        page.wait_for_function("before => history.length === before + 1", arg=before)
        box(page).press("Enter")
        page.wait_for_timeout(300)
        assert page.evaluate("history.length") == before + 1
        page.evaluate("history.back()")
        at(page, "/")
        status(page, "38件の記事があります")
        assert box(page).input_value() == ""
        page.evaluate("history.forward()")
        status(page, "「味噌」の検索結果")
        assert box(page).input_value() == "味噌"


def test_a_submit_is_a_step_though_its_answer_is_not_waited_for(open_live):
    late = []
    with open_live("/") as page:
        page.route("**/search/fragment?q=%E5%91%B3%E5%99%8C", lambda route: late.append(route))
        steps = page.evaluate("history.length")
        box(page).fill("味噌")
        box(page).press("Enter")
        box(page).press_sequentially("汁")
        at(page, "/search?q=味噌汁")
        assert (len(late), page.evaluate("history.length")) == (1, steps + 1)
        page.go_back()
        at(page, "/")
        assert box(page).input_value() == ""


def test_the_address_follows_when_the_typing_rests(open_live):
    with open_live("/") as page:
        box(page).fill("猫")
        page.wait_for_selector(".hit")
        assert path(page) == "/"
        at(page, "/search?q=猫")


def test_back_and_forward_restore_what_was_seen(open_live):
    with open_live("/search?q=猫") as page:
        page.get_by_role("link", name="次へ").click()
        status(page, "11〜20件")
        page.locator(".facet").get_by_role("link", name="2023年").click()
        at(page, "/search?q=猫&year=2023")
        page.locator(".sorts").get_by_role("link", name="古い順").click()
        at(page, "/search?q=猫&year=2023&sort=date")
        page.get_by_role("link", name="年: 2023年 を外す").click()
        at(page, "/search?q=猫&sort=date")
        for address, line in [
            ("/search?q=猫&year=2023&sort=date", "12件中"),
            ("/search?q=猫&year=2023", "12件中"),
            ("/search?q=猫&page=2", "35件中 11〜20件"),
            ("/search?q=猫", "35件中 1〜10件"),
        ]:
            page.evaluate("history.back()")
            at(page, address)
            status(page, line)
        page.evaluate("history.go(3)")
        at(page, "/search?q=猫&year=2023&sort=date")
        status(page, "12件中")
        assert page.title() == "猫 – 検索結果（1/2ページ） – 台所と索引"
        assert page.locator(".chip").inner_text() == "年: 2023年 ×"


def test_filters_stay_while_typing_and_the_page_does_not(open_live):
    with open_live("/search?q=猫") as page:
        page.locator(".facet").get_by_role("link", name="2023年").click()
        at(page, "/search?q=猫&year=2023")
        page.get_by_role("link", name="2ページ").click()
        at(page, "/search?q=猫&year=2023&page=2")
        box(page).fill("猫の記事")
        at(page, "/search?q=猫の記事&year=2023")


def test_the_place_on_the_page_is_restored(open_live):
    with open_live("/search?q=猫") as page:
        page.evaluate("scrollTo({ top: 700, behavior: 'instant' })")
        page.wait_for_timeout(400)
        page.evaluate("document.querySelector('[rel=next]').click()")
        status(page, "11〜20件")
        assert page.evaluate("scrollY") == 0
        page.evaluate("history.back()")
        status(page, "1〜10件")
        page.wait_for_function("() => scrollY === 700")


def test_the_place_is_restored_after_another_site(open_live, site):
    with open_live("/search?q=猫", loads_again=True) as page:
        page.evaluate("addEventListener('unload', () => {})")  # the browser keeps no page that has this
        page.evaluate("scrollTo({ top: 700, behavior: 'instant' })")
        page.wait_for_timeout(400)
        page.goto(f"{site}/help")
        page.go_back()
        page.wait_for_function("() => scrollY === 700")
        page.complaints.clear()


def test_the_results_are_still_one_key_away(open_live):
    with open_live("/search?q=猫") as page:
        page.evaluate("scrollTo({ top: 900, behavior: 'instant' })")
        page.evaluate("document.querySelector('.skip').click()")
        page.wait_for_function("() => Math.abs(document.querySelector('main').getBoundingClientRect().top) < 2")
        assert fragments(page) == []


def test_a_page_that_the_browser_kept_shows_what_its_address_says(open_live):
    with open_live("/search?q=猫") as page:
        page.evaluate("document.querySelector('[name=q]').value = '味噌'")
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
        assert box(page).input_value() == "猫"


# ---- links


def test_links_change_only_the_results(open_live):
    with open_live("/") as page:
        page.get_by_role("link", name="tag:").click()
        status(page, "見つかりません")  # FakeSearcher knows no syntax
        assert box(page).input_value().startswith("tag:")
        page.get_by_role("link", name=re.compile("^猫,")).click()
        status(page, "記事の一覧")
        assert box(page).input_value() == ""
        page.locator(".hit .tags").get_by_role("link", name="部屋").first.click()
        page.wait_for_selector(".chip >> nth=1")
        page.get_by_role("link", name="すべて解除").click()
        status(page, "38件の記事があります")
        at(page, "/")


@pytest.mark.parametrize("link", ["古い順", "2023年", "次へ"])
def test_a_link_holds_for_what_is_in_the_box(open_live, link):
    """Clicked before what was just typed has been searched."""
    with open_live("/search?q=猫") as page:
        page.route("**/search/fragment?q=%E7%8C%AB+*", lambda route: (time.sleep(0.4), route.continue_()))
        box(page).press("End")
        box(page).press_sequentially(" いる")
        page.get_by_role("link", name=link).first.click()
        status(page, "「猫 いる」の検索結果")
        assert box(page).input_value() == "猫 いる"
        assert "page=" not in path(page)


def test_a_link_does_not_touch_a_composition(open_live):
    with open_live("/search?q=猫") as page:
        ime = Ime(page)
        box(page).press("End")
        ime.compose("の")
        page.evaluate("document.querySelector('.sorts a:last-of-type, .sorts a[href*=date]').click()")
        at(page, "/search?q=猫の&sort=-date")
        assert box(page).input_value() == "猫の"


def test_what_is_typed_after_a_click_keeps_the_filter(open_live):
    late = []
    with open_live("/search?q=猫") as page:
        page.route("**/search/fragment?q=%E7%8C%AB&year=2023", lambda route: late.append(route))
        page.locator(".facet").get_by_role("link", name="2023年").click()
        box(page).press("End")
        box(page).press_sequentially(" いる")
        at(page, "/search?q=猫+いる&year=2023")


@pytest.mark.parametrize("modifier", ["Control", "Shift", "Meta", "Alt"])
def test_a_click_with_a_modifier_is_the_browsers(open_live, modifier):
    with open_live("/search?q=猫") as page:
        page.evaluate(
            "document.addEventListener('click', event => { window.taken = event.defaultPrevented; event.preventDefault() })"
        )
        page.locator(".sorts a").first.click(modifiers=[modifier])
        assert page.evaluate("taken") is False


@pytest.mark.parametrize("selector", [".hit h2 a", ".masthead h1 a", "[hreflang=en]", ".colophon a"])
def test_other_links_are_the_browsers(open_live, selector):
    with open_live("/search?q=猫") as page:
        page.evaluate(
            "document.addEventListener('click', event => { window.taken = event.defaultPrevented; event.preventDefault() })"
        )
        page.locator(selector).first.click()
        assert page.evaluate("taken") is False


def test_what_is_open_stays_open(open_live):
    with open_live("/search?q=猫") as page:
        page.get_by_text("ほか").first.click()
        page.locator(".sorts").get_by_role("link", name="古い順").click()
        at(page, "/search?q=猫&sort=date")
        assert page.locator("#more-tags").get_by_role("link").first.is_visible()


# ---- focus and keys


def test_only_a_change_of_page_moves_the_focus(open_live):
    with open_live("/search?q=猫") as page:
        assert page.evaluate("document.activeElement === document.body")
        box(page).fill("猫の")
        status(page, "「猫の」")
        assert focused(page) == "q"
        box(page).press("Enter")
        page.wait_for_timeout(300)
        assert focused(page) == "q"
        page.get_by_role("link", name="次へ").press("Enter")
        status(page, "11〜20件")
        assert focused(page) == "status"


def test_a_filter_keeps_the_focus_while_it_is_there(open_live):
    with open_live("/search?q=猫") as page:
        year = page.locator(".facet").get_by_role("link", name="2023年")
        year.press("Enter")
        at(page, "/search?q=猫&year=2023")
        assert "2023年" in focused(page)
        page.keyboard.press("Enter")
        at(page, "/search?q=猫")
        assert "2023年" in focused(page)
        page.locator(".sorts").get_by_role("link", name="古い順").press("Enter")
        at(page, "/search?q=猫&sort=date")
        assert focused(page) == "古い順"


def test_the_focus_is_where_it_can_be_seen(open_live):
    """On a narrow page the filters lie far below the results that they lead to."""
    with open_live("/search?q=猫", width=640) as page:
        page.locator(".facet").get_by_role("link", name="2023年").press("Enter")
        at(page, "/search?q=猫&year=2023")
        top, bottom = page.evaluate(
            "(({ top, bottom }) => [top, bottom])(document.activeElement.getBoundingClientRect())"
        )
        assert 0 <= top < bottom <= 900


@pytest.mark.parametrize(
    ("address", "touch", "where"),
    [("/", False, "q"), ("/", True, None), ("/search?q=猫", False, None), ("/help", False, None)],
)
def test_only_the_start_page_begins_in_the_box(open_live, address, touch, where):
    with open_live(address, has_touch=touch, is_mobile=touch) as page:
        assert page.evaluate("document.activeElement.name ?? null") == where


def test_a_phone_takes_its_keyboard_away_after_a_submit(open_live):
    with open_live("/", has_touch=True, is_mobile=True, width=390) as page:
        box(page).fill("猫")
        box(page).press("Enter")
        at(page, "/search?q=猫")
        page.wait_for_function("() => document.activeElement.role === 'status'")


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k", "Control+K"])
def test_keys_lead_to_the_box(open_live, key):
    with open_live("/search?q=猫") as page:
        page.keyboard.press(key.replace("K", "k"))
        assert (focused(page), box(page).input_value()) == ("q", "猫")
        assert page.evaluate("getSelection().toString()") == "猫"


@pytest.mark.parametrize("key", ["Control+/", "Alt+/", "Control+Shift+k", "k", "Enter", "j"])
def test_other_keys_do_nothing(open_live, key):
    with open_live("/search?q=猫") as page:
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement === document.body")


def test_a_slash_is_typed_where_one_types(open_live):
    with open_live("/search?q=猫") as page:
        box(page).focus()
        page.keyboard.press("End")
        page.keyboard.type("/犬")
        assert box(page).input_value() == "猫/犬"


def test_escape_empties_and_then_leaves(open_live):
    with open_live("/search?q=猫") as page:
        box(page).focus()
        page.keyboard.press("Escape")
        assert (box(page).input_value(), focused(page)) == ("", "q")
        status(page, "38件の記事があります")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement === document.body")


def test_the_shortcut_can_be_switched_off(open_live, site):
    with open_live("/help", loads_again=True) as page:
        switch = page.get_by_role("checkbox", name="/ キーで検索欄に移る")
        assert switch.is_checked()
        switch.uncheck()
        page.goto(f"{site}/search?q=猫")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement === document.body")
        assert box(page).get_attribute("aria-keyshortcuts") == "Control+K Meta+K"
        assert not page.locator(".box kbd").is_visible()
        page.keyboard.press("Control+k")
        assert focused(page) == "q"
        page.goto(f"{site}/help")
        assert not switch.is_checked()
        switch.check()
        page.goto(f"{site}/search?q=猫")
        page.keyboard.press("/")
        assert focused(page) == "q"


def test_the_owner_can_switch_the_shortcut_off(chromium):
    with serving(app_of(shortcut="")) as address:
        page = chromium.new_page()
        page.goto(f"{address}/search?q=味噌")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement === document.body")
        assert box(page).get_attribute("aria-keyshortcuts") == "Control+K Meta+K"
        page.close()


@pytest.mark.parametrize("touch", [False, True])
def test_the_hint_is_for_those_who_have_keys(open_live, touch):
    with open_live("/search?q=猫", has_touch=touch, is_mobile=touch) as page:
        assert page.locator(".box kbd").is_visible() is not touch
        assert box(page).get_attribute("aria-keyshortcuts") == "/ Control+K Meta+K"


@pytest.mark.parametrize("address", ["/", "/search?q=猫", "/help", "/nope"])
def test_nothing_is_promised_without_javascript(open_page, address):
    with open_page(address, java_script_enabled=False) as page:
        assert not page.locator(".box kbd").is_visible()
        assert box(page).get_attribute("aria-keyshortcuts") is None
        assert page.get_by_role("checkbox").count() == 0


def test_a_post_is_not_replaced_by_what_is_typed(open_live):
    with open_live(f"/p/{POSTS[0].id}", loads_again=True) as page:
        box(page).fill("猫")
        page.wait_for_timeout(500)
        assert fragments(page) == []
        box(page).press("Enter")
        at(page, "/search?q=猫")


@pytest.mark.parametrize("text", ["猫", "猫 味噌", "量子", "Janome"])
def test_nothing_is_wider_than_a_small_window(open_live, text):
    with open_live("/", width=320) as page:
        box(page).fill(text)
        status(page, text)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
