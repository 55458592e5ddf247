"""The start page in a real browser."""

import pytest
from browser import serving
from fakes import FakeSearcher, post

from web.app import create_app

DATES = ("2024-05-01", "2024-09-30", "2024-11-15")


@pytest.fixture(scope="module")
def site():
    pictures = ({"image": "https://a.example/i.png"}, {})
    posts = tuple(post(f"_posts/{day}-neko.md", "猫", "", **fields) for day in DATES for fields in pictures)
    with serving(create_app(FakeSearcher(posts, front_page="https://a.example/"))) as address:
        yield address


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("width", [700, 1200])
def test_titles_begin_in_one_column(open_page, lang, width):
    with open_page(f"/?lang={lang}", width=width) as page:
        titles = page.locator(".titles a:not(.picture)")
        assert titles.count() == 5
        assert len({round(title.bounding_box()["x"]) for title in titles.all()}) == 1
