"""A draft beside the archive: what to link, which tags, which spellings, what it repeats and competes with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from index.analyzed import Field
from index.document import Document
from index.labels import label_key
from index.normalize import normalize
from search.related.drafted import Drafted
from search.related.related import RelatedPosts
from search.reports.draft import Competition, Draft, Repeat, SpellingHint, TagHint
from search.request import RelatedRequest
from search.snapshot import Snapshot
from search.spelling.same import spelling_tier
from search.spelling.variant import Tier

_MOST = 5  # of each kind of hint
_NEAR = 10  # posts whose tags are looked at
_OF_NEAR = 0.3  # of the scores of those: what posts have that give a tag
_USUAL = 3  # times as many posts, and at least so many
_TITLE_WORDS = 6
_COMPETING = 20  # posts with these words in the title: more make a topic, no competition
_TWO_SPELLINGS = {Tier.SPACING, Tier.LONG_VOWEL, Tier.OKURIGANA, Tier.OLD_KANJI, Tier.SMALL_KANA, Tier.SPELLING}


def draft_report(snapshot: Snapshot, related: RelatedPosts, document: Document, request: RelatedRequest) -> Draft:
    drafted = related.drafted(document)
    return Draft(
        title=document.title,
        related=related.to_draft(drafted, request),
        tags=tuple(_tags(snapshot, drafted))[:_MOST],
        spellings=tuple(_spellings(snapshot, related, drafted))[:_MOST],
        repeats=tuple(
            Repeat(sentence, snapshot.briefs[number])
            for sentence, number in related.passages.repeated(drafted.analyzed.text)[:_MOST]
        ),
        competes=tuple(_competes(snapshot, related, drafted))[:_MOST],
    )


def _tags(snapshot: Snapshot, drafted: Drafted) -> Iterator[TagHint]:
    """Tags that the text names and then those of several near posts, the likeliest first."""
    counts: Counter[str] = Counter()
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for post in snapshot.briefs:
        for tag in post.tags:
            counts[label_key(tag)] += 1
            names[label_key(tag)][tag] += 1
    near: dict[str, float] = defaultdict(float)
    for other, score in drafted.near[:_NEAR]:
        for key in set(map(label_key, snapshot.briefs[other].tags)):
            near[key] += score
    every = sum(score for _, score in drafted.near[:_NEAR])
    text, have = label_key(drafted.analyzed.text), set(map(label_key, drafted.document.tags))
    likely = sorted(near, key=lambda key: (key not in text, -near[key], key))
    for key in likely:
        if key not in have and (key in text or near[key] >= _OF_NEAR * every):
            yield TagHint(names[key].most_common(1)[0][0], counts[key], key in text)


def _spellings(snapshot: Snapshot, related: RelatedPosts, drafted: Drafted) -> Iterator[SpellingHint]:
    words = related.words
    for term in drafted.analyzed.tokens.terms:
        word, normal = words.word_of(term), normalize(term).text
        others = [other for other in words.spellings(word) if normalize(other).text != normal]
        others = [other for other in others if spelling_tier(normal, normalize(other).text) in _TWO_SPELLINGS]
        posts = _posts_with(snapshot, [term, *others])
        usual = max(others, key=lambda other: (posts[other], other), default=term)
        if posts[usual] >= _USUAL * max(posts[term], 1) and normal == term:
            yield SpellingHint(term, posts[term], usual, posts[usual])


def _posts_with(snapshot: Snapshot, terms: Sequence[str]) -> dict[str, int]:
    found = snapshot.postings(terms)
    return {term: len(set(found.documents[found.terms == place].tolist())) for place, term in enumerate(terms)}


def _competes(snapshot: Snapshot, related: RelatedPosts, drafted: Drafted) -> Iterator[Competition]:
    """Two words of the title at a time, or its only one."""
    every = drafted.words_of_title(related.words)
    nouns = [each for each in every if not related.words.inflects[each[0]]]
    titled = dict((nouns if len(nouns) > 1 else every)[:_TITLE_WORDS])
    having = {word: _titled(snapshot, related.words.spellings(word)) for word in titled}
    scores = dict(drafted.near)
    for query in combinations(titled, 2) if len(titled) > 1 else [tuple(titled)]:
        posts = set.intersection(*(having[word] for word in query)) if query else set()
        if 0 < len(posts) <= _COMPETING:
            best = sorted(posts, key=lambda number: (-scores.get(number, 0.0), snapshot.briefs[number].path))
            yield Competition(" ".join(titled[word] for word in query), tuple(snapshot.briefs[each] for each in best))


def _titled(snapshot: Snapshot, terms: Sequence[str]) -> set[int]:
    found = snapshot.postings(terms)
    return set(found.documents[found.fields == Field.TITLE].tolist())
