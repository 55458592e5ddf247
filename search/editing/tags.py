"""The tags of a blog: how many posts have each, and what is untidy about them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from index.document import Brief
from search.editing.tagspellings import TagSpellings
from search.editing.tagwords import TagWords
from search.reports.tags import Lacking, Tag, TagReport, Together
from search.snapshot import Snapshot

_TOGETHER = 3  # posts that tags share: with fewer it is chance


def posts_of_tags(posts: Sequence[Brief]) -> Counter[str]:
    """How many posts have each tag."""
    return Counter(tag for post in posts for tag in post.tags)


def tags(snapshot: Snapshot) -> TagReport:
    """The report of all posts of a snapshot."""
    posts = posts_of_tags(snapshot.briefs)
    spellings, words = TagSpellings(posts), TagWords(posts)
    for number in range(len(snapshot)):
        words.note(snapshot.document(number))
    lacking = words.lacking()
    return TagReport(
        posts=len(snapshot),
        untagged=sum(1 for post in snapshot.briefs if not post.tags),
        tags=tuple(_tags(snapshot.briefs, posts, spellings, lacking)),
        spellings=spellings.groups,
        lacking=lacking,
        together=tuple(_together(snapshot.briefs, spellings)),
    )


def _tags(
    briefs: Sequence[Brief], posts: Counter[str], spellings: TagSpellings, lacking: Sequence[Lacking]
) -> Iterator[Tag]:
    dates: dict[str, list[str]] = defaultdict(list)
    for post in briefs:
        for tag in post.tags:
            dates[tag] += [post.date] if post.date else []
    missing = {each.tag: len(each.paths) for each in lacking}
    for tag in sorted(posts, key=lambda tag: (-posts[tag], tag)):
        best = spellings.best.get(tag)
        yield Tag(
            tag,
            posts[tag],
            min(dates[tag], default=None),
            max(dates[tag], default=None),
            best.tag if best else "",
            missing.get(tag, 0),
        )


def _together(briefs: Sequence[Brief], spellings: TagSpellings) -> Iterator[Together]:
    having: dict[str, list[int]] = defaultdict(list)
    for number, post in enumerate(briefs):
        for tag in post.tags:
            having[tag].append(number)
    sharing: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for tag, numbers in having.items():
        if len(numbers) >= _TOGETHER and tag not in spellings.best:
            sharing[tuple(numbers)].append(tag)
    groups = [Together(tuple(sorted(tags)), len(numbers)) for numbers, tags in sharing.items() if len(tags) > 1]
    yield from sorted(groups, key=lambda group: (-group.posts, group.tags))
