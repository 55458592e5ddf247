"""Ranking against a slow model that does what the docstring of `rank.py` says, word by word."""

from collections import Counter
from itertools import pairwise
from math import log

import pytest
from blog import JANOME, asked_terms, post, searcher_of
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis.analyzer import code_pieces
from index.analyzed import Field, lay_out
from index.normalize import normalize
from search.asking.query import parse
from search.bm25 import K1, B
from search.frequencies import WEIGHTS
from search.result import SearchRequest

WORDS = ("猫", "犬", "ラーメン", "検索", "GPT-5", "食べた")
words = st.lists(st.sampled_from(WORDS), max_size=6).map("、".join)


class Model:
    """All documents, read again for every question."""

    def __init__(self, documents):
        self.texts = [self._fields(document) for document in documents]
        self.lengths = [{field: len(terms) for field, (terms, _) in texts.items()} for texts in self.texts]
        self.wholes = [[t.term for t in self._tokens(document) if t.rule.asked_for] for document in documents]
        self.characters = [len(lay_out(document)[0]) for document in documents]

    @staticmethod
    def _tokens(document):
        text, regions = lay_out(document)
        for region in regions:
            piece = normalize(text[region.start : region.end]).text
            yield from code_pieces(piece) if region.field is Field.CODE else JANOME.tokens(piece)

    @staticmethod
    def _fields(document):
        text, regions = lay_out(document)
        fields = {field: ([], []) for field in Field}
        for region in regions:
            piece = text[region.start : region.end]
            code = region.field is Field.CODE
            tokens = code_pieces(normalize(piece).text) if code else JANOME.tokens(piece)
            fields[region.field][0].extend(token.term for token in tokens)
            fields[region.field][1].append(normalize(piece).text)
        return fields

    def frequency(self, document, clause_term, literal, title):
        total = 0.0
        for field, (terms, pieces) in self.texts[document].items():
            if title and field is not Field.TITLE:
                continue
            found = sum(piece.count(clause_term) for piece in pieces) if literal else Counter(terms)[clause_term]
            if literal and field in (Field.HEADINGS, Field.CODE):
                field = Field.BODY  # the characters of a quote are counted in all three together
            average = sum(lengths[field] for lengths in self.lengths) / len(self.lengths)
            relative = self.lengths[document][field] / max(average, 1)
            total += WEIGHTS[field] * found / (1 - B + B * relative)
        return total

    def score(self, document, leaf):
        term, literal, title = leaf
        frequency = self.frequency(document, term, literal, title)
        return self.idf(leaf) * frequency * (K1 + 1) / (frequency + K1)

    def idf(self, leaf):
        having = sum(self.has(each, *leaf) for each in range(len(self.texts)))
        return log(1 + (len(self.texts) - having + 0.5) / (having + 0.5))

    def has(self, document, term, literal, title):
        """Characters count where all their bigrams are, in whatever field: see `Ranker.idf`."""
        if not literal:
            return self.frequency(document, term, literal, title) > 0
        pieces = self.pieces(document)
        bigrams = {term[at : at + 2] for at in range(max(1, len(term) - 1))}
        return all(any(bigram in piece for piece in pieces) for bigram in bigrams)

    def search(self, query):
        parsed = parse(query)
        answers = {}
        for document in range(len(self.texts)):
            required = dict.fromkeys(each for group in parsed.required for each in self.requirements(group))
            scores = [max(self.every(document, leaves) for leaves in alternatives) for alternatives in required]
            if all(scores) and not any(self.every(document, self.leaves(clause)) for clause in parsed.excluded):
                answers[document] = sum(scores) + self.bigrams(document, parsed) + self.side_by_side(document, parsed)
                answers[document] += self.all_in_title(document, list(required))
        return answers

    def words(self, parsed):
        return [c for group in parsed.required for c in group if not c.quoted and not c.title]

    def bigrams(self, document, parsed):
        """Half of the BM25 of every distinct bigram of the words, less for hiragana."""
        texts = [normalize(clause.text).text for clause in self.words(parsed)]
        asked = {a + b for text in texts for a, b in pairwise(text) if a.isalnum() and b.isalnum()}
        average = max(sum(self.characters) / len(self.characters), 1)
        total = 0.0
        for bigram in asked:
            counts = [
                sum(a + b == bigram for piece in self.pieces(each) for a, b in pairwise(piece))
                for each in range(len(self.texts))
            ]
            having = sum(map(bool, counts))
            idf = log(1 + (len(counts) - having + 0.5) / (having + 0.5))
            frequency = counts[document] / (1 - B + B * self.characters[document] / average)
            hiragana = sum("ぁ" <= character <= "ゖ" for character in bigram)
            total += 0.5 * (1, 0.7, 0.5)[hiragana] * idf * frequency * (K1 + 1) / (frequency + K1)
        return total

    def pieces(self, document):
        return [piece for _, pieces in self.texts[document].values() for piece in pieces]

    def side_by_side(self, document, parsed):
        """0.8 of the smaller idf for two words of the query that are neighbours in the document."""
        terms = [term for clause in self.words(parsed) for term, _, _ in self.leaves(clause)]
        asked = {frozenset(pair) for pair in pairwise(terms) if len(set(pair)) == 2}
        there = {frozenset(pair) for pair in pairwise(self.wholes[document])}
        return sum(0.8 * min(self.idf((term, False, False)) for term in pair) for pair in asked & there)

    def all_in_title(self, document, required):
        """A quarter of the idf of the words, where there are several and no quotes, and the title has all."""
        if len(required) < 2:
            return 0.0

        def titled(leaves):
            return all(not literal and self.frequency(document, term, False, True) for term, literal, _ in leaves)

        if not all(any(map(titled, alternatives)) for alternatives in required):
            return 0.0
        return 0.25 * sum(max(sum(map(self.idf, leaves)) for leaves in each) for each in required)

    def requirements(self, group):
        """Every term of a lone word is required; alternatives are required together."""
        alternatives = tuple(dict.fromkeys(self.leaves(clause) for clause in group))
        return [((leaf,),) for leaf in alternatives[0]] if len(alternatives) == 1 else [alternatives]

    def leaves(self, clause):
        if clause.quoted:
            return ((normalize(clause.text).text, True, clause.title),)
        return tuple((term, False, clause.title) for term in asked_terms(clause.text))

    def every(self, document, leaves):
        scores = [self.score(document, leaf) for leaf in leaves]
        return sum(scores) if all(scores) else 0.0


