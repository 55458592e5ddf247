"""Sites whose files hold no dates, for the service has them: git knows when each file came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import PurePosixPath
from typing import ClassVar

from index.reading.dates import on_clock, zone_of
from index.reading.sites.git import first_commits, last_commit
from index.reading.sites.head import Head
from index.reading.sites.site import Site


@dataclass(frozen=True)
class Committed(Site):
    keeps_dates: ClassVar[bool] = False

    def date(self, head: Head) -> datetime | None:
        """The date of the front matter, or else when git got the file."""
        return super().date(head) or self.committed(head.place)

    def committed(self, place: PurePosixPath) -> datetime | None:
        """When git got a file, on the clock of the site; None where it does not know."""
        moment = self._commits.get(place.relative_to(self.prefix))
        return on_clock(moment, zone_of(self.timezone)) if moment else None

    def beside(self, place: PurePosixPath) -> str:
        return str(self.committed(place))

    def history(self) -> str:
        return last_commit(self.root)

    @cached_property
    def _commits(self) -> dict[PurePosixPath, datetime]:
        """Asked for when posts are read, and not by those who only watch the files."""
        return first_commits(self.root)
