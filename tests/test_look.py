"""A look of one's own: the color of links, a logo, a style; and images of posts, from the blog's own server alone."""

import re
from pathlib import Path

import pytest
from apps import app_of, settings_of
from blog import post as blog_post
from blog import searcher_of
from fakes import FakeSearcher, post
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from web.app import create_app
from web.color import BLACK, DRAWING, TEXT, WHITE, contrast, parse_color, readable, to_hex
from web.look import DARK, LIGHT, look_of
from web.wsgi import open_app

STYLE = (Path(__file__).parents[1] / "web/static/style.css").read_text(encoding="utf-8")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
COLORS = st.tuples(*[st.integers(0, 255).map(lambda byte: byte / 255)] * 3)


@pytest.fixture
def settings(tmp_path):
    """Settings whose file lies in a folder with a logo and a style."""
    folder = tmp_path / "blog"
    folder.mkdir()
    (folder / "logo.svg").write_bytes(SVG)
    (folder / "own.css").write_text("body { color: teal }")
    (tmp_path / "outside.svg").write_bytes(SVG)
    (tmp_path / "outside.css").write_text("")

    def those(**values):
        paths = {name: folder / value for name, value in values.items() if name in {"logo", "css"}}
        return replace(settings_of(**values | paths), file=folder / "sakuin.toml")

    return those


def client(settings):
    return create_app(FakeSearcher(), settings).test_client()


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("teal", "#008080"),
        (" Teal ", "#008080"),
        ("#0a7", "#00aa77"),
        ("#0A7E5C", "#0a7e5c"),
        ("rgb(10, 126, 92)", "#0a7e5c"),
        ("rgb(10 126 92)", "#0a7e5c"),
        ("rgb(300 0 0)", "#ff0000"),
        ("hsl(120 100% 25%)", "#008000"),
        ("hsl(120deg, 100%, 25%)", "#008000"),
        *(
            (wrong, None)
            for wrong in ("", "青", "#12", "#12345", "red; }", "var(--x)", "url(x)", "teal blue", "rgb(1 2)")
        ),
    ],
)
def test_colors(text, color):
    found = parse_color(text)
    assert (found and to_hex(found)) == color


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("black", "white", 21), ("#777", "white", 4.48), ("red", "red", 1)]
)
def test_contrast(one, other, ratio):
    assert contrast(parse_color(one), parse_color(other)) == pytest.approx(ratio, abs=0.01)


@given(COLORS)
def test_any_accent_can_be_read_on_light_and_on_dark_pages(color):
    for papers, towards in ((LIGHT, BLACK), (DARK, WHITE)):
        for ratio in (TEXT, DRAWING):
            shown = parse_color(to_hex(readable(color, on=papers, towards=towards, ratio=ratio)))
            assert min(contrast(shown, paper) for paper in papers) >= ratio


def test_the_papers_are_those_of_the_style():
    for name, colors in (("paper", (LIGHT[0], DARK[0])), ("wash", (LIGHT[1], DARK[1]))):
        assert re.findall(rf"--{name}: (#\w+);", STYLE) == [to_hex(color) for color in colors]


def test_an_accent_that_can_be_read_stays_as_it_is(settings):
    assert b":root{--link:#07543d;" in look_of(settings(accent="#07543d")).style


def test_style_and_logo_are_on_every_page(settings):
    app = client(settings(accent="teal", logo="logo.svg", css="own.css"))
    for url in ("/", "/search?q=味噌", "/help", "/nope", "/api/v1/docs"):
        html = app.get(url).text
        style = re.search(r'<link rel="stylesheet" href="(/look/style.css\?v=\w+)">', html)[1]
        assert html.index("/static/style.css") < html.index(style)
        logo = re.search(r'<img class="logo" src="(/look/logo\?v=\w+)" alt="" height="40">', html)[1]
    answer = app.get(style)
    assert (answer.mimetype, answer.text.startswith(":root{--link:#0")) == ("text/css", True)
    assert answer.text.endswith("body { color: teal }")
    picture = app.get(logo)
    assert (picture.mimetype, picture.data) == ("image/svg+xml", SVG)
    assert "script-src 'self'" in picture.headers["Content-Security-Policy"]  # which no script in a picture is
    for each in (answer, picture):
        assert "immutable" in each.headers["Cache-Control"]
        assert each.headers["X-Content-Type-Options"] == "nosniff"


def test_without_a_look_there_is_none():
    app = app_of().test_client()
    assert "/look/" not in app.get("/").text
    assert [app.get(url).status_code for url in ("/look/style.css", "/look/logo")] == [404, 404]


