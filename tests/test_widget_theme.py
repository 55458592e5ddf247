"""The widget within the style of a theme, which was made without a thought of it."""

import pytest
from browser import serving
from flask import Flask
from widget import FORM, SCRIPT, box, suggesting

THEME = """
html { font-size: 62.5%; color-scheme: light }
* { box-sizing: content-box !important; margin: 0; padding: 0; line-height: 3; letter-spacing: .5em; text-transform: uppercase;
    transition: all 5s; float: left; position: relative }
*::before { content: "※" }
header { position: fixed !important; z-index: 2147483647; top: 0; left: 0; width: 100%; height: 56px; overflow: hidden;
    transform: translateZ(0); background: #222; color: #fff }
#top form { display: block !important; width: 900px; background: yellow }
#top input, input[type="search"] { width: 100% !important; height: 10px; background: red !important; display: block; border-radius: 50px }
#top button, button { position: absolute !important; right: -500px; width: 100%; font-size: 40px }
#top a { color: lime !important; display: inline !important; font-size: 5px; text-decoration: line-through !important }
#top div { display: none !important; opacity: .1; max-height: 10px !important; background: none !important }
"""
PAGE = """<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>台所</title><meta name="viewport" content="width=device-width">
<style>{theme} {own}</style>{head}</head><body><header id="top"><a href="/">台所</a>{form}</header><main style="height: 2000px"></main></body></html>"""


@pytest.fixture(scope="module")
def blog(search):
    """The address of a blog: its form stands in the header, or the script puts it there."""
    app = Flask(__name__)
    form, script = FORM.format(search=search, type="search"), SCRIPT.format(search=search)

    @app.get("/<kind>")
    def page(kind):
        own = (
            ".sakuin { --sakuin-accent: rgb(1, 2, 3); --sakuin-radius: 0px; --sakuin-width: 200px }"
            if kind == "own"
            else ""
        )
        head = (
            script
            if kind == "form"
            else script.replace("widget.js", f"widget.js?into={'%23top' if kind == 'own' else 'header'}")
        )
        shown = form.replace("<form", '<form class="sakuin"') if kind == "form" else ""
        return PAGE.format(theme=THEME, own=own, head=head, form=shown)

    with serving(app) as address:
        yield address


@pytest.mark.parametrize("kind", ["form", "into"])
@pytest.mark.parametrize("width", [375, 1280])
def test_the_form_is_as_it_was_made(open_blog, kind, width):
    with open_blog(f"/{kind}", width=width) as page:
        typed_in, button = box(page).bounding_box(), page.get_by_role("button").bounding_box()
        assert 90 <= typed_in["width"] <= 320
        assert typed_in["height"] == pytest.approx(40, abs=4)
        assert button["y"] == pytest.approx(typed_in["y"], abs=1)
        assert 0 <= button["x"] - typed_in["x"] - typed_in["width"] <= 12
        assert button["x"] + button["width"] <= width
        look = "input => [getComputedStyle(input).fontSize, getComputedStyle(input).backgroundColor, getComputedStyle(input).color]"
        assert box(page).evaluate(look) == ["16px", "rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"]
        assert page.locator("form").evaluate("form => getComputedStyle(form, '::before').content") == "none"


@pytest.mark.parametrize("kind", ["form", "into"])
@pytest.mark.parametrize("width", [375, 1280])
def test_suggestions_are_above_the_header_and_legible(open_blog, kind, width):
    with suggesting(open_blog, address=f"/{kind}", width=width) as page:
        found, typed_in = page.get_by_role("listbox").bounding_box(), box(page).bounding_box()
        assert found["height"] >= 3 * 44
        assert found["x"] >= 0
        assert found["x"] + found["width"] <= width
        assert 0 <= found["y"] - typed_in["y"] - typed_in["height"] <= 8
        option = page.get_by_role("option").first
        look = "a => { const s = getComputedStyle(a); return [s.color, s.fontSize, s.display, s.textTransform, s.textDecorationLine] }"
        assert option.evaluate(look) == ["rgb(0, 0, 0)", "16px", "block", "none", "none"]
        middle = [found["x"] + found["width"] / 2, found["y"] + 20]
        assert page.evaluate("at => document.elementFromPoint(...at).closest('[role=listbox]') !== null", middle)


def test_a_page_sets_its_look_by_custom_properties(open_blog):
    with open_blog("/own") as page:
        assert page.locator("form").bounding_box()["width"] == 200
        look = "button => [getComputedStyle(button).color, getComputedStyle(button).borderRadius]"
        assert page.get_by_role("button").evaluate(look) == ["rgb(1, 2, 3)", "0px"]


def test_the_form_that_the_script_puts_searches(open_blog, search):
    with open_blog("/into") as page:
        assert box(page).get_attribute("placeholder") == "記事を検索"
        box(page).fill("味噌")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{search}/search?q=**")


@pytest.mark.parametrize("into", ["nav.none", "%5B%5B"])
def test_a_place_that_is_not_there_is_told_in_the_console(chromium, search, into):
    page = chromium.new_page()
    with page.expect_console_message() as told:
        page.set_content(f'<script type="module" src="{search}/static/widget.js?into={into}"></script>')
    assert told.value.text.startswith("Sakuin: nothing on this page is ")
    assert page.locator("form").count() == 0
    page.close()
