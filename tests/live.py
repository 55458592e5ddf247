"""The page with JavaScript in a browser: what its tests share."""

from contextlib import contextmanager

import pytest
from browser import serving
from fakes import POSTS, FakeSearcher, post

from web.app import create_app

# The server of these tests leaves a file open where the browser has gone on before it came.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

CATS = tuple(
    post(f"_posts/{2022 + n % 3}-01-{n % 28 + 1:02}-p{n}.md", f"猫の記事{n}", "猫がいる。" * 40, tags=("猫", f"部屋{n % 15}"))
    for n in range(35)
)  # fmt: skip
STEPS = ("み", "みｓ", "みそ", "味噌")  # what an IME shows on the way to a word
FRAGMENTS = "**/search/fragment?*"
WATCH = """
    window.submits = 0; window.said = [];
    addEventListener("submit", () => window.submits++, true);
    addEventListener("DOMContentLoaded", () => {
        window.loaded = true;
        const line = document.querySelector("main [role=status]");
        const note = () => line.ariaLive === "off" || said.push([performance.now(), line.textContent, document.querySelectorAll(".hit").length]);
        if (line) new MutationObserver(note).observe(line, { childList: true });
    });
"""


@pytest.fixture(scope="module")
def site():
    with serving(create_app(FakeSearcher((*POSTS, *CATS)))) as address:
        yield address


@pytest.fixture
def open_live(open_page):
    """Open an address; the page counts its submits and what its line of status said, and must never be loaded again."""

    @contextmanager
    def opened(address, *, loads_again=False, **options):
        with open_page("/help", **options) as page:
            page.add_init_script(WATCH)
            page.goto(page.url.removesuffix("/help") + address)
            page.evaluate("window.first = true")
            yield page
            assert page.evaluate("window.first === true") is not loads_again
            assert page.complaints == []

    return opened


class Ime:
    """An input method, by the browser's own events."""

    def __init__(self, page):
        self.page = page
        self.browser = page.context.new_cdp_session(page)

    def compose(self, text):
        place = {"selectionStart": len(text), "selectionEnd": len(text)}
        self.browser.send("Input.imeSetComposition", {"text": text, **place})

    def key(self, name):
        """A key that the IME takes: the page sees 229."""
        for kind in ("keyDown", "keyUp"):
            key = {"type": kind, "key": name, "code": name, "windowsVirtualKeyCode": 229}
            self.browser.send("Input.dispatchKeyEvent", key)

    def confirm(self, text):
        self.key("Enter")
        self.browser.send("Input.insertText", {"text": text})


def box(page):
    return page.locator("#q")


def path(page):
    return page.evaluate("decodeURIComponent(location.pathname + location.search)")


def fragments(page):
    """The queries that were asked for without loading a page."""
    return [page.evaluate("url => new URL(url).searchParams.get('q') ?? ''", url) for url in page.requests if "/fragment?" in url]  # fmt: skip


def status(page, text):
    """Wait until the line of status says this."""
    page.wait_for_function(
        "text => document.querySelector('main [role=status]').innerText.replace(/\\s+/g, ' ').includes(text)", arg=text
    )


def at(page, address):
    page.wait_for_function("url => decodeURIComponent(location.pathname + location.search) === url", arg=address)


def focused(page):
    return page.evaluate(
        "document.activeElement.name || document.activeElement.role || document.activeElement.textContent"
    )
