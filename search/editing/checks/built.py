"""A built site: `_site`, `public`."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from search.editing.checks.addresses import key_of


class Built:
    """The folder that a generator has filled."""

    def __init__(self, folder: Path, *, home: str) -> None:
        self._folder, self._below = folder, urlsplit(home).path.rstrip("/")

    def has(self, path: str) -> bool:
        """Whether the site answers under a path of its server."""
        return key_of(path) in self._keys

    @cached_property
    def _keys(self) -> frozenset[str]:
        files = ((Path(place), name) for place, _, names in os.walk(self._folder) for name in names)
        paths = ((place / name).relative_to(self._folder).as_posix() for place, name in files)
        return frozenset(key_of(f"{self._below}/{path}") for path in paths)
