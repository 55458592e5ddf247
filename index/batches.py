"""When a run over many posts commits what it has read so far."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from index.analyzed import AnalyzedDocument
from index.store.merge_policy import LARGEST
from index.workers import Outcome

# The first commit comes so early, each other takes as long as all before it: so searchers see new bodies, and segments are few without being
# written again. A run that is killed loses no more than a minute.
_SECONDS, _LONGEST = 15.0, 60.0
POSTS = 200
# Of short posts: with 12,200 of 450 characters in one commit the process that writes took a gigabyte.
MOST = 8_000
# A segment of more characters is taken by no merge, and a commit of more would need more memory.
_FULL = LARGEST // 2


def batches(outcomes: Iterable[Outcome]) -> Iterator[list[AnalyzedDocument]]:
    """The documents among these outcomes, commit by commit. Each list is good until the next one is asked for."""
    batch: list[AnalyzedDocument] = []
    began = committed = time.monotonic()
    read = characters = 0
    for done, outcome in enumerate(outcomes, 1):
        read += 1
        if outcome.analyzed is not None:
            batch.append(outcome.analyzed)
            characters += len(outcome.analyzed.text)
        many = read >= min(max(POSTS, done - read), MOST) or characters > _FULL
        seconds = min(max(_SECONDS, committed - began), _LONGEST)
        if many or time.monotonic() - committed > seconds:
            yield batch
            batch.clear()  # who asked for it still holds it, while the next one is read
            read, characters, committed = 0, 0, time.monotonic()
    if batch:
        yield batch
