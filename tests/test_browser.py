"""The pages in a real browser, as it shows them before anything is typed."""

from urllib.parse import quote

import pytest
from browser import serving
from fakes import POSTS, FakeSearcher, post

from index.language import Message
from web.app import create_app
from web.pages.textfragment import text_directive

# The server of these tests leaves a file open where the browser has gone on before it came.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

LONG = "とても長い題名の記事" * 8 + "https://example.jp/a/very/long/address/without/any/break/" * 2
CATS = tuple(
    post(
        f"_posts/{2024 - n % 3}-01-{n % 28 + 1:02}-p{n}.md", f"猫の記事{n}", "猫がいる。", tags=("猫", f"部屋{n % 15}")
    )
    for n in range(30)
)
LONG_POST = post("_posts/2025-01-01-long.md", LONG, LONG + "猫", tags=(LONG,), categories=(LONG,), url="/2025/long/")
NOTE = Message(ja="引用符が閉じていないため、そのままの文字として検索しました。", en="The quote is not closed.")
SEARCHER = FakeSearcher((*POSTS, *CATS, LONG_POST), indexed=12, warnings=(NOTE,), suggestions=(LONG, "味噌"))

ADDRESSES = [
    "/",
    "/search?q=猫&page=2",
    "/search?q=猫&tag=猫&year=2024&lang=en",
    "/search?q=味噌+猫",
    f"/search?q={LONG}&tag={LONG}",
    "/search?q=猫&year=2024&from=2024-01&to=2024-01",
    f"/p/{LONG_POST.id}?q=猫",
    "/api/v1/docs",
    "/help",
    "/nope",
]


@pytest.fixture(scope="module")
def site():
    with serving(create_app(SEARCHER)) as address:
        yield address


PUBLISHED = """<!doctype html><html lang="ja"><meta charset="utf-8"><title>記事</title>
<style>p, h2, li, table { margin: 0 0 60rem }</style><h1>記事</h1>
<p>味噌ラーメンは<em>札幌</em>で食べた。</p>
<h2 id="味噌の 仕込み">味噌の仕込み</h2><p>大豆を煮て、麹と塩を<a href="/">混ぜる</a>。
そのあとで樽に移した。</p>
<ul><li>最初にすることは、樽を洗うこと。</li><li>次にすることは、重しを選ぶこと。</li></ul>
<table><tr><td>赤味噌の量は八百グラム</td><td>白味噌の量は四百グラム</td></tr></table>
<p>AT&amp;T-U, half=50% だという “話” を聞いた。それでも味噌は、ひと冬こえてからが、ほんとうにうまいのだと祖母は毎年のように言っていたし、母もまた同じことを言う。</p>
<p>猫が来て、味噌の匂いをかいで、それから帰った。</p>"""


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("width", [320, 768, 1200])
def test_nothing_is_wider_than_the_window(open_page, address, width):
    with open_page(address, width=width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("width", "percent"), [(320, 200), (320, 125), (360, 150), (390, 200)])
def test_nothing_is_wider_than_the_window_in_large_letters(open_page, address, width, percent):
    with open_page(address, width=width) as page:
        page.evaluate("percent => document.documentElement.style.fontSize = `${percent}%`", percent)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        box, field, button = (page.locator(each).bounding_box() for each in (".box", "#q", ".box button"))
        assert field["width"] > 150
        assert button["x"] + button["width"] <= box["x"] + box["width"]


@pytest.mark.parametrize("width", [390, 1200])
def test_the_box_stays_where_it_is(open_page, width):
    places = []
    for address in ADDRESSES:
        with open_page(address, width=width) as page:
            places.append(page.locator(".box").bounding_box())
    assert [place for place in places if place != places[0]] == []


@pytest.mark.parametrize("address", ADDRESSES[:-1])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_complaint_and_no_other_host(open_page, site, address, scheme):
    with open_page(address, color_scheme=scheme) as page:
        assert page.complaints == []
        assert [url for url in page.requests if not url.startswith(site)] == []


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("width", [390, 1200])
def test_fingers_find_room(open_page, address, width):
    with open_page(address, width=width, has_touch=True, is_mobile=True) as page:
        small = page.locator(  # but for links in running text
            "a:not(.skip, .snippet a, .operation a, .text a):visible, button:visible, input:visible:not([type=checkbox]), summary:visible, label:has(input):visible"
        ).evaluate_all(
            """targets => targets.map(target => [target.textContent, target.getBoundingClientRect()])
                .filter(([, box]) => box.width < 43.9 || box.height < 43.9).map(([text, box]) => [text, box.width, box.height])"""
        )
        assert small == []


