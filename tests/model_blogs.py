"""Random blogs and what is asked of them, for the slow model: few words, so that hits, near misses and ties are likely."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from blog import JANOME, analyzed, post
from hypothesis import strategies as st

from index.storage import Manifest, create_folder, prepare, switch
from index.writer import Writer
from search.result import SearchRequest
from search.searcher import open_searcher

# Words that may be taken for each other, and others that may not.
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
GLUE = (
    "を見た。",
    "、",
    "の",
    "は",
    "と",
    "\n",
    "\n\n",
    " | ",
    " ",
    "。",
    "！？",
    "「はい。」",
    "が好きです。",
    "を",
    "きのうは雨が降った。",
    "長い話で、いつまでも続く道のりの途中で",
    "\u3099",
    "（",
    "）",
    "－",
)
LONG = ("きのうは雨が降った。" * 30, "道は続く、" * 60, "あいうえおかきくけこ" * 45, "漢字仮名交文" * 80)
TAGS = ("旅", "日記", "Python", "ＰＹＴＨＯＮ", "python", "猫", "検索")
CATEGORIES = ("技術", "雑談", "ぎじゅつ")
AUTHORS = ("野々村 灯", "田中", "ﾀﾅｶ", "タナカ")
DATES = (
    "",
    "2023-02-01T12:00:00+09:00",
    "2024-05-01T08:00:00+09:00",
    "2024-05-01T23:30:00+00:00",
    "2025-12-31T00:00:00Z",
)
SYNONYMS = (("猫", "CAT", "ネコ科"), ("機械学習", "ML", "machine learning"), ("検索", "サーチ", "全文の検索"))


@dataclass(frozen=True)
class History:
    """What is written, commit by commit, and which posts are deleted in the end."""

    commits: tuple[tuple, ...]
    deleted: frozenset[str]
    recency: float
    synonyms: tuple[tuple[str, ...], ...]

    def final(self) -> list:
        latest = {each.id: each for commit in self.commits for each in commit}
        return [each for each in latest.values() if each.id not in self.deleted]

    def searcher(self, index_dir):
        prepare(index_dir)
        manifest = Manifest(
            analysis=JANOME.fingerprint,
            tokenizer="janome",
            root=str(index_dir),
            recency=self.recency,
            synonyms=self.synonyms,
        )
        folder = create_folder(index_dir, manifest)
        switch(index_dir, folder)
        writer = Writer(folder)
        for commit in self.commits:
            writer.commit([analyzed(each) for each in commit])
        if self.deleted:
            writer.commit((), deleted=self.deleted)
        return open_searcher(index_dir)


def some(values, most=3):
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


@st.composite
def posts(draw, name, words):
    """A post of these words and what stands between words, now and then a long one."""
    word = st.sampled_from(words)
    piece = word | word | st.sampled_from(GLUE)
    text = st.lists(piece, max_size=10).map("".join)
    long = st.lists(piece | st.sampled_from(LONG), max_size=8).map("".join)
    short = st.lists(piece, max_size=3).map("".join)
    return post(
        name,
        draw(short).replace("\n", " "),
        draw(st.one_of(text, text, text, long)),
        headings=draw(st.lists(st.tuples(short.filter(bool), text), max_size=2)),
        code=draw(some(("def read(user): return getUserById(user)", "猫 = GPT5  # 検索", "x-1"), 1)),
        tags=draw(some((*TAGS, *words))),
        categories=draw(some(CATEGORIES, 2)),
        author=draw(st.sampled_from(("", *AUTHORS))),
        date=draw(st.sampled_from(DATES)),
    )


@st.composite
def histories(draw, words):
    """Posts in a few commits, some written twice, some copies of others, some deleted in the end."""
    size = draw(st.sampled_from((2, 5, 8, 11, 14)))
    names = draw(st.lists(st.integers(0, 13).map(str), min_size=size, max_size=size))
    commits, commit = [], {}
    for name in names:
        if name in commit or draw(st.integers(0, 4)) == 0:
            commits.append(tuple(commit.values()))
            commit = {}
        same = draw(st.integers(0, 4)) == 0 and commit
        each = replace(next(iter(commit.values())), **_named(name)) if same else draw(posts(name, words))
        commit[name] = each
    commits.append(tuple(commit.values()))
    deleted = draw(st.sets(st.sampled_from(names), max_size=3)) if draw(st.integers(0, 4)) == 2 else ()
    return History(
        tuple(filter(None, commits)),
        frozenset(post(name).id for name in deleted),
        draw(st.sampled_from((0.0, 0.0, 0.0, 0.5))),
        draw(st.sampled_from(((), SYNONYMS))),
    )


def _named(name):
    like = post(name)
    return {"id": like.id, "path": like.path, "url": like.url}


def requests(words):
    """What may be asked: one or several words, parts, quotes, alternatives, exclusions, questions, filters, or nothing."""
    word = st.sampled_from(words)
    part = st.tuples(word, st.integers(0, 3), st.integers(1, 4)).map(lambda t: t[0][t[1] : t[1] + t[2]].strip() or t[0])
    together = st.lists(word, min_size=2, max_size=3).map("".join)
    quote = st.lists(part | word | st.sampled_from(("の", "を見た", "。")), min_size=1, max_size=2).map(
        lambda parts: f'"{"".join(parts)}"'
    )
    clause = st.one_of(
        word,
        word,
        part,
        together,
        quote,
        word.map("-{}".format),
        quote.map("-{}".format),
        word.map("title:{}".format),
        quote.map("title:{}".format),
        st.lists(word | together | quote, min_size=2, max_size=3).map(" OR ".join),
        word.map("{}はどこで食べたのですか".format),
        together.map("{}を見たのはいつですか".format),
        st.sampled_from(("tag:旅", "tag:ｐｙｔｈｏｎ", "-tag:日記", "category:技術", "author:田中", "-author:タナカ")),
        st.sampled_from(
            ("year:2024", "-year:2023", "date:2024..2024-06", "-date:2025", "date:..2024-05-01", "！！", "は")
        ),
    )
    day = st.sampled_from((None, date(2024, 5, 1)))
    filters = st.one_of(
        *[st.just({})] * 4,
        st.fixed_dictionaries({"tags": some(TAGS, 2)}),
        st.fixed_dictionaries({"categories": some(CATEGORIES, 2), "author": st.sampled_from(("", "田中"))}),
        st.fixed_dictionaries({"years": some((2023, 2024, 1999), 2), "tags": some(TAGS, 1)}),
        st.fixed_dictionaries({"since": day, "until": day}),
        st.just({"since": date(2024, 5, 1), "until": date(2024, 5, 31), "years": (2024,)}),
    )
    return st.builds(
        lambda query, filters, **options: SearchRequest(query, **filters, **options),
        st.one_of(
            clause,
            clause,
            st.lists(word | together | part, min_size=2, max_size=5).map(" ".join),
            st.lists(clause, min_size=2, max_size=4).map(" ".join),
            st.just(""),
        ),
        filters,
        mode=st.sampled_from(("auto", "auto", "all", "any")),
        sort=st.sampled_from(("relevance", "relevance", "date", "-date")),
        exact=st.sampled_from((False, False, False, True, False)),
        snippet=st.sampled_from((120, 60, 30, 200, 10)),
        limit=st.sampled_from((10, 3, 1)),
        offset=st.sampled_from((0, 0, 1, 4)),
        facets=st.just(("tags", "categories", "years", "months", "authors")),
    )


@st.composite
def blogs(draw):
    """A blog about a few words, and requests for them."""
    families = draw(st.lists(st.sampled_from(FAMILIES), min_size=1, max_size=4, unique=True))
    words = [word for family in families for word in family]
    return draw(histories(words)), draw(st.lists(requests(words), min_size=1, max_size=12))
