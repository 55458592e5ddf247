"""Processes that read posts, and what becomes of a run when one of them is killed."""

import os
import signal
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.errors import InputUnusable
from index.reading.source import Reading
from index.workers import Outcome, reading

POSTS = [(Reading(Path(f"{number}.md"), None), "-") for number in range(30)]


@dataclass(frozen=True)
class Reader:
    """Reads nothing; dies as an out-of-memory killer would have it at the post of that name."""

    deadly: str = ""

    def __call__(self, opened, _fingerprint):
        if opened.path.name == self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        return Outcome(opened.path, None, (), "draft")


@pytest.mark.parametrize("jobs", [1, 2])
def test_all_in_their_order(jobs):
    with reading(Reader(), POSTS, jobs=jobs) as outcomes:
        assert [outcome.path for outcome in outcomes] == [opened.path for opened, _ in POSTS]


def test_a_killed_process_ends_the_run_with_a_sentence():
    with pytest.raises(InputUnusable, match="killed"), reading(Reader("20.md"), POSTS, jobs=2) as outcomes:
        list(outcomes)


@dataclass(frozen=True)
class Talker:
    """Says so much of each post that handing it over takes a while."""

    def __call__(self, opened, _fingerprint):
        return Outcome(opened.path, None, (), "x" * 20_000_000)


def test_a_process_that_is_ended_while_it_hands_over_is_not_waited_for():
    def leave_at_once():
        with reading(Talker(), POSTS, jobs=2) as outcomes:
            next(outcomes)

    for _ in range(3):
        leaving = threading.Thread(target=leave_at_once, daemon=True)
        leaving.start()
        leaving.join(timeout=30)
        assert not leaving.is_alive()
