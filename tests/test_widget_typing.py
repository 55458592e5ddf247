"""What the box on a blog asks for while somebody types or composes, and that it is a form without an answer."""

from widget import WAIT, box, compose, press_composing, state, suggesting


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
        assert [url.partition("&back=")[0] for url in page.visited] == [f"{search}/search?q=%E5%91%B3%E5%99%8C"]


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
