"""How far a run is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Phase = Literal["titles", "bodies", "merging"]


@dataclass(frozen=True)
class Progress:
    """How far a run is: how many of the posts of a phase are done, and the characters and seconds since the run began. With none done,
    `bodies` says that the titles can be searched."""

    phase: Phase
    done: int
    total: int
    characters: int
    seconds: float
