"""What is asked of a small blog, and what is found."""

import time
from datetime import date

import pytest
from blog import post, searcher_of
from examples import examples
from fakes import fold
from hypothesis import given
from hypothesis import strategies as st

from search.request import SearchRequest

POSTS = [
    post(
        "ramen",
        "ラーメンの話",
        "札幌で味噌ラーメンを食べた。スープは熱い。",
        tags=("旅", "麺"),
        date="2023-02-01T12:00:00+09:00",
    ),
    post("sushi", "寿司の話", "小樽で寿司を食べる。次は札幌へ行く。", tags=("旅",), date="2024-05-01T12:00:00+09:00"),
    post(
        "python",
        "Pythonで検索",
        "全文検索を作る。GPT-5に聞いた。",
        headings=[("形態素解析", "文を語に分ける。"), ("まとめ", "猫がいる。")],
        code=["def search_posts():\n    return 42"],
        tags=("Python", "検索"),
        categories=("技術",),
        author="野々村 灯",
        date="2024-11-20T12:00:00+09:00",
    ),
    post(
        "gpt",
        "GPT-4の思い出",
        "検索の全文を読む。京都ではなく東京都の話。",
        tags=("ＰＹＴＨＯＮ",),
        categories=("技術", "日記"),
    ),
]


@pytest.fixture(scope="module", params=[1, 3], ids=["one segment", "three segments"])
def searcher(tmp_path_factory, request):
    return searcher_of(tmp_path_factory.mktemp("blog") / ".sakuin", POSTS, commits=request.param)


def found(searcher, query="", **options):
    return [hit.path.removesuffix(".md") for hit in searcher.search(SearchRequest(query, **options)).hits]


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


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ({"tags": ("旅",)}, ["sushi", "ramen"]),
        ({"tags": ("旅", "麺")}, ["ramen"]),
        ({"tags": ("python",)}, ["python", "gpt"]),
        ({"query": "tag:python"}, ["python", "gpt"]),
        ({"query": "-tag:旅"}, ["python", "gpt"]),
        ({"categories": ("日記", "技術")}, ["python", "gpt"]),
        ({"query": "category:日記"}, ["gpt"]),
        ({"years": (2023, 2024)}, ["python", "sushi", "ramen"]),
        ({"years": (2024,), "query": "year:2023"}, ["python", "sushi", "ramen"]),
        ({"author": "野々村 灯"}, ["python"]),
        ({"query": 'author:"野々村　灯"'}, ["python"]),
        ({"since": date(2024, 5, 1), "until": date(2024, 5, 1)}, ["sushi"]),
        ({"query": "date:..2024-05"}, ["sushi", "ramen"]),
        ({"query": "-date:2024"}, ["ramen", "gpt"]),
        ({"query": "札幌", "years": (2023,)}, ["ramen"]),
        ({"tags": ("無い",)}, []),
    ],
)
def test_filters(searcher, options, names):
    assert sorted(found(searcher, **options)) == sorted(names)


def test_an_empty_query_lists_the_newest_first(searcher):
    assert found(searcher) == ["python", "sushi", "ramen", "gpt"]
    assert found(searcher, sort="-date") == ["python", "sushi", "ramen", "gpt"]


def test_oldest_first(searcher):
    assert found(searcher, sort="date", years=(2023, 2024)) == ["ramen", "sushi", "python"]


def test_pages_follow_each_other(searcher):
    pages = [found(searcher, "", limit=1, offset=offset) for offset in range(5)]
    assert pages == [["python"], ["sushi"], ["ramen"], ["gpt"], []]
    assert searcher.search(SearchRequest(limit=1, offset=3)).total == 4


def facet(searcher, field, **options):
    (facet,) = searcher.search(SearchRequest(facets=(field,), **options)).facets
    return [(value.value, value.count, value.selected) for value in facet.values]


def test_values_that_differ_in_width_and_case_are_one(searcher):
    assert ("Python", 2, False) in facet(searcher, "tags") or ("ＰＹＴＨＯＮ", 2, False) in facet(searcher, "tags")


def test_tags_narrow(searcher):
    assert facet(searcher, "tags", tags=("旅",)) == [("旅", 2, True), ("麺", 1, False)]


def test_years_widen(searcher):
    assert facet(searcher, "years", years=(2023,)) == [("2024", 2, False), ("2023", 1, True)]
    assert facet(searcher, "years", years=(2023,), tags=("旅",)) == [("2024", 1, False), ("2023", 1, True)]
    assert facet(searcher, "tags", years=(2023,)) == [("旅", 1, False), ("麺", 1, False)]


