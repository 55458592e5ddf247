"""What is suggested while somebody types."""

import time

import pytest
from blog import analyzed, new_index, post, searcher_of
from hypothesis import example, given
from hypothesis import strategies as st

from index.store.writer import Writer
from search.answer import Suggestion
from search.searcher import open_searcher

POSTS = [
    post("miso", "味噌ラーメンを作る", tags=("味噌", "台所"), date="2024-05-12T08:00:00+09:00"),
    post("shikomi", "【台所】手前味噌の仕込み", tags=("味噌", "発酵"), date="2022-01-09T08:00:00+09:00"),
    post("tokyo", "東京タワーに登る", tags=("旅", "東京都"), date="2023-03-01T08:00:00+09:00"),
    post("janome", "Janomeで形態素解析", tags=("Python", "検索"), date="2023-03-19T08:00:00+09:00"),
    post("python", "Ｐｙｔｈｏｎのパッケージ", tags=("python", "検索"), date="2021-06-01T08:00:00+09:00"),
    post("coffee", "コーヒーメーカーとヴァイオリン", tags=("ゐなか",)),
    post("party", "誕生日のパーティー", tags=("C++",)),
    post("maple", "紅葉を見に行く"),
]
TITLES = {each.title: each for each in POSTS}


INFLECTED = [
    "寒い日の豚汁",
    "三味線を習いはじめる",
    "美しかった京都",
    "食べ歩きの記録",
    "走って帰る",
    "猫と暮らす",
    "静かな海",
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        *(("さむい", 0), ("samui", 0), ("さむ", 0), ("さむいひ", 0), ("ならい", 1), ("narai", 1), ("うつくし", 2)),
        *(("たべあるき", 3), ("arukinokiroku", 3), ("はしって", 4), ("くらす", 5), ("ねことくら", 5), ("しずかな", 6)),
    ],
)
def test_words_with_endings_are_found_by_how_they_are_read(inflected, typed, found):
    assert suggested(inflected, typed) == [INFLECTED[found]]


@pytest.fixture(scope="module")
def inflected(tmp_path_factory):
    posts = [post(f"p{number}", title) for number, title in enumerate(INFLECTED)]
    return searcher_of(tmp_path_factory.mktemp("inflected") / ".sakuin", posts)


@pytest.fixture(scope="module")
def sorted_into(tmp_path_factory):
    posts = [
        post("a", "夏の山", categories=("暮らし", "Web開発"), tags=("山",), date="2024-01-01T00:00:00+09:00"),
        post("b", "冬の山", categories=("暮らし", "山"), tags=("山",), date="2023-01-01T00:00:00+09:00"),
        post("c", "暮らしの手帖", categories=("プログラミング",), date="2022-01-01T00:00:00+09:00"),
    ]
    return searcher_of(tmp_path_factory.mktemp("sorted") / ".sakuin", posts)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("プログ", [("category", "プログラミング", 1)]),
        ("puroguramin", [("category", "プログラミング", 1)]),
        ("くらし", [("category", "暮らし", 2), ("title", "暮らしの手帖", 0)]),
        ("kaihatsu", [("category", "Web開発", 1)]),
        ("山", [("tag", "山", 2), ("category", "山", 1), ("title", "夏の山", 0), ("title", "冬の山", 0)]),
    ],
)
def test_categories_are_suggested_like_tags(sorted_into, typed, found):
    assert [(each.kind, each.text, each.count) for each in sorted_into.suggest(typed)] == found


@pytest.fixture(scope="module", params=[1, 3], ids=["one segment", "three segments"])
def searcher(tmp_path_factory, request):
    return searcher_of(tmp_path_factory.mktemp("blog") / ".sakuin", POSTS, commits=request.param)


