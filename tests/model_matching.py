"""Where what is looked for stands, for the slow model: of each post how often, how near to what was typed, and at which places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from math import log
from typing import NamedTuple

from model_posts import Post
from model_spelling import Spelling

from index.analyzed import Field
from index.normalize import normalize
from search.asking.terms import Conjunction, Leaf, Literal, Seam, Term
from search.bm25 import B
from search.spelling.tier import Tier
from search.spelling.variants import Variant

_WEIGHTS = {Field.TITLE: 5.0, Field.TAGS: 3.0, Field.HEADINGS: 2.0, Field.BODY: 1.0, Field.CODE: 0.5}
_FEW = 10  # posts that have a word, before those count in which it only sounds so
_MOST_READ = 100  # posts, for a word that may stand in pieces
_ANY_CASE = 0.95  # for what is typed in small letters
_MOST_SEAMS = 8  # spellings

_KANJI = re.compile(r"[一-鿿々]")
_SYLLABLES = re.compile(r"[ぁ-ゖゝゞー]{1,3}")


class Match(NamedTuple):
    """The weighted frequency of a leaf in a post, 0 where it has none, and how near its spelling is."""

    frequency: float
    nearness: float


class Matching:
    """Looks leaves up in some posts."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self.posts = posts
        self.spelling = Spelling(posts)
        size = max(len(posts), 1)
        self._average = {field: max(sum(post.lengths[field] for post in posts) / size, 1) for field in Field}
        self.variants = cache(self._variants)
        self.idf = cache(self._idf)
        self._term = cache(self._match_term)

    def knows(self, leaves: Conjunction) -> bool:
        """Whether any post has all of these."""
        return any(all(self.match(post, leaf).frequency for leaf in leaves) for post in self.posts)

    def idf_of(self, having: int) -> float:
        return log(1 + (len(self.posts) - having + 0.5) / (having + 0.5))

    def typed_idf(self, term: Term) -> float:
        return self.idf_of(sum(self.frequency(post, term.text, term.fields) > 0 for post in self.posts))

    def rarity(self, leaf: Leaf) -> float:
        return self.idf(leaf) if isinstance(leaf, Literal) else self.typed_idf(leaf)

    def frequency(self, post: Post, term: str, fields: Iterable[Field]) -> float:
        return self._weighted(post, {field: post.counts[term, field] for field in fields})

    def in_title(self, post: Post, leaves: Conjunction) -> bool:
        """Whether all of these are words that the title of a post has in a spelling that counts."""
        return all(
            isinstance(leaf, Term)
            and any(post.counts[each.term, Field.TITLE] for each in self.variants(leaf) if not each.in_pieces)
            for leaf in leaves
        )

    def has_seam(self, post: Post, seam: Seam) -> bool:
        """Whether one word ends and the next begins side by side, by their last and first characters, or with の between."""
        typed = normalize(seam.before.typed).text[-1]
        ends = {typed, *(each.term[-1] for each in self.variants(seam.before)[:_MOST_SEAMS])}
        beginnings = {each.term[0] for each in self.variants(seam.after)[:_MOST_SEAMS]}
        return any(
            (last, first) in post.edges or post.edges.issuperset([(last, "の"), ("の", first)])
            for last, first in product(ends, beginnings)
        )

    def literal_places(self, post: Post, literal: Literal) -> list[tuple[int, int]]:
        """Where a literal stands in its fields."""
        places = post.exact_places(literal.typed) if literal.exact else post.places(literal.typed, literal.text)
        places = [place for place in places if not literal.word or _is_word(post, *place)]
        return [place for place in places if post.field_at(place[0]) in literal.fields]

    def places_in_pieces(self, post: Post, variant: Variant) -> list[tuple[int, int]]:
        """Where a word stands that the tokenizer cut; no token may reach beyond one of which only the sound was typed."""
        return [
            (start, end)
            for start, end in post.places(variant.term, variant.term)
            if not (variant.is_guess and _reaching(post, start, end)) and _is_word(post, start, end)
        ]

    def _idf(self, leaf: Leaf) -> float:
        if isinstance(leaf, Literal):
            return self.idf_of(sum(post.may_contain(leaf.text) for post in self.posts))
        return self.idf_of(sum(self.match(post, leaf).frequency > 0 for post in self.posts))

    def match(self, post: Post, leaf: Leaf) -> Match:
        if isinstance(leaf, Literal):
            found = Counter(_counted_as(post.field_at(start)) for start, _ in self.literal_places(post, leaf))
            return Match(self._weighted(post, found), 1.0)
        return self._term(post, leaf)

    def _match_term(self, post: Post, term: Term) -> Match:
        total = self.frequency(post, term.text, term.fields)
        exactly = self._is_exactly(post, term)
        if term.exact:
            return Match(total if exactly else 0.0, float(exactly))
        nearness = 0.0 if not total else 1.0 if exactly else _in_any_case(term)
        for variant in self.variants(term)[1:]:
            found = self._of_variant(post, variant, term.fields)
            if found and not (total and (variant.in_pieces or variant.part)):
                total += found
                nearness = max(nearness, variant.tier.weight)
        return Match(total, nearness)

    def _is_exactly(self, post: Post, term: Term) -> bool:
        """Whether a post has a term in the width and the case in which it was typed."""
        if normalize(term.written).text != term.written:
            return bool(
                self.frequency(post, term.written, term.fields) and self.frequency(post, term.text, term.fields)
            )
        others = sum(self.frequency(post, each, term.fields) for each in self.spelling.written(term.text))
        return self.frequency(post, term.text, term.fields) - others > 1e-6

    def _of_variant(self, post: Post, variant: Variant, fields: Iterable[Field]) -> float:
        if not variant.in_pieces:
            return self.frequency(post, variant.term, fields)
        if sum(each.may_contain(variant.term) for each in self.posts) > _MOST_READ:
            return 0.0
        found = Counter(post.field_at(start) for start, _ in self.places_in_pieces(post, variant))
        return self._weighted(post, {field: found[field] for field in fields})

    def _variants(self, term: Term) -> list[Variant]:
        """The spellings that count for a term, the one typed first: those that only sound so where few posts have another."""
        typed = Variant(term.text, Tier.EXACT)
        if term.exact:
            return [typed]
        spellings = self.spelling.spellings(term.text)
        written = [typed, *(each for each in spellings if each.tier is not Tier.OTHER_KANJI)]
        if not term.alone:
            return written
        containing = self.spelling.containing(term.text)
        if len(term.text) > 1:
            written += containing
        having = [post for post in self.posts if any(self.frequency(post, v.term, term.fields) for v in written)]
        if len(having) >= _FEW:
            return written
        known = {each.term for each in written}
        more = [*spellings, *self.spelling.sounding(term.text), *containing]
        return [*written, *(each for each in more if each.in_pieces or each.term not in known)]

    def _weighted(self, post: Post, counts: dict[Field, int]) -> float:
        """BM25F: counts weighted by their field, and divided by how long that is compared with others."""
        return sum(
            count * _WEIGHTS[field] / (1 - B + B * post.lengths[field] / self._average[field])
            for field, count in counts.items()
        )


