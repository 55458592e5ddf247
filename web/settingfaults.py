"""What a setting must be, and the sentences for one that is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from index.errors import InputUnusable
from index.language import Message
from search.declaration import Declaration

TYPES: dict[Any, tuple[type | tuple[type, ...], Message]] = {
    int: (int, Message(ja="整数", en="a whole number")),
    float: ((int, float), Message(ja="数", en="a number")),
    bool: (bool, Message(ja=" true か false ", en="true or false")),
}
TEXT = (str, Message(ja="文字列", en="a string"))


def no_setting(key: str, file: Path, keys: Iterable[str]) -> InputUnusable:
    close = get_close_matches(key, keys, n=1)
    ja, en = (f"{close[0]} ですか？", f" Did you mean {close[0]}?") if close else ("", "")
    return InputUnusable(
        ja=f"{file} の {key} という設定はありません。{ja}", en=f"{file}: there is no setting {key}.{en}"
    )


def missing(key: str, file: Path | None) -> Iterator[Message]:
    """What is said of a file of words that is set and not there, while an index that was built with it is served."""
    if file and not file.is_file():
        yield Message(
            ja=f"{key} の {file} というファイルはありません。索引を作ったときの内容で検索します。",
            en=f"{key}: there is no file {file}. What the index was built with goes on to count.",
        )


def no_list(key: str, file: Path) -> InputUnusable:
    return InputUnusable(
        ja=f'{file} の {key} は ["a", "b"] のように文字列の並びで書いてください。',
        en=f'{file}: {key} must be a list of strings, as ["a", "b"].',
    )


def no_switch(variable: str, text: str) -> InputUnusable:
    return InputUnusable(
        ja=f"{variable} は true か false にしてください（今は {text}）。",
        en=f"{variable} must be true or false, not {text}.",
    )


def no_choice(declared: Declaration, key: str, where: str, text: str) -> InputUnusable:
    if "" in declared.choices:
        quoted = [f'"{choice}"' for choice in declared.choices]
        return InputUnusable(
            ja=f'{where} は {" か ".join(quoted)} にしてください（今は "{text}"）。',
            en=f'{where} must be {" or ".join(quoted)}, not "{text}".',
        )
    shown = ", ".join(declared.choices)
    return InputUnusable(
        ja=f"{key} は {shown} のどれかにしてください（今は {text}）。",
        en=f"{key} must be one of {shown}, not {text}.",
    )


def no_match(declared: Declaration, where: str, value: str) -> InputUnusable:
    must: Message = declared.extra["must"]
    return InputUnusable(ja=f"{where} は {must.ja}（今は {value}）。", en=f"{where} {must.en}, not {value}.")


def out_of_range(declared: Declaration, where: str, value: object) -> InputUnusable:
    _, called = TYPES[declared.kind]
    low, high = declared.minimum, declared.maximum
    return InputUnusable(
        ja=f"{where} は{low}以上{high}以下の{called.ja}にしてください（今は {value}）。",
        en=f"{where} must be {called.en} from {low} to {high}, not {value}.",
    )
