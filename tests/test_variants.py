"""One word in many spellings: all are found, the one typed first, and never another word."""

import pytest
from blog import JANOME, post, searcher_of
from examples import examples
from hypothesis import given
from hypothesis import strategies as st

from search.request import SearchRequest
from search.spelling.same import spelling_tier
from search.spelling.variant import Tier

OTHER = "それはまったく別件で、河原を散歩した夕方の記録である。"

GROUPS = [
    ("long vowel", "プリンター プリンタ"),
    ("long vowel", "インターフェース インターフェイス インタフェース"),
    ("okurigana", "取り扱い 取扱い 取扱"),
    ("okurigana", "打ち合わせ 打合せ 打ち合せ"),
    ("okurigana", "待ち合わせ 待合せ 待ち合せ"),
    ("okurigana", "表す 表わす"),
    ("old kanji", "芸術 藝術"),
    ("old kanji", "斎藤 齋藤"),
    ("old kanji", "みすず みすゞ"),
    ("okurigana", "漬け物 漬物"),
    ("old kanji", "写真 寫眞 寫真"),
    ("small kana", "ビーナス ヴィーナス"),
    ("small kana", "イタリア イタリヤ"),
    ("spelling", "付属 附属"),
    ("spelling", "子供 子ども"),
    ("kana", "めがね メガネ"),
    ("kana", "らーめん ラーメン"),
    ("reading", "薔薇 ばら バラ"),
    ("reading", "豆腐 とうふ"),
    ("reading", "醤油 しょうゆ"),
    ("width or case", "Ruby Ｒｕｂｙ RUBY"),
    ("width or case", "カメラ ｶﾒﾗ"),
    ("spacing", "iPhone15 iPhone␣15"),
]


@pytest.mark.parametrize(("tier", "words"), GROUPS, ids=[words for _, words in GROUPS])
def test_every_spelling_finds_all_and_itself_first(tmp_path, tier, words):
    spellings = [word.replace("␣", " ") for word in words.split()]
    posts = [post(word, "日記", f"先週、{word}のことを考えていた。") for word in spellings]
    searcher = searcher_of(tmp_path / ".sakuin", [*posts, post("other", "雑談", OTHER)])
    for typed in spellings:
        result = searcher.search(SearchRequest(typed, explain=True))
        assert result.hits[0].path == f"{typed}.md"
        assert {hit.path for hit in result.hits} == {f"{word}.md" for word in spellings}
        for hit in result.hits:
            marked = "".join(span.text for fragment in hit.highlights.body for span in fragment.spans if span.matched)
            assert marked == hit.path.removesuffix(".md").replace(" ", "") or marked in hit.path
        tiers = {line.tier for hit in result.hits[1:] for line in (hit.explain or ())}
        assert tier in tiers or tier in {"reading", "spacing"}
        exact = searcher.search(SearchRequest(typed, exact=True))
        assert [hit.path for hit in exact.hits] == [f"{typed}.md"]


@pytest.mark.parametrize(
    ("one", "other", "tier"),
    [
        ("サーバ", "サーバー", Tier.LONG_VOWEL),
        ("行う", "行なう", Tier.OKURIGANA),
        ("學校", "学校", Tier.OLD_KANJI),
        ("ヴァイオリン", "バイオリン", Tier.SMALL_KANA),
        ("拡がる", "広がる", Tier.OTHER_KANJI),
        ("食べもの", "食べ物", Tier.SPELLING),
        ("ねこ", "ネコ", Tier.KANA),
        ("gpt-5", "gpt5", Tier.SPACING),
        ("渡れる", "渡る", Tier.SPELLING),
        ("霞ヶ関", "霞が関", Tier.SMALL_KANA),
        ("ろうそく", "ローソク", Tier.KANA),
        ("wi-fi", "wifi", Tier.SPACING),
        ("こうど", "コード", None),
        ("ボウル", "ボール", None),
        ("びよういん", "びょういん", None),
        ("描く", "書く", None),
        ("取り付け", "取り付ける", Tier.SPELLING),
        ("打合", "打ち合わせ", Tier.OKURIGANA),
        ("揚げる", "上げる", Tier.OTHER_KANJI),
        ("組合", "組み合わせる", None),
        ("切開", "切り開く", None),
        ("思い出", "思い出す", None),
        ("見出し", "見つけ出す", None),
        ("細い", "細かい", None),
        ("二組", "二つ組", None),
        ("上る", "上がる", None),
        ("入る", "入れる", None),
        ("公園", "講演", None),
        ("行う", "行く", None),
    ],
)
def test_in_what_two_spellings_differ(one, other, tier):
    assert spelling_tier(one, other) is tier


