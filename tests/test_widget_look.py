"""How the box on a blog looks, and who may load it."""

import gzip

import pytest
from apps import app_of
from widget import STATIC, box, suggesting


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
    client = app_of().test_client()
    script, style = (client.get(f"/static/{name}", buffered=True) for name in ("widget.js", "style.css"))
    assert script.mimetype == "text/javascript"
    assert script.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in style.headers


def test_it_is_small():
    client = app_of().test_client()
    for name, most in (("widget.js", 6000), ("widget.css", 1500)):
        response = client.get(f"/static/{name}", headers={"Accept-Encoding": "gzip"}, buffered=True)
        assert response.headers.get("Content-Encoding") == "gzip"
        assert len(response.data) <= most
        assert gzip.decompress(response.data) == (STATIC / name).read_bytes()
