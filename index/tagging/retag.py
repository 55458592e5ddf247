"""Aliases of tags replaced in the front matter of posts. Every other byte stays as it is."""

from __future__ import annotations

import difflib
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import yaml

from index.document import Problem
from index.language import Message
from index.reading.decode import BYTE_ORDER_MARKS, CONTROL, decode
from index.reading.frontmatter.frontmatter import FrontMatter, read_front_matter
from index.reading.frontmatter.values import as_list
from index.reading.postfile import PostFile
from index.reading.sites.head import Head
from index.reading.sites.site import Site
from index.reading.walk import find_posts
from index.tagging.places import Asked, Form, Place, are_neighbours, tag_places

_LINE_END = re.compile(r"\r\n?|\n")
_KEYS = ("tags", "tag", "topics", "topic")


@dataclass(frozen=True)
class Retagged:
    """A file with other tags: its path below the blog, its bytes before and after, and the tags that were replaced, each with its new one."""

    path: Path
    name: str
    before: bytes
    after: bytes
    tags: tuple[tuple[str, str], ...]

    def diff(self) -> Iterator[str]:
        """The lines that change, as `diff -u` shows them."""
        old, new = (decode(data).text.splitlines() for data in (self.before, self.after))
        yield from difflib.unified_diff(old, new, f"a/{self.name}", f"b/{self.name}", n=1, lineterm="")

    def write(self) -> Message | None:
        """Put the new file in the place of the old one, whole; or say why not: it is another by now, or may not be written."""
        place = self.path.resolve()  # what a link names is written, and the link stays
        temporary = place.with_name(f".{place.name}.sakuin")
        try:
            with temporary.open("wb") as file:
                file.write(self.after)
                file.flush()
                os.fsync(file.fileno())
            shutil.copymode(place, temporary)
            if place.read_bytes() != self.before:
                return Message(
                    ja="その間にファイルが変わったので、書き換えていません",
                    en="it changed meanwhile, and was left alone",
                )
            temporary.replace(place)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            return Message(ja=f"書き換えられません: {reason}", en=f"it cannot be written: {reason}")
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        return None


@dataclass(frozen=True)
class Left:
    """A file that has an alias and is left as it is."""

    name: str
    reason: Message


def retagged(site: Site, aliases: Mapping[str, str]) -> Iterator[Retagged | Left]:
    """The files of a site, drafts too, that have a tag which is an alias."""
    for path in find_posts(site):
        file = PostFile(path, site)
        if not isinstance(file.data, Problem) and (found := retag(file, file.data, aliases)) is not None:
            yield found


def retag(file: PostFile, data: bytes, aliases: Mapping[str, str]) -> Retagged | Left | None:
    """A file with its aliases replaced; None for one that has none."""
    decoded = decode(data)
    front = _front_matter(file.site, decoded.text)
    used = [tag for tag in _tags(file, front) if tag in aliases]
    if not used:
        return None
    if front.fault or decoded.lossy:
        return Left(file.name, Message(ja="front matter を読めません", en="its front matter does not parse"))
    mark = next((mark for mark, _ in BYTE_ORDER_MARKS if data.startswith(mark)), b"")
    text = _text(data[len(mark) :], decoded.encoding)
    head = _head(text, lines=decoded.text.count("\n", 0, len(decoded.text) - len(front.body)))
    after = mark + (_replaced(head, file, aliases) + text[len(head) :]).encode(decoded.encoding) if text else b""
    if not after or not _only_tags_changed(file, front, _front_matter(file.site, decode(after).text), aliases):
        ja = f"タグ「{used[0]}」の書き方が特別なので、手で直してください"
        return Left(file.name, Message(ja=ja, en=f"the tag {used[0]} is written in a way that only you can change"))
    return Retagged(file.path, file.name, data, after, tuple((tag, aliases[tag]) for tag in used))


