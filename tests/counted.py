"""An application that counts what readers search for, for the tests of that."""

from apps import settings_of
from fakes import FakeSearcher

from search.querylog import QueryLog
from web.app import create_app
from web.counter import QueryCounter

BROWSER = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
)


class Counted:
    """An application that counts, and what it has counted."""

    def __init__(self, path, searcher=None, **settings):
        self.log = QueryLog(path, retention_days=90, min_count=1)
        self.counter = QueryCounter(self.log)
        self.app = create_app(searcher or FakeSearcher(), settings_of(queries=True, **settings), queries=self.counter)

    def ask(self, url, *, method="GET", agent=BROWSER, **options):
        headers = {"User-Agent": agent, **options.pop("headers", {})}
        with self.app.test_client().open(url, method=method, headers=headers, **options) as answer:
            assert answer.data is not None
        return answer

    @property
    def found(self):
        report = self.log.sought(1)
        return {each.query: each for each in report.queries} if report else {}

    @property
    def times(self):
        return {query: each.times for query, each in self.found.items()}
