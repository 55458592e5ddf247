"""How far a run is, on a terminal as a line that changes, in a pipe as a line now and then."""

from __future__ import annotations

import time
from typing import TextIO

from index.steps import Progress
from index.terminal import duration, pad, say

_EVERY = 0.1  # seconds between two changes of the line
_EVERY_PIPED = 10.0
_KNOWN, _KNOWN_SECONDS = (
    0.1,
    20.0,
)  # of all posts, or seconds, after which the time left can be told: processes begin slowly

_PHASES = {
    "titles": ("題名とタグ", "Titles and tags"),
    "bodies": ("本文（新しい順）", "Bodies, newest first"),
    "merging": ("索引の整理", "Tidying the index"),
}


class ProgressLine:
    """Shows each step of a run that it is called with on `stream`."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._live = stream.isatty()
        self._shown = time.monotonic()
        self._began: Progress | None = None

    def __call__(self, progress: Progress) -> None:
        if self._began is None or self._began.phase != progress.phase:
            self.close()
            self._began = progress
        at_an_end = progress.done in {0, progress.total} and self._live  # what comes next may say nothing for long
        if at_an_end or time.monotonic() - self._shown > (_EVERY if self._live else _EVERY_PIPED):
            self._show(progress)

    def close(self) -> None:
        """End the line, so that something else can be written."""
        if self._live and self._began is not None:
            self._stream.write("\n")
            self._stream.flush()
        self._began = None

    def _show(self, progress: Progress) -> None:
        self._shown = time.monotonic()
        line = describe(progress, since=self._began or progress)
        self._stream.write(f"\r{pad(line, 78)}" if self._live else f"{line}\n")
        self._stream.flush()


def describe(progress: Progress, *, since: Progress) -> str:
    """One step in words, with the rate and the time left reckoned from `since`: 412/2,513  16%  12.1k字/秒  残り 約42分."""
    parts = [f"{say(*_PHASES[progress.phase])}  {progress.done:,}/{progress.total:,}"]
    parts.append(f"{progress.done / max(progress.total, 1):.0%}")
    seconds, done = progress.seconds - since.seconds, progress.done - since.done
    if progress.phase == "bodies" and seconds > 1 and done:
        rate = (progress.characters - since.characters) / seconds / 1000
        parts.append(say(f"{rate:.1f}k字/秒", f"{rate:.1f}k characters/s"))
        if progress.done < progress.total and (done >= _KNOWN * progress.total or seconds >= _KNOWN_SECONDS):
            left = duration(seconds / done * (progress.total - progress.done))
            parts.append(say(f"残り 約{left}", f"about {left} left"))
    return "  ".join(parts)