def _text(data: bytes, encoding: str) -> str:
    """The text with its line ends as they are; "" where its bytes could not be had again."""
    with suppress(UnicodeError):
        text = data.decode(encoding)
        return text if text.encode(encoding) == data else ""
    return ""


def _head(text: str, *, lines: int) -> str:
    """The first lines of a text, with any line ends: what stands above the body of a post."""
    ends = islice(_LINE_END.finditer(text), max(lines - 1, 0), None)
    return text[: end.end()] if lines and (end := next(ends, None)) else text


def _front_matter(site: Site, text: str) -> FrontMatter:
    return read_front_matter(text, blanks_above=site.dialect.blanks_above, openerless=site.dialect.openerless)


def _tags(file: PostFile, front: FrontMatter) -> tuple[str, ...]:
    return file.site.tags(Head(file.place, front.values, front.found))


def _replaced(text: str, file: PostFile, aliases: Mapping[str, str]) -> str:
    """The text with one tag after the other replaced, or taken away where the post has the new one already."""
    for _ in range(len(text)):
        places, form = _places(text, file)
        edit = _next_edit(places, form, text, aliases)
        if edit is None:
            return text
        start, end, new = edit
        text = text[:start] + new + text[end:]
    return text


def _places(text: str, file: PostFile) -> tuple[list[Place], Form]:
    """Where the tags stand in a text that may have any line ends."""
    at = [i for i, c in enumerate(text) if not (c == "\n" and text[i - 1 : i] == "\r") and not CONTROL.match(c)]
    plain = "".join("\n" if text[i] == "\r" else text[i] for i in at)
    at.append(len(text))
    front = _front_matter(file.site, plain)
    form: Form = "toml" if plain.lstrip().startswith("+++") else "json" if front.source.lstrip()[:1] == "{" else "yaml"
    above = sum(len(line) + 1 for line in plain.split("\n", front.line - 1)[:-1])
    # Hexo's JSON may stand there without its braces.
    source = front.source if front.source in plain else front.source[1:-1]
    first = plain.find(source, above)
    try:
        places = tag_places(source, form, _asked(file, front)) if first >= 0 else []
    except yaml.YAMLError:
        places = []
    moved = (
        Place(at[first + each.start], at[first + each.end - 1] + 1, each.value, each.quotes, each.word)
        for each in places
    )
    return list(moved), form


def _asked(file: PostFile, front: FrontMatter) -> Asked:
    """The key from which the tags of a post come, and whether white space cuts its text."""
    tags = _tags(file, front)
    values = {key: front.values.get(key) for key in _KEYS}
    whole = next((key for key, value in values.items() if as_list(value) == tags), "")
    cut = next((key for key, value in values.items() if as_list(value, split=True) == tags), "")
    return Asked(whole or cut, tags, cut=not whole)


def _next_edit(
    places: Sequence[Place], form: Form, text: str, aliases: Mapping[str, str]
) -> tuple[int, int, str] | None:
    names = [next(iter(as_list([place.value])), "") for place in places]
    for number, (place, name) in enumerate(zip(places, names, strict=True)):
        if name not in aliases:
            continue
        if aliases[name] not in names:
            return place.start, place.end, place.written(aliases[name], form)
        if number + 1 < len(places) and are_neighbours(places[number : number + 2], text):
            return place.start, places[number + 1].start, ""
        if number and are_neighbours(places[number - 1 : number + 1], text):
            return places[number - 1].end, place.end, ""
    return None


def _only_tags_changed(file: PostFile, old: FrontMatter, new: FrontMatter, aliases: Mapping[str, str]) -> bool:
    """Whether the new file says the same as the old one, but for its tags, and these as they shall be."""
    wanted = tuple(dict.fromkeys(aliases.get(tag, tag) for tag in _tags(file, old)))
    others = ({key: value for key, value in front.values.items() if key not in _KEYS} for front in (old, new))
    same = next(others) == next(others) and old.body == new.body
    return same and not new.fault and set(_tags(file, new)) == set(wanted) and len(_tags(file, new)) == len(wanted)
