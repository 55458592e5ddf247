"""What is said while indexing of settings that do nothing, or give something away."""

import pytest
from on_disk import write

from index.build import build
from index.language import Message
from web.settings import read_settings

TOKEN = '[server]\nadmin_token = "geheim"\n'


@pytest.fixture
def blog(tmp_path):
    write(tmp_path, "2024-01-01-a", "猫")
    write(tmp_path, "2024-10-02-b", "犬")
    (tmp_path / "_config.yml").write_text("url: https://blog.example.jp\n")
    return tmp_path


def remarks(blog, **options):
    return [each.en for each in build(blog, blog / ".sakuin", **options).remarks]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("_posts/2024-10-*", ""),
        ("*-b.md", ""),
        ("2024-10-*", "Did you mean _posts/2024-10-*?"),
        ("2024-10-02-b.md", "Did you mean _posts/2024-10-02-b.md?"),
        ("memo/*", "is at no path of a post"),
    ],
)
def test_a_pattern_that_excludes_nothing(blog, pattern, said):
    told = remarks(blog, kept_out=(pattern,))
    assert len(told) == bool(said)
    assert said in "".join(told)


@pytest.mark.parametrize(
    ("place", "config", "told"),
    [
        ("sakuin.toml", "", True),
        ("sakuin.toml", "exclude: [sakuin.toml]\n", False),
        ("sakuin.toml", "source: src\n", False),
        ("_posts/sakuin.toml", "", False),
    ],
)
def test_a_token_in_a_file_that_jekyll_publishes(blog, place, config, told):
    if "source" in config:
        (blog / "src").mkdir()
        (blog / "_posts").rename(blog / "src/_posts")
    (blog / "_config.yml").write_text(config)
    (blog / place).write_text(TOKEN)
    said = [each for each in remarks(blog, token_file=blog / place) if "admin_token" in each]
    assert bool(said) == told
    assert all("exclude: [sakuin.toml]" in each and "SAKUIN_ADMIN_TOKEN" in each for each in said)


def test_the_same_where_the_folder_of_posts_is_named(blog):
    (blog / "sakuin.toml").write_text(TOKEN)
    assert any("admin_token" in each for each in remarks(blog / "_posts", token_file=blog / "sakuin.toml"))


@pytest.mark.parametrize(("place", "told"), [("sakuin.toml", False), ("static/sakuin.toml", True)])
def test_a_token_where_hugo_publishes_all(tmp_path, place, told):
    (tmp_path / "hugo.toml").write_text("")
    for folder in ("content", "static"):
        (tmp_path / folder).mkdir()
    (tmp_path / "content/a.md").write_text("---\ntitle: a\ndate: 2024-01-01\n---\n猫")
    assert any("admin_token" in each for each in remarks(tmp_path, token_file=tmp_path / place)) == told


def test_the_settings_say_which_file_has_the_token(blog):
    assert read_settings(blog, {"SAKUIN_ADMIN_TOKEN": "x"}).token_file is None
    (blog / "sakuin.toml").write_text(TOKEN)
    assert read_settings(blog, {}).token_file == blog / "sakuin.toml"


def test_remarks_are_in_both_languages(blog):
    report = build(blog, blog / ".sakuin", kept_out=("x",), token_file=blog / "sakuin.toml")
    assert all(isinstance(each, Message) and each.ja and each.en for each in report.remarks)
    assert len(report.remarks) == 2
