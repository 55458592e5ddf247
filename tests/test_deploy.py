"""The examples of how to deploy: each says whether it was tried, and names only what there is."""

import re
from pathlib import Path

import pytest

from web.settings import VARIABLES

FILES = sorted((Path(__file__).parents[1] / "web/deploy").iterdir())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_first_line_tells_what_was_tried(path):
    assert re.match(r"# (Tried|Tried in part|Untried)\b", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_settings_that_are_named_exist(path):
    named = set(re.findall(r"SAKUIN_[A-Z_]+", path.read_text(encoding="utf-8")))
    assert named <= set(VARIABLES.values())
