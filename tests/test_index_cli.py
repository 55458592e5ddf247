"""The commands that write, as a person runs them: real processes, their words and their exit codes."""

import os
import signal
import subprocess
import sys
import time

import pytest

from index.store.storage import writing

COMMAND = [sys.executable, "-c", "import sys; from web.cli import main; sys.exit(main())"]
POST = "---\ntitle: {title}\ndate: 2024-01-02 03:04:05 +0900\n---\n{text}\n"


def run(*arguments, language="en_US.UTF-8", **options):
    environ = {**os.environ, "LANG": language, "LC_ALL": language, **options.pop("env", {})}
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, env=environ, check=False, **options
    )


@pytest.fixture
def blog(tmp_path):
    posts = tmp_path / "blog" / "_posts"
    posts.mkdir(parents=True)
    for number in range(3):
        (posts / f"2024-01-02-p{number}.md").write_text(
            POST.format(title=f"記事{number}", text="猫がいる。"), encoding="utf-8"
        )
    return tmp_path / "blog"


def test_index_search_and_again(blog):
    first = run("index", blog)
    assert first.returncode == 0
    assert first.stderr.endswith(
        'write its address into sakuin.toml beside the posts:\n[site]\nurl = "https://blog.example.jp"\n'
    )
    assert first.stdout.startswith("3 posts (3 added, 0 updated, 0 deleted, 0 unchanged)")
    assert run("index", blog).stdout.startswith("No changes (3 posts")
    found = run("search", "猫", cwd=blog)
    assert found.returncode == 0
    assert found.stdout.count("【猫】") == 3


def test_a_small_update_tells_no_speed(blog):
    assert "characters/s" not in run("index", blog).stdout
    (blog / "_posts/2024-03-01-long.md").write_text("---\ntitle: 長い\n---\n" + "猫がいる。\n\n" * 3000)
    assert "k characters/s" in run("index", blog).stdout


def test_in_japanese(blog):
    assert run("index", blog, language="ja_JP.UTF-8").stdout.startswith(
        "3件の記事（追加 3、更新 0、削除 0、変更なし 0）"
    )


def test_json(blog):
    report = run("index", blog, "--format", "json").stdout
    assert '"documents":3' in report


@pytest.mark.parametrize(
    ("prepare", "code", "said"),
    [
        (lambda blog: (blog / "_posts/2024-02-01-empty.md").write_bytes(b""), 5, "F009"),
        (lambda blog: (blog / "_posts/2024-02-01-bad.md").write_text("---\ntitle: [a\n---\ntext"), 5, "F001"),
        (
            lambda blog: (blog / "_posts/2024-02-01-note.md").write_text("---\nsearch: false\n---\n"),
            0,
            "of the search 1",
        ),
        (lambda blog: (blog / "_posts/note.md").write_text("no date"), 0, "no posts by their name or place 1"),
        (lambda blog: (blog / "_posts/photo.png").write_bytes(b"\x89PNG"), 0, ""),
        (lambda blog: (blog / ".sakuin").write_text("a file"), 4, "is not an index of sakuin"),
        (
            lambda blog: (blog / ".sakuin").mkdir() or (blog / ".sakuin/letter").write_text("x"),
            4,
            "not an index of sakuin",
        ),
        (lambda blog: [path.unlink() for path in (blog / "_posts").iterdir()], 3, "There are no posts"),
    ],
    ids=[
        "empty file",
        "broken front matter",
        "kept out",
        "no post by its name",
        "an image",
        "a file in the way",
        "foreign folder",
        "no posts",
    ],
)
def test_exit_codes(blog, prepare, code, said):
    prepare(blog)
    ended = run("index", blog)
    assert ended.returncode == code
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("front", "said"),
    [
        (["date: 2025-02-30", "title: [a"], "2 files have problems"),
        (["title: [a"], "1 file has problems"),
        (["date: 2025-02-30"], ""),
    ],
)
def test_files_with_problems_are_counted(blog, front, said):
    for number, line in enumerate(front, 1):
        (blog / f"_posts/2024-02-0{number}-bad.md").write_text(f"---\n{line}\n---\ntext")
    told = run("index", blog).stderr
    assert said in told
    assert ("(see above)" in told) == bool(said)


def test_a_file_passed_over_is_named_when_asked(blog):
    (blog / "sakuin.toml").write_text(
        '[index]\nexclude = ["_posts/private/*"]\n[site]\nurl = "https://blog.example.jp"\n', encoding="utf-8"
    )
    (blog / "_posts/private").mkdir()
    (blog / "_posts/private/2024-02-01-diary.md").write_text("---\n---\n秘密")
    (blog / "_posts/memo.md").write_text("no post")
    assert "memo.md" not in run("index", blog).stderr
    told = run("index", blog, "-v").stderr
    assert [line.strip() for line in told.splitlines()] == [
        "Passed over: no posts by their name or place 1",
        "_posts/memo.md",
        "Passed over: kept out of the search 1",
        "_posts/private/2024-02-01-diary.md",
    ]
    counted = run("stats", "--index", blog / ".sakuin").stdout
    assert "\nfiles left out\n       1  no posts by their name or place\n       1  kept out of the search\n" in counted
    assert '"skipped":{"name":1,"kept out":1}' in run("stats", "--index", blog / ".sakuin", "--format", "json").stdout


