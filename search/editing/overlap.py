"""Posts that compete for one query: search engines and readers choose one of them, not always the same, and neither is what it could be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations

from msgspec.structs import astuple

from index.analyzed import Field
from index.normalize import normalize
from index.spelling.keys import term_keys
from search.editing.links import Links
from search.pipeline import Pipeline
from search.rank.order import Order
from search.related.related import RelatedPosts
from search.reports.overlap import Contest, Hint, Linking, Overlap, Rival, Sought, Source
from search.snapshot import Snapshot

_NEARLY = 0.85  # of the score of the first
_IN_TITLE = 0.6  # of the words of a query
_MOST_RIVALS = 5  # more posts than these share a subject, not a query
_WORDS = 4  # of a title
_MERGE, _LINK = 0.4, 0.15  # cosine


class Overlaps:
    """The contests among the posts of a snapshot."""

    def __init__(self, snapshot: Snapshot, pipeline: Pipeline, links: Links, related: RelatedPosts) -> None:
        self._snapshot, self._pipeline, self._links, self._related = snapshot, pipeline, links, related
        self._order = Order(snapshot.briefs)

    def of_titles(self, *, most: int) -> Overlap:
        """What the titles of posts promise: of each up to four words, the rarest that others promise as well."""
        asked = list(dict.fromkeys(filter(None, map(self._rarest, range(len(self._snapshot))))))
        contests = (contest for contest in self._contests(map(Sought, asked)) if contest.alike >= _LINK)
        return _overlap("titles", contests, asked=len(self._titles), most=most)

    def of_queries(self, queries: Sequence[Sought], *, most: int) -> Overlap:
        return _overlap("queries", self._contests(queries), asked=len(queries), most=most)

    def _contests(self, queries: Iterable[Sought]) -> Iterator[Contest]:
        return (contest for sought in queries for contest in self._contest(sought))

    def _contest(self, sought: Sought) -> Iterator[Contest]:
        """The contest for a query, if there is one."""
        ranked = self._pipeline.ranked(sought.query, "all", exact=False)
        words = [term.text for term in ranked.resolved.words]
        ranking = self._pipeline.refine(ranked.ranking, ranked.resolved)
        places = self._order.first(ranking, "relevance", _MOST_RIVALS + 1)
        if len(places) < 2 or not words:
            return
        documents, scores = ranking.documents[places].tolist(), ranking.scores[places].tolist()
        near = [place for place, score in enumerate(scores) if score >= _NEARLY * scores[0] > 0]
        rivals = [place for place in near if self._promises(documents[place], words)]
        if len(rivals) > 1 and len(near) <= _MOST_RIVALS:
            numbers = [documents[place] for place in rivals]
            posts = [self._rival(documents[place], place + 1, scores[place] / scores[0]) for place in rivals]
            yield self._told(sought, words, numbers, posts)

    def _told(self, sought: Sought, words: Sequence[str], numbers: Sequence[int], rivals: Sequence[Rival]) -> Contest:
        alike = max(self._alike(one, other) for one, other in combinations(numbers, 2))
        linking = self._linking(*numbers[:2])
        titles = [normalize(self._snapshot.briefs[number].title).text for number in numbers]
        typed = [word for word in sought.query.split() if all(normalize(word).text in title for title in titles)]
        return Contest(
            query=sought.query,
            times=sought.times,
            rivals=tuple(rivals),
            words=tuple(typed or (word for word in words if all(self._promises(number, [word]) for number in numbers))),
            alike=round(alike, 2),
            linking=linking,
            hint=_hint(alike, linking),
        )

    def _rival(self, number: int, rank: int, share: float) -> Rival:
        return Rival(
            *astuple(self._snapshot.briefs[number]),
            rank=rank,
            share=round(share, 2),
            linked_from=self._links.linked_from(number),
        )

    def _alike(self, one: int, other: int) -> float:
        """The cosine of two posts, but for the words in both titles: those are why they compete, whatever else they say."""
        return self._related.cosine(one, other, but={*self._titles[one]} & {*self._titles[other]})

    def _linking(self, one: int, other: int) -> Linking:
        there, back = self._links.link(one, other), self._links.link(other, one)
        return "both" if there and back else "one" if there or back else "none"

    def _promises(self, number: int, words: Sequence[str]) -> bool:
        """Whether most of the words are in a title, in any spelling."""
        having = sum(not self._keys[number].isdisjoint(term_keys(word)) for word in words)
        return having >= _IN_TITLE * len(words)

    def _rarest(self, number: int) -> str:
        """The rarest words of a title that another title has, too, as written; of カリフォルニア and カリフォルニア州 the longer one. "" where no
        title has half of them."""
        normalized = normalize(self._snapshot.briefs[number].title)
        title = normalized.text
        shared = [term for term in self._titles[number] if self._titled[term] > 1 and term in title]
        whole = [term for term in shared if not any(term in other for other in shared if other != term)]
        chosen = sorted(whole, key=lambda term: (self._having[term], term))[:_WORDS]
        if not self._may_have_rivals(chosen):
            return ""
        places = sorted((title.find(term), len(term)) for term in chosen)
        written = self._snapshot.briefs[number].title
        return " ".join(written[normalized.original(at) : normalized.original(at + length)] for at, length in places)

    def _may_have_rivals(self, terms: Sequence[str]) -> bool:
        """Whether two titles have half of the terms: for what only one promises, no search is needed."""
        titles = [{number for key in term_keys(term) for number in self._having_key[key]} for term in terms]
        having = Counter(number for each in titles for number in each)
        return len(terms) > 1 and sum(count >= len(terms) / 2 for count in having.values()) > 1

    @cached_property
    def _titled(self) -> Counter[str]:
        """How many titles have a term."""
        return Counter(term for terms in self._titles for term in terms)

    @cached_property
    def _having_key(self) -> dict[str, list[int]]:
        """The titles that have a key of a term."""
        having: defaultdict[str, list[int]] = defaultdict(list)
        for number, keys in enumerate(self._keys):
            for key in keys:
                having[key].append(number)
        return having

    @cached_property
    def _keys(self) -> list[set[str]]:
        """The keys of the terms of each title."""
        return [{key for term in terms for key in term_keys(term)} for terms in self._titles]

    @cached_property
    def _terms(self) -> list[str]:
        return list(self._snapshot.lexicon)

    @cached_property
    def _titles(self) -> list[list[str]]:
        """The terms of each title."""
        titles: list[list[str]] = [[] for _ in range(len(self._snapshot))]
        term, document, _ = self._snapshot.every_posting(Field.TITLE)
        for each, number in zip(term.tolist(), document.tolist(), strict=True):
            titles[number].append(self._terms[each])
        return titles

    @cached_property
    def _having(self) -> dict[str, int]:
        return dict(self._snapshot.document_counts())


def _overlap(source: Source, found: Iterable[Contest], *, asked: int, most: int) -> Overlap:
    """Of contests of the same posts, or of some of them, one alone stays: that of most posts, and then that which matters most."""
    kept: list[Contest] = []
    having: defaultdict[str, list[set[str]]] = defaultdict(list)
    for contest in sorted(found, key=lambda contest: (-len(contest.rivals), _weight(contest))):
        posts = {post.id for post in contest.rivals}
        if not any(posts <= other for other in having[contest.rivals[0].id]):
            kept.append(contest)
            for post in posts:
                having[post].append(posts)
    return Overlap(source, asked, len(kept), tuple(sorted(kept, key=_weight)[:most]))


def _weight(contest: Contest) -> tuple[float, float, str]:
    return -contest.times, -contest.alike * contest.rivals[1].share, contest.query


def _hint(alike: float, linking: Linking) -> Hint:
    if alike >= _MERGE:
        return "merge"
    return "link" if alike >= _LINK and linking != "both" else "retitle"