def _counted_as(field: Field) -> Field:
    """The field as which characters in a field are counted: those in headings and in code count as those in bodies."""
    return Field.BODY if field in {Field.HEADINGS, Field.CODE} else field


def _in_any_case(term: Term) -> float:
    letters = [character for character in term.written if character.isalpha()]
    is_small = term.written.isascii() and bool(letters) and term.written == term.written.lower()
    return _ANY_CASE if is_small else Tier.WIDTH_OR_CASE.weight


def _overlapping(post: Post, start: int, end: int) -> Iterator[tuple[int, int]]:
    return ((token.start, token.end) for token in post.tokens if token.start < end and token.end > start)


def _reaching(post: Post, start: int, end: int) -> list[tuple[int, int]]:
    """The tokens that begin before a place or end after it."""
    return [(low, high) for low, high in _overlapping(post, start, end) if low < start or high > end]


def _is_word(post: Post, start: int, end: int) -> bool:
    """Whether what stands there is a word: what reaches beyond it is a syllable or two, or of a word with kanji the rest is, and
    it does not begin with a particle, which touches the word before it and is no token."""
    tokens = list(_overlapping(post, start, end))
    has_kanji = bool(_KANJI.search(post.text[start:end]))
    if not tokens and not has_kanji:
        return False
    for low, high in _reaching(post, start, end):
        beyond = post.text[low:start] + post.text[end:high] if has_kanji else post.text[low:high]
        if not _SYLLABLES.fullmatch(beyond):
            return False
    after_word = any(token.end == start for token in post.tokens)
    return not after_word or any(low <= start for low, _ in tokens)