def test_no_such_path(tmp_path):
    ended = run("index", tmp_path / "nowhere")
    assert (ended.returncode, ended.stdout) == (3, "")
    assert ended.stderr.startswith("There is no folder")


def test_no_index(tmp_path):
    ended = run("search", "猫", "--index", tmp_path / "nowhere")
    assert ended.returncode == 4
    assert "sakuin index POSTS" in ended.stderr


def test_a_second_writer(blog):
    run("index", blog)
    with writing(blog / ".sakuin"):
        ended = run("index", blog)
    assert ended.returncode == 4
    assert ended.stderr.startswith("Another sakuin index is writing")


def test_a_wrong_path_changes_nothing(blog, tmp_path):
    run("index", blog)
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.md").write_text(POST.format(title="別", text="別"), encoding="utf-8")
    ended = run("index", other, "--index", blog / ".sakuin")
    assert ended.returncode == 3
    assert "--full" in ended.stderr
    assert run("search", "猫", cwd=blog).stdout.startswith("3 found")


def test_ctrl_c_stops_at_once_and_says_how_to_go_on(tmp_path):
    posts = tmp_path / "blog" / "_posts"
    posts.mkdir(parents=True)
    for number in range(300):
        text = "".join(f"{number}と{line}の長い話を書いておく。\n\n" for line in range(300))
        (posts / f"2024-01-02-p{number}.md").write_text(POST.format(title=f"記事{number}", text=text), encoding="utf-8")
    environ = {**os.environ, "LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"}
    process = subprocess.Popen(
        [*COMMAND, "index", str(tmp_path / "blog")],
        stderr=subprocess.PIPE,
        text=True,
        env=environ,
        start_new_session=True,
    )
    while not list((tmp_path / "blog").glob(".sakuin/*/MAIN-*.text")):  # the titles are in
        assert process.poll() is None
        time.sleep(0.1)
    time.sleep(1.5)
    began = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to the workers as well
    _, said = process.communicate(timeout=20)
    assert time.monotonic() - began < 2
    assert process.returncode == 130
    assert "Go on with: sakuin index" in said
    assert "Traceback" not in said
    state = run("stats", "--index", tmp_path / "blog/.sakuin")
    assert state.stdout.splitlines()[0].split() == ["posts", "300"]


def test_analyze_shows_what_a_post_holds_and_what_a_query_asks_for():
    rows = [line.split(maxsplit=4) for line in run("analyze", "GPT-5と猫").stdout.splitlines()]
    assert rows[1:] == [
        ["0", "GPT-5", "gpt-5", "gpt-5", "technical term"],
        ["0", "GPT-5", "GPT-5", "as", "written"],
        ["0", "GPT", "gpt", "part", "of a technical term"],
        ["4", "5", "5", "part", "of a technical term"],
        ["6", "猫", "猫", "猫", "word"],
    ]


def test_analyze_knows_the_words_of_an_index(blog):
    (blog / "words.txt").write_text("生成模型\n", encoding="utf-8")
    (blog / "sakuin.toml").write_text('[index]\ndictionary = "words.txt"\n', encoding="utf-8")
    assert "joined" not in run("analyze", "生成模型", cwd=blog).stdout
    run("index", blog, cwd=blog)
    assert "joined" in run("analyze", "生成模型", cwd=blog).stdout
    assert "joined" not in run("analyze", "生成模型", "--tokenizer", "janome", cwd=blog).stdout
    assert run("analyze", "生成模型", "--index", blog / "nowhere").returncode == 4


def test_doctor(blog):
    run("index", blog)
    well = run("doctor", "--index", blog / ".sakuin")
    assert (well.returncode, well.stdout.count("✔")) == (0, 5)
    ill = run("doctor", "--index", blog / "nowhere")
    assert (ill.returncode, ill.stdout.count("✗")) == (1, 1)


def test_watch_takes_in_what_changes(blog):
    environ = {**os.environ, "LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"}
    process = subprocess.Popen(
        [*COMMAND, "index", str(blog), "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environ,
    )
    try:
        assert process.stdout.readline().startswith("3 posts (3 added")
        (blog / "_posts/2024-01-03-new.md").write_text(POST.format(title="新", text="犬が来た。"), encoding="utf-8")
        assert process.stdout.readline().startswith("4 posts (1 added")
        (blog / "_config.yml").write_text('title: "half', encoding="utf-8")
        time.sleep(3)
        (blog / "_config.yml").write_text("permalink: /:title/\n", encoding="utf-8")
        assert process.stdout.readline().startswith("4 posts (0 added, 4 updated")
        (blog / "sakuin.toml").write_text('[site]\nurl = "https://blog.example.jp"\n', encoding="utf-8")
        assert process.stdout.readline().startswith("4 posts (0 added, 4 updated")
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=10)
    assert process.returncode == 130
