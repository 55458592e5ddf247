"""A look of one's own: what an owner puts over our style, and a logo. What cannot be used is said, and left out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from index.language import Message
from web.color import BLACK, DRAWING, TEXT, WHITE, Color, parse_color, readable, to_hex
from web.settings import Settings

# What stands behind text in style.css: --paper and --wash, on light pages and on dark ones.
LIGHT: tuple[Color, ...] = ((0xFB / 255, 0xFA / 255, 0xF7 / 255), (0xF2 / 255, 0xEF / 255, 0xE8 / 255))
DARK: tuple[Color, ...] = ((0x16 / 255, 0x17 / 255, 0x1A / 255), (0x1F / 255, 0x20 / 255, 0x24 / 255))
TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
}
LARGEST = 1024 * 1024  # bytes of a file that every page brings


@dataclass(frozen=True)
class Look:
    """What comes after our own style, the picture beside the name of the blog and its type ("" for none), and a sentence for each
    setting that could not be used."""

    style: bytes = b""
    logo: bytes = b""
    logo_type: str = ""
    faults: tuple[Message, ...] = ()

    @cached_property
    def version(self) -> str:
        """It changes with whatever of the look does."""
        made = repr((self.style, self.logo, self.logo_type)).encode()
        return hashlib.blake2b(made, digest_size=6).hexdigest()


OURS = Look()


def look_of(settings: Settings) -> Look:
    """The look that the settings ask for."""
    ui, folder = settings.ui, settings.file.parent if settings.file else Path.cwd()
    faults: list[Message] = []
    accent = _accent(ui.accent, faults)
    css = _content("ui.css", ui.css, folder, (".css",), faults)
    logo = _content("ui.logo", ui.logo, folder, tuple(TYPES), faults)
    return Look(
        style=accent.encode() + css,
        logo=logo,
        logo_type=TYPES[ui.logo.suffix.lower()] if logo and ui.logo else "",
        faults=tuple(faults),
    )


def _accent(text: str, faults: list[Message]) -> str:
    """The style that gives links, buttons and bars a color, on light and on dark pages as far from it as it takes to be read."""
    if not text:
        return ""
    color = parse_color(text)
    if color is None:
        faults.append(
            Message(
                ja=f"ui.accent の {text} は色として読めません。teal、#0a7e5c、rgb(10 126 92) のように書いてください。元の色で表示します。",
                en=f"ui.accent: {text} is no color. Write it like teal, #0a7e5c or rgb(10 126 92). The usual color is shown.",
            )
        )
        return ""
    light, dark = _properties(color, LIGHT, BLACK), _properties(color, DARK, WHITE)
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"


def _properties(color: Color, papers: tuple[Color, ...], towards: Color) -> str:
    link = to_hex(readable(color, on=papers, towards=towards, ratio=TEXT))
    bar = to_hex(readable(color, on=papers, towards=towards, ratio=DRAWING))
    return f"--link:{link};--bar:{bar}"


def _content(key: str, path: Path | None, folder: Path, suffixes: tuple[str, ...], faults: list[Message]) -> bytes:
    """The bytes of a file in the folder of the settings; b"" where none is set, or it cannot be used."""
    if path is None:
        return b""
    if fault := _fault(key, path, folder, suffixes):
        faults.append(fault)
        return b""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        faults.append(
            Message(
                ja=f"{key} の {path} を読めません（{reason}）。これなしで表示します。",
                en=f"{key}: cannot read {path} ({reason}). Pages are shown without it.",
            )
        )
        return b""


def _fault(key: str, path: Path, folder: Path, suffixes: tuple[str, ...]) -> Message | None:
    """Why a file is not even opened."""
    if not path.resolve().is_relative_to(folder.resolve()):
        return Message(
            ja=f"{key} の {path} は、設定のあるフォルダー {folder} の外です。その中に置いてください。これなしで表示します。",
            en=f"{key}: {path} lies outside {folder}, the folder of the settings. Put it there. Pages are shown without it.",
        )
    if path.suffix.lower() not in suffixes:
        return Message(
            ja=f"{key} の {path} は {' '.join(suffixes)} のファイルにしてください。これなしで表示します。",
            en=f"{key}: {path} must be a file of {' '.join(suffixes)}. Pages are shown without it.",
        )
    if not path.is_file():
        return Message(
            ja=f"{key} の {path} というファイルはありません。これなしで表示します。",
            en=f"{key}: there is no file {path}. Pages are shown without it.",
        )
    if path.stat().st_size > LARGEST:
        return Message(
            ja=f"{key} の {path} は 1 MiB を超えています。小さくしてください。これなしで表示します。",
            en=f"{key}: {path} is larger than 1 MiB. Make it smaller. Pages are shown without it.",
        )
    return None
