"""A bit that flips on the disk gives the same answer as before, or a sentence: never another answer, never a trace."""

import random
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from blog import analyzed, new_index, post

from index.doctor import examine
from index.errors import SakuinError
from index.store.storage import current_folder
from index.store.writer import Writer
from search.request import SearchRequest
from search.searcher import open_searcher

POSTS = [
    post(
        f"{number:02}",
        f"題名{number}",
        f"猫と犬が東京都へ行った。{number}年、ラーメンを食べる。",
        tags=("旅", f"札{number % 3}"),
    )
    for number in range(12)
]
QUERIES = ("猫 東京", '"都へ行"', "tag:旅 らーめん", "", "ぬらりひょん")
FILES = ["_MAIN_*.toc", "MAIN_*.seg", "MAIN-*.sums", "MAIN-*.text", "MAIN-*.words", "sakuin.json", "../CURRENT"]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = tmp_path_factory.mktemp("blog") / ".sakuin"
    writer = Writer(new_index(place))
    for batch in (POSTS[:6], POSTS[6:], POSTS[:1]):
        writer.commit([analyzed(each) for each in batch])
    return place


def answers(place):
    searcher = open_searcher(place)
    found = [searcher.search(SearchRequest(query, limit=20, explain=True)).hits for query in QUERIES]
    return found, searcher.post(POSTS[0].id, include=("body",)), searcher.suggest("題")


@pytest.mark.parametrize("pattern", FILES)
def test_a_bit_that_flips(place, pattern):
    right = answers(place)
    for file in files(place, pattern):
        data = file.read_bytes()
        for bit in random.Random(file.name).sample(range(8 * len(data)), min(60, 8 * len(data))):
            file.write_bytes(data[: bit // 8] + bytes([data[bit // 8] ^ 1 << bit % 8]) + data[bit // 8 + 1 :])
            with suppress(SakuinError):
                assert answers(place) == right, f"bit {bit}"
            file.write_bytes(data)


NEW = post("new", "新しい題名", "鳥が東京都へ行った。")


@pytest.mark.parametrize("pattern", FILES)
def test_a_writer_meets_a_bit_that_flipped(place, tmp_path, pattern):
    """It says so and leaves everything as it is, or writes an index as if nothing had been."""
    right = tmp_path / "right"
    shutil.copytree(place, right)
    write_more(right)
    for number, file in enumerate(files(place, pattern)[:1] * 12):
        other = tmp_path / str(number)
        shutil.copytree(place, other)
        damaged = other / file.relative_to(place.resolve())
        data = damaged.read_bytes()
        bit = random.Random(f"{file.name} {number}").randrange(8 * len(data))
        damaged.write_bytes(data[: bit // 8] + bytes([data[bit // 8] ^ 1 << bit % 8]) + data[bit // 8 + 1 :])
        before = {path: path.read_bytes() for path in other.rglob("*") if path.is_file() and path.name != "lock"}
        try:
            write_more(other)
        except SakuinError:
            assert {path: path.read_bytes() for path in before} == before
        else:
            assert answers(other) == answers(right), f"bit {bit}"


def write_more(place):
    """What a run does: read all that is stored, commit, merge."""
    writer = Writer(current_folder(place))
    assert len(writer.stored()) == len(POSTS)
    writer.commit([analyzed(NEW)])
    writer.commit([analyzed(POSTS[3])])
    writer.consolidate()


def test_the_doctor_finds_a_bit_that_flipped_in_any_text(place):
    file = next(iter(files(place, "MAIN-*.text")))
    data = file.read_bytes()
    file.write_bytes(data.replace("猫".encode("utf-16-le"), "鳥".encode("utf-16-le"), 1))
    said = [line for well, line in examine(place) if not well]
    file.write_bytes(data)
    assert len(said) == 1
    assert file.name in said[0]


def files(place, pattern):
    folder, _, name = f"./{pattern}".rpartition("/")
    return sorted(Path(place, "0001", folder).resolve().glob(name))
