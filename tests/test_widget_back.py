"""Whoever searches from a page of the blog finds back to that page."""

import pytest
from browser import serving
from fakes import POSTS, FakeSearcher
from widget import BLOG, FORM, SCRIPT, box

from web.app import create_app
from web.settings import ApiSettings, Settings


@pytest.fixture(scope="module")
def blog():
    """A blog whose pages may ask the API, on the same server as its search, below another path."""
    app = create_app(FakeSearcher(POSTS), Settings(api=ApiSettings(cors="*")))

    @app.get("/blog/<name>")
    def page(name):  # noqa: ARG001
        return BLOG.format(
            lang="ja", form=FORM.format(search=SEARCH[0], type="search"), script=SCRIPT.format(search=SEARCH[0])
        )

    with serving(app) as address:
        SEARCH[:] = [address]
        app.extensions["sakuin"].searcher.front_page = f"{address}/blog/"
        yield address


SEARCH = []


@pytest.mark.parametrize("typed", ["味噌", ""])
def test_the_page_that_was_left(chromium, blog, typed):
    page = chromium.new_context(locale="ja-JP").new_page()
    page.goto(f"{blog}/blog/a%20b.html?x=1&y=2")
    box(page).wait_for()
    box(page).fill(typed)
    page.keyboard.press("Escape") if typed and page.get_by_role("listbox").is_visible() else None
    page.locator("form button").click()
    page.wait_for_url("**/search?**")
    page.locator("input[name=q]").fill("猫")
    page.wait_for_url("**q=%E7%8C%AB**")
    page.get_by_role("link", name="元のページに戻る").click()
    page.wait_for_url(f"{blog}/blog/a%20b.html?x=1&y=2")
    page.context.close()


def test_back_in_the_history_the_form_names_the_page_again(chromium, blog):
    page = chromium.new_context(locale="ja-JP").new_page()
    for name in ("one", "two"):
        page.goto(f"{blog}/blog/{name}")
        box(page).wait_for()
        page.locator("form button").click()
        page.wait_for_url("**/search?**")
        page.get_by_role("link", name="元のページに戻る").click()
        page.wait_for_url(f"{blog}/blog/{name}")
    page.context.close()
