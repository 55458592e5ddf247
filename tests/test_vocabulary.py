"""Which words of a blog a mistyped one is like, and what is a slip of the finger."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.slip import is_slip
from search.vocabulary import Vocabulary


@cache
def distance(one, other):
    """Letters to be added, left out, changed or swapped with their neighbour, none of them twice."""
    if not one or not other:
        return len(one) + len(other)
    swapped = one[-2:] == other[-2:][::-1] and len(one) > 1 and len(other) > 1
    return min(
        distance(one[:-1], other) + 1,
        distance(one, other[:-1]) + 1,
        distance(one[:-1], other[:-1]) + (one[-1] != other[-1]),
        distance(one[:-2], other[:-2]) + 1 if swapped else len(one) + len(other),
    )


WORDS = st.text("qx", min_size=1, max_size=8)


@given(WORDS, st.dictionaries(WORDS, st.integers(1, 9), max_size=8))
def test_words_few_letters_apart_nearest_first_then_those_of_most_posts(typed, posts):
    def allowed(word):
        shorter = min(len(word), len(typed))
        return -1 if shorter < 4 else 0 if shorter < 5 else 1 if shorter < 8 else 2

    apart = {word: distance(typed, word) for word in posts if word != typed and word[0] == typed[0]}
    apart |= {word: distance(typed, word) for word in posts if word != typed and min(len(word), len(typed)) > 6}
    expected = {word for word in apart if apart[word] <= allowed(word)}
    longer = {word for word in posts if word != typed and word.startswith(typed) and len(typed) > 4}
    apart |= {word: len(word) - len(typed) for word in longer}
    expected |= longer
    found = [each.word for each in Vocabulary(posts.items()).like(typed)]
    assert found == sorted(expected, key=lambda word: (apart[word], -posts[word], word))


BLOG = Vocabulary(
    dict.fromkeys(
        (
            "react",
            "firefly",
            "略語",
            "過ぎ",
            "検診",
            "形態素解析",
            "プロセス",
            "キーボード",
            "スパイス",
            "メートル",
            "二十",
        ),
        1,
    ).items()
)


@pytest.mark.parametrize(
    ("typed", "like"),
    [
        ("raect", ["react"]),
        ("firefox", []),
        ("リアクト", []),
        ("代々木", []),
        ("健診", []),
        ("けんしん", []),
        ("プロミス", []),
        ("形態素懐石", ["形態素解析"]),
        ("検真", ["検診"]),
        ("二重", []),
        ("firef", ["firefly"]),
        ("きーばど", ["キーボード"]),
        ("キーーボド", ["キーボード"]),
        ("スパイセ", ["スパイス"]),
        ("metal", []),
        ("2024年", []),
        ("", []),
    ],
)
def test_nothing_is_better_than_another_word(typed, like):
    assert [each.word for each in BLOG.like(typed)] == like


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("javascirpt", "javascript"),
        ("javascripot", "javascript"),
        ("javvascript", "javascript"),
        ("javscript", "javascript"),
        ("pytjon", "python"),
        ("プログラミンク", "プログラミング"),
        ("プロラグミング", "プログラミング"),
        ("インターネト", "インターネット"),
        ("きーばど", "キーボード"),
        ("ぷろぐらみんく", "プログラミング"),
        ("予知保善", "予知保全"),
        ("葬薬", "創薬"),
    ],
)
def test_slips(typed, word):
    assert is_slip(typed, word)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("agents", "agent"),
        ("online", "oneline"),
        ("string", "spring"),
        ("stitch", "switch"),
        ("hive", "five"),
        ("コスタ", "コスパ"),
        ("ローコード", "レコード"),
        ("データソース", "データベース"),
        ("グーグル", "ゴーグル"),
        ("ラーニング", "ランニング"),
        ("リアクト", "略語"),
        ("せんしん", "センチ"),
        ("きーばど", "キーワード"),
        ("なかなら", "なかなか"),
        ("形態素懐石", "形態素解析"),
        ("人口知能", "人工知能"),
    ],
)
def test_words(typed, word):
    assert not is_slip(typed, word)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("電動自転車", ("自転車",)),
        ("北海道新幹線", ("新幹線", "北海道")),
        ("猫カフェ", ("カフェ",)),
        ("ノートPC", ("ノート",)),
        ("ミニマリスト", ()),  # of kana only a dictionary knows where a word ends
        ("postgre", ()),
        ("カフェで食べた限定の味", ()),  # too little of it
        ("猫", ()),
        ("", ()),
    ],
)
def test_what_a_compound_is_made_of(typed, words):
    known = ("自転車", "新幹線", "幹線", "北海道", "カフェ", "ノート", "リスト", "post", "味", "猫")
    assert Vocabulary([(word, 3) for word in known]).components(typed) == words
