"""Which posts are parts of one series, told by their titles: 第3回, その2, (2), Part 2, 後編, or a beginning that several titles share.

A beginning that is a tag or a category is a topic, no series: 「Python: …」 may stand above anything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from index.document import Brief
from index.labels import label_key

_LEAST_PREFIX = 4  # characters
_LEAST_PARTS = 3  # of a series without numbers
_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十百]{1,4})"
_PART = re.compile(
    rf"(?:第\s*{_NUMBER}\s*(?:回|話|章|部|弾|夜|日|講|巻)|その\s*{_NUMBER}|[(\[【<〈]\s*{_NUMBER}\s*[)\]】>〉]\s*$"
    rf"|[(\[【]?\s*{_NUMBER}\s*(?:日目|年目|回目|本目|通目)\s*[)\]】]?|(?:part|vol|no|episode|ep|パート|#)[.\s]*\d{{1,3}}"
    r"|[(\[【・\s]*(?:[前中後続]|完結|最終|番外)[編篇][)\]】]?|最終回|[(\[【]\s*[上中下]\s*[)\]】]\s*$)",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"(.+?)\s*(?:[:|]|\s[-–—]\s|[–—])")
_EDGES = " 　-–—:|・、。,.「」『』()[]【】<>〈〉"


def series_of(posts: Sequence[Brief]) -> list[str]:
    """For each post the name of its series, "" for one without."""
    titles = [label_key(post.title) for post in posts]
    topics = {label_key(label) for post in posts for label in (*post.tags, *post.categories)}
    numbered = [_before_part(title) for title in titles]
    bases = {base for base in numbered if base}
    named = [
        base or (title.strip(_EDGES) if title.strip(_EDGES) in bases else "")
        for base, title in zip(numbered, titles, strict=True)
    ]
    prefixes = ["" if name else _prefix(title, topics) for name, title in zip(named, titles, strict=True)]
    kept = _of_several(named, 2) | _of_several(prefixes, _LEAST_PARTS)
    return [
        name if name in kept else "" for name in (name or prefix for name, prefix in zip(named, prefixes, strict=True))
    ]


def _before_part(title: str) -> str:
    """The title up to the number of the part, or behind that if it comes first; "" without one."""
    found = _PART.search(title)
    if not found:
        return ""
    return title[: found.start()].strip(_EDGES) or title[found.end() :].strip(_EDGES)


def _prefix(title: str, topics: set[str]) -> str:
    found = _PREFIX.match(title)
    prefix = found.group(1).strip(_EDGES) if found else ""
    return prefix if len(prefix) >= _LEAST_PREFIX and prefix not in topics else ""


def _of_several(names: Iterable[str], least: int) -> set[str]:
    return {name for name, count in Counter(filter(None, names)).items() if count >= least}
