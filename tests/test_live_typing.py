"""The page follows what is typed, in Japanese above all, and never gets in the way of an input method."""

import time

import pytest
from live import FRAGMENTS, STEPS, Ime, at, box, fragments, path, status

# The server of these tests leaves a file open where the browser has gone on before it came.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


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
