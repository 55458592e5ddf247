"""What is installed only by those who want it: the extras of pyproject.toml, and how they are installed.

No package index has Sakuin. Whoever takes its name there would be installed in its place, so we only name a folder.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Literal

from index.language import Message

Extra = Literal["mecab", "metrics"]


def to_install(extra: Extra) -> Message:
    """The command that installs an extra beside this Sakuin, and where it is typed."""
    command = f"{_pip()} install '.[{extra}]'"
    return Message(
        ja=f"Sakuin を置いたフォルダーで {command}", en=f"{command} in the folder that Sakuin was cloned into"
    )


def _pip() -> str:
    """The pip of this environment, by its name where a shell finds it by that."""
    found = shutil.which("pip")
    here = Path(sys.executable).parent
    return "pip" if found and Path(found).parent == here else f"{sys.executable} -m pip"