@pytest.mark.parametrize(
    ("options", "months"),
    [
        ({"years": (2024,)}, [("2024-11", 1, False), ("2024-05", 1, False)]),
        ({"years": (2024,), "tags": ("旅",)}, [("2024-05", 1, False)]),
        ({"since": date(2024, 5, 1), "until": date(2024, 5, 31)}, [("2024-11", 1, False), ("2024-05", 1, True), ("2023-02", 1, False)]),
        ({"since": date(2024, 5, 1), "until": date(2024, 5, 30)}, [("2024-11", 1, False), ("2024-05", 1, False), ("2023-02", 1, False)]),
        ({"query": "ラーメン", "since": date(2024, 5, 1), "until": date(2024, 5, 31)}, [("2024-05", 0, True), ("2023-02", 1, False)]),
    ],
)  # fmt: skip
def test_months_widen_beside_the_days_chosen(searcher, options, months):
    assert facet(searcher, "months", **options) == months


def test_what_was_chosen_is_shown_also_where_nothing_has_it(searcher):
    assert facet(searcher, "years", query="ラーメン", years=(2024,)) == [("2024", 0, True), ("2023", 1, False)]


@pytest.mark.parametrize(
    ("field", "options", "values"),
    [
        ("tags", {}, [("旅", 2, False), ("Python", 2, False), ("検索", 1, False), ("麺", 1, False)]),
        ("tags", {"prefix": "ｐｙ"}, [("Python", 2, False)]),
        ("tags", {"prefix": "検"}, [("検索", 1, False)]),
        ("tags", {"prefix": "索"}, []),
        ("tags", {"query": "札幌"}, [("旅", 2, False), ("麺", 1, False)]),
        ("tags", {"tags": ("旅",), "prefix": "麺"}, [("麺", 1, False)]),
        ("years", {"prefix": "202"}, [("2024", 2, False), ("2023", 1, False)]),
        ("authors", {"query": "-全文"}, []),
    ],
)
def test_values_of_a_field_by_their_beginning(searcher, field, options, values):
    options = dict(options)
    prefix = options.pop("prefix", "")
    found = searcher.facet(field, SearchRequest(**options), prefix=prefix).facet
    assert sorted((fold(v.value), v.count, v.selected) for v in found.values) == sorted(
        (fold(value), count, selected) for value, count, selected in values
    )
    assert (found.total_values, found.truncated) == (len(values), False)


def test_so_many_values_of_a_field(searcher):
    found = searcher.facet("tags", SearchRequest(), limit=1).facet
    assert (len(found.values), found.total_values, found.truncated) == (1, 4, True)


def test_when_no_post_has_every_word_the_nearest_are_shown_apart(searcher):
    result = searcher.search(SearchRequest("札幌 小樽 寿司 パソコン"))
    assert (result.match, result.total) == ("some", 0)
    assert [hit.path for hit in result.hits] == ["sushi.md"]
    assert all(hit.relaxed for hit in result.hits)
    assert not any(value.count for facet in result.facets for value in facet.values)


def test_a_post_that_is_excluded_is_not_the_best_that_others_are_held_against(searcher):
    assert found(searcher, "寿司 小樽 食べる") == ["sushi"]
    assert found(searcher, "寿司 小樽 食べる -次") == ["ramen"]


@pytest.mark.parametrize(("mode", "names"), [("all", []), ("any", ["ramen", "sushi"]), ("auto", ["ramen", "sushi"])])
def test_modes(searcher, mode, names):
    assert sorted(found(searcher, "小樽 ラーメン スープ", mode=mode)) == names


@pytest.mark.parametrize("query", ["ヌルポ ガッ", "xyzzy", "ぬるぽ"])
def test_nonsense_finds_nothing(searcher, query):
    result = searcher.search(SearchRequest(query))
    assert (result.match, result.total, result.hits) == ("none", 0, ())


def test_a_query_may_have_any_number_of_words(searcher):
    result = searcher.search(SearchRequest(" ".join(f"word{number}" for number in range(100)) + " 札幌"))
    assert len(result.warnings) == 1
    assert "64" in str(result.warnings[0])


def test_what_was_understood_is_said(searcher):
    parsed = searcher.search(SearchRequest('札幌 寿司 OR 猫 -犬 tag:旅 "味噌"', years=(2023,))).parsed
    assert parsed.all == ("札幌", "寿司 OR 猫", '"味噌"')
    assert parsed.none == ("犬",)
    assert parsed.filters == (("tag", ("旅",)), ("year", ("2023",)))


def test_an_explanation_adds_up(searcher):
    for hit in searcher.search(SearchRequest('札幌 食べる "を"', explain=True)).hits:
        words = {line.term for line in hit.explanation if line.field not in {"bigrams", "side by side"}}
        assert words == {"札幌", "食べる", "を"}
        assert sum(line.score for line in hit.explanation) == pytest.approx(hit.score, abs=0.001)


@pytest.mark.parametrize("name", ["python", "python.md", "/python/"])
def test_a_post_by_its_path_or_url(searcher, name):
    document = searcher.post(name)
    assert (document is not None) == (name != "python")


def test_a_post_is_as_it_was_indexed(searcher):
    document = searcher.post(POSTS[2].id)
    assert document == POSTS[2]


