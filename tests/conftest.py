from __future__ import annotations

import os
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from blog import searcher_of
from browser import ARGUMENTS, CHROMIUM
from examples import QUICK, examples
from few_posts import POSTS
from flask import Flask
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache
from sites import SITES, read_post

from index.document import Document
from index.reading.source import Reading
from search.searcher import IndexSearcher

pytest_plugins = ("live", "widget")  # whose fixtures several files share

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared/data/blog-posts.tar.xz"
NOW = datetime(2024, 6, 1, tzinfo=UTC)
FOLDERS: dict[str, str] = {
    "jekyll": "_posts",
    "hugo": "content/posts",
    "zenn": "articles",
    "qiita": "public",
    "hexo": "source/_posts",
    "plain": ".",
}


# What `make quick` leaves out, beside single tests that are marked where they stand: what needs a browser or the real blog, files
# whose tests nearly all start processes, and one that makes hundreds of requests for each address.
SLOW_FIXTURES = {"chromium", "corpus"}
SLOW_FILES = (
    "any_bytes",
    "bench",
    "contract",
    "crash",
    "index_cli",
    "jekyll_itself",
    "qiita_itself",
    "readme",
    "sample",
    "whoosh_versions",
    "workers",
    "wsgi",
    "zenn_itself",
)
collect_ignore = [f"test_{name}.py" for name in SLOW_FILES] if QUICK else []

# Most tests of pages make an application of their own; to compile its templates would take nine tenths of their time.
Flask.jinja_options = {"bytecode_cache": FileSystemBytecodeCache()}

settings.register_profile("here", examples(100))
settings.load_profile("here")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if SLOW_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("slow")


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


@pytest.fixture(scope="session", params=[1, 3], ids=["one segment", "three segments"])
def searcher(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> IndexSearcher:
    """Searches a few posts."""
    return searcher_of(tmp_path_factory.mktemp("blog") / ".sakuin", POSTS, commits=request.param)


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


@pytest.fixture
def read(folder: Callable[..., Path]) -> Callable[..., Reading]:
    """Writes one post and reads it: `read("---\\ntitle: 題\\n---\\n本文")`."""

    def read_one(
        content: str | bytes, name: str = "2024-01-02-post.md", kind: str = "jekyll", **options: Any
    ) -> Reading:
        root = folder({f"{FOLDERS[kind]}/{name}": content})
        return read_post(root / FOLDERS[kind] / name, SITES[kind](root), **{"now": NOW, **options})

    return read_one


@pytest.fixture
def post(read: Callable[..., Reading]) -> Callable[..., Document]:
    """Writes one post and reads its document."""

    def read_document(content: str | bytes, *arguments: Any, **options: Any) -> Document:
        reading: Reading = read(content, *arguments, **options)
        assert reading.document is not None
        return reading.document

    return read_document


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser. It needs Chromium: apt-get install chromium, or CHROMIUM=/path/to/it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="no browser tests: playwright is not installed")
    if not CHROMIUM:
        pytest.skip("no browser tests: chromium is not installed (apt-get install chromium)")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS.split())
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def axe() -> Any:
    """It looks at a page for what keeps some people from using it."""
    return pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="no axe-core: axe-playwright-python is not installed"
    ).Axe()


@pytest.fixture
def open_page(chromium: Any, site: str) -> Callable[..., Any]:
    """Open an address of the module's `site`; the page knows its `complaints` and what it has asked for."""

    @contextmanager
    def opened(address: str, *, width: int = 1200, **options: Any) -> Iterator[Any]:
        context = chromium.new_context(viewport={"width": width, "height": 900}, locale="ja-JP", **options)
        page = context.new_page()
        page.complaints, page.requests = [], []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.requests.append(request.url))
        page.goto(site + address)
        yield page
        context.close()

    return opened


def pytest_sessionfinish(session: pytest.Session) -> None:
    """On CI a skipped test is a failed run: nothing that should have run may be passed over there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if skipped and os.environ.get("SAKUIN_NO_SKIPS") and session.exitstatus == pytest.ExitCode.OK:
        reporter.write_line(f"{len(skipped)} skipped, and SAKUIN_NO_SKIPS is set", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
