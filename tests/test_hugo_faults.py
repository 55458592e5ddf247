"""Settings of Hugo that make no sense, and files that cannot be read: the posts are found all the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from sites import read_posts

from index.document import Document
from index.reading.sites.detect import detect_site

Folder = Callable[..., Path]


def published(root: Path) -> dict[str, Document]:
    """The posts of a site by their path below `content`."""
    site = detect_site(root)
    readings = read_posts(site)
    return {each.document.path.removeprefix("content/"): each.document for each in readings if each.document}


STRANGE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["", "/", "..", "\0", "{a", "content", ":slug", "空"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["ja", "page", "target", "path", "a"]), inner)
    ),
    max_leaves=6,
)
KEYS = (
    *("baseURL", "contentDir", "languages", "defaultContentLanguage", "disableLanguages", "module", "permalinks"),
    *("cascade", "uglyURLs", "frontmatter", "markup", "timeZone", "params", "build", "ignoreFiles"),
)


@given(st.dictionaries(st.sampled_from(KEYS), STRANGE), st.dictionaries(st.sampled_from(("cascade", "slug")), STRANGE))
def test_settings_that_make_no_sense_stop_nothing(settings: dict[str, object], section: dict[str, object]) -> None:
    with TemporaryDirectory() as name:
        root = Path(name)
        (root / "content/p").mkdir(parents=True)
        (root / "hugo.json").write_text(json.dumps(settings), "utf-8")
        (root / "content/p/_index.md").write_text(f"{json.dumps(section)}\n", "utf-8")
        (root / "content/p/a.md").write_text("雲\n", "utf-8")
        published(root)


def test_aliases_in_a_cascade_stay_small(folder: Folder) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [*{old}, *{old}]\n" for old, new in pairwise("abcdefghijklmnopqrstuvwxyz")
    )
    root = folder(
        {
            "hugo.toml": "title = '空'",
            "content/_index.md": f"---\n{bomb}cascade: {{tags: *z}}\n---\n",
            "content/a.md": "雲\n",
        }
    )
    assert published(root)["a.md"].tags == ("x",)
    assert len(repr(detect_site(root))) < 5_000


def test_an_index_that_cannot_be_read_says_nothing(folder: Folder) -> None:
    root = folder({"hugo.toml": "title = '空'", "content/a/b.md": "雲\n", "content/c.md": "雲\n"})
    (root / "content/a/_index.md").mkdir()
    (root / "content/_index.md").symlink_to("nowhere")
    assert sorted(published(root)) == ["a/b.md", "c.md"]