@pytest.mark.parametrize("width", [390, 1200])
def test_links_do_not_part_the_lines_of_a_text(open_page, width):
    with open_page("/search?q=大豆", width=width, has_touch=True, is_mobile=True) as page:
        lines = page.locator(".snippet:has(.heading)").first.evaluate(
            "text => text.getBoundingClientRect().height / parseFloat(getComputedStyle(text).lineHeight)"
        )
        assert lines == pytest.approx(round(lines), abs=0.05)


def test_search_without_javascript(open_page):
    with open_page("/", java_script_enabled=False) as page:
        page.get_by_label("記事を検索").fill("味噌")
        page.get_by_role("button", name="検索").click()
        assert page.get_by_role("status").inner_text().startswith("「味噌」の検索結果 2件中 1〜2件")
        assert page.locator(".hit h2").all_inner_texts() == ["味噌ラーメンを作る", "味噌を仕込む"]


def test_facets_without_javascript(open_page):
    with open_page("/search?q=猫", java_script_enabled=False) as page:
        page.locator(".facet").get_by_role("searchbox").first.fill("部屋13")
        page.locator(".facet").get_by_role("button").first.click()
        page.get_by_role("link", name="部屋13").click()
        assert "2件中" in page.get_by_role("status").inner_text()
        page.locator(".facet").get_by_role("link", name="2023年").click()
        page.get_by_role("link", name="年: 2023年 を外す").click()
        page.get_by_role("link", name="タグ: 部屋13 を外す").click()
        assert "31件中" in page.get_by_role("status").inner_text()


def test_pages_and_back_without_javascript(open_page):
    with open_page("/search?q=猫&sort=date", java_script_enabled=False) as page:
        page.get_by_role("link", name="次へ").click()
        page.get_by_role("link", name="4ページ").click()
        assert "31件中 31〜31件" in page.get_by_role("status").inner_text()
        assert "（4/4ページ）" in page.title()
        assert page.get_by_role("link", name="次へ").count() == 0
        page.go_back()
        assert "31件中 11〜20件" in page.get_by_role("status").inner_text()


def test_the_facets_stay_open_on_a_wide_window(open_page):
    with open_page("/search?q=猫", width=400) as page:
        page.locator(".facets > details > summary").click()
        assert not page.locator(".facet").first.is_visible()
        page.set_viewport_size({"width": 1200, "height": 900})
        assert page.locator(".facet").first.is_visible()


def test_nothing_but_the_results_is_printed(open_page):
    with open_page("/search?q=猫") as page:
        page.emulate_media(media="print")
        assert page.locator(".hit").first.is_visible()
        assert not any(form.is_visible() for form in page.locator("form").all())
        assert not page.locator(".facets").is_visible()


@pytest.mark.parametrize(
    ("url", "printed"),
    [("https://example.jp/%E7%8C%AB/", '"https://example.jp/猫/"'), ("/2025/cat/", "none")],
)
def test_the_address_of_a_published_post_is_printed(chromium, url, printed):
    with serving(create_app(FakeSearcher((post("_posts/2025-01-01-cat.md", "猫", "猫がいる。", url=url),)))) as site:
        page = chromium.new_page()
        page.goto(f"{site}/search?q=猫")
        page.emulate_media(media="print")
        content = page.locator(".hit h2 a").evaluate("link => getComputedStyle(link, '::after').content")
        page.close()
    assert content == printed


def test_forced_colours_tell_the_page_and_the_button(open_page):
    border = "element => parseFloat(getComputedStyle(element).borderTopWidth)"
    with open_page("/search?q=猫&page=2", forced_colors="active") as page:
        assert page.locator(".box button").evaluate(border) > 0
        assert page.locator(".pages [aria-current]").evaluate(border) > 0
        assert page.locator(".pages li a:not([aria-current])").first.evaluate(border) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("selector", [".bar", ".months a:not([aria-current]) svg"])
def test_bars_stand_out_from_the_page(open_page, scheme, selector):
    with open_page("/search?q=猫&year=2024", color_scheme=scheme) as page:
        fill = page.locator(selector).first.evaluate("bar => getComputedStyle(bar).fill")
        assert contrast(fill, page.evaluate("getComputedStyle(document.body).backgroundColor")) >= 3


def test_hits_that_lack_a_word_stand_below_their_heading(open_page):
    with open_page("/search?q=味噌+猫") as page:
        headings = page.locator("main :is(h1, h2, h3)").evaluate_all("all => all.map(one => one.localName)")
        assert headings[0] == "h2"
        assert set(headings[1:]) == {"h3"}
        assert page.locator("main .verdict").inner_text() == "「味噌 猫」のすべての語を含む記事は見つかりませんでした"


