"""Words that may be taken for each other, and others that may not: what holds whichever of them is typed."""

import pytest
from blog import asked_terms, post, searcher_of
from examples import examples
from hypothesis import example, given, note
from hypothesis import strategies as st

from index.normalize import normalize
from search.request import SearchRequest
from search.spelling.same import spelling_tier

FAMILIES = (
    ("サーバー", "サーバ", "ｻｰﾊﾞｰ", "サ−バ", "server", "サーバーサイド"),
    ("猫", "ねこ", "ネコ", "neko", "子猫", "猫の手", "CAT"),
    ("問い合わせ", "問合せ", "問合わせ", "といあわせ", "問い合わせる"),
    ("学校", "學校", "がっこう", "小学校", "gakkou"),
    ("食べた", "食べる", "食べもの", "食べ物", "たべる", "食べなかった"),
    ("GPT-5", "gpt5", "GPT-4", "ＧＰＴ－５", "GPT", "gpt-5"),
    ("C++", "C#", "C", "c++", "Ｃ＋＋"),
    ("Python 3.12", "Python3.12", "Python 3.11", "Ｐｙｔｈｏｎ", "python", "Python"),
    ("東京都", "京都", "東京", "東京駅", "東京タワー", "北京"),
    ("関西国際空港", "空港", "国際空港", "国際", "関西"),
    ("温泉", "泉", "草津温泉", "おんせん", "onsen"),
    ("5㌔", "キロ", "㌔", "ｷﾛ", "5キロ", "きろ"),
    ("か\u3099くふ\u3099ち", "がくぶち", "額縁", "ガクブチ"),
    ("𠮷野家", "吉野家", "𠮷", "吉"),
    ("ヴァイオリン", "バイオリン", "baiorin", "ウ゛ァイオリン"),
    ("薔薇", "ばら", "バラ", "bara", "薔薇園"),
    ("公園", "講演", "こうえん", "kouen", "大公園"),
    ("信号機", "しんごうき", "shingouki", "信号"),
    ("絵葉書", "はがき", "葉書", "ハガキ", "hagaki", "絵はがき"),
    ("撮り鉄", "鉄", "撮る", "鉄道"),
    ("機械学習", "機械の学習", "機械", "学習", "machine learning", "ML"),
    ("全文検索", "全文", "検索", "検索した", "全文の検索"),
    ("食パン", "パン", "菓子パン", "ぱん", "パンダ"),
    ("とまと", "トマト", "tomato", "ﾄﾏﾄ"),
    ("React 19", "React19", "React", "React 18", "19"),
    ("10GB", "100GB", "10 GB", "１０ＧＢ"),
    ("3つ", "5つ", "三つ", "3"),
    ("100億円", "100 億円", "1億円", "円"),
    ("2024年", "2024 年", "2024", "２０２４年"),
    ("getUserById", "user", "get_user", "User", "getuserbyid"),
    ("揚げる", "上げる", "揚げた", "あげる"),
    ("iPhone15", "iPhone 15", "iphone", "IPHONE15"),
    ("いすゞ", "いすず", "イスズ"),
    ("蛍", "螢狩り", "ほたる", "螢"),
    ("Wi-Fi", "wifi", "WiFi", "wi-fi"),
    ("子供", "子ども", "こども", "子供用"),
    ("醤油", "しょうゆ", "ショーユ", "shoyu"),
    ("12:30", "I/O", "https://example.com/a", "a/b"),
    ("AI", "ＡＩ", "ai", "OpenAI", "Ai"),
    ("取り付け", "取り付ける", "取付け", "取付"),
    ("人々", "人人", "ひとびと"),
    ("霞ヶ関", "霞が関", "霞ケ関", "かすみがせき"),
)


def sentence(word):
    return f"道で{word}を見た。"


def is_one_token(word):
    term = normalize(word).text
    return asked_terms(term) == [term] and term in asked_terms(normalize(sentence(word)).text)