clauses = st.sampled_from([*WORDS, "title:猫", "猫犬", '"猫"', '"犬"', 'title:"検"', "-ラーメン", "-猫", "OR"])
queries = st.lists(clauses, min_size=1, max_size=4).filter(lambda parts: parts[0] != "OR" and parts[-1] != "OR")
blogs = st.lists(st.tuples(words, words, words, words), min_size=1, max_size=6)


@given(blogs, st.lists(queries.map(" ".join), min_size=1, max_size=8), st.integers(1, 3))
@settings(max_examples=25, deadline=None)
def test_the_same_documents_with_the_same_scores(tmp_path_factory, blog, asked, commits):
    documents = [
        post(str(number), title, text, headings=[(heading, "本文")], tags=(tag,) if tag else ())
        for number, (title, text, heading, tag) in enumerate(blog)
    ]
    searcher = searcher_of(tmp_path_factory.mktemp("blog") / ".sakuin", documents, commits=commits)
    model = Model(documents)
    for query in asked:
        hits = searcher.search(SearchRequest(query, mode="all", limit=100)).hits
        expected = model.search(query)
        assert {hit.path for hit in hits} == {f"{number}.md" for number in expected}
        for hit in hits:
            assert hit.score == pytest.approx(expected[int(hit.path.removesuffix(".md"))], abs=2e-4)
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_equal_scores_newest_first(tmp_path):
    documents = [post(name, "猫", date=f"20{name}-01-01T00:00:00+09:00") for name in ("21", "23", "22")]
    hits = searcher_of(tmp_path / ".sakuin", documents).search(SearchRequest("猫")).hits
    assert [hit.path for hit in hits] == ["23.md", "22.md", "21.md"]


def test_a_word_in_the_title_counts_more_than_in_the_body_and_both_not_double(tmp_path):
    documents = [
        post("body", "犬", "猫の話"),
        post("title", "猫", "犬の話"),
        post("both", "猫", "猫の話"),
        post("none"),
    ]
    score = {
        hit.path: hit.score for hit in searcher_of(tmp_path / ".sakuin", documents).search(SearchRequest("猫")).hits
    }
    assert score["both.md"] > score["title.md"] > score["body.md"]
    assert score["both.md"] < score["title.md"] + score["body.md"]
