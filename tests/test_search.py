"""What is asked of a small blog, and what is found."""

import pytest
from blog import post, searcher_of
from few_posts import POSTS, found

from index.document import in_brief
from search.request import SearchRequest


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("ラーメン", ["ramen"]),
        ("食べる", ["sushi", "ramen"]),  # finds 食べた: base forms are indexed
        ("Ｐｙｔｈｏｎ", ["python", "gpt"]),  # full width is the same word
        ("札幌 食べる", ["ramen", "sushi"]),
        ("札幌　食べる　寿司", ["sushi"]),
        ("寿司 OR ラーメン", ["ramen", "sushi"]),
        ("食べる -小樽", ["ramen"]),
        ("-札幌", ["python", "gpt"]),
        ("形態素", ["python"]),  # in a heading
        ("search_posts", ["python"]),  # in code
        ("GPT-5", ["python"]),
        ("GPT-4", ["gpt"]),
        ("GPT", ["gpt", "python"]),
        ("title:検索", ["python"]),
        ("title:ラーメン OR 小樽", ["ramen", "sushi"]),
        ('"全文検索"', ["python"]),
        ('"検索の全文"', ["gpt"]),
        ('"ＧＰＴ－５に"', ["python"]),
        ('"検"', ["python", "gpt"]),
        ('"話"', ["ramen", "sushi", "gpt"]),
        ('title:"話"', ["ramen", "sushi"]),
        ("京都 東京", ["gpt"]),
        ("存在しない", []),
        ("は", ["ramen", "sushi", "gpt"]),  # a lone particle is looked for as it stands
        ("猫 は", ["python"]),  # beside a word it says nothing
        ("！！", []),
    ],
)
def test_words(searcher, query, names):
    assert sorted(found(searcher, query)) == sorted(names)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("検索", "python"),  # in the title and the tags before in the body
        ("札幌 ラーメン", "ramen"),
    ],
)
def test_the_best_is_first(searcher, query, first):
    assert found(searcher, query)[0] == first


def test_when_no_post_has_every_word_the_nearest_are_shown_apart(searcher):
    result = searcher.search(SearchRequest("札幌 小樽 寿司 パソコン"))
    assert (result.match, result.total) == ("some", 0)
    assert [hit.path for hit in result.hits] == ["sushi.md"]
    assert all(hit.relaxed for hit in result.hits)
    assert not any(value.count for facet in result.facets.values() for value in facet.values)


def test_a_post_that_is_excluded_is_not_the_best_that_others_are_held_against(searcher):
    assert found(searcher, "寿司 小樽 食べる") == ["sushi"]
    assert found(searcher, "寿司 小樽 食べる -次") == ["ramen"]


@pytest.mark.parametrize(("mode", "names"), [("all", []), ("any", ["ramen", "sushi"]), ("auto", ["ramen", "sushi"])])
def test_modes(searcher, mode, names):
    assert sorted(found(searcher, "小樽 ラーメン スープ", mode=mode)) == names


def test_what_was_understood_is_said(searcher):
    parsed = searcher.search(SearchRequest('札幌 寿司 OR 猫 -犬 tag:旅 "味噌"', years=(2023,))).parsed
    assert parsed.all == ("札幌", "寿司 OR 猫", '"味噌"')
    assert parsed.none == ("犬",)
    assert parsed.filters == {"tag": ("旅",), "year": ("2023",)}


@pytest.mark.parametrize(
    ("name", "found"), [("python", True), ("python.md", True), ("/python/", True), ("pyth", False)]
)
def test_a_post_by_its_path_or_url(searcher, name, found):
    assert (searcher.post(name) is not None) == found


def test_a_post_is_as_it_was_indexed(searcher):
    found = searcher.post(POSTS[2].id, include=("body", "headings", "code"))
    assert in_brief(found) == in_brief(POSTS[2])
    assert found.body.startswith(POSTS[2].sections[0].text)
    assert [(each.level, each.text) for each in found.headings] == [(2, "形態素解析"), (2, "まとめ")]
    assert found.code == POSTS[2].code


def test_state(searcher):
    state = searcher.state()
    assert (state.documents, state.indexed, state.state) == (4, 4, "ready")


def test_three_words_that_few_posts_have_together_are_answered_with_the_nearest_too(tmp_path):
    posts = [
        post("all", "札幌", "札幌で味噌ラーメンを食べた店の話。"),
        post("most", "札幌のラーメン", "札幌の味噌ラーメン。"),
        post("none", "京都", "京都で豆腐を買った。"),
    ]
    searcher = searcher_of(tmp_path / ".sakuin", posts)
    for query in ("札幌で味噌ラーメンを食べた店は？", "札幌 味噌 ラーメン 店"):
        answer = searcher.search(SearchRequest(query))
        assert [(hit.path, bool(hit.relaxed)) for hit in answer.hits] == [("all.md", False), ("most.md", True)]
        assert (answer.match, answer.total) == ("all", 1)


