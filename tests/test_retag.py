"""`sakuin tags --fix`: aliases are replaced in the front matter of posts, and every other byte stays as it is."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import SITES

from index.errors import InputUnusable
from index.reading.frontmatter.frontmatter import read_front_matter
from index.reading.frontmatter.values import as_list
from index.reading.postfile import PostFile
from index.tagging.aliases import read_aliases
from index.tagging.retag import Left, Retagged, retag, retagged

ALIASES = {"ai": "AI", "ＡＩ": "AI", "github actions": "GitHub Actions", "js": "C#: the book", "ねこ": "猫"}


def fixed(data: bytes, kind: str = "jekyll") -> Retagged | Left | None:
    site = SITES[kind](Path("/blog"))
    return retag(PostFile(Path("/blog/_posts/2024-05-12-a.md"), site), data, ALIASES)


@pytest.mark.parametrize(
    ("front", "new"),
    [
        ("tags: [ai, Python]", "tags: [AI, Python]"),
        ("tags: [ai,Python]  # よく使う", "tags: [AI,Python]  # よく使う"),
        ("tags:\n  - ai   # 人工知能\n  - Python", "tags:\n  - AI   # 人工知能\n  - Python"),
        ('tags:\n- \'ai\'\n- "ＡＩ研究"\n-   "ねこ"', 'tags:\n- \'AI\'\n- "ＡＩ研究"\n-   "猫"'),
        ("Tags: ['ai', \"js\"]", "Tags: ['AI', \"C#: the book\"]"),
        ("tags: [js]", 'tags: ["C#: the book"]'),
        ("tags: ai", "tags: AI"),
        ("tags: ai python", "tags: AI python"),
        ("tags: 'python ai'", "tags: 'python AI'"),
        ("tag: github actions", "tag: GitHub Actions"),
        ("tags: [\n  ai,  # 一\n  Python,\n]", "tags: [\n  AI,  # 一\n  Python,\n]"),
        ("tags: [ai, AI]", "tags: [AI]"),
        ("tags: [AI, ai, ＡＩ, b]", "tags: [AI, b]"),
        ("tags:\n  - ai\n  - AI\n  - b", "tags:\n  - AI\n  - b"),
        ("tags:\n  - AI\n  - b\n  - ai", "tags:\n  - AI\n  - b"),
        ("title: ai\ntags: [ai]\nkeywords: [ai]", "title: ai\ntags: [AI]\nkeywords: [ai]"),
        ("extra:\n  tags: [ai]\ntags: [ai]", "extra:\n  tags: [ai]\ntags: [AI]"),
        ("tags: &a [ai]\nother: 1", "tags: &a [AI]\nother: 1"),
        ('"tags": ["\\u0061i", "x"]', '"tags": ["AI", "x"]'),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_yaml(front, new, end, mark):
    def file(text):
        return mark + f"---\ntitle: 'x' # 題\n{text}\n---\n\nai は tags: [ai] と書く。\n".replace("\n", end).encode()

    if front.startswith("title"):
        front, new = front.partition("\n")[2], new.partition("\n")[2]
    found = fixed(file(front))
    assert isinstance(found, Retagged), found
    assert found.after == file(new)


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (
            "hugo",
            '+++\ntitle = "ai"\ntags = ["ai", \'b\'] # c\n+++\nai',
            '+++\ntitle = "ai"\ntags = ["AI", \'b\'] # c\n+++\nai',
        ),
        ("hugo", "+++\ntags = [\n  'ai', # 一\n  \"b\",\n]\n+++\n", "+++\ntags = [\n  'AI', # 一\n  \"b\",\n]\n+++\n"),
        ("hugo", '{"tags": ["ai"], "title": "ai"}\nai', '{"tags": ["AI"], "title": "ai"}\nai'),
        (
            "hugo",
            "+++\nnote = '''\ntags = [\"ai\"]\n'''\ntags = ['ai']\n+++\n",
            "+++\nnote = '''\ntags = [\"ai\"]\n'''\ntags = ['AI']\n+++\n",
        ),
        ("hugo", "---\ntags: github actions\n---\n", "---\ntags: GitHub Actions\n---\n"),
        ("zenn", '---\ntopics: ["ai", "python"]\n---\nai', '---\ntopics: ["AI", "python"]\n---\nai'),
        ("qiita", "---\ntags:\n  - ai\nid: abc\n---\nai", "---\ntags:\n  - AI\nid: abc\n---\nai"),
        ("hexo", "tags: [ai]\ntitle: x\n---\nai", "tags: [AI]\ntitle: x\n---\nai"),
        ("hexo", '"tags": ["ai"],\n"title": "x"\n;;;\nai', '"tags": ["AI"],\n"title": "x"\n;;;\nai'),
    ],
)
def test_other_generators(kind, before, after):
    found = fixed(before.encode(), kind)
    assert isinstance(found, Retagged), found
    assert found.after.decode() == after


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "utf-16"])
def test_other_encodings(encoding):
    before, after = (
        "---\ntitle: 猫の話をしよう\ntags: [ねこ]\n---\nねこがいる。ここはかなの多い文です。\n",
        "---\ntitle: 猫の話をしよう\ntags: [猫]\n---\nねこがいる。ここはかなの多い文です。\n",
    )
    found = fixed(before.encode(encoding))
    assert isinstance(found, Retagged), found
    assert found.after == after.encode(encoding)


@pytest.mark.parametrize(
    "text", ["---\ntags: [AI]\n---\n", "ai", "---\ntitle: ai\n---\n", "", "---\ntags: []\n---\nai"]
)
def test_without_an_alias(text):
    assert fixed(text.encode()) is None


@pytest.mark.parametrize(
    "text",
    [
        "---\ntags: [ai\ntitle: x\n---\n",  # it does not parse
        "---\nkeywords: &k [ai]\ntags: *k\n---\n",
        "---\ntags: |\n  ai\n  b\n---\n",
        "---\ntags: a js\n---\n",  # white space would cut the new tag
    ],
)
def test_what_is_left_alone(text):
    assert isinstance(fixed(text.encode()), Left)


WORDS = st.sampled_from(["ai", "ＡＩ", "ねこ", "Python", "旅", "AI", "it's", "a b", "github actions"])
COMMENTS = st.sampled_from(["", "  # ai", " # 'tags'"])


@st.composite
def files(draw):
    """A file, and where its tags begin and end."""
    words = draw(st.lists(WORDS, min_size=1, max_size=5, unique=True))
    quote = draw(st.sampled_from(["", "'", '"']))
    written = [f"{quote}{word.replace(chr(39), chr(39) * 2) if quote == chr(39) else word}{quote}" for word in words]
    if draw(st.booleans()):
        value = "[" + ", ".join(written) + "]" + draw(COMMENTS)
    else:
        value = "".join(f"\n  - {word}{draw(COMMENTS)}" for word in written)
    above, below = draw(COMMENTS), draw(st.sampled_from(["title: ai", "ai: [ai]", "# ai", "x: 'ai'  "]))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    head = f"{mark}---{end}{below}{above}{end}tags: "
    return words, head.encode(), value.replace("\n", end).encode(), f"{end}draft: false{end}---{end}ai{end}".encode()


@given(files())
def test_only_bytes_of_the_tags_change(parts):
    words, head, value, rest = parts
    found = fixed(head + value + rest)
    wanted = tuple(dict.fromkeys(ALIASES.get(word, word) for word in words))
    if tuple(words) == wanted:
        assert found is None
        return
    if isinstance(found, Left):  # a comment stands where a tag would have to go
        assert b"#" in value and len(wanted) < len(words)
        return
    assert found.after.startswith(head)
    assert found.after.endswith(rest)
    text = found.after.decode().removeprefix("\ufeff").replace("\r\n", "\n")
    assert set(as_list(read_front_matter(text).values["tags"])) == set(wanted)
    assert value.count(b"#") == found.after[len(head) : -len(rest)].count(b"#")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[aliases]\n"a" = "b"\n"b" = "c"\n"c" = "a"', "a → b → c → a"),
        ('[aliases]\n"a" = "a"', "a → a"),
        ('[aliases]\n"a" = "b"\n"a" = "c"', "twice"),
        ('[aliases]\n"a" = ["b", "c"]', "one tag"),
        ('[aliases]\n"a" = ""', "one tag"),
        ('"a" = "b"', "[aliases]"),
        ("[aliases", "Cannot read"),
    ],
)
def test_what_is_wrong_with_the_aliases(folder, text, says):
    with pytest.raises(InputUnusable) as raised:
        read_aliases(folder({"tags.toml": text}) / "tags.toml")
    assert says in raised.value.message.en


def test_aliases_of_aliases(folder):
    path = folder({"tags.toml": '\ufeff[aliases]\n"人工知能" = "ai"\n"ai" = "AI"'}) / "tags.toml"
    assert read_aliases(path) == {"人工知能": "AI", "ai": "AI"}


def test_a_file_that_changed_meanwhile_is_left(folder):
    root = folder({"_posts/2024-05-12-a.md": "---\ntags: [ai]\n---\n", "_drafts/b.md": "---\ntags: [ai]\n---\n"})
    draft, post = retagged(SITES["jekyll"](root), ALIASES)
    post.path.write_text("---\ntags: [ai, 新]\n---\n", encoding="utf-8")
    assert "meanwhile" in post.write().en
    assert "新" in post.path.read_text(encoding="utf-8")
    draft.path.chmod(0o640)
    assert draft.write() is None
    assert draft.path.read_text(encoding="utf-8") == "---\ntags: [AI]\n---\n"
    assert stat.S_IMODE(draft.path.stat().st_mode) == 0o640
    assert [path.name for path in draft.path.parent.iterdir()] == ["b.md"]
