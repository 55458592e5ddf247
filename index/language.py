"""What we say to a person, in Japanese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["ja", "en"]


@dataclass(frozen=True)
class Message:
    """One sentence in both languages; the edge that shows it picks one."""

    ja: str
    en: str

    def to(self, language: Language) -> str:
        return self.ja if language == "ja" else self.en

    def __str__(self) -> str:
        return self.en


def language_of(environ: Mapping[str, str]) -> Language:
    """The language a terminal asks for: `SAKUIN_LANG`, else the POSIX locale variables in their order."""
    for name in ("SAKUIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "")
        if value:
            return "ja" if value.lower().startswith("ja") else "en"
    return "en"
