"""An index that another version of Sakuin made: one sentence says what to do, and `sakuin PATH` does it by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from index.build import build
from index.store.manifest import FORMAT, sealed, unsealed
from index.store.storage import current_folder
from search.request import SearchRequest
from search.searcher import open_searcher
from web.cli import main


class Stopped:
    """A server that nobody asks anything."""

    def wait(self) -> None:
        pass


OLDER = {
    "format": ({"format": FORMAT - 1}, "another format", "The format of the index has changed"),
    "analysis": ({"analysis": "janome-0.5.0/rules-5"}, "made with another analysis", "The analysis has changed"),
}


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    folder = tmp_path / "blog"
    folder.mkdir()
    for name in ("猫", "犬"):
        (folder / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n{name}がいる。\n", encoding="utf-8")
    return folder


@pytest.fixture(params=OLDER)
def older(request: pytest.FixtureRequest, blog: Path) -> tuple[Path, str, str]:
    """An index of another version, and what is said of it by those who read it and by those who build it."""
    change, refused, rebuilt = OLDER[request.param]
    place = blog / ".sakuin"
    build(blog, place)
    manifest = current_folder(place).path / "sakuin.json"
    manifest.write_bytes(sealed(replace(unsealed(manifest.read_bytes()), **change)))
    return place, refused, rebuilt


def test_a_search_says_in_one_sentence_to_build_it_again(
    older: tuple[Path, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    place, refused, _ = older
    assert main(["search", "猫", "--index", str(place)]) == 4
    (line,) = capsys.readouterr().err.splitlines()
    assert refused in line
    assert "Build it again with: sakuin index" in line


def test_sakuin_path_builds_it_again_and_says_why(
    blog: Path, older: tuple[Path, str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, _, rebuilt = older
    served = []
    monkeypatch.setattr("web.cli.start_server", lambda index_dir, *_, **__: served.append(index_dir) or Stopped())
    assert main([str(blog)]) == 0
    assert rebuilt in capsys.readouterr().err
    assert served == [place]
    assert [hit.title for hit in open_searcher(place).search(SearchRequest("猫")).hits] == ["猫"]
    assert len([path for path in place.iterdir() if path.is_dir()]) == 1
