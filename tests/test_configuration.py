from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import InputUnusable
from index.reading.sites.settings import read_settings


@pytest.mark.parametrize(
    ("name", "settings", "line"),
    [
        ("_config.yml", "title: 題\nurl: a: b\n", 2),
        ("_config.yml", "- 題\n", 1),
        ("hugo.toml", "title = '題'\nx = \n", 2),
        ("hugo.json", '{"title":}', 1),
        ("package.json", "{", 1),
    ],
)
def test_broken_settings_say_where(folder: Callable[..., Path], name: str, settings: str, line: int) -> None:
    with pytest.raises(InputUnusable) as raised:
        read_settings(folder({name: settings}) / name)
    assert name in str(raised.value)
    assert f"line {line}" in str(raised.value)
    assert f"{line} 行目" in raised.value.message.ja
