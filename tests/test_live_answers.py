"""What the page makes of answers: of late ones, of none, and what its line of status says."""

import re
import time
from itertools import pairwise

import pytest
from live import FRAGMENTS, at, box, focused, fragments, path, status

# The server of these tests leaves a file open where the browser has gone on before it came.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


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
