"""The errors that we raise for an index that cannot be read or written, in place of those of Whoosh and of the disk."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import IndexDamaged, IndexOutdated, IndexUnavailable, InputUnusable, SakuinError


@contextmanager
def translating_damage(directory: Path) -> Iterator[None]:
    """Raise `IndexDamaged` for what Whoosh raises when a file is damaged, which may be any of ten types."""
    try:
        yield
    except (SakuinError, FileNotFoundError, MemoryError):
        raise
    except PermissionError as error:
        raise not_ours_to_read(directory) from error
    except Exception as error:
        raise damaged(directory) from error


@contextmanager
def translating_disk_errors(directory: Path) -> Iterator[None]:
    """Raise our errors where the disk does not take what we write; the index stays as its last commit left it."""
    try:
        yield
    except (FileNotFoundError, FileExistsError, NotADirectoryError) as error:
        raise damaged(directory) from error
    except OSError as error:
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            raise InputUnusable(
                ja=f"{error.filename or directory} に書き込めません。権限を確かめるか、--index で別の場所を指定してください",
                en=f"Cannot write to {error.filename or directory}. Check its permissions, or name another place with "
                "--index.",
            ) from error
        raise IndexUnavailable(
            ja=f"{directory} に索引を書けませんでした（{error.strerror}）。空き容量を確かめて、もう一度実行してください。"
            "前の索引はそのまま使えます",
            en=f"Cannot write the index in {directory} ({error.strerror}). Check the free space and run this again. "
            "The index as it was can still be searched.",
        ) from error


def not_ours_to_read(directory: Path) -> InputUnusable:
    return InputUnusable(
        ja=f"{directory} の索引を読む権限がありません。索引を作ったユーザーで実行するか、--index で別の索引を指定してください",
        en=f"You may not read the index in {directory}. Run this as the user who built it, or name another with --index.",
    )


def damaged(directory: Path) -> IndexDamaged:
    return IndexDamaged(
        ja=f"{directory} の索引が壊れています。作り直すには: sakuin index 記事のフォルダー --full",
        en=f"The index in {directory} is damaged. Build it again with: sakuin index POSTS --full",
    )


def foreign(directory: Path) -> IndexDamaged:
    return IndexDamaged(
        ja=f"{directory} は sakuin の索引ではないので、手を付けません。--index で別のフォルダーを指定してください",
        en=f"{directory} is not an index of sakuin, so it is left alone. Name another folder with --index.",
    )


def outdated(directory: Path, version: object, needed: int) -> IndexOutdated:
    return IndexOutdated(
        ja=f"{directory} の索引は別の版の形式（{version}、必要なのは {needed}）です。作り直すには: sakuin index 記事のフォルダー",
        en=f"The index in {directory} has another format ({version}; needed: {needed}). Build it again with: sakuin index POSTS",
    )