FIREFOX = [
    post("howto", "Firefox のアドオンを書く", "Firefox のアドオンを書いて公開するまで。", tags=("web",)),
    post(
        "news", "今週の記録", "Firefox が新しくなった。アドオンの作り方の本も出た。", date="2024-02-01T00:00:00+09:00"
    ),
    post("other", "京都", "京都で豆腐を買った。", tags=("web",)),
    post("soup", "スープの作り方", "鍋で作る。", date="2024-03-01T00:00:00+09:00"),
]


@pytest.fixture(scope="module")
def firefox(tmp_path_factory):
    return searcher_of(tmp_path_factory.mktemp("blog") / ".sakuin", FIREFOX)


def shown(searcher, query, **options):
    """The posts shown, those that lack words in brackets."""
    hits = searcher.search(SearchRequest(query, **options)).hits
    return [f"({hit.path[:-3]})" if hit.relaxed is True else hit.path[:-3] for hit in hits]


@pytest.mark.parametrize(
    ("query", "options", "expected"),
    [
        ("firefox アドオン 作り方", {}, ["news", "(howto)", "(soup)"]),
        ("アドオン 作り方", {}, ["news", "(howto)", "(soup)"]),
        ("アドオン 作り方", {"sort": "date"}, ["news", "(howto)", "(soup)"]),
        ("アドオン 作り方", {"sort": "-date"}, ["news", "(soup)", "(howto)"]),
        ("アドオン 作り方", {"mode": "all"}, ["news"]),
        ("アドオン 作り方", {"tags": ("web",)}, ["(howto)"]),
        ("アドオン 作り方 tag:web", {}, ["(howto)"]),
        ("アドオン 作り方 -スープ", {}, ["news", "(howto)"]),
        ('アドオン "作り方"', {}, ["news", "(soup)"]),
        ('"アドオン" "作り方"', {}, ["news"]),
        ('"アドオンの 作り方"', {}, []),
        ('"アドオンの作り方" firefox', {}, ["news"]),
        ('"アドオンの作り方" firefox 豆腐', {}, ["(news)"]),
        ('"豆腐の作り方" firefox アドオン', {}, []),
        ("京都", {}, ["other"]),
    ],
)
def test_where_few_posts_have_all_words_those_with_some_follow(firefox, query, options, expected):
    assert sorted(shown(firefox, query, **options)[1:]) == sorted(expected[1:])
    assert shown(firefox, query, **options)[:1] == expected[:1]


def test_posts_that_lack_words_are_not_counted_and_no_page_leads_to_them(firefox):
    answer = firefox.search(SearchRequest("アドオン 作り方", limit=2))
    assert (answer.match, answer.total, len(answer.hits)) == ("all", 1, 2)
    assert not answer.facets["tags"].values


def test_nothing_follows_where_three_posts_have_both_words(tmp_path):
    both = [post(f"both{number}", "題", "猫と犬がいる。") for number in range(3)]
    others = [post("cat", "題", "猫がいる。"), *(post(f"other{number}", "題", "雨が降る。") for number in range(9))]
    for number, expected in ((2, ["(cat)"]), (3, [])):
        searcher = searcher_of(tmp_path / str(number), [*both[:number], *others])
        assert shown(searcher, "猫 犬")[number:] == expected


def test_a_score_is_the_same_however_many_are_shown(tmp_path):
    one = post("one", "題", "道を歩く。" * 60 + "猫と犬がいて、鳥と魚が好き。")
    nearly = [post(f"nearly{number}", "猫と犬と鳥", "猫と犬と鳥。") for number in range(3)]
    others = [post(f"other{number}", "雨", "雨が降る。") for number in range(5)]
    searcher = searcher_of(tmp_path / ".sakuin", [one, *nearly, *others])
    first, *lacking = searcher.search(SearchRequest("猫と犬と鳥が好きですか")).hits
    assert (bool(first.relaxed), [hit.relaxed for hit in lacking]) == (False, [True] * 3)
    assert searcher.search(SearchRequest("猫と犬と鳥が好きですか", limit=1)).hits == (first,)


@pytest.mark.parametrize("query", ["並べ替える", "古い順", "校閲者", "def"])
def test_japanese_in_code_is_found_by_its_words(tmp_path, query):
    code = ['"""あなたは厳しい校閲者です。"""\n\ndef sort(rows):  # 古い順に並べ替えます\n    ...']
    searcher = searcher_of(tmp_path / ".sakuin", [post("code", "題", code=code), post("other", "題", "別の話。")])
    assert [hit.path for hit in searcher.search(SearchRequest(query)).hits] == ["code.md"]


