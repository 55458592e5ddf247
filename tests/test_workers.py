"""Processes that read posts, and what becomes of a run when one of them is killed."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.errors import InputUnusable
from index.workers import Outcome, reading

FILES = {Path(f"{number}.md"): "-" for number in range(30)}


@dataclass(frozen=True)
class Reader:
    """Reads nothing; dies as an out-of-memory killer would have it at the post of that name."""

    deadly: str = ""

    def __call__(self, path, _fingerprint):
        if path.name == self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        return Outcome(path, None, (), "draft")


@pytest.mark.parametrize("jobs", [1, 2])
def test_all_in_their_order(jobs):
    with reading(Reader(), FILES, jobs=jobs) as outcomes:
        assert [outcome.path for outcome in outcomes] == list(FILES)


def test_a_killed_process_ends_the_run_with_a_sentence():
    with pytest.raises(InputUnusable, match="killed"), reading(Reader("20.md"), FILES, jobs=2) as outcomes:
        list(outcomes)
