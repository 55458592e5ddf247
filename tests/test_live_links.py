"""Links of a page with JavaScript: which of them load nothing but the results."""

import re
import time

import pytest
from live import Ime, at, box, fragments, path, status

# The server of these tests leaves a file open where the browser has gone on before it came.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def test_links_change_only_the_results(open_live):
    with open_live("/") as page:
        page.get_by_role("link", name=re.compile("^2023年、")).click()
        status(page, "記事の一覧 13件中")
        page.go_back()
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


@pytest.mark.parametrize("width", [375, 768])
def test_the_filters_can_be_reached_by_touch(open_live, width):
    with open_live("/search?q=猫", width=width, has_touch=True, is_mobile=True) as page:
        page.locator(".to-filters").tap()
        page.wait_for_function("() => location.hash === '#filters'")
        assert fragments(page) == []
        assert page.get_by_role("heading", name="タグ").bounding_box()["y"] < 450  # the upper half of the screen
        page.locator(".facet").get_by_role("link", name="2023年").tap()
        at(page, "/search?q=猫&year=2023")
        page.wait_for_selector(".chip")
        page.locator(".to-filters").tap()
        page.wait_for_function("() => location.hash === '#filters'")
        page.go_back()
        page.wait_for_function("() => location.hash === ''")
        assert path(page) == "/search?q=猫&year=2023"
        page.go_back()
        status(page, "35件中")


@pytest.mark.parametrize(
    ("attributes", "ours"),
    [
        ("href='/search?q=犬'", True),
        ("href='?q=犬'", True),
        ("href='?q=犬' target='_self'", True),
        ("href='#'", False),
        ("href='#filters'", False),
        ("href='/search?q=犬#results'", False),
        ("href='/search?q=犬' target='_blank'", False),
        ("href='/search?q=犬' target='other'", False),
        ("href='/search?q=犬' download", False),
        ("href='/search/fragment?q=犬'", False),
        ("href='https://other.example/search?q=犬'", False),
        ("href='mailto:cat@blog.example.jp?q=犬'", False),
    ],
)
def test_only_a_link_to_other_results_is_opened_here(open_live, attributes, ours):
    """Beside the links that there are, those that somebody may add."""
    with open_live("/search?q=猫") as page:
        page.evaluate(
            """attributes => {
                document.querySelector("#results").insertAdjacentHTML("afterbegin", `<a id="added" ${attributes}>犬</a>`);
                document.addEventListener("click", event => { window.taken = event.defaultPrevented; event.preventDefault() });
            }""",
            attributes,
        )
        page.locator("#added").click()
        assert page.evaluate("taken") is ours


def test_a_drawing_that_is_a_link_is_the_browsers(open_live):
    """The address of a link in SVG is no text."""
    with open_live("/search?q=猫") as page:
        page.evaluate(
            """() => {
                document.querySelector("#results").insertAdjacentHTML("afterbegin", '<svg width="50" height="50"><a href="#filters"><rect width="50" height="50"/></a></svg>');
                document.addEventListener("click", event => { window.taken = event.defaultPrevented });
            }"""
        )
        page.locator("svg a").first.click()
        assert page.evaluate("taken") is False