def test_what_is_typed_as_one_word_is_not_answered_by_half_of_it(tmp_path):
    posts = [post("whole", "夕飯", "店でなら汁を飲む。"), post("half", "朝食", "味噌の汁を飲む。")]
    posts += [post(f"other{number}", "昼食", "蕎麦を食べる。") for number in range(6)]
    searcher = searcher_of(tmp_path / ".sakuin", posts)
    assert [(hit.path, bool(hit.relaxed)) for hit in searcher.search(SearchRequest("なら汁")).hits] == [
        ("whole.md", False)
    ]
    other = searcher.search(SearchRequest("さえ汁"))
    assert (other.match, other.total) == ("some", 0)
    assert {hit.path for hit in other.hits} == {"whole.md", "half.md"}


@pytest.mark.parametrize(
    ("query", "whole", "half"),
    [
        ("食べ過ぎ", "昨日は食べすぎた。", "味噌汁を食べる。"),
        ("食べ過ぎた", "食べ過ぎの朝。", "味噌汁を食べた。"),
        ("飲みかけ", "飲み掛けの茶。", "茶を飲む。"),
        ("焼きたて", "焼き立てのパン。", "パンを焼く。"),
        ("味噌作り", "味噌作りの会。", "味噌を買う。"),
        ("醤油らーめん", "醤油ラーメンを食べる。", "醤油で、いつか食べるめん。"),
        ("猫缶", "猫缶を開ける。", "猫が空き缶で遊ぶ。"),
        ("滝壺", "瀧壺をのぞく。", "滝を見て、壺を買う。"),
        ("はてブ", "はてブに載る。", "はて、ブラシは。"),
    ],
)
def test_nor_by_what_the_tokenizer_makes_of_it(tmp_path, query, whole, half):
    others = [post(f"other{number}", "昼食", "蕎麦をゆでる。") for number in range(6)]
    both = searcher_of(tmp_path / "both", [post("whole", "日記", whole), post("half", "日記", half), *others])
    assert [hit.path for hit in both.search(SearchRequest(query)).matching] == ["whole.md"]
    without = searcher_of(tmp_path / "without", [post("half", "日記", half), *others]).search(SearchRequest(query))
    assert not without.matching


@pytest.mark.parametrize(
    ("query", "about"),
    [
        ("味噌と醤油の違いは何ですか", "味噌と醤油を比べる。"),
        ("なぜ味噌はそんなに塩を使うのか", "味噌の塩加減。"),
        ("味噌はどうやって大豆から作るの？", "大豆と味噌。"),
        ("味噌を大豆でやるといいのはいつ？", "大豆と味噌。"),
        ("味噌と醤油は何年もちますか", "味噌と醤油を棚に置く。"),
    ],
)
def test_a_post_that_answers_a_question_need_not_repeat_it(tmp_path, query, about):
    posts = [post("about", "日記", about), *(post(f"other{number}", "昼食", "蕎麦をゆでる。") for number in range(6))]
    answer = searcher_of(tmp_path / ".sakuin", posts).search(SearchRequest(query))
    assert [hit.path for hit in answer.matching] == ["about.md"]


@pytest.mark.parametrize("query", ["\ufe0f", '"\ufe0f"', '猫 OR "\ufe0f"', '猫 "\U000e0100"'])
def test_what_nobody_sees_is_found_nowhere(searcher, query):
    assert [hit.path for hit in searcher.search(SearchRequest(query, mode="all")).hits] in ([], ["python.md"])


@pytest.mark.parametrize("asked", ["とは", "とは？", "って何", "とは何"])
def test_a_question_is_about_its_other_words(tmp_path, asked):
    posts = [post("one", "アドオン", "アドオンを書く。"), post("other", "犬", "飼うとは決めていない。そうって何。")]
    searcher = searcher_of(tmp_path / ".sakuin", posts)
    assert shown(searcher, f"アドオン {asked}") == ["one"]
    assert "one" not in shown(searcher, f'アドオン "{asked}"')


@pytest.mark.parametrize(
    "name", ["2024-8-25-taifu", "2024-8-25-taifu.md", "_posts/2024-8-25-taifu", "_posts/2024-8-25-taifu.md"]
)
def test_a_post_by_the_name_of_its_file(tmp_path, name):
    searcher = searcher_of(tmp_path, [post("_posts/2024-8-25-taifu", "台風"), post("taifu", "別")])
    assert searcher.post(name).title == "台風"
    assert searcher.post("2024-8-25") is None
