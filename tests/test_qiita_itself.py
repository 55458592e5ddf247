"""Qiita CLI writes and lists items of ours, and we read them: the same items, titles, tags, days and addresses.

    npm install --prefix tests/output/generators @qiita/qiita-cli@1.9.1

SAKUIN_GENERATORS names another folder with `node_modules`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sites import read_post

from index.document import Document
from index.reading.sites.detect import detect_site
from index.reading.walk import find_posts

MODULES = Path(os.environ.get("SAKUIN_GENERATORS") or Path(__file__).parent / "output/generators") / "node_modules"
# What `qiita pull` and `qiita new` do, without the service; then what `qiita publish --all` would find posted.
SCRIPT = """\
const {FileSystemRepo} = require("@qiita/qiita-cli/dist/lib/file-system-repo");
const {itemUrl} = require("@qiita/qiita-cli/dist/server/lib/qiita-url");
(async () => {
  const repo = await FileSystemRepo.build({dataRootDir: "."});
  await repo.saveItems(JSON.parse(process.argv[1]));
  await repo.createItem("idea");
  await repo.createItem();
  const fs = require("fs");
  fs.mkdirSync("public/sub");
  fs.renameSync(`public/${"a".repeat(20)}.md`, "public/sub/a.md");
  const kept = fs.readFileSync(`public/${"b".repeat(20)}.md`, "utf8");
  fs.writeFileSync(`public/${"b".repeat(20)}.md`, kept.replace("ignorePublish: false", "ignorePublish: true"));
  fs.writeFileSync("public/other.markdown", kept);
  const items = (await repo.loadItems()).map(each => ({...each, url: itemUrl({...each, userId: "hanako"})}));
  fs.writeFileSync("items.json", JSON.stringify(items));
})();
"""
DAY = "2024-01-02T23:34:56+09:00"
ITEMS = [
    {"id": "c686397e4a0f4f11683d", "title": "題: 「茶」の話 #1", "tags": ["茶", "C++", "Node.js", "a b"]},
    {"id": "0123456789e123456789", "title": "no", "tags": ["0123", "yes", "null"]},
    {"id": "12345678901234567890", "title": "2024-01-02", "tags": ["1.50"], "updated_at": "2024-02-03T00:00:00+00:00"},
    {"id": "123456789012345e6789", "title": "'引用' \"符\" & <b>", "tags": ["~", "[x]", "- y"], "slide": True},
    {"id": "a" * 20, "title": "長い" * 100, "tags": ["x"], "organization_url_name": "org"},
    {"id": "b" * 20, "title": "載せない", "tags": ["x"]},
    {"id": "d" * 20, "title": "限定共有", "tags": ["x"], "private": True},
]

pytestmark = pytest.mark.skipif(
    not (shutil.which("node") and (MODULES / "@qiita/qiita-cli").is_dir()),
    reason=f"@qiita/qiita-cli is not installed in {MODULES}",
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the CLI has written items. What it lists there is in `items.json`."""
    root = tmp_path_factory.mktemp("qiita")
    usual = {
        "private": False,
        "updated_at": DAY,
        "organization_url_name": None,
        "slide": False,
        "body": "## 題\n\n本文。",
    }
    items = [{**usual, **item, "tags": [{"name": tag} for tag in item["tags"]]} for item in ITEMS]
    (root / "qiita.config.json").write_text("{}", encoding="utf-8")
    environ = {**os.environ, "NODE_PATH": str(MODULES.resolve())}
    subprocess.run(["node", "-e", SCRIPT, json.dumps(items)], cwd=root, env=environ, check=True)
    return root


def of_the_cli(root: Path) -> dict[str, dict[str, Any]]:
    listed = json.loads((root / "items.json").read_text(encoding="utf-8"))
    return {each["itemPath"]: each for each in listed}


def ours(root: Path, *, drafts: bool) -> dict[str, Document]:
    site = detect_site(root)
    readings = [read_post(path, site, drafts=drafts) for path in find_posts(site)]
    assert [problem for reading in readings for problem in reading.problems] == []
    return {each.path: each for reading in readings if (each := reading.document)}


def test_the_same_items(root: Path) -> None:
    assert ours(root, drafts=True).keys() == of_the_cli(root).keys()


def test_what_is_posted(root: Path) -> None:
    items = of_the_cli(root).items()
    posted = {path for path, item in items if item["id"] and not item["ignorePublish"] and not item["secret"]}
    assert ours(root, drafts=False).keys() == posted


def test_the_same_fields(root: Path) -> None:
    items = of_the_cli(root)
    for path, document in ours(root, drafts=True).items():
        item = items[path]
        assert document.title == item["title"]
        assert sorted(document.tags) == sorted(filter(None, item["tags"]))
        assert moment(document.updated) == moment(item["updatedAt"])
        assert [section.heading for section in document.sections] == (["題"] if item["id"] else ["new article body"])
        assert document.url == item["url"].removeprefix("https://qiita.com/hanako") or not item["id"]


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