def test_what_is_typed_does_not_turn_the_sentence_around(open_page):
    with open_page("/search?q=%E2%80%AEabc検索") as page:
        ends = """line => {
            const range = document.createRange(), text = line.lastChild;
            range.setStart(text, text.length - 1);
            range.setEnd(text, text.length);
            return [range.getBoundingClientRect().right, line.querySelector("bdi").getBoundingClientRect().right];
        }"""
        last, typed = page.locator("main [role=status]").evaluate(ends)
        assert last > typed


@pytest.mark.parametrize(
    ("text", "options", "block"),
    [
        ("大豆を煮て、麹と塩を混ぜる。", {}, "大豆"),  # through a link
        ("大豆を煮て、麹と塩を混ぜる。\nそのあとで樽に移した。", {}, "大豆"),  # over the end of a line
        ("最初にすることは、樽を洗うこと。\n\n次にすることは、重しを選ぶこと。", {}, "最初"),  # over two blocks
        ("赤味噌の量は八百グラム | 白味噌の量は四百グラム", {}, "赤味噌"),  # over two cells
        ("AT&T-U, half=50% だという", {}, "AT&T"),
        ("AT&T-U, half=50% だという \"話\" を聞いた。それでも味噌は、ひと冬こえてからが、ほんとうにうまいのだと祖母は毎年のように言っていたし、母もまた同じことを言う。", {}, "AT&T"),
        ("が来て、味噌の匂いをかいで、それから帰", {"cut_before": True, "cut_after": True}, "猫が"),
        ("そこに書いていないことを書いた。", {}, "味噌の仕込み"),  # not found: the heading
    ],
)  # fmt: skip
def test_a_passage_is_jumped_to(open_page, text, options, block):
    directive = text_directive(text, **options)
    with open_page("/healthz") as page:
        page.route("**/published", lambda route: route.fulfill(body=PUBLISHED, content_type="text/html"))
        page.goto(page.url.replace("/healthz", f"/published#{quote('味噌の 仕込み')}{directive}"))
        wanted = page.locator("h2, p, li, table").filter(has_text=block).first
        expect_in_view = "element => { const { top, bottom } = element.getBoundingClientRect(); return bottom > 0 && top < innerHeight }"
        page.wait_for_function(expect_in_view, arg=wanted.element_handle(), timeout=5000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("selector", [".hit h2 a", ".meta", ".snippet", ".count", ".box button", ".box kbd", "mark"])
def test_text_stands_out_from_its_background(open_page, scheme, selector):
    with open_page("/search?q=猫&sort=date", color_scheme=scheme) as page:
        text, background = page.locator(selector).first.evaluate(
            """element => {
                const color = getComputedStyle(element).color;
                while (getComputedStyle(element).backgroundColor === "rgba(0, 0, 0, 0)") element = element.parentElement;
                return [color, getComputedStyle(element).backgroundColor];
            }"""
        )
        assert contrast(text, background) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("selector", [".title mark", ".snippet mark", ".tags mark", ".heading mark"])
def test_marked_text_stands_out_from_the_mark(open_page, scheme, selector):
    with open_page("/search?q=味噌+道具", color_scheme=scheme) as page:
        text = page.locator(selector).first.evaluate("element => getComputedStyle(element).color")
        mark = page.evaluate(
            """() => {
                const probe = document.body.appendChild(document.createElement("i"));
                probe.style.color = "var(--mark)";
                return getComputedStyle(probe).color;
            }"""
        )
        assert contrast(text, mark) >= 4.5


def test_a_month_is_one_click(open_page):
    with open_page("/search?q=猫&year=2024", java_script_enabled=False) as page:
        january = page.get_by_role("navigation", name="月ごとの件数").get_by_role("link", name="2024年1月、10件")
        january.click()
        assert "10件中" in page.get_by_role("status").inner_text()
        assert january.get_attribute("aria-current") == "true"


def test_from_the_results_to_a_post_and_back(open_page):
    with open_page(f"/search?q=猫&tag={quote(LONG)}", java_script_enabled=False) as page:
        page.locator(".hit h2 a").click()
        assert page.locator(".post mark").first.inner_text() == "猫"
        page.get_by_role("link", name="検索結果に戻る").click()
        assert "1件中" in page.get_by_role("status").inner_text()


def contrast(one, two):
    """The contrast of two CSS colours as WCAG counts it, 1 to 21."""

    def luminance(color):
        channels = [int(part) / 255 for part in color[4:-1].split(",")]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
