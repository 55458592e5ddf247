"""The way out: whoosh 2.7.4, the last release of the original, passes the index tests and reads the same files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from blog import analyzed, new_index, post

from index.store.writer import Writer

TESTS = Path(__file__).parent

READ = """
import sys
from pathlib import Path
import whoosh
from search.request import SearchRequest
from search.searcher import open_searcher
assert whoosh.__version__ == (2, 7, 4)
print([hit.path for hit in open_searcher(Path(sys.argv[1])).search(SearchRequest("猫")).hits])
"""


@pytest.fixture(scope="module")
def whoosh274(tmp_path_factory):
    """An environment in which `import whoosh` is 2.7.4."""
    folder = tmp_path_factory.mktemp("whoosh274")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder), "whoosh==2.7.4"]
    if subprocess.run(pip, capture_output=True, check=False).returncode:
        pytest.skip("whoosh 2.7.4 cannot be installed: no package index within reach")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(TESTS.parent)]), "PYTHONWARNINGS": "ignore"}


def test_the_index_tests_pass(whoosh274):
    files = [str(TESTS / name) for name in ("test_writer.py", "test_search.py", "test_build.py")]
    command = [sys.executable, "-m", "pytest", "-q", "-W", "ignore", "-p", "no:cacheprovider", *files]
    run = subprocess.run(command, env=whoosh274, cwd=TESTS.parent, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-3000:]


def test_it_reads_what_the_pinned_one_wrote(whoosh274, tmp_path):
    Writer(new_index(tmp_path / ".sakuin")).commit([analyzed(post("one", "猫")), analyzed(post("two", "犬"))])
    command = [sys.executable, "-c", READ, str(tmp_path / ".sakuin")]
    run = subprocess.run(command, env=whoosh274, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, "['one.md']\n"), run.stderr
