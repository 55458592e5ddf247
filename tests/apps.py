"""Applications for tests, with any settings."""

from __future__ import annotations

from functools import cache

from fakes import FakeSearcher
from flask import Flask
from flask.testing import FlaskClient

from search.answer import Searcher
from search.declaration import declarations
from web.app import create_app
from web.settings import TABLES, Settings


def settings_of(**values: object) -> Settings:
    """The settings with these values, by the names that they have in their tables: `settings_of(cors="*", metrics=True)`; those of
    `site` as `site_url`."""
    named = {
        table: {("site_" if table == "site" else "") + name: name for name in declarations(kind)}
        for table, kind in TABLES.items()
    }
    assert values.keys() <= {name for names in named.values() for name in names}
    return Settings(
        **{
            table: kind(**{named[table][name]: value for name, value in values.items() if name in named[table]})
            for table, kind in TABLES.items()
        }
    )


def app_of(searcher: Searcher | None = None, *, read_here: bool = False, **settings: object) -> Flask:
    """An application over a searcher. Without one, and where nothing is counted, all who ask for the same settings share one: to make
    one takes longer than most tests."""
    if searcher is None and "metrics" not in settings:
        return _shared(read_here, tuple(sorted(settings.items())))
    return create_app(searcher or FakeSearcher(), settings_of(**settings), read_here=read_here)


def client_of(searcher: Searcher | None = None, *, read_here: bool = False, **settings: object) -> FlaskClient:
    return app_of(searcher, read_here=read_here, **settings).test_client()


@cache
def _shared(read_here: bool, settings: tuple[tuple[str, object], ...]) -> Flask:
    return create_app(FakeSearcher(), settings_of(**dict(settings)), read_here=read_here)
