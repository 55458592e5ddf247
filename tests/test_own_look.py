"""Images of posts and a look of one's own, in a browser: what is drawn, and that nothing moves or comes from elsewhere."""

import time

import pytest
from apps import settings_of
from browser import serving
from fakes import FakeSearcher, post
from flask import Flask, Response, request
from live import box
from msgspec.structs import replace

from web.app import create_app

# The server of these tests leaves a file open where the browser has gone on before it came.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><rect width="300" height="200" fill="teal"/></svg>'
# What moves after it was first drawn; not `main`, which a browser may draw before it has read of the filters beside it.
SHIFT = """
    window.shift = [];
    new PerformanceObserver(list => list.getEntries().forEach(each => window.shift.push(...each.sources.map(source => source.node?.outerHTML ?? source.node?.data))))
        .observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="module")
def blog():
    """The server of a blog: its images come late, one of them never."""
    app = Flask("blog")

    @app.get("/neko.svg")
    def neko():
        time.sleep(0.3)
        return Response(PICTURE, mimetype="image/svg+xml")

    with serving(app) as address:
        yield address


@pytest.fixture(scope="module")
def elsewhere():
    """The server of somebody else, and what was asked of it."""
    app, asked = Flask("elsewhere"), []
    app.before_request(lambda: asked.append(request.path))
    with serving(app) as address:
        yield address, asked


@pytest.fixture(scope="module")
def site(blog, elsewhere, tmp_path_factory):
    folder = tmp_path_factory.mktemp("blog")
    (folder / "logo.svg").write_text(PICTURE)
    (folder / "own.css").write_text(
        f"@import url({elsewhere[0]}/a.css);"
        f".masthead {{ background: url({elsewhere[0]}/a.png) }}"
        f"@font-face {{ font-family: elsewhere; src: url({elsewhere[0]}/a.woff2) }}"
        ".hits { border-top-style: dotted; font-family: elsewhere }"
    )
    settings = settings_of(accent="yellow", logo=folder / "logo.svg", css=folder / "own.css")
    settings = replace(settings, file=folder / "sakuin.toml")
    names = ("neko.svg", "neko.svg", "gone.svg", "")
    posts = tuple(
        post(f"_posts/202{n}-05-12-neko{n}.md", f"猫{n}", "猫がいる。" * 9, image=name and f"{blog}/{name}")
        for n, name in enumerate(names)
    )
    with serving(create_app(FakeSearcher(posts, front_page=f"{blog}/diary/"), settings)) as address:
        yield address


@pytest.mark.parametrize("width", [375, 1200])
@pytest.mark.parametrize("address", ["/", "/search?q=猫"])
def test_images_come_and_nothing_moves(open_page, address, width):
    with open_page("/help", width=width) as page:
        page.add_init_script(SHIFT)
        page.goto(page.url.removesuffix("/help") + address)
        page.wait_for_function(
            "() => [...document.querySelectorAll('.picture img')].filter(each => each.naturalWidth).length === 2"
        )
        page.wait_for_timeout(300)
        assert page.evaluate("window.shift.filter(each => !each?.startsWith('<main'))") == []
        boxes = page.evaluate(
            "[...document.querySelectorAll('.picture')].map(each => each.offsetWidth / each.offsetHeight)"
        )
        assert boxes == pytest.approx([1.5] * 3, rel=0.02)


def test_images_of_results_come_into_a_page_that_was_open(open_page):
    with open_page("/") as page:
        box(page).fill("猫")
        page.wait_for_function(
            "() => [...document.querySelectorAll('.hit .picture img')].some(each => each.naturalWidth)"
        )
        assert [each for each in page.complaints if "neko.svg" in each] == []


def test_nothing_is_asked_of_a_third_host(open_page, elsewhere):
    with open_page("/search?q=猫") as page:
        page.wait_for_load_state("networkidle")
        assert elsewhere[1] == []
        assert page.evaluate("getComputedStyle(document.querySelector('.hits')).borderTopStyle") == "dotted"
        assert page.evaluate("document.querySelector('.logo').naturalWidth") == 300


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1200])
@pytest.mark.parametrize("address", ["/", "/search?q=猫"])
def test_it_can_be_read_by_all(open_page, axe, scheme, width, address):
    with open_page(address, color_scheme=scheme, width=width) as page:
        page.locator(".picture img").first.wait_for()
        found = axe.run(page).response["violations"]
        assert [(problem["id"], [node["html"] for node in problem["nodes"]]) for problem in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
