"""All posts of a snapshot, newest first and then by id: in that order a list can be read page by page, even if a new generation
comes in between."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from index.document import document_id
from search.answer import PostPage
from search.postings import Mask
from search.rank.order import moment
from search.request import Cursor
from search.snapshot import Snapshot

_SECOND = 1_000_000
_BEGINNING = -62_135_683_200  # seconds before 1970: the first day of year 1, and one more for any zone


class Listing:
    """The posts of one snapshot in their order."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._briefs, self._state = snapshot.briefs, snapshot.state()
        self._ids = np.array([post.id for post in snapshot.briefs], "U12")
        self._moments = np.array([_microseconds(post.date) for post in snapshot.briefs], np.int64)
        self._order = np.lexsort((self._ids, -self._moments))

    def page(self, allowed: Mask, *, path: str, after: Cursor | None, limit: int) -> PostPage:
        """The next posts among those allowed: those behind `after`, of one `path` if there is one."""
        if path:
            allowed = allowed & (self._ids == document_id(path))
        listed = self._order[allowed[self._order]]
        left = listed[self._behind(after, listed)] if after else listed
        shown = left[:limit].tolist()
        return PostPage(
            total=len(listed),
            limit=limit,
            cursor=str(self._cursor(shown[-1])) if len(left) > limit else None,
            index=self._state,
            posts=tuple(self._briefs[number] for number in shown),
        )

    def _behind(self, place: Cursor, documents: npt.NDArray[np.int64]) -> Mask:
        moments = self._moments[documents]
        same = (moments == place.moment) & (self._ids[documents] > place.id)
        return np.asarray((moments < place.moment) | same)

    def _cursor(self, document: int) -> Cursor:
        return Cursor(int(self._moments[document]), str(self._ids[document]))


def _microseconds(date: str | None) -> int:
    return round((moment(date) - _BEGINNING) * _SECOND)
