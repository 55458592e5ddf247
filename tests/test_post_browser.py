"""Our page of a post in a real browser."""

import pytest
from browser import serving
from fakes import FakeSearcher
from msgspec.structs import replace
from page_text import document

from web.app import create_app

# The server of these tests leaves a file open where the browser has gone on before it came.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

MARKDOWN = f"""
味噌の**話**と[塩の話](https://example.com/)。<script>document.title = "ran"</script>

<img src="https://third.example.com/x.png" onerror="document.title = 'ran'" alt="よその絵">

[押す](javascript:document.title='ran')

- 味噌
  1. 大豆

     ```python
     print("味噌")  # {"とても長い行" * 30}
     ```
- [x] 済み

> 引用
>
> - 項目

| {" | ".join(f"見出し{n}" for n in range(20))} |
|{"---|" * 20}
| {" | ".join(f"味噌{n}" for n in range(20))} |

## 味噌の樽

{"段落。" * 400}
"""
POST = replace(document("2024-05-12-one", MARKDOWN), url="https://blog.example.jp/2024/miso/")
ADDRESS = f"/p/{POST.id}?q=味噌"


@pytest.fixture(scope="module")
def site():
    with serving(create_app(FakeSearcher((POST,)))) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1200])
def test_nothing_to_complain_of(open_page, site, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core").Axe()
    with open_page(ADDRESS, color_scheme=scheme, width=width) as page:
        found = axe.run(page).response["violations"]
        assert [(problem["id"], [node["html"] for node in problem["nodes"]]) for problem in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.complaints == []
        assert [url for url in page.requests if not url.startswith(site)] == []


def test_nothing_from_a_post_runs(open_page):
    with open_page(ADDRESS) as page:
        assert page.get_by_text("押す").count() == 1
        page.get_by_text("押す").click()
        assert page.title().startswith("味噌の話")
        assert page.locator("main script, main [onerror], main [href^=javascript]").count() == 0


@pytest.mark.parametrize("wide", [".table", ".code pre"])
def test_what_is_wide_scrolls_by_the_keyboard(open_page, wide):
    with open_page(ADDRESS, width=375) as page:
        box = page.locator(wide)
        assert box.evaluate("box => box.scrollWidth > box.clientWidth")
        box.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("box => box.scrollLeft > 0", arg=box.element_handle())


def test_white_space_of_code_stays(open_page):
    with open_page(ADDRESS) as page:
        assert page.locator(".code pre").inner_text().startswith('print("味噌")  # とても')
        assert page.locator(".code mark").all_inner_texts() == ["味噌"]


def test_a_heading_can_be_linked_to(open_page):
    with open_page(f"{ADDRESS}#味噌の樽") as page:
        assert page.locator("h3:target").inner_text() == "味噌の樽"
