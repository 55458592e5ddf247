"""The pages for editors: each report as a page, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from threading import Event

import pytest
from apps import settings_of
from blog import post, searcher_of
from model_copies import sentences
from test_editor_gate import HERE, Editing

from index.build import build
from index.document import Brief, Link, document_id
from index.reading.sites.detect import detect_site
from search.querylog import Asked, QueryLog, Tally
from search.reports.check import CheckReport
from search.searcher import open_searcher
from web.app import create_app
from web.counter import QueryCounter
from web.editor import report as report_pages
from web.editor import waiting
from web.linktexts import generator_link, markdown_link

MISO = sentences("味噌", 20)
POSTS = [
    post("2024-05-12-miso", "味噌を仕込む", "".join(MISO), tags=("味噌", "python"), date="2024-05-12T00:00:00+09:00"),
    post(
        "2024-06-01-again", "味噌を仕込む、再掲", "".join([*MISO[:19], "最後の一文だけを書き直した。"]), tags=("味噌",)
    ),
    post("2024-07-01-cat", "<猫> & 「犬」", "猫がいる。", tags=("Python",), links=(Link("/2024-05-12-miso/", "味噌"),)),
    post("2024-08-01-cat", "猫", "猫が寝る。", tags=("Python",)),
    post("2024-09-01-cat", "猫", "猫が起きる。", tags=("Python",)),
]
IDS = {each.title: each.id for each in POSTS}
PAGES = (
    "check",
    "check?code=L001",
    "duplicates",
    "overlap",
    "tags",
    "queries",
    "timeline?q=味噌",
    f"posts/{IDS['味噌を仕込む']}",
    "posts?q=猫",
    "",
)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    place = tmp_path_factory.mktemp("editor") / ".sakuin"
    searcher = searcher_of(place, POSTS)
    searcher.editor().check()
    searcher.editor().overlap(most=200)
    log = QueryLog(place / "queries.db", retention_days=90, min_count=2)
    log.add({Asked(date.today(), query, "page"): Tally(times, nothing, 700) for query, times, nothing in LOGGED})
    app = create_app(searcher, settings_of(queries=True), queries=QueryCounter(log))
    return app.test_client()


LOGGED = (("味噌", 5, 0), ("みそし", 3, 3), ("<script>", 2, 2))


def get(client, address, **options):
    return client.get(f"/editor/{address}", base_url="http://localhost", environ_base=HERE, **options)


def page(client, address):
    answer = get(client, address)
    assert answer.status_code == 200
    return answer.text


def rows(client, address):
    """The texts of each row of the tables, below their columns."""
    found = []
    for table in re.findall(r"<table>.*?</table>", page(client, address), re.DOTALL):
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.DOTALL):
            cells = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL)
            texts = (re.sub(r'<input[^>]*value="([^"]*)"[^>]*>', r"\1|", cell) for cell in cells)
            found.append([unescape(re.sub(r"<[^>]+>", "", text)).strip() for text in texts])
    return found


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_speaks_both_languages(client, address, language):
    joined = f"{address}{'&' if '?' in address else '?'}lang={language}"
    html = page(client, joined)
    assert f'<html lang="{language}">' in html
    links = re.findall(r'href="(/editor/[^"]*)"', html)
    assert links
    assert all("format=" in link or f"lang={language}" in link for link in links)


@pytest.mark.parametrize("address", PAGES)
def test_titles_and_queries_are_text(client, address):
    html = page(client, address)
    assert "<猫>" not in html
    assert "<script>" not in html


@pytest.mark.parametrize("name", ["check", "duplicates", "overlap", "tags", "queries"])
def test_the_data_of_each_table(client, name):
    html = page(client, name)
    links = [unescape(link) for link in re.findall(r'href="(/editor/[^"]*format=[^"]*)"', html)]
    assert links
    for link in links:
        answer = get(client, link.removeprefix("/editor/"))
        assert answer.headers["Cache-Control"] == "no-store"
        if "format=json" in link:
            assert isinstance(json.loads(answer.data), dict)
        else:
            assert len(list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))) > 0


def test_copies_with_what_tells_them_apart(client):
    html = page(client, "duplicates")
    assert "味噌を仕込む" in html
    assert "<ins" in html
    assert "最後の一文だけを書き直した。" in html
    assert f'href="/editor/posts/{IDS["味噌を仕込む"]}"' in html


def test_the_findings_of_one_code(client):
    counts = {row[0]: row for row in rows(client, "check")}
    findings = rows(client, "check?code=L001")
    assert counts["L001"][2] == "4"
    assert [row[2] for row in findings if row[-1] == "1"] == sorted(f"{each.path}" for each in POSTS[1:])
    assert not any("2024-05-12-miso.md" in row for row in findings)


def test_the_spellings_of_a_tag(client):
    (found,) = [row for row in rows(client, "tags") if row[0] == "Python" and "python 1" in row[2]]
    assert found[4] == '"python" = "Python"|'


def test_what_readers_did_not_find(client):
    top, gaps, slow = [row for row in rows(client, "queries") if row[0] == "みそし"]
    assert (top[1], gaps[1], slow[1]) == ("3", "3", "0.7")
    assert "みそし" in [row[0] for row in rows(client, "")]


def test_where_nothing_is_counted_it_says_how_to_begin(tmp_path):
    app = create_app(searcher_of(tmp_path / ".sakuin", POSTS[:1]))
    html = page(app.test_client(), "queries")
    assert "[log]\nqueries = true" in html
    assert "<table>" not in html


def test_a_log_that_cannot_be_read(tmp_path):
    (tmp_path / "queries.db").write_bytes(b"no database at all")
    log = QueryLog(tmp_path / "queries.db", retention_days=90, min_count=2)
    searcher = searcher_of(tmp_path / ".sakuin", POSTS[:1])
    answer = get(create_app(searcher, settings_of(queries=True), queries=QueryCounter(log)).test_client(), "queries")
    assert answer.status_code == 500
    assert "queries.db" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_one_post(client):
    html = page(client, f"posts/{IDS['味噌を仕込む']}")
    assert f'href="/editor/posts/{IDS["<猫> & 「犬」"]}"' in html  # links here
    assert "最後の一文だけを書き直した。" in html  # of its copy
    assert f'href="/p/{IDS["味噌を仕込む"]}"' in html
    data = json.loads(get(client, f"posts/{IDS['味噌を仕込む']}?format=json").data)
    assert [each["path"] for each in data["links_in"]] == ["2024-07-01-cat.md"]
    assert [each["path"] for each in data["copies"]["clusters"][0]["posts"]] == [each.path for each in POSTS[:2]]
    assert {each["code"] for each in data["findings"]} >= {"T003"}


def test_a_post_that_is_not_there(client):
    assert get(client, "posts/000000000000").status_code == 404
    assert get(client, "posts/..%2f").status_code == 404


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("味噌を仕込む", "味噌を仕込む"),
        ("2024-05-12-miso.md", "味噌を仕込む"),
        ("/2024-05-12-miso/", "味噌を仕込む"),
        ("https://blog.example.jp/2024-05-12-miso/", "味噌を仕込む"),
        (IDS["味噌を仕込む、再掲"], "味噌を仕込む、再掲"),
    ],
)
def test_a_post_is_opened_by_any_name(client, name, title):
    answer = get(client, "posts", query_string={"q": name})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/editor/posts/{IDS[title]}")


def test_a_name_of_several_posts_offers_them(client):
    html = page(client, "posts?q=猫")
    assert {f"/editor/posts/{each.id}" for each in POSTS[3:]} <= set(re.findall(r'href="(/editor/posts/[^"]*)"', html))
    assert "2024-08-01-cat.md" in html
    assert "<ul" not in page(client, "posts?q=ヌペロッホ").partition("<main")[2].partition("</main>")[0]
    assert get(client, "posts?q=").status_code == 200


BRIEF = Brief("1", "_posts/b/2024-05-12-miso.md", "https://blog.example.jp/b/2024/%E5%91%B3/", "味噌 [二年目]")


@pytest.mark.parametrize(
    ("files", "path", "link"),
    [
        ({"_config.yml": "title: a"}, "_posts/b/2024-05-12-miso.md", "{% post_url b/2024-05-12-miso %}"),
        ({"_config.yml": "title: a"}, "_recipes/miso.md", ""),
        (
            {"hugo.toml": "title = 'a'", "content/posts/a.md": ""},
            "content/posts/miso.md",
            '{{< relref "/posts/miso.md" >}}',
        ),
        ({"a.md": ""}, "miso.md", ""),
    ],
)
def test_links_as_the_generator_writes_them(tmp_path, files, path, link):
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    brief = Brief("1", path, BRIEF.url, BRIEF.title)
    assert markdown_link(brief) == r"[味噌 \[二年目\]](/b/2024/%E5%91%B3/)"
    assert generator_link(brief, detect_site(tmp_path)) == (rf"[味噌 \[二年目\]]({link})" if link else "")
    assert generator_link(brief, None) == ""


def test_ready_links_of_a_jekyll_blog(tmp_path):
    build(Path(__file__).parents[1] / "web/sample", tmp_path)
    searcher = open_searcher(tmp_path)
    searcher.editor().check()
    searcher.editor().overlap()
    name = document_id("_posts/2021-02-07-tezukuri-miso-2nen.md")
    texts = [row[-1] for row in rows(create_app(searcher).test_client(), f"posts/{name}") if len(row) == 8]
    assert "[手前味噌を仕込む]({% post_url 2020-02-02-tezukuri-miso %})" in texts[1].split("|")


def test_a_long_table_says_that_there_is_more(client, monkeypatch):
    monkeypatch.setattr(report_pages, "MOST_ROWS", 1)
    html = page(client, "check?code=L001&lang=en")
    assert "3 more rows" in html


class Slow(Editing):
    def __init__(self):
        super().__init__()
        self.finished = Event()

    def check(self):
        self.finished.wait(10)
        return CheckReport(posts=0, waiting=0, files_read=True, counts=(), findings=())


@pytest.mark.parametrize("address", ["check", ""])
def test_a_report_that_takes_long_holds_nobody_up(monkeypatch, address):
    monkeypatch.setattr(waiting, "PATIENCE", 0.05)
    searcher = Slow()
    client = create_app(searcher).test_client()
    waits = get(client, address)
    assert waits.headers["Refresh"] == "3"
    assert waits.headers["Cache-Control"] == "no-store"
    assert waits.status_code == (503 if address else 200)
    searcher.finished.set()
    done = get(client, address)
    assert done.status_code == 200
    assert "Refresh" not in done.headers
