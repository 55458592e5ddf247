"""What the commands of every package share: the language, the options, and text for a terminal."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from index.language import Message, language_of

LANGUAGE = language_of(os.environ)  # help is made before any command runs, so its language is asked for here

Command = TypeVar("Command", bound=Callable[..., None])

_CONTROL = {code: " " for code in (*range(0x20), *range(0x7F, 0xA0)) if code != ord("\n")}


def say(ja: str, en: str) -> str:
    """The text in the language of the terminal."""
    return Message(ja=ja, en=en).to(LANGUAGE)


def index_option(command: Command) -> Command:
    """`--index`, the same for every command."""
    return click.option(
        "--index",
        "index_dir",
        type=click.Path(path_type=Path, readable=False),
        metavar="DIR",
        help=say(
            "索引の場所（なければ SAKUIN_INDEX、次に記事のそばの .sakuin）",
            "Where the index is (else SAKUIN_INDEX, else .sakuin beside the posts)",
        ),
    )(command)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """`--format`, of which the first is for people."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help=say("出力の形", "How to print it"),
    )


def harmless(text: str) -> str:
    """The text without control characters: a post may hold escape sequences."""
    return text.translate(_CONTROL)


def one_line(text: str) -> str:
    """The text without control characters, with one space for each run of white space."""
    return " ".join(harmless(text).split())


def width(text: str) -> int:
    """The columns that a text takes on a terminal: 猫 takes two."""
    return sum(map(columns, text))


def columns(character: str) -> int:
    """The columns that a character takes, 0 to 2."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, room: int) -> str:
    """The text in exactly `room` columns: spaces fill it up, and … stands for what does not fit."""
    left = room - width(text)
    if left >= 0:
        return text + " " * left
    kept = ""
    for character in text:
        if width(kept + character) > room - 1:
            break
        kept += character
    return kept + "…" + " " * (room - 1 - width(kept))


def duration(seconds: float) -> str:
    """Seconds in words, from 100 on in minutes: 42 s, 3 min."""
    if seconds < 100:
        return say(f"{seconds:.0f}秒", f"{seconds:.0f} s")
    return say(f"{seconds / 60:.0f}分", f"{seconds / 60:.0f} min")
