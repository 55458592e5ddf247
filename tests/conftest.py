from __future__ import annotations

import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared/data/blog-posts.tar.xz"


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real blog, unpacked once: a Jekyll site with 2,513 posts."""
    if not CORPUS.is_file():
        pytest.skip(f"the real blog is not here: {CORPUS}")
    blog = tmp_path_factory.mktemp("corpus")
    with tarfile.open(CORPUS) as archive:
        archive.extractall(blog, filter="data")
    settings = (
        "url: https://blog.example.jp\npermalink: /:year/:month/:day/:title/\ntimezone: Asia/Tokyo\nfuture: true\n"
    )
    (blog / "_config.yml").write_text(settings, encoding="utf-8")
    return blog


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes files into a new folder: `folder({"_posts/a.md": "text"})`."""

    def write(files: dict[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write