def suggested(searcher, typed, limit=8):
    return [each.text for each in searcher.suggest(typed, limit=limit)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        # what begins with it, then where a word begins with it, then what contains it
        ("味噌", ["味噌", "味噌ラーメンを作る", "【台所】手前味噌の仕込み"]),
        ("台", ["台所", "【台所】手前味噌の仕込み"]),
        ("メーカー", ["コーヒーメーカーとヴァイオリン"]),
        ("素解", ["Janomeで形態素解析"]),
        ("京都", ["東京都"]),
        # width, case, kana, old letters, spaces
        ("ＰＹＴ", ["Python", "Ｐｙｔｈｏｎのパッケージ"]),
        ("ｺｰﾋｰ", ["コーヒーメーカーとヴァイオリン"]),
        ("こーひ", ["コーヒーメーカーとヴァイオリン"]),
        ("いなか", ["ゐなか"]),
        ("味噌　ラー", ["味噌ラーメンを作る"]),
        ("c++", ["C++"]),
        # by how it is read
        ("みそら", ["味噌ラーメンを作る"]),
        ("みそ", ["味噌", "味噌ラーメンを作る", "【台所】手前味噌の仕込み"]),
        ("とうきょうた", ["東京タワーに登る"]),
        ("もみじ", ["紅葉を見に行く"]),
        ("こうよう", ["紅葉を見に行く"]),
        ("けいたいそか", ["Janomeで形態素解析"]),
        ("janomeで形", ["Janomeで形態素解析"]),
        # in romaji, long vowels written or not
        ("miso", ["味噌", "味噌ラーメンを作る", "【台所】手前味噌の仕込み"]),
        ("tokyo", ["東京都", "東京タワーに登る"]),
        ("toukyou", ["東京都", "東京タワーに登る"]),
        ("toukyouta", ["東京タワーに登る"]),
        ("tokyotawa-", ["東京タワーに登る"]),
        ("ko-hi-", ["コーヒーメーカーとヴァイオリン"]),
        ("baiorin", ["コーヒーメーカーとヴァイオリン"]),
        ("pa-ti-", ["誕生日のパーティー"]),
        ("kensaku", ["検索"]),
        # an input method, or a person, in the middle of a syllable
        ("けんさk", ["検索"]),
        ("けんさｋ", ["検索"]),
        ("keitais", ["Janomeで形態素解析"]),
        # nothing
        ("", []),
        ("　", []),
        ("k", []),
        ("量子", []),
        ("噌を", []),
        ("こおしい", []),
    ],
)
def test_suggestions(searcher, typed, found):
    assert suggested(searcher, typed) == found


def test_a_tag_has_its_posts_and_a_title_its_address(searcher):
    tag, title, *_ = searcher.suggest("味噌")
    assert tag == Suggestion("味噌", "tag", "", count=2)
    assert title == Suggestion("味噌ラーメンを作る", "title", "/miso/", id=POSTS[0].id)


def test_a_tag_in_two_spellings_is_one(searcher):
    tag, *_ = searcher.suggest("python")
    assert (tag.text.lower(), tag.count) == ("python", 2)


def test_the_commonest_tags_and_the_newest_titles_share_the_room(tmp_path):
    posts = [
        post(f"p{n}", f"猫の日{n}", tags=tuple(f"猫{m}" for m in range(n)), date=f"2024-01-{n + 1:02}T00:00:00+09:00")
        for n in range(9)
    ]
    searcher = searcher_of(tmp_path / "idx", posts)
    assert suggested(searcher, "猫", limit=6) == ["猫0", "猫1", "猫2", "猫の日8", "猫の日7", "猫の日6"]
    assert suggested(searcher, "猫", limit=1) == ["猫0"]
    assert len(suggested(searcher, "猫", limit=20)) == 17


def test_posts_with_one_title_are_suggested_once_the_newest(tmp_path):
    old, new = (post(name, "近況", date=f"{name}-01-01T00:00:00+09:00") for name in ("2020", "2024"))
    assert [each.id for each in searcher_of(tmp_path / "idx", [old, new]).suggest("近")] == [new.id]


def test_a_new_generation_has_its_own(tmp_path):
    writer = Writer(new_index(tmp_path / "idx"))
    writer.commit([analyzed(POSTS[0])])
    assert suggested(open_searcher(tmp_path / "idx"), "東京") == []
    writer.commit([analyzed(POSTS[2])])
    assert suggested(open_searcher(tmp_path / "idx"), "東京") == ["東京都", "東京タワーに登る"]


def test_no_posts_no_suggestions(tmp_path):
    assert suggested(searcher_of(tmp_path / "idx", []), "猫") == []


def test_odd_titles_and_tags(tmp_path):
    odd = [post("a", "", tags=("", " ", "㌔", "a\nb")), post("b", "\x00", tags=("！？",)), post("c", "\n猫\n")]
    searcher = searcher_of(tmp_path / "idx", odd)
    assert suggested(searcher, "キロ") == ["㌔"]
    assert suggested(searcher, "ab") == ["a\nb"]
    assert suggested(searcher, "猫") == ["\n猫\n"]


letters = st.sampled_from("味噌みそミソﾐｿmisoＭーっん' ()[]\\^$.*+?{}|-1\n\x00\ud800がゞ々㌔")


@given(text=st.text(letters, max_size=60), limit=st.integers(1, 20))
@example(text="(" * 60, limit=1)
@example(text="n" * 60, limit=1)
def test_anything_may_be_typed(searcher, text, limit):
    began = time.perf_counter()
    assert len(searcher.suggest(text, limit=limit)) <= limit
    assert time.perf_counter() - began < 1


@given(title=st.sampled_from(sorted(TITLES)), typed=st.integers(1, 30))
def test_a_title_is_found_by_its_beginning_however_long(searcher, title, typed):
    assert title in suggested(searcher, title[:typed], limit=20)
