"""The application for servers that start several processes: gunicorn --preload 'web.wsgi:create()'.

Created before they fork, the index is opened once, and what was read of it is shared. Settings are those of `sakuin serve`
without its flags: `SAKUIN_*`, then `sakuin.toml` in the current folder or above.
"""

from __future__ import annotations

import gc
import sys

from flask import Flask

from index.errors import SakuinError
from search.searcher import open_searcher
from web.app import create_app
from web.settings import read_settings


def create() -> Flask:
    """The application over the index that is set; without one, a sentence and the exit code of `sakuin`."""
    settings = read_settings()
    try:
        searcher = open_searcher(settings.index_dir_for())
    except SakuinError as error:
        from web.cli import exit_code

        print(error.message.to(settings.language), file=sys.stderr)
        # 4 is also what gunicorn takes as "the application cannot be loaded": it does not try again.
        raise SystemExit(exit_code(error)) from None
    app = create_app(searcher, title=settings.title)
    gc.freeze()  # what is there now is there to stay: collecting it again would only copy the pages that forks share
    return app
