"""Where a Hugo site keeps its content, and where a file stands in it: folders mounted, languages, bundles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from index.reading.frontmatter.values import Values, as_flag, as_list, as_text
from index.reading.sites.hugo_settings import tables
from index.reading.sites.settings import lowered


@dataclass(frozen=True)
class Language:
    """A language of a site; addresses of its pages begin with `prefix` ("/en"), "" for none."""

    code: str  # in lower case
    prefix: str = ""
    published: bool = True


@dataclass(frozen=True)
class Mount:
    """A folder of the site whose files are content below `target`; `language` is "" where only names of files tell it."""

    source: str = "content"
    target: str = ""
    language: str = ""


@dataclass(frozen=True)
class Page:
    """Where a file is in the content: content/posts/neko/index.en.md is neko, in the section posts, in English.

    `sections` are the folders above, that of a bundle not among them.
    """

    sections: tuple[str, ...]
    name: str
    language: str

    @property
    def path(self) -> str:
        """As the targets of `cascade` name it: /posts/neko."""
        return "/" + "/".join((*self.sections, self.name)).lower()


@dataclass(frozen=True)
class Content:
    """The mounts and the languages of a site; of these the first is the default."""

    mounts: tuple[Mount, ...] = (Mount(),)
    languages: tuple[Language, ...] = (Language("en"),)

    def holds(self, folder: PurePosixPath) -> bool:
        return any(folder.is_relative_to(mount.source) for mount in self.mounts)

    def page(self, place: PurePosixPath) -> Page:
        """Where the file at a place below the site's own folder is in the content."""
        name, language = self._named(place.stem)
        mount = self._mount(place)
        folders = PurePosixPath(mount.target, place.parent.relative_to(mount.source)).parts
        if name == "index" and folders:
            folders, name = folders[:-1], folders[-1]
        return Page(folders, name, language or mount.language or self.languages[0].code)

    def prefix(self, language: str) -> str:
        return next((each.prefix for each in self.languages if each.code == language), "")

    def publishes(self, language: str) -> bool:
        return any(each.published for each in self.languages if each.code == language)

    def _named(self, stem: str) -> tuple[str, str]:
        """The name of a file and the language at its end: neko.en is neko, in "en"."""
        name, _, code = stem.rpartition(".")
        return (name, code.lower()) if name and code.lower() in {each.code for each in self.languages} else (stem, "")

    def _mount(self, place: PurePosixPath) -> Mount:
        around = (mount for mount in self.mounts if place.is_relative_to(mount.source))
        return max(around, key=lambda mount: len(PurePosixPath(mount.source).parts), default=Mount(""))


def content_of(settings: Values) -> Content:
    """The content that the settings describe."""
    default = as_text(settings.get("defaultcontentlanguage")).lower() or "en"
    named = {code: lowered(about) for code, about in lowered(settings.get("languages")).items()}
    off = {code.lower() for code in as_list(settings.get("disablelanguages"))}
    off.update(code for code, about in named.items() if as_flag(about.get("disabled")))
    inside = as_flag(settings.get("defaultcontentlanguageinsubdir"))
    languages = tuple(
        Language(code, f"/{code}" if inside or code != default else "", published=code not in off)
        for code in sorted({default, *named}, key=lambda code: code != default)
    )
    return Content(tuple(_mounts(settings, named)), languages)


def _mounts(settings: Values, languages: dict[str, Values]) -> Iterator[Mount]:
    return (mount for mount in _all_mounts(settings, languages) if ".." not in PurePosixPath(mount.source).parts)


def _all_mounts(settings: Values, languages: dict[str, Values]) -> Iterator[Mount]:
    """The folders of the content. A `[[module.mounts]]` of content takes the place of the content folders that there are without one."""
    mounted = list(tables(lowered(settings.get("module")).get("mounts")))
    content = [(mount, PurePosixPath(as_text(mount.get("target")))) for mount in mounted]
    content = [(mount, target) for mount, target in content if target.is_relative_to("content")]
    for mount, target in content:
        yield Mount(
            _folder(as_text(mount.get("source"))),
            target.relative_to("content").as_posix().strip("."),
            as_text(mount.get("lang")).lower(),
        )
    if content:
        return
    usual = as_text(settings.get("contentdir")) or "content"
    folders = {code: _folder(as_text(about.get("contentdir")) or usual) for code, about in languages.items()}
    shared = Counter(folders.values())
    for code, folder in (folders or {"": _folder(usual)}).items():
        yield Mount(folder, "", code if shared[folder] == 1 and len(shared) > 1 else "")


def _folder(path: str) -> str:
    return PurePosixPath(path.replace("\0", "").strip("/")).as_posix()
