"""The settings of a blog, as far as indexing needs them; `web.settings` reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from index.analysis.tokenizers import TokenizerName
from index.reading.sites.publication import Publication


class PostSettings(Protocol):
    """How the posts are indexed, and into which folder."""

    @property
    def tokenizer(self) -> TokenizerName | None: ...

    @property
    def dictionary(self) -> Path | None: ...

    @property
    def synonyms(self) -> Path | None: ...

    @property
    def exclude(self) -> tuple[str, ...]: ...

    @property
    def recency(self) -> float: ...

    def index_dir_for(self, posts: Path | None = None, flag: Path | None = None) -> Path: ...


class BlogSettings(Protocol):
    """What is set for a folder of posts."""

    @property
    def index(self) -> PostSettings: ...

    @property
    def site(self) -> Publication: ...

    @property
    def token_file(self) -> Path | None: ...