def test_state(searcher):
    state = searcher.state()
    assert (state.documents, state.indexed, state.state) == (4, 4, "ready")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "札幌" * 5000,
        "".join(chr(0x4E00 + number) for number in range(10_000)),
        '"' + "札幌で" * 3000,
        "\0",
        "🍜" * 5000,
        "\ud800\udfff",
        '"札幌 "寿司 "',
        "(" * 10_000,
        "*" * 10_000,
        "札* " * 3000,
        "[TO]" * 2500,
        "a~99 " * 2000,
        " OR ".join(['"で"', '"た。"', "寿司"] * 500),
        " ".join(f'"{letter}"' for letter in "札幌で味噌ラーメンを食べた。スープは熱い。"),
        "-" * 10_000,
        "tag:" * 2500,
        "year:9999999999 date:99999-99",
    ],
    ids=range(18),
)
@pytest.mark.parametrize("mode", ["auto", "any"])
def test_any_query_is_answered_within_a_second(searcher, query, mode):
    began = time.thread_time()  # on a busy machine, too
    searcher.search(SearchRequest(query, mode=mode))
    assert time.thread_time() - began < 1


def test_an_explanation_of_alternatives_is_of_the_one_that_counts(searcher):
    hits = searcher.search(SearchRequest('札幌|ラーメン "味噌"', explain=True)).hits
    assert hits
    for hit in hits:
        assert sum(line.score for line in hit.explanation) == pytest.approx(hit.score, abs=0.001)


def test_every_exclusion_counts_and_is_said(searcher):
    result = searcher.search(SearchRequest("-tag:旅 -year:2023 -date:2024-01 -date:2022"))
    assert result.parsed.none == (
        "tag:旅",
        "year:2023",
        "date:2024-01-01..2024-01-31",
        "date:2022-01-01..2022-12-31",
    )
    assert all("旅" not in hit.tags and hit.date[:4] not in {"2022", "2023"} for hit in result.hits)


def test_a_sentence_that_few_posts_match_is_answered_with_the_nearest_too(tmp_path):
    posts = [
        post("all", "札幌", "札幌で味噌ラーメンを食べた店の話。"),
        post("most", "札幌のラーメン", "札幌の味噌ラーメンの名店。"),
        post("none", "京都", "京都で豆腐を買った。"),
    ]
    searcher = searcher_of(tmp_path / ".sakuin", posts)
    sentence = searcher.search(SearchRequest("札幌で味噌ラーメンを食べたのは？"))
    assert [(hit.path, hit.relaxed) for hit in sentence.hits] == [("all.md", False), ("most.md", True)]
    assert (sentence.match, sentence.total) == ("all", 1)
    words = searcher.search(SearchRequest("札幌 味噌 ラーメン 食べる"))
    assert [hit.path for hit in words.hits] == ["all.md"]


def test_a_score_is_the_same_however_many_are_shown(tmp_path):
    one = post("one", "題", "道を歩く。" * 60 + "猫と犬がいて、鳥と魚が好き。")
    nearly = [post(f"nearly{number}", "猫と犬と鳥", "猫と犬と鳥。") for number in range(3)]
    others = [post(f"other{number}", "雨", "雨が降る。") for number in range(5)]
    searcher = searcher_of(tmp_path / ".sakuin", [one, *nearly, *others])
    first, *lacking = searcher.search(SearchRequest("猫と犬と鳥が好きですか")).hits
    assert (first.relaxed, [hit.relaxed for hit in lacking]) == (False, [True] * 3)
    assert searcher.search(SearchRequest("猫と犬と鳥が好きですか", limit=1)).hits == (first,)


def test_words_side_by_side_count_more(tmp_path):
    posts = [
        post("apart", "日記", "検索を覚えた。犬を洗った。夜は全文を読んだ。"),
        post("together", "日記", "犬を洗った。夜は全文検索を覚えた。本を読んだ。"),
    ]
    hits = searcher_of(tmp_path / ".sakuin", posts).search(SearchRequest("全文 検索", explain=True)).hits
    assert [hit.path for hit in hits] == ["together.md", "apart.md"]
    assert "全文 検索" in {line.term for line in hits[0].explanation if line.field == "side by side"}


ODD = [
    *"猫犬東京駅ねこネコｶﾞｽ㌔①ＡＢab12.-:/()（）|ー々ゝヶがを",
    '"',
    " ",
    "　",
    " OR ",
    " NOT ",
    " AND ",
    "tag:",
    "札幌",
    "ラーメン",
    "食べ",
]


@given(st.lists(st.sampled_from(ODD), min_size=1, max_size=10).map("".join), st.sampled_from(["auto", "all", "any"]))
@examples(300)
def test_whatever_is_asked_the_explanation_adds_up_to_the_score(searcher, query, mode):
    for hit in searcher.search(SearchRequest(query, mode=mode, explain=True)).hits:
        if hit.explanation:
            assert sum(line.score for line in hit.explanation) == pytest.approx(hit.score, abs=1e-3)
