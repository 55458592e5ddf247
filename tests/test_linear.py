"""Bad input costs no more than its length: four times the text takes about four times as long, whatever it is made of."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest
from examples import QUICK
from sites import SITES, prepared

from index.analysis.analyzer import analyzer
from index.analysis.technical import TECHNICAL, technical_tokens
from index.normalize import normalize
from index.reading.drafts.split import split_drafts
from index.reading.frontmatter.frontmatter import read_front_matter
from index.reading.frontmatter.syntax import SyntaxFault, load
from index.reading.frontmatter.values import as_text
from index.reading.markup.htmltag import split_at_tags
from index.reading.markup.markup import parse
from index.reading.markup.scanner import Scanner

SMALL, TIMES = 3_000, 4  # characters, and how many times as many there are in the large text
QUADRATIC = 8.0  # would be 16, linear is 4
NOTHING = 0.15  # seconds of CPU that any text of this size may take


def seconds(work: Callable[[str], object], text: str) -> float:
    gc.disable()  # a walk over the objects of all other tests would be counted
    began = time.process_time()
    work(text)
    gc.enable()
    return time.process_time() - began


def is_linear(work: Callable[[str], object], make: Callable[[int], str], *, small: int = SMALL) -> bool:
    """Whether it is in one of three tries, as other programs take the caches of the processor."""
    text, short = make(small * TIMES), make(small)
    return any(
        large < NOTHING or large <= QUADRATIC * seconds(work, short) + NOTHING
        for large in (seconds(work, text) for _ in range(3))
    )


def repeated(unit: str, *, before: str = "", behind: str = "") -> Callable[[int], str]:
    return lambda size: before + unit * (size // len(unit)) + behind


def falling(mark: str, between: str) -> Callable[[int], str]:
    """Runs of a mark, each shorter than the one before, so that none closes another."""
    return lambda size: between.join(mark * count for count in range(int((2 * size) ** 0.5), 0, -1))


TEMPLATES = [
    "{: ", "{: #cat .x ", "猫{:toc}", "猫{: #cat}", "* 目次\n{:toc}\n", "{::", "{::comment /}{:/ ", "{% raw %}", "{%", "{% figure ", "{% post_url cat %}",
    "{% highlight c %}", "{% comment %}", "{%-     raw", "{{", "{{ cat }", "{{ cat\n\n", "{{<", "{{%", "{{</", "{{< cat >}}", "$$", "$$a$$ ", "$$a\n\n", "$a ", "$a$1",
    "```c\n", "> ```\n", "- ~~~\n", "`猫\n\n", "`` a ` ", "\\$", "*[a]: b\n", "*[", ":::\n", ":", ":::details 題 名\n", "@[card](http://a.jp)\n", "@[card](a\n", "![a](b =1x)", " =1x ",
    '<div markdown="1">\n', "<a markdown=1 ", "<b markdown", ">", "1", "\t", " ",
]  # fmt: skip
MARKDOWN = [
    "[", "![", "](", "[a](", "[a](<b", '[a](b "', "[a][b]", "[[a](b)", "*a ", "_a ", "**a ", "*a_ ", "~~a ", "~~a~~ ", "a~~", "<", "<a ", "<aaaa\n", "x <!--", "x <?", "x <![CDATA[",
    "<![CDATA[", "<![CDATA[\n\n", "<!--\n", "x <a b='", '<a b="', "<http://", "&", "&#", "&amp", "a|", "|a|\n|-|\n", "---\ntext\n", "text\n---\n", "a\n", "a\n===\n", "***\n", "> ", "- ",
    "1. ", "- a\n\n", "- a\n* b\n", "[a]: /b\n", "[a]:\n", '[a]: /b "\n', "[^1]: x\n", "[^1] ", "[^", "^[a", "^[a]", "a\n: b\n", ": ", "# a {#b}\n", " #", "    a\n", "a  \n", "`a", "\\",
]  # fmt: skip
HTML = [
    "<aaaa ",
    "<a",
    '<a b="',
    "<a b='c\" ",
    "<!--",
    "<![CDATA[",
    "<?",
    "</a",
    "<a href=b>x",
    "<li>a",
    "<tr>",
    "<pre>",
    "<script>",
    "<ruby>a<rt>b",
    "&#",
    "&lt",
    " ",
    "<img alt=",
]
WORDS = [
    "v1.", "v1-", "v1@", "c++", "c#", "a.b@", "a.example.jp", "a@b.jp.", "111,", "1.", "a_", "aA", "a1", ".net ", "a 1 ", "1 gb ", "http://", "/", "@",
]  # fmt: skip
JAPANESE = [
    "ア",
    "ア・",
    "ア ",
    "ー",
    "あ",
    "猫",
    "一",
    "々",
    "・",
    "「",
    "。",
    "!",
    "非",
    "的",
    "\u3099",
    "\u0301\u0316",
    "㌔",
    "ﾊﾞ",
    "\u200b",
    "\ufe0f",
]


@pytest.mark.parametrize("site_type", ["jekyll", "hugo", "zenn"])
def test_templates(site_type: str) -> None:
    shapes = [repeated(f"{unit}", before="$$ $$ ::: ") for unit in TEMPLATES]
    shapes += [
        repeated("{{ 猫\n\n", behind="}}"),
        repeated("{{<猫\n\n", behind=">}}"),
        repeated(" ", before="<b markdown=1>", behind="猫"),
    ]
    shapes += [repeated(" markdown=1", before="<a"), falling("`", "\n\n"), falling("`", " "), falling("~", "\n")]
    slow = [make(20) for make in shapes if not is_linear(lambda text: prepared(text, site_type), make, small=20_000)]
    assert not slow


def test_what_comes_later_is_looked_for_once() -> None:
    class Counted(str):
        looks = 0

        def find(self, *place: object) -> int:
            Counted.looks += 1
            return super().find(*place)  # type: ignore[arg-type]

    Scanner(Counted("{{ 猫\n\n" * 1000 + "}}")).scan(SITES["jekyll"].dialect.marks)
    assert Counted.looks < 1100  # of "}}" one, and one of a blank line for each


def test_markdown() -> None:
    shapes = [repeated(unit, before=before) for unit in (MARKDOWN[::4] if QUICK else MARKDOWN) for before in ("", "x ")]
    assert not [make(20) for make in shapes if not is_linear(parse, make)]


@pytest.mark.parametrize("unit", ["<![CDATA[", "![", "[^", "^[a", "x ["])
@pytest.mark.parametrize("kramdown", [False, True])
def test_brackets_that_nobody_closes_take_two_seconds_for_a_megabyte(unit: str, *, kramdown: bool) -> None:
    text = repeated(unit, before="猫 ")(100_000)
    assert min(seconds(lambda text: parse(text, kramdown=kramdown), text) for _ in range(2)) < 0.6  # on a busy machine


def test_html() -> None:
    shapes = [repeated(unit, before="<div>\n", behind=behind) for unit in HTML for behind in ("", "x", ">")]
    slow = [make(20) for make in shapes if not is_linear(lambda text: list(split_at_tags(text)), make, small=20_000)]
    slow += [make(20) for make in shapes if not is_linear(parse, make)]
    assert not slow


def test_fences_of_drafts() -> None:
    units = ["```\n", "```c\n---END---\n", "~~~\n---END---\n", "```` x\n", "猫。 ---END---\n"]
    shapes = [repeated(unit, before="````\n---END---\n") for unit in units]
    shapes += [
        falling("`", "\n---END---\n"),
        falling("~", "\n\n---END---\n"),
        lambda size: "---END---\n" + "`" * size + "a`",
    ]
    assert not [make(40) for make in shapes if not is_linear(split_drafts, make)]


@pytest.mark.parametrize(
    "make",
    [
        lambda size: "---\ntitle: @\ntags:\n" + "  - 猫\n" * (size // 6) + "---\n",
        lambda size: (
            "---\n" + "".join(f"m{k}: &m{k}\n  <<: *m{k - 1}\n  a{k}: b\n" for k in range(1, size // 24)) + "---\n"
        ),
        lambda size: "---\ntitle: " + "[" * size + "\n---\n",
        lambda size: "+++\n" + "a." * (size // 2) + "a = 1\n+++\n",
        lambda size: "+++\nx = {" + "a." * (size // 2) + "a = 1}\n+++\n",
        lambda size: '{"a": ' * (size // 6),
        lambda size: "---\n" + "\n" * size + "x\n---\n",
        lambda size: "---\n" + " " * size + "x\n---\n",
    ],
)
def test_front_matter(make: Callable[[int], str]) -> None:
    assert is_linear(read_front_matter, make)


def test_an_alias_is_read_once() -> None:
    values = load(f"a: &a {'猫' * 1000}\ntitle: [{'*a, ' * 5000}]\n", "yaml") or {}
    assert as_text(values["title"]) == "猫" * 1000


@pytest.mark.parametrize(
    ("source", "form"), [("a." * 60 + "a = 1", "toml"), ("m: &m {a: b}\n" + "x:\n  <<: *m\n" * 200, "yaml")]
)
def test_what_would_be_copied_too_often_is_a_fault(source: str, form: str) -> None:
    with pytest.raises(SyntaxFault, match="nested too deeply"):
        load(source, form)


def test_technical_terms() -> None:
    shapes = [repeated(unit, behind=behind) for unit in WORDS for behind in ("", "x", " 1")]
    assert not [
        make(20)
        for make in shapes
        if not is_linear(lambda text: list(map(technical_tokens, TECHNICAL.finditer(text))), make)
    ]


def test_normal_forms() -> None:
    shapes = [repeated(unit, before="猫a", behind="x") for unit in (*WORDS, *JAPANESE)]
    assert not [make(20) for make in shapes if not is_linear(normalize, make)]


def test_sentences() -> None:
    janome = analyzer("janome")
    janome.tokens("猫")  # what is loaded once
    sentences = [repeated(unit)(4000) for unit in JAPANESE]
    slow = [text[:20] for text in sentences if seconds(lambda text: list(janome.pieces(text)), text) > 1]
    assert not slow


def test_a_long_chain_of_names_gives_few_hosts() -> None:
    names = "blog.example." * 1000 + "jp"
    assert sum(len(token.term) for token in analyzer("janome").tokens(names)) < 5 * len(names)