def test_a_page_is_another_one_with_another_style(settings):
    before, after = (client(settings(accent=accent)).get("/").headers["ETag"] for accent in ("teal", "navy"))
    assert before != after


@pytest.mark.parametrize(
    ("values", "ja", "en"),
    [
        ({"accent": "あお"}, "ui.accent の あお は色として読めません。", "ui.accent: あお is no color."),
        ({"accent": "red}body{display:none"}, "色として読めません", "is no color"),
        ({"logo": "../outside.svg"}, "の外です。その中に置いてください", "lies outside"),
        ({"logo": "/etc/passwd"}, "の外です。その中に置いてください", "lies outside"),
        (
            {"logo": "own.css"},
            ".svg .png .webp .avif .jpg .jpeg .gif のファイルにしてください",
            "must be a file of .svg",
        ),
        ({"logo": "none.svg"}, "none.svg というファイルはありません", "there is no file"),
        ({"css": "none.css"}, "none.css というファイルはありません", "there is no file"),
        ({"css": "../outside.css"}, "の外です", "lies outside"),
        ({"css": "."}, ".css のファイルにしてください", "must be a file of .css"),
    ],
)
def test_what_cannot_be_used_is_said_and_the_page_comes(settings, values, ja, en):
    look = look_of(settings(**values))
    (fault,) = look.faults
    assert ja in fault.ja and en in fault.en
    assert (look.style, look.logo) == (b"", b"")
    assert client(settings(**values)).get("/").status_code == 200


@pytest.mark.parametrize(
    ("language", "sentence"), [("ja", "ui.css の {} という"), ("en", "ui.css: there is no file {}.")]
)
def test_it_is_said_once_at_the_start(settings, tmp_path, monkeypatch, capsys, language, sentence):
    monkeypatch.setattr("index.terminal.LANGUAGE", language)
    searcher_of(tmp_path / ".sakuin", [blog_post("猫", "猫", "猫がいる。")])
    app = open_app(tmp_path / ".sakuin", settings(css="none.css"))
    assert [app.test_client().get("/").status_code for _ in range(2)] == [200, 200]
    _, line = capsys.readouterr().err.splitlines()  # the first names the file of the settings
    assert line.startswith(sentence.format(tmp_path / "blog/none.css"))


def test_a_link_out_of_the_folder_and_a_file_that_is_too_large(settings, tmp_path):
    (tmp_path / "blog/link.svg").symlink_to(tmp_path / "outside.svg")
    assert "lies outside" in look_of(settings(logo="link.svg")).faults[0].en
    (tmp_path / "blog/large.css").write_bytes(b" " * 1024 * 1024 + b" ")
    assert "larger than 1 MiB" in look_of(settings(css="large.css")).faults[0].en


IMAGE = "https://blog.example.jp/neko%20.jpg"


def pages_with(image, **fields):
    there = post("_posts/2024-05-12-neko.md", "猫", "猫がいる。", image=image)
    return create_app(
        FakeSearcher((there,), **{"front_page": "https://blog.example.jp/diary/", **fields})
    ).test_client()


@pytest.mark.parametrize("url", ["/", "/search?q=猫", "/search/fragment?q=猫", "/search?q=ヌペロッホ"])
def test_an_image_comes_late_and_has_a_size(url):
    html = pages_with(IMAGE).get(url).text
    (tag,) = re.findall(r"<img[^>]*>", html)
    assert f'src="{IMAGE}" alt=""' in tag
    assert all(each in tag for each in ('loading="lazy"', 'width="', 'height="'))


def test_images_may_come_from_the_blogs_server_and_no_other():
    answer = pages_with(IMAGE).get("/search?q=猫")
    assert "img-src 'self' data: https://blog.example.jp;" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("image", "front_page"),
    [
        ("https://cdn.example/a.jpg", "https://blog.example.jp/"),
        ("javascript:alert(1)", "https://blog.example.jp/"),
        ("https://blog.example.jp.evil.example/a.jpg", "https://blog.example.jp/"),
        (IMAGE, ""),
        (IMAGE, "https://blog.example.jp; script-src *"),
        (None, "https://blog.example.jp/"),
    ],
)
def test_an_image_from_elsewhere_is_not_shown(image, front_page):
    answer = pages_with(image, front_page=front_page).get("/search?q=猫")
    assert "<img" not in answer.text
    assert "script-src *" not in answer.headers["Content-Security-Policy"]


def test_an_image_is_in_the_api():
    (hit,) = pages_with(IMAGE).get("/api/v1/search?q=猫").json["hits"]
    assert hit["image"] == IMAGE
