"""What the tags of Hexo, and those of its themes NexT and Butterfly, show of their words (Hexo 8.1, `plugins/tag/`; NexT 8,
`scripts/tags/`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

WORD = re.compile(r"""(?:"[^"]*"|'[^']*'|[^\s"'])+|["']""")
ADDRESS = re.compile(r"(?:[A-Za-z]{3,9}:(?://)?|www\.)\S|[\w.-]+\.[a-z]{2,}(?:/|$)|/")
CITED = re.compile(r"(\S.*?)\s+(https?://\S+)(?:\s+(.+))?")
IMAGE_WORDS = re.compile(r"""(?:["']([^"']*)["']|([^"']+))?\s*(?:["']([^"']*)["']|([^"']+))?""")
OPTION = re.compile(
    r"(?:lang|highlight|mark|wrap|first_line|line_number|line_threshold|language_attr):"
)  # of `{% codeblock %}`
NOTE_CLASSES = ("default", "primary", "info", "success", "warning", "danger", "no-icon")


def words_of(rest: str) -> list[str]:
    """The words of a tag. What is in quotes is one word, with other quotes in it."""
    return [_unquoted(match[0]) for match in WORD.finditer(rest)]


def post_link(rest: str) -> tuple[str, str, str]:
    """Of `{% post_link 2024/neko#heading 文字 %}` the slug, what else is in the address, and the text, "" for the title of that post."""
    slug, *text = [word for place, word in enumerate(words_of(rest)) if not place or word not in ("true", "false")] or [
        ""
    ]
    name, mark, heading = slug.partition("#")
    return name, mark + heading, " ".join(text)


def linked(text: str, target: str) -> str:
    """A link in Markdown, whatever brackets are in its text."""
    escaped = re.sub(r"([\[\]\\])", r"\\\1", text)
    return f"[{escaped}](<{target}>)"


def footer(rest: str) -> str:
    """What stands below a quotation, as Markdown: 夏目漱石, こころ is 夏目漱石 こころ."""
    said = " ".join(" ".join(words_of(rest)).split())
    if cited := CITED.fullmatch(said):
        author, source, title = cited.groups()
        return f"{author} [{title or source}](<{source}>)"
    author, _, title = said.partition(",")
    return f"{author} {title.strip()}".strip()


def caption(rest: str) -> str:
    """What stands above `{% codeblock 題 lang:js https://… 文字 %}`, as Markdown."""
    shown = (word for word in words_of(rest) if not OPTION.match(word))
    said = " ".join(" ".join(shown).split())
    cited = CITED.fullmatch(said)
    return f"{cited[1]} [{cited[3] or 'link'}](<{cited[2]}>)" if cited else said


def _link(rest: str) -> str:
    words = words_of(rest)
    place = next((place for place, word in enumerate(words) if ADDRESS.match(word)), len(words))
    return linked(" ".join(words[:place]), "".join(words[place : place + 1]))


def _asset_link(rest: str) -> str:
    target, *title = [word for word in words_of(rest) if word not in ("true", "false")] or [""]
    return linked(" ".join(title) or target, target)


def _image(rest: str) -> str:
    """`{% img 種類 /a.png 300 200 "題" "代わりの文字" %}`: without the last, the title describes the image."""
    words = words_of(rest)
    file = next((place for place, word in enumerate(words) if re.search(r"[./]", word)), 0)
    said = " ".join(word for place, word in enumerate(words[file + 1 :]) if place > 1 or not word.isdecimal())
    match = IMAGE_WORDS.match(said)
    title, alternative = (match[1] or match[2], match[3] or match[4]) if match else ("", "")
    return f"![{(alternative or title or '').strip()}](<{''.join(words[file : file + 1])}>)"


def _label(rest: str) -> str:
    """NexT's `{% label primary@文字 %}`, and Butterfly's `{% label 文字 blue %}`."""
    if "@" in rest:
        return rest.partition("@")[2].strip()
    return "".join(words_of(rest)[:1])


def _note(rest: str) -> str:
    """The summary of `{% note info 概要 %}`."""
    words = words_of(rest)
    classes = next((place for place, word in enumerate(words[:2]) if word not in NOTE_CLASSES), min(len(words), 2))
    return _paragraph(" ".join(words[classes:]))


def _button(rest: str) -> str:
    """`{% button https://…, 文字, 絵 %}`."""
    target, text, *_ = [*(part.strip() for part in rest.split(",")), ""]
    return linked(text, target)


def _after_comma(rest: str) -> str:
    """`{% folding blue open, 題 %}`."""
    return _paragraph(rest.rpartition(",")[2].strip())


def _before_comma(rest: str) -> str:
    """`{% hideToggle 題,色 %}`."""
    return _paragraph(rest.partition(",")[0].strip())


def _paragraph(text: str) -> str:
    return f"\n\n{text}\n\n" if text else ""


def _unquoted(word: str) -> str:
    return word[1:-1] if len(word) > 1 and word[0] == word[-1] and word[0] in "\"'" else word


# What a tag shows, as Markdown, by its name.
SHOWN: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(("link", "a", "anchor", "exturl", "extlink"), _link),
    **dict.fromkeys(("img", "image", "asset_img", "asset_image"), _image),
    **dict.fromkeys(("button", "btn"), _button),
    **dict.fromkeys(("hideToggle", "hideBlock"), _before_comma),
    "asset_link": _asset_link,
    "label": _label,
    "note": _note,
    "folding": _after_comma,
    "hideInline": lambda rest: rest.partition(",")[0].strip(),
    "timeline": lambda rest: _paragraph(rest.rpartition(",")[0].strip() or rest.strip()),
}
