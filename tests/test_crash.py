"""A builder that is killed at any moment leaves the last commit readable, and the next run completes the index."""

import random
import signal
import subprocess
import sys
import time

from index.build import build
from index.errors import IndexMissing
from search.request import SearchRequest
from search.searcher import open_searcher

POSTS = 40
KILLS = 20

# The builder of the product with smaller commits, so that a kill falls before, within and after many of them.
BUILDER = """
import sys
from pathlib import Path
import index.build
index.batches.POSTS = 4
if __name__ == "__main__":
    index.build.build(Path(sys.argv[1]), Path(sys.argv[2]), jobs=int(sys.argv[3]))
"""


def write(blog, number, version):
    text = f"{number}番目の記事の第{version}版。" + "猫が庭を歩いていた。" * random.randint(1, 40)
    path = blog / "_posts" / f"2024-01-01-post{number}.md"
    path.write_text(f"---\ntitle: 記事{number}\ndate: 2024-01-01\n---\n{text}\n", encoding="utf-8")


def test_killed_at_random_moments(tmp_path):
    seed = random.randrange(1 << 30)
    print(f"seed {seed}")  # pytest shows it when the test fails
    random.seed(seed)
    blog, place, script = tmp_path / "blog", tmp_path / "index", tmp_path / "builder.py"
    (blog / "_posts").mkdir(parents=True)
    script.write_text(BUILDER, encoding="utf-8")
    versions = dict.fromkeys(range(POSTS), 0)
    for number in versions:
        write(blog, number, 0)
    committed = set()
    for attempt in range(KILLS):
        jobs = "2" if attempt % 5 == 0 else "1"
        process = subprocess.Popen([sys.executable, str(script), str(blog), str(place), jobs])
        time.sleep(random.uniform(0.3, 1.6))
        process.send_signal(signal.SIGKILL)
        process.wait()
        seen = whole_posts(place)
        assert committed <= seen  # what was once there is not lost
        committed = seen
        for number in random.sample(range(POSTS), 12):
            versions[number] += 1
            write(blog, number, versions[number])
    report = build(blog, place)
    assert (report.documents, report.problems) == (POSTS, [])
    searcher = open_searcher(place)
    assert searcher.state().state == "ready"
    for number, version in versions.items():
        hits = searcher.search(SearchRequest(f'"{number}番目の記事の第{version}版"', limit=100)).hits
        assert f"記事{number}" in {hit.title for hit in hits}
    assert sorted(path.name for path in place.iterdir()) == [".gitignore", "0001", "CURRENT", "lock", "sentences"]


def whole_posts(place):
    """The posts that can be found; each is read whole, and says in its body what its title says."""
    try:
        searcher = open_searcher(place)
    except IndexMissing:
        return set()
    hits = searcher.search(SearchRequest(limit=100)).hits
    for hit in hits:
        body = searcher.post(hit.id, include=("body",)).body
        assert not body or body.startswith(f"{hit.title.removeprefix('記事')}番目の記事の第")
    return {hit.path for hit in hits}
