"""Where the focus is on the page, and which keys it takes."""

import pytest
from apps import app_of
from browser import serving
from fakes import POSTS
from live import at, box, focused, fragments, status

# The server of these tests leaves a file open where the browser has gone on before it came.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


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
