"""One word in many spellings: all are found, the one typed first, and never another word."""

import pytest
from blog import JANOME, post, searcher_of
from hypothesis import given, settings
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
        tiers = {line.tier for hit in result.hits[1:] for line in hit.explanation}
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


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    texts = {
        "kix": "関西国際空港から台湾へ飛んだ。",
        "kyoto": "京都でお寺を巡る。",
        "tokyoto": "東京都の条例が変わった。",
        "todai": "東京都立大学で講義を受けた。",
        "onsen": "草津温泉の湯畑を見た。",
        "izumi": "森の中に泉がある。",
        "koen": "公園でお弁当を食べた。",
        "lecture": "講演を聴いた。",
        "tool": "キャプチャツールを比べる。",
        "italian": "イタリアンの店。",
        "italy": "イタリアへ旅行。",
        "whole": "全文検索を実装した。",
        "apart": "全文を読んでから検索する。",
        "of": "機械の学習を止めた。",
        "far": "機械を売り、学習塾に通う。",
        "oshi": "推し活の予算を組む。",
        "taipa": "タイパを重視する。",
        "thai": "タイでパクチーを食べる。",
        "py312": "Python 3.12で速くなった。",
        "py311": "Python 3.11を12台に入れた。",
        "gpt5": "GPT-5を試した。",
        "gpt4o": "GPT-4oで献立を作る。",
        "ten": "10GBの空き容量。",
        "hundred": "100GBのディスク。",
        "v": "v1.2.3をリリースした。",
        "mail": "連絡は taro@example.com まで。",
        "kagoshima": "鹿児島の港。",
        "deer": "奈良で鹿を見た。",
        "kinkakuji": "金閣寺を見る。",
        "clock": "置時計が鳴る。",
        "watch": "時計を直す。",
        "yet": "曲はまだ続く。",
        "trains": "撮り鉄の友人。",
        "iron": "写真を撮る。鉄の話。",
        "js": "JavaScriptを書く。",
        "hotaru": "螢狩りの夜。",
        "meeting": "午前は打ち合わせ、午後は休み。",
        "pickles": "漬け物を買う。",
        "isuzu": "道で、いすゞの古いバスを見た。",
        "factory": "叔父はいすずの工場にいた。",
        "station": "東京へ行き、北京駅で迷う。",
        "tokyo-station": "東京駅で待ち合わせる。",
        "signal": "信号機が青になる。",
        "strong": "紙は丈夫だ。",
        "fine": "もう大丈夫だ。",
        "drone": "ドローンを飛ばす。",
        "loan": "ローンを返す。",
        "indonesia": "インドネシアの島。",
        "india": "インドの香辛料。",
        "really": "本当に助かる。",
        "react": "Reactを19回直した。",
        "react19": "React19へ上げた。",
        "half": "3.5mmのねじ。",
        "salon": "美容院へ行く。",
        "hospital": "病院へ行く。",
        "nights": "冬の日中でも冷える。",
        "sewing": "服を縫う。部活の話。",
        "plush": "「ぬい活」と呼ぶ。",
        "noon": "12:30に着いた。",
        "runs": "12月に30回走った。",
        "bag": "ふくろを縫わない。",
        "owl": "ふくろうが鳴く。",
        "wifi": "Wi-Fiが切れた。",
        "postcard": "絵葉書を出す。",
        "kana-postcard": "絵はがきを買う。",
        "solemn": "いかめしい顔。",
        "castle": "鬼が城の石垣。",
        "union": "魚の組合に入る。",
        "combine": "色を組み合わせる。",
        "bicycle": "子供用の自転車を買う。",
        "shrine": "神社に参る。",
        "ginger": "ジンジャーを買う。",
        "city": "スマートシティの構想。",
        "named": "色を指定する。",
        "three": "3つの理由。",
        "five": "5つの理由。3章まで。",
        "billion": "100億円の話。",
        "million": "100万円と1億円の話。",
        "year": "2024 年の目標。",
        "months": "3か月続けた。",
        "meeting-room": "会社の次の回。",
        "rule": "うまくできていますか。",
        "bucket": "aws-s3-bucketを作る。",
        "case": "スマホケースを買った。",
        "frame": "か\u3099くふ\u3099ちを作る。",
    }
    posts = [post(name, "日記", text) for name, text in texts.items()]
    code = post("code", "コード", "設定を読む。", code=("def read_title(user): return getUserById(user)",))
    return searcher_of(tmp_path_factory.mktemp("blog") / ".sakuin", [*posts, code])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("空港", "kix"),
        ("国際空港", "kix"),
        ("京都", "kyoto"),
        ("東京", "tokyoto todai station tokyo-station"),
        ("東京都", "tokyoto"),
        ("大学", "todai"),
        ("泉", "onsen izumi"),
        ("鹿", "deer"),
        ("寺", "kyoto kinkakuji"),
        ("とけい", "watch clock"),
        ("浜田", ""),
        ("撮り鉄", "trains"),
        ("Java", ""),
        ("蛍", "hotaru"),
        ("打合せ", "meeting"),
        ("tsukemono", "pickles"),
        ("いすず", "isuzu factory"),
        ("いすゞ", "isuzu factory"),
        ("公園", "koen"),
        ("こうえん", "koen lecture"),
        ("kouen", "koen lecture"),
        ("キャプチャ", "tool"),
        ("イタリア", "italy"),
        ("全文検索", "whole"),
        ("全文 検索", "whole apart"),
        ("機械学習", "of"),
        ("機械 学習", "of far"),
        ("推し活", "oshi"),
        ("タイパ", "taipa"),
        ("Python 3.12", "py312"),
        ("Python3.12", "py312"),
        ("GPT-5", "gpt5"),
        ("gpt5", "gpt5"),
        ("GPT", "gpt5 gpt4o"),
        ("10GB", "ten"),
        ("10 GB", "ten"),
        ("1.2.3", "v"),
        ("v1.2.4", ""),
        ("example.com", "mail"),
        ("getUserById", "code"),
        ("read_title", "code"),
        ("title user", "code"),
        ("東京駅", "tokyo-station"),
        ("しんごうき", "signal"),
        ("shingouki", "signal"),
        ("丈夫", "strong"),
        ("ローン", "loan"),
        ("インド", "india"),
        ("助かる -本", "really"),
        ("React 19", "react19"),
        ("React 17", ""),
        ("3.5mm", "half"),
        ("3.5 mm", "half"),
        ("5 mm", ""),
        ("びよういん", "salon"),
        ("日中", "nights"),
        ("ぬい活", "plush"),
        ("12:30", "noon"),
        ("fukurou", "owl"),
        ("fukuro", "owl bag"),
        ("wifi", "wifi"),
        ("子供用自転車", "bicycle"),
        ("神社", "shrine"),
        ("ジンジャー", "ginger"),
        ("指定", "named"),
        ("3つ", "three"),
        ("100億円", "billion"),
        ("100 億円", "billion"),
        ("2024年 目標", "year"),
        ("3ヶ月", "months"),
        ("かいだん", ""),
        ("規定", ""),
        ("s3", "bucket"),
        ("ケース", "case"),
        ("がくぶち", "frame"),
        ("はがき", "postcard kana-postcard"),
        ("hagaki", "postcard kana-postcard"),
        ("いか", ""),
        ("鬼ケ城", "castle"),
        ("組合", "union"),
        ("猫の額 OR 石垣", "castle"),
        ("色 NOT 組み合わせる", "named"),
        ("冷える (日中 OR 昼間)", "nights"),
        ("くぁwせdrftgyふじこlp", ""),
        ("ぬむほげら", ""),
    ],
)
def test_words_are_found_as_words(searcher, query, found):
    hits = searcher.search(SearchRequest(query)).hits
    assert {hit.path.removesuffix(".md") for hit in hits if not hit.relaxed} == set(found.split())


def test_the_reader_is_told_of_other_spellings(searcher):
    assert [(each.typed, each.found) for each in searcher.search(SearchRequest("こうえん")).spellings] == [
        ("こうえん", ("公園", "講演"))
    ]
    assert [each.found for each in searcher.search(SearchRequest("hagaki")).spellings] == [("はがき", "葉書")]
    assert searcher.search(SearchRequest("公園")).spellings == ()
    assert searcher.search(SearchRequest("gpt-5")).spellings == ()


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
@settings(max_examples=60, deadline=None)
def test_every_mark_has_a_reason_that_the_explanation_names(tmp_path_factory, texts, words, between):
    posts = [post(str(number), "", text) for number, text in enumerate(texts)]
    searcher = searcher_of(tmp_path_factory.mktemp("blog") / ".sakuin", posts)
    for hit in searcher.search(SearchRequest(between.join(words), explain=True)).hits:
        text = texts[int(hit.path.removesuffix(".md"))]
        reasons = {line.term for line in hit.explanation if line.field not in {"bigrams", "side by side"}}
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
