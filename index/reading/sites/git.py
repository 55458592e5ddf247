"""What git knows of files: when each came into the repository, and which commit is the last."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from index.reading.dates import parse_date

_SECONDS = 20  # after which a repository is too large to be asked
_COMMIT = "\x01"
# Nothing in the settings of a stranger's repository may start a program, and a signature would be checked by one.
_LOG = (
    *(
        "git",
        "--no-pager",
        "log",
        "--no-show-signature",
        "--no-ext-diff",
        "--no-textconv",
        "--no-renames",
        "--relative",
    ),
    *("--diff-filter=A", "--name-only", "-z", f"--format={_COMMIT}%aI", "--", "."),
)


def first_commits(folder: Path) -> dict[PurePosixPath, datetime]:
    """When each file below a folder was first committed, by its path below the folder: one call of `git` for all of them. Nothing
    where there is no git, no repository, or only its last commits, which say of older files that they are new."""
    if _output(folder, "git", "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    dates: dict[PurePosixPath, datetime] = {}
    for commit in _output(folder, *_LOG).split(_COMMIT)[1:]:  # the newest first: the oldest stays
        day, *names = (part.strip("\n") for part in commit.split("\0"))
        if date := parse_date(day, UTC):
            dates.update((PurePosixPath(name), date) for name in names if name)
    return dates


def last_commit(folder: Path) -> str:
    """The name of the commit that a folder is at; "" where git knows none."""
    return _output(folder, "git", "rev-parse", "--verify", "--quiet", "HEAD").strip()


def _output(folder: Path, *command: str) -> str:
    try:
        run = subprocess.run(command, cwd=folder, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return run.stdout.decode("utf-8", "surrogateescape") if run.returncode == 0 else ""
