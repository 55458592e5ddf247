"""A slow, plain model of the searcher: every post, every token and every character is looked at again for every question.

The product finds with postings, keys, hashes and offsets; it agrees with this only if the fast way is right. Borrowed are
the layout of a post and its analysis, which have tests of their own, and the constants that the docstrings of `search`
publish. A query comes as a tree (`model_queries.py`), so that the parser and the interpreter are tested with the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from itertools import combinations
from math import log
from typing import NamedTuple

from model_copies import asks_for_each, folded
from model_facets import chosen, has
from model_posts import Post, letters, pairs_of
from model_queries import SPELLINGS, And, Filter, Node, Not, Or, Quote, Word, all_leaves, parts

from index.analyzed import Field
from index.normalize import normalize
from search.answer import Answer, Facet
from search.fields import FacetField
from search.request import SearchRequest

K1, K1_OF_BIGRAMS, B = 0.9, 0.45, 0.55
WEIGHTS = {Field.TITLE: 5.0, Field.TAGS: 6.0, Field.HEADINGS: 6.0, Field.BODY: 1.0, Field.CODE: 0.5}
BIGRAM, HIRAGANA = 0.65, (1.0, 0.7, 0.5)  # by how many of the two are hiragana
NEAR_EACH_OTHER, HALF_OF_IT = 0.5, 30
ALL_IN_TITLE, MOST_IN_TITLE, SHARE_OF_TITLE, SHORTEST_IN_TITLE, MOST_OF_TITLE, NAMED = 0.25, 8, 0.5, 4, 0.5, 6.0
FEW_TOGETHER = {2: 3}  # by how many words; of more words 10
BEST_COVERS, COVERS_ENOUGH = 0.2, 0.3
OTHER_WIDTH_OR_CASE, IN_ANY_CASE = 0.2, 0.95  # what is typed in small letters is meant in any case
BY_SOUND, FEW = 0.06, 10  # words in spellings as far as this count where fewer posts have a nearer one
YEAR = 365 * 24 * 3600


class Value(NamedTuple):
    """What a post has of a node of a query: whether it matches, with what score, and 0 to 1 how near the spelling is."""

    matches: bool
    score: float = 0.0
    nearness: float = 1.0


class Ranked(NamedTuple):
    post: Post
    score: float
    relaxed: bool


class Model:
    """One request, with its query as a tree, to be answered from some posts."""

    def __init__(self, posts: Sequence[Post], query: And, request: SearchRequest, *, recency: float = 0.0) -> None:
        self._posts, self._request, self._recency = posts, request, recency
        nodes = parts(query)
        filters = [node for node in nodes if isinstance(node, Filter)]
        self._chosen = chosen(filters, request)
        self._parts = [node for node in nodes if any(all_leaves(node))]
        self._needed = [node for node in nodes if node not in self._parts and node not in filters]
        self._words = [leaf for leaf in all_leaves(And(nodes)) if isinstance(leaf, Word) and not leaf.title]
        size = max(len(posts), 1)
        self._average = {field: max(sum(post.lengths[field] for post in posts) / size, 1) for field in Field}
        self._average_text = max(sum(len(post.text) for post in posts) / size, 1)
        self._value, self._idf_of, self._found_as = cache(self._value), cache(self._idf_of), cache(self._found_as)

    def ranked(self) -> list[Ranked]:
        """All posts that answer, in no order."""
        shown = [each for each in self._ranked if self._chosen.passes(each.post.document)]
        newest = max((post.moment for post in self._posts), default=0.0)
        newer = {each.post: 0.5 ** ((newest - each.post.moment) / YEAR) for each in shown}
        return [each._replace(score=each.score * (1 + self._recency * newer[each.post])) for each in shown]

    def facets(self) -> dict[FacetField, Facet]:
        matching = [each.post.document for each in self._ranked if not each.relaxed]
        every = [post.document for post in self._posts]
        return {field: self._chosen.facet(field, matching, every) for field in self._request.facets}

    def folded(self, shown: Answer) -> dict[str, list[str]]:
        each = self._chosen.narrows or not self._parts or any(map(asks_for_each, self._parts))
        return folded(shown, {post.document.path: "" if each else post.body for post in self._posts})

    @cached_property
    def _ranked(self) -> list[Ranked]:
        """The posts that have every part of the query that asks for words, whatever the filters; where few have, also those that have most of it,
        unless every part is wanted; those that have any part, if that will do."""
        allowed = [post for post in self._posts if all(self._value(post, node).matches for node in self._needed)]
        if not self._parts:
            return [Ranked(post, 0.0, relaxed=False) for post in allowed]
        if self._request.mode == "any":
            found = [post for post in allowed if any(self._value(post, part).matches for part in self._parts)]
            return [Ranked(post, self._score_of_some(post), relaxed=False) for post in found]
        every = [post for post in allowed if all(self._value(post, part).matches for part in self._parts)]
        enough = FEW_TOGETHER.get(len(self._parts), 10)
        if len(every) >= enough or self._request.mode == "all" or len(self._parts) == 1:
            return [Ranked(post, self._score_of_all(post), relaxed=False) for post in every]
        quotes = [part for part in self._parts if isinstance(part, Quote)]
        quoted = [post for post in allowed if all(self._value(post, quote).matches for quote in quotes)]
        others = [post for post in self._covering(quoted) if post not in every]
        return [
            *(Ranked(post, self._score_of_all(post), relaxed=False) for post in every),
            *(Ranked(post, self._score_of_some(post), relaxed=True) for post in others),
        ]

    def _score_of_all(self, post: Post) -> float:
        """The farthest spelling among the words of a post is that of the post."""
        values = [self._value(post, part) for part in self._parts]
        words = sum(value.score for value in values) + self._titled(post) + self._near_each_other(post)
        return (words + self._bigrams(post)) * min(value.nearness for value in values)

    def _score_of_some(self, post: Post) -> float:
        """A word in another spelling is worth more than one that lacks."""
        values = [self._value(post, part) for part in self._parts]
        words = sum(value.score * (0.5 + value.nearness / 2) for value in values)
        return words + self._titled(post) + self._near_each_other(post) + self._bigrams(post)

    def _covering(self, allowed: Iterable[Post]) -> list[Post]:
        """The posts that have enough of what the best has, if that is enough of the query."""
        covered = {
            post: sum(self._weight(part) for part in self._parts if self._value(post, part).matches) for post in allowed
        }
        best = max(covered.values(), default=0.0)
        if best < sum(map(self._weight, self._parts)) * BEST_COVERS:
            return []
        return [post for post, much in covered.items() if much and much >= best * COVERS_ENOUGH]

    def _value(self, post: Post, node: Node, *, excluded: bool = False) -> Value:
        match node:
            case Filter():
                return Value(has(post.document, node))
            case Not():
                return Value(not self._value(post, node.node, excluded=True).matches)
            case And():
                values = [self._value(post, each, excluded=excluded) for each in node.nodes]
                if not all(value.matches for value in values):
                    return Value(False)
                return Value(True, sum(value.score for value in values), min(value.nearness for value in values))
            case Or():
                values = [self._value(post, each, excluded=excluded) for each in node.nodes]
                return max(values, key=lambda value: (value.matches, value.score * value.nearness))
            case Quote():
                frequency, nearness = self._frequency_of_quote(post, node), 1.0
            case Word():
                frequency, nearness = self._found(post, node, excluded=excluded)
        return Value(frequency > 0, self._idf_of(node) * saturated(frequency), nearness)

    def _found(self, post: Post, word: Word, *, excluded: bool = False) -> tuple[float, float]:
        """How often a post has a word in any spelling, weighted, and how near that is."""
        total = self._frequency(post, word.term, word.fields)
        exactly = total > 0 and post.is_written(word.term, word.text, word.fields)
        if self._request.exact:
            return total * exactly, 1.0
        nearness = 1.0 if exactly else IN_ANY_CASE if word.text.islower() else OTHER_WIDTH_OR_CASE
        nearness = nearness if total else 0.0
        for other, weight in self._found_as(word, excluded=excluded).items():
            if frequency := self._frequency(post, other, word.fields):
                total, nearness = total + frequency, max(nearness, weight)
        return total, nearness

    def _found_as(self, word: Word, *, excluded: bool = False) -> dict[str, float]:
        """The other spellings that count for a word: those that only sound so where few posts have a nearer one, and not to
        exclude it."""
        every = {} if self._request.exact else SPELLINGS.get(word.term, {})
        near = {other: weight for other, weight in every.items() if weight > BY_SOUND}
        terms = (word.term, *near)
        having = [post for post in self._posts if any(self._frequency(post, term, word.fields) for term in terms)]
        return every if len(having) < FEW and not excluded else near

    def _frequency(self, post: Post, term: str, fields: Iterable[Field] = Field) -> float:
        return self._weighted(post, {field: post.counts[term, field] for field in fields})

    def _frequency_of_quote(self, post: Post, quote: Quote) -> float:
        """Characters in headings and in code count as those in the body."""
        counts: Counter[Field] = Counter()
        for field, text, normal in post.regions:
            found = text.count(quote.text) if self._request.exact else normal.count(normalize(quote.text).text)
            counts[field if field in {Field.TITLE, Field.TAGS} else Field.BODY] += found
        return self._weighted(post, {field: counts[field] for field in quote.fields})

    def _weighted(self, post: Post, counts: dict[Field, int]) -> float:
        """BM25F: counts weighted by their field, and divided by how long that is compared with others."""
        return sum(
            count * WEIGHTS[field] / (1 - B + B * post.lengths[field] / self._average[field])
            for field, count in counts.items()
        )

    def _idf(self, having: Iterable[bool | float]) -> float:
        size, number = len(self._posts), sum(map(bool, having))
        return log(1 + (size - number + 0.5) / (number + 0.5))

    def _idf_of(self, leaf: Word | Quote) -> float:
        if isinstance(leaf, Quote):
            return self._idf(post.may_have(normalize(leaf.text).text) for post in self._posts)
        return self._idf(self._found(post, leaf)[0] for post in self._posts)

    def _weight(self, node: Node) -> float:
        """The idf of a node: of the dearest of alternatives."""
        match node:
            case And():
                return sum(map(self._weight, node.nodes))
            case Or():
                return max(map(self._weight, node.nodes))
            case Word() | Quote():
                return self._idf_of(node)
        return 0.0

    def _titled(self, post: Post) -> float:
        """A title with every part; and a title that is words of the query for the most part."""
        idf, characters = self._in_title(post, And(tuple(self._parts)))
        title, typed = letters(post.document.title), letters("".join(word.text for word in self._words))
        score = SHARE_OF_TITLE * idf * min(1.0, characters / max(1, len(title))) ** 2
        weight = sum(map(self._weight, self._parts))
        has_all = all(self._is_in_title(post, part) for part in self._parts)
        if has_all and 1 < len(self._parts) <= MOST_IN_TITLE:
            score += ALL_IN_TITLE * weight
        if typed and typed == title:
            score += NAMED * weight
        may = has_all or characters / max(1, len(title)) > MOST_OF_TITLE
        if len(typed) >= SHORTEST_IN_TITLE and may and (typed in title or title in typed):
            part = len(typed) / max(1, len(title))
            score += SHARE_OF_TITLE * weight * min(part, 1 / part) ** 2
        return score

    def _in_title(self, post: Post, node: Node) -> tuple[float, int]:
        """The idf and the characters of what a title has of a node."""
        match node:
            case Word() if self._is_in_title(post, node):
                return self._idf_of(node), len(node.term)
            case And():
                found = [self._in_title(post, each) for each in node.nodes]
                return sum(idf for idf, _ in found), sum(characters for _, characters in found)
            case Or():
                return max((self._in_title(post, each) for each in node.nodes), key=lambda each: each[1])
        return 0.0, 0

    def _is_in_title(self, post: Post, node: Node, *, excluded: bool = False) -> bool:
        match node:
            case Word():
                terms = (node.term, *self._found_as(node, excluded=excluded))
                return any(post.counts[term, Field.TITLE] for term in terms)
            case And():
                return all(self._is_in_title(post, each, excluded=excluded) for each in node.nodes)
            case Or():
                return any(self._is_in_title(post, each, excluded=excluded) for each in node.nodes)
            case Not():
                return not self._is_in_title(post, node.node, excluded=True)
        return False

    def _bigrams(self, post: Post) -> float:
        """The bigrams of all words count, as terms of their own; not those that are missing in the spellings in which most
        posts have the word."""
        total = 0.0
        every = {each for word in self._words for each in pairs_of(normalize(word.text).text)}
        for bigram in every - {each for word in self._words for each in self._foreign(word)}:
            frequency = post.bigrams[bigram] / (1 - B + B * len(post.text) / self._average_text)
            weight = BIGRAM * HIRAGANA[sum("ぁ" <= character <= "ゖ" for character in bigram)]
            total += (
                weight * self._idf(each.bigrams[bigram] for each in self._posts) * saturated(frequency, K1_OF_BIGRAMS)
            )
        return total

    def _foreign(self, word: Word) -> set[str]:
        def number(term: str) -> int:
            return sum(self._frequency(post, term, word.fields) > 0 for post in self._posts)

        spelled = {term: number(term) for term in (word.term, *self._found_as(word))}
        return {
            bigram
            for bigram in pairs_of(word.term)
            if 2 * sum(spelled[term] for term in spelled if bigram in pairs_of(term)) < sum(spelled.values())
        }

    def _near_each_other(self, post: Post) -> float:
        """What words that are near each other add: of each number of them the stretch of text that has them and gives most gives
        their idf, less for the others in it. Words that are tags stand everywhere."""
        asked = list(dict.fromkeys(word.term for word in self._words))
        spelled = {word.term: self._near_spellings(word) for word in self._words}
        tagged = {term for term in asked if post.counts[term, Field.TAGS]}
        words = [
            word if word in asked else next((term for term in asked if word in spelled[term]), "")
            for word in post.words
        ]
        best: defaultdict[int, float] = defaultdict(float)
        for start, end in combinations(range(len(words) + 1), 2):
            inside = ({*words[start:end]} - {""}) | tagged
            others = end - start - len(inside - tagged)
            idf = sum(map(self._idf_as_typed, inside))
            best[len(inside)] = max(best[len(inside)], idf * HALF_OF_IT / (HALF_OF_IT + others))
        for number in range(2, len(tagged) + 1):
            best[number] = max(best[number], sum(map(self._idf_as_typed, tagged)))
        return NEAR_EACH_OTHER * sum(best[number] for number in range(2, len(asked) + 1)) / max(1, len(asked) - 1)

    def _near_spellings(self, word: Word) -> list[str]:
        return [] if self._request.exact else list(self._found_as(word))

    def _idf_as_typed(self, term: str) -> float:
        return self._idf(self._frequency(post, term) for post in self._posts)


def saturated(frequency: float, k1: float = K1) -> float:
    return frequency * (k1 + 1) / (frequency + k1)
