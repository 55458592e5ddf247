"""What the page puts into the history of the browser, and what comes back from it."""

import pytest
from live import at, box, fragments, path, status

# The server of these tests leaves a file open where the browser has gone on before it came.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def test_typing_makes_no_history_and_a_submit_does(open_live):
    with open_live("/search?tag=猫") as page:
        before = page.evaluate("history.length")
        for text in ("猫", "味噌"):
            box(page).fill(text)
            at(page, f"/search?q={text}&tag=猫")
        assert page.evaluate("history.length") == before
        box(page).press("Enter")
        page.wait_for_function("before => history.length === before + 1", arg=before)
        box(page).press("Enter")
        page.wait_for_timeout(300)
        assert page.evaluate("history.length") == before + 1
        page.evaluate("history.back()")
        at(page, "/search?tag=猫")
        status(page, "35件")
        assert box(page).input_value() == ""
        page.evaluate("history.forward()")
        at(page, "/search?q=味噌&tag=猫")
        assert box(page).input_value() == "味噌"


@pytest.mark.parametrize("submitted", [True, False])
@pytest.mark.parametrize("begin", ["/", "/?lang=ja"])
def test_typing_from_the_start_page_is_one_step(open_live, begin, submitted):
    """Whatever is typed, and whether or not it is submitted: going back leads to the start page."""
    with open_live(begin) as page:
        language = begin.removeprefix("/?")
        end = f"&{language}" if language.startswith("lang") else ""
        before = page.evaluate("history.length")
        for text in ("猫", "味噌"):
            box(page).press_sequentially(text)
            at(page, f"/search?q={text}{end}")
            box(page).fill("")
            at(page, begin)
        box(page).fill("味噌")
        at(page, f"/search?q=味噌{end}")
        if submitted:
            box(page).press("Enter")
            page.wait_for_timeout(300)
        assert page.evaluate("history.length") == before + 1
        page.go_back()
        at(page, begin)
        status(page, "38件の記事があります")
        assert box(page).input_value() == ""
        page.go_forward()
        status(page, "「味噌」の検索結果")
        assert box(page).input_value() == "味噌"


def test_a_filter_is_a_step_after_what_was_typed_on_the_start_page(open_live):
    with open_live("/") as page:
        box(page).fill("猫")
        at(page, "/search?q=猫")
        page.locator(".facet").get_by_role("link", name="2023年").click()
        at(page, "/search?q=猫&year=2023")
        box(page).fill("猫の記事")
        at(page, "/search?q=猫の記事&year=2023")
        for address in ("/search?q=猫", "/"):
            page.go_back()
            at(page, address)
        status(page, "38件の記事があります")


def test_back_to_the_start_page_and_typing_again(open_live):
    with open_live("/") as page:
        before = page.evaluate("history.length")
        for text in ("猫", "味噌"):
            box(page).fill(text)
            at(page, f"/search?q={text}")
            page.go_back()
            at(page, "/")
            status(page, "38件の記事があります")
        assert page.evaluate("history.length") == before + 1


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
