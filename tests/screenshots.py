"""The pictures of README, taken anew from what `sakuin demo` shows: python tests/screenshots.py

It needs Chromium and Noto's Japanese fonts: apt-get install chromium fonts-noto-cjk.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser import ARGUMENTS, CHROMIUM, serving  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from index.build import build  # noqa: E402
from index.document import document_id  # noqa: E402
from search.request import RelatedRequest  # noqa: E402
from search.searcher import open_searcher  # noqa: E402
from web.app import create_app  # noqa: E402

POST = document_id("_posts/2021-02-07-tezukuri-miso-2nen.md")
PHONE = {"viewport": {"width": 390, "height": 780}, "color_scheme": "dark"}
DESK = {"viewport": {"width": 1200, "height": 900}}
PICTURES = {
    "results": ("/search?q=味噌", DESK),
    "start": ("/", DESK),
    "post": (f"/p/{POST}?q=味噌", DESK),
    "phone": ("/search?q=ほうれんそうのパスタ", PHONE),
    "editor": ("/editor/", DESK),
    "editor-post": (f"/editor/posts/{POST}", DESK),
    "editor-duplicates": ("/editor/duplicates", DESK),
}


def take(site: str) -> None:
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS.split())
        for name, (address, options) in PICTURES.items():
            page = browser.new_context(locale="ja-JP", **options).new_page()
            page.goto(site + address)
            page.evaluate("document.querySelector('.diff')?.setAttribute('open', '')")
            page.screenshot(path=ROOT / f"web/screenshots/{name}.png")
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        build(ROOT / "web/sample", Path(folder))
        searcher = open_searcher(Path(folder))
        searcher.editor().post(
            POST, related=RelatedRequest(), at_least=0.8
        )  # so that no page says that it is being made
        with serving(create_app(searcher, read_here=True)) as address:
            take(address)