WORDS = [word for family in FAMILIES for word in family]
# A minus of another width is read as -, and a verb means all its forms.
SINGLE = [word for word in WORDS if is_one_token(word) and not {"−", "－"} & set(word) and not word.endswith("る")]
PARTS_OF_NAMES = ("python", "user", "iphone")  # found in any case there
# Neither finds the other.
OTHERS = (
    ("GPT-5", "GPT-4"),
    ("C++", "C#"),
    ("Python 3.12", "Python 3.11"),
    ("React 19", "React 18"),
    ("10GB", "100GB"),
    ("3つ", "5つ"),
    ("100億円", "1億円"),
    ("公園", "講演"),
    ("北京", "東京"),
    ("サーバー", "猫"),
    ("揚げる", "取り付ける"),
)
# The first does not find the second, which has it along the border of two words.
ACROSS = (("京都", "東京都"), ("CAT", "猫"), ("パン", "パンダ"), ("ML", "機械学習"))


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    """Each word in a post of its own."""
    documents = [post(str(number), "", sentence(word)) for number, word in enumerate(WORDS)]
    return searcher_of(tmp_path_factory.mktemp("blog") / ".sakuin", documents, commits=2)


def found(searcher, query, **options):
    hits = searcher.search(SearchRequest(query, limit=1000, mode="all", **options)).hits
    return [WORDS[int(hit.path.removesuffix(".md"))] for hit in hits]


@pytest.mark.parametrize("word", SINGLE)
def test_what_was_typed_is_first(searcher, word):
    assert found(searcher, word)[0] == word


@pytest.mark.parametrize("word", [word for word in SINGLE if word not in PARTS_OF_NAMES])
def test_exact_finds_only_what_was_typed(searcher, word):
    exact = found(searcher, word, exact=True)
    assert word in exact
    assert all(word in sentence(other) for other in exact)
    assert set(exact) <= set(found(searcher, word))


@pytest.mark.parametrize("word", SINGLE)
def test_what_was_typed_is_marked(searcher, word):
    first = searcher.search(SearchRequest(word)).hits[0].highlights.body[0]
    marked = "".join(span.text for span in first.spans if span.matched)
    assert marked and marked in word.replace(" ", "") + word


@pytest.mark.parametrize(("word", "other"), [*OTHERS, *map(tuple, map(reversed, OTHERS)), *ACROSS])
def test_another_word_is_not_found(searcher, word, other):
    assert other not in found(searcher, word)


@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
@examples(500)
def test_two_spellings_differ_in_the_same_way_from_either_side(one, other):
    assert spelling_tier(one, other) == spelling_tier(other, one)


# One word in several spellings, none of which is part of another.
SPELLINGS = (
    ("サーバー", "サーバ"),
    ("猫", "ねこ", "ネコ"),
    ("問い合わせ", "問合せ"),
    ("学校", "學校"),
    ("バイオリン", "ヴァイオリン"),
    ("子供", "子ども"),
    ("揚げる", "上げる"),
    ("薔薇", "ばら", "バラ"),
    ("GPT", "ＧＰＴ"),  # what is typed in small letters is meant in any case
)


@st.composite
def posts_of_one_word(draw):
    """Posts that each have one spelling of the same word, more or less often, in longer and shorter texts."""
    spellings = draw(st.sampled_from(SPELLINGS))
    other = st.sampled_from(("きのうは雨が降った。", "長い道は続く。", "夜は静かだ。" * 9))
    posts = st.tuples(st.sampled_from(spellings), st.integers(1, 4), st.lists(other, max_size=4), st.booleans())
    return draw(st.sampled_from(spellings)), draw(st.lists(posts, min_size=2, max_size=8))


@given(posts_of_one_word())
@example(
    ("サーバ", [("サーバー", 1, [], False)] * 4 + [("サーバ", 1, ["夜は静かだ。" * 9] * 2, False)])
)  # no idf, shared bigrams
@examples(60)
def test_posts_with_the_spelling_typed_come_before_all_others(tmp_path_factory, case):
    typed, posts = case
    documents = [
        post(str(number), f"{word}の話" if titled else "記録", sentence(word) * times + "".join(others))
        for number, (word, times, others, titled) in enumerate(posts)
    ]
    searcher = searcher_of(tmp_path_factory.mktemp("blog") / ".sakuin", documents)
    note(typed)
    words = [
        posts[int(hit.path.removesuffix(".md"))][0]
        for hit in searcher.search(SearchRequest(typed, duplicates="show")).hits
    ]
    assert len(words) == len(posts)
    assert words == sorted(words, key=lambda word: word != typed)
