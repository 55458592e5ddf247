"""What a post says of itself above its text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from index.reading.frontmatter.values import Value, Values, as_flag, as_list, as_text


@dataclass(frozen=True)
class Head:
    """The place of a post below its site's folder, and the values of its front matter, or else of the site's defaults, by
    lower-case key. `found` says whether the file has front matter."""

    place: PurePosixPath
    values: Values
    found: bool = True

    def value(self, key: str) -> Value:
        return self.values.get(key)

    def text(self, *keys: str) -> str:
        """The first text that there is under one of these keys; "" where there is none."""
        return next((text for key in keys if (text := as_text(self.values.get(key)))), "")

    def flag(self, key: str) -> bool | None:
        return as_flag(self.values.get(key))

    def names(self, *keys: str, split: bool = False) -> tuple[str, ...]:
        """The names in the first list that has any under one of these keys, each once; `split` cuts a lone string at white space."""
        return next((names for key in keys if (names := as_list(self.values.get(key), split=split))), ())
