"""The main pages in three engines: Chromium, Firefox, WebKitGTK. What they do is the same, and the text can be read."""

import json
import time

import pytest
from browser import serving
from engines import BACKSPACE, PATIENCE, missing, open_engine
from fakes import FakeSearcher, post

from web.app import create_app

# The server of these tests leaves a file open where the browser has gone on before it came.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")]

POSTS = tuple(
    post(f"_posts/{2020 + n % 5}-0{n % 9 + 1}-12-p{n}.md", f"2026年Googleの猫{n}号", "猫は約5,100字でPythonを30日学ぶ。" * 20, tags=("猫", f"部屋{n}号室"))
    for n in range(35)
)  # fmt: skip
PAGES = ["/?lang=ja", "/search?lang=ja&q=猫", "/help?lang=ja", "/nope"]

# Letters and figures between kanji, each of one stroke of ink from left to right, and big enough to be counted.
BESIDE = "口5口10口P口日8日n日"
DRAW = """(() => {
    const line = document.createElement("p");
    line.id = "drawn"; line.lang = "ja"; line.textContent = TEXT;
    document.querySelector("main").prepend(line);
    line.style.fontSize = "40px"; line.scrollIntoView();
})()"""
# How often ink begins, from left to right, in the drawn line of a picture of the window.
STROKES = """(async () => {
    const picture = new Image();
    picture.src = "data:image/png;base64,PICTURE";
    await picture.decode();
    const {x, y, width, height} = document.getElementById("drawn").getBoundingClientRect();
    const paper = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
    paper.drawImage(picture, 0, 0);
    const {data} = paper.getImageData(x, y, width, height);
    const inked = column => Array(Math.floor(height)).keys().some(row => data[4 * (row * Math.floor(width) + column)] < 140);
    return [...Array(Math.floor(width) - 1).keys()].filter(column => !inked(column) && inked(column + 1)).length;
})()"""


@pytest.fixture(scope="module")
def site():
    with serving(create_app(FakeSearcher(POSTS), read_here=True)) as address:
        yield address


@pytest.fixture(scope="module", params=["chromium", "firefox", "webkit"])
def engine(request):
    if reason := missing(request.param):
        pytest.skip(reason)
    with open_engine(request.param) as window:
        yield window


@pytest.mark.parametrize("address", [*PAGES, f"/p/{POSTS[0].id}?lang=ja&q=猫"])
def test_no_letter_is_drawn_over_another(engine, site, address):
    """The boxes of the letters do not tell: WebKit puts those in their places and then draws beside them."""
    engine.go(site + address)
    engine.run(DRAW.replace("TEXT", json.dumps(BESIDE)))
    for _ in range(20):  # WebKit may tell of a page that it has not drawn yet
        drawn = engine.run(STROKES.replace("PICTURE", engine.picture()))
        if drawn == len(BESIDE):
            break
        time.sleep(0.1)
    assert drawn == len(BESIDE)


def test_search_as_you_type(engine, site):
    engine.go(f"{site}/?lang=ja")
    engine.run("document.querySelector('[name=q]').focus()")
    engine.act(keys("猫x"))
    until(engine, "document.querySelector('main [role=status]').innerText.includes('見つかりません')")
    engine.act(keys(BACKSPACE))
    until(engine, "document.querySelectorAll('.hit').length === 10")
    assert engine.run("document.querySelector('.hit mark').textContent") == "猫"
    assert engine.run("getComputedStyle(document.querySelector('.hit .snippet mark')).backgroundImage").startswith(
        "linear"
    )
    until(engine, f"location.search === {json.dumps('?q=%E7%8C%AB&lang=ja')}")
    engine.back()
    until(engine, "location.pathname === '/' && document.querySelector('.browse') !== null")
    assert engine.run("document.querySelector('[name=q]').value") == ""
    assert complaints(engine) == []


def test_a_filter(engine, site):
    engine.go(f"{site}/search?lang=ja&q=猫")
    click(engine, ".facet li a[href*='year=2023']")
    until(engine, "document.querySelectorAll('.chip').length === 1")
    assert engine.run("document.querySelectorAll('.hit').length") == 7
    assert engine.run("document.querySelector('.facet [aria-current] .value').textContent") == "2023年"
    click(engine, ".chip")
    until(engine, "document.querySelectorAll('.chip').length === 0")
    assert complaints(engine) == []


def keys(text):
    """The keys of a text, pressed one after the other."""
    strokes = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
    return {"type": "key", "id": "keyboard", "actions": strokes}


def click(engine, selector):
    """A click in the middle of an element."""
    place = f"document.querySelector({json.dumps(selector)})"
    engine.run(f"{place}.scrollIntoView({{block: 'center', behavior: 'instant'}})")
    box = engine.run(f"(({{x, y, width, height}}) => [x + width / 2, y + height / 2])({place}.getBoundingClientRect())")
    x, y = map(round, box)
    moves = [
        {"type": "pointerMove", "x": x, "y": y},
        {"type": "pointerDown", "button": 0},
        {"type": "pointerUp", "button": 0},
    ]
    engine.act({"type": "pointer", "id": "mouse", "actions": moves})


def complaints(engine):
    """What the console says, but that the page of an error was an error."""
    return [each for each in engine.complaints() if "404" not in each]


def until(engine, condition):
    end = time.monotonic() + PATIENCE
    while not engine.run(condition):
        assert time.monotonic() < end, condition
        time.sleep(0.1)
