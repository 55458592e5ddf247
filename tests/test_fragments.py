"""What holds of every fragment, whatever the post and the query: it is the author's text, its marks are matches, it is cut where
a reader can see it. What single fragments look like is in test_highlight.py."""

from __future__ import annotations

import re

import pytest
from blog import post, searcher_of
from examples import examples
from hypothesis import given, note
from hypothesis import strategies as st

from search.request import SearchRequest

# Words as they are typed, and as posts have them.
WORDS = {
    "猫": ("猫", "ねこ", "ネコ"),
    "バイオリン": ("バイオリン", "ヴァイオリン", "ﾊﾞｲｵﾘﾝ"),
    "写真": ("写真", "寫眞"),
    "gpt-5": ("GPT-5", "ＧＰＴ－５"),
    "学校": ("学校", "學校"),
    '"の記"': ("の記",),
}
BETWEEN = (
    "、", "。", "が", "を見た。", "は長い道のりの途中で", "とOpenAIの", "と123,000人の", "とコンピューティングの", "！？", "\n", "\n\n",
    " | ", "「はい。」", "きのうは雨が降った。", "（", "）、", " and Claude Code ", "きのうは雨が降った。" * 4, "道は続く、" * 9,
)  # fmt: skip
LONGEST_WORD = 20  # characters; a fragment may be so much longer at either end lest a word is cut
ENDS = re.compile(r"[。！？!?]+[」』）)】”\"]*$")


@st.composite
def cases(draw):
    """A post, the words that are asked for, and the length of a fragment."""
    words = draw(st.lists(st.sampled_from(sorted(WORDS)), min_size=1, max_size=3, unique=True))
    written = st.sampled_from([spelling for word in words for spelling in WORDS[word]])
    pair = st.tuples(st.sampled_from(BETWEEN), st.sampled_from(BETWEEN), written).map("".join)
    text, short = (st.lists(pair, min_size=1, max_size=most).map("".join) for most in (8, 1))
    document = post(
        "one",
        draw(st.sampled_from(("題", "猫の話", "写真集"))),
        draw(text.map(str.strip)),
        headings=draw(st.lists(st.tuples(short.map(str.strip).filter(bool), text.map(str.strip)), max_size=4)),
        tags=draw(st.sampled_from(((), ("猫", "学校"), ("旅",)))),
        code=draw(st.sampled_from(((), ("neko = 猫  # バイオリン",)))),
    )
    return document, words, draw(st.sampled_from((10, 20, 40, 60, 120, 200)))


@pytest.fixture(scope="module")
def highlights(tmp_path_factory):
    def of(document, words, length):
        others = [post("other", "別の話", "別の文。")]
        searcher = searcher_of(tmp_path_factory.mktemp("blog") / ".sakuin", [document, *others])
        note(f"{words} in {document}")
        result = searcher.search(SearchRequest(" ".join(words), mode="any", snippet=length))
        return next((hit.highlights for hit in result.hits if hit.path == "one.md"), None)

    return of


def texts(document, layout=None):
    """The texts that a fragment of the body may be from."""
    code = [each.text for each in document.code]
    return code if layout == "code" else [each.text for each in document.sections]


def shown(fragment):
    return "".join(span.text for span in fragment.spans)


def forms(words):
    return [written for word in words for written in WORDS[word]]


@given(cases())
@examples(100)
def test_every_fragment(highlights, case):
    document, words, length = case
    found = highlights(*case)
    assert found is not None
    assert shown(*found.title) == document.title
    assert set(map(shown, found.tags)) <= set(document.tags)
    assert set(map(shown, found.headings)) <= {each.heading for each in document.sections}
    assert len(found.headings) <= 3
    for fragment in (*found.tags, *found.headings):
        assert any(span.matched for span in fragment.spans)
    for fragment in (*found.title, *found.tags, *found.headings, *found.body):
        check_marks(fragment, words)
    for fragment in found.body:
        check_cuts(fragment, document, length)
    check_number(found.body, document, words, length)


def check_marks(fragment, words):
    """What is marked are words of the query, what is not marked has none of them."""
    word = "|".join(map(re.escape, forms(words)))
    for span in fragment.spans:
        assert re.fullmatch(f"(?:{word})+", span.text) if span.matched else not re.search(word, span.text)


def check_cuts(fragment, document, length):
    text = shown(fragment)
    sources = [source for source in texts(document, fragment.layout) if text in source]
    assert sources
    assert len(text) <= length + 2 * LONGEST_WORD
    assert any(is_told(fragment, source, at) for source in sources for at in places(text, source))


def places(text, source):
    return [match.start() for match in re.finditer(f"(?={re.escape(text)})", source)]


def is_told(fragment, source, at):
    """Whether it is cut between words there, and it is told where that is within a sentence."""
    text, edge = shown(fragment), " |" if fragment.layout == "table" else " "
    before, after = source[:at], source[at + len(text) :]
    begins = not before.strip(edge + "\n") or before.rstrip(edge).endswith("\n") or ENDS.search(before.rstrip())
    ends = not after.strip(edge + "\n") or after.lstrip(edge).startswith("\n") or ENDS.search(text)
    between_words = is_between_words(before[-1:] + text[:1]) and is_between_words(text[-1:] + after[:1])
    ends_in_comma = ends and text.endswith("、")  # at the end of a line: cut or not, a reader sees no difference
    return (
        between_words
        and bool(fragment.cut_before) == (not begins)
        and (ends_in_comma or bool(fragment.cut_after) == (not ends))
    )


def is_between_words(around):
    return not re.fullmatch(r"[ァ-ヺーｦ-ﾟ]{2}|[A-Za-zＡ-Ｚａ-ｚ0-9０-９]{2}|[.,][0-9]", around)


def check_number(body, document, words, length):
    """One fragment shows every word that the body has, or there are two, and no one fragment could."""
    standing = [word for word in words if any(has(word, text) for text in texts(document))]
    if standing and len(body) == 1:
        assert all(has(word, shown(body[0])) for word in standing)
    elif standing:
        assert len(body) == 2
        windows = (text[at : at + length] for text in texts(document) for at in range(len(text)))
        assert not any(all(has(word, window) for word in standing) for window in windows)


def has(word, text):
    return any(form in text for form in forms([word]))
