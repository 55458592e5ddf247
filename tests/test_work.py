"""How much work a search does, counted, not timed: a search tokenizes its own words alone, decodes no posting list twice, reads
of the text the sections that it shows, and leaves Whoosh alone."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps

import pytest
from blog import post, searcher_of

from index.analysis.analyzer import analyzer
from index.analysis.tokenizers import open_tokenizer
from index.normalize import normalize
from index.store.postings import WordPostings
from index.store.segment import Segment
from index.store.segment_text import SegmentText
from search.request import SearchRequest
from search.searcher import open_searcher

# Where work is counted: change these where the product's names change.
TOKENIZER = "index.analysis.analyzer.open_tokenizer"
ANALYZER_OF_INDEX = "search.snapshot.recorded_analyzer"
LOOK_AGAIN = "search.searcher._LOOK_AGAIN"
POSTINGS = (WordPostings, "of")
BIGRAMS = (Segment, "_bigram_rows")
STORED = (Segment, "stored")
TEXT = (SegmentText, "text")
WHOLE_TEXT = (SegmentText, "code_units")

SNIPPET = 120
LIMIT = 5


@dataclass
class Work:
    """What was done: the sentences that the tokenizer was given, the posting lists that were cut out, what was read of which
    document, and the functions of Whoosh that ran."""

    tokenized: list[str] = field(default_factory=list)
    postings: Counter[tuple] = field(default_factory=Counter)
    bigrams: Counter[tuple] = field(default_factory=Counter)
    read: list[tuple[tuple, int, int]] = field(default_factory=list)  # a document, first character, first after
    whoosh: list[str] = field(default_factory=list)


SENTENCES = ("ラーメンを食べた。", "猫の写真を撮る。", "東京都へ行く。", "GPT-5で全文検索を作る。", "サーバを止める。")
FILLER = "きのうは雨が降った。本を読んで過ごす。" * 100


@pytest.fixture(scope="module")
def index_dir(tmp_path_factory):
    """Sixty posts of some 10,000 characters in three segments."""
    texts = (
        "".join(SENTENCES[(number + step) % 5] * (1 + number % 3) + FILLER for step in range(1 + number % 5))
        for number in range(60)
    )
    documents = [
        post(
            f"{number:02}",
            f"題{number}、{SENTENCES[number % 5]}",
            text,
            headings=[("はじめに", text[:300]), ("犬の章", "犬がいる。")],
            tags=("旅", "猫")[: number % 3],
            date=f"20{10 + number % 15}-01-01T00:00:00+09:00",
        )
        for number, text in enumerate(texts)
    ]
    place = tmp_path_factory.mktemp("blog") / ".sakuin"
    searcher_of(place, documents, commits=3)
    return place


@pytest.fixture
def work(monkeypatch):
    """Counts from now on, in all that is opened from now on."""
    work = Work()
    tokenize = open_tokenizer("janome")

    def counting_tokenizer(text):
        work.tokenized.append(text)
        return tokenize(text)

    monkeypatch.setattr(TOKENIZER, lambda _: counting_tokenizer)
    fresh = analyzer.__wrapped__("janome")  # one that remembers no sentence
    monkeypatch.setattr(ANALYZER_OF_INDEX, lambda *_: fresh)
    monkeypatch.setattr(LOOK_AGAIN, float("inf"))
    count_calls(
        monkeypatch, POSTINGS, lambda segment, numbers: work.postings.update((id(segment), each) for each in numbers)
    )
    count_calls(monkeypatch, BIGRAMS, lambda segment, *keys: work.bigrams.update([(id(segment), *keys)]))
    for place in (TEXT, WHOLE_TEXT):
        count_calls(monkeypatch, place, lambda post, *where: work.read.append(part_read(post, *where)))
    return work


def count_calls(monkeypatch, place, note):
    owner, name = place
    function = getattr(owner, name)

    @wraps(function)
    def counted(*arguments):
        note(*arguments)
        return function(*arguments)

    monkeypatch.setattr(owner, name, counted)


def part_read(post, start=0, end=None):
    length = int(post.segment.arrays["text_length"][post.document])
    return (id(post.segment), post.document), start, min(length, length if end is None else end)


@contextmanager
def whoosh_watched(work):
    """Notes every function of Whoosh that is entered."""

    def entered(frame, event, _):
        if event == "call" and frame.f_globals.get("__name__", "").partition(".")[0] == "whoosh":
            work.whoosh.append(frame.f_code.co_qualname if sys.version_info >= (3, 11) else frame.f_code.co_name)

    before = sys.getprofile()
    sys.setprofile(entered)
    try:
        yield
    finally:
        sys.setprofile(before)


def asked(searcher, work, query, **options):
    with whoosh_watched(work):
        # Copies are compared once a generation, not for a query.
        return searcher.search(SearchRequest(query, limit=LIMIT, snippet=SNIPPET, duplicates="show", **options))


QUERIES = (
    "ラーメン",
    "食べる 猫",
    "猫 写真 東京",
    "ラーメン OR 写真",
    "猫 -ラーメン",
    "title:猫 写真",
    "tag:旅 year:2012 全文検索",
    "GPT-5 サーバ",
    "サーバー",
    "猫の写真はどこで撮るのですか",
    "東京都へ行く",
    "",
)
queries = pytest.mark.parametrize("query", QUERIES)
quotes = pytest.mark.parametrize("query", ['"全文検索"', '猫 "ラーメンを食べた"', '-"全文検索"'])


@queries
def test_only_the_query_is_tokenized_and_each_word_once(index_dir, work, query):
    assert asked(open_searcher(index_dir), work, query).hits
    assert set(work.tokenized) == {text for text in work.tokenized if text in normalize(query).text}
    assert max(Counter(work.tokenized).values(), default=1) == 1


@queries
def test_no_posting_list_is_cut_out_twice(index_dir, work, query):
    asked(open_searcher(index_dir), work, query)
    assert [list for list, times in work.postings.items() if times > 1] == []
    assert [list for list, times in work.bigrams.items() if times > 1] == []


@queries
def test_of_the_text_the_sections_shown_are_read_and_each_once(index_dir, work, query):
    hits = asked(open_searcher(index_dir), work, query).hits
    assert len({document for document, _, _ in work.read}) == len(hits) <= LIMIT
    assert [stretch for stretch, times in Counter(work.read).items() if times > 1] == []
    assert all(start for _, start, end in work.read if end - start > 4 * SNIPPET)  # no post from its title to its end


@queries
def test_whoosh_is_left_alone(index_dir, work, query):
    asked(open_searcher(index_dir), work, query)
    assert work.whoosh == []


@queries
def test_the_same_words_again_take_no_tokenizing_and_no_posting_list(index_dir, work, query):
    searcher = open_searcher(index_dir)
    asked(searcher, work, query)
    work.__init__()
    assert asked(searcher, work, query, sort="-date").hits
    assert (work.tokenized, work.postings, work.bigrams, work.whoosh) == ([], {}, {}, [])


@queries
def test_what_only_a_post_shows_is_read_when_one_is_shown(index_dir, work, monkeypatch, query):
    read = []
    count_calls(monkeypatch, STORED, lambda _, document: read.append(document))
    searcher = open_searcher(index_dir)
    hits = asked(searcher, work, query).hits
    assert read == []
    assert searcher.post(hits[0].id)
    assert len(read) == 1


@quotes
def test_a_quote_reads_each_post_that_may_have_it_once_and_those_shown_again(index_dir, work, query):
    result = asked(open_searcher(index_dir), work, query)
    whole = Counter(document for document, start, end in work.read if not start and end > 4 * SNIPPET)
    assert result.total
    assert len(whole) < 60
    assert sum(times - 1 for times in whole.values()) <= len(result.hits)


@quotes
def test_a_quote_cuts_out_each_list_of_bigrams_once(index_dir, work, query):
    asked(open_searcher(index_dir), work, query)
    assert [list for list, times in work.bigrams.items() if times > 1] == []
