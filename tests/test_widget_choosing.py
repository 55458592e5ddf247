"""The box on a blog becomes a combobox: suggestions are shown, chosen and followed."""

from urllib.parse import quote

import pytest
from fakes import POSTS
from widget import LONG, WAIT, box, focus_is_in_the_input, state, suggesting


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
            f"{search}/search?tag=%E5%91%B3%E5%99%8C&back={quote(page.url, safe='')}",
            POSTS[0].url,
        ]
        assert focus_is_in_the_input(page)


def test_in_english(open_blog):
    with suggesting(open_blog, address="/en/search") as page:
        assert page.get_by_role("listbox", name="Suggestions").is_visible()
        assert page.get_by_role("option").first.inner_text() == "#味噌 2"


def test_a_category_says_that_it_is_one_and_leads_to_its_posts(open_blog, search):
    with suggesting(open_blog, typed="技") as page:
        option = page.get_by_role("option").first
        assert option.inner_text() == "技術 カテゴリー 1件"
        assert option.get_attribute("href").startswith(f"{search}/search?category=")
    with suggesting(open_blog, typed="技", address="/en/search") as page:
        assert page.get_by_role("option").first.inner_text() == "技術 category 1"


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
        assert [url.partition("&back=")[0] for url in page.visited] == [f"{search}/search?q=%E5%91%B3%E5%99%8C"]


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
