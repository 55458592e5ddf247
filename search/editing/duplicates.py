"""Posts that say the same, and which of them to keep."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from math import floor, inf

from msgspec import UNSET
from msgspec.structs import astuple

from index.document import Brief
from index.normalize import normalize
from search.copies.folding import said
from search.copies.near import Comparison, Copies, Pair, find_copies
from search.editing.links import Links
from search.editing.sentences import sentence_diff
from search.rank.order import moment
from search.reports.duplicates import (
    Change,
    Cluster,
    Duplicates,
    Likeness,
    Member,
    Part,
    Reason,
    Shared,
    SharedField,
)
from search.snapshot import Snapshot

NEARLY = 0.95
_PART = 0.5  # of the shorter post
_COMPARED = 0.3  # resemblance of posts of one length, the half of each of which stands in the other


class Duplication:
    """The duplicates of a snapshot."""

    def __init__(self, snapshot: Snapshot, links: Links, *, diff: bool) -> None:
        self._snapshot, self._links, self._diff = snapshot, links, diff
        self._said = partial(said, snapshot)
        self._comparison = Comparison(self._said)

    def found(self, *, at_least: float) -> Duplicates:
        """The clusters of posts that resemble each other by `at_least`, the pairs that do less and of which one stands in the
        other for a half or more, and the posts that share a title, an address or a description."""
        copies = find_copies(range(len(self._snapshot)), self._said, at_least=min(at_least, _COMPARED))
        near = [pair for pair in copies.pairs if pair.resemblance >= at_least]
        parts = [pair for pair in copies.pairs if pair.resemblance < at_least and pair.containment >= _PART]
        nearest = _nearest(copies, near)
        clusters = [self._cluster(group, copies, nearest) for group in _connected(copies, near)]
        return Duplicates(
            at_least=at_least,
            clusters=tuple(sorted(clusters, key=_largest)),
            parts=tuple(map(self._part, sorted(parts, key=lambda pair: (-pair.containment, pair)))),
            shared=tuple(_shared(self._snapshot.briefs)),
        )

    def _cluster(self, group: Iterable[int], copies: Copies, nearest: Mapping[int, float]) -> Cluster:
        ordered = sorted(group, key=self._merits)
        members = tuple(self._member(number, ordered[0], copies.same, nearest) for number in ordered)
        return Cluster(_kind(min(each.similarity for each in members)), self._reason(ordered), members)

    def _member(self, number: int, keep: int, same: Mapping[int, int], nearest: Mapping[int, float]) -> Member:
        alike = 1.0 if same[number] == same[keep] else self._comparison.pair(keep, number).resemblance
        return Member(
            *astuple(self._snapshot.briefs[number]),
            length=int(self._snapshot.characters[number]),
            similarity=_hundredths(alike),
            nearest=_hundredths(nearest[same[number]]),
            linked_from=self._links.linked_from(number),
            diff=self._difference(keep, number) if self._diff and number != keep else UNSET,
        )

    def _part(self, pair: Pair) -> Part:
        shorter, longer = sorted((pair.one, pair.other), key=lambda number: (self._snapshot.characters[number], number))
        return Part(
            contained=_hundredths(pair.containment),
            similarity=_hundredths(pair.resemblance),
            shorter=self._snapshot.briefs[shorter],
            longer=self._snapshot.briefs[longer],
            diff=self._difference(shorter, longer) if self._diff else UNSET,
        )

    def _difference(self, one: int, other: int) -> tuple[Change, ...]:
        return sentence_diff(self._said(one), self._said(other))

    def _merits(self, number: int) -> tuple[bool, float, int, str]:
        """The post to keep has the least: one that others link to, then the oldest, then the longest."""
        post = self._snapshot.briefs[number]
        age = moment(post.date) if post.date else inf
        return not self._links.linked_from(number), age, -int(self._snapshot.characters[number]), post.path

    def _reason(self, ordered: Sequence[int]) -> Reason:
        """By what the first differs from the next."""
        first, second = (self._merits(number) for number in ordered[:2])
        return next(reason for reason, one, other in zip(_REASONS, first, second, strict=True) if one != other)


_REASONS: tuple[Reason, ...] = ("linked", "oldest", "longest", "first")


def _nearest(copies: Copies, near: Iterable[Pair]) -> dict[int, float]:
    """How much each text resembles the one that it is nearest to."""
    number = Counter(copies.same.values())
    nearest = {text: float(number[text] > 1) for text in number}
    for pair in near:
        for text in (pair.one, pair.other):
            nearest[text] = max(nearest[text], pair.resemblance)
    return nearest


def _connected(copies: Copies, near: Iterable[Pair]) -> list[list[int]]:
    """The groups of posts in which each is a copy of another, by their numbers."""
    first: dict[int, int] = {}

    def root(text: int) -> int:
        while (above := first.setdefault(text, text)) != text:
            first[text] = text = first.setdefault(above, above)
        return text

    for pair in near:
        first[root(pair.other)] = root(pair.one)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for number, text in copies.same.items():
        groups[root(text)].append(number)
    return [group for group in groups.values() if len(group) > 1]


def _shared(posts: Iterable[Brief]) -> Iterator[Shared]:
    """The values that several posts have, those of most posts first; width, case and spaces are folded."""
    having: defaultdict[tuple[SharedField, str], list[Brief]] = defaultdict(list)
    for post in posts:
        values: dict[SharedField, str | None] = {
            "title": post.title,
            "url": post.url,
            "description": post.description,
        }
        for field, value in values.items():
            if key := " ".join(normalize(value or "").text.split()):
                having[field, key].append(post)
    found = [(field, group) for (field, _), group in having.items() if len(group) > 1]
    for field, group in sorted(found, key=lambda each: (_FIELDS.index(each[0]), -len(each[1]), each[1][0].path)):
        yield Shared(
            field, getattr(group[0], field), tuple(sorted(group, key=lambda post: (post.date or "", post.path)))
        )


_FIELDS: tuple[SharedField, ...] = ("url", "title", "description")  # a page that is lost comes first


def _kind(similarity: float) -> Likeness:
    return "same" if similarity == 1 else "nearly the same" if similarity >= NEARLY else "alike"


def _largest(cluster: Cluster) -> tuple[int, float, str]:
    return -len(cluster.posts), -min(each.similarity for each in cluster.posts), cluster.posts[0].path


def _hundredths(share: float) -> float:
    """Rounded down: what is not the same is not 1."""
    return floor(100 * share) / 100
