"""The box within a long filter, with JavaScript and without."""

import pytest
from live import at, status

# The server of these tests leaves a file open where the browser has gone on before it came.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

TAGS = ".facet >> nth=0"


def tags(page):
    return [each.split("\n")[0] for each in page.locator(TAGS).locator("li").all_inner_texts()]


def has_so_many(page, count):
    for _ in range(100):
        if len(tags(page)) == count:
            return
        page.wait_for_timeout(50)
    raise AssertionError(tags(page))


def test_what_is_typed_lists_the_values_that_contain_it(open_live):
    with open_live("/search?q=猫") as page:
        assert len(tags(page)) == 10
        page.get_by_role("searchbox", name="タグを探す").press_sequentially("屋1", delay=20)
        has_so_many(page, 6)
        assert set(tags(page)) == {"部屋1", *(f"部屋{n}" for n in range(10, 15))}
        page.locator(TAGS).get_by_role("link", name="部屋12").click()
        status(page, "2件中")
        at(page, "/search?q=猫&tag=部屋12")


def test_emptied_it_lists_the_commonest_again(open_live):
    with open_live("/search?q=猫") as page:
        box = page.get_by_role("searchbox", name="タグを探す")
        box.fill("部屋14")
        has_so_many(page, 1)
        box.fill("")
        has_so_many(page, 16)


def test_without_javascript_it_leads_to_the_page_of_all(open_page):
    with open_page("/search?q=猫", java_script_enabled=False) as page:
        page.get_by_role("searchbox", name="タグを探す").fill("屋1")
        page.keyboard.press("Enter")
        page.wait_for_url("**/tags?*")
        assert page.get_by_role("searchbox", name="タグを探す").input_value() == "屋1"
        page.get_by_role("link", name="部屋12").click()
        page.wait_for_url("**/search?*")
        assert "2件中" in page.get_by_role("status").inner_text()
