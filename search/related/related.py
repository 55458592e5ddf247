"""The posts nearest to a post, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from msgspec import structs

from index.analyzed import analyze_document
from index.document import Brief, Document
from index.labels import label_key
from search.linked import find_linked, linked_numbers
from search.postings import Mask, Numbers
from search.rank.order import Order, moment
from search.related.drafted import Drafted
from search.related.nearness import Nearness
from search.related.passages import Passages
from search.related.reasons import Reasons, Written
from search.related.series import series_of
from search.related.tokens import TokenReader, pairs_of
from search.related.vectors import Weights, make_vectors, weights_of
from search.related.words import Words
from search.reports.related import LinkState, RelatedPost
from search.request import RelatedRequest
from search.snapshot import Snapshot

_COPY = 0.5  # of the shorter post
_COPY_IN_SERIES = 0.9  # whose parts may repeat each other: a recipe, made again
_OF_BEFORE = 5  # places behind the last, where a post of an earlier list may be now
_NOTICED = 2.0  # points of score
_DAY = 24 * 3600


class RelatedPosts:
    """All that posts of one snapshot have to do with each other."""

    def __init__(self, snapshot: Snapshot) -> None:
        """About 3 ms a post."""
        self._snapshot, self._moments = snapshot, Order(snapshot.briefs).moments
        self.words = Words(snapshot)
        self._reader = TokenReader(snapshot, self.words)
        self.passages = Passages(snapshot)
        self._nearness = Nearness(make_vectors(snapshot, self.words, self._reader, self.passages))
        self._reasons = Reasons(snapshot, self.words)
        self._series = series_of(snapshot.briefs)
        self._links: dict[int, frozenset[int]] = {}

    def to(
        self, document: int, request: RelatedRequest, *, before: Sequence[tuple[str, float]] = ()
    ) -> tuple[RelatedPost, ...]:
        """The posts nearest to a document, best first, equal ones by path. An earlier list of paths and scores stays as it was where
        no other post is better now by 2 points or more."""
        written = self._written(document)
        wishes = self._snapshot.document(document).wishes
        if wishes.none:
            return ()
        pinned = self._named(document, wishes.pinned)
        most = request.limit + (_OF_BEFORE if before else 0)
        found = self._chosen(document, request, most, pinned, self._named(document, wishes.excluded))
        chosen = self._as_before(before, found[: request.limit], dict(found), pinned) if before else found
        return tuple(
            self._told(document, written, other, score, rank=rank, pinned=other in pinned)
            for rank, (other, score) in enumerate(chosen, 1)
        )

    def _written(self, document: int) -> Written:
        text, tokens = self._snapshot.post(document).text(), self._reader.tokens(document)
        return Written(text, tokens, pairs_of(tokens, text))

    def cosine(self, one: int, other: int, *, but: Iterable[str]) -> float:
        """The cosine of two posts, 0 to 1, but for these terms of the index and pairs of words with them."""
        vectors, size = self._nearness.vectors, self.words.size
        without = {self.words.word_of(term) for term in but}
        cosine = float(vectors.cosines(one)[other])
        left_out = cosine * sum(
            share
            for term, share in vectors.shared(*vectors.vector(one), other)
            if term in without or (term >= size and not without.isdisjoint(divmod(term - size, size)))
        )
        return (cosine - left_out) / max(1 - left_out, 1e-6)

    def _named(self, document: int, names: Iterable[str]) -> list[int]:
        """The other posts that go by these names."""
        url = self._snapshot.briefs[document].url
        found = (find_linked(self._snapshot, name, url) for name in names)
        return [other for other in dict.fromkeys(found) if other is not None and other != document]

    def _chosen(
        self, document: int, request: RelatedRequest, most: int, pinned: Sequence[int], excluded: Sequence[int]
    ) -> list[tuple[int, float]]:
        """At most so many posts, the pinned ones first."""
        chosen = [(other, self._nearness.score(document, other)) for other in pinned[:most]]
        of_series = Counter(self._series[other] for other in pinned)
        for other, score in self._ranked(document, request):
            series = self._series[other]
            if len(chosen) == most or score < request.min_score:
                break
            if other in pinned or other in excluded or (series and of_series[series] == request.per_series):
                continue
            if any(self._are_copies(other, same) for same in (document, *(number for number, _ in chosen))):
                continue
            if request.link == "any" or request.link in _states(self._link(document, other)):
                chosen.append((other, score))
                of_series[series] += 1
        return chosen

    def _as_before(
        self,
        before: Sequence[tuple[str, float]],
        chosen: list[tuple[int, float]],
        now: Mapping[int, float],
        pinned: Sequence[int],
    ) -> list[tuple[int, float]]:
        """The list before, where its posts may still be chosen and it is as good; else that chosen. `now` has the scores of all that
        may be."""
        earlier = [(self._snapshot.named(path), score) for path, score in before]
        kept = [(other, score) for other, score in earlier if other is not None and other in now]
        same_pins = [other for other, _ in kept[: len(pinned)]] == [other for other, _ in chosen[: len(pinned)]]
        steady = same_pins and len(kept) == len(before) == len(chosen)
        steady = steady and all(score - now[old] < _NOTICED for (old, _), (_, score) in zip(kept, chosen, strict=True))
        return kept if steady else chosen

    def _ranked(self, document: int, request: RelatedRequest) -> list[tuple[int, float]]:
        return self._sorted(self._nearness.candidates(document, self._allowed(document, request)))

    def _sorted(self, found: list[tuple[int, float]]) -> list[tuple[int, float]]:
        return sorted(found, key=lambda each: (-each[1], self._snapshot.briefs[each[0]].path))

    def _allowed(self, document: int, request: RelatedRequest) -> Mask:
        moments, briefs = self._moments, self._snapshot.briefs
        allowed: Mask = (moments <= moments[document]) | request.include_newer
        if request.since:
            allowed &= moments >= moment(f"{request.since}T00:00:00")
        if request.max_age:
            allowed &= np.abs(moments - moments[document]) <= request.max_age * _DAY
        if request.category != "any":
            mine = set(map(label_key, briefs[document].categories))
            same = np.array([not mine.isdisjoint(map(label_key, post.categories)) for post in briefs], bool)
            allowed &= same == (request.category == "same")
        return allowed

    def _are_copies(self, one: int, other: int) -> bool:
        in_series = self._series[one] != "" and self._series[one] == self._series[other]
        return self.passages.overlap(one, other) >= (_COPY_IN_SERIES if in_series else _COPY)

    def _told(
        self, document: int, written: Written, other: int, score: float, *, rank: int, pinned: bool
    ) -> RelatedPost:
        post = self._snapshot.briefs[document]
        return structs.replace(
            self._near(post, written, self._nearness.vectors.vector(document), other, score),
            rank=rank,
            same_series=self._series[document] != "" and self._series[document] == self._series[other],
            link_state=self._link(document, other),
            pinned=pinned,
        )

    def _near(
        self, post: Brief, written: Written, vector: tuple[Numbers, Weights], other: int, score: float
    ) -> RelatedPost:
        near = self._snapshot.briefs[other]
        return RelatedPost(
            **{name: getattr(near, name) for name in Brief.__struct_fields__},
            rank=0,
            score=score,
            why=self._reasons.of(self._nearness.vectors.shared(*vector, other), written, other),
            shared_tags=shared_tags(post, near),
            age_days=_days(near, post),
        )

    def drafted(self, document: Document) -> Drafted:
        """A post that the index has not, with the posts nearest to it."""
        analyzed = analyze_document(document, self._snapshot.analyzer)
        tokens = self._reader.tokens_of(analyzed)
        pairs = pairs_of(tokens, analyzed.text)
        vector = weights_of(tokens, pairs, self.words, self._nearness.vectors)
        return Drafted(
            document,
            analyzed,
            Written(analyzed.text, tokens, pairs),
            vector,
            self._sorted(self._nearness.to_vector(*vector)),
        )

    def to_draft(self, draft: Drafted, request: RelatedRequest) -> tuple[RelatedPost, ...]:
        """The posts that a draft may link to, the nearest first; `link_state` says which ones it links to already."""
        linked = set(linked_numbers(self._snapshot, draft.document).values())
        near = [(other, score) for other, score in draft.near if score >= request.min_score][: request.limit]
        return tuple(
            structs.replace(
                self._near(draft.document, draft.written, draft.vector, other, score),
                rank=rank,
                link_state="out" if other in linked else "none",
            )
            for rank, (other, score) in enumerate(near, 1)
        )

    def _link(self, document: int, other: int) -> LinkState:
        out, back = other in self._linked(document), document in self._linked(other)
        return "both" if out and back else "out" if out else "in" if back else "none"

    def _linked(self, document: int) -> frozenset[int]:
        if document not in self._links:
            found = linked_numbers(self._snapshot, self._snapshot.document(document))
            self._links[document] = frozenset(found.values())
        return self._links[document]


def shared_tags(one: Brief, other: Brief) -> tuple[str, ...]:
    """The tags of both, as the first writes them."""
    theirs = {label_key(tag) for tag in other.tags}
    return tuple(tag for tag in one.tags if label_key(tag) in theirs)


def _states(link: LinkState) -> tuple[LinkState, ...]:
    return ("out", "in") if link == "both" else (link,)


def _days(post: Brief, than: Brief) -> int | None:
    """How many days older a post is than another."""
    if not (post.date and than.date):
        return None
    return round((moment(than.date) - moment(post.date)) / _DAY)