def test_sounds_count_where_few_posts_have_the_word(tmp_path):
    kana = [post(f"kana{number}", "日記", "先週、めがねを直した。") for number in range(10)]
    searcher = searcher_of(tmp_path / ".sakuin", [*kana, post("kanji", "日記", "先週、眼鏡を直した。")])
    assert searcher.search(SearchRequest("めがね")).total == 10
    assert searcher.search(SearchRequest("眼鏡")).total == 11


SPOKEN = (
    "サーバ",
    "サーバー",
    "ねこ",
    "猫",
    "ネコ",
    "問合せ",
    "問い合わせ",
    "學校",
    "学校",
    "温泉",
    "GPT-5",
    "gpt5",
    "とまと",
    "ｶﾒﾗ",
    "カメラ",
)
sentences = st.lists(st.sampled_from((*SPOKEN, "を見た。", "、", "の", "\n")), max_size=12).map("".join)


@given(
    st.lists(sentences, min_size=1, max_size=4),
    st.lists(st.sampled_from((*SPOKEN, '"温"', "泉", "neko")), min_size=1, max_size=3),
    st.sampled_from([" ", " OR "]),
)
@examples(60)
def test_every_mark_has_a_reason_that_the_explanation_names(tmp_path_factory, texts, words, between):
    posts = [post(str(number), "", text) for number, text in enumerate(texts)]
    searcher = searcher_of(tmp_path_factory.mktemp("blog") / ".sakuin", posts)
    for hit in searcher.search(SearchRequest(between.join(words), explain=True)).hits:
        text = texts[int(hit.path.removesuffix(".md"))]
        reasons = {
            line.term
            for line in (hit.explain or ())
            if line.field not in {"bigrams", "side by side", "near each other"}
        }
        explained = {
            place
            for token in JANOME.tokens(text)
            if any(token.term == reason or reason in token.term for reason in reasons)
            for place in range(token.start, token.end)
        } | {at + step for reason in reasons for at in places(reason, text) for step in range(len(reason))}
        for fragment in hit.highlights.body:
            shown = "".join(span.text for span in fragment.spans)
            assert shown in text
            assert marked_places(fragment, text.index(shown)) <= explained or text.count(shown) > 1


def places(word, text):
    return [at for at in range(len(text)) if text.startswith(word, at)]


def marked_places(fragment, at):
    found = set()
    for span in fragment.spans:
        if span.matched:
            found.update(range(at, at + len(span.text)))
        at += len(span.text)
    return found


@pytest.mark.parametrize(
    ("query", "name"), [("たかはしさん", "高橋さん"), ("たなかくん", "田中くん"), ("さわださま", "澤田さま")]
)
def test_a_name_with_an_honorific_is_found_by_its_reading(tmp_path, query, name):
    """さん is no okurigana."""
    posts = [post(each, "題", f"{each}と話した。") for each in ("高橋さん", "田中くん", "澤田さま", "鈴木さん")]
    hits = searcher_of(tmp_path / ".sakuin", posts).search(SearchRequest(query)).hits
    assert [hit.path for hit in hits] == [f"{name}.md"]
