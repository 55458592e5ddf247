"""What is amiss with the settings of a run: they do nothing, or give something away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from index.language import Message
from index.reading.sites.glob import covers
from index.reading.sites.site import Site
from index.reading.walk import Found


def idle_patterns(patterns: Sequence[str], found: Sequence[Found], site: Site) -> Iterator[Message]:
    """A remark for each pattern that keeps no post out of the search, with the one that may be meant."""
    places = [site.path_of(each.path) for each in found]
    for pattern in patterns:
        if any(covers(pattern, place) for place in places):
            continue
        meant = next((_at(place, pattern) for place in places if covers(f"*/{pattern.strip('/')}", place)), "")
        ja, en = (f"{meant} ですか？", f" Did you mean {meant}?") if meant else ("", "")
        yield Message(
            ja=f"設定 index.exclude の {pattern} に当たる記事はありません。ブログのフォルダーから見た場所を書きます。{ja}",
            en=f"The setting index.exclude: {pattern} is at no path of a post. Paths begin at the folder of the blog.{en}",
        )


def published_secret(file: Path | None, site: Site) -> Iterator[Message]:
    """A remark if the generator publishes the file in which the administrator's token stands."""
    place = _place(file, site) if file else None
    if file and place and site.copies(place):
        yield Message(
            ja=f"{place} には admin_token があり、{site.type} はこのファイルも公開します。Jekyll なら _config.yml に exclude: [{file.name}] と"
            "書くか、ファイルには書かずに SAKUIN_ADMIN_TOKEN で渡してください。",
            en=f"admin_token stands in {place}, a file that {site.type} publishes. Exclude it (Jekyll: exclude: [{file.name}] in "
            "_config.yml), or give the token by SAKUIN_ADMIN_TOKEN instead.",
        )


def _at(place: PurePosixPath, pattern: str) -> str:
    """The pattern below the folder of a post."""
    return (place.parent / pattern.strip("/")).as_posix()


def _place(file: Path, site: Site) -> PurePosixPath | None:
    """The path of a file below the site's own folder; None outside of it."""
    above = len(PurePosixPath(site.prefix).parts)
    home = (site.root, *site.root.parents)[above]
    return PurePosixPath(file.relative_to(home).as_posix()) if file.is_relative_to(home) else None
